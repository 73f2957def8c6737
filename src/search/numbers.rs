//! Dates of birth, system IDs and confidential notes in a text: what no adult shares with a child.

use chrono::{Datelike, NaiveDate};

use super::birthdays::birthdays;
use super::dates::{Dated, dates};
use super::exact;
use super::feasts::{feasts, with_years};
use super::finder::Finder;
use super::milestones::{ages_before_days, may_tell_of_age, tells_of_age, tells_of_birthday};
use super::text::{Case, Text, Word};

/// Words before the last digits of an ID among which one says that they are that.
const BEFORE_LAST_DIGITS: usize = 5;

/// Words that make up the HMIP ID of a case, at most.
const LONGEST_CASE: usize = 4;

/// Words between a word that tells of a birthday and the day, at most.
const NEAR: usize = 8;

impl Finder {
    /// The dates of birth in a text, each with its child.
    pub fn born_in(&self, text: &Text<'_>) -> impl Iterator<Item = (usize, Dated)> {
        let named = if self.born.is_empty() { Vec::new() } else { with_years(text) };
        let dates = dates(text, Some(&self.birth_months)).into_iter().chain(named);
        dates.filter_map(|dated| Some((*self.born.get(&dated.day)?, dated)))
    }

    /// The birthdays of children in a text that says of a day that it is one, each with its child and in which words: `his 17th birthday,
    /// 14 December 2026`, `born 14 December`, `AB01: 14/12` where AB01 is the child's case.
    pub fn birthdays_in(&self, text: &Text<'_>) -> Vec<(usize, usize, usize)> {
        if self.born.is_empty() {
            return Vec::new();
        }
        let (says_so, ages, cases) = (tells_of_birthday(text), ages_before_days(text), self.cases_in(text));
        if says_so.is_empty() && ages.is_empty() && cases.is_empty() && !may_tell_of_age(text) {
            return Vec::new();
        }
        let is_near = |start: usize, end: usize| {
            says_so.iter().any(|index| index + NEAR >= start && *index <= end + NEAR)
                || ages.iter().any(|age| age + 1 == start)
        };
        let is_of_case = |start: usize, end: usize, born: NaiveDate| {
            cases.iter().any(|(case, of)| *of == Some(born) && case + NEAR >= start && *case <= end + NEAR)
        };
        let of_a_year = dates(text, None).into_iter().map(|dated| {
            let day = dated.day;
            (dated.start, dated.end, day.month(), day.day(), Some(day.year()))
        });
        let without = birthdays(text).into_iter().chain(feasts(text));
        let days = of_a_year.chain(without.map(|(start, end, month, day)| (start, end, month, day, None)));
        days.filter_map(|(start, end, month, day, year)| {
            let says_so = is_near(start, end);
            let counts = |born: NaiveDate| {
                let years = year.map(|year| year - born.year());
                (born.month(), born.day()) == (month, day)
                    && (says_so
                        || is_of_case(start, end, born)
                        || years.is_some_and(|years| tells_of_age(text, (start, end), years, NEAR)))
            };
            let mut children = self.born.iter().filter(|(born, _)| counts(**born));
            children.next().map(|(_, child)| (*child, start, end))
        })
        .collect()
    }

    /// Whether a text has the HMIP ID of a child's case.
    pub fn has_case(&self, text: &Text<'_>) -> bool {
        !self.cases_in(text).is_empty()
    }

    /// Where a text has the HMIP ID of a child's case, each by its first word, with the child's day of birth.
    fn cases_in(&self, text: &Text<'_>) -> Vec<(usize, Option<NaiveDate>)> {
        let at = |start: usize| {
            let mut id = String::new();
            (start..text.words.len()).take(LONGEST_CASE).find_map(|index| {
                if index > start && !(text.is_joined(index) || matches!(text.gap(index), "/" | " ")) {
                    return None;
                }
                id.push_str(&text.words[index].folded);
                self.cases.get(&id).map(|born| (start, *born))
            })
        };
        let may_be = |start: &usize| self.case_starts.may_be(&text.words[*start].folded);
        if self.cases.is_empty() { Vec::new() } else { (0..text.words.len()).filter(may_be).filter_map(at).collect() }
    }

