//! Local assessors: volunteers from other YOTs, each with an inspector (guidance §4).

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Member, TeamRole, folded, is_same_name};
use crate::problem::{code, did_you_mean};
use crate::record::reader::list;
use crate::record::{Line, LocalAssessor};

use super::context::Context;
use super::names::{as_str, long};
use super::people::likely_person;
use super::sites::site_on;
use super::spelling::Lists;
use super::{Finding, Findings};

/// Words in the names of YOTs and authorities that say what a body is, not which one.
const GENERIC: &[&str] = &[
    "the",
    "of",
    "and",
    "for",
    "youth",
    "offending",
    "justice",
    "team",
    "teams",
    "service",
    "services",
    "yot",
    "yots",
    "yos",
    "yjs",
    "yjt",
    "partnership",
    "city",
    "county",
    "borough",
    "district",
    "metropolitan",
    "unitary",
    "council",
    "authority",
    "y",
    "a",
    "tîm",
    "gwasanaeth",
    "troseddau",
    "troseddwyr",
    "troseddu",
    "cyfiawnder",
    "ifanc",
    "ieuenctid",
    "cyngor",
    "sir",
    "dinas",
    "bwrdeistref",
    "sirol",
];

/// No local assessor comes from the YOT that is inspected.
///
/// Names are compared without the words that every YOT or council has in its name, so that 'Aberford YOS' is Aberford City
/// Council's own, but 'Aberford Vale' is another place.
pub fn come_from_another_yot(context: &Context<'_>, findings: &mut Findings) {
    let yot = &context.record.inspection.yot;
    let own = [&yot.name].into_iter().chain(&yot.area).chain(&yot.authorities);
    // Reversed, so that the first of several names for one place is kept.
    let own: BTreeMap<_, _> = own.map(|name| (place_name(name), name)).collect::<Vec<_>>().into_iter().rev().collect();
    for assessor in &context.record.team.local_assessors {
        let home = place_name(&assessor.home_yot);
        if home.is_empty() {
            continue;
        }
        let Some(here) = own.get(&home) else { continue };
        let message = format!(
            "`{}` comes from `{}`, which is the inspected YOT: a local assessor comes from another one",
            assessor.name, assessor.home_yot
        );
        let help = "choose a local assessor from another YOT, or type the YOT that the person really comes from";
        let finding = Finding::new(code::ASSESSOR_FROM_HERE, &assessor.home_yot.at, message, help);
        findings.add(finding.with(&here.at, "the inspected YOT"));
    }
}

