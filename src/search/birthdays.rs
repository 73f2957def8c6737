//! Days of a year that a text names without the year.

use super::date_pieces::{DatePart, pieces};
use super::text::Text;

/// The days of a year that a text names without the year: first word, word after the last, month and day.
pub fn birthdays(text: &Text<'_>) -> Vec<(usize, usize, u32, u32)> {
    let pieces = pieces(text, &vec![true; text.words.len()], false);
    let pairs = pieces.windows(2).filter(|pair| pair[1].is_near);
    // `dob 1412`.
    let is_of_birth = |index: usize| index > 0 && matches!(text.folded(index - 1), "dob" | "born" | "birthday");
    let whole = pieces.iter().filter(|piece| is_of_birth(piece.start)).flat_map(|piece| {
        match piece.kind {
            DatePart::Number { value, digits: 4 } => vec![(value / 100, value % 100), (value % 100, value / 100)],
            _ => Vec::new(),
        }
        .into_iter()
        .filter_map(|(month, day)| Some((piece.start, piece.end, month.try_into().ok()?, day.try_into().ok()?)))
        .collect::<Vec<_>>()
    });
    let whole: Vec<(usize, usize, u32, u32)> = whole.collect();
    whole
        .into_iter()
        .chain(pairs.flat_map(|pair| {
            let sign = text.gap(pair[1].start);
            let days = match (pair[0].kind, pair[1].kind) {
                (DatePart::Number { value: day, digits: 1 | 2 }, DatePart::Month(month) | DatePart::Roman(month))
                | (DatePart::Month(month), DatePart::Number { value: day, digits: 1 | 2 }) => vec![(month, day)],
                (DatePart::Number { value: one, digits: 1 | 2 }, DatePart::Number { value: two, digits: 1 | 2 })
                    if matches!(sign, "/" | "." | "-") =>
                {
                    vec![(two, one), (one, two)]
                }
                _ => Vec::new(),
            };
            let days = days.into_iter().filter_map(|(month, day)| Some((month.try_into().ok()?, day.try_into().ok()?)));
            days.map(|(month, day)| (pair[0].start, pair[1].end, month, day)).collect::<Vec<_>>()
        }))
        .collect()
}
