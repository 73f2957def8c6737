//! Counting in working days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{BankHoliday, BankHolidays};

/// Counts in working days of England and Wales: every day but Saturdays, Sundays and bank holidays.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays<'a> {
    holidays: &'a BankHolidays,
}

impl<'a> WorkingDays<'a> {
    /// Counts with these bank holidays.
    pub fn new(holidays: &'a BankHolidays) -> Self {
        Self { holidays }
    }

    /// The last day whose bank holidays are certain.
    pub(super) fn known_until(self) -> NaiveDate {
        self.holidays.known_until()
    }

    /// Whether people work on this day.
    pub fn is_working_day(self, date: NaiveDate) -> bool {
        !is_weekend(date) && self.holidays.name_of(date).is_none()
    }

    /// The working day that lies so many before a date. The date itself is not counted, whether it is a working day or
    /// not: one before a Monday is the Friday. With 0 it is the date itself.
    pub fn before(self, date: NaiveDate, days: u16) -> NaiveDate {
        self.step(date, days, NaiveDate::pred_opt)
    }

    /// The working day that lies so many after a date, counted like [`before`](Self::before).
    pub fn after(self, date: NaiveDate, days: u16) -> NaiveDate {
        self.step(date, days, NaiveDate::succ_opt)
    }

    fn step(self, mut date: NaiveDate, days: u16, next: fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let mut left = days;
        while left > 0
            && let Some(day) = next(&date)
        {
            date = day;
            left -= u16::from(self.is_working_day(day));
        }
        date
    }

    /// The number of working days from one date, itself included, to a later one, itself excluded: if somebody
    /// hears on the first date of what happens on the second, they have this notice. It is 0 where the second is not later.
    pub fn between(self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().take_while(|day| *day < to).filter(|day| self.is_working_day(*day)).count()
    }

    /// The bank holidays from a day off to the working day that takes its place, earlier or later.
    pub(super) fn passed_over_between(self, day_off: NaiveDate, taken: NaiveDate) -> Vec<BankHoliday> {
        let (first, last) = if day_off < taken { (day_off, taken) } else { (taken, day_off) };
        let days = first.iter_days().take_while(|day| *day <= last);
        self.holidays.among(days.filter(|day| !is_weekend(*day)))
    }

    /// The bank holidays that a count passes over between two dates, neither included. One that falls on a weekend
    /// holds nobody up and is left out.
    pub fn passed_over(self, from: NaiveDate, to: NaiveDate) -> Vec<BankHoliday> {
        let between = from.iter_days().skip(1).take_while(|day| *day < to);
        self.holidays.among(between.filter(|day| !is_weekend(*day)))
    }
}

/// Whether a date is a Saturday or a Sunday.
pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    #[test]
    fn a_working_day_is_neither_at_a_weekend_nor_a_bank_holiday() {
        let holidays = BankHolidays::new();
        let is_working_day = |iso| WorkingDays::new(&holidays).is_working_day(day(iso));
        assert!(is_working_day("2016-03-24"));
        assert!(!is_working_day("2016-03-25"), "Good Friday");
        assert!(!is_working_day("2016-03-26"), "a Saturday");
        assert!(!is_working_day("2016-03-27"), "a Sunday");
        assert!(!is_working_day("2016-03-28"), "Easter Monday");
    }

    #[test]
    fn a_count_passes_over_weekends_and_holidays_in_both_directions() {
        let holidays = BankHolidays::new();
        let working_days = WorkingDays::new(&holidays);
        assert_eq!(working_days.before(day("2016-04-04"), 1), day("2016-04-01"));
        assert_eq!(working_days.before(day("2016-04-04"), 5), day("2016-03-24"));
        assert_eq!(working_days.after(day("2016-03-24"), 1), day("2016-03-29"));
        assert_eq!(working_days.after(day("2016-03-23"), 3), day("2016-03-30"));
    }

    #[test]
    fn a_count_from_a_day_off_starts_beside_it_and_a_count_of_none_stays() {
        let holidays = BankHolidays::new();
        let working_days = WorkingDays::new(&holidays);
        assert_eq!(working_days.before(day("2016-03-28"), 1), day("2016-03-24"));
        assert_eq!(working_days.after(day("2016-03-26"), 1), day("2016-03-29"));
        assert_eq!(working_days.before(day("2016-03-28"), 0), day("2016-03-28"));
    }

    #[test]
    fn the_yot_had_nine_working_days_of_notice_when_easter_fell_into_it() {
        let holidays = BankHolidays::new();
        let working_days = WorkingDays::new(&holidays);
        assert_eq!(working_days.between(day("2016-03-18"), day("2016-04-04")), 9);
        assert_eq!(working_days.between(day("2016-04-15"), day("2016-05-02")), 11);
        assert_eq!(working_days.between(day("2016-05-02"), day("2016-04-15")), 0);
    }

    #[test]
    fn the_holidays_passed_over_are_those_inside_the_count() {
        let added = (day("2016-03-26"), "Saturday off".to_owned());
        let holidays = BankHolidays::new().with_added([added]);
        let working_days = WorkingDays::new(&holidays);
        let names = |from, to| -> Vec<String> {
            working_days.passed_over(day(from), day(to)).into_iter().map(|holiday| holiday.name).collect()
        };
        assert_eq!(names("2016-03-16", "2016-04-04"), ["Good Friday", "Easter Monday"]);
        assert_eq!(names("2016-03-25", "2016-03-28"), [""; 0]);
    }

    #[test]
    fn a_count_stops_at_the_first_and_the_last_date_there_is() {
        let holidays = BankHolidays::new();
        let working_days = WorkingDays::new(&holidays);
        assert_eq!(working_days.before(NaiveDate::MIN, 3), NaiveDate::MIN);
        assert_eq!(working_days.after(NaiveDate::MAX, u16::MAX), NaiveDate::MAX);
        assert_eq!(working_days.passed_over(NaiveDate::MAX, NaiveDate::MAX), []);
    }
}
