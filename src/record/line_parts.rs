//! The parts of a line: what stands outside quotation marks, and its single values.

use std::ops::Range;

/// The characters outside quotation marks and before a comment, each with its place.
pub fn outside(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut escaped = false;
    let mut before = ' ';
    let mut ended = false;
    line.char_indices().filter(move |(_, sign)| {
        if ended {
            return false;
        }
        match quote {
            Some(mark) => {
                if *sign == mark && !escaped {
                    quote = None;
                    before = mark;
                }
                escaped = mark == '"' && *sign == '\\' && !escaped;
                false
            }
            None => {
                // An apostrophe in the middle of a word begins no text.
                if matches!(sign, '"' | '\'') && matches!(before, '=' | '[' | ',' | ' ') {
                    quote = Some(*sign);
                    return false;
                }
                ended = *sign == '#';
                before = if sign.is_whitespace() && before != ' ' { before } else { *sign };
                !ended
            }
        }
    })
}

/// The places of the single values of a line, and whether it is a list: what stands behind `=`, or, in a list, between commas.
pub fn values(line: &str) -> (Vec<Range<usize>>, bool) {
    let equals = outside(line).find(|(_, sign)| *sign == '=').map(|(at, _)| at);
    let start = equals.map_or(0, |at| at + 1);
    let end = outside(line).find(|(at, sign)| *at >= start && *sign == '#').map_or(line.len(), |(at, _)| at);
    let comment = comment(line, start).unwrap_or(end);
    let whole = trimmed(line, start..comment);
    let text = &line[whole.clone()];
    if equals.is_none() && is_heading(text) {
        return (Vec::new(), false);
    }
    let is_list = text.starts_with('[') || equals.is_none() && text.ends_with(',');
    if !is_list {
        return (if equals.is_some() { vec![whole] } else { Vec::new() }, false);
    }
    let inside = line[whole.clone()].trim_matches(['[', ']', ',', ' ', '\t']);
    let from = whole.start + text.find(inside).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = from;
    let mut typographic = 0_i32;
    let mut straight = None;
    for (offset, sign) in inside.char_indices() {
        match (straight, sign) {
            (None, '"' | '\'') if line[at..from + offset].trim().is_empty() => straight = Some(sign),
            (Some(mark), sign) if sign == mark => straight = None,
            (None, '\u{201c}' | '\u{2018}') => typographic += 1,
            (None, '\u{201d}') => typographic -= 1,
            (None, ',') if typographic <= 0 => {
                found.push(trimmed(line, at..from + offset));
                at = from + offset + 1;
                typographic = 0;
            }
            _ => {}
        }
    }
    found.push(trimmed(line, at..from + inside.len()));
    found.retain(|value| !value.is_empty());
    (found, true)
}

/// Where a comment begins behind a value.
fn comment(line: &str, start: usize) -> Option<usize> {
    let last_outside = outside(line).last().map_or(0, |(at, sign)| at + sign.len_utf8());
    let hash = line[start..].match_indices('#').map(|(at, _)| start + at);
    hash.into_iter().find(|at| *at >= last_outside && line[..*at].ends_with([' ', '\t']))
}

fn trimmed(line: &str, span: Range<usize>) -> Range<usize> {
    let text = &line[span.clone()];
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// Whether a text is a heading, or one that lacks a bracket: one word without quotation marks.
pub fn is_heading(text: &str) -> bool {
    let name = text.trim_matches(['[', ']', ' ']);
    let is_word = name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_.".contains(sign));
    text.starts_with('[') && name.starts_with(|first: char| first.is_ascii_alphabetic()) && is_word
}
