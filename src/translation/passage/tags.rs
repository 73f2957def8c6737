//! The tags of a template as a translator meets them: slots, and wholes of several tags.

use std::ops::Range;

use crate::template::{Tag, TagKind, TokenKind};

/// What a tag does in its whole, such as `if`, `else` and `endif`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opens,
    Divides,
    Closes,
    Alone,
}

/// A tag's name as a slot: `yot.name`, `if wales`.
pub fn slot_name(template: &str, tag: &Tag) -> String {
    let plain = |c: char| if matches!(c, '{' | '}') { ' ' } else { c };
    let name: String = tag.inner(template).chars().map(plain).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn part(template: &str, tag: &Tag) -> Part {
    let is_assigned =
        |token: &crate::template::Token| token.kind == TokenKind::Sign && &template[token.range.clone()] == "=";
    match tag.keyword(template) {
        Some("set" | "set_global") if tag.tokens.iter().any(is_assigned) => Part::Alone,
        Some("if" | "for" | "filter" | "raw" | "block" | "set" | "set_global") => Part::Opens,
        Some("elif" | "else") => Part::Divides,
        Some("endif" | "endfor" | "endfilter" | "endraw" | "endblock" | "endset") => Part::Closes,
        _ => Part::Alone,
    }
}

/// The template as a reader would read it: a word for every value and spaces for every other tag, byte for byte.
pub fn masked(template: &str, tags: &[Tag]) -> String {
    let mut masked = String::with_capacity(template.len());
    let mut at = 0;
    for tag in tags {
        masked.push_str(&template[at..tag.range.start]);
        let filler = if tag.kind == TagKind::Value { 'x' } else { ' ' };
        // A tag may run over several lines. The text that the template prints has no line break there.
        masked.extend(std::iter::repeat_n(filler, tag.range.len()));
        at = tag.range.end;
    }
    masked.push_str(&template[at..]);
    masked
}

/// A range with the tags around it, where it holds a part of a condition or loop and the rest is beside it.
pub fn balanced(template: &str, masked: &str, range: Range<usize>, tags: &[Tag]) -> Range<usize> {
    let mut whole = range.clone();
    // Each round takes in one more tag; there can be no more rounds than tags.
    for _ in tags {
        let (mut open, mut missing) = (0_usize, false);
        for tag in tags.iter().filter(|tag| whole.start <= tag.range.start && tag.range.end <= whole.end) {
            match part(template, tag) {
                Part::Opens => open += 1,
                Part::Closes if open > 0 => open -= 1,
                Part::Closes | Part::Divides if open == 0 => missing = true,
                _ => {}
            }
        }
        let is_blank = |from: usize, to: usize| masked[from..to].trim().is_empty() && !masked[from..to].contains('\n');
        let before = tags.iter().rev().find(|tag| tag.range.end <= whole.start);
        let after = tags.iter().find(|tag| tag.range.start >= whole.end);
        match (before, after) {
            (Some(tag), _) if missing && is_blank(tag.range.start, whole.start) => whole.start = tag.range.start,
            (_, Some(tag)) if open > 0 && is_blank(whole.end, tag.range.end) => whole.end = tag.range.end,
            _ if missing || open > 0 => return range,
            _ => return whole,
        }
    }
    range
}
