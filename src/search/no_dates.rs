//! Numbers that are no part of a date: hours, and the numbers of paragraphs.

use super::text::{Case, Text};
use crate::calendar::month_of;

/// Whether a word in capitals begins a line or a numbered paragraph, as in `1.1 Nine in ten`: it goes on with no date. A month may.
pub fn begins_a_line(text: &Text<'_>, index: usize) -> bool {
    let word = &text.words[index];
    let is_month = || month_of(&word.folded, |month| month.in_prose).is_some();
    let begins = || text.gap(index).contains('\n') || is_after_a_paragraphs_number(text, index);
    !matches!(word.case, Case::Digits | Case::Small) && begins() && !is_month()
}

/// Whether `1.1` and no more stands before a word.
fn is_after_a_paragraphs_number(text: &Text<'_>, index: usize) -> bool {
    let Some(first) = index.checked_sub(2) else { return false };
    let is_digits = |index: usize| text.words[index].case == Case::Digits;
    let is_part = first.checked_sub(1).is_some_and(|before| is_digits(before) && text.gap(first) == ".");
    is_digits(first) && is_digits(first + 1) && text.gap(first + 1) == "." && !is_part
}

/// Whether a number is the hour or the minutes of a time: `24 February, 11:45am` is no day of 2011. Three numbers with colons between
/// them may be a date.
pub fn is_of_a_time(text: &Text<'_>, index: usize) -> bool {
    // `45am` may be one word.
    let is_short = |index: usize| {
        let word = text.folded(index);
        let digits = word.strip_suffix("am").or_else(|| word.strip_suffix("pm")).unwrap_or(word);
        matches!(digits.len(), 1 | 2) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let colon = |index: usize| index > 0 && is_short(index - 1) && is_short(index) && text.gap(index) == ":";
    let is_followed_by_half = || {
        let next = text.words.get(index + 1);
        next.is_some_and(|next| text.gap(index + 1).trim().is_empty() && matches!(next.folded.as_str(), "am" | "pm"))
    };
    let hour = || colon(index + 1) && text.gap(index + 2) != ":" && text.gap(index) != ":";
    let minutes = || colon(index) && text.gap(index + 1) != ":" && text.gap(index - 1) != ":";
    is_short(index) && (is_followed_by_half() || hour() || minutes())
}
