//! The years in which somebody was born: what can be none of them begins no date that matters.

use std::collections::HashSet;

use super::spoken;
use super::text::{Case, Text};

/// The years that are looked for.
#[derive(Clone, Debug, Default)]
pub struct Years(HashSet<i32>);

impl Years {
    /// Adds one.
    pub fn add(&mut self, year: i32) {
        self.0.insert(year);
    }

    /// Whether a word of a text can be one of these years, or have a part in one whose digits stand apart.
    pub fn may_be(&self, text: &Text<'_>, index: usize) -> bool {
        let word = &text.words[index];
        if word.case != Case::Digits {
            return spoken::is_of_a_year(&word.folded);
        }
        let is_digits = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits);
        let is_one_of_several = || is_digits(index + 1) || index.checked_sub(1).is_some_and(is_digits);
        let is_short_for_one = |value: i32| self.0.iter().any(|year| year.rem_euclid(100) == value);
        match (word.folded.len(), word.folded.parse()) {
            (1, Ok(value)) => is_short_for_one(value) || is_one_of_several(),
            (2, Ok(value)) => is_short_for_one(value),
            // A year as people write it now, and neither a day with its month nor a part of an older year.
            (4, Ok(value @ 2013..2100)) => self.0.contains(&value),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_which_nobody_was_born_begins_no_date_and_all_else_may() {
        let mut years = Years::default();
        years.add(2009);
        let may = |text: &str| {
            let text = Text::new(text);
            (0..text.words.len()).any(|index| years.may_be(&text, index))
        };
        for text in
            ["2009", "09", "9", "091214", "0912", "1412", "141209", "14122009", "912", "2 0 0 9", "1 4", "two thousand"]
        {
            assert!(may(text), "{text}");
        }
        for text in ["2027", "14 12 20", "27", "4 January", "fourteenth December", "2016"] {
            assert!(!may(text), "{text}");
        }
    }
}
