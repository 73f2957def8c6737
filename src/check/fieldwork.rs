//! The fieldwork week (guidance §3.3 and §15).

use chrono::{Datelike, Days};

use crate::facts::{first_working_day, monday_of};
use crate::problem::code;

use super::context::Context;
use super::names::{counted, long};
use super::{Finding, Findings};

/// The first year that an inspection can be of: bank holidays are known from then on, and the programme is younger.
const FIRST_YEAR: i32 = 2010;

/// Fieldwork starts on a Monday, or on the first working day after a Monday that is a bank holiday.
pub fn starts_on_a_monday(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts().filter(|_| context.first_day().is_none()) else { return };
    let message = format!("fieldwork starts on a Monday, and this is {}", long(starts));
    let [before, after] = [starts, starts + Days::new(7)].map(|day| first_working_day(day, context.holidays));
    let help =
        format!("type the {} before, `{before}`, or the {} after, `{after}`", before.format("%A"), after.format("%A"));
    findings.add(Finding::new(code::NOT_A_MONDAY, &context.record.inspection.fieldwork.starts.at, message, help));
}

/// Fieldwork starts in a year for which its dates can be worked out.
pub fn starts_in_a_year_that_can_be(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts().filter(|starts| starts.year() < FIRST_YEAR) else { return };
    let message = format!("fieldwork in {} is before all inspections of the programme", starts.year());
    let help = format!("check the year; it is {FIRST_YEAR} or later");
    findings.add(Finding::new(code::OUT_OF_RANGE, &context.record.inspection.fieldwork.starts.at, message, help));
}

/// Fieldwork ends after it starts, and by the Friday of the same week.
pub fn ends_in_the_same_week(context: &Context<'_>, findings: &mut Findings) {
    let fieldwork = &context.record.inspection.fieldwork;
    let Some(ends) = fieldwork.ends.as_ref().filter(|ends| context.is_sound(&ends.at)) else { return };
    let Some(starts) = context.starts() else { return };
    let monday = monday_of(starts);
    let friday = monday + Days::new(4);
    let message = if ends.value < starts {
        format!("fieldwork ends on {}, before it starts on {}", long(ends.value), long(starts))
    } else if ends.value > friday && starts <= friday {
        let days = usize::try_from((ends.value - starts).num_days() + 1).unwrap_or_default();
        format!("fieldwork of {} does not end in the week in which it starts", counted(days, "day"))
    } else {
        return;
    };
    let usual = context.first_day().unwrap_or(monday) + Days::new(2);
    let help = format!(
        "type a day up to the Friday, `{friday}`, or take the line out for the {}, `{usual}`",
        usual.format("%A")
    );
    let finding = Finding::new(code::FIELDWORK_LENGTH, &ends.at, message, help);
    findings.add(finding.with(&fieldwork.starts.at, "fieldwork starts here"));
}

/// No day of fieldwork is a bank holiday.
pub fn passes_over_no_bank_holiday(context: &Context<'_>, findings: &mut Findings) {
    let Some(days) = context.days().filter(|_| context.first_day().is_some()) else { return };
    for day in days {
        let Some(name) = context.holidays.name_of(day) else { continue };
        let message = format!("a day of fieldwork, {}, is a bank holiday: {name}", long(day));
        let other = "choose a week without a bank holiday, or agree with the YOT that the day is worked";
        let first = first_working_day(day, context.holidays);
        let help = match context.starts() {
            Some(starts) if starts == day && first > day => {
                format!("start on the {}, `{first}`, {other}", first.format("%A"))
            }
            _ => other.to_owned(),
        };
        let at = &context.record.inspection.fieldwork.starts.at;
        findings.add(Finding::new(code::NOT_A_WORKING_DAY, at, message, help));
    }
}

