//! What a person should look at in a computed date, as facts. `check` puts them into words.

use chrono::{Datelike, NaiveDate, Weekday};

use super::working_days::is_weekend;
use super::{BankHoliday, BankHolidays, TimelineEntry};

/// Something about a date that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The two rules lead to different dates because the count passes over bank holidays, and nobody has settled it by
    /// hand: the counted date holds.
    RulesPart {
        /// The date by weekday and week.
        nominal: NaiveDate,
        /// The date by working days.
        counted: NaiveDate,
        /// The bank holidays that the count passes over.
        passed_over: Vec<BankHoliday>,
    },
    /// The guidance has a weekday, nobody works on it, and the working day before or after takes its place.
    Moved {
        /// The date by weekday and week.
        nominal: NaiveDate,
        /// The working day taken.
        taken: NaiveDate,
    },
    /// A counted date falls on another weekday than the guidance has, and no bank holiday explains it: the office has
    /// its own counts, fieldwork does not start on a Monday, or the draft report goes out on another day.
    UnexpectedWeekday {
        /// The date.
        date: NaiveDate,
        /// The weekday that the guidance has.
        expected: Weekday,
    },
    /// The date that holds, computed or set by hand, is not a working day.
    OnNonWorkingDay {
        /// The date.
        date: NaiveDate,
        /// What it is instead.
        what: NonWorking,
    },
}

/// Why nobody works on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NonWorking {
    /// It is this day of a weekend.
    Weekend(Weekday),
    /// It is the bank holiday of this name.
    BankHoliday(String),
}

/// What a person should look at in the date of one milestone. A date set by hand settles what the two rules disagree
/// on, but can still be no working day.
pub fn notices(entry: &TimelineEntry, holidays: &BankHolidays) -> Vec<Notice> {
    [disagreement(entry), day_off(entry.date(), holidays)].into_iter().flatten().collect()
}

fn disagreement(entry: &TimelineEntry) -> Option<Notice> {
    let nominal = entry.nominal;
    if let Some(taken) = entry.moved.filter(|_| entry.by_hand.is_none() && entry.counted.is_none()) {
        return Some(Notice::Moved { nominal, taken });
    }
    let counted = entry.counted?;
    if entry.by_hand.is_some() || counted == nominal {
        None
    } else if !entry.passed_over.is_empty() {
        Some(Notice::RulesPart { nominal, counted, passed_over: entry.passed_over.clone() })
    } else {
        let expected = nominal.weekday();
        (counted.weekday() != expected).then_some(Notice::UnexpectedWeekday { date: counted, expected })
    }
}

fn day_off(date: NaiveDate, holidays: &BankHolidays) -> Option<Notice> {
    let what = match holidays.name_of(date) {
        Some(name) => NonWorking::BankHoliday(name.to_owned()),
        None if is_weekend(date) => NonWorking::Weekend(date.weekday()),
        None => return None,
    };
    Some(Notice::OnNonWorkingDay { date, what })
}

#[cfg(test)]
mod tests {
    use super::super::{Country, HandSet, Inputs, Milestone, Timeline, day};
    use super::*;

    fn of(inputs: &Inputs, milestone: Milestone) -> Vec<Notice> {
        let holidays = BankHolidays::new();
        notices(Timeline::compute(inputs, &holidays).get(milestone).unwrap(), &holidays)
    }

    fn starting(iso: &str) -> Inputs {
        Inputs::new(day(iso), day(iso), Country::England)
    }

    fn set(inputs: &mut Inputs, milestone: Milestone, iso: &str) {
        inputs.by_hand.insert(milestone, HandSet { on: day(iso), at: None, reason: "agreed".to_owned() });
    }

    #[test]
    fn rules_that_part_over_easter_are_noticed_with_both_dates_and_the_holidays() {
        let holiday = |iso, name: &str| BankHoliday { date: day(iso), name: name.to_owned() };
        let passed_over = vec![holiday("2016-03-25", "Good Friday"), holiday("2016-03-28", "Easter Monday")];
        let expected = Notice::RulesPart { nominal: day("2016-03-28"), counted: day("2016-03-24"), passed_over };
        assert_eq!(of(&starting("2016-04-04"), Milestone::SampleSent), [expected]);
    }

    #[test]
    fn an_inspection_away_from_bank_holidays_gives_no_notice() {
        let inputs = starting("2015-06-22");
        let holidays = BankHolidays::new();
        let timeline = Timeline::compute(&inputs, &holidays);
        assert!(timeline.entries().iter().all(|entry| notices(entry, &holidays).is_empty()));
    }

    #[test]
    fn a_date_set_by_hand_settles_the_disagreement_but_not_a_day_off() {
        let mut inputs = starting("2016-04-04");
        set(&mut inputs, Milestone::SampleSent, "2016-03-29");
        assert_eq!(of(&inputs, Milestone::SampleSent), []);
        set(&mut inputs, Milestone::SampleSent, "2016-03-28");
        let (date, what) = (day("2016-03-28"), NonWorking::BankHoliday("Easter Monday".to_owned()));
        assert_eq!(of(&inputs, Milestone::SampleSent), [Notice::OnNonWorkingDay { date, what }]);
        set(&mut inputs, Milestone::SampleSent, "2016-03-26");
        let (date, what) = (day("2016-03-26"), NonWorking::Weekend(Weekday::Sat));
        assert_eq!(of(&inputs, Milestone::SampleSent), [Notice::OnNonWorkingDay { date, what }]);
    }

    #[test]
    fn a_date_by_weekday_alone_on_a_bank_holiday_is_noticed() {
        // The report is edited on the Monday after fieldwork, which is Easter Monday.
        let (date, what) = (day("2016-03-28"), NonWorking::BankHoliday("Easter Monday".to_owned()));
        assert_eq!(of(&starting("2016-03-21"), Milestone::ReportEdited), [Notice::OnNonWorkingDay { date, what }]);
    }

    #[test]
    fn a_move_to_the_working_day_of_the_guidance_is_noticed_until_a_person_settles_it() {
        let mut inputs = starting("2016-04-11");
        let moved = Notice::Moved { nominal: day("2016-03-28"), taken: day("2016-03-29") };
        assert_eq!(of(&inputs, Milestone::PlanningMeeting), [moved]);
        set(&mut inputs, Milestone::PlanningMeeting, "2016-03-30");
        assert_eq!(of(&inputs, Milestone::PlanningMeeting), []);
    }

    #[test]
    fn an_unusual_weekday_without_a_holiday_is_noticed() {
        let mut inputs = starting("2015-06-22");
        set(&mut inputs, Milestone::DraftReportSent, "2015-07-02");
        let expected = Notice::UnexpectedWeekday { date: day("2015-07-07"), expected: Weekday::Mon };
        assert_eq!(of(&inputs, Milestone::FactualAccuracyDue), [expected]);
    }

    #[test]
    fn the_usual_weekday_of_another_week_is_what_the_office_asked_for() {
        let mut inputs = starting("2015-06-22");
        inputs.parameters.announcement = 16;
        assert_eq!(of(&inputs, Milestone::Announcement), []);
    }
}
