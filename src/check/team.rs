//! The inspection team as a whole, and the DBS checks of its members (guidance §11.1).

use chrono::{Months, NaiveDate};

use crate::facts::TeamRole;
use crate::problem::code;
use crate::record::FileKind;

use super::context::{Context, whole};
use super::names::{counted, folded, long, repeated};
use super::{Finding, Findings};

/// A team has a lead inspector, once it has anybody who inspects, or cases to inspect.
pub fn has_a_lead_inspector(context: &Context<'_>, findings: &mut Findings) {
    let record = context.record;
    let begun = !context.facts.roster.members.is_empty() || !record.cases.cases.is_empty();
    if begun && record.team.lead_inspector.is_none() {
        let message = "the team has no lead inspector";
        let help = "add the group `[lead-inspector]` with a line `name = \"Ruth Calder\"`";
        findings.add(Finding::new(code::MISSING_PERSON, &whole(FileKind::Team), message, help));
    }
}

/// Inspectors and local assessors are as many as in one of the programme's teams, or the record plans the cases itself.
/// The rule above complains of a missing lead inspector; this one counts them as if there. While the lead inspector stands
/// alone and there are no cases, the team is still to be named.
pub fn is_one_of_the_programmes(context: &Context<'_>, findings: &mut Findings) {
    let roster = &context.facts.roster;
    let inspectors = roster.count(TeamRole::Inspector) + 1;
    let assessors = roster.count(TeamRole::LocalAssessor);
    if (inspectors, assessors) == (1, 0) && context.record.cases.cases.is_empty() {
        return;
    }
    if context.record.inspection.sample.is_some() {
        return;
    }
    let teams = context.settings.teams();
    if teams.iter().any(|team| (team.inspectors as usize, team.local_assessors as usize) == (inspectors, assessors)) {
        return;
    }
    let in_words = |inspectors: usize, assessors: usize| {
        let inspectors = counted(inspectors, "inspector");
        let assessors =
            if assessors == 0 { "no local assessor".to_owned() } else { counted(assessors, "local assessor") };
        format!("{inspectors} and {assessors}")
    };
    let known: Vec<String> = teams
        .iter()
        .map(|team| {
            let (inspectors, assessors) = (team.inspectors as usize, team.local_assessors as usize);
            format!("{} people ({})", inspectors + assessors, in_words(inspectors, assessors))
        })
        .collect();
    let message = format!(
        "the programme has no team of {} people: {}, the lead inspector among them",
        inspectors + assessors,
        in_words(inspectors, assessors)
    );
    let help = format!(
        "the programme's teams have {}; if this team is meant, plan its cases in `[sample]` in `inspection.toml`, or list the \
         programme's teams in `sqspack.toml`, with a `[[team]]` of `inspectors = {inspectors}` and `local-assessors = \
         {assessors}` among them",
        known.join("; ")
    );
    let lead = context.record.team.lead_inspector.as_ref();
    let at = lead.map_or(whole(FileKind::Team), |lead| lead.name.at.clone());
    findings.add(Finding::new(code::TEAM_SIZE, &at, message, help));
}

/// Nobody is in the team twice.
pub fn lists_everybody_once(context: &Context<'_>, findings: &mut Findings) {
    let officer = context.record.team.support_officer.as_ref().map(|officer| &officer.name);
    let names = context.facts.roster.members.iter().map(|member| member.name).chain(officer);
    for (name, first) in repeated(names, folded, context) {
        let message = format!("`{}` is in the team twice", name);
        let help = "take out one of the two, or type the other person's name";
        let finding = Finding::new(code::DUPLICATE_PERSON, &name.at, message, help);
        findings.add(finding.with(&first.at, "listed here first"));
    }
}

/// Each member's DBS check is recorded.
pub fn has_a_dbs_check_recorded(context: &Context<'_>, findings: &mut Findings) {
    for member in context.facts.roster.members.iter().filter(|member| member.dbs_checked.is_none()) {
        let message = format!("no DBS check of `{}` is recorded", member.name);
        let help = "add a line with the day of the last enhanced check: `dbs-checked = 2026-03-14`";
        findings.add(Finding::new(code::DBS_UNKNOWN, &member.name.at, message, help));
    }
}

