//! How messages write dates and compare names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::context::Context;
pub use crate::calendar::in_full as long;
pub use crate::facts::{folded, folded_id, is_same_name};
use crate::problem::did_you_mean;
use crate::record::Line;
use crate::record::reader::list;

/// The texts that stand further up already, each with where it stood first; `fold` gives what is compared. A text of which
/// reading has complained is no first one.
pub fn repeated<'c>(
    texts: impl IntoIterator<Item = &'c Line>,
    fold: fn(&str) -> String,
    context: &Context<'_>,
) -> Vec<(&'c Line, &'c Line)> {
    let mut firsts: BTreeMap<String, &Line> = BTreeMap::new();
    let mut repeated = Vec::new();
    for text in texts {
        match firsts.entry(fold(text)) {
            Entry::Occupied(first) => repeated.push((text, *first.get())),
            Entry::Vacant(vacant) if context.is_sound(&text.at) => drop(vacant.insert(text)),
            Entry::Vacant(_) => {}
        }
    }
    repeated
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
