//! A text as the search reads it: words without accents, in small letters, and what stands between them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::around::is_title;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// In small letters.
    Small,
    /// With a capital.
    Capital,
    /// In two or more capitals.
    Capitals,
    /// In digits.
    Digits,
}

/// A run of letters, or of digits.
#[derive(Clone, Debug)]
pub struct Word {
    /// Without accents, in small letters.
    pub folded: String,
    /// The bytes where it stands.
    pub at: Range<usize>,
    /// How it is written.
    pub case: Case,
    /// Whether a sentence begins with it, or a quotation, or a line after a blank one.
    pub begins: bool,
}

impl Word {
    /// Its letter or digit, if it has one alone.
    pub fn letter(&self) -> Option<char> {
        let mut signs = self.folded.chars();
        signs.next().filter(|_| signs.next().is_none())
    }
}

/// Letters of a title that is written in short, at most: `Supt. King`.
const LONGEST_SHORT_TITLE: usize = 4;

/// A text with its words.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    raw: &'t str,
    /// The words, in order.
    pub words: Vec<Word>,
}

impl<'t> Text<'t> {
    /// Reads a text.
    pub fn new(raw: &'t str) -> Self {
        let mut text = Self { raw, words: Vec::with_capacity(raw.len() / 5) };
        let mut start = None;
        let mut digits = false;
        for (at, sign) in raw.char_indices() {
            // A number and the letters beside it are words of their own: `14th`, `CV40213`.
            let (belongs, may_turn, is_digit) = if sign.is_ascii() {
                let is_digit = sign.is_ascii_digit();
                let belongs = is_digit || sign.is_ascii_alphabetic();
                (belongs, belongs, is_digit)
            } else {
                let is_part = sign.is_alphanumeric();
                ((is_part || is_combining_mark(sign)) && !is_apostrophe(sign), is_part, sign.is_numeric())
            };
            match start {
                Some(from) if !belongs => {
                    text.push(from..at);
                    start = None;
                }
                Some(from)
                    if (may_turn && is_digit != digits)
                        || (sign.is_ascii_uppercase() && text.is_ordinal_ending(from..at)) =>
                {
                    text.push(from..at);
                    (start, digits) = (Some(at), is_digit);
                }
                None if belongs => (start, digits) = (Some(at), is_digit),
                _ => {}
            }
        }
        if let Some(from) = start {
            text.push(from..raw.len());
        }
        text
    }

    /// Whether letters end a number before them: `14thMarch` is three words.
    fn is_ordinal_ending(&self, at: Range<usize>) -> bool {
        let is_behind_number =
            self.words.last().is_some_and(|word| word.case == Case::Digits && word.at.end == at.start);
        is_behind_number && matches!(&self.raw[at], "st" | "nd" | "rd" | "th")
    }

    fn push(&mut self, at: Range<usize>) {
        let written = &self.raw[at.clone()];
        let case = case_of(written);
        let begins = self.ends_a_sentence(self.words.last().map_or(0, |word| word.at.end)..at.start);
        self.words.push(Word { folded: fold(written), at, case, begins });
    }

    /// Whether what lies between the last word and the next ends a sentence.
    fn ends_a_sentence(&self, gap: Range<usize>) -> bool {
        let Some(last) = self.words.last() else { return true };
        let gap = &self.raw[gap];
        let opens = |sign: char| matches!(sign, '!' | '?' | ':' | ';' | '•' | '“' | '‘' | '"' | '«');
        // `He told the officer. Mark was there.`
        let abbreviates = last.letter().is_some_and(char::is_alphabetic)
            || (is_title(&last.folded) && last.folded.len() <= LONGEST_SHORT_TITLE);
        (gap.contains('.') && !abbreviates && gap.len() > 1)
            || gap.contains(opens)
            || gap.contains(" '")
            || gap.contains("\n\n")
            || gap.contains("\n- ")
            || gap.contains("\n* ")
    }

