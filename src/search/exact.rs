//! System IDs and notes: what is the same however it is written.

use super::text::{Case, Text, Word};

/// Shortest system ID that is searched for, in characters.
const SHORTEST_ID: usize = 4;

/// Words that make up one ID at least before no more are looked at, if each has one sign: `E H 1 2 3 4 5 6 7`.
const MOST_SIGNS: usize = 12;
/// What people type between the letters and the number of an ID.
const WITHIN_AN_ID: &[&str] = &["no", "nr", "num", "number", "id", "ref", "reference", "case", "file", "rhif", "achos"];
/// Words that make up one ID, as far as it is not known to have more.
pub const USUAL_PARTS: usize = 6;

/// A system ID without what people leave out: blanks, hyphens, slashes, zeros in front. None if it is shorter than `SHORTEST_ID`
/// or looks like a year: any text may hold such a number.
fn id(id: &str) -> Option<String> {
    let text = Text::new(id);
    let whole: String = text.words.iter().map(|word| word.folded.as_str()).collect();
    let bare = whole.trim_start_matches('0');
    (bare.len() >= SHORTEST_ID && !is_like_a_year(&whole)).then(|| bare.to_owned())
}

/// Zeros before a number of fewer than four digits make it one that is looked for: with as many zeros as it has, and with one.
fn with_zeros(whole: &str) -> Option<[String; 2]> {
    let bare = without_zeros(whole);
    let is_one = whole.len() >= SHORTEST_ID && (1..SHORTEST_ID).contains(&bare.len());
    is_one.then(|| [whole.to_owned(), format!("0{bare}")])
}

/// Digits of a group beside a year that make an ID without its letters, at least.
const LONG_GROUP: usize = 3;

/// Digits of a part of an ID that may stand for the whole, at least.
const LONG_NUMBER: usize = 5;

/// An ID as a text may write it, and whether a text that has it can mean nothing else.
pub type WrittenId = (String, bool);

/// The forms of a system ID: whole; without the zeros before each of its numbers; without its letters, where it has a year and another
/// number; with two digits of the year. Its one number alone may be another one.
pub fn written(system_id: &str) -> Vec<WrittenId> {
    let text = Text::new(system_id);
    let Some(whole) = id(system_id) else {
        let whole: String = text.words.iter().map(|word| word.folded.as_str()).collect();
        let [exact, other] = with_zeros(&whole).unwrap_or_default();
        return [(exact, true), (other, false)].into_iter().filter(|(form, _)| !form.is_empty()).collect();
    };
    let mut forms = vec![(whole, true)];
    forms.extend(of_parts(&text.words));
    if let Some(parted) = with_year_apart(&text.words) {
        forms.extend(of_parts(&parted));
    }
    forms.retain(|(form, _)| form.len() >= SHORTEST_ID);
    forms
}

/// The parts of an ID with a year that begins a number of it: `YOT2026048218`.
fn with_year_apart(words: &[Word]) -> Option<Vec<Word>> {
    let begins_with_year = |word: &Word| {
        let is_year = word.folded.get(..4).is_some_and(|year| ("2010".."2050").contains(&year));
        is_digits(word) && is_year && word.folded.len() >= 4 + SHORTEST_ID
    };
    let index = words.iter().position(begins_with_year).filter(|_| words.len() > 1)?;
    let mut parted = words.to_vec();
    let rest = parted[index].folded.split_off(4);
    parted.insert(index + 1, Word { folded: rest, ..words[index].clone() });
    Some(parted)
}

/// The forms of an ID of these parts, but for the whole.
fn of_parts(words: &[Word]) -> Vec<WrittenId> {
    let bare = |word: &Word| bare(word).to_owned();
    let numbers: Vec<&Word> = words.iter().filter(|word| is_digits(word)).collect();
    let has_letters = numbers.len() < words.len();
    let digits: String = numbers.iter().map(|word| bare(word)).collect();
    let mut forms = vec![(words.iter().map(bare).collect(), true)];
    let has_year = numbers.iter().any(|word| is_year(word));
    let short = |word: &Word| if is_year(word) { without_zeros(&word.folded[2..]).to_owned() } else { bare(word) };
    if has_year && numbers.iter().any(|word| !is_year(word) && bare(word).len() >= LONG_GROUP) {
        forms.extend([(words.iter().map(short).collect(), has_letters), (digits, true)]);
        let short_with_zeros =
            |word: &Word| if is_year(word) { word.folded[2..].to_owned() } else { word.folded.clone() };
        forms.push((words.iter().map(short_with_zeros).collect(), has_letters));
    } else if has_year && has_letters {
        // `DS/26/77`: its letters tell it from a day.
        forms.extend([(words.iter().map(short).collect(), true), (digits, false)]);
    } else {
        // `YOT26/0481` with the whole year.
        if numbers.len() == 2 && is_short_year(numbers[0]) && bare(numbers[1]).len() >= LONG_GROUP {
            let long = |word: &Word| if is_short_year(word) { format!("20{}", word.folded) } else { bare(word) };
            forms.push((words.iter().map(long).collect(), has_letters));
            forms.push((numbers.iter().map(|word| long(word)).collect(), false));
        }
        if has_letters && !is_like_a_year(&digits) {
            forms.push((digits, false));
        }
    }
    if has_letters {
        // Each number alone may be another one.
        let alone = numbers.iter().filter(|word| !is_year(word)).map(|word| bare(word));
        forms.extend(alone.filter(|form| !is_like_a_year(form)).map(|form| (form, false)));
    }
    if words.len() > 1 {
        // `00871` of `RCT00871`, and what stands before the last part of `0012345-01`.
        forms.extend(numbers.iter().filter_map(|word| with_zeros(&word.folded)).flatten().map(|form| (form, false)));
        let long = numbers.iter().map(|word| bare(word)).filter(|number| number.len() >= LONG_NUMBER);
        forms.extend(long.map(|form| (form, false)));
    }
    forms.extend(without_year(words).into_iter().map(|form| (form, false)));
    forms
}

