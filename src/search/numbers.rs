//! Dates of birth, system IDs and confidential notes in a text: what no adult shares with a child.

use chrono::Datelike;

use super::birthdays::birthdays;
use super::dates::{Dated, dates};
use super::exact;
use super::feasts::{feasts, with_years};
use super::finder::Finder;
use super::milestones::{ages_before_days, tells_of_birthday};
use super::text::{Case, Text, Word};

/// Words before the last digits of an ID among which one says that they are that.
const BEFORE_LAST_DIGITS: usize = 5;

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
    /// 14 December 2026`, `born 14 December`.
    pub fn birthdays_in(&self, text: &Text<'_>) -> Vec<(usize, usize, usize)> {
        let (says_so, ages) = (tells_of_birthday(text), ages_before_days(text));
        if (says_so.is_empty() && ages.is_empty()) || self.born.is_empty() {
            return Vec::new();
        }
        let of_a_year =
            dates(text, None).into_iter().map(|dated| (dated.start, dated.end, dated.day.month(), dated.day.day()));
        let is_near = |start: usize, end: usize| {
            says_so.iter().any(|index| index + NEAR >= start && *index <= end + NEAR)
                || ages.iter().any(|age| age + 1 == start)
        };
        let days =
            of_a_year.chain(birthdays(text)).chain(feasts(text)).filter(|(start, end, ..)| is_near(*start, *end));
        days.filter_map(|(start, end, month, day)| {
            let mut children = self.born.iter().filter(|(born, _)| (born.month(), born.day()) == (month, day));
            children.next().map(|(_, child)| (*child, start, end))
        })
        .collect()
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
            gap.ends_with("...")
                || gap.ends_with('…')
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
