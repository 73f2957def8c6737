//! The days, mornings and afternoons on which somebody works, as the record writes them and as people do.

use std::ops::Range;

use chrono::Weekday;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::declare::{choice_schema, choose};
use super::letters::plain;
use super::reader::{Reader, Scalar, Wrong};
use crate::problem::code;

/// A half of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfDay {
    /// Until 1pm.
    Morning,
    /// From 1pm.
    Afternoon,
}

/// A day of the week on which somebody works, or a half of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingTime {
    /// The day; any, where it could not be read.
    day: Option<usize>,
    half: Option<HalfDay>,
}

/// The words of the record, three for each day from Monday on.
const WORDS: [&str; 15] = [
    "monday",
    "monday morning",
    "monday afternoon",
    "tuesday",
    "tuesday morning",
    "tuesday afternoon",
    "wednesday",
    "wednesday morning",
    "wednesday afternoon",
    "thursday",
    "thursday morning",
    "thursday afternoon",
    "friday",
    "friday morning",
    "friday afternoon",
];

/// The days of the week as people write them, from Monday on.
const DAYS: [&[&str]; 5] = [
    &["monday", "mondays", "mon", "mons", "llun"],
    &["tuesday", "tuesdays", "tues", "tue", "mawrth"],
    &["wednesday", "wednesdays", "weds", "wed", "mercher"],
    &["thursday", "thursdays", "thurs", "thur", "thu", "iau"],
    &["friday", "fridays", "fri", "gwener"],
];

/// Words between days that say nothing more.
const FILLERS: [&str; 11] = ["and", "a", "ac", "days", "on", "dydd", "the", "of", "every", "each", "yn"];
/// Words of a working pattern that say nothing more. `Not Mondays` is no such pattern.
const OF_WORK: [&str; 6] = ["works", "working", "only", "part", "time", "in"];
const TO: [&str; 4] = ["to", "i", "-", "until"];

impl WorkingTime {
    fn new(day: usize, half: Option<HalfDay>) -> Self {
        Self { day: Some(day), half }
    }

    /// The word for Monday, by which a set of words is known to be the record's days.
    pub const MONDAY: &'static str = WORDS[0];

    /// Every word, in order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        WORDS.into_iter()
    }

    fn all() -> impl Iterator<Item = (&'static str, Self)> + Clone {
        let halves = [None, Some(HalfDay::Morning), Some(HalfDay::Afternoon)];
        WORDS.iter().enumerate().map(move |(index, word)| (*word, Self::new(index / 3, halves[index % 3])))
    }

    /// The word of the record for it.
    pub fn word(self) -> &'static str {
        Self::all().find(|(_, time)| *time == self).map_or("", |(word, _)| word)
    }

    /// Whether it is on a day of the week.
    pub fn is_on(self, weekday: Weekday) -> bool {
        self.day.is_none_or(|day| day == weekday.num_days_from_monday() as usize)
    }

    /// The half of the day, where it is not the whole.
    pub fn half(self) -> Option<HalfDay> {
        self.half
    }
}

impl Scalar for WorkingTime {
    fn blank() -> Self {
        Self { day: None, half: None }
    }
    fn parse(value: &DeValue<'_>, _: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        choose(value, "a day, morning or afternoon on which somebody works", Self::all(), reader).map_err(|wrong| {
            let is_text = value.as_str().is_some();
            Wrong { code: if is_text { code::WORKING_TIME } else { wrong.code }, ..wrong }
        })
    }
}

impl JsonSchema for WorkingTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "WorkingTime".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let meaning = |time: Self| match time.half {
            None => "The whole day.",
            Some(HalfDay::Morning) => "The morning, until 1pm.",
            Some(HalfDay::Afternoon) => "The afternoon, from 1pm.",
        };
        let words: Vec<_> = Self::all().map(|(word, time)| (word, meaning(time).to_owned())).collect();
        choice_schema(&words, "A day of the week on which somebody works, or a half of it.")
    }
}

/// The day of the week that a word names, from 0 for Monday to 4 for Friday, in English or Welsh.
pub fn weekday_of(word: &str) -> Option<usize> {
    DAYS.iter().position(|names| names.contains(&word))
}

/// The half of a day that a word names, in English or Welsh.
pub fn half_day_of(word: &str) -> Option<HalfDay> {
    match word {
        "am" | "morning" | "mornings" | "bore" => Some(HalfDay::Morning),
        "pm" | "afternoon" | "afternoons" | "prynhawn" => Some(HalfDay::Afternoon),
        _ => None,
    }
}

/// The days and halves that a text names as people write them: `Mon, Tue and Wed pm`, `Monday to Wednesday`. Nothing where it
/// says anything else.
pub fn working_times(text: &str) -> Option<Vec<WorkingTime>> {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '-';
    let text: String =
        plain(text).flat_map(char::to_lowercase).map(|sign| if is_part(sign) { sign } else { ' ' }).collect();
    let text = text.replace('-', " - ");
    let (mut found, mut last, mut to): (Vec<WorkingTime>, Option<usize>, bool) = (Vec::new(), None, false);
    for word in text.split_whitespace() {
        if let Some(day) = weekday_of(word) {
            let from =
                if std::mem::take(&mut to) { last.map(|last| last + 1).filter(|from| *from <= day)? } else { day };
            found.extend((from..=day).map(|day| WorkingTime::new(day, None)));
            last = Some(day);
        } else if TO.contains(&word) {
            to = true;
        } else if let Some(half) = half_day_of(word) {
            let time = found.last_mut().filter(|time| time.half.is_none() && !to)?;
            time.half = Some(half);
        } else if !FILLERS.contains(&word) && !OF_WORK.contains(&word) {
            return None;
        }
    }
    (!to && !found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<Vec<&'static str>> {
        working_times(text).map(|times| times.into_iter().map(WorkingTime::word).collect())
    }

    #[test]
    fn days_are_read_as_people_write_them_and_anything_else_is_none() {
        let three = ["monday", "tuesday", "wednesday"];
        for text in [
            "Mon, Tue and Wed",
            "Mon to Wed",
            "Monday–Wednesday",
            "\"mon\", \"tues\", \"weds\"",
            "Llun, Mawrth, Mercher",
        ] {
            assert_eq!(words(text).as_deref(), Some(&three[..]), "{text}");
        }
        assert_eq!(words("Tues, Thurs pm").expect("days"), ["tuesday", "thursday afternoon"]);
        assert_eq!(words("works Monday mornings only").expect("days"), ["monday morning"]);
        for text in
            ["term time", "3 days", "Mon to", "flexible", "mornings", "not Mondays", "", "Wed to Mon", "Mon pm pm"]
        {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn each_word_of_the_record_names_its_own_time() {
        for (word, time) in WorkingTime::all() {
            assert_eq!((time.word(), words(word)), (word, Some(vec![word])));
        }
        assert!(WorkingTime::blank().is_on(Weekday::Sun) && !WorkingTime::new(0, None).is_on(Weekday::Tue));
    }
}
