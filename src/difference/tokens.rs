//! A text in the pieces that people read as one: a word, a date, a time, an address, a telephone number.

use crate::calendar::month_of;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// A word or a number.
    Word,
    /// A date, with its weekday: `Monday 18 January 2027`.
    Date,
    /// A time: `13:30`, `4 pm`.
    Time,
    /// An e-mail address, a web address or a postcode.
    Address,
    /// A telephone number.
    Telephone,
    /// A sign, or what stands between words.
    Between,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit<'t> {
    /// What it says.
    pub text: &'t str,
    /// What it is.
    pub kind: UnitKind,
}

/// The tokens of a text: together they are the text.
pub fn tokens(text: &str) -> Vec<Unit<'_>> {
    let parts = parts(text);
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut start = 0;
    while let Some(part) = parts.get(at) {
        let (count, kind) = longest(&parts[at..]).unwrap_or((1, kind_of(part)));
        let end = start + parts[at..at + count].iter().map(|part| part.len()).sum::<usize>();
        tokens.push(Unit { text: &text[start..end], kind });
        (at, start) = (at + count, end);
    }
    tokens
}

/// Words, runs of blanks, and single signs.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            rest.find(|sign: char| !sign.is_whitespace()).unwrap_or(rest.len())
        } else {
            address(rest).unwrap_or_else(|| word(rest)).max(first.len_utf8())
        };
        let (part, after) = rest.split_at(length);
        parts.push(part);
        rest = after;
    }
    parts
}

/// The length of an e-mail or web address at the start of a text.
fn address(text: &str) -> Option<usize> {
    let run = text.split(char::is_whitespace).next().unwrap_or_default();
    let run = run.trim_end_matches(['.', ',', ';', ':', ')', '>', ']', '!', '?', '\'', '"', '’', '”']);
    let is_mail = run.split_once('@').is_some_and(|(name, domain)| {
        let is_name = |sign: char| sign.is_alphanumeric() || "._%+-'".contains(sign);
        let is_domain = |sign: char| sign.is_alphanumeric() || ".-".contains(sign);
        !name.is_empty() && name.chars().all(is_name) && domain.contains('.') && domain.chars().all(is_domain)
    });
    let is_web = run.starts_with("https://") || run.starts_with("http://") || run.starts_with("www.");
    (is_mail || is_web).then_some(run.len())
}

/// The length of a word at the start of a text: `Rhyd-y-tŵr`, `13:30`, `2027-01-18`, `manager’s`.
fn word(text: &str) -> usize {
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map(|(_, sign)| *sign);
        let joins = match sign {
            '-' | '\'' | '’' | '\u{2010}' | '\u{2011}' => is_letter(before) && is_letter(after),
            // As in the name of a file: `interview-slip.pdf`.
            '.' => is_letter(before) && is_letter(after),
            ':' | '/' => is_digit(before) && is_digit(after),
            '+' => before.is_none() && is_digit(after),
            other => is_letter(Some(other)),
        };
        if !joins {
            break;
        }
        (end, before) = (at + sign.len_utf8(), Some(sign));
    }
    end
}

fn is_letter(sign: Option<char>) -> bool {
    sign.is_some_and(|sign| sign.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&sign))
}

fn is_digit(sign: Option<char>) -> bool {
    sign.is_some_and(|sign| sign.is_ascii_digit())
}

const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "llun",
    "mawrth",
    "mercher",
    "iau",
    "gwener",
    "sadwrn",
    "sul",
];

const HALVES: [&str; 7] = ["am", "pm", "noon", "midnight", "o'clock", "o’clock", "yh"];

