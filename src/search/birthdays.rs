//! Days of a year that a text names without the year.

use super::date_pieces::{DatePart, pieces};
use super::text::Text;

/// The days of a year that a text names without the year: first word, word after the last, month and day.
pub fn birthdays(text: &Text<'_>) -> Vec<(usize, usize, u32, u32)> {
    let pieces = pieces(text, &vec![true; text.words.len()], false);
    let is_of_birth = |index: usize| index > 0 && matches!(text.folded(index - 1), "dob" | "born" | "birthday");
    // `dob 1412`.
    let of_one = pieces.iter().filter(|piece| is_of_birth(piece.start)).map(|piece| {
        let days = match piece.kind {
            DatePart::Number { value, digits: 4 } => vec![(value / 100, value % 100), (value % 100, value / 100)],
            _ => Vec::new(),
        };
        (piece.start, piece.end, days)
    });
    let of_two = pieces.windows(2).filter(|pair| pair[1].is_near).map(|pair| {
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
        (pair[0].start, pair[1].end, days)
    });
    let mut found = Vec::new();
    for (start, end, days) in of_one.chain(of_two) {
        let valid = |(month, day): (i32, i32)| Some((start, end, month.try_into().ok()?, day.try_into().ok()?));
        found.extend(days.into_iter().filter_map(valid));
    }
    found
}
