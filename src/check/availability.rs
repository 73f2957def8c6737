//! When case managers can be interviewed (guidance §10.4).

use std::collections::BTreeMap;

use crate::calendar::WorkingDays;
use crate::facts::Booking;
use crate::problem::{Code, code};
use crate::record::reader::list;
use crate::record::{At, FileKind};

use super::context::Context;
use super::names::{folded, long};
use super::{Finding, Findings};

/// Days from fieldwork beyond which a day away can only be a slip, of the year as a rule.
const NEAR: i64 = 90;

/// How many messages name free slots, so that a record with thousands of clashes is checked as quickly as any.
const NAMED: usize = 20;

/// How many free slots a message names.
const SHOWN: usize = 6;

/// Names the free slots that case managers could take.
struct FreeSlots<'c> {
    context: &'c Context<'c>,
    left: usize,
}

impl<'c> FreeSlots<'c> {
    fn new(context: &'c Context<'c>) -> Self {
        Self { context, left: NAMED }
    }

    /// `; free for Mared Ellis: LI 4 or AI 5`, or nothing.
    fn for_manager(&mut self, manager: &str) -> String {
        let Some(left) = self.left.checked_sub(1).filter(|_| self.context.has(FileKind::Team)) else {
            return String::new();
        };
        self.left = left;
        let Context { facts, record, holidays, .. } = self.context;
        let free = facts.free_slots_for(manager, record, holidays);
        let names: Vec<&str> = free.iter().take(SHOWN).map(|slot| slot.name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("; free for `{manager}`: {}", list(&names)) }
    }
}

/// No case manager is in two interviews at one time.
pub fn keeps_case_managers_in_one_place(context: &Context<'_>, findings: &mut Findings) {
    let mut free = FreeSlots::new(context);
    for [other, booking] in context.facts.schedule.double_booked() {
        let Some(manager) = &booking.case.case_manager else { continue };
        let message = format!(
            "`{}` would be in two places: the slots `{}` and `{}` are at the same time",
            manager, other.written, booking.written
        );
        let free = free.for_manager(manager);
        let help = format!("move `{}` or `{}` to a slot at another time{free}", other.case.id, booking.case.id);
        let finding = Finding::new(code::IN_TWO_PLACES, &booking.written.at, message, help);
        findings.add(finding.with(&other.written.at, format!("`{}` is interviewed here too", manager)));
    }
}

/// No case manager is interviewed on a day away, nor, if it can be helped, on the first day back.
pub fn keeps_to_days_when_case_managers_are_there(context: &Context<'_>, findings: &mut Findings) {
    let Some(days) = context.days() else { return };
    let working_days = WorkingDays::new(context.holidays);
    let mut free = FreeSlots::new(context);
    let managers = context.record.cases.case_managers.iter();
    // Reversed, so that of two entries of one name the first is kept.
    let managers: BTreeMap<_, _> = managers.rev().map(|manager| (folded(&manager.name), manager)).collect();
    for booking in &context.facts.schedule.bookings {
        let manager = booking.case.case_manager.as_ref().and_then(|name| managers.get(&folded(name)));
        let (Some(manager), Some(day)) = (manager, days.get(booking.slot.day)) else {
            continue;
        };
        let away = |on| manager.away.iter().find(|away| away.value == on && context.is_sound(&away.at));
        let (name, slot, id) = (&manager.name, booking.written, &booking.case.id);
        if let Some(away) = away(*day) {
            let message = format!("`{name}` is away on {}, the day of the slot `{slot}`", long(*day));
            let free = free.for_manager(name);
            let help = format!(
                "delete the line `case-manager` of `{id}`, which is then inspected from its records alone (guidance §11.6); or \
                 move it to a slot on another day, or correct the days in `away`{free}"
            );
            findings.add(away_finding(code::CASE_MANAGER_AWAY, booking, message, help, &away.at));
        } else if let Some(away) = away(working_days.before(*day, 1)) {
            let message = format!("the slot `{slot}` is on {}, the first day back of `{name}`", long(*day));
            let free = free.for_manager(name);
            let help =
                format!("move `{id}` to a later slot if there is one, so that the first day back stays free{free}");
            findings.add(away_finding(code::FIRST_DAY_BACK, booking, message, help, &away.at));
        }
    }
}

fn away_finding(code: Code, booking: &Booking<'_>, message: String, help: String, away: &At) -> Finding {
    Finding::new(code, &booking.written.at, message, help).with(away, "away on this day")
}

/// Days away lie near the fieldwork week: a day with a mistyped year would clash with nothing and so hide a real clash.
pub fn lies_near_fieldwork(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts() else { return };
    for away in context.record.cases.case_managers.iter().flat_map(|manager| &manager.away) {
        if (away.value - starts).num_days().abs() > NEAR {
            let message =
                format!("the day away, {}, is far from fieldwork, which starts on {}", long(away.value), long(starts));
            let help = "check the year; only days of the fieldwork week and of the week before matter";
            let finding = Finding::new(code::OUT_OF_RANGE, &away.at, message, help);
            findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
        }
    }
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
    fn a_day_away_in_another_year_is_a_slip() {
        assert_found(&away("2026-02-02"), &[(code::OUT_OF_RANGE, "away = [2026-02-02]")]);
    }
}
