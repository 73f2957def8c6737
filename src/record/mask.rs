//! Stand-ins for the words of a record, so that others may look at a screen without learning who and where.
//!
//! A word keeps its length and its first letter, a number its length. The same word has the same stand-in in all files that one
//! [`Mask`] reads, and two words never share one, so that what names a person in one file still finds that person in another.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The words that were met so far, each with its stand-in.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    known: Rc<RefCell<StandIns>>,
}

#[derive(Debug, Default)]
struct StandIns {
    by_word: HashMap<String, String>,
    taken: HashSet<String>,
}

/// Keys whose texts name neither people nor places, and by which one part of a record finds another.
const KEPT: [&str; 6] = ["id", "case", "slot", "reference", "replaced-by", "code"];

/// The letters that follow the first one: the first of them unless two words would look the same.
const LETTERS: &[u8] = b"xabcdefghijklmnopqrstuvwyz";

const DIGITS: &[u8] = b"0123456789";

impl Mask {
    /// The text of a key with a stand-in for each of its words.
    pub fn text_of(&self, key: &str, text: &str) -> String {
        if KEPT.contains(&key) { text.to_owned() } else { self.each(text, |known, word| known.stand_in(word)) }
    }

    /// Another text with a stand-in for each word of the record that it holds: the path of a file.
    pub fn known_in(&self, text: &str) -> String {
        self.each(text, |known, word| {
            known.by_word.get(&word.to_lowercase()).cloned().unwrap_or_else(|| word.to_owned())
        })
    }

    fn each(&self, text: &str, stand_in: impl Fn(&mut StandIns, &str) -> String) -> String {
        let mut known = self.known.borrow_mut();
        let (mut masked, mut word) = (String::new(), String::new());
        for sign in text.chars().map(Some).chain([None]) {
            match sign {
                Some(sign) if sign.is_alphanumeric() => word.push(sign),
                _ => {
                    masked.push_str(&capitalised(&stand_in(&mut known, &word), &word));
                    word.clear();
                    masked.extend(sign);
                }
            }
        }
        masked
    }
}

impl StandIns {
    fn stand_in(&mut self, word: &str) -> String {
        let word = word.to_lowercase();
        if word.chars().count() < 2 {
            return word;
        }
        if let Some(known) = self.by_word.get(&word) {
            return known.clone();
        }
        let mut number = 0;
        let found = loop {
            let (candidate, is_last) = candidate(&word, number);
            if is_last || (candidate != word && !self.taken.contains(&candidate)) {
                break candidate;
            }
            number += 1;
        };
        self.taken.insert(found.clone());
        self.by_word.insert(word, found.clone());
        found
    }
}

/// The stand-in of a number for a word, and whether there is no further one.
fn candidate(word: &str, number: usize) -> (String, bool) {
    let signs: Vec<char> = word.chars().collect();
    let mut left = number;
    let mut reversed: Vec<char> = Vec::new();
    for (place, sign) in signs.iter().enumerate().rev() {
        let from = if sign.is_numeric() { DIGITS } else { LETTERS };
        if place == 0 && left == 0 && !sign.is_numeric() {
            reversed.push(*sign);
            continue;
        }
        reversed.push(char::from(from[left % from.len()]));
        left /= from.len();
    }
    (reversed.into_iter().rev().collect(), left > 0)
}

/// A stand-in with capitals where the word has them.
fn capitalised(stand_in: &str, word: &str) -> String {
    let capital = |(sign, like): (char, char)| if like.is_uppercase() { sign.to_ascii_uppercase() } else { sign };
    let mut like = word.chars();
    stand_in.chars().map(|sign| capital((sign, like.next().unwrap_or('a')))).collect()
}

/// What a masked screen calls an inspection's folder, by its place among all.
pub fn folder_stand_in(folder: &str, all: &[String]) -> String {
    let place = all.iter().position(|other| other == folder).map_or(all.len(), |place| place) + 1;
    format!("inspection-{place}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_keeps_its_length_and_first_letter_and_a_number_its_length() {
        let mask = Mask::default();
        assert_eq!(mask.text_of("name", "Helen Marsh"), "Hxxxx Mxxxx");
        assert_eq!(mask.text_of("email", "helen.marsh@aberford.example"), "hxxxx.mxxxx@axxxxxxx.exxxxxx");
        assert_eq!(mask.text_of("telephone", "020 7946 0123"), "000 0000 0001");
        assert_eq!(mask.text_of("name", "Harry MARSH"), "Hxxxa MXXXX");
    }

    #[test]
    fn what_links_the_parts_of_a_record_stays() {
        assert_eq!(Mask::default().text_of("case", "AB01"), "AB01");
    }

    #[test]
    fn a_path_is_masked_where_it_holds_a_word_of_the_record_and_nowhere_else() {
        let mask = Mask::default();
        mask.text_of("name", "Helen Marsh");
        assert_eq!(mask.known_in("3-fieldwork/feedback-helen-marsh.pdf"), "3-fieldwork/feedback-hxxxx-mxxxx.pdf");
    }

    proptest! {
        #[test]
        fn two_words_never_share_a_stand_in_and_none_is_its_own(words in prop::collection::hash_set("[a-z]{3,6}", 2..60)) {
            let mask = Mask::default();
            let masked: HashSet<String> = words.iter().map(|word| mask.text_of("name", word)).collect();
            prop_assert_eq!(masked.len(), words.len());
            for word in &words {
                prop_assert_ne!(&mask.text_of("name", word), word);
            }
        }
    }
}
