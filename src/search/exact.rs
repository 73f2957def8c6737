//! Dates, system IDs and notes: what is the same however it is written.

use chrono::NaiveDate;

use super::text::{Case, Text};
use super::words::{IN_A_DATE, ORDINALS};
use crate::calendar::month_of;

/// A piece of a date.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Number { value: i32, digits: usize },
    Month(i32),
}

/// The dates that a text may mean, each with its first word and the word after its last. A date that can be read in two ways
/// is there in both.
pub fn dates(text: &Text<'_>) -> Vec<(usize, usize, NaiveDate)> {
    let pieces = pieces(text);
    let mut dates = Vec::new();
    for (index, piece, _) in &pieces {
        if let Piece::Number { digits: 8, value } = piece {
            let parts = [value / 1_000_000, value / 10_000 % 100, value % 10_000];
            let year_first = [value / 10_000, value / 100 % 100, value % 100];
            let read = [
                (parts[2], parts[1], parts[0]),
                (parts[2], parts[0], parts[1]),
                (year_first[0], year_first[1], year_first[2]),
            ];
            dates.extend(read.into_iter().filter_map(date).map(|date| (*index, index + 1, date)));
        }
    }
    for three in pieces.windows(3) {
        let [(first, one, _), (_, two, near), (last, three, still_near)] = three else { continue };
        if !near || !still_near {
            continue;
        }
        let readings: Vec<(i32, i32, i32)> = match (*one, *two, *three) {
            (Piece::Number { value: a, digits: 4 }, Piece::Number { value: b, .. }, Piece::Number { value: c, .. }) => {
                vec![(a, b, c), (a, c, b)]
            }
            (Piece::Number { value: a, .. }, Piece::Number { value: b, .. }, Piece::Number { value: c, digits }) => {
                let mut readings =
                    year(c, digits).into_iter().flat_map(|year| [(year, b, a), (year, a, b)]).collect::<Vec<_>>();
                readings.extend(Some((2000 + a, b, c)).filter(|_| digits == 2));
                readings
            }
            (Piece::Number { value: year, digits: 4 }, Piece::Month(month), Piece::Number { value: day, .. }) => {
                vec![(year, month, day)]
            }
            (Piece::Number { value: day, .. }, Piece::Month(month), Piece::Number { value, digits })
            | (Piece::Month(month), Piece::Number { value: day, .. }, Piece::Number { value, digits }) => {
                year(value, digits).map(|year| (year, month, day)).into_iter().collect()
            }
            _ => Vec::new(),
        };
        dates.extend(readings.into_iter().filter_map(date).map(|date| (*first, last + 1, date)));
    }
    dates
}

fn date((year, month, day): (i32, i32, i32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// A year as it is written: 2009, or 09.
fn year(value: i32, digits: usize) -> Option<i32> {
    match digits {
        4 => Some(value),
        2 => Some(2000 + value),
        _ => None,
    }
}

/// The numbers and months of a text, and whether each stands near the one before it.
fn pieces(text: &Text<'_>) -> Vec<(usize, Piece, bool)> {
    let mut pieces = Vec::new();
    let mut near = false;
    for (index, word) in text.words.iter().enumerate() {
        let gap = text.gap(index);
        near &= gap.chars().count() <= 3 && gap.chars().all(|sign| sign.is_whitespace() || !sign.is_alphanumeric());
        let name = word.folded.as_str();
        let month = || month_of(name, |month| month.in_prose).and_then(|month| i32::try_from(month).ok());
        let in_words =
            || ORDINALS.iter().position(|ordinal| *ordinal == name).and_then(|day| i32::try_from(day + 1).ok());
        if word.case == Case::Digits {
            let digits = name.len();
            match name.parse().ok().filter(|_| digits <= 8) {
                Some(value) => {
                    pieces.push((index, Piece::Number { value, digits }, std::mem::replace(&mut near, true)))
                }
                None => near = false,
            }
        } else if let Some(month) = month() {
            pieces.push((index, Piece::Month(month), std::mem::replace(&mut near, true)));
        } else if let Some(day) = in_words() {
            let tens = index.checked_sub(1).map_or(0, |before| match text.words[before].folded.as_str() {
                "twenty" if text.is_joined(index) || text.is_beside(index) => 20,
                "thirty" if text.is_joined(index) || text.is_beside(index) => 30,
                _ => 0,
            });
            pieces.push((index, Piece::Number { value: day + tens, digits: 2 }, std::mem::replace(&mut near, true)));
        } else if !IN_A_DATE.contains(&name) {
            near = false;
        }
    }
    pieces
}

/// Shortest system ID that is searched for, in characters.
const SHORTEST_ID: usize = 4;

/// Words that make up one ID at most.
const LONGEST_ID: usize = 6;

/// A system ID without what people leave out: blanks, hyphens, strokes, zeros in front. None for one so short, or so like a
/// year, that any text holds it.
pub fn id(id: &str) -> Option<String> {
    let text = Text::new(id);
    let whole: String = text.words.iter().map(|word| word.folded.as_str()).collect();
    let bare = whole.trim_start_matches('0');
    let is_year = whole.len() == 4 && whole.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    (bare.len() >= SHORTEST_ID && !is_year).then(|| bare.to_owned())
}

/// Signs of an ID that is known by its digits whatever letters stand beside them.
const LONG_NUMBER: usize = 5;

/// The texts that may be an ID and begin with a word, each with the word after its last.
pub fn ids<'t>(text: &'t Text<'_>, start: usize) -> impl Iterator<Item = (usize, String)> + 't {
    let mut whole = String::new();
    let mut open = true;
    (start..text.words.len().min(start + LONGEST_ID)).filter_map(move |index| {
        let gap = text.gap(index);
        let near = index == start
            || (gap.len() <= 3
                && gap.chars().all(|sign| {
                    matches!(sign, '\u{2010}'..='\u{2015}' | '\n' | '\u{a0}') || " -/._,:|·()".contains(sign)
                }));
        open &= near;
        if !open {
            return None;
        }
        whole.push_str(&text.words[index].folded);
        let bare = whole.trim_start_matches('0');
        // No ID ends or begins within a number or a word; but letters may stand right beside a long number.
        let is_digits = |index: usize| text.words[index].case == Case::Digits;
        let parts = |index: usize| {
            let is_end = index == 0 || index == text.words.len() || !text.gap(index).is_empty();
            is_end || (bare.len() >= LONG_NUMBER && is_digits(index - 1) != is_digits(index))
        };
        (parts(index + 1) && parts(start) && bare.len() >= SHORTEST_ID).then(|| (index + 1, bare.to_owned()))
    })
}

/// Fewest words of a note that are surely of it: fewer may stand in any text, so that they are asked about.
pub const SHORTEST_NOTE: usize = 4;
/// Fewest words of a note that are asked about.
const SHORTEST_QUESTION: usize = 2;
/// Words of a longer note in a row that give it away.
const RUN: usize = 7;

/// The runs of words that give a note away.
pub fn runs(note: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = Text::new(note).words.into_iter().map(|word| word.folded).collect();
    match words.len() {
        0..SHORTEST_QUESTION => Vec::new(),
        SHORTEST_QUESTION..=RUN => vec![words],
        _ => words.windows(RUN).map(<[String]>::to_vec).collect(),
    }
}
