//! Letters and signs of which people do not see, or do not mind, which one they typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without accents, with straight apostrophes and short hyphens.
pub fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).map(plain_sign)
}

/// The sign on the keyboard for which another one stands: word processors put curly apostrophes and long hyphens.
pub fn plain_sign(sign: char) -> char {
    match sign {
        '\u{60}' | '\u{b4}' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => sign,
    }
}

/// A name as a part of a file name: small letters without accents and digits, with hyphens between them; empty where
/// the name has none.
pub fn file_name_part(name: &str, most_words: usize) -> String {
    let letters: String = plain(name).filter(char::is_ascii).collect::<String>().to_lowercase();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(most_words).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_welsh_name_keeps_its_letters_in_a_file_name_and_leads_nowhere_else() {
        assert_eq!(file_name_part("Siôn Dâvies-Howe", 6), "sion-davies-howe");
        assert_eq!(file_name_part("Llŷr ap Gwŵ", 6), "llyr-ap-gww");
        assert_eq!(file_name_part("../../etc/passwd", 6), "etc-passwd");
        assert_eq!(file_name_part("漢", 6), "");
    }
}
