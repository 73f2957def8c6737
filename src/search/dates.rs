//! Dates, in every form in which people write a day of birth.

use std::ops::Range;

use chrono::NaiveDate;

use super::birth_months::BirthMonths;
use super::counted::{is_behind_numbered, is_of_a_list};
use super::date_pieces::{DatePart, DatePiece, is_small, pieces};
use super::spoken;
use super::text::{Case, Text};

/// A date that a text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its first word.
    pub start: usize,
    /// The word after its last.
    pub end: usize,
    /// The day.
    pub day: NaiveDate,
    /// Whether it can be nothing else. Six digits may be another number.
    pub is_certain: bool,
}

/// The dates that a text may mean; only what may be one of these births, if there are any. One that can be read in two ways is there in
/// both.
pub fn dates(text: &Text<'_>, births: Option<&BirthMonths>) -> Vec<Dated> {
    let around = around_years(text, births);
    if !around.contains(&true) {
        return Vec::new();
    }
    let plain = pieces(text, &around, false);
    let mut dates = of_pieces(text, &plain);
    dates.extend(together(text, &plain));
    // Most texts have no two digits beside each other.
    if text.words.windows(2).any(|pair| pair.iter().all(|word| spoken::is_digit(&word.folded))) {
        let apart = pieces(text, &around, true);
        if apart != plain {
            dates.extend(of_pieces(text, &apart));
        }
    }
    dates
}

/// Words on either side of a year that a date may have.
const REACH: usize = 14;

/// Which words stand near something that can be a year: no other is part of a date.
fn around_years(text: &Text<'_>, births: Option<&BirthMonths>) -> Vec<bool> {
    let mut around = vec![false; text.words.len()];
    let mut done = 0;
    let mut looked = None;
    for (index, word) in text.words.iter().enumerate() {
        let may_be_year = word.case == Case::Digits || spoken::is_of_a_year(&word.folded);
        if !may_be_year {
            continue;
        }
        let (start, end) = (index.saturating_sub(REACH), (index + REACH).min(around.len()));
        let may_be_birth =
            |births: &BirthMonths| looked.get_or_insert_with(|| births.look_at(text)).are_among(start..end);
        if births.is_none_or(may_be_birth) {
            around[start.max(done)..end].fill(true);
            done = end;
        }
    }
    around
}

fn of_pieces(text: &Text<'_>, pieces: &[DatePiece]) -> Vec<Dated> {
    let mut dates = Vec::new();
    let mut add = |over: &[DatePiece], readings: Vec<(i32, i32, i32)>, is_certain: bool| {
        if let (Some(first), Some(last)) = (over.first(), over.last()) {
            let dated = |day| Dated { start: first.start, end: last.end, day, is_certain };
            dates.extend(readings.into_iter().filter_map(date).map(dated));
        }
    };
    for piece in pieces {
        match piece.kind {
            DatePart::Number { value, digits: 8 } => add(&[*piece], of_eight(value), true),
            // The day lost its zero.
            DatePart::Number { value, digits: 7 } => add(&[*piece], of_eight(value), false),
            DatePart::Number { value, digits: 5 } if is_of_birth(text, piece.start) => {
                add(&[*piece], of_six(value), false)
            }
            DatePart::Number { value, digits: 6 } => {
                let readings = of_six(value);
                let is_certain = stands_alone(text, piece.start..piece.end) && !is_behind_numbered(text, piece.start);
                add(&[*piece], readings, is_certain);
            }
            _ => {}
        }
    }
    for (index, three) in pieces.windows(3).enumerate().filter(|(_, three)| three[1].is_near && three[2].is_near) {
        // `11.11 on 11 March`: the last is a day of another date.
        let is_day = pieces.get(index + 3).is_some_and(|next| next.is_near && matches!(next.kind, DatePart::Month(_)));
        let is_short = matches!(three[2].kind, DatePart::Number { digits: 1 | 2, .. });
        let may_be_others = is_of_a_list(text, three) || (is_day && is_short);
        add(three, of_three(three[0].kind, three[1].kind, three[2].kind), !may_be_others);
        let (readings, is_certain) = of_three_said_otherwise(text, three);
        add(three, readings, is_certain);
    }
    of_alternatives(text, pieces, &mut add);
    // `14 December 20 09`.
    for four in pieces.windows(4).filter(|four| four[1..].iter().all(|piece| piece.is_near)) {
        let (DatePart::Number { value: 20, digits: 2 }, DatePart::Number { value, digits: 2 }) =
            (four[2].kind, four[3].kind)
        else {
            continue;
        };
        let year = DatePart::Number { value: 2000 + value, digits: 4 };
        add(four, of_three(four[0].kind, four[1].kind, year), true);
    }
    dates
}

