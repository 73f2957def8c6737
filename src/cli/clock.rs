//! The only file that reads the clock. Nothing in a pack depends on it.
#![cfg_attr(
    not(test),
    expect(
        clippy::disallowed_methods,
        reason = "`status` needs today and `watch` prints the time; tests of `status` give a day with `--on`"
    )
)]

use std::time::SystemTime;

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::london;

/// Today in London.
pub fn today() -> NaiveDate {
    now().date()
}

/// The time in London. A clock that shows a time before 1970 counts as 1 January 1970.
pub fn now() -> NaiveDateTime {
    london::at(SystemTime::now())
}
