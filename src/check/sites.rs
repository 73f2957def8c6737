//! The offices of the fieldwork (guidance §11.4).

use std::collections::BTreeSet;

use crate::problem::code;
use crate::record::Line;

use super::context::Context;
use super::names::{as_str, folded, suggestion};
use super::{Finding, Findings};

/// The offices where the team works are among the inspection's sites.
pub fn of_the_team_are_listed(context: &Context<'_>, findings: &mut Findings) {
    are_listed(context.facts.roster.members.iter().flat_map(|member| member.sites), context, findings);
}

/// The offices where case managers are based are among the inspection's sites.
pub fn of_case_managers_are_listed(context: &Context<'_>, findings: &mut Findings) {
    let managers = context.record.cases.case_managers.iter();
    are_listed(managers.filter_map(|manager| manager.site.as_ref()), context, findings);
}

fn are_listed<'c>(named: impl Iterator<Item = &'c Line>, context: &Context<'_>, findings: &mut Findings) {
    let sites = &context.record.inspection.sites;
    if sites.iter().any(|known| !context.is_sound(&known.name.at)) {
        return;
    }
    let names: Vec<&str> = sites.iter().map(|known| as_str(&known.name)).collect();
    let known: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    for site in named.filter(|site| !known.contains(&folded(site))) {
        let help = match names.as_slice() {
            [] => format!("add a `[[site]]` with `name = \"{site}\"` to `inspection.toml`"),
            known => suggestion(site, known, "add it to `inspection.toml` as a `[[site]]`, or name one of its sites:"),
        };
        let message = format!("`{site}` is not a site of the inspection");
        let finding = Finding::new(code::UNKNOWN_SITE, &site.at, message, help);
        findings.add(match sites.first() {
            Some(first) => finding.with(&first.name.at, "the inspection's sites"),
            None => finding,
        });
    }
}

/// Whoever works in several offices has one for each day of fieldwork.
pub fn of_the_team_fit_the_days(context: &Context<'_>, findings: &mut Findings) {
    let days = context.day_count();
    for member in &context.facts.roster.members {
        let [first, _, ..] = member.sites else { continue };
        if member.sites.len() == days || !context.is_sound(&first.at) {
            continue;
        }
        let message = format!("`{}` has {} sites for {days} days of fieldwork", member.name, member.sites.len());
        let help = format!("name one site for the whole week, or {days}: one for each day, in their order");
        findings.add(Finding::new(code::SITES_BY_DAY, &first.at, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection, Team};

    fn with_sites(sites: &str) -> TestRecord {
        TestRecord::sound().change(
            Team,
            "dbs-checked = 2025-03-14",
            &format!("dbs-checked = 2025-03-14\nsites = {sites}"),
        )
    }

    #[test]
    fn a_site_of_the_team_that_is_not_listed_is_refused_with_the_name_that_was_meant() {
        let files = with_sites("[\"Milgate House\"]");
        let problems = assert_found(&files, &[(code::UNKNOWN_SITE, "sites = [\"Milgate House\"]")]);
        assert_eq!(problems[0].help, "did you mean `Millgate House`?");
        assert_found(&with_sites("[\"millgate  house\"]"), &[]);
    }

    #[test]
    fn a_site_of_a_case_manager_that_is_not_listed_is_refused() {
        let files = TestRecord::sound().change(Cases, "site = \"Millgate House\"", "site = \"Annexe\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SITE, "site = \"Annexe\"")]);
        assert!(problems[0].help.ends_with("`Millgate House`"), "{}", problems[0].help);
    }

    #[test]
    fn sites_are_one_for_the_week_or_one_for_each_day() {
        assert_found(&with_sites("[\"Millgate House\"]"), &[]);
        assert_found(&with_sites("[\"Millgate House\", \"Millgate House\", \"Millgate House\"]"), &[]);
        let two = "sites = [\"Millgate House\", \"Millgate House\"]";
        assert_found(&with_sites("[\"Millgate House\", \"Millgate House\"]"), &[(code::SITES_BY_DAY, two)]);
        let four_days = with_sites("[\"Millgate House\", \"Millgate House\", \"Millgate House\"]").change(
            Inspection,
            "starts = 2027-02-01",
            "starts = 2027-02-01\nends = 2027-02-04",
        );
        assert!(four_days.problems().iter().any(|problem| problem.code == code::SITES_BY_DAY));
    }
}
