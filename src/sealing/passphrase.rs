//! The passphrase of a sealed file.

use std::collections::HashSet;
use std::sync::LazyLock;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// The words that passphrases are made of: the English list of BIP-39, 2,048 words, as `age` has it too.
const WORDS: &str = include_str!("../../assets/words/bip39-english.txt");

/// Words of a generated passphrase. Ten of them are 110 bits.
const LENGTH: usize = 10;

/// Whether a text holds a passphrase as it is generated: so many of the words in a row, with a hyphen or a blank between.
pub fn holds_passphrase(text: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.lines().collect());
    let is_between = |sign: char| matches!(sign, '-' | ' ');
    let is_known = |word: &str| matches!(word.len(), 3..=8) && KNOWN.contains(&*word.to_ascii_lowercase());
    let has_enough = |row: &str| {
        let mut words = 0;
        row.split(is_between).any(|word| {
            words = if is_known(word) { words + 1 } else { 0 };
            words >= LENGTH
        })
    };
    text.split(|sign: char| !sign.is_ascii_alphabetic() && !is_between(sign)).any(has_enough)
}

/// A passphrase. Its memory is wiped when it goes.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Passphrase")
    }
}

impl Passphrase {
    /// A new one: words that the system's chance has chosen, with hyphens between them.
    ///
    /// # Errors
    /// The system has no chance to give.
    pub fn generate() -> std::io::Result<Self> {
        let words: Vec<&'static str> = WORDS.lines().collect();
        let mut chance = Zeroizing::new([0; 2 * LENGTH]);
        getrandom::fill(&mut *chance).map_err(std::io::Error::other)?;
        let (mut text, mut between) = (Zeroizing::new(String::with_capacity(LENGTH * 9)), "");
        for pair in chance.chunks_exact(2) {
            // The list's length divides the pairs' number, so that every word is as likely.
            let word = words[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % words.len()];
            text.push_str(between);
            text.push_str(word);
            between = "-";
        }
        Ok(Self(text.as_str().into()))
    }

    /// The one that somebody typed, without the blanks around it; nothing where that is empty.
    pub fn typed(text: &str) -> Option<Self> {
        Some(text.trim()).filter(|text| !text.is_empty()).map(|text| Self(text.into()))
    }

    /// Its text, for the one place that shows it.
    pub fn shown(&self) -> &str {
        self.0.expose_secret()
    }

    /// The same for the library that seals.
    pub(super) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}
