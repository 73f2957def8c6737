//! Numbers of cases in prose: `9 of the 14 cases`, `two children`, `naw o’r 14 achos`, `60%`.

use std::ops::Range;

/// A number of cases or children that prose tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasesInProse {
    /// Where it stands.
    pub place: Range<usize>,
    /// How many.
    pub number: u32,
    /// Of how many, where the prose says so.
    pub of: Option<u32>,
}

/// The words for numbers in English, from one on.
const ENGLISH: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The words for numbers in Welsh, with the forms that they have before a noun.
const WELSH: [(&str, u32); 18] = [
    ("un", 1),
    ("dau", 2),
    ("ddau", 2),
    ("dwy", 2),
    ("ddwy", 2),
    ("tri", 3),
    ("tair", 3),
    ("pedwar", 4),
    ("pedair", 4),
    ("pump", 5),
    ("pum", 5),
    ("chwech", 6),
    ("chwe", 6),
    ("saith", 7),
    ("wyth", 8),
    ("naw", 9),
    ("deg", 10),
    ("ugain", 20),
];

/// What stands between a number and that of which it is a part.
const LINKS: [&str; 5] = ["of", "out", "o", "o’r", "o'r"];

/// What may stand before the noun.
const FILLERS: [&str; 15] = [
    "of",
    "the",
    "these",
    "those",
    "our",
    "custodial",
    "community",
    "first-tier",
    "other",
    "further",
    "selected",
    "more",
    "blith",
    "o’r",
    "y",
];

/// What is counted: a number of them can be about a single case.
const COUNTED: [&str; 17] = [
    "case", "cases", "child", "children", "boy", "boys", "girl", "girls", "achos", "achosion", "plentyn", "phlentyn",
    "blentyn", "plant", "phlant", "bachgen", "merch",
];

/// What makes another noun of the one before it: a case manager is no case.
const ANOTHER_NOUN: [&str; 6] = ["manager", "managers", "worker", "workers", "management", "conference"];

struct Word {
    place: Range<usize>,
    /// In small letters, without the signs around it.
    text: String,
    /// Whether a sign behind it ends what belongs together.
    ends: bool,
}

/// The numbers of cases and children in a text.
pub fn cases_in_prose(text: &str) -> Vec<CasesInProse> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match cases_at(&words, at) {
            Some((cases, next)) => {
                found.push(cases);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The percentages in a text that have no decimals.
pub fn per_cents_in_prose(text: &str) -> Vec<(Range<usize>, u32)> {
    let words = words(text);
    let per_cent = |(at, word): (usize, &Word)| {
        if let Some(digits) = word.text.strip_suffix('%') {
            return Some((word.place.clone(), digits.parse().ok()?));
        }
        let next = [words.get(at + 1)?.text.as_str(), words.get(at + 2)?.text.as_str()];
        let is_share = matches!(next, ["per", "cent"] | ["y", "cant"]);
        let number = number(word).filter(|_| is_share)?;
        Some((word.place.start..words[at + 2].place.end, number))
    };
    words.iter().enumerate().filter_map(per_cent).collect()
}

fn words(text: &str) -> Vec<Word> {
    let mut from = 0;
    let word = |part: &str| {
        let start = text[from..].find(part).map_or(from, |at| from + at);
        from = start + part.len();
        let is_sign = |sign: char| !sign.is_alphanumeric() && sign != '%';
        let bare = part.trim_start_matches(is_sign);
        let first = start + part.len() - bare.len();
        let bare = bare.trim_end_matches(is_sign);
        let lower = bare.to_lowercase();
        let stem = ["’s", "'s"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower).to_owned();
        Word { place: first..first + bare.len(), text: stem, ends: first + bare.len() < start + part.len() }
    };
    text.split_whitespace().map(word).filter(|word| !word.text.is_empty()).collect()
}

fn number(word: &Word) -> Option<u32> {
    let text = word.text.as_str();
    if !text.is_empty() && text.len() <= 3 && text.chars().all(|sign| sign.is_ascii_digit()) {
        return text.parse().ok();
    }
    let in_english = ENGLISH.iter().zip(1..).find(|(known, _)| **known == text).map(|(_, number)| number);
    in_english.or_else(|| WELSH.iter().find(|(known, _)| *known == text).map(|(_, number)| *number))
}

/// The number of cases that begins with a word, and the word after it.
fn cases_at(words: &[Word], at: usize) -> Option<(CasesInProse, usize)> {
    let first = number(&words[at])?;
    // 'One in two cases' is a share and no number.
    let is_share = at >= 2 && words[at - 1].text == "in" && number(&words[at - 2]).is_some();
    if is_share || words[at].ends {
        return None;
    }
    let mut next = at + 1;
    let mut of = None;
    if words.get(next).is_some_and(|word| LINKS.contains(&word.text.as_str())) {
        let mut other = next + 1;
        while words.get(other).is_some_and(|word| FILLERS.contains(&word.text.as_str()) && !word.ends) {
            other += 1;
        }
        if let Some(whole) = words.get(other).filter(|word| !word.ends).and_then(number) {
            (of, next) = (Some(whole), other + 1);
        }
    }
    while words.get(next).is_some_and(|word| FILLERS.contains(&word.text.as_str()) && !word.ends) {
        next += 1;
    }
    let noun = words.get(next)?;
    let follows = if noun.ends { "" } else { words.get(next + 1).map_or("", |word| word.text.as_str()) };
    let last = match noun.text.as_str() {
        "young" if matches!(follows, "people" | "person") => next + 1,
        counted if COUNTED.contains(&counted) && !ANOTHER_NOUN.contains(&follows) => next,
        _ => return None,
    };
    let place = words[at].place.start..words[last].place.end;
    Some((CasesInProse { place, number: first, of }, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cases_and_children_are_found_in_words_and_digits_in_both_languages() {
        for (text, number, of) in [
            ("In nine of 14 cases, plans were late.", 9, Some(14)),
            ("(12 of the 14 cases)", 12, Some(14)),
            ("Ten out of the twenty cases", 10, Some(20)),
            ("One of the cases had no plan.", 1, None),
            ("the files of two young people.", 2, None),
            ("one child’s plan", 1, None),
            ("In two custodial cases", 2, None),
            ("Mewn naw o’r 14 achos", 9, Some(14)),
            ("mewn dau achos", 2, None),
        ] {
            let found = cases_in_prose(text);
            assert_eq!(found.iter().map(|one| (one.number, one.of)).collect::<Vec<_>>(), [(number, of)], "{text}");
        }
        let text = "We saw, in one of the cases, that";
        assert_eq!(&text[cases_in_prose(text)[0].place.clone()], "one of the cases");
    }

    #[test]
    fn a_share_a_case_manager_and_a_year_are_no_number_of_cases() {
        for text in [
            "Nine in ten assessments",
            "one in two cases",
            "Two of its eleven case manager posts",
            "one case manager",
            "one of the case managers",
            "In 2022 cases",
            "two. Cases",
            "an island of 40,000 people",
            "No one knew.",
        ] {
            assert_eq!(cases_in_prose(text), [], "{text}");
        }
    }

    #[test]
    fn percentages_are_found_and_rates_with_decimals_are_not() {
        let found = |text: &str| per_cents_in_prose(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(found("In 60% of cases, and 7 per cent; 12 y cant."), [60, 7, 12]);
        assert_eq!(found("the rate was 37.5%, or 38.0 per cent"), [0; 0]);
    }
}
