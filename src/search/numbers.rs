//! Dates of birth, system IDs and confidential notes in a text: what no adult shares with a child.

use chrono::{Datelike, NaiveDate};

use super::dates::{Dated, dates};
use super::exact;
use super::finder::Finder;
use super::text::Text;

/// Words by which a text says of a day that it is somebody's birthday.
const OF_A_BIRTHDAY: [&str; 14] = [
    "aged",
    "birthday",
    "birthdays",
    "blwydd",
    "born",
    "dob",
    "eni",
    "ganed",
    "ganwyd",
    "oed",
    "penblwydd",
    "turn",
    "turned",
    "turns",
];

/// Words between such a word and the day, at most.
const NEAR: usize = 8;

impl Finder {
    /// The dates of birth in a text, each with its child.
    pub fn born_in(&self, text: &Text<'_>) -> impl Iterator<Item = (usize, Dated)> {
        dates(text, Some(&self.birth_months)).into_iter().filter_map(|dated| Some((*self.born.get(&dated.day)?, dated)))
    }

    /// The birthdays of children in a text that says of a day that it is one, each with its child: `his 17th birthday, 14 December 2026`.
    pub fn birthdays_in(&self, text: &Text<'_>) -> impl Iterator<Item = (usize, Dated)> {
        let says_so: Vec<usize> =
            (0..text.words.len()).filter(|index| OF_A_BIRTHDAY.contains(&text.words[*index].folded.as_str())).collect();
        let all = if says_so.is_empty() || self.born.is_empty() { Vec::new() } else { dates(text, None) };
        let day = |day: NaiveDate| (day.month(), day.day());
        all.into_iter().filter_map(move |dated| {
            let is_near = says_so.iter().any(|index| index + NEAR >= dated.start && *index <= dated.end + NEAR);
            let mut children =
                self.born.iter().filter(|(born, _)| **born != dated.day && day(**born) == day(dated.day));
            is_near.then(|| children.next()).flatten().map(|(_, child)| (*child, dated))
        })
    }

    /// The system IDs in a text, in the same form, each with whether it can be nothing else.
    pub fn ids_in(&self, text: &Text<'_>) -> Vec<((usize, usize, usize), bool)> {
        if self.ids.is_empty() {
            return Vec::new();
        }
        // `CV 40213` is told whole, and not by its number alone.
        let at = |start| {
            let found = exact::ids(text, start).filter_map(|(end, forms)| {
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
