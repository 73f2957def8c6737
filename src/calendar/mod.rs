//! Dates: the bank holidays of England and Wales, working days, the milestones of an inspection and its case windows.
//!
//! Nothing here reads a file or a clock. Dates go in and dates come out, each with the rule that it follows, and no
//! input makes this room panic: beyond the first and last day that [`NaiveDate`] can hold, results
//! stay at that day.

mod holidays;
mod inputs;
pub mod london;
mod milestone;
mod months;
mod notices;
mod timeline;
mod timeline_entry;
mod windows;
mod working_days;

#[cfg(test)]
mod properties;

pub use holidays::{BankHoliday, BankHolidays, Ground};
pub use inputs::{Inputs, Parameters};
pub use milestone::{Country, DayPart, Milestone};
pub use months::{MonthNames, month_of};
pub use notices::{NonWorking, Notice, notices};
pub use timeline::Timeline;
pub use timeline_entry::{Count, HandSet, TimelineEntry};
pub use windows::{Tier, Window, WindowParameters, Windows};
pub use working_days::WorkingDays;

use chrono::{Days, NaiveDate};

/// A date as messages write it, always in English: `Monday 18 January 2027`. Documents have their words from
/// `templates/phrases`.
pub fn in_full(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The date that many days later, or the last date there is.
fn days_after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

/// The date that many days earlier, or the first date there is.
fn days_before(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

/// A date from its ISO form, for tests.
#[cfg(test)]
fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}
