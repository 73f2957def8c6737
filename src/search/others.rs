//! The names of others and of places: who else bears a name that a child has, and where a text names somebody else.

use super::finder::Finder;
use super::forms::{in_addresses, plural};
use super::text::{Case, Text};

impl Finder {
    /// Adds the name of somebody who may be named, or of a place. A person has two names: a single one may be a child's that
    /// stands in the wrong place.
    pub fn add_other(&mut self, name: &str, is_person: bool) {
        // `with` may be an address, in which anybody's name can stand.
        if name.contains('@') {
            return;
        }
        let text = Text::new(name);
        let double: Vec<String> =
            text.words.windows(2).map(|pair| format!("{}{}", pair[0].folded, pair[1].folded)).collect();
        let words: Vec<String> = text.words.into_iter().map(|word| word.folded).collect();
        if is_person && words.len() < 2 {
            self.lone.extend(words);
            return;
        }
        if is_person {
            self.borne.extend(words.iter().cloned());
            self.borne.extend(double);
            self.borne.extend(in_addresses(&words));
        }
        self.others.add(&words, usize::from(is_person));
    }

    /// Which words of a text are covered by the name of somebody else or of a place.
    pub fn covered(&self, text: &Text<'_>) -> Vec<bool> {
        self.covered_by(text, |_| true)
    }

    /// Which words of a text are covered by the name of somebody else.
    pub fn covered_by_people(&self, text: &Text<'_>) -> Vec<bool> {
        self.covered_by(text, |numbers| numbers.contains(&usize::from(true)))
    }

    fn covered_by(&self, text: &Text<'_>, counts: impl Fn(&[usize]) -> bool) -> Vec<bool> {
        let mut covered = vec![false; text.words.len()];
        for start in 0..text.words.len() {
            for (end, _) in self.others.at(&text.words, start).filter(|(_, numbers)| counts(numbers)) {
                // An address has no capitals, and neither has the name of a file.
                let in_an_address = || (start + 1..end).all(|index| matches!(text.gap(index), "." | "_" | "-"));
                let is_this = (start + 1..end).all(|index| text.gap(index).chars().count() <= 2)
                    && (text.words[start].case != Case::Small || (end > start + 1 && in_an_address()));
                if is_this {
                    covered[start..end].fill(true);
                }
            }
        }
        covered
    }
}

/// Whether somebody else's name can decide on a hit: one of its words, or the singular of one, stands in one of the children's
/// [forms](Finder::forms). A name is covered, or borne by somebody else, word by word.
pub fn bears_on(forms: &str, name: &str) -> bool {
    let stands_in = |word: &str| std::iter::once(word).chain(plural(word)).any(|word| forms.contains(word));
    Text::new(name).words.iter().any(|word| stands_in(&word.folded))
}