const UNITS: [&str; 12] =
    ["month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "mis", "wythnos"];

/// How many parts at the start are one date, time, telephone number or postcode, and which of them.
fn longest(parts: &[&str]) -> Option<(usize, UnitKind)> {
    date(parts)
        .map(|count| (count, UnitKind::Date))
        .or_else(|| time(parts).map(|count| (count, UnitKind::Time)))
        .or_else(|| telephone(parts).map(|count| (count, UnitKind::Telephone)))
        .or_else(|| postcode(parts).map(|count| (count, UnitKind::Address)))
        .or_else(|| measure(parts).map(|count| (count, UnitKind::Word)))
}

/// The word that comes after a blank, or after a comma and a blank.
fn after_blank<'p>(parts: &[&'p str], at: usize) -> Option<(usize, &'p str)> {
    let blank = |at: usize| parts.get(at).is_some_and(|part| part.trim().is_empty());
    let at = if blank(at) {
        at + 1
    } else if parts.get(at) == Some(&",") && blank(at + 1) {
        at + 2
    } else {
        return None;
    };
    parts.get(at).map(|part| (at + 1, *part))
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word.to_lowercase().as_str())
}

fn date(parts: &[&str]) -> Option<usize> {
    let first = parts.first()?;
    if is_whole_date(first) {
        return Some(1);
    }
    let (mut at, mut word) = (1, *first);
    if is_in(&["dydd", "ddydd"], word) {
        (at, word) = after_blank(parts, at)?;
    }
    if is_in(&WEEKDAYS, word)
        && let Some((next, day)) = after_blank(parts, at)
    {
        if is_whole_date(day) {
            return Some(next);
        }
        if is_day(day) {
            (at, word) = (next, day);
        }
    }
    if is_day(word) {
        (at, word) = after_blank(parts, at)?;
    }
    let is_month = month_of(&word.to_lowercase(), |month| month.in_prose).is_some();
    if !is_month || !word.starts_with(char::is_uppercase) {
        return None;
    }
    let year = after_blank(parts, at).filter(|(_, year)| year.len() == 4 && is_number(year));
    // A month alone, such as `May`, is a word.
    year.map(|(next, _)| next).or((at > 1).then_some(at))
}

fn is_whole_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let has = |lengths: [(usize, usize); 3]| {
        parts.len() == 3
            && parts
                .iter()
                .zip(lengths)
                .all(|(part, (least, most))| is_number(part) && (least..=most).contains(&part.len()))
    };
    has([(4, 4), (2, 2), (2, 2)]) || has([(1, 2), (1, 2), (2, 4)])
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    digits.len() <= 2
        && is_number(digits)
        && matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th" | "af" | "eg")
}

fn time(parts: &[&str]) -> Option<usize> {
    let first = parts.first()?;
    let is_clock = |word: &str| {
        word.split_once([':', '.']).is_some_and(|(hours, minutes)| {
            is_number(hours) && hours.len() <= 2 && is_number(minutes) && minutes.len() == 2
        })
    };
    let half = after_blank(parts, 1).filter(|(_, half)| is_in(&HALVES, half)).map(|(next, _)| next);
    let glued = ["am", "pm"].iter().any(|half| {
        first.strip_suffix(half).is_some_and(|hours| is_clock(hours) || (is_number(hours) && hours.len() <= 2))
    });
    let is_hour = is_number(first) && first.len() <= 2;
    match (is_clock(first) || glued, half) {
        (true, half) => Some(half.unwrap_or(1)),
        (false, half) => half.filter(|_| is_hour),
    }
}

/// `0161 496 0100`, `+44 161 496 0100`: ten to thirteen digits in groups.
fn telephone(parts: &[&str]) -> Option<usize> {
    let first = parts.first()?;
    if !first.starts_with('0') && !first.starts_with('+') {
        return None;
    }
    let is_group = |word: &str| is_number(word.trim_start_matches('+'));
    let mut digits = if is_group(first) { first.trim_start_matches('+').len() } else { return None };
    let mut at = 1;
    while let (Some(between), Some(group)) = (parts.get(at), parts.get(at + 1))
        && matches!(*between, " " | "\u{a0}")
        && is_number(group)
        && digits + group.len() <= 13
    {
        (digits, at) = (digits + group.len(), at + 2);
    }
    (digits >= 10).then_some(at)
}

