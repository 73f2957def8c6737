//! Which words of a text can be the year and the month of a birth that is looked for. Most numbers of a document are another day, an hour or
//! a count, so that few words have to be read as a date.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::spoken;
use super::text::{Case, Text};
use crate::calendar::month_of;

/// The months as Roman numbers, from January on.
pub const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Several months: January is bit 1, December bit 12.
type Months = u16;

/// Every month.
const ALL: Months = 0b1_1111_1111_1110;

/// Years that four digits are taken for.
const YEARS: Range<i32> = 1990..2100;

/// The months of each year in which a child is born.
#[derive(Clone, Debug, Default)]
pub struct BirthMonths {
    by_year: HashMap<i32, Months>,
    /// By the last two digits of the year, and by the last one.
    by_two: HashMap<i32, Months>,
    by_one: HashMap<i32, Months>,
}

impl BirthMonths {
    /// Adds a day of birth.
    pub fn add(&mut self, born: NaiveDate) {
        let (year, month) = (born.year(), 1 << born.month());
        *self.by_year.entry(year).or_default() |= month;
        *self.by_two.entry(year % 100).or_default() |= month;
        *self.by_one.entry(year % 10).or_default() |= month;
    }

    /// What each word of a text can be of such a birth.
    pub fn look_at(&self, text: &Text<'_>) -> BirthWords {
        let words = || 0..text.words.len();
        BirthWords {
            years: words().map(|index| self.of_year_at(text, index)).collect(),
            months: words().map(|index| months_at(text, index)).collect(),
        }
    }

    /// The months of the years that a word can be, or be a part of.
    fn of_year_at(&self, text: &Text<'_>, index: usize) -> Months {
        let word = &text.words[index];
        match word.case {
            Case::Digits => self.of_year(&word.folded).unwrap_or(ALL),
            _ if spoken::is_of_a_year(&word.folded) || is_ten(&word.folded) || is_one_of_digits(text, index) => ALL,
            _ => spoken::simple(&word.folded).and_then(|value| self.by_two.get(&value)).copied().unwrap_or(0),
        }
    }

    /// The months of the years that a number can be; nothing where it can hold more than a year.
    fn of_year(&self, number: &str) -> Option<Months> {
        if !number.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let value: i32 = number.parse().ok()?;
        let of = |months: &HashMap<i32, Months>| months.get(&value).copied().unwrap_or(0);
        match number.len() {
            1 => Some(of(&self.by_one)),
            2 => Some(of(&self.by_two)),
            4 if YEARS.contains(&value) => Some(of(&self.by_year)),
            9.. => Some(0),
            _ => None,
        }
    }
}

/// What the words of a text can be of a birth.
pub struct BirthWords {
    /// The months of the years that each can be.
    years: Vec<Months>,
    /// The months that each can be.
    months: Vec<Months>,
}

impl BirthWords {
    /// Whether a year and a month of such a birth can stand among these words.
    pub fn are_among(&self, words: Range<usize>) -> bool {
        let any = |of: &[Months]| of[words.clone()].iter().fold(0, |all, months| all | months);
        any(&self.years) & any(&self.months) != 0
    }
}

/// The months that a word can be, or be a part of.
fn months_at(text: &Text<'_>, index: usize) -> Months {
    let word = &text.words[index];
    if is_one_of_digits(text, index) {
        return ALL;
    }
    match word.case {
        Case::Digits => match (word.folded.len(), word.folded.parse::<i32>()) {
            (1 | 2, Ok(value)) => month(value),
            // A day and a month, or a month and a day: `1412`.
            (4, Ok(value)) => month(value / 100) | month(value % 100),
            _ => ALL,
        },
        _ => month_in_words(&word.folded),
    }
}

/// Whether a word is one of several digits that stand or are said one by one.
fn is_one_of_digits(text: &Text<'_>, index: usize) -> bool {
    let is_digit = |index: usize| text.words.get(index).is_some_and(|word| spoken::is_digit(&word.folded));
    is_digit(index) && (index.checked_sub(1).is_some_and(is_digit) || is_digit(index + 1))
}

/// Whether a word is one with which Welsh counts on from ten or twenty.
fn is_ten(word: &str) -> bool {
    matches!(word, "deg" | "ddeg" | "bymtheg" | "hugain" | "ugain")
}

fn month_in_words(word: &str) -> Months {
    if is_ten(word) {
        return ALL;
    }
    let roman = || ROMAN.iter().position(|roman| *roman == word).map(|index| index + 1);
    let named = month_of(word, |month| month.in_prose).and_then(|month| usize::try_from(month).ok());
    let number = named.or_else(roman).and_then(|number| i32::try_from(number).ok());
    number.or_else(|| spoken::simple(word)).map_or(0, month)
}

fn month(number: i32) -> Months {
    if (1..=12).contains(&number) { 1 << number } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::dates::dates;
    use super::*;

    /// Of each day of birth, those that are read in a text, with and without this look beforehand.
    fn read(text: &str, born: &[NaiveDate]) -> [Vec<NaiveDate>; 2] {
        let mut months = BirthMonths::default();
        born.iter().for_each(|born| months.add(*born));
        [None, Some(&months)].map(|months| {
            let days = dates(&Text::new(text), months).into_iter().map(|dated| dated.day);
            days.filter(|day| born.contains(day)).collect()
        })
    }

    #[test]
    fn a_number_that_is_no_childs_year_is_passed_over() {
        let mut months = BirthMonths::default();
        months.add(NaiveDate::from_ymd_opt(2014, 12, 9).expect("a day"));
        let may_be = |text: &str| {
            let text = Text::new(text);
            months.look_at(&text).are_among(0..text.words.len())
        };
        for text in ["Monday 14 January 2027", "by 9:15 on 12 May", "18 December 2026, 7 of 20 cases", "a plan"] {
            assert!(!may_be(text), "{text}");
        }
        for text in
            ["9 December 14", "9/12/2014", "09122014", "ninth of the twelfth, fourteen", "9 Rhagfyr un deg pedwar"]
        {
            assert!(may_be(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_of_birth_that_is_read_without_this_look_is_read_with_it(
            words in prop::collection::vec(
                prop::sample::select(&[
                    "14", "9", "12", "xii", "December", "Dec", "Rhagfyr", "o", "of", "the", "th", "20", "09", "2009", "/", "-", ".",
                    ",", " ", " ", "\n", "fourteenth", "twelfth", "ninth", "one", "four", "two", "oh", "double", "thousand", "and", "nine",
                    "twenty", "MMIX", "1412", "141209", "14122009", "20091214", "2027", "January", "9:15", "11", "10", "i", "unfed", "ar",
                    "ddeg", "pedwerydd", "1", "4", "2", "0", "a", "plan", "2010", "May", "5", "2012",
                ][..]),
                0..30,
            ),
            parted in prop::bool::ANY,
        ) {
            let text = words.join(if parted { " " } else { "" });
            let born = [(2009, 12, 14), (2010, 5, 9), (2012, 11, 20), (2009, 1, 10)];
            let born = born.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
            let [all, looked] = read(&text, &born);
            prop_assert_eq!(all, looked, "{}", text);
        }
    }
}
