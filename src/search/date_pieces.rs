//! The numbers and months of a text, of which dates are made.

use super::birth_months::ROMAN;
use super::no_dates::{begins_a_line, is_of_a_time};
use super::spoken;
use super::text::{Case, Text};
use super::words::IN_A_DATE;
use crate::calendar::month_of;

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// A number, with how many digits it has.
    Number { value: i32, digits: usize },
    /// A month by its name.
    Month(i32),
    /// A month as a Roman number.
    Roman(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatePiece {
    /// Its first word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// What it is.
    pub kind: DatePart,
    /// Whether it stands near the piece before it.
    pub is_near: bool,
}

/// The numbers and months of a text. With `apart`, digits that stand one by one are one number.
pub fn pieces(text: &Text<'_>, around: &[bool], apart: bool) -> Vec<DatePiece> {
    let mut pieces = Vec::new();
    let (mut index, mut near) = (0, false);
    while index < text.words.len() {
        if !around[index] {
            (index, near) = (index + 1, false);
            continue;
        }
        near = near && is_small(text.gap(index)) && !begins_a_line(text, index);
        let read = if is_of_a_time(text, index) { None } else { piece(text, index, apart) };
        if let Some((kind, end)) = read {
            pieces.push(DatePiece { start: index, end, kind, is_near: near });
            (index, near) = (end, true);
        } else {
            near = near && IN_A_DATE.contains(&text.words[index].folded.as_str());
            index += 1;
        }
    }
    pieces
}

/// Whether two pieces with this between them may be of one date: blanks, however many, and a few signs.
pub fn is_small(gap: &str) -> bool {
    let signs = gap.chars().filter(|sign| !sign.is_whitespace()).count();
    signs <= 3 && gap.chars().count() <= 40
}

/// The piece that begins at a word, with the word after its last.
fn piece(text: &Text<'_>, index: usize, apart: bool) -> Option<(DatePart, usize)> {
    if apart && let Some((value, digits, end)) = digit_by_digit(text, index) {
        return Some((DatePart::Number { value, digits }, end));
    }
    let word = &text.words[index];
    let name = word.folded.as_str();
    if word.case == Case::Digits
        && let Ok(value) = name.parse()
    {
        return (name.len() <= 8).then_some((DatePart::Number { value, digits: name.len() }, index + 1));
    }
    let month = month_of(name, |month| month.in_prose).and_then(|month| i32::try_from(month).ok());
    if let Some(month) = month {
        return Some((DatePart::Month(month), index + 1));
    }
    if let Some(month) = ROMAN.iter().position(|roman| *roman == name) {
        return Some((DatePart::Roman(i32::try_from(month + 1).ok()?), index + 1));
    }
    if let Some(value) = spoken::roman_year(name) {
        return Some((DatePart::Number { value, digits: 4 }, index + 1));
    }
    let spoken = spoken::number(text, index)?;
    Some((DatePart::Number { value: spoken.value, digits: spoken.digits }, spoken.end))
}

/// A number whose digits stand one by one, in digits or in words: its value, how many they are, and the word after the last.
fn digit_by_digit(text: &Text<'_>, start: usize) -> Option<(i32, usize, usize)> {
    let (digits, end) = spoken::in_digits(text, start, 8)?;
    (digits.len() > 1).then_some((digits.parse().ok()?, digits.len(), end))
}
