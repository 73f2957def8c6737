//! Dates that the program works out and that a person should look at.

use chrono::NaiveDate;

use crate::calendar::{Milestone, NonWorking, Notice, TimelineEntry, notices};
use crate::problem::code;

use super::context::Context;
use super::dates::{by_hand, hand_place, milestone_title};
use super::names::long;
use super::{Finding, Findings};

/// Dates that need a person: the two rules disagree, the weekday is unusual, or nobody works on that day. If fieldwork
/// starts on an impossible day, every date would be one of these, so only that is said.
pub fn need_a_look(context: &Context<'_>, findings: &mut Findings) {
    if context.first_day().is_none() || context.country().is_none() {
        return;
    }
    let is_fieldwork = |milestone| matches!(milestone, Milestone::FieldworkStart | Milestone::FieldworkEnd);
    // What stands in for a day that was typed wrongly is nobody's date.
    let is_blank = |milestone: Milestone| {
        let mut dates = context.record.inspection.dates.0.iter().filter(|(key, _)| key.value == milestone);
        dates.any(|(_, date)| {
            context.is_complained_of(&date.at) || date.on.as_ref().is_some_and(|on| !context.is_sound(&on.at))
        })
    };
    let entries = context.facts.timeline.entries().iter();
    for entry in entries.filter(|entry| !is_fieldwork(entry.milestone) && !is_blank(entry.milestone)) {
        for notice in notices(entry, context.holidays) {
            findings.add(finding(entry, &notice, context));
        }
    }
}

fn finding(entry: &TimelineEntry, notice: &Notice, context: &Context<'_>) -> Finding {
    let hand_set = by_hand(entry.milestone, context);
    let at = hand_place(entry.milestone, context).unwrap_or(&context.record.inspection.fieldwork.starts.at);
    let name = milestone_title(entry.milestone);
    match notice {
        Notice::RulesPart { nominal, counted, .. } => {
            let message = format!("{name} is taken to be on {}: {}", long(*counted), entry.reason());
            // Nobody works on a bank holiday, so it settles nothing.
            let other = Some(*nominal).filter(|day| context.facts.working_days.is_working_day(*day));
            Finding::new(code::RULES_PART, at, message, settle(entry, *counted, other))
        }
        Notice::Moved { taken, .. } => {
            let message = format!("{name} is taken to be on {}: {}", long(*taken), entry.reason());
            Finding::new(code::MOVED_TO_WORKING_DAY, at, message, settle(entry, *taken, None))
        }
        Notice::UnexpectedWeekday { date, expected } => {
            let usual = weekday_name(*expected);
            let message = format!("{name} falls on {}, not on the usual {usual}: {}", long(*date), entry.reason());
            Finding::new(code::RULES_PART, at, message, settle(entry, *date, None))
        }
        Notice::OnNonWorkingDay { date, what } => {
            let what = match what {
                NonWorking::Weekend(_) => "at a weekend".to_owned(),
                NonWorking::BankHoliday(name) => format!("a bank holiday: {name}"),
            };
            let message = format!("{name} falls on {}, {what}", long(*date));
            let next = context.facts.working_days.after(*date, 1);
            let help = match hand_set {
                Some(_) => format!("type a working day, such as `{next}`"),
                None => settle(entry, next, None),
            };
            Finding::new(code::NOT_A_WORKING_DAY, at, message, help)
        }
    }
}

/// How to settle a date by hand: the group to add to `inspection.toml`.
fn settle(entry: &TimelineEntry, on: NaiveDate, other: Option<NaiveDate>) -> String {
    let other = other.map_or_else(String::new, |other| format!(" or `on = {other}`"));
    format!("settle it with `[dates.{}]`, `on = {on}`{other}, and `reason = \"…\"`", entry.milestone.name())
}

