//! How one language writes dates and times.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern::fill;

/// A date, ready-worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateView {
    /// `2027-01-18`
    pub iso: String,
    /// `Monday 18 January 2027`
    pub full: String,
    /// `18 January 2027`
    pub long: String,
    /// `Monday 18 January`
    pub day: String,
    /// `Monday`
    pub weekday: String,
}

/// A time of day, ready-worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TimeView {
    /// `16:00`
    pub iso: String,
    /// `4pm`, `9:30am`, `midday`
    pub text: String,
}

/// Names of days and months, and the patterns of dates and times.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DatePhrases {
    weekdays: [String; 7],
    /// The weekdays as they stand after the word for 'to' in a range and after a time of day, where that changes them.
    weekdays_after_to: Option<[String; 7]>,
    months: [String; 12],
    full: String,
    long: String,
    day: String,
    range_in_month: String,
    range_over_months: String,
    when: String,
    am: String,
    pm: String,
    midday: String,
    midnight: String,
    /// From one time to another.
    times: String,
    /// Midday and midnight as they stand after the word for 'to', where that changes them.
    midday_after_to: Option<String>,
    midnight_after_to: Option<String>,
}

impl DatePhrases {
    /// A date in all its forms.
    pub fn date(&self, date: NaiveDate) -> DateView {
        let put = |pattern: &str| self.put_date(pattern, date);
        DateView {
            iso: date.to_string(),
            full: put(&self.full),
            long: put(&self.long),
            day: put(&self.day),
            weekday: self.weekday(date).to_owned(),
        }
    }

    fn weekday(&self, date: NaiveDate) -> &str {
        &self.weekdays[date.weekday().num_days_from_monday() as usize]
    }

    fn weekday_after_to(&self, date: NaiveDate) -> &str {
        let names = self.weekdays_after_to.as_ref().unwrap_or(&self.weekdays);
        &names[date.weekday().num_days_from_monday() as usize]
    }

    fn month(&self, date: NaiveDate) -> &str {
        &self.months[date.month0() as usize]
    }

    /// The name of a month, January being 0.
    pub fn month_name(&self, month: u32) -> Option<&str> {
        self.months.get(month as usize).map(String::as_str)
    }

    fn put_date(&self, pattern: &str, date: NaiveDate) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let slots = [("weekday", self.weekday(date)), ("day", &day), ("month", self.month(date)), ("year", &year)];
        fill(pattern, &slots)
    }

    /// From one day to another.
    pub fn range(&self, first: NaiveDate, last: NaiveDate) -> String {
        let same_month = (first.year(), first.month()) == (last.year(), last.month());
        let pattern = if same_month { &self.range_in_month } else { &self.range_over_months };
        let first_day = first.day().to_string();
        let slots = [
            ("first-weekday", self.weekday(first)),
            ("first-day", first_day.as_str()),
            ("first-month", self.month(first)),
            ("weekday-after-to", self.weekday_after_to(last)),
        ];
        self.put_date(&fill(pattern, &slots), last)
    }

    /// A time of day.
    pub fn time(&self, time: NaiveTime) -> TimeView {
        let (hour, minute) = (time.hour(), time.minute());
        let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
        let clock = if minute == 0 { shown.to_string() } else { format!("{shown}:{minute:02}") };
        let text = match (hour, minute) {
            (0, 0) => self.midnight.clone(),
            (12, 0) => self.midday.clone(),
            (0..12, _) => fill(&self.am, &[("clock", &clock)]),
            _ => fill(&self.pm, &[("clock", &clock)]),
        };
        TimeView { iso: format!("{hour:02}:{minute:02}"), text }
    }

    /// A time of day in all its forms, from minutes after midnight.
    pub fn time_of(&self, minute: u16) -> TimeView {
        let minute = u32::from(minute) % (24 * 60);
        self.time(NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap_or_default())
    }

    /// A time of day, from minutes after midnight.
    pub fn clock(&self, minute: u16) -> String {
        self.time_of(minute).text
    }

    /// From one time to another, both from minutes after midnight.
    pub fn clock_range(&self, from: u16, to: u16) -> String {
        let changed = match to % (24 * 60) {
            0 => self.midnight_after_to.clone(),
            720 => self.midday_after_to.clone(),
            _ => None,
        };
        let (from, to) = (self.clock(from), changed.unwrap_or_else(|| self.clock(to)));
        fill(&self.times, &[("from", &from), ("to", &to)])
    }

    /// Day and time in one phrase.
    pub fn when(&self, date: NaiveDate, time: Option<&TimeView>) -> String {
        match time {
            Some(time) => self.put_when(&self.when, date, &[("time", &time.text)]),
            None => self.put_date(&self.full, date),
        }
    }

    /// A pattern around a date, which stands in it as it is or as it stands after a time of day.
    pub fn put_when(&self, pattern: &str, date: NaiveDate, slots: &[(&str, &str)]) -> String {
        let after_a_time = self.full.replace("{weekday}", self.weekday_after_to(date));
        let (full, after_a_time) = (self.put_date(&self.full, date), self.put_date(&after_a_time, date));
        let dates = [("date", full.as_str()), ("date-after-time", &after_a_time)];
        fill(pattern, &[slots, &dates].concat())
    }
}