/// The days of which a text gives two: `14 or 15 December 2009`, `14 December 2008 or 2009`, `14–20 December 2009`, `December 14 and 15, 2009`.
fn of_alternatives(
    text: &Text<'_>,
    pieces: &[DatePiece],
    add: &mut impl FnMut(&[DatePiece], Vec<(i32, i32, i32)>, bool),
) {
    let is_day = |piece: &DatePiece| matches!(piece.kind, DatePart::Number { digits: 1 | 2, .. });
    let is_month = |piece: &DatePiece| matches!(piece.kind, DatePart::Month(_));
    let is_year = |piece: &DatePiece| matches!(piece.kind, DatePart::Number { digits: 4, .. });
    let read = |one: &DatePiece, two: &DatePiece, three: &DatePiece| of_three(one.kind, two.kind, three.kind);
    for four in pieces.windows(4) {
        let [a, b, c, d] = four else { continue };
        let readings = if !is_year(d) {
            continue;
        } else if is_day(a) && is_day(b) && is_month(c) {
            read(a, c, d)
        } else if is_day(a) && is_month(b) && is_year(c) {
            read(a, b, d)
        } else if is_month(a) && is_day(b) && is_day(c) {
            [read(a, b, d), read(a, c, d)].concat()
        } else {
            continue;
        };
        let linked = |one: &DatePiece, other: &DatePiece| other.is_near || is_linked(text, one, other);
        if linked(a, b) && linked(b, c) && linked(c, d) {
            add(four, readings, true);
        }
    }
    for five in pieces.windows(5) {
        let [a, b, c, d, e] = five else { continue };
        let is_pair = is_day(a) && is_month(b) && is_day(c) && is_month(d) && is_year(e);
        if is_pair && b.is_near && d.is_near && e.is_near && (c.is_near || is_linked(text, b, c)) {
            add(five, read(a, b, e), true);
        }
    }
}

/// Whether two pieces are alternatives of one date: nothing but a word for or, and, or to, and signs stand between them.
fn is_linked(text: &Text<'_>, one: &DatePiece, other: &DatePiece) -> bool {
    let is_link = |index: usize| matches!(text.words[index].folded.as_str(), "or" | "and" | "to" | "neu" | "a" | "i");
    (one.end..other.start).all(is_link) && (one.end..=other.start).all(|index| is_small(text.gap(index)))
}