/// When fieldwork starts, each member's DBS check is no older than the programme allows: three years, or up to the same
/// day three years on. A check on 29 February counts until 28 February.
pub fn has_recent_dbs_checks(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts() else { return };
    let years = context.settings.dbs_years();
    for member in &context.facts.roster.members {
        let Some(checked) = member.dbs_checked.filter(|checked| context.is_sound(&checked.at)) else { continue };
        let (name, on) = (member.name, long(checked.value));
        if checked.value > starts {
            let message =
                format!("the DBS check of `{name}` is dated {on}, after fieldwork starts on {}", long(starts));
            let help = "type the day on which the check was really made, and check the year";
            let finding = Finding::new(code::OUT_OF_RANGE, &checked.at, message, help);
            findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
        } else if expires(checked.value, years) < starts {
            let message = format!(
                "the DBS check of `{name}` on {on} is older than {} when fieldwork starts on {}",
                counted(years as usize, "year"),
                long(starts)
            );
            let help = format!("type the day of a newer check, `{}` or later", earliest(starts, years));
            let finding = Finding::new(code::DBS_TOO_OLD, &checked.at, message, help);
            findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
        }
    }
}

/// The last day for which a check counts.
fn expires(checked: NaiveDate, years: u32) -> NaiveDate {
    checked.checked_add_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MAX)
}