/// The rest of the week of fieldwork has no bank holiday: a short week leaves the YOT and the team no room.
pub fn is_in_a_full_week(context: &Context<'_>, findings: &mut Findings) {
    let (Some(first), Some(days)) = (context.first_day(), context.days()) else { return };
    let week = monday_of(first).iter_days().take(5).filter(|day| *day > first);
    for day in week.filter(|day| !days.contains(day)) {
        let Some(name) = context.holidays.name_of(day) else { continue };
        let message = format!("the week of fieldwork has a bank holiday: {name} on {}", long(day));
        let help = "choose a week without a bank holiday, if there is one";
        let at = &context.record.inspection.fieldwork.starts.at;
        findings.add(Finding::new(code::BANK_HOLIDAY_WEEK, at, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Inspection;

    fn starting(on: &str) -> TestRecord {
        TestRecord::sound().change(Inspection, "2027-02-01", on)
    }

    fn ending(on: &str) -> TestRecord {
        TestRecord::sound().change(Inspection, "starts = 2027-02-01", &format!("starts = 2027-02-01\nends = {on}"))
    }

    #[test]
    fn a_start_on_another_day_is_refused_with_the_mondays_before_and_after() {
        let problems = assert_found(&starting("2027-02-03"), &[(code::NOT_A_MONDAY, "starts = 2027-02-03")]);
        assert_eq!(problems[0].help, "type the Monday before, `2027-02-01`, or the Monday after, `2027-02-08`");
        assert_found(&starting("2027-02-07"), &[(code::NOT_A_MONDAY, "starts = 2027-02-07")]);
        // Easter Monday of 2027 is 29 March.
        let help = |on| {
            let problems = starting(on).problems();
            problems.into_iter().find(|problem| problem.code == code::NOT_A_MONDAY).map(|problem| problem.help)
        };
        let after = "type the Monday before, `2027-03-22`, or the Tuesday after, `2027-03-30`";
        assert_eq!(help("2027-03-24").as_deref(), Some(after));
        let before = "type the Tuesday before, `2027-03-30`, or the Monday after, `2027-04-05`";
        assert_eq!(help("2027-04-01").as_deref(), Some(before));
    }

    #[test]
    fn fieldwork_may_start_on_the_tuesday_after_a_bank_holiday_and_has_three_days_from_then() {
        // Easter Monday of 2027 is 29 March, and 3 May a bank holiday.
        for (on, last) in [("2027-03-30", "2027-04-01"), ("2027-05-04", "2027-05-06")] {
            let problems = starting(on).problems();
            let refused = [code::NOT_A_MONDAY, code::BANK_HOLIDAY_WEEK, code::FIELDWORK_LENGTH];
            let wrong = |problem: &&crate::problem::Problem| {
                refused.contains(&problem.code) || problem.message.starts_with("a day of fieldwork")
            };
            assert!(!problems.iter().any(|problem| wrong(&problem)), "{on}");
            let four = starting(on).change(Inspection, on, &format!("{on}\nends = {last}"));
            let same = |files: &TestRecord| files.problems().len();
            assert_eq!(same(&four), problems.len(), "the third day is the usual end");
        }
        assert_found(&starting("2027-02-02"), &[(code::NOT_A_MONDAY, "starts = 2027-02-02")]);
    }

    #[test]
    fn a_start_before_the_programme_is_a_slip() {
        let found = starting("2007-02-05").problems();
        assert!(found.iter().any(|problem| problem.code == code::OUT_OF_RANGE && problem.message.contains("2007")));
    }

    #[test]
    fn fieldwork_ends_between_its_start_and_the_friday() {
        assert_found(&ending("2027-01-31"), &[(code::FIELDWORK_LENGTH, "ends = 2027-01-31")]);
        assert_found(&ending("2027-02-06"), &[(code::FIELDWORK_LENGTH, "ends = 2027-02-06")]);
        assert_found(&ending("2027-02-05"), &[]);
    }

    #[test]
    fn a_bank_holiday_in_the_fieldwork_week_is_warned_of() {
        let found = starting("2027-05-03").problems();
        let told: Vec<_> = found.iter().filter(|problem| problem.message.starts_with("a day of fieldwork")).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].code, code::NOT_A_WORKING_DAY);
        assert_eq!(told[0].message, "a day of fieldwork, Monday 3 May 2027, is a bank holiday: Early May bank holiday");
        assert!(told[0].help.starts_with("start on the Tuesday, `2027-05-04`, choose a week"), "{}", told[0].help);
    }

    #[test]
    fn a_bank_holiday_that_the_workspace_adds_is_warned_of() {
        let settings = "[[bank-holiday]]\non = 2027-02-02\nname = \"jubilee\"\n";
        assert_found(&TestRecord::sound().settings(settings), &[(code::NOT_A_WORKING_DAY, "starts = 2027-02-01")]);
    }

    #[test]
    fn a_bank_holiday_in_the_rest_of_the_fieldwork_week_is_warned_of() {
        let settings = "[[bank-holiday]]\non = 2027-02-04\nname = \"jubilee\"\n";
        let problems =
            assert_found(&TestRecord::sound().settings(settings), &[(code::BANK_HOLIDAY_WEEK, "starts = 2027-02-01")]);
        assert_eq!(
            problems[0].message,
            "the week of fieldwork has a bank holiday: jubilee on Thursday 4 February 2027"
        );
    }
}