/// The days that three pieces may mean, each as year, month and day.
fn of_three(one: DatePart, two: DatePart, three: DatePart) -> Vec<(i32, i32, i32)> {
    match (one, two, three) {
        (
            DatePart::Number { value: a, digits: 4 },
            DatePart::Number { value: b, .. },
            DatePart::Number { value: c, .. },
        ) => {
            vec![(a, b, c), (a, c, b)]
        }
        (
            DatePart::Number { value: a, .. },
            DatePart::Number { value: b, .. },
            DatePart::Number { value: c, digits },
        ) => year(c, digits).into_iter().flat_map(|year| [(year, b, a), (year, a, b)]).collect(),
        (
            DatePart::Number { value: year, digits: 4 },
            DatePart::Month(month) | DatePart::Roman(month),
            DatePart::Number { value: day, .. },
        ) => {
            vec![(year, month, day)]
        }
        (
            DatePart::Number { value: day, .. },
            DatePart::Month(month) | DatePart::Roman(month),
            DatePart::Number { value, digits },
        )
        | (DatePart::Month(month), DatePart::Number { value: day, .. }, DatePart::Number { value, digits }) => {
            year(value, digits).map(|year| (year, month, day)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The days that three pieces may mean where the year has one digit, or stands before the day: `14/12/9`, `in December 2009, on the
/// 14th`; and whether they can mean nothing else.
fn of_three_said_otherwise(text: &Text<'_>, three: &[DatePiece]) -> (Vec<(i32, i32, i32)>, bool) {
    match (three[0].kind, three[1].kind, three[2].kind) {
        (
            DatePart::Number { value: a, .. },
            DatePart::Number { value: b, .. },
            DatePart::Number { value: c, digits: 1 },
        ) => {
            let sign = text.gap(three[1].start);
            let is_written_as_a_date = sign == text.gap(three[2].start) && matches!(sign, "/" | "." | "-");
            (if is_written_as_a_date { vec![(2000 + c, b, a), (2000 + c, a, b)] } else { Vec::new() }, false)
        }
        // `09/12/14`: most such days are of the inspection, `10/02/27`.
        (
            DatePart::Number { value: year, digits: 1 | 2 },
            DatePart::Number { value: month, digits: 1 | 2 },
            DatePart::Number { value: day, digits: 2 },
        ) => (vec![(2000 + year, month, day)], false),
        // `In 2009, on 14 December`.
        (DatePart::Number { value: year, digits: 4 }, DatePart::Number { value: day, .. }, DatePart::Month(month)) => {
            (vec![(year, month, day)], true)
        }
        (DatePart::Month(month), DatePart::Number { value: year, digits: 4 }, DatePart::Number { value: day, .. }) => {
            let next = text.words.get(three[2].end).filter(|_| text.is_joined(three[2].end));
            (
                vec![(year, month, day)],
                next.is_some_and(|word| matches!(word.folded.as_str(), "st" | "nd" | "rd" | "th")),
            )
        }
        _ => (Vec::new(), false),
    }
}

/// The days that a number of eight digits may mean.
fn of_eight(value: i32) -> Vec<(i32, i32, i32)> {
    let [first, second, rest] = [value / 1_000_000, value / 10_000 % 100, value % 10_000];
    let by_year = [value / 10_000, value / 100 % 100, value % 100];
    vec![(rest, second, first), (rest, first, second), (by_year[0], by_year[1], by_year[2])]
}

/// The days that a number of six digits may mean.
fn of_six(value: i32) -> Vec<(i32, i32, i32)> {
    let [first, second, third] = [value / 10_000, value / 100 % 100, value % 100];
    vec![(2000 + third, second, first), (2000 + third, first, second), (2000 + first, second, third)]
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

/// Whether the word before a number says that it is a day of birth.
fn is_of_birth(text: &Text<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| matches!(text.folded(before), "dob" | "born"))
}

/// Whether digits are a number of their own: no part of a longer one, of a sum of money or of a reference.
fn stands_alone(text: &Text<'_>, at: Range<usize>) -> bool {
    let (before, after) = (text.gap(at.start), text.gap(at.end));
    let is_digits = |index: Option<usize>| {
        index.and_then(|index| text.words.get(index)).is_some_and(|word| word.case == Case::Digits)
    };
    let previous = at.start.checked_sub(1);
    let continues = |gap: &str| gap.chars().count() <= 2;
    let begins = is_of_birth(text, at.start)
        || before.chars().next_back().map_or(at.start == 0, |sign| !"£$€#/.,+-_@&\\".contains(sign));
    let ends = at.end >= text.words.len() || !after.is_empty();
    begins && ends && !(is_digits(previous) && continues(before)) && !(is_digits(Some(at.end)) && continues(after))
}

/// The dates of eight digits with gaps in them: `14 12 20 09`, `1412 2009`.
fn together(text: &Text<'_>, pieces: &[DatePiece]) -> Vec<Dated> {
    let mut dates = Vec::new();
    // A sum of money has commas there.
    let hangs = |piece: &DatePiece| {
        piece.is_near && text.words[piece.start - 1].case == Case::Digits && !text.gap(piece.start).contains(',')
    };
    let is_sum = |piece: &DatePiece| text.gap(piece.start).ends_with(['£', '€', '$']);
    for (index, first) in pieces.iter().enumerate().filter(|(_, first)| !is_sum(first)) {
        let (mut whole, mut count) = (0, 0);
        for piece in &pieces[index..] {
            let DatePart::Number { value, digits } = piece.kind else { break };
            let is_in_digits = text.words[piece.start].case == Case::Digits;
            if count + digits > 8 || !is_in_digits || (count > 0 && !hangs(piece)) {
                break;
            }
            whole = whole * 10_i32.pow(u32::try_from(digits).unwrap_or(0)) + value;
            count += digits;
            if count == 8 && piece.start > first.start {
                let dated = |day| Dated { start: first.start, end: piece.end, day, is_certain: true };
                dates.extend(of_eight(whole).into_iter().filter_map(date).map(dated));
            }
        }
    }
    dates
}
