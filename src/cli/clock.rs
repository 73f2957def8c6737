//! The only file that reads the clock. Nothing in a pack depends on it.
#![cfg_attr(
    not(test),
    expect(
        clippy::disallowed_methods,
        reason = "`status` needs today and `watch` prints the time; tests of `status` give a day with `--on`"
    )
)]

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::calendar::london;

/// Today in London.
pub fn today() -> NaiveDate {
    now().date()
}

/// The time in London. A clock that shows a time before 1970 counts as 1 January 1970.
pub fn now() -> NaiveDateTime {
    in_london(SystemTime::now())
}

/// What the clock in London showed at a moment.
pub fn in_london(moment: SystemTime) -> NaiveDateTime {
    let since = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let utc = i64::try_from(since).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default();
    london::from_utc(utc.naive_utc())
}
