//! The clock of Europe/London: an hour ahead of UTC from the last Sunday of March to the last of October, changing at 1am
//! UTC, as it has been since 1996.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::days_before;

/// What the clock in London shows at a moment. One before 1970 counts as 1 January 1970.
pub fn at(moment: SystemTime) -> NaiveDateTime {
    let since = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let utc = i64::try_from(since).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default();
    from_utc(utc.naive_utc())
}

/// What the clock in London shows at a moment of UTC.
pub fn from_utc(utc: NaiveDateTime) -> NaiveDateTime {
    if is_summer(utc) { utc + TimeDelta::hours(1) } else { utc }
}

fn is_summer(utc: NaiveDateTime) -> bool {
    let change = |month: u32| Some(last_sunday(utc.year(), month)?.and_time(NaiveTime::from_hms_opt(1, 0, 0)?));
    change(3).zip(change(10)).is_some_and(|(forward, back)| forward <= utc && utc < back)
}

/// The last Sunday of a month that has 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    Some(days_before(last, last.weekday().num_days_from_sunday().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn midday_is_an_hour_earlier_by_utc_in_summer_alone() {
        for (local, utc) in [
            ("2027-03-27T12:00:00", "2027-03-27T12:00:00"),
            ("2027-03-28T12:00:00", "2027-03-28T11:00:00"),
            ("2027-10-30T12:00:00", "2027-10-30T11:00:00"),
            ("2027-10-31T12:00:00", "2027-10-31T12:00:00"),
            ("2016-03-24T16:00:00", "2016-03-24T16:00:00"),
            ("2016-03-31T16:00:00", "2016-03-31T15:00:00"),
        ] {
            assert_eq!(from_utc(at(utc)), at(local));
        }
    }

    #[test]
    fn the_clock_changes_at_one_by_utc() {
        assert_eq!(from_utc(at("2027-03-28T00:59:59")), at("2027-03-28T00:59:59"));
        assert_eq!(from_utc(at("2027-03-28T01:00:00")), at("2027-03-28T02:00:00"));
        assert_eq!(from_utc(at("2027-10-31T00:59:59")), at("2027-10-31T01:59:59"));
        assert_eq!(from_utc(at("2027-10-31T01:00:00")), at("2027-10-31T01:00:00"));
    }
}