/// What is left of an ID where its year or the letters at its end are left out, each also without the letters before it.
fn without_year(words: &[Word]) -> Vec<String> {
    let numbers = words.iter().filter(|word| is_digits(word)).count();
    let is_year = |word: &Word| is_year(word) || (is_short_year(word) && numbers == 2);
    let mut forms: Vec<String> = Vec::new();
    let rest: Vec<&Word> = words.iter().filter(|word| !is_year(word)).collect();
    if numbers > 1 && rest.len() < words.len() {
        forms.push(rest.iter().map(|word| bare(word)).collect());
        forms.push(rest.iter().filter(|word| is_digits(word)).map(|word| bare(word)).collect());
    }
    if let [before @ .., last] = words
        && before.len() > 1
        && !is_digits(last)
    {
        forms.push(before.iter().map(bare).collect());
        forms.push(before.iter().map(|word| word.folded.as_str()).collect());
    }
    forms.retain(|form| !is_like_a_year(form));
    forms
}

fn is_digits(word: &Word) -> bool {
    word.case == Case::Digits
}

/// Whether a part of an ID is a year of this century.
fn is_year(word: &Word) -> bool {
    is_digits(word) && word.folded.len() == 4 && word.folded.starts_with("20")
}

/// Whether a part of an ID may be a year of two digits.
fn is_short_year(word: &Word) -> bool {
    is_digits(word) && word.folded.len() == 2 && ("10".."50").contains(&word.folded.as_str())
}

/// A part of an ID, if it is a number without the zeros before it.
fn bare(word: &Word) -> &str {
    if is_digits(word) { without_zeros(&word.folded) } else { &word.folded }
}

/// Whether digits may well be a year.
fn is_like_a_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year: u32| (1900..2100).contains(&year))
}

fn without_zeros(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

/// How many words an ID has as it is entered: the letters and the numbers of `6f1e9c34` are six.
pub fn parts(system_id: &str) -> usize {
    Text::new(system_id).words.len()
}

/// Candidate IDs of at most so many `parts` that start at the word `start`, each with the index of the word after it: whole, and without the zeros
/// before each number; of a short number with its zeros, and with one.
pub fn ids<'t>(text: &'t Text<'_>, start: usize, parts: usize) -> impl Iterator<Item = (usize, [String; 2])> + 't {
    let (mut whole, mut stripped) = (String::new(), String::new());
    let words = start..text.words.len().min(start + MOST_SIGNS.max(parts));
    let one = move |index: usize| {
        let gap = text.gap(index);
        let near = index == start
            || (gap.len() <= 3
                && gap.chars().all(|sign| {
                    matches!(sign, '\u{2010}'..='\u{2015}' | '\n' | '\u{a0}') || " -/._,:|·()".contains(sign)
                }));
        if !near || (index >= start + parts && text.words[index].folded.len() > 1) {
            return None;
        }
        let word = &text.words[index];
        // `RCT no 871`.
        if index > start && text.gap(index) == " " && WITHIN_AN_ID.contains(&word.folded.as_str()) {
            return Some(None);
        }
        whole.push_str(&word.folded);
        stripped.push_str(bare(word));
        let bare = whole.trim_start_matches('0');
        let zeros = whole.starts_with('0').then(|| with_zeros(&whole)).flatten();
        let is_long = bare.len() >= SHORTEST_ID || zeros.is_some();
        // No ID ends or begins within a number or a word; but letters may stand right beside a long number.
        let is_digits = |index: usize| text.words[index].case == Case::Digits;
        let is_end_of_part = |index: usize| {
            let is_end = index == 0 || index == text.words.len() || !text.gap(index).is_empty();
            is_end || (is_long && is_digits(index - 1) != is_digits(index))
        };
        let is_one = is_end_of_part(index + 1) && is_end_of_part(start) && is_long;
        Some(is_one.then(|| (index + 1, zeros.unwrap_or_else(|| [bare.to_owned(), stripped.clone()]))))
    };
    words.map_while(one).flatten()
}

/// A match of at least this many words certainly comes from the note. A shorter match may be chance, so sqspack asks a person.
pub const SHORTEST_NOTE: usize = 4;
/// The fewest matching words of a note that sqspack asks a person about.
const SHORTEST_QUESTION: usize = 2;
/// If a note is longer than this, this many of its words in a row give it away.
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
