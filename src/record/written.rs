//! Dates and times as people write them in letters.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::letters::plain;
use crate::calendar::month_of;

/// The years that a date in a record can lie in: from a child's birth to well beyond any plan.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day that a text names in a form of its own: `18/01/2027`, `Monday 18th January 2027`.
pub fn date(text: &str) -> Option<NaiveDate> {
    const FORMS: [&str; 12] = [
        "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y", "%d %B %y",
        "%d %B %Y", "%B %d %Y", "%Y %B %d",
    ];
    if text.len() > 40 {
        return None;
    }
    let text: String = plain(text).map(|sign| if sign == ',' { ' ' } else { sign }).collect();
    let text = text.trim().trim_start_matches("w/c").trim_start_matches("week commencing");
    // Mawrth is both Tuesday and March.
    let text = text.replace("Dydd Mawrth", "").replace("dydd Mawrth", "");
    let words: Vec<String> = text.split_whitespace().filter(|word| !is_weekday(word)).map(in_english).collect();
    let text = words.join(" ");
    if text.len() == 8 && text.chars().all(|sign| sign.is_ascii_digit()) {
        let day = NaiveDate::parse_from_str(&text, "%Y%m%d").ok();
        return day.filter(|day| YEARS.contains(&day.year()));
    }
    let days = FORMS.iter().filter_map(|form| NaiveDate::parse_from_str(&text, form).ok());
    days.into_iter().find(|day| YEARS.contains(&day.year()))
}

/// The time of day that a text names in a form of its own: `1.30pm`, `13:30`, `midday`.
pub fn time(text: &str) -> Option<NaiveTime> {
    if let Some(time) = time_in_words(&text.to_lowercase()) {
        return Some(time);
    }
    let text: String = text.to_lowercase().chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = ["hours", "hrs", "hr", "h"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(&text);
    if text.len() == 4 && text.chars().all(|sign| sign.is_ascii_digit()) {
        let (hour, minute) = text.split_at(2);
        return NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0);
    }
    let clock = text.replace("a.m.", "am").replace("p.m.", "pm");
    let afternoon = clock.ends_with("pm");
    let has_half = afternoon || clock.ends_with("am");
    let clock = clock.trim_end_matches("pm").trim_end_matches("am");
    let mut parts = clock.split([':', '.']);
    let number = |part: Option<&str>| part.filter(|part| part.len() <= 2).and_then(|part| part.parse::<u32>().ok());
    let hour = number(parts.next())?;
    let minute = match parts.next() {
        Some(part) => number(Some(part).filter(|part| part.len() == 2))?,
        None if has_half => 0,
        None => return None,
    };
    let second = parts.next().map_or(Some(0), |part| number(Some(part)))?;
    let hour = match (has_half, afternoon, hour) {
        (false, _, hour) => hour,
        (true, _, 0 | 13..) => return None,
        (true, false, 12) => 0,
        (true, true, 12) => 12,
        (true, afternoon, hour) => hour + if afternoon { 12 } else { 0 },
    };
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| parts.next().is_none())
}

/// The first hour of a day at the office: below it, an hour without `am` or `pm` is one of the afternoon.
const FIRST_HOUR: usize = 7;

/// A time of day in words: `midday`, `half past nine`, `quarter to three`, `nine o'clock`.
fn time_in_words(text: &str) -> Option<NaiveTime> {
    if matches!(text.trim(), "midday" | "noon" | "12 noon") {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| !matches!(*word, "a" | "at")).collect();
    let (hour, minute) = match words.as_slice() {
        ["half", "past", hour] => (hour_of(hour)?, 30),
        ["quarter", "past", hour] => (hour_of(hour)?, 15),
        ["quarter", "to", hour] => (hour_of(hour)? - 1, 45),
        [hour, "o'clock" | "o’clock" | "oclock"] => (hour_of(hour)?, 0),
        _ => return None,
    };
    NaiveTime::from_hms_opt(u32::try_from(hour).ok()?, minute, 0)
}

/// An hour of the day, by its number or its word.
fn hour_of(word: &str) -> Option<usize> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let in_words = || WORDS.iter().position(|hour| *hour == word).map(|hour| hour + 1);
    let hour = word.parse().ok().or_else(in_words).filter(|hour| (1..=23).contains(hour))?;
    Some(if hour < FIRST_HOUR { hour + 12 } else { hour })
}

