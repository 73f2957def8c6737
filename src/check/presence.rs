//! When those who inspect and those who are interviewed are there (guidance §10.4, §11.4).

use crate::facts::Availability;
use crate::problem::code;
use crate::record::Unavailable;

use super::context::Context;
use super::names::long;
use super::{Finding, Findings};

/// No case is in a slot of a member of the team who cannot inspect then.
pub fn of_the_team_holds(context: &Context<'_>, findings: &mut Findings) {
    let Some(days) = context.days() else { return };
    let facts = context.facts;
    for booking in &facts.schedule.bookings {
        let absent = facts.inspector_absent(booking.member, &booking.slot);
        let Some(absent) = absent.filter(|absent| context.is_sound(absent.at())) else { continue };
        let Some(day) = days.get(booking.slot.day) else { continue };
        let name = facts.schedule.members[booking.member].name;
        let (id, slot) = (&booking.case.id, booking.written);
        let message = format!("`{name}` {} on {}, at the time of the slot `{slot}`", absent.words(), long(*day));
        let help = format!(
            "`sqspack schedule propose {}` finds `{id}` another slot; or correct when `{name}` can inspect",
            context.record.folder
        );
        let finding = Finding::new(code::INSPECTOR_AWAY, &slot.at, message, help);
        findings.add(finding.with(absent.at(), "this says so"));
    }
}

/// Hours at which somebody cannot come end after they begin.
pub fn has_hours_in_order(context: &Context<'_>, findings: &mut Findings) {
    let backward = |hours: &&Unavailable| hours.to.value <= hours.from.value && context.is_sound(&hours.at);
    for hours in everybody(context).flat_map(|person| person.unavailable).filter(backward) {
        let clock = |time: chrono::NaiveTime| time.format("%H:%M");
        let (from, to) = (clock(hours.from.value), clock(hours.to.value));
        let message = format!("these hours end at {to}, which is not after {from}");
        let help = "type when they begin and when they end, by the 24-hour clock: `from = 13:00:00, to = 17:00:00`";
        findings.add(Finding::new(code::HOURS_BACKWARD, &hours.to.at, message, help));
    }
}

/// When everybody is there: the case managers, then the team.
pub(super) fn everybody<'c>(context: &Context<'c>) -> impl Iterator<Item = Availability<'c>> {
    let team = context.facts.roster.members.iter().map(|member| member.availability);
    context.record.cases.case_managers.iter().map(Availability::from).chain(team)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Team};

    fn lead(availability: &str) -> TestRecord {
        let dbs = "dbs-checked = 2025-03-14";
        TestRecord::sound().change(Team, dbs, &format!("{dbs}\n{availability}"))
    }

    fn manager(availability: &str) -> TestRecord {
        TestRecord::sound().change(Cases, "site = \"Millgate House\"", availability)
    }

    fn away(slots: &[u32]) -> Vec<(crate::problem::Code, String)> {
        slots.iter().map(|slot| (code::INSPECTOR_AWAY, format!("slot = \"LI {slot}\""))).collect()
    }

    fn assert_away(files: &TestRecord, slots: &[u32]) {
        let expected = away(slots);
        let expected: Vec<_> = expected.iter().map(|(code, line)| (*code, line.as_str())).collect();
        assert_found(files, &expected);
    }

    #[test]
    fn no_case_is_with_an_inspector_who_is_away_or_does_not_work() {
        assert_away(&lead("away = [2027-02-02]"), &[2, 3, 4]);
        assert_away(&lead("unavailable = [{ on = 2027-02-02, from = 09:00:00, to = 09:15:00 }]"), &[2]);
        assert_away(&lead("works = [\"monday\", \"tuesday\", \"wednesday morning\"]"), &[6, 7]);
        assert_away(&lead("unavailable = [{ on = 2027-02-02, from = 13:30:00, to = 15:00:00 }]"), &[]);
    }

    #[test]
    fn a_morning_ends_and_an_afternoon_begins_at_one() {
        let interviewed = |works: &str| {
            let found = manager(&format!("works = [{works}]")).problems();
            let away = found.iter().filter(|problem| problem.code == code::CASE_MANAGER_AWAY);
            7 - away.count()
        };
        // Of the slots 2 to 4 on the Tuesday, one ends in the morning, one begins and ends around one, and one begins after it.
        assert_eq!(interviewed("\"tuesday\""), 3);
        assert_eq!(interviewed("\"tuesday morning\""), 1);
        assert_eq!(interviewed("\"tuesday afternoon\""), 1);
        assert_eq!(interviewed("\"monday\", \"tuesday\", \"wednesday\""), 7);
    }

    #[test]
    fn an_absence_that_ends_when_the_case_manager_joins_is_in_nobodys_way() {
        let until = |to: &str| manager(&format!("unavailable = [{{ on = 2027-02-02, from = 09:00:00, to = {to} }}]"));
        assert_found(&until("09:30:00"), &[]);
        assert_found(&until("09:31:00"), &[(code::CASE_MANAGER_AWAY, "slot = \"LI 2\"")]);
    }

    #[test]
    fn hours_that_end_before_they_begin_are_told_for_everybody() {
        let line = "unavailable = [{ on = 2027-02-02, from = 13:00:00, to = 05:00:00 }]";
        assert_found(&manager(line), &[(code::HOURS_BACKWARD, line)]);
        assert_found(&lead(line), &[(code::HOURS_BACKWARD, line)]);
    }

    #[test]
    fn a_working_time_that_cannot_be_read_is_told_with_the_one_that_was_meant() {
        let problems = assert_found(&lead("works = [\"Mondays\"]"), &[(code::WORKING_TIME, "works = [\"Mondays\"]")]);
        assert_eq!(problems[0].help, "did you mean `monday`?");
        assert_found(&manager("works = [\"not Fridays\"]"), &[(code::WORKING_TIME, "works = [\"not Fridays\"]")]);
    }
}
