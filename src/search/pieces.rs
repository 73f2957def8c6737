//! Names whose letters stand apart, and pieces that only seem to be one.

use super::finder::{Finder, Seen};
use super::text::{Case, Text};
use super::words::{is_rare, is_word};

/// Pieces of one name whose letters stand apart, at most.
const MOST_PIECES: usize = 4;

/// Letters of a piece that stands in a box of its own, at most.
const IN_A_BOX: usize = 2;

/// Boxes of one name, at most.
const MOST_BOXES: usize = 40;

/// Boxes in a row that no other words make by chance.
const FEWEST_BOXES: usize = 4;

/// Signs between two boxes, at most.
const BETWEEN_BOXES: usize = 12;

impl Finder {
    /// A name whose letters stand apart: `Quill feather`, `Quill/feather`; or in single boxes, as a form has them.
    pub fn pieces_at(&self, text: &Text<'_>, start: usize) -> Option<Seen> {
        let mut form = text.words[start].folded.clone();
        let mut are_boxes = is_box(&form);
        for index in start + 1..text.words.len().min(start + MOST_BOXES) {
            if !self.beginnings.contains(&form) {
                return None;
            }
            are_boxes &= is_box(&text.words[index].folded);
            let gap = text.gap(index);
            let joins = gap.chars().all(|sign| sign.is_whitespace() || "/_\\|.*~+:·-".contains(sign));
            let is_near = gap.chars().count() <= 3 && !gap.contains(". ") && index < start + MOST_PIECES;
            let is_next_box = are_boxes && gap.chars().count() <= BETWEEN_BOXES;
            if !(joins && is_near || is_next_box) {
                return None;
            }
            form.push_str(&text.words[index].folded);
            if let Some(names) = self.by_form.get(&form) {
                return Some(Seen {
                    names: names.clone(),
                    start,
                    end: index + 1,
                    is_possessive: false,
                    is_split: true,
                });
            }
        }
        None
    }

    /// How surely a name in pieces is a name, and no words that stand beside each other by chance: `a good win`.
    pub fn judge_pieces(&self, text: &Text<'_>, seen: &Seen) -> Option<bool> {
        let pieces = &text.words[seen.start..seen.end];
        let form: String = pieces.iter().map(|word| word.folded.as_str()).collect();
        let is_rare = !self.may_be_anybodys(&form);
        if pieces.len() >= FEWEST_BOXES && pieces.iter().all(|word| is_box(&word.folded)) {
            return Some(is_rare);
        }
        // `**Quill**feather`: nobody parts two words so.
        let is_emphasis = |index: usize| {
            let gap = text.gap(index);
            !gap.is_empty() && gap.chars().all(|sign| matches!(sign, '*' | '_' | '~'))
        };
        if is_rare && pieces[0].case != Case::Small && (seen.start + 1..seen.end).all(is_emphasis) {
            return Some(true);
        }
        let (first, rest) = (&pieces[0], &pieces[1..]);
        let is_capital = first.case != Case::Small;
        if pieces.iter().any(|word| !is_word(&word.folded) && word.folded.chars().count() > 1) {
            return (is_rare || is_capital).then_some(is_rare);
        }
        let rest_is_small = rest.iter().all(|word| word.case == Case::Small);
        match (is_rare, is_capital, rest_is_small) {
            (true, true, true) => Some(!first.begins),
            (true, true, false) => Some(false),
            (false, true, true) if !first.begins => Some(false),
            _ => None,
        }
    }

    /// Whether a text has a rare name in pieces, whatever these are by themselves: a message quotes it without a sentence around it.
    pub fn has_rare_pieces(&self, text: &Text<'_>) -> bool {
        let is_rare = |seen: &Seen| {
            let form: String = text.words[seen.start..seen.end].iter().map(|word| word.folded.as_str()).collect();
            seen.is_split && is_rare(&form)
        };
        self.names_in(text).iter().any(is_rare)
    }
}

fn is_box(word: &str) -> bool {
    word.chars().nth(IN_A_BOX).is_none()
}
