//! The day that somebody most likely means: a date in any form, misspelt, in another country's order, with a time behind it, or a
//! period of several days.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::letters::plain;
use super::written::{YEARS, date, is_weekday, time, without_ordinal};
use crate::calendar::month_of;
use crate::problem::did_you_mean;

/// What a text says of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// One day.
    One(NaiveDate),
    /// The days from one to another.
    Period(NaiveDate, NaiveDate),
    /// A day that its month does not have; the month's last day.
    NoSuchDay(NaiveDate),
    /// A day and a month without a year.
    NoYear,
}

/// Letters of the longest text that is looked at.
const LONGEST: usize = 80;

/// Days of the longest period.
const MOST: i64 = 40;

/// The days that a text names, if it names any.
pub fn days(text: &str) -> Option<Days> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some(day) = date(text) {
        return Some(Days::One(day));
    }
    let text: String = plain(text).collect::<String>().to_lowercase();
    // The letters O and l for the digits that they look like.
    let digits = text.replace('o', "0").replace(['l', 'i'], "1");
    if let Some(day) = date(&digits).filter(|_| !digits.contains(char::is_alphabetic)) {
        return Some(Days::One(day));
    }
    period(&text).map(|(first, last)| Days::Period(first, last)).or_else(|| one(&text))
}

/// A day that nobody takes for one of their own, in the year of an example: Christmas Day.
pub fn christmas(example: &str) -> String {
    let year = example.split(|sign: char| !sign.is_ascii_digit()).find(|digits| digits.len() == 4);
    format!("{}-12-25", year.unwrap_or("2027"))
}

/// Every weekday of a period; a weekend is nobody's day of work.
pub fn weekdays(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let all = first.iter_days().take_while(|day| *day <= last);
    all.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)).collect()
}

/// Two days with a word or sign between them; the first may leave out what the second says: `18 to 20 January 2027`.
fn period(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = [" to ", " until ", " till ", " through ", "..", " - "]
        .iter()
        .find_map(|between| text.split_once(between))
        .or_else(|| {
            text.split_once('-').filter(|(first, last)| first.len() <= 4 && last.contains(char::is_alphabetic))
        })?;
    let first = first.trim().trim_start_matches("from ").trim_end_matches('.');
    let Some(Days::One(last)) = one(last.trim_start_matches('.').trim()) else { return None };
    let day = without_ordinal(first.split_whitespace().find(|word| !is_weekday(word))?).parse().ok();
    let first = match (one(first), day) {
        (Some(Days::One(first)), _) => first,
        (Some(Days::NoYear), _) => match one(&format!("{first} {}", last.year()))? {
            Days::One(first) => first,
            _ => return None,
        },
        (_, Some(day)) => last.with_day(day)?,
        _ => return None,
    };
    (first < last && last - first < TimeDelta::days(MOST)).then_some((first, last))
}

/// The numbers of a date in the order in which they stand, and its month where that is a word.
#[derive(Default)]
struct Parts {
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
}

