//! Numbers in words, as people write a day or a year, in English and Welsh.

use super::text::Text;

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The word after its last.
    pub end: usize,
    /// What it is.
    pub value: i32,
    /// How many digits it would have: 4 for a year.
    pub digits: usize,
}

/// Counting words and ordinals below 20, with those that Welsh has of its own, and those that change their first letter.
const NUMBERS: [(&str, i32); 82] = [
    ("ail", 2),
    ("bedair", 4),
    ("bedwar", 4),
    ("bump", 5),
    ("bymtheg", 15),
    ("chwe", 6),
    ("chwech", 6),
    ("chweched", 6),
    ("cyntaf", 1),
    ("dau", 2),
    ("ddau", 2),
    ("ddeg", 10),
    ("ddeuddeg", 12),
    ("ddwy", 2),
    ("deg", 10),
    ("degfed", 10),
    ("deuddeg", 12),
    ("deuddegfed", 12),
    ("deunaw", 18),
    ("deunawfed", 18),
    ("dwy", 2),
    ("eight", 8),
    ("eighteen", 18),
    ("eighteenth", 18),
    ("eighth", 8),
    ("eleven", 11),
    ("eleventh", 11),
    ("fifteen", 15),
    ("fifteenth", 15),
    ("fifth", 5),
    ("first", 1),
    ("five", 5),
    ("four", 4),
    ("fourteen", 14),
    ("fourteenth", 14),
    ("fourth", 4),
    ("gyntaf", 1),
    ("naw", 9),
    ("nawfed", 9),
    ("nine", 9),
    ("nineteen", 19),
    ("nineteenth", 19),
    ("ninth", 9),
    ("one", 1),
    ("pedair", 4),
    ("pedwar", 4),
    ("pedwerydd", 4),
    ("phedair", 4),
    ("phedwar", 4),
    ("phump", 5),
    ("phymtheg", 15),
    ("pum", 5),
    ("pumed", 5),
    ("pump", 5),
    ("pymtheg", 15),
    ("pymthegfed", 15),
    ("saith", 7),
    ("second", 2),
    ("seithfed", 7),
    ("seven", 7),
    ("seventeen", 17),
    ("seventeenth", 17),
    ("seventh", 7),
    ("six", 6),
    ("sixteen", 16),
    ("sixteenth", 16),
    ("sixth", 6),
    ("tair", 3),
    ("ten", 10),
    ("tenth", 10),
    ("third", 3),
    ("thirteen", 13),
    ("thirteenth", 13),
    ("three", 3),
    ("tri", 3),
    ("trydydd", 3),
    ("twelfth", 12),
    ("twelve", 12),
    ("two", 2),
    ("un", 1),
    ("unfed", 1),
    ("wyth", 8),
];

/// Words without which no date in words has its year.
pub fn is_of_a_year(word: &str) -> bool {
    matches!(word, "thousand" | "fil" | "twenty" | "zero" | "oh" | "nought" | "ddim" | "dim" | "double")
        || (word.len() < 9 && word.starts_with('m') && roman_year(word).is_some())
}

/// The digit that a word names, where people say a number digit by digit.
pub fn digit(word: &str) -> Option<i32> {
    match word {
        "zero" | "oh" | "o" | "nought" | "dim" | "ddim" => Some(0),
        _ if word.len() == 1 && word.starts_with(|sign: char| sign.is_ascii_digit()) => word.parse().ok(),
        _ => simple(word).filter(|value| *value < 10),
    }
}

/// A year of this century in Roman numbers, up to `MMXXX`.
pub fn roman_year(word: &str) -> Option<i32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let rest = word.strip_prefix("mm")?;
    let units = rest.trim_start_matches('x');
    let tens = i32::try_from(rest.len() - units.len()).ok().filter(|tens| *tens <= 3)?;
    let units = UNITS.iter().position(|known| *known == units).and_then(|units| i32::try_from(units).ok())?;
    Some(2000 + 10 * tens + units)
}

/// The digits that stand or are said one by one from a word on, `double oh` among them, and the word after the last. There may be `most`.
pub fn in_digits(text: &Text<'_>, start: usize, most: usize) -> Option<(String, usize)> {
    if !may_be_digit(&text.words.get(start)?.folded) {
        return None;
    }
    let (mut digits, mut end) = (String::new(), start);
    let hangs = |index: usize| index == start || text.gap(index).chars().count() == 1;
    while let Some(word) = text.words.get(end).filter(|_| hangs(end) && digits.len() < most) {
        let times = match word.folded.as_str() {
            "double" => 2,
            "treble" | "triple" => 3,
            _ => 1,
        };
        let said = if times == 1 { end } else { end + 1 };
        let Some(digit) = text.words.get(said).and_then(|word| digit(&word.folded)) else { break };
        (0..times).for_each(|_| digits.push_str(&digit.to_string()));
        end = said + 1;
    }
    (end > start).then_some((digits, end))
}

/// Whether a word is part of a number that is said digit by digit.
pub fn is_digit(word: &str) -> bool {
    may_be_digit(word) && (digit(word).is_some() || matches!(word, "double" | "treble" | "triple"))
}

/// Whether a number that is said digit by digit may begin so: few words do.
pub fn may_be_digit(word: &str) -> bool {
    match word.as_bytes() {
        [b'0'..=b'9'] | [b'o'] | [b'o', b'h' | b'n', ..] | [b'z', ..] => true,
        // The commonest word of all is no digit.
        [b't', b'h', b'e', ..] => false,
        [b'n', b'o', b'u', ..] | [b'd', b'o', b'u', ..] | [b't', b'r', ..] | [b'd', b'i' | b'd', ..] => true,
        _ => word.len() <= 8 && may_be_simple(word),
    }
}

