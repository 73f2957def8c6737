//! How messages write dates and compare names.

pub use crate::calendar::in_full as long;
use crate::problem::did_you_mean;
use crate::record::Line;
use crate::record::reader::list;

/// The letters of a name as they are compared: two that differ only in capitals and spaces are the same person's.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars().flat_map(char::to_lowercase)))
}

/// A name as it is compared.
pub fn folded(text: &str) -> String {
    letters(text).collect()
}

/// Whether two names are one as they are compared. Neither is written out, since most pairs part at their first letter.
pub fn is_same_name(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// `Did you mean` with the nearest of the known words, else all of them after the words given.
pub fn suggestion(typed: &str, known: &[&str], otherwise: &str) -> String {
    match did_you_mean(typed, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("{otherwise} {}", list(known)),
    }
}

/// `1 case`, `2 cases`
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A line of the record as plain text.
pub fn as_str(line: &Line) -> &str {
    line
}