/// A number with a decimal point in another form: `41.2%`, `37,5`, `41.2 per cent`.
pub fn decimal(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches("per cent").trim_end_matches("percent").trim_end_matches(['%', ' ']);
    let digits = digits.replacen(',', ".", 1);
    let is_number = digits.parse::<f64>().is_ok() && digits.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    is_number.then_some(digits)
}

/// Whether a text says that something is not known: `n/a`, `TBC`, `???`.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "n/a",
        "na",
        "n.a.",
        "none",
        "nil",
        "null",
        "nobody",
        "tbc",
        "tba",
        "tbd",
        "t.b.c.",
        "to be confirmed",
        "to be advised",
        "to be announced",
        "to follow",
        "unknown",
        "not known",
        "not applicable",
        "pending",
        "vacant",
        "xxx",
        "xx",
        "todo",
        "as above",
    ];
    let text = text.trim().to_lowercase();
    let is_signs = !text.is_empty() && text.chars().all(|sign| "?-–—.…_/".contains(sign));
    is_signs || WORDS.contains(&text.as_str())
}

/// A whole number in digits with something behind, or in letters: `20%`, `4 cases`, `four`.
pub fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 11] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    if !digits.is_empty() && !text[digits.len()..].contains('-') {
        return digits.parse().ok();
    }
    WORDS.iter().position(|word| *word == text).and_then(|number| u32::try_from(number).ok())
}

/// Whether a word is a day of the week, in English or Welsh.
pub fn is_weekday(word: &str) -> bool {
    const SHORT: [&str; 4] = ["tues", "weds", "thur", "thurs"];
    const WELSH: [&str; 8] = ["dydd", "llun", "mercher", "iau", "gwener", "sadwrn", "sul", "ddydd"];
    let small = word.to_lowercase();
    word.parse::<chrono::Weekday>().is_ok() || WELSH.contains(&small.as_str()) || SHORT.contains(&small.as_str())
}

/// A day without its ordinal, a month by its English name.
fn in_english(word: &str) -> String {
    let month = month_of(&word.to_lowercase(), |month| month.in_prose).and_then(|month| u8::try_from(month).ok());
    match month.and_then(|month| chrono::Month::try_from(month).ok()) {
        Some(month) => month.name().to_owned(),
        None => without_ordinal(word),
    }
}

/// `18` for `18th`.
pub fn without_ordinal(word: &str) -> String {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let is_ordinal = matches!(ending, "st" | "nd" | "rd" | "th") && digits.parse::<u32>().is_ok();
    if is_ordinal { digits } else { word }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_people_write_them_and_nothing_else_is() {
        for day in [
            "18/01/2027",
            "18/1/27",
            "18 January 2027",
            "Mon 18 Jan 2027",
            "January 18, 2027",
            "18th January 2027",
            "20270118",
            "2027–01–18",
            "w/c 18 January 2027",
            "Dydd Llun 18 Ionawr 2027",
        ] {
            assert_eq!(date(day).map(|day| day.to_string()).as_deref(), Some("2027-01-18"), "{day}");
        }
        for clock in ["13:30", "1.30pm", "1:30 p.m.", "13.30", "13:30:00"] {
            assert_eq!(time(clock).map(|time| time.to_string()).as_deref(), Some("13:30:00"), "{clock}");
        }
        for clock in ["09.30 hrs", "0930", "half past nine", "9.30", "09:30"] {
            assert_eq!(time(clock).map(|time| time.to_string()).as_deref(), Some("09:30:00"), "{clock}");
        }
        assert_eq!(time("half past two"), time("14:30"));
        assert_eq!((time("quarter to ten"), time("ten o'clock")), (time("9.45"), time("10am")));
        assert_eq!((decimal("41.2%"), decimal("37,5")), (Some("41.2".to_owned()), Some("37.5".to_owned())));
        assert!(decimal("a lot").is_none() && is_placeholder("TBC") && is_placeholder("???") && !is_placeholder("Nan"));
        assert_eq!(time("9am").map(|time| time.to_string()).as_deref(), Some("09:00:00"));
        for text in ["Millgate House", "01632 960145", "31/02/2027", "25:10", "13pm", "5", "20", ""] {
            assert_eq!((date(text), time(text)), (None, None), "{text}");
        }
    }
}
