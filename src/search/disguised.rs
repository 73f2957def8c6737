//! What a text says in a code that a program undoes at once: base64, hexadecimal digits, names in reverse.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::finder::{Finder, Part};
use super::text::Text;
use super::words::{is_rare, is_word};

/// Signs of the shortest code that is read: a name of five letters has eight in base64.
const SHORTEST: usize = 7;

/// Letters of the shortest name that is looked for in reverse by itself.
const SHORTEST_NAME: usize = 4;

/// Letters of the shortest first and family name in one word that are looked for in reverse.
const SHORTEST_WHOLE: usize = 7;

/// Base64 however it ends, since a template can cut it off.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The texts that a text holds in base64 or in hexadecimal digits.
pub fn decoded(text: &str) -> Vec<String> {
    let is_of_base64 = |sign: char| sign.is_ascii_alphanumeric() || "+/-_".contains(sign);
    let words = text.split(|sign| !is_of_base64(sign)).filter(|word| word.len() >= SHORTEST);
    let of_base64 = words.filter(|word| may_say_something(word.as_bytes())).filter_map(|word| {
        // A last letter alone says nothing.
        let whole = if word.len() % 4 == 1 { &word[..word.len() - 1] } else { word };
        read(BASE64.decode(whole.replace('-', "+").replace('_', "/")).ok()?)
    });
    let is_between = |sign: char| sign.is_ascii_hexdigit() || " :,".contains(sign);
    let runs = text.split(|sign| !is_between(sign));
    let of_digits = runs.filter_map(|run| {
        let digits: Vec<u8> = run.bytes().filter(u8::is_ascii_hexdigit).collect();
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        (digits.len() >= SHORTEST)
            .then(|| digits.chunks_exact(2).map(pair).collect::<Option<Vec<u8>>>())
            .flatten()
            .and_then(read)
    });
    of_base64.chain(of_digits).collect()
}

/// Whether the first sign of what a word says in base64 is one of a text: that of most words of prose is none.
fn may_say_something(word: &[u8]) -> bool {
    let six = |sign: u8| match sign {
        b'A'..=b'Z' => sign - b'A',
        b'a'..=b'z' => sign - b'a' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let [first, second, third, ..] = *word else { return false };
    let bytes = [six(first) << 2 | six(second) >> 4, six(second) << 4 | six(third) >> 2];
    match bytes {
        [b' '..=b'~' | b'\t' | b'\n' | b'\r', second] => !(0x80..0xC2).contains(&second) && second < 0xF5,
        [0xC2..0xF5, second] => (0x80..0xC0).contains(&second),
        _ => false,
    }
}

/// Bytes as a text, if they are one: nearly every word gives some bytes.
fn read(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let is_readable = |sign: char| !sign.is_control() || sign.is_whitespace();
    let has_letters = text.chars().filter(|sign| sign.is_alphabetic()).count() > 1
        || text.contains(|sign: char| sign.is_ascii_digit());
    (has_letters && text.chars().all(is_readable)).then_some(text)
}

impl Finder {
    /// The child whose name stands in a text in reverse: a rare one, first and family name beside each other, or both in one word.
    pub fn reversed_in(&self, text: &Text<'_>) -> Option<usize> {
        let reversed = |index: usize| -> Option<(String, &[usize])> {
            let word = &text.words.get(index)?.folded;
            if !self.starts.may_be_backwards(word) || word.chars().count() < 2 || self.by_form.contains_key(word) {
                return None;
            }
            let reversed: String = word.chars().rev().collect();
            let names = self.by_form.get(&reversed)?;
            is_rare(word).then_some((reversed, names.as_slice()))
        };
        (0..text.words.len()).find_map(|index| {
            let word = &text.words[index].folded;
            // `draws` is no S. Ward in reverse.
            if !self.starts.may_be_backwards(word) {
                return None;
            }
            let whole = || self.whole.get(&word.chars().rev().collect::<String>());
            let child = (word.chars().count() >= SHORTEST_WHOLE).then(whole).flatten();
            if let Some(child) = child.filter(|_| !is_word(word)) {
                return Some(*child);
            }
            let (form, names) = reversed(index)?;
            let is_rare = form.chars().count() >= SHORTEST_NAME && !self.may_be_anybodys(&form);
            let first = &self.names[*names.first()?];
            if is_rare {
                return Some(first.child);
            }
            let (_, others) = reversed(index + 1).filter(|_| text.gap(index + 1).chars().count() <= 3)?;
            let of = |part: Part, names: &[usize], child: usize| {
                names.iter().map(|name| &self.names[*name]).any(|name| name.part == part && name.child == child)
            };
            let children = names.iter().map(|name| self.names[*name].child);
            children.into_iter().find(|child| {
                of(Part::First, names, *child) && of(Part::Family, others, *child)
                    || of(Part::Family, names, *child) && of(Part::First, others, *child)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_hexadecimal_digits_are_read_and_ordinary_words_are_not() {
        for text in [
            "see UXVpbGxmZWF0aGVy there",
            "UXVpbGxmZWF0aGVyIA==",
            "5175696c6c66656174686572",
            "51:75:69:6C:6C:66:65:61:74:68:65:72",
            "CVF1aWxsZmVhdGhlcg==",
        ] {
            let found = decoded(text);
            assert!(found.iter().any(|text| text.trim() == "Quillfeather"), "{text}: {found:?}");
        }
        for text in ["information in advance", "Wednesday 2027-01-18", "01632 960145", "deadbeef", ""] {
            assert!(decoded(text).iter().all(|text| text.chars().count() < 6), "{text}: {:?}", decoded(text));
        }
    }
}
