//! What looks like a system ID and may be another number: a sum, a part of a telephone number, a day, a hash.

use std::ops::Range;

use super::otherwise::{BEFORE_AN_AMOUNT, COUNTED, NUMBERED};
use super::text::{Case, Text};

/// Whether what looks like an ID may well be another number: `48,218 children`, pounds and shares are no cases, and neither is a part of a
/// telephone number.
pub fn is_another_number(text: &Text<'_>, words: Range<usize>) -> bool {
    let is_digits = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits);
    let (before, after) = (text.gap(words.start), text.gap(words.end));
    let says_amount = || {
        let from = words.start.saturating_sub(2);
        text.words[from..words.start].iter().any(|word| BEFORE_AN_AMOUNT.contains(&word.folded.as_str()))
    };
    // `7731 Long Lane`.
    let is_of_a_house = || {
        let is_capital = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Capital);
        let road =
            |index: usize| matches!(text.folded(index), "lane" | "street" | "road" | "avenue" | "close" | "drive");
        text.is_beside(words.end)
            && is_capital(words.end)
            && (1..=2).any(|on| is_capital(words.end + on) && road(words.end + on))
    };
    // `The guidance 2025/114`.
    let is_of_a_part = || {
        let part = words.start.checked_sub(1).filter(|_| before == " ");
        part.is_some_and(|index| matches!(text.folded(index), "guidance" | "circular" | "regulations" | "canllawiau"))
    };
    let is_amount = before.ends_with('£')
        || after.starts_with('%')
        || (words.clone().all(is_digits) && (says_amount() || is_of_a_house() || is_of_a_part()));
    let is_of_a_room = || {
        let room = words.start.checked_sub(1).filter(|_| matches!(before, " " | ". "));
        room.is_some_and(|index| NUMBERED.contains(&text.words[index].folded.as_str()))
    };
    let has_zero = text.words[words.start].folded.starts_with('0');
    let has_commas = words.len() > 1 && words.clone().skip(1).all(|index| text.gap(index) == ",");
    let is_counted = || {
        let next = text.words.get(words.end).filter(|_| text.is_beside(words.end));
        next.is_some_and(|next| COUNTED.contains(&next.folded.as_str()))
    };
    let is_figure = !has_zero && words.clone().all(is_digits) && (has_commas || is_counted());
    let is_decimal = words.len() == 2 && words.clone().all(is_digits) && text.gap(words.start + 1) == "." && !has_zero;
    // Zeros may stand before an ID one by one.
    let is_zeros = |index: usize| text.words[index].folded.bytes().all(|digit| digit == b'0');
    let follows = before == " " && words.start > 0 && is_digits(words.start - 1) && !is_zeros(words.start - 1);
    let goes_on = follows || (after == " " && is_digits(words.end));
    is_amount
        || is_figure
        || is_decimal
        || (words.len() > 1 && goes_on)
        || is_of_a_telephone(text, words.start)
        || is_a_day(text, &words)
        || is_within_a_hash(text, &words)
        || is_of_a_room()
}

/// Whether a number ends one of a telephone: `01632 104882`.
fn is_of_a_telephone(text: &Text<'_>, word: usize) -> bool {
    let Some(before) = word.checked_sub(1).map(|index| &text.words[index]) else { return false };
    let digits = before.folded.len() + text.words[word].folded.len();
    text.gap(word) == " " && before.case == Case::Digits && before.folded.starts_with('0') && matches!(digits, 10 | 11)
}

/// Whether words are a day as files write it, `2027-05-10`, and no ID `2027/510`.
fn is_a_day(text: &Text<'_>, words: &Range<usize>) -> bool {
    let lengths: Vec<usize> = words.clone().map(|index| text.words[index].folded.len()).collect();
    let is_joined = words.clone().skip(1).all(|index| text.gap(index) == "-");
    let day = || text.raw()[text.bytes(words.start, words.end)].parse::<chrono::NaiveDate>();
    lengths == [4, 2, 2] && is_joined && day().is_ok()
}

/// Hexadecimal digits that are no ID but a hash, at least, or the number of a commit.
const SHORTEST_HASH: usize = 16;

/// The same, where letters stand in several places among them.
const SHORTEST_NUMBER_OF_A_COMMIT: usize = 7;

/// How many runs of letters a word has.
fn letters_apart(word: &str) -> usize {
    word.split(|sign: char| sign.is_ascii_digit()).filter(|letters| !letters.is_empty()).count()
}

/// Whether words are a piece of a hash: `8a088213` at the end of a sum of sixty-four digits.
fn is_within_a_hash(text: &Text<'_>, words: &Range<usize>) -> bool {
    let is_part = |sign: &char| sign.is_ascii_hexdigit();
    let at = text.bytes(words.start, words.end);
    let before = text.raw()[..at.start].chars().rev().take_while(is_part).count();
    let after = text.raw()[at.end..].chars().take_while(is_part).count();
    let own = &text.raw()[at.clone()];
    let whole = &text.raw()[at.start - before..at.end + after];
    // `3c3834e48748`: the short number of a commit has letters in more than one place.
    let is_short = || whole.len() >= SHORTEST_NUMBER_OF_A_COMMIT && letters_apart(whole) > 1;
    before + after > 0 && own.chars().all(|sign| is_part(&sign)) && (whole.len() >= SHORTEST_HASH || is_short())
}
