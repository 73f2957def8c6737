//! The one place that asks what time it is; nothing that goes into a pack does.
#![cfg_attr(
    not(test),
    expect(
        clippy::disallowed_methods,
        reason = "the board is about today, and a line of the watcher bears the time; `--on` takes its place in tests"
    )
)]

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::calendar::london;

/// Today in London.
pub fn today() -> NaiveDate {
    now().date()
}

/// What the clock shows in London. One from before 1970 counts as standing at its beginning.
pub fn now() -> NaiveDateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let utc = i64::try_from(since).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default();
    london::from_utc(utc.naive_utc())
}
