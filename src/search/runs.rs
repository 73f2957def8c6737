//! Runs of words that are looked for: names of several words, and what gives a note away.

use std::collections::{BTreeSet, HashMap};

use super::starts::Starts;
use super::text::Word;

/// Runs of words, each with the numbers of what it stands for. However many begin with one word, a text is asked once for each
/// of their lengths.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    lengths: HashMap<String, BTreeSet<usize>>,
    numbers: HashMap<String, Vec<usize>>,
    starts: Starts,
}

impl Runs {
    /// Adds a run for a number; one without a word stands for nothing.
    pub fn add(&mut self, words: &[String], number: usize) {
        let Some(first) = words.first() else { return };
        self.starts.add(first);
        self.lengths.entry(first.clone()).or_default().insert(words.len());
        let numbers = self.numbers.entry(words.join(" ")).or_default();
        if numbers.last() != Some(&number) {
            numbers.push(number);
        }
    }

    /// The runs that begin at a word of a text: where each ends, and its numbers.
    pub fn at(&self, words: &[Word], start: usize) -> impl Iterator<Item = (usize, &[usize])> {
        let first = Some(&words[start].folded).filter(|first| self.starts.may_be(first));
        let lengths = first.and_then(|first| self.lengths.get(first)).into_iter().flatten();
        lengths.filter_map(move |length| {
            let said: Vec<&str> = words.get(start..start + length)?.iter().map(|word| word.folded.as_str()).collect();
            Some((start + length, self.numbers.get(&said.join(" "))?.as_slice()))
        })
    }
}