fn one(text: &str) -> Option<Days> {
    let parts = parts(text)?;
    let is_year = |(_, length): (u32, usize)| length == 4;
    let (year, month, day) = match (parts.month, parts.numbers.as_slice()) {
        (Some(month), [one, other]) if is_year(*one) => (one.0, month, other.0),
        (Some(month), [one, other]) => (year_of(*other)?, month, one.0),
        (None, [year, one, other]) if is_year(*year) => {
            let (month, day) = if one.0 > 12 && other.0 <= 12 { (other.0, one.0) } else { (one.0, other.0) };
            (year.0, month, day)
        }
        (None, [one, other, year]) => {
            let (month, day) = if other.0 > 12 && one.0 <= 12 { (one.0, other.0) } else { (other.0, one.0) };
            (year_of(*year)?, month, day)
        }
        (Some(_), [one]) | (None, [one, _]) if one.0 <= 31 && !is_year(*one) => return Some(Days::NoYear),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = (first + chrono::Months::new(1)).pred_opt()?;
    let is_day = (1..=31).contains(&day);
    is_day.then(|| NaiveDate::from_ymd_opt(year, month, day).map_or(Days::NoSuchDay(last), Days::One))
}

/// A year of two digits or four.
fn year_of((number, length): (u32, usize)) -> Option<u32> {
    match length {
        4 => Some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// The parts of a date; nothing where another word stands among them.
fn parts(text: &str) -> Option<Parts> {
    // A time of day behind a date, as programs write it.
    let moment = text.split_once('t').filter(|(day, time)| day.ends_with(is_digit) && time.starts_with(is_digit));
    let text = moment.map_or(text, |(day, _)| day);
    let mut parts = Parts::default();
    let is_time = |word: &&str| word.contains(is_digit) && word.contains([':', 'm']) && time(word).is_some();
    for word in text.split_whitespace().filter(|word| !is_time(word)) {
        for word in word.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let digits = without_ordinal(word);
            if let Ok(number) = digits.parse::<u32>() {
                parts.numbers.push((number, digits.len()));
            } else if let Some(month) = month(word).filter(|_| parts.month.is_none()) {
                parts.month = Some(month);
            } else if !(is_weekday(word) || BESIDE.contains(&word)) {
                return None;
            }
        }
    }
    // Eight digits in the order in which people say them.
    if let [(number, 8)] = parts.numbers[..] {
        parts.numbers = vec![(number / 1_000_000, 2), (number / 10_000 % 100, 2), (number % 10_000, 4)];
    }
    Some(parts)
}

/// Words that stand beside a date and say nothing.
const BESIDE: [&str; 14] =
    ["of", "the", "on", "at", "from", "w", "c", "wc", "week", "commencing", "beginning", "am", "pm", "about"];

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// The month that a word names, though it may be misspelt.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    month_of(word, |month| month.in_prose).or_else(|| {
        let near = did_you_mean(word, NAMES).filter(|_| word.len() > 3)?;
        month_of(near, |month| month.in_prose)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_in_every_form_in_which_people_type_it() {
        for text in [
            "18th of January, 2027",
            "the 18th January 2027",
            "01/18/2027",
            "18 Janaury 2027",
            "18 Jamuary 2027",
            "Monday, 18 January 2027 at 9am",
            "2027-18-01",
            "2O27-O1-18",
            "Tues 18 Jan 2027",
            "18012027",
            "2027-01-18T09:00:00",
            "2027-01-18 09:00",
            "18 . 1 . 27",
            "Jan. 18th, 2027",
            "18-Jan-27",
            "18-Jan-2027",
            "18/January/2027",
            "week beginning 18 January 2027",
        ] {
            assert_eq!(days(text), Some(Days::One(day("2027-01-18"))), "{text}");
        }
    }

    #[test]
    fn the_day_of_an_example_is_in_its_year_and_nobodys_own() {
        assert_eq!((christmas("[2025-03-14]"), christmas("")), ("2025-12-25".to_owned(), "2027-12-25".to_owned()));
    }

    #[test]
    fn a_period_gives_both_its_ends_and_its_weekdays() {
        for text in ["2027-01-15 to 2027-01-18", "15-18 January 2027", "15–18 January 2027", "15/01/2027 - 18/01/2027"]
        {
            assert_eq!(days(text), Some(Days::Period(day("2027-01-15"), day("2027-01-18"))), "{text}");
        }
        assert_eq!(weekdays(day("2027-01-15"), day("2027-01-18")), [day("2027-01-15"), day("2027-01-18")]);
        for text in
            ["2027-01-15..2027-01-18", "from Friday 15 to Monday 18 January 2027", "15 January until 18 January 2027"]
        {
            assert_eq!(days(text), Some(Days::Period(day("2027-01-15"), day("2027-01-18"))), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_and_one_without_a_year_are_told_from_what_is_no_day() {
        for text in ["31 February 2027", "31/02/2027", "2027-02-30"] {
            assert_eq!(days(text), Some(Days::NoSuchDay(day("2027-02-28"))), "{text}");
        }
        assert_eq!((days("8 March"), days("8/3")), (Some(Days::NoYear), Some(Days::NoYear)));
        for text in
            ["soon", "Tuesday", "12 Millgate", "01632 960145", "AB1 2CD", "", "2027", "May", "1.30pm", "32/13/2027"]
        {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
