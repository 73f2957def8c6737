//! Digits that stand for letters, letters that stand for digits, and numbers that are said digit by digit: `Quillf3ather`, `2OO9`,
//! `four oh two one three`.

use std::ops::Range;

use super::finder::Finder;
use super::forms::plural;
use super::spoken;
use super::text::{Case, Text, Word, fold};

/// Letters of a name in which a digit is read as a letter, at least.
const FEWEST_LETTERS: usize = 2;

/// What stands behind a number in ordinary texts: `5pm`, `1st`.
const OF_NUMBERS: [&str; 10] = ["am", "pm", "st", "nd", "rd", "th", "af", "il", "ydd", "fed"];

/// Digits that are said in a row and read as a number, at least.
const FEWEST_DIGITS: usize = 4;

/// Digits of such a number, at most.
const MOST_DIGITS: usize = 20;

/// Bytes on either side of such a word that are read with it: a first name, a day and a month.
const AROUND: usize = 40;

impl Finder {
    /// What a text says where it is read so, each time with a little of what stands around it; nothing where no name that is looked for
    /// can be meant, and no number.
    pub fn lookalikes(&self, text: &Text<'_>) -> Vec<String> {
        let is_form = |form: &str| self.by_form.contains_key(form) || self.whole.contains_key(form);
        let in_one = text.words.iter().filter_map(|word| {
            let humps = humps(&text.raw()[word.at.clone()])?;
            let is_any = humps.iter().any(|hump| is_form(&fold(hump)));
            is_any.then(|| around(text.raw(), word.at.clone(), &humps.join("_")))
        });
        let in_one: Vec<String> = in_one.collect();
        // The search takes `O'Br1en` for two words.
        let ends_one =
            |form: &str| form.len() > FEWEST_LETTERS && self.by_form.keys().any(|known| known.ends_with(form));
        let mut read = read(text, |reading| {
            let form = fold(reading);
            is_form(&form) || plural(&form).any(is_form) || ends_one(&form)
        });
        read.extend(in_one);
        read
    }
}

/// The parts of a word that is put together with capitals, as names of files are: `ZebulonPlan`. A family name may have a capital within it.
fn humps(word: &str) -> Option<Vec<&str>> {
    const OF_FAMILIES: [&str; 12] = ["Mc", "Mac", "O", "De", "Di", "Du", "La", "Le", "Fitz", "Ap", "Al", "Van"];
    // Nearly every word of a text ends here.
    if !word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let signs: Vec<(usize, char)> = word.char_indices().collect();
    let begins = signs.windows(3).filter_map(|three| {
        let [(_, before), (at, sign), (_, next)] = three else { return None };
        // `AssetPlus`, and `ZQuillfeather`.
        (sign.is_uppercase() && (before.is_lowercase() || next.is_lowercase())).then_some(*at)
    });
    let last = signs.len().checked_sub(2).filter(|at| signs[*at].1.is_lowercase() && signs[at + 1].1.is_uppercase());
    let mut begins: Vec<usize> = begins.chain(last.map(|at| signs[at + 1].0)).collect();
    begins.insert(0, 0);
    begins.push(word.len());
    let humps: Vec<&str> = begins.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect();
    (humps.len() > 1 && !OF_FAMILIES.contains(&humps[0])).then_some(humps)
}

fn read(text: &Text<'_>, may_be_name: impl Fn(&str) -> bool) -> Vec<String> {
    let raw = text.raw();
    let words = mixed(text).into_iter().filter(|at| !begins_a_postcode(&raw[at.end..]));
    let mixed = words.flat_map(|at| {
        let readings = readings(&raw[at.clone()]).into_iter();
        let meant =
            readings.filter(|reading| reading.starts_with(|sign: char| sign.is_ascii_digit()) || may_be_name(reading));
        meant.map(|reading| around(raw, at.clone(), &reading)).collect::<Vec<_>>()
    });
    mixed.chain(numbers(text)).collect()
}

/// Where letters and digits of a text stand together. The search takes them for words of their own.
fn mixed(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut mixed: Vec<Range<usize>> = Vec::new();
    for pair in text.words.windows(2).filter(|pair| pair[0].at.end == pair[1].at.start) {
        match mixed.last_mut().filter(|last| last.end == pair[0].at.end) {
            Some(last) => last.end = pair[1].at.end,
            None => mixed.push(pair[0].at.start..pair[1].at.end),
        }
    }
    mixed
}

