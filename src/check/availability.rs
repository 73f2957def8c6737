//! When case managers can be interviewed (guidance §10.4).

use chrono::{Datelike, Days, NaiveDate};

use crate::facts::{Absent, Availability, Booking, interview_hours, managers_by_name};
use crate::problem::{Code, code};
use crate::record::{At, CaseManager};

use super::context::Context;
use super::free_slots::FreeSlots;
use super::names::{folded, long};
use super::presence::everybody;
use super::{Finding, Findings};

/// Days from fieldwork beyond which a day away can only be a slip, of the year as a rule.
const NEAR: i64 = 90;
/// Days before fieldwork of which a day away is taken for a part of a longer leave.
const BEFORE: u64 = 14;
/// Days after fieldwork of which it is.
const AFTER: u64 = 9;

/// No case manager is in two interviews at one time.
pub fn keeps_case_managers_in_one_place(context: &Context<'_>, findings: &mut Findings) {
    let mut free = FreeSlots::new(context);
    for [other, booking] in context.facts.schedule.double_booked() {
        let Some(manager) = booking.case.interviewee() else { continue };
        let message = format!(
            "`{}` would be in two places: the slots `{}` and `{}` are at the same time",
            manager, other.written, booking.written
        );
        let free = free.sentence_for_manager(manager);
        let help = format!("move `{}` or `{}` to a slot at another time{free}", other.case.id, booking.case.id);
        let finding = Finding::new(code::IN_TWO_PLACES, &booking.written.at, message, help);
        findings.add(finding.with(&other.written.at, format!("`{}` is interviewed here too", manager)));
    }
}

/// No case manager is interviewed on a day away, nor, if it can be helped, on the first day back.
pub fn keeps_to_days_when_case_managers_are_there(context: &Context<'_>, findings: &mut Findings) {
    let Some(days) = context.days() else { return };
    let working_days = context.facts.working_days;
    let mut free = FreeSlots::new(context);
    let managers = managers_by_name(&context.record.cases);
    for booking in &context.facts.schedule.bookings {
        let manager = booking.case.interviewee().and_then(|name| managers.get(&folded(name)));
        let (Some(manager), Some(day)) = (manager, days.get(booking.slot.day)) else {
            continue;
        };
        let away = |on| manager.away.iter().find(|away| away.value == on && context.is_sound(&away.at));
        let (name, slot, id) = (&manager.name, booking.written, &booking.case.id);
        if let Some(away) = away(*day) {
            let message = format!("`{name}` is away on {}, the day of the slot `{slot}`", long(*day));
            let free = free.sentence_for_move(booking.case, true);
            let help = format!(
                "add `interview = false` to `{id}`, which is then inspected from its records alone (guidance §11.6); or move it \
                 to a slot on another day, or correct the days in `away`{free}"
            );
            findings.add(away_finding(code::CASE_MANAGER_AWAY, booking, message, help, &away.at));
        } else if let Some(absent) = absent_for_a_while(manager, *day, booking, context) {
            let message = format!("`{name}` {} on {}, at the time of the slot `{slot}`", absent.words(), long(*day));
            let free = free.sentence_for_move(booking.case, false);
            let help = format!("move `{id}` to a slot at another time, or correct when `{name}` can come{free}");
            let finding = Finding::new(code::CASE_MANAGER_AWAY, &booking.written.at, message, help);
            findings.add(finding.with(absent.at(), "this says so"));
        } else if let Some(away) = away(working_days.before(*day, 1)) {
            let message = format!("the slot `{slot}` is on {}, the first day back of `{name}`", long(*day));
            let free = free.sentence_for_move(booking.case, false);
            let help =
                format!("move `{id}` to a later slot if there is one, so that the first day back stays free{free}");
            findings.add(away_finding(code::FIRST_DAY_BACK, booking, message, help, &away.at));
        }
    }
}

/// Why a case manager cannot come at a part of a day.
fn absent_for_a_while<'r>(
    manager: &'r CaseManager,
    day: NaiveDate,
    booking: &Booking<'_>,
    context: &Context<'_>,
) -> Option<Absent<'r>> {
    let hours = interview_hours(&booking.slot, context.facts.reading_minutes);
    let absent = Availability::from(manager).absent(day, hours)?;
    (!matches!(absent, Absent::Away(_)) && context.is_sound(absent.at())).then_some(absent)
}

fn away_finding(code: Code, booking: &Booking<'_>, message: String, help: String, away: &At) -> Finding {
    Finding::new(code, &booking.written.at, message, help).with(away, "away on this day")
}