fn postcode(parts: &[&str]) -> Option<usize> {
    let outward = parts.first()?;
    let (next, inward) = after_blank(parts, 1).filter(|(next, _)| *next == 3)?;
    let is_upper = |text: &str| text.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    let is_outward = (2..=4).contains(&outward.len())
        && outward.starts_with(|sign: char| sign.is_ascii_uppercase())
        && outward.bytes().any(|sign| sign.is_ascii_digit());
    let is_inward = inward.len() == 3 && inward.starts_with(|sign: char| sign.is_ascii_digit()) && !is_number(inward);
    (is_upper(outward) && is_upper(inward) && is_outward && is_inward).then_some(next)
}

/// `18 months`.
fn measure(parts: &[&str]) -> Option<usize> {
    let is_counted = is_number(parts.first()?);
    after_blank(parts, 1).filter(|(next, unit)| is_counted && *next == 3 && is_in(&UNITS, unit)).map(|(next, _)| next)
}

fn kind_of(part: &str) -> UnitKind {
    if address(part) == Some(part.len()) {
        UnitKind::Address
    } else if part.chars().any(char::is_alphanumeric) {
        UnitKind::Word
    } else {
        UnitKind::Between
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_date_a_time_an_address_and_a_telephone_number_are_one_token_each() {
        for (text, kind) in [
            ("Monday 18 January 2027", UnitKind::Date),
            ("Monday, 18 January", UnitKind::Date),
            ("18th January 2027", UnitKind::Date),
            ("dydd Llun 18 Ionawr 2027", UnitKind::Date),
            ("dydd Mawrth 2 Mawrth 2027", UnitKind::Date),
            ("ddydd Mawrth 2 Fawrth 2027", UnitKind::Date),
            ("7 Fedi 2027", UnitKind::Date),
            ("14 Dec 2027", UnitKind::Date),
            ("January 2027", UnitKind::Date),
            ("2027-01-18", UnitKind::Date),
            ("Monday 2027-01-18", UnitKind::Date),
            ("18/01/2027", UnitKind::Date),
            ("13:30", UnitKind::Time),
            ("9.30am", UnitKind::Time),
            ("4 pm", UnitKind::Time),
            ("4pm", UnitKind::Time),
            ("ruth.calder@hmip.example", UnitKind::Address),
            ("https://survey.hmip.example/case-managers", UnitKind::Address),
            ("M1 2ZX", UnitKind::Address),
            ("0161 496 0100", UnitKind::Telephone),
            ("+44 161 496 0100", UnitKind::Telephone),
            ("07700 900123", UnitKind::Telephone),
            ("18 months", UnitKind::Word),
            ("Rhyd-y-tŵr", UnitKind::Word),
            ("manager’s", UnitKind::Word),
            ("interview-slip-mared-ellis.pdf", UnitKind::Word),
        ] {
            assert_eq!(tokens(text), [Unit { text, kind }]);
            let within = format!("See {text}, or: {text}.");
            let found: Vec<_> = tokens(&within).into_iter().filter(|token| token.text == text).collect();
            assert_eq!(found, [Unit { text, kind }; 2], "{within}");
        }
    }

    #[test]
    fn words_that_look_like_a_date_stay_words() {
        for text in ["You may come", "May I", "march on", "20 cases", "24 March Street"] {
            let kinds: Vec<_> = tokens(text).into_iter().filter(|token| token.kind == UnitKind::Date).collect();
            assert!(kinds.len() <= usize::from(text.starts_with("24")), "{text}: {kinds:?}");
        }
    }

    proptest! {
        #[test]
        fn the_tokens_of_a_text_are_the_text(text in "[ -~ŵŷ\u{a0}\n]{0,60}|\\PC{0,30}") {
            let again: String = tokens(&text).iter().map(|token| token.text).collect();
            prop_assert_eq!(again, text);
        }
    }
}
