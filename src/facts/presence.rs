//! When a case manager can come: by days away, hours at which they cannot, and the days on which they work.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::grid::Slot;
use crate::record::{At, CaseManager, Line};

/// Why a case manager cannot come to a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent<'r> {
    /// Away on the day.
    Away(&'r At),
    /// Away at the hours.
    Hours(&'r At),
    /// They do not work then.
    NoWork(&'r At),
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Minute after midnight at which an afternoon begins.
const NOON: u32 = 12 * 60;

/// Why a case manager cannot come to a slot on a day; nothing if they can.
pub fn absent<'r>(manager: &'r CaseManager, on: NaiveDate, slot: &Slot) -> Option<Absent<'r>> {
    if let Some(away) = manager.away.iter().find(|away| away.value == on) {
        return Some(Absent::Away(&away.at));
    }
    let (from, to) = (u32::from(slot.from), u32::from(slot.to));
    let minute = |time: NaiveTime| time.num_seconds_from_midnight() / 60;
    let meets = |hours: &&crate::record::Unavailable| {
        hours.on.value == on && minute(hours.from.value) < to && from < minute(hours.to.value)
    };
    if let Some(hours) = manager.unavailable.iter().find(meets) {
        return Some(Absent::Hours(&hours.at));
    }
    let first = manager.works.first()?;
    let weekday = WEEKDAYS[on.weekday().num_days_from_monday() as usize];
    // A pattern that says something else than days says nothing of this one.
    let is_pattern = |line: &Line| WEEKDAYS.iter().any(|day| line.split(' ').next() == Some(day));
    if !manager.works.iter().all(is_pattern) {
        return None;
    }
    let works = |line: &&Line| match line.split_once(' ') {
        None => ****line == *weekday,
        Some((day, half)) => day == weekday && if half == "morning" { to <= NOON + 60 } else { from >= NOON },
    };
    (!manager.works.iter().any(|line| works(&line))).then_some(Absent::NoWork(&first.at))
}