/// The words of a name that say which place it is.
fn place_name(name: &str) -> BTreeSet<String> {
    name.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty() && !GENERIC.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Each local assessor works with an inspector, and no two with the same (guidance §4). The lead inspector's page has no
/// time for one (guidance Appendix B), so that pair is worth a look.
pub fn have_an_inspector_each(context: &Context<'_>, findings: &mut Findings) {
    let members = &context.facts.roster.members;
    let further: Vec<&str> = named(members, TeamRole::Inspector).map(|member| as_str(member.name)).collect();
    let without = named(members, TeamRole::Inspector).filter(|member| member.partner.is_none());
    let free: Vec<&str> = without.map(|member| as_str(member.name)).collect();
    let lead = context.record.team.lead_inspector.as_ref().map(|lead| as_str(&lead.name));
    let inspectors: BTreeSet<String> = further.iter().copied().chain(lead).map(folded).collect();
    let lists = LazyCell::new(|| Lists::of(context.record));
    let assessors = named(members, TeamRole::LocalAssessor);
    for (assessor, member) in context.record.team.local_assessors.iter().zip(assessors) {
        let partner = member.partner.and_then(|index| members.get(index));
        match (partner.map(|partner| partner.role), &assessor.with) {
            (Some(TeamRole::Inspector), _) => continue,
            (Some(TeamRole::LeadInspector), Some(with)) => {
                findings.add(with_the_lead(assessor, with));
                continue;
            }
            _ => {}
        }
        let add = match lead {
            Some(lead) => format!(
                "add an `[[inspector]]` for the local assessor, or let the lead inspector supervise: `with = \"{lead}\"`"
            ),
            None => "add an inspector for the local assessor: an `[[inspector]]` with a `name`".to_owned(),
        };
        let choose = || if free.is_empty() { add.clone() } else { format!("name one of {}", list(&free)) };
        let name = &assessor.name;
        let (at, message, help) = match &assessor.with {
            None => {
                (&assessor.name.at, format!("no inspector is left for the local assessor `{name}` to work with"), add)
            }
            Some(with) => {
                let other = as_str(with);
                let (message, help) = if inspectors.contains(&folded(other)) {
                    (format!("`{other}` already works with another local assessor"), choose())
                } else {
                    let list = lists.find(other);
                    let list = list.map_or_else(String::new, |(list, _)| format!(", but stands {list}"));
                    let message =
                        format!("`{other}`, with whom `{name}` is to work, is not an inspector in the team{list}");
                    let help = did_you_mean(other, further.iter().copied()).or_else(|| likely_person(other, &further));
                    (message, help.map_or_else(choose, |meant| format!("did you mean `{meant}`?")))
                };
                (&with.at, message, help)
            }
        };
        findings.add(Finding::new(code::UNKNOWN_PARTNER, at, message, help));
    }
}

/// A local assessor whom the lead inspector supervises.
fn with_the_lead(assessor: &LocalAssessor, with: &Line) -> Finding {
    let name = &assessor.name;
    let message = format!("`{with}` leads the inspection, and the schedule has no time in which to meet `{name}`");
    let help = "agree the times of their meetings, which the schedule shows as preparation, or name another inspector";
    Finding::new(code::LEAD_SUPERVISES, &with.at, message, help)
}

/// A local assessor works in the office of the inspector whom they observe, on each day of fieldwork (guidance Appendix B).
pub fn work_where_their_inspectors_do(context: &Context<'_>, findings: &mut Findings) {
    let members = &context.facts.roster.members;
    for assessor in members.iter().filter(|member| member.role == TeamRole::LocalAssessor) {
        let Some(inspector) = assessor.partner.and_then(|index| members.get(index)) else { continue };
        for (day, date) in context.days().unwrap_or_default().into_iter().enumerate() {
            let (Some(here), Some(there)) = (site_on(assessor, day, context), site_on(inspector, day, context)) else {
                continue;
            };
            if is_same_name(here, there) {
                continue;
            }
            let message = format!(
                "`{}` works in `{here}` on {}, and `{}`, their inspector, in `{there}`",
                assessor.name,
                long(date),
                inspector.name
            );
            let help = format!("give `{}` the `sites` of `{}`", assessor.name, inspector.name);
            let at = assessor.sites.first().map_or(&assessor.name.at, |site| &site.at);
            let finding = Finding::new(code::APART_FROM_INSPECTOR, at, message, help);
            findings.add(
                finding.with(inspector.sites.first().map_or(&inspector.name.at, |site| &site.at), "their inspector"),
            );
            break;
        }
    }
}

fn named<'m, 'r>(members: &'m [Member<'r>], role: TeamRole) -> impl Iterator<Item = &'m Member<'r>> {
    members.iter().filter(move |member| member.role == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection, Team};

    const HOME: &str = "home-yot = \"Elmbridge Vale Youth Justice Service\"\n";

    #[test]
    fn an_assessor_from_the_inspected_yot_is_found_under_any_of_its_names() {
        for home in ["Aberford Youth Offending Team", "aberford YOS", "Youth Justice Service, City of Aberford"] {
            let line = format!("home-yot = \"{home}\"");
            let files = TestRecord::sound().change(Team, HOME, &format!("{line}\n"));
            assert_found(&files, &[(code::ASSESSOR_FROM_HERE, &line)]);
        }
    }

    #[test]
    fn an_assessor_from_one_authority_of_a_joint_yot_is_from_the_inspected_one() {
        let files = TestRecord::sound()
            .change(Inspection, "name = \"Aberford Youth Offending Team\"", "name = \"Aberford & Westmere YOS\"")
            .change(
                Inspection,
                "[\"Aberford City Council\"]",
                "[\"Aberford City Council\", \"Westmere County Borough Council\"]",
            )
            .change(Team, HOME, "home-yot = \"Westmere YOT\"\n");
        let found = files.problems();
        assert!(found.iter().any(|problem| problem.code == code::ASSESSOR_FROM_HERE), "{found:?}");
    }

    #[test]
    fn a_place_whose_name_holds_the_other_is_another_place() {
        for home in
            ["Aberford Vale YOT", "North Aberford Youth Justice Service", "Aberfordshire YOT", "Youth Justice Service"]
        {
            assert_found(&TestRecord::sound().change(Team, HOME, &format!("home-yot = \"{home}\"\n")), &[]);
        }
    }

    #[test]
    fn an_inspector_whom_the_team_does_not_have_is_refused_with_the_name_that_was_meant() {
        let files = TestRecord::sound().change(Team, "with = \"Priya Nair\"", "with = \"Pryia Nair\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_PARTNER, "with = \"Pryia Nair\"")]);
        assert_eq!(problems[0].help, "did you mean `Priya Nair`?");
    }

    #[test]
    fn a_local_assessor_with_the_lead_inspector_is_warned_of() {
        let files = TestRecord::sound().change(Team, "with = \"Priya Nair\"", "with = \"Ruth Calder\"");
        let problems = assert_found(&files, &[(code::LEAD_SUPERVISES, "with = \"Ruth Calder\"")]);
        assert_eq!(problems[0].code.severity, crate::problem::Severity::Warning);
    }

    #[test]
    fn a_local_assessor_in_another_office_than_their_inspector_is_told_on_whichever_day_it_is() {
        let second = "name = \"Millgate House\"\n\n[[site]]\nname = \"Tannery Court\"";
        let files = TestRecord::sound().change(Inspection, "name = \"Millgate House\"", second);
        let at = |sites: &str| files.clone().change(Team, HOME, &format!("{HOME}sites = [{sites}]\n"));
        let (here, there) = ("\"Millgate House\"", "\"Tannery Court\"");
        assert_found(&at(here), &[]);
        for (sites, day) in [
            (there.to_owned(), "Monday"),
            (format!("{here}, {there}, {here}"), "Tuesday"),
            (format!("{here}, {here}, {there}"), "Wednesday"),
        ] {
            let line = format!("sites = [{sites}]");
            let problems = assert_found(&at(&sites), &[(code::APART_FROM_INSPECTOR, &line)]);
            assert!(problems[0].message.contains(&format!("on {day}")), "{}", problems[0].message);
        }
    }

    #[test]
    fn two_assessors_do_not_share_an_inspector() {
        let second =
            "[[local-assessor]]\nname = \"Ann Wray\"\nhome-yot = \"Harrow Moor YOT\"\ndbs-checked = 2026-01-05\n";
        let of_four = "[[team]]\ninspectors = 2\nlocal-assessors = 2\nfirst-tier = 4\ncommunity = 10\ncustodial = 6\n";
        let files = TestRecord::sound().change(Team, "with = \"Priya Nair\"\n", "").settings(of_four).without(Cases);
        let named = files.append(Team, second).append(Team, "with = \"Priya Nair\"\n");
        assert_found(&named, &[(code::UNKNOWN_PARTNER, "with = \"Priya Nair\"")]);
        assert_found(&files.append(Team, second), &[(code::UNKNOWN_PARTNER, "name = \"Ann Wray\"")]);
    }
}
