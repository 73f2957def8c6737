//! How what is looked for begins: most words of a text begin otherwise, and need no further look.

use std::collections::HashSet;

/// The first two bytes of each form that is looked for.
#[derive(Clone, Debug, Default)]
pub struct Starts(HashSet<[u8; 2]>);

impl Starts {
    /// Adds a form.
    pub fn add(&mut self, form: &str) {
        match *form.as_bytes() {
            [] => false,
            [only] => self.0.insert([only, 0]),
            [first, second, ..] => self.0.insert([first, second]),
        };
    }

    /// Whether a form may begin with this word, by itself or with the words after it.
    pub fn may_be(&self, word: &str) -> bool {
        match *word.as_bytes() {
            // A mark alone folds to nothing.
            [] | [_] => true,
            [first, second, ..] => self.may_be_two([first, second]),
        }
    }

    /// Whether a form may begin with this word read backwards.
    pub fn may_be_backwards(&self, word: &str) -> bool {
        match *word.as_bytes() {
            [.., second, first] if word.is_ascii() => self.may_be_two([first, second]),
            _ => true,
        }
    }

    fn may_be_two(&self, [first, second]: [u8; 2]) -> bool {
        self.0.contains(&[first, second]) || self.0.contains(&[first, 0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_at_if_a_form_begins_as_it_does() {
        let mut starts = Starts::default();
        ["obrien", "mary ann", "j", "éa"].into_iter().for_each(|form| starts.add(form));
        for word in ["", "obrien", "o", "ob", "m", "mary", "marys", "j", "js", "éabha"] {
            assert!(starts.may_be(word), "{word}");
        }
        for word in ["brien", "ann", "oak", "ea"] {
            assert!(!starts.may_be(word), "{word}");
        }
        for word in ["neirbo", "nna yram", "é", "yrbm", "m"] {
            assert_eq!(starts.may_be_backwards(word), !matches!(word, "yrbm"), "{word}");
        }
    }
}