/// Whether the second half of a postcode follows: `TH1 1AA`.
fn begins_a_postcode(rest: &str) -> bool {
    let half = rest
        .strip_prefix(' ')
        .map_or("", |rest| rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default());
    let (digit, letters) = half.split_at_checked(1).unwrap_or_default();
    let is_digit = digit.bytes().all(|sign| sign.is_ascii_digit());
    letters.len() == 2 && is_digit && letters.bytes().all(|sign| sign.is_ascii_uppercase())
}

/// Such a word as letters alone, and as digits alone.
fn readings(word: &str) -> Vec<String> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    let mut readings = Vec::new();
    let is_of_a_number =
        || OF_NUMBERS.iter().any(|ending| word.trim_start_matches(|sign: char| sign.is_ascii_digit()) == *ending);
    if letters >= FEWEST_LETTERS && letters > digits && !is_of_a_number() {
        // A `1` may be either of two letters.
        readings.extend(['l', 'i'].map(|one| word.chars().map(|sign| letter(sign, one)).collect()));
        readings.dedup();
    }
    readings.extend(word.chars().map(digit).collect::<Option<String>>());
    readings.retain(|reading| reading != word);
    readings
}

fn letter(sign: char, one: char) -> char {
    match sign {
        '0' => 'o',
        '1' => one,
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' => 'g',
        '7' => 't',
        '8' => 'b',
        _ => sign,
    }
}

fn digit(sign: char) -> Option<char> {
    match sign {
        'O' | 'o' => Some('0'),
        'I' | 'l' => Some('1'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => Some(sign).filter(char::is_ascii_digit),
    }
}

/// The numbers of a text that are said digit by digit, with what stands around them.
fn numbers(text: &Text<'_>) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut start = 0;
    // Most texts say no two digits beside each other; what stands in digits is looked for as it is.
    let is_digit = |word: &Word| word.case != Case::Digits && spoken::may_be_digit(&word.folded);
    if !text.words.windows(2).any(|pair| is_digit(&pair[0]) && is_digit(&pair[1])) {
        return numbers;
    }
    while start < text.words.len() {
        let word = &text.words[start];
        match is_digit(word).then(|| spoken::in_digits(text, start, MOST_DIGITS)).flatten() {
            Some((digits, end)) if digits.len() >= FEWEST_DIGITS => {
                let at = text.words[start].at.start..text.words[end - 1].at.end;
                numbers.push(around(text.raw(), at, &digits));
                start = end;
            }
            _ => start += 1,
        }
    }
    numbers
}

/// A reading in its place, between what stands around it. No word there is cut: `bellaf` would be a name.
fn around(text: &str, at: Range<usize>, reading: &str) -> String {
    let from = text.ceil_char_boundary(at.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary((at.end + AROUND).min(text.len()));
    let before = &text[from..at.start];
    let before = if from == 0 { before } else { before.find(char::is_whitespace).map_or("", |blank| &before[blank..]) };
    let after = &text[at.end..to];
    let after =
        if to == text.len() { after } else { after.rfind(char::is_whitespace).map_or("", |blank| &after[..blank]) };
    format!("{before}{reading}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_letters_letters_as_digits_and_what_is_said_as_a_number() {
        for (text, reading) in [
            ("met Quillf3ather there", "met Quillfeather there"),
            ("met Zebul0n.", "met Zebulon."),
            ("Qu1llfeather", "Quillfeather"),
            ("born 14 December 2OO9", "born 14 December 2009"),
            ("the ID CV four oh two one three it is", "the ID CV 40213 it is"),
            ("oh oh four eight two one eight", "0048218"),
            ("four double-oh two", "4002"),
        ] {
            let read = read(&Text::new(text), |_| true);
            assert!(read.iter().any(|read| read == reading), "{text}: {read:?}");
        }
        for text in ["the 14th of 20 cases", "by 5pm on the 1st", "AB01 and LS11", "one or two of three", "9th2nd", ""]
        {
            assert_eq!(read(&Text::new(text), |_| true), [""; 0], "{text}");
        }
        let long = "erbyn p5m ddydd Llun 15 o Chwefror 2027 fan bellaf";
        assert_eq!(read(&Text::new(long), |_| true), ["erbyn psm ddydd Llun 15 o Chwefror 2027 fan"]);
    }
}
