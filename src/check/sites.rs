//! The offices of the fieldwork (guidance §11.4).

use std::collections::BTreeSet;

use crate::facts::{Member, is_same_name, managers_by_name};
use crate::problem::{code, did_you_mean};
use crate::record::Line;

use super::context::Context;
use super::names::{as_str, folded, suggestion};
use super::{Finding, Findings};

/// The offices where the team works are among the inspection's sites.
pub fn of_the_team_are_listed(context: &Context<'_>, findings: &mut Findings) {
    are_listed(context.facts.roster.members.iter().flat_map(|member| member.sites), context, findings);
}

/// A case manager may be based at an office where no fieldwork takes place (guidance Appendix A asks for the base). An
/// office whose name is almost that of a site is more likely a slip.
pub fn of_case_managers_are_no_slips(context: &Context<'_>, findings: &mut Findings) {
    let sites = &context.record.inspection.sites;
    let names: Vec<&str> = sites.iter().map(|known| as_str(&known.name)).collect();
    let known: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    let bases = context.record.cases.case_managers.iter().filter_map(|manager| manager.site.as_ref());
    for base in bases.filter(|base| !known.contains(&folded(base))) {
        let Some(meant) = did_you_mean(base, names.iter().copied()) else { continue };
        let message = format!("`{base}` is not a site of the inspection, and `{meant}` is");
        let help = format!("did you mean `{meant}`?");
        findings.add(Finding::new(code::NEAR_SITE, &base.at, message, help));
    }
}

/// The office in which a member of the team works on a day of fieldwork, counted from 0: their own, else the first site.
pub fn site_on<'c>(member: &Member<'c>, day: usize, context: &Context<'c>) -> Option<&'c str> {
    let own = member.sites.get(day).or(member.sites.last()).map(as_str);
    own.or_else(|| context.record.inspection.sites.first().map(|site| as_str(&site.name)))
}

/// No case manager who is based at one site is interviewed at another (guidance §11.4). Whoever is based elsewhere travels
/// in any case.
pub fn of_interviews_are_the_case_managers(context: &Context<'_>, findings: &mut Findings) {
    let sites: BTreeSet<String> = context.record.inspection.sites.iter().map(|site| folded(&site.name)).collect();
    let managers = managers_by_name(&context.record.cases);
    for booking in &context.facts.schedule.bookings {
        let manager = booking.case.interviewee().and_then(|name| managers.get(&folded(name)));
        let Some((manager, base)) = manager.and_then(|manager| Some((manager, manager.site.as_ref()?))) else {
            continue;
        };
        let member = context.facts.schedule.members[booking.member].member;
        let member = member.and_then(|index| context.facts.roster.members.get(index));
        let Some(there) = member.and_then(|member| site_on(member, booking.slot.day, context)) else { continue };
        let is_site = |name: &str| sites.contains(&folded(name));
        if is_same_name(base, there) || !is_site(base) || !is_site(there) {
            continue;
        }
        let message =
            format!("`{}` is based at `{base}`, and the slot `{}` is at `{there}`", manager.name, booking.written);
        let help = format!("move `{}` to a slot at `{base}`, or agree the journey with the YOT", booking.case.id);
        let finding = Finding::new(code::OTHER_BUILDING, &booking.written.at, message, help);
        findings.add(finding.with(&base.at, "based here"));
    }
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
    fn a_case_manager_may_be_based_where_no_fieldwork_is_but_a_slip_is_told() {
        let based =
            |site: &str| TestRecord::sound().change(Cases, "site = \"Millgate House\"", &format!("site = \"{site}\""));
        assert_found(&based("Annexe"), &[]);
        assert_found(&based("millgate  house"), &[]);
        let problems = assert_found(&based("Milgate House"), &[(code::NEAR_SITE, "site = \"Milgate House\"")]);
        assert_eq!(problems[0].help, "did you mean `Millgate House`?");
    }

    #[test]
    fn an_interview_at_another_site_than_the_case_managers_is_told_for_each_slot() {
        let second = "name = \"Millgate House\"\n\n[[site]]\nname = \"Tannery Court\"";
        let files = TestRecord::sound().change(Inspection, "name = \"Millgate House\"", second);
        let elsewhere = files.clone().change(Cases, "site = \"Millgate House\"", "site = \"Tannery Court\"");
        let slots: Vec<String> = (1..=7).map(|number| format!("slot = \"LI {number}\"")).collect();
        let expected: Vec<_> = slots.iter().map(|slot| (code::OTHER_BUILDING, slot.as_str())).collect();
        assert_found(&elsewhere, &expected);
        let days = "dbs-checked = 2025-03-14\nsites = [\"Tannery Court\", \"Millgate House\", \"Tannery Court\"]";
        let on_tuesday = elsewhere.change(Team, "dbs-checked = 2025-03-14", days);
        assert_found(&on_tuesday, &expected[1..4]);
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