/// Whether a number may begin so: most words do not.
fn may_be_simple(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [b'a' | b'n' | b's' | b'f', b'i', ..]
            | [b'b' | b'p' | b's' | b't' | b'd', b'e', ..]
            | [b'b' | b'p' | b'f', b'u' | b'y' | b'o', ..]
            | [b'c' | b'p', b'h' | b'y', ..]
            | [b'd', b'a' | b'd' | b'w', ..]
            | [b'e', b'i' | b'l', ..]
            | [b'g' | b'w', b'y', ..]
            | [b'n' | b's' | b't', b'a', ..]
            | [b'o' | b'u', b'n', ..]
            | [b't', b'h' | b'r' | b'w', ..]
    )
}

/// The number below 20 that a word names.
pub fn simple(word: &str) -> Option<i32> {
    if !may_be_simple(word) {
        return None;
    }
    NUMBERS.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|index| NUMBERS[index].1)
}

fn tens(word: &str) -> Option<i32> {
    Some(match word {
        "twenty" | "twentieth" | "ugain" | "ugeinfed" | "hugain" => 20,
        "thirty" | "thirtieth" => 30,
        _ => return None,
    })
}

/// The number in words that begins at a word; the longest, if there are several.
pub fn number(text: &Text<'_>, start: usize) -> Option<Spoken> {
    let words = Words { text, start };
    let whole = words.word(0)?;
    let (mut length, mut value) = words.below_100(0)?;
    let mut digits = 2;
    if value == 2 && matches!(words.word(length), Some("thousand" | "fil")) {
        (value, digits, length) = (2000, 4, length + 1);
        let link = usize::from(matches!(words.word(length), Some("and" | "a" | "ac")));
        if let Some((more, rest)) = words.below_100(length + link) {
            (value, length) = (value + rest, length + link + more);
        }
    } else if whole == "twenty" && length == 1 {
        // `Twenty ten`, `twenty oh nine`.
        let nought = usize::from(matches!(words.word(1), Some("oh" | "o" | "nought" | "zero")));
        let rest = words.below_100(1 + nought).filter(|(_, rest)| if nought == 1 { *rest < 10 } else { *rest >= 10 });
        if let Some((more, rest)) = rest {
            (value, digits, length) = (2000 + rest, 4, 1 + nought + more);
        }
    }
    Some(Spoken { end: start + length, value, digits })
}

/// The words from one on, as far as they hang together.
struct Words<'t> {
    text: &'t Text<'t>,
    start: usize,
}

impl Words<'_> {
    fn word(&self, offset: usize) -> Option<&str> {
        let index = self.start + offset;
        let hangs = offset == 0
            || self.text.is_beside(index)
            || self.text.is_joined(index)
            || self.text.gap(index).trim() == "&";
        self.text.words.get(index).filter(|_| hangs).map(|word| word.folded.as_str())
    }

    /// A number below 100 at a word, with how many words it has.
    fn below_100(&self, at: usize) -> Option<(usize, i32)> {
        let word = self.word(at)?;
        if let Some(tens) = tens(word) {
            let unit = self.word(at + 1).and_then(simple).filter(|unit| *unit < 10);
            return Some(unit.map_or((1, tens), |unit| (2, tens + unit)));
        }
        let value = simple(word)?;
        match (self.word(at + 1), self.word(at + 2)) {
            // `Pedwerydd ar ddeg`, `unfed ar ddeg ar hugain`.
            (Some("ar"), Some(base)) => {
                let base = match base {
                    "ddeg" => 10,
                    "bymtheg" => 15,
                    "hugain" => 20,
                    _ => return Some((1, value)),
                };
                if base == 10 && self.word(at + 3) == Some("ar") && self.word(at + 4) == Some("hugain") {
                    return Some((5, value + 30));
                }
                Some((3, value + base))
            }
            // `Un deg pedwar`, `dau ddeg`.
            (Some("deg" | "ddeg"), unit) if value < 10 => {
                let unit = unit.and_then(simple).filter(|unit| *unit < 10);
                Some(unit.map_or((2, value * 10), |unit| (3, value * 10 + unit)))
            }
            _ => Some((1, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(NUMBERS.is_sorted());
        assert!(NUMBERS.iter().all(|(word, _)| may_be_simple(word)));
    }

    #[test]
    fn a_day_and_a_year_are_read_as_both_languages_say_them() {
        for (text, value, digits) in [
            ("fourteenth", 14, 2),
            ("twenty-first", 21, 2),
            ("thirty first", 31, 2),
            ("two thousand and nine", 2009, 4),
            ("two thousand eleven", 2011, 4),
            ("twenty oh nine", 2009, 4),
            ("twenty ten", 2010, 4),
            ("twenty-fifteen", 2015, 4),
            ("pedwerydd ar ddeg", 14, 2),
            ("ail ar bymtheg", 17, 2),
            ("unfed ar hugain", 21, 2),
            ("unfed ar ddeg ar hugain", 31, 2),
            ("un deg pedwar", 14, 2),
            ("tri deg", 30, 2),
            ("dwy fil a naw", 2009, 4),
            ("dwy fil ac un ar ddeg", 2011, 4),
            ("dwy fil un deg un", 2011, 4),
        ] {
            let said = Text::new(text);
            let number = number(&said, 0).expect(text);
            assert_eq!((number.end, number.value, number.digits), (said.words.len(), value, digits), "{text}");
        }
        for text in ["thousand", "and", "people", ""] {
            assert_eq!(number(&Text::new(text), 0), None, "{text}");
        }
    }
}