    /// Where words stand: from the first to that before `end`.
    pub fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        self.words[start].at.start..self.words[end - 1].at.end
    }

    /// The text as it was given.
    pub fn raw(&self) -> &'t str {
        self.raw
    }

    /// The word at an index, folded; empty where there is none.
    pub fn folded(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.folded.as_str())
    }

    /// What stands between a word and the one before it.
    pub fn gap(&self, index: usize) -> &'t str {
        let before = index.checked_sub(1).and_then(|index| self.words.get(index)).map_or(0, |word| word.at.end);
        let end = self.words.get(index).map_or(self.raw.len(), |word| word.at.start);
        &self.raw[before..end]
    }

    /// Whether a word hangs on the one before it: by an apostrophe, a hyphen or nothing, over the end of a line as well.
    pub fn is_joined(&self, index: usize) -> bool {
        // A line may be indented, or quoted in a mail.
        let (end, next) = self.gap(index).split_once('\n').unwrap_or((self.gap(index), ""));
        let is_margin = next.chars().all(|sign| sign.is_whitespace() || sign == '>');
        let mut signs = end.chars().chain(next.chars().filter(|_| !is_margin));
        let joins = |sign: char| is_apostrophe(sign) || sign == '-' || ('\u{2010}'..='\u{2015}').contains(&sign);
        index > 0
            && match (signs.next(), signs.next()) {
                (None, _) => self.gap(index).is_empty(),
                (Some(sign), None) => joins(sign),
                _ => false,
            }
    }

    /// Whether only blanks stand between a word and the one before it.
    pub fn is_beside(&self, index: usize) -> bool {
        let gap = self.gap(index);
        index > 0 && !gap.is_empty() && gap.chars().all(char::is_whitespace)
    }
}

/// How a word is written.
fn case_of(written: &str) -> Case {
    // Most words are plain, and told by their bytes.
    let (capitals, letters) = if written.is_ascii() {
        let bytes = written.as_bytes();
        let capitals = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        (capitals, if capitals > 1 { bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count() } else { 0 })
    } else {
        let count = |is: fn(char) -> bool| written.chars().filter(|sign| is(*sign)).count();
        (count(char::is_uppercase), count(char::is_alphabetic))
    };
    match capitals {
        _ if written.chars().next().is_some_and(char::is_numeric) => Case::Digits,
        0 => Case::Small,
        count if count > 1 && count == letters => Case::Capitals,
        _ => Case::Capital,
    }
}

/// Whether a sign stands for an apostrophe. Some of these count as letters.
fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | '`' | '′' | '´' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{ff07}')
}

/// A word without accents, in small letters, with the letters of other alphabets' Latin as English writes them. It joins more
/// than [`plain`](crate::record::plain) does, `ł` and `l` among them: the search would rather find a name too many than miss one.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    let signs = word.nfkd().filter(|sign| !is_combining_mark(*sign)).map(latin);
    for sign in signs.flat_map(char::to_lowercase) {
        match sign {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            _ if is_combining_mark(sign) => {}
            _ => folded.push(sign),
        }
    }
    folded
}

/// The Latin letter that a Greek or Cyrillic one looks like: neither language of a record has those alphabets.
fn latin(sign: char) -> char {
    match sign {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'в' | 'Β' | 'β' => 'b',
        'с' | 'С' | 'ϲ' | 'Ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' | 'ε' => 'e',
        'ɡ' => 'g',
        'һ' | 'Н' | 'н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'ј' | 'Ј' | 'ϳ' | 'Ϳ' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'ӏ' | 'Ӏ' => 'l',
        'м' | 'М' | 'Μ' => 'm',
        'Ν' | 'η' | 'п' => 'n',
        'о' | 'О' | 'ο' | 'Ο' | 'σ' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ԛ' | 'Ԛ' => 'q',
        'г' => 'r',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' | 'Ѵ' => 'v',
        'ԝ' | 'Ԝ' | 'ω' => 'w',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' | 'γ' => 'y',
        'Ζ' => 'z',
        _ => sign,
    }
}
