//! The passages of pages, plain texts and TOML.

use std::ops::Range;

use super::Piece;

/// Elements that stand within a sentence.
const INLINE: [&str; 9] = ["a", "abbr", "b", "br", "code", "em", "i", "span", "strong"];

/// What stands between the tags of a page; tags within a sentence are slots.
pub fn html(masked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut opaque = Vec::new();
    while let Some(open) = masked[at..].find('<').map(|found| at + found) {
        let end = masked[open..].find('>').map_or(masked.len(), |end| open + end + 1);
        let name = masked[open..end].trim_matches(['<', '>', '/', '!']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if INLINE.contains(&name) {
            // The bracket that ends a tag belongs to the slot.
            opaque.push(open..end);
        } else {
            pieces.push(Piece::prose(start..open, std::mem::take(&mut opaque)));
            start = end;
        }
        at = end;
    }
    pieces.push(Piece::prose(start..masked.len(), opaque));
    pieces
}

/// The lines of a plain text, without the mark of an item.
pub fn text(masked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for line in masked.split_inclusive('\n') {
        let words = line.trim_start().trim_start_matches("- ");
        pieces.push(Piece::prose(
            at + line.len() - words.len()..at + line.trim_end().len().max(line.len() - words.len()),
            Vec::new(),
        ));
        at += line.len();
    }
    pieces
}

/// What stands between double quotes in TOML, comments and keys left out.
pub fn toml(masked: &str) -> Vec<Piece> {
    quoted(masked).into_iter().map(Piece::code).collect()
}

/// The insides of the basic strings of TOML that are values.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut open = None;
        let mut after_backslash = false;
        for (offset, character) in line.char_indices() {
            match (character, open) {
                _ if after_backslash => after_backslash = false,
                ('\\', Some(_)) => after_backslash = true,
                ('#', None) => break,
                ('"', None) => open = Some(offset + 1),
                ('"', Some(start)) => {
                    if !line[offset + 1..].trim_start().starts_with('=') {
                        ranges.push(at + start..at + offset);
                    }
                    open = None;
                }
                _ => {}
            }
        }
        at += line.len();
    }
    ranges
}
