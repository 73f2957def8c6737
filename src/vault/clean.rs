//! Pieces of texts in which nothing of a child was found. The versions of a file in a long history share most of their lines, and what
//! two of them share is searched once.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use sha2::{Digest, Sha256};

/// One line in so many begins a piece.
const LINES: u32 = 16;
/// A piece has no more lines of its own.
const MOST_LINES: usize = 64;
/// So many words and lines of the next piece belong to each, so that whatever begins in a piece ends in it: a name or a date has a few
/// words, seven of a note are looked for, and a code stands on one line.
const FURTHER_WORDS: usize = 60;
const FURTHER_LINES: usize = 6;
/// Lines without a word in a row over which nothing goes on: no name and no date has so wide a gap.
const FURTHEST_GAP: usize = 48;

/// The pieces, each by a hash.
#[derive(Debug, Default)]
pub struct CleanPieces(RwLock<HashSet<[u8; 32]>>);

impl CleanPieces {
    /// Whether no piece of a text holds anything. What was searched before is not searched again.
    pub fn is_clean(&self, text: &str, holds: impl Fn(&str) -> bool) -> bool {
        pieces(text).into_iter().all(|piece| {
            let piece = &text[piece];
            let hash: [u8; 32] = Sha256::digest(piece).into();
            if self.0.read().unwrap_or_else(PoisonError::into_inner).contains(&hash) {
                return true;
            }
            let is_clean = !holds(piece);
            if is_clean {
                self.0.write().unwrap_or_else(PoisonError::into_inner).insert(hash);
            }
            is_clean
        })
    }
}

/// A text in pieces that overlap. Where a piece begins follows from its line alone, as a rule, so that a line that is put in or taken
/// out moves no other piece.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        ends.push(end);
    }
    let start = |line: usize| if line == 0 { 0 } else { ends[line - 1] };
    let begins = |line: usize| {
        let bytes = text[start(line)..ends[line]].bytes();
        bytes.fold(0_u32, |number, byte| number.wrapping_mul(31).wrapping_add(byte.into())).is_multiple_of(LINES)
    };
    let mut first_lines: Vec<usize> = Vec::new();
    for line in 0..ends.len() {
        let before = first_lines.last().copied();
        if before.is_none_or(|before| begins(line) || line - before >= MOST_LINES) {
            first_lines.push(line);
        }
    }
    let piece = |(at, &first): (usize, &usize)| {
        let mut last = first_lines.get(at + 1).copied().unwrap_or(ends.len());
        let (mut words, mut lines, mut blank) = (0, 0, 0);
        while last < ends.len() && blank < FURTHEST_GAP && (words < FURTHER_WORDS || lines < FURTHER_LINES) {
            let further = text[start(last)..ends[last]].split_whitespace().count();
            blank = if further == 0 { blank + 1 } else { 0 };
            words += further;
            lines += 1;
            last += 1;
        }
        start(first)..ends[last - 1]
    };
    first_lines.iter().enumerate().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn text(lines: usize, changed: usize) -> String {
        let line = |number: usize| {
            let version = if number == changed { "again" } else { "first" };
            format!("# {version} line {number} of a record that has a hundred others like it\n")
        };
        (0..lines).map(line).collect()
    }

    #[test]
    fn the_pieces_are_all_of_the_text_and_each_goes_on_into_the_next() {
        for text in [text(300, 0), "a\n".repeat(500), "one line".to_owned(), "\n\n\n".to_owned()] {
            let pieces = pieces(&text);
            assert_eq!((pieces[0].start, pieces.last().map(|last| last.end)), (0, Some(text.len())));
            for pair in pieces.windows(2) {
                let [one, next] = pair else { unreachable!("two") };
                let shared = &text[next.start..one.end];
                let is_enough =
                    shared.split_whitespace().count() >= FURTHER_WORDS && shared.lines().count() >= FURTHER_LINES;
                assert!(next.start > one.start && (is_enough || one.end == text.len()), "{shared:?}");
            }
        }
        assert!(pieces("").is_empty());
    }

    #[test]
    fn a_piece_does_not_go_on_over_lines_without_end() {
        let text = "\n".repeat(20_000);
        assert!(pieces(&text).iter().all(|piece| piece.len() <= MOST_LINES + FURTHEST_GAP));
    }

    #[test]
    fn of_another_version_only_what_has_changed_is_searched() {
        let (clean, searched) = (CleanPieces::default(), Cell::new(0));
        let holds = |piece: &str| {
            searched.set(searched.get() + piece.len());
            piece.contains("again line 250")
        };
        assert!(clean.is_clean(&text(400, 0), holds));
        searched.set(0);
        assert!(clean.is_clean(&text(400, 100), holds));
        assert!(searched.get() * 3 < text(400, 0).len(), "{}", searched.get());
        assert!(!clean.is_clean(&text(400, 250), holds));
        assert!(!clean.is_clean(&text(400, 250), holds), "what was found is found again");
    }
}
