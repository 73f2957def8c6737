//! When somebody is there: by days away, hours at which they cannot come, and the days on which they work.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::grid::Slot;
use crate::calendar::WorkingDays;
use crate::record::{At, CaseManager, HalfDay, Inspector, LocalAssessor, Placed, Unavailable, WorkingTime};

/// Why somebody is not there.
#[derive(Clone, Copy, Debug)]
pub enum Absent<'r> {
    /// Away on the day.
    Away(&'r At),
    /// Away at the hours.
    Hours(&'r Unavailable),
    /// They do not work then.
    NoWork(&'r At),
}

impl<'r> Absent<'r> {
    /// Where the record says so.
    pub fn at(self) -> &'r At {
        match self {
            Self::Away(at) | Self::NoWork(at) => at,
            Self::Hours(hours) => &hours.at,
        }
    }

    /// What somebody does who is not there: `is away`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Away(_) => "is away",
            Self::Hours(_) => "is not available",
            Self::NoWork(_) => "does not work",
        }
    }
}

/// When somebody is there, as the record says it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Availability<'r> {
    /// Days away.
    pub away: &'r [Placed<NaiveDate>],
    /// Hours at which they cannot come.
    pub unavailable: &'r [Unavailable],
    /// Days, mornings and afternoons on which they work; nothing where they work on all.
    pub works: &'r [Placed<WorkingTime>],
}

macro_rules! availability_of {
    ($($person:ty),*) => {
        $(impl<'r> From<&'r $person> for Availability<'r> {
            fn from(person: &'r $person) -> Self {
                Self { away: &person.away, unavailable: &person.unavailable, works: &person.works }
            }
        })*
    };
}

availability_of!(CaseManager, Inspector, LocalAssessor);

/// Minute after midnight at which a morning ends and an afternoon begins: 1pm.
const AFTERNOON: u16 = 13 * 60;

impl<'r> Availability<'r> {
    /// Why somebody is not there from one minute of a day to another; nothing if they are.
    pub fn absent(self, on: NaiveDate, (from, to): (u16, u16)) -> Option<Absent<'r>> {
        if let Some(away) = self.away.iter().find(|away| away.value == on) {
            return Some(Absent::Away(&away.at));
        }
        let meets = |hours: &&Unavailable| {
            hours.on.value == on && minute_of(hours.from.value) < to && from < minute_of(hours.to.value)
        };
        if let Some(hours) = self.unavailable.iter().find(meets) {
            return Some(Absent::Hours(hours));
        }
        let first = self.works.first()?;
        let is_in_half = |half: HalfDay| match half {
            HalfDay::Morning => to <= AFTERNOON,
            HalfDay::Afternoon => from >= AFTERNOON,
        };
        let works = |time: &Placed<WorkingTime>| time.is_on(on.weekday()) && time.half().is_none_or(is_in_half);
        (!self.works.iter().any(works)).then_some(Absent::NoWork(&first.at))
    }

    /// Whether a day is the first after days away, for which another should be taken if it can (guidance §10.4).
    pub fn is_first_day_back(self, on: NaiveDate, working_days: WorkingDays<'_>) -> bool {
        !self.is_away(on) && self.is_away(working_days.before(on, 1))
    }

    /// Whether a day is one away.
    pub fn is_away(self, on: NaiveDate) -> bool {
        self.away.iter().any(|away| away.value == on)
    }
}

/// The minute of a day at which a time lies.
pub fn minute_of(time: NaiveTime) -> u16 {
    u16::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(u16::MAX)
}

/// The minutes of a slot at which a case manager is there: from when they join, so many minutes after it begins, to its end
/// (guidance §11.5).
pub fn interview_hours(slot: &Slot, reading_minutes: u16) -> (u16, u16) {
    (slot.from.saturating_add(reading_minutes).min(slot.to), slot.to)
}
