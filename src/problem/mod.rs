//! A message to the person who keeps the record: what is wrong, where, and how to mend it.
//!
//! Every room reports through [`Problem`]. Three forms leave the program: with an excerpt and a caret ([`render`]), as
//! a line for editors ([`to_lines`]) and as JSON ([`to_json`]). Nothing here knows what can be wrong; the codes and their severities stand in [`code`].

pub mod code;
mod human;
mod json;
mod short;
mod source;

use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, Severity};
pub use human::{count, render, summary};
pub use json::to_json;
pub use short::to_lines;
pub use source::SourceFile;

/// A range of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Byte range within its text.
    pub span: Range<usize>,
}

impl Place {
    /// A place in a file. A span beyond its text is cut to it, and one that begins or ends within a character has all of it: a
    /// parser may point at a single byte.
    pub fn new(file: Arc<SourceFile>, span: Range<usize>) -> Self {
        let end = file.text.ceil_char_boundary(span.end.min(file.text.len()));
        let start = file.text.floor_char_boundary(span.start.min(end));
        Self { span: start..end, file }
    }

    /// Line and column of the place's start, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.file.line_column(self.span.start)
    }
}

/// A message to the person who keeps the record or the templates.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of problem it is, with its severity.
    pub code: Code,
    /// What is wrong, in an officer's words: starts in lower case, no full stop.
    pub message: String,
    /// What to do about it, with the text to type.
    pub help: String,
    /// Where it is.
    pub place: Place,
    /// Other places that belong to it, each with a few words: 'the other case in this slot'.
    pub related: Vec<(Place, String)>,
    /// Why it is all right, where it is a warning that somebody has settled in the record: then it is counted, not shown.
    pub settled: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), place, related: Vec::new(), settled: None }
    }

    /// The same problem with a second place.
    pub fn with_related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Whether it stops the inspection's pack from being built.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// Puts problems in the order of file, place and code, and drops those that say the same twice.
pub fn sort(problems: &mut Vec<Problem>) {
    fn key(problem: &Problem) -> (&str, usize, &str, &str) {
        (&problem.place.file.path, problem.place.span.start, problem.code.id, &problem.message)
    }
    problems.sort_by(|a, b| key(a).cmp(&key(b)));
    problems.dedup_by(|a, b| key(a) == key(b));
}

/// The program compares no longer word with others: the time grows with the square of its length.
const LONGEST_WORD: usize = 100;
/// The program compares a mistyped word with so many others at most: thousands among thousands would take minutes.
const MOST_WORDS: usize = 200;

/// The known word nearest to a mistyped one, if any is near enough to be meant.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = typed.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let typed = typed.to_lowercase();
    let letters = letter_counts(&typed);
    known
        .into_iter()
        .take(MOST_WORDS)
        .filter(|word| word.chars().count().abs_diff(length) <= allowed)
        .map(|word| (word.to_lowercase(), word))
        // Each step from one word to the other changes two counts at most. Most words are told apart by that alone.
        .filter(|(folded, _)| {
            let counts = letter_counts(folded);
            let differing: u16 = letters.iter().zip(counts).map(|(one, other)| one.abs_diff(other)).sum();
            usize::from(differing) <= 2 * allowed
        })
        .map(|(folded, word)| (strsim::damerau_levenshtein(&typed, &folded), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// How often each letter stands in a word; some letters share a count.
fn letter_counts(word: &str) -> [u16; 64] {
    let mut counts = [0_u16; 64];
    for letter in word.chars() {
        let count = &mut counts[letter as usize % 64];
        *count = count.saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_letter_is_recognised_and_a_different_word_is_not() {
        assert_eq!(did_you_mean("fieldwrok", ["yot", "fieldwork"]), Some("fieldwork"));
        assert_eq!(did_you_mean("budget", ["yot", "fieldwork"]), None);
    }

    #[test]
    fn problems_are_ordered_by_file_and_place_and_said_once() {
        let file = Arc::new(SourceFile::new("a.toml", "one\ntwo\n"));
        let at = |start| {
            Problem::new(code::MISSING_KEY, Place::new(file.clone(), start..start + 1), format!("at {start}"), "mend")
        };
        let mut problems = vec![at(4), at(0), at(4)];
        sort(&mut problems);
        let starts: Vec<usize> = problems.iter().map(|problem| problem.place.span.start).collect();
        assert_eq!(starts, [0, 4]);
    }
}