/// A day away is one on which somebody could be interviewed, or the working day before, after which the first day back
/// comes. Any other has no effect, and a slip of the month or year would hide a real clash. Days shortly before that are
/// left alone, since people write a whole week of leave.
pub fn lies_near_fieldwork(context: &Context<'_>, findings: &mut Findings) {
    let (Some(starts), Some(days)) = (context.starts(), context.days()) else { return };
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return };
    for away in everybody(context).flat_map(|person| person.away) {
        let is_near = (*first - Days::new(BEFORE)..=*last + Days::new(AFTER)).contains(&away.value);
        if is_near || !context.is_sound(&away.at) {
            continue;
        }
        let is_far = (away.value - starts).num_days().abs() > NEAR;
        let (code, part) = if is_far { (code::OUT_OF_RANGE, "year") } else { (code::DAY_WITHOUT_EFFECT, "month") };
        let message = format!(
            "the day away, {}, has no effect: fieldwork is from {} to {}",
            long(away.value),
            long(*first),
            long(*last)
        );
        let help = match meant(away.value, &days) {
            Some(day) => format!("check the {part}: did you mean `{day}`?"),
            None => format!("check the {part}; only days of the fieldwork week and of the week before matter"),
        };
        let finding = Finding::new(code, &away.at, message, help);
        findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
    }
}

/// The day of fieldwork that a slip of the month or year has made another one.
fn meant(typed: NaiveDate, days: &[NaiveDate]) -> Option<NaiveDate> {
    let same_day = days.iter().find(|day| day.day() == typed.day())?;
    (same_day.month() != typed.month() || same_day.year() != typed.year()).then_some(*same_day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection};

    fn away(on: &str) -> TestRecord {
        TestRecord::sound().change(Cases, "site = \"Millgate House\"", &format!("away = [{on}]"))
    }

    fn slots(code: Code, numbers: &[u32]) -> Vec<(Code, String)> {
        numbers.iter().map(|number| (code, format!("slot = \"LI {number}\""))).collect()
    }

    fn assert_slots(files: &TestRecord, expected: &[(Code, String)]) {
        let expected: Vec<_> = expected.iter().map(|(code, line)| (*code, line.as_str())).collect();
        assert_found(files, &expected);
    }

    #[test]
    fn a_case_manager_cannot_be_in_two_places_even_for_a_quarter_of_an_hour() {
        let joan = "case-manager = \"Joan Price\"\nslot = \"AI 3\"";
        let files = TestRecord::sound().change(Cases, joan, "case-manager = \"Mared Ellis\"\nslot = \"AI 3\"");
        let problems = assert_found(&files, &[(code::IN_TWO_PLACES, "slot = \"AI 3\"")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Cases, "slot = \"LI 3\""));
    }

    #[test]
    fn one_interview_right_after_another_is_no_clash() {
        let joan = "case-manager = \"Joan Price\"\nslot = \"AI 3\"";
        let freed =
            TestRecord::sound().change(Cases, "case-manager = \"Mared Ellis\"\nslot = \"LI 3\"", "slot = \"LI 3\"");
        assert_found(&freed.change(Cases, joan, "case-manager = \"Mared Ellis\"\nslot = \"AI 3\""), &[]);
    }

    #[test]
    fn a_case_manager_is_not_interviewed_on_a_day_away_nor_gladly_on_the_first_day_back() {
        let mut expected = slots(code::CASE_MANAGER_AWAY, &[2, 3, 4]);
        expected.extend(slots(code::FIRST_DAY_BACK, &[5, 6, 7]));
        assert_slots(&away("2027-02-02"), &expected);
        assert_slots(&away("2027-02-03"), &slots(code::CASE_MANAGER_AWAY, &[5, 6, 7]));
    }

    #[test]
    fn whoever_was_away_on_the_friday_is_back_on_the_monday() {
        assert_slots(&away("2027-01-29"), &slots(code::FIRST_DAY_BACK, &[1]));
        assert_found(&away("2027-01-28"), &[]);
    }

    #[test]
    fn the_first_day_back_is_counted_over_a_bank_holiday() {
        // The Monday, 29 March 2027, is Easter Monday; the last working day before the Tuesday is Thursday, 25 March.
        let files = away("2027-03-25").change(Inspection, "2027-02-01", "2027-03-29");
        let found = files.problems();
        let back = found.iter().filter(|problem| problem.code == code::FIRST_DAY_BACK);
        assert_eq!(back.map(|problem| problem.place.line_column().0).collect::<Vec<_>>(), {
            let lines = [1, 2, 3, 4].map(|number| files.line_of(Cases, &format!("slot = \"LI {number}\"")));
            lines.to_vec()
        });
    }

    #[test]
    fn a_day_away_in_another_month_is_warned_of_with_the_day_that_was_meant() {
        let found = assert_found(&away("2027-03-02"), &[(code::DAY_WITHOUT_EFFECT, "away = [2027-03-02]")]);
        assert_eq!(found[0].help, "check the month: did you mean `2027-02-02`?");
        assert_found(&away("2027-01-25, 2027-01-26, 2027-02-08"), &[]);
    }

    #[test]
    fn a_day_away_in_another_year_is_a_slip() {
        assert_found(&away("2026-02-02"), &[(code::OUT_OF_RANGE, "away = [2026-02-02]")]);
    }
}