/// The earliest day of a check that counts on the given one.
fn earliest(starts: NaiveDate, years: u32) -> NaiveDate {
    let same_day = starts.checked_sub_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MIN);
    if expires(same_day, years) < starts { same_day.succ_opt().unwrap_or(same_day) } else { same_day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Contacts, Inspection, Team};

    const FURTHER: &str = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";

    #[test]
    fn a_team_without_a_lead_inspector_is_said_at_the_start_of_the_file_and_nothing_follows_from_it() {
        let lead = "[lead-inspector]\nname = \"Ruth Calder\"\ndbs-checked = 2025-03-14\n";
        let files = TestRecord::sound().change(Team, lead, "");
        assert_found(&files, &[(code::MISSING_PERSON, "# The team")]);
    }

    #[test]
    fn a_team_that_is_not_there_yet_is_no_error() {
        assert_found(&TestRecord::sound().without(Team).without(Cases).without(Contacts), &[]);
    }

    #[test]
    fn a_team_of_four_is_warned_of_and_the_programmes_teams_and_the_settings_are_named() {
        let files = TestRecord::sound().append(Team, FURTHER).without(Cases);
        let problems = assert_found(&files, &[(code::TEAM_SIZE, "name = \"Ruth Calder\"")]);
        assert!(problems[0].message.contains("4 people: 3 inspectors and 1 local assessor"), "{}", problems[0].message);
        assert!(problems[0].help.contains("5 people (4 inspectors and 1 local assessor)"), "{}", problems[0].help);
        assert!(problems[0].help.contains("`[[team]]` of `inspectors = 3` and `local-assessors = 1`"));
        let sample = "[sample]\nfirst-tier = 4\ncommunity = 10\ncustodial = 6\nreason = \"as agreed\"\n";
        assert_found(&files.append(Inspection, sample), &[]);
    }

    #[test]
    fn no_mix_of_inspectors_and_local_assessors_stops_a_pack_and_none_plans_more_cases_than_it_has_slots() {
        use crate::problem::Severity;
        for further in 0..5 {
            for assessors in 0..=further {
                let mut team = "[lead-inspector]\nname = \"Ruth Calder\"\ndbs-checked = 2025-03-14\n".to_owned();
                for number in 0..further {
                    team += &format!("[[inspector]]\nname = \"Ann {number}\"\ndbs-checked = 2025-03-14\n");
                }
                for number in 0..assessors {
                    team += &format!(
                        "[[local-assessor]]\nname = \"Bea {number}\"\nhome-yot = \"Elmbridge\"\ndbs-checked = 2025-03-14\n"
                    );
                }
                let files = TestRecord::sound().without(Cases).with(Team, &team);
                let problems = files.problems();
                assert!(problems.iter().all(|problem| problem.code.severity == Severity::Warning), "{problems:?}");
                let (cases, slots) = files.facts(|facts| (facts.split.total() as usize, facts.schedule.slot_count()));
                assert!(cases <= slots || slots < 14, "{further} and {assessors}: {cases} cases in {slots} slots");
            }
        }
    }

    #[test]
    fn the_workspaces_teams_take_the_place_of_the_programmes() {
        let four = "[[team]]\ninspectors = 3\nlocal-assessors = 1\nfirst-tier = 4\ncommunity = 10\ncustodial = 6\n";
        assert_found(&TestRecord::sound().append(Team, FURTHER).without(Cases).settings(four), &[]);
    }

    #[test]
    fn somebody_who_is_in_the_team_twice_is_found() {
        let files = TestRecord::sound().change(Team, "name = \"Colin Ashworth\"", "name = \"priya nair\" # again");
        let problems = assert_found(&files, &[(code::DUPLICATE_PERSON, "name = \"priya nair\" # again")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Team, "name = \"Priya Nair\""));
    }

    #[test]
    fn a_dbs_check_that_is_not_recorded_is_warned_of() {
        let files = TestRecord::sound().change(Team, "dbs-checked = 2025-03-14\n", "");
        assert_found(&files, &[(code::DBS_UNKNOWN, "name = \"Ruth Calder\"")]);
    }

    #[test]
    fn a_dbs_check_counts_up_to_the_same_day_three_years_on() {
        let checked = |on: &str| TestRecord::sound().change(Team, "2025-03-14", on);
        assert_found(&checked("2024-02-01"), &[]);
        let problems = assert_found(&checked("2024-01-31"), &[(code::DBS_TOO_OLD, "dbs-checked = 2024-01-31")]);
        assert_eq!(problems[0].help, "type the day of a newer check, `2024-02-01` or later");
    }

    #[test]
    fn a_dbs_check_on_29_february_counts_until_28_february() {
        let checked = |on: &str| {
            TestRecord::sound().change(Team, "2025-03-14", on).change(Inspection, "2027-02-01", "2027-03-01")
        };
        assert_found(&checked("2024-03-01"), &[]);
        assert_found(&checked("2024-02-29"), &[(code::DBS_TOO_OLD, "dbs-checked = 2024-02-29")]);
    }

    #[test]
    fn the_workspace_says_how_long_a_dbs_check_counts() {
        let old = TestRecord::sound().change(Team, "2025-03-14", "2023-02-01");
        assert_found(&old.settings("[programme]\ndbs-years = 4\n"), &[]);
    }

    #[test]
    fn a_dbs_check_after_fieldwork_starts_cannot_be() {
        let files = TestRecord::sound().change(Team, "2025-03-14", "2027-02-02");
        assert_found(&files, &[(code::OUT_OF_RANGE, "dbs-checked = 2027-02-02")]);
        assert_found(&TestRecord::sound().change(Team, "2025-03-14", "2027-02-01"), &[]);
    }

    #[test]
    fn a_mistyped_start_of_fieldwork_makes_no_dbs_check_wrong() {
        let files = TestRecord::sound().change(Inspection, "2027-02-01", "\"1 February\"");
        assert_found(&files, &[(code::WRONG_TYPE, "starts = \"1 February\"")]);
    }

    #[test]
    fn the_earliest_check_that_counts_is_named_to_the_day() {
        let day = |iso: &str| iso.parse::<NaiveDate>().expect("a date");
        assert_eq!(earliest(day("2027-03-01"), 3), day("2024-03-01"));
        assert_eq!(earliest(day("2028-02-29"), 3), day("2025-03-01"));
    }
}
