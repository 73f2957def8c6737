//! Dates that were typed as text. What can be read in two ways is asked about, never guessed.

use chrono::NaiveDate;

use crate::calendar::month_of;
use crate::problem::{Code, code};
use crate::record::YEARS;
use crate::returned::plain;

/// Days of the week before a date say nothing more.
const WEEKDAYS: [&str; 21] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
    "dydd",
    "llun",
    "mercher",
    "iau",
    "gwener",
];

/// The month of a name.
pub fn month(word: &str) -> Option<u32> {
    month_of(word, |month| month.in_sheets)
}

/// The day that a text names.
///
/// # Errors
/// A text that is no date, or that can be read in two ways.
pub fn typed(text: &str) -> Result<NaiveDate, Code> {
    let text = plain(text).replace(['/', '.', '-', ','], " ");
    let parts: Vec<&str> = text.split_whitespace().filter(|part| !WEEKDAYS.contains(part) && *part != "of").collect();
    // A time behind the day, as programs write it: 00 00 00.
    let parts = match parts.as_slice() {
        [day @ .., "00", "00", "00" | "000"] | [day @ .., "00", "00"] if day.len() == 3 => day.to_vec(),
        all => all.to_vec(),
    };
    let [first, second, third] = parts[..] else { return Err(code::NOT_A_DATE) };
    let number = |part: &str| part.parse::<u32>().ok();
    let ordinal = |part: &str| number(part.trim_end_matches(|letter: char| letter.is_alphabetic()));
    if let Some(month) = month(second) {
        let day = ordinal(first).ok_or(code::NOT_A_DATE)?;
        return day_of(third, month, day);
    }
    if let Some(month) = month(first) {
        let day = ordinal(second).ok_or(code::NOT_A_DATE)?;
        return day_of(third, month, day);
    }
    let (Some(one), Some(two), Some(_)) = (number(first), number(second), number(third)) else {
        return Err(code::NOT_A_DATE);
    };
    if first.len() == 4 {
        return day_of(first, two, number(third).unwrap_or_default());
    }
    match (one, two) {
        // The month first, as in America: the sheet's other dates may be so too.
        (1..=12, 13..=31) => Err(code::UNCLEAR_DATE),
        (1..=12, 1..=12) if one != two => Err(code::UNCLEAR_DATE),
        _ => day_of(third, two, one),
    }
}

fn day_of(year: &str, month: u32, day: u32) -> Result<NaiveDate, Code> {
    let number = year.parse::<i32>().map_err(|_| code::NOT_A_DATE)?;
    let year = match year.len() {
        2 => 2000 + number,
        4 => number,
        _ => return Err(code::NOT_A_DATE),
    };
    NaiveDate::from_ymd_opt(year, month, day).and_then(possible).ok_or(code::NOT_A_DATE)
}

/// The day, if it can stand in a record.
pub fn possible(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    YEARS.contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_can_be_read_in_one_way_is_read() {
        let day = NaiveDate::from_ymd_opt(2009, 12, 14).expect("a day");
        for text in [
            "14/12/2009",
            "14.12.09",
            "14-12-2009",
            "14 Dec 2009",
            "14th December 2009",
            "Mon 14 December 2009",
            "2009-12-14",
            "14 Rhagfyr 2009",
            "14\u{a0}dec\u{a0}2009",
            "December 14, 2009",
            "14/12/2009 00:00:00",
        ] {
            assert_eq!(typed(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn a_date_that_can_be_read_in_two_ways_or_is_american_is_asked_about() {
        for text in ["12/06/2012", "6.12.12", "12/14/2009"] {
            assert_eq!(typed(text), Err(code::UNCLEAR_DATE), "{text}");
        }
        assert!(typed("12/12/2012").is_ok());
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "31/02/2012", "14/12", "14/12/1", "1/1/3000", "14 Foo 2009", "99/99/2009"] {
            assert_eq!(typed(text), Err(code::NOT_A_DATE), "{text}");
        }
    }
}
