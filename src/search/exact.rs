//! System IDs and notes: what is the same however it is written.

use super::text::{Case, Text};

/// Shortest system ID that is searched for, in characters.
const SHORTEST_ID: usize = 4;

/// Words that make up one ID at most.
const LONGEST_ID: usize = 6;

/// A system ID without what people leave out: blanks, hyphens, slashes, zeros in front. None if it is shorter than `SHORTEST_ID`
/// or looks like a year: any text may hold such a number.
pub fn id(id: &str) -> Option<String> {
    let text = Text::new(id);
    let whole: String = text.words.iter().map(|word| word.folded.as_str()).collect();
    let bare = whole.trim_start_matches('0');
    let is_year = whole.len() == 4 && whole.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    (bare.len() >= SHORTEST_ID && !is_year).then(|| bare.to_owned())
}

/// Signs of an ID that is known by its digits whatever letters stand beside them.
const LONG_NUMBER: usize = 5;

/// Candidate IDs that start at the word `start`, each with the index of the word after it.
pub fn ids<'t>(text: &'t Text<'_>, start: usize) -> impl Iterator<Item = (usize, String)> + 't {
    let mut whole = String::new();
    let mut open = true;
    (start..text.words.len().min(start + LONGEST_ID)).filter_map(move |index| {
        let gap = text.gap(index);
        let near = index == start
            || (gap.len() <= 3
                && gap.chars().all(|sign| {
                    matches!(sign, '\u{2010}'..='\u{2015}' | '\n' | '\u{a0}') || " -/._,:|·()".contains(sign)
                }));
        open &= near;
        if !open {
            return None;
        }
        whole.push_str(&text.words[index].folded);
        let bare = whole.trim_start_matches('0');
        // No ID ends or begins within a number or a word; but letters may stand right beside a long number.
        let is_digits = |index: usize| text.words[index].case == Case::Digits;
        let parts = |index: usize| {
            let is_end = index == 0 || index == text.words.len() || !text.gap(index).is_empty();
            is_end || (bare.len() >= LONG_NUMBER && is_digits(index - 1) != is_digits(index))
        };
        (parts(index + 1) && parts(start) && bare.len() >= SHORTEST_ID).then(|| (index + 1, bare.to_owned()))
    })
}

/// A match of at least this many words certainly comes from the note. A shorter match may be chance, so sqspack asks a person.
pub const SHORTEST_NOTE: usize = 4;
/// The fewest matching words of a note that sqspack asks a person about.
const SHORTEST_QUESTION: usize = 2;
/// If a note is longer than this, this many of its words in a row give it away.
const RUN: usize = 7;

/// The runs of words that give a note away.
pub fn runs(note: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = Text::new(note).words.into_iter().map(|word| word.folded).collect();
    match words.len() {
        0..SHORTEST_QUESTION => Vec::new(),
        SHORTEST_QUESTION..=RUN => vec![words],
        _ => words.windows(RUN).map(<[String]>::to_vec).collect(),
    }
}
