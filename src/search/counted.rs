//! Three numbers that may be no day of birth: counts, parts of a text, scores, hours, and a day with an hour behind it.

use super::date_pieces::{DatePart, DatePiece};
use super::text::{Case, Text, Word};
use super::words::{BEFORE_A_NUMBER, BEFORE_A_PART};

/// Whether three pieces may well be counts or the number of a part: `2/3 of 12`, `in 2009, 12 of 14`, `sections 2, 3, 12`, `Issue 2, March 2012`.
pub fn is_of_a_list(text: &Text<'_>, three: &[DatePiece]) -> bool {
    let is_number = |piece: &DatePiece| matches!(piece.kind, DatePart::Number { .. });
    let is_short = |piece: &DatePiece| matches!(piece.kind, DatePart::Number { digits: 1 | 2, .. });
    let is_numbered = || three.iter().all(is_short) && is_behind_numbered(text, three[0].start);
    if is_behind_a_part(text, three[0].start) || is_numbered() || is_of_four(text, three) || is_of_hours(text, three) {
        return true;
    }
    let has_comma = |piece: &DatePiece| text.gap(piece.start).contains(',');
    let before = |piece: &DatePiece| &text.words[piece.start - 1];
    let has_word = |piece: &DatePiece| before(piece).case != Case::Digits;
    let is_share = |piece: &DatePiece| matches!(before(piece).folded.as_str(), "of" | "allan");
    let rest = &three[1..];
    three.iter().all(is_number) && rest.iter().any(is_share)
        || three.iter().all(is_short) && (rest.iter().any(has_comma) || rest.iter().all(has_word))
}

/// Numbers and links between what is numbered and a number, at most: `standards 4.4.11 and 5.4.11`.
const LISTED: usize = 12;

/// Whether what is numbered stands right before a word: `Issue 2, March 2012`.
fn is_behind_a_part(text: &Text<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| BEFORE_A_PART.contains(&text.folded(before)))
}

/// Whether what is numbered stands before a word, with nothing but other numbers between: `guidance 9.1.12`, `a ratio of 3:2:10`, `see 4.7.10`. A day has
/// strokes: `see 4/7/10`.
pub fn is_behind_numbered(text: &Text<'_>, index: usize) -> bool {
    let goes_on = |word: &Word| {
        word.case == Case::Digits || matches!(word.folded.as_str(), "and" | "or" | "to" | "of" | "a" | "neu")
    };
    let mut before = text.words[..index].iter().rev().take(LISTED).skip_while(|word| goes_on(word));
    let is_stroke = text.gap(index + 1) == "/";
    before.next().is_some_and(|word| {
        let word = word.folded.as_str();
        BEFORE_A_PART.contains(&word) || (BEFORE_A_NUMBER.contains(&word) && !(is_stroke && word == "see"))
    })
}

/// Whether a fourth number hangs on three by the same stop, as in an address of a network: `10.3.2.11`.
fn is_of_four(text: &Text<'_>, three: &[DatePiece]) -> bool {
    let is_digits = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits);
    let has_stop = |index: usize| text.gap(index) == ".";
    let (first, end) = (three[0].start, three[2].end);
    let is_one = has_stop(three[1].start) && has_stop(three[2].start);
    let before = first.checked_sub(1).is_some_and(|before| is_digits(before) && has_stop(first));
    is_one && (before || (is_digits(end) && has_stop(end)))
}

/// Words before three numbers among which one says what they are: somebody's birth, or the time on a clock.
const BEFORE_THREE: usize = 4;

/// Whether three numbers may be hours, minutes and seconds, a share, or a day with an hour or a count behind it: `14:05:10`, `a 6-1-10 split`, `Fri 14 May
/// 10.00`, `1 June 12 noon`, `On 14 May 10 cases were chosen`.
fn is_of_hours(text: &Text<'_>, three: &[DatePiece]) -> bool {
    let first = three[0].start;
    let says = |is_one: fn(&str) -> bool| {
        text.words[first.saturating_sub(BEFORE_THREE)..first].iter().any(|word| is_one(&word.folded))
    };
    if says(|word| matches!(word, "born" | "dob" | "birth" | "b" | "eni" | "ganed" | "ganwyd")) {
        return false;
    }
    let [second, last] = [three[1].start, three[2].start].map(|index| text.gap(index));
    let end = three[2].end;
    let says_clock = || says(|word| matches!(word, "call" | "clock" | "lasted" | "recording" | "time" | "took"));
    let is_clock = second == ":" && last == ":" && says_clock();
    let is_split = text.is_beside(end) && text.folded(end) == "split";
    let DatePart::Number { digits: 2, .. } = three[2].kind else { return is_clock || is_split };
    let has_zero = text.folded(three[2].start).starts_with('0');
    let is_apart = last.chars().all(|sign| sign.is_whitespace() || matches!(sign, ',' | '(')) && !last.is_empty();
    let next_is_digits = text.words.get(end).is_some_and(|word| word.case == Case::Digits);
    let is_hour = next_is_digits && matches!(text.gap(end), "." | ":" | "-" | "\u{2013}" | " - " | " \u{2013} ");
    let is_count = !has_zero && (text.is_beside(end) || text.gap(end) == " (") && end < text.words.len();
    is_clock || is_split || (is_apart && (is_hour || is_count))
}