fn weekday_name(weekday: chrono::Weekday) -> &'static str {
    match weekday {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingDays;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection, Team};

    fn starting(on: &str) -> TestRecord {
        TestRecord::sound().without(Team).without(Cases).change(Inspection, "2027-02-01", on)
    }

    fn setting(files: TestRecord, milestone: &str, on: &str) -> TestRecord {
        files.append(Inspection, &format!("[dates.{milestone}]\non = {on}\nreason = \"agreed with the YOT\"\n"))
    }

    #[test]
    fn rules_that_part_over_new_year_are_warned_of_with_the_dates_and_the_group_to_add() {
        let problems = assert_found(&starting("2027-01-18"), &[(code::RULES_PART, "starts = 2027-01-18")]);
        assert_eq!(
            problems[0].message,
            "the announcement is taken to be on Thursday 31 December 2026: 11 working days before fieldwork starts \
             (guidance §10.1), passing over New Year's Day on 1 January; by the weekday it would be the Friday of week \
             -3, 1 January 2027"
        );
        let help = "settle it with `[dates.announcement]`, `on = 2026-12-31`, and `reason = \"…\"`";
        assert_eq!(problems[0].help, help, "New Year's Day is no remedy");
    }

    #[test]
    fn no_help_offers_a_day_on_which_nobody_works() {
        let holidays = crate::calendar::BankHolidays::new();
        let working_days = WorkingDays::new(&holidays);
        let first: NaiveDate = "2026-01-05".parse().expect("a date");
        let mut offered = 0;
        for monday in first.iter_weeks().take(200) {
            for problem in starting(&monday.to_string()).problems() {
                for day in problem.help.split("`on = ").skip(1).filter_map(|rest| rest.get(..10)?.parse().ok()) {
                    assert!(working_days.is_working_day(day), "{monday}: {}: {}", problem.message, problem.help);
                    offered += 1;
                }
            }
        }
        assert!(offered > 100, "{offered}");
    }

    #[test]
    fn hampshire_in_2016_is_warned_of_every_date_that_easter_moves_until_each_is_settled() {
        let told = |files: &TestRecord| -> Vec<String> {
            let problems = files.problems();
            let parting = problems.into_iter().filter(|problem| problem.code == code::RULES_PART);
            parting.map(|problem| problem.message).collect()
        };
        let files = starting("2016-04-04");
        let passing = "passing over Good Friday on 25 March and Easter Monday on 28 March";
        let row = |name: &str, on: &str, days: u16, paragraph: &str, week: &str| {
            let count = format!("{days} working days before fieldwork starts (guidance §{paragraph})");
            format!(
                "{name} is taken to be on {on} March 2016: {count}, {passing}; by the weekday it would be {week} March 2016"
            )
        };
        let mut expected = [
            row("the announcement", "Wednesday 16", 11, "10.1", "the Friday of week -3, 18"),
            row("the return of the long-list", "Tuesday 22", 7, "10.2", "the Thursday of week -2, 24"),
            row("the sending of the sample", "Thursday 24", 5, "10.4", "the Monday of week -1, 28"),
        ];
        expected.sort();
        assert_eq!(told(&files), expected);
        let dates = ["announcement", "long-list-due", "sample-sent"];
        let on = ["2016-03-17", "2016-03-22", "2016-03-29"];
        let settled = dates.into_iter().zip(on).fold(files, |files, (milestone, on)| setting(files, milestone, on));
        assert_eq!(told(&settled), [""; 0]);
    }

    #[test]
    fn a_date_set_by_hand_settles_it() {
        assert_found(&setting(starting("2027-01-18"), "announcement", "2026-12-30"), &[]);
    }

    #[test]
    fn a_date_by_weekday_alone_on_a_bank_holiday_is_warned_of() {
        // Easter Monday of 2027 is 29 March; the report on fieldwork from 22 March is edited then.
        let found = starting("2027-03-22").problems();
        let edited = found.iter().find(|problem| problem.message.starts_with("the editing of the report"));
        let edited = edited.expect("a warning");
        assert_eq!(edited.code, code::NOT_A_WORKING_DAY);
        assert_eq!(
            edited.message,
            "the editing of the report falls on Monday 29 March 2027, a bank holiday: Easter Monday"
        );
        assert_eq!(edited.help, "settle it with `[dates.report-edited]`, `on = 2027-03-30`, and `reason = \"…\"`");
    }

    #[test]
    fn a_date_that_gives_way_to_a_bank_holiday_is_warned_of_until_somebody_sets_it() {
        let moved = |files: &TestRecord| -> Vec<(String, String)> {
            let problems = files.problems().into_iter();
            let moved = problems.filter(|problem| problem.code == code::MOVED_TO_WORKING_DAY);
            moved.map(|problem| (problem.message, problem.help)).collect()
        };
        let files = starting("2027-04-12");
        let message = "the planning meeting is taken to be on Tuesday 30 March 2027: the working day after the Monday of week \
                       -2, 29 March 2027 (guidance §10.4), passing over Easter Monday on 29 March";
        let help = "settle it with `[dates.planning-meeting]`, `on = 2027-03-30`, and `reason = \"…\"`";
        assert_eq!(moved(&files), [(message.to_owned(), help.to_owned())]);
        assert_eq!(moved(&setting(files, "planning-meeting", "2027-03-31")), []);
        let [information] = &moved(&starting("2027-04-05"))[..] else { panic!("one date moves") };
        assert!(
            information.0.starts_with("the return of the information in advance is taken to be on Thursday 25 March")
        );
    }

    #[test]
    fn a_date_set_by_hand_at_a_weekend_is_warned_of_where_it_was_set() {
        let files = setting(TestRecord::sound(), "announcement", "2027-01-16");
        let problems = assert_found(&files, &[(code::NOT_A_WORKING_DAY, "on = 2027-01-16")]);
        assert_eq!(problems[0].help, "type a working day, such as `2027-01-18`");
    }

    #[test]
    fn an_unusual_weekday_without_a_holiday_is_warned_of() {
        let files = TestRecord::sound().settings("[programme]\nlong-list-notice = 6\n");
        let problems = assert_found(&files, &[(code::RULES_PART, "starts = 2027-02-01")]);
        assert!(problems[0].message.contains("falls on Friday 22 January 2027, not on the usual Thursday"));
    }
}