    /// The system IDs that a text may give with a year before them, with their last digits after a stroke, or by their last digits
    /// alone, each with the words: `YOT2026048218`, `0048217/18`, `the case ending 8218`.
    pub fn ids_within(&self, text: &Text<'_>) -> Vec<(usize, usize, usize)> {
        let is_digits = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits);
        let of = |digits: &str| self.ids.get(digits.trim_start_matches('0')).map(|(child, _)| *child);
        let behind_a_year = |index: usize| {
            let digits = text.words[index].folded.strip_prefix("20")?;
            Some((of(digits.get(2..)?)?, index, index + 1))
        };
        let with_last_digits = |index: usize| {
            let is_range = is_digits(index + 1) && matches!(text.gap(index + 1), "/" | "-" | "–");
            let (whole, last) = (&text.words[index].folded, &text.words.get(index + 1).filter(|_| is_range)?.folded);
            let kept = whole.len().checked_sub(last.len()).filter(|kept| *kept >= 3 && last.len() <= 3)?;
            Some((of(&format!("{}{last}", whole.get(..kept)?))?, index, index + 2))
        };
        // `Last four digits of the ID 8218`, `last 4: 8218`, `ID …8218`.
        let says_last = |index: usize| {
            let before = &text.words[index.saturating_sub(BEFORE_LAST_DIGITS)..index];
            let ends = |word: &str| matches!(word, "ending" | "ends" | "finishing" | "digits" | "gorffen" | "olaf");
            let is_count = |word: &str| matches!(word, "three" | "four" | "five" | "six" | "3" | "4" | "5" | "6");
            let is_last = |two: &[Word]| two[0].folded == "last" && is_count(&two[1].folded);
            let gap = text.gap(index);
            let label = before.last().map_or("", |word| word.folded.as_str());
            // `ID 8218`, `CV 8218`, `xx8218`.
            let is_label = matches!(label, "id" | "cv" | "ref" | "reference" | "childview" | "xx" | "xxx" | "xxxx");
            gap.ends_with("...")
                || gap.ends_with('…')
                || (is_label && gap.trim_matches([' ', ':', '.']).is_empty())
                || before.iter().any(|word| ends(&word.folded))
                || before.windows(2).any(is_last)
        };
        let by_last_digits = |index: usize| {
            let digits = text.words[index].folded.as_str();
            let is_end = digits.len() >= 3 && says_last(index);
            let mut ids = self.ids.iter().filter(|(id, _)| is_end && id.len() > digits.len() && id.ends_with(digits));
            ids.next().map(|(_, (child, _))| (*child, index, index + 1))
        };
        let numbers = (0..text.words.len()).filter(|index| !self.ids.is_empty() && is_digits(*index));
        numbers
            .flat_map(|index| {
                let found = [behind_a_year(index), with_last_digits(index), by_last_digits(index)];
                found.into_iter().flatten().collect::<Vec<_>>()
            })
            .collect()
    }

    /// The system IDs in a text, in the same form, each with whether it can be nothing else.
    pub fn ids_in(&self, text: &Text<'_>) -> Vec<((usize, usize, usize), bool)> {
        if self.ids.is_empty() {
            return Vec::new();
        }
        // `CV 40213` is told whole, and not by its number alone.
        let at = |start| {
            let found = exact::ids(text, start, self.id_parts).filter_map(|(end, forms)| {
                let (child, is_certain) = forms.iter().find_map(|form| self.ids.get(form))?;
                Some(((*child, start, end), *is_certain))
            });
            found.max_by_key(|(_, is_certain)| *is_certain)
        };
        let may_be = |start: &usize| {
            let word = &text.words[*start].folded;
            word.starts_with('0') || self.id_starts.may_be(word)
        };
        (0..text.words.len()).filter(may_be).filter_map(at).collect()
    }

    /// The confidential notes in a text, each by its number, in the same form.
    pub fn notes_in(&self, text: &Text<'_>) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for start in 0..text.words.len() {
            let notes = self.notes.at(&text.words, start);
            found.extend(notes.flat_map(|(end, numbers)| numbers.iter().map(move |number| (*number, start, end))));
        }
        found
    }
}
