//! Text as documents can bear it.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Characters that text on a single line can have.
pub const MOST_IN_LINE: usize = 1_000;
/// Characters that text over several lines can have.
pub const MOST_IN_PARAGRAPH: usize = 50_000;

/// Brings text from a record into the one form that everything after it may rely on.
///
/// - Canonical composition (NFC), so that a `ŵ` typed as two characters is found, compared and drawn as one.
/// - Every line break (`\r\n`, `\r`, vertical tab, form feed, U+0085, U+2028, U+2029) becomes `\n`.
/// - A tab, a no-break space and every other kind of space becomes an ordinary space: people cannot see which they typed.
/// - Other control characters go.
/// - So does every character that Unicode lets a program ignore in display: soft hyphen, zero-width spaces and joiners,
///   directional marks, overrides and isolates, variation selectors, tags, U+FEFF. None has a use in the languages of
///   these records, all are pasted unseen, and each could part a name in two or turn it round.
///
/// Private use, noncharacters and U+FFFD stay: they are no text, and [`missing_glyphs`](crate::render::missing_glyphs) reports
/// them. The result is stable: normalising it again changes nothing.
pub fn normalise(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    // Most texts are known by one look.
    if text.chars().all(|sign| sign == '\n' || sign == ' ' || (stands_by_itself(sign) && !changes(sign))) {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.chars().any(changes) {
        return Cow::Borrowed(text);
    }
    let mut previous = '\0';
    let kept = text.chars().filter_map(move |character| {
        let after_return = std::mem::replace(&mut previous, character) == '\r';
        match character {
            '\n' if after_return => None,
            _ if is_line_break(character) => Some('\n'),
            _ if character.is_whitespace() => Some(' '),
            _ if character.is_control() || is_ignorable(character) => None,
            _ => Some(character),
        }
    });
    let mut plain = String::with_capacity(text.len());
    plain.extend(kept);
    // Composed last: what was dropped may have stood between a letter and its accent.
    Cow::Owned(if plain.chars().all(stands_by_itself) { plain } else { plain.nfc().collect() })
}

/// Whether Typst, and so a document, starts a new line here.
pub fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is composed whatever other such one stands beside it: Latin letters, and the dashes and quotation marks of prose. Most
/// texts have no others.
fn stands_by_itself(character: char) -> bool {
    character < '\u{300}' || ('\u{2010}'..='\u{2027}').contains(&character)
}

fn changes(character: char) -> bool {
    !matches!(character, '\n' | ' ') && (character.is_control() || character.is_whitespace() || is_ignorable(character))
}

/// A text with one space between its words and none at its ends.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a text: an empty line begins a new one, and a single line break is a space, because editors and e-mail
/// programs break long lines. A line break stays between two paragraphs.
pub fn unwrapped(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.split('\n').map(single_spaced) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(&line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// The text of a file as it counts: two files that differ in their byte order mark, in the kind of their line ends, or in
/// how their letters are composed say the same.
pub fn canonical(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains("\r\n") && is_nfc(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").nfc().collect())
}

/// Unicode's `Default_Ignorable_Code_Point`, as of Unicode 17.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(normalise("Aberford, first line\nŵ and ŷ"), Cow::Borrowed(_)));
    }

    #[test]
    fn an_accent_typed_apart_joins_its_letter() {
        assert_eq!(normalise("w\u{302}y\u{302}r"), "ŵŷr");
    }

    #[test]
    fn every_line_break_becomes_one_newline() {
        assert_eq!(normalise("a\r\nb\rc\u{2028}d\u{85}e\u{b}f\r\r\ng"), "a\nb\nc\nd\ne\nf\n\ng");
    }

    #[test]
    fn what_could_hide_or_turn_a_name_is_dropped() {
        assert_eq!(normalise("An\u{ad}na\u{200b} \u{202e}Sm\u{2060}ith\u{feff}\0"), "Anna Smith");
    }

    #[test]
    fn dropping_a_joiner_lets_the_accent_compose() {
        assert_eq!(normalise("w\u{200d}\u{302}"), "ŵ");
    }

    #[test]
    fn every_kind_of_space_becomes_an_ordinary_one() {
        assert_eq!(normalise("a\u{a0}b\tc\u{202f}d\u{2003}e"), "a b c d e");
        assert_eq!(single_spaced("  Imogen   Thwaite "), "Imogen Thwaite");
    }

    #[test]
    fn a_single_line_break_is_a_space_and_an_empty_line_begins_a_paragraph() {
        assert_eq!(unwrapped("\nOne line\n  that goes on.\n\n \nAnother.\n"), "One line that goes on.\n\nAnother.");
    }

    #[test]
    fn files_that_differ_in_line_ends_mark_or_composition_count_as_one() {
        assert_eq!(canonical("\u{feff}name = \"w\u{302}y\"\r\n"), "name = \"ŵy\"\n");
        assert!(matches!(canonical("name = \"ŵy\"\n"), Cow::Borrowed(_)));
        assert_ne!(canonical("a\n"), canonical("b\n"));
    }

    #[test]
    fn private_use_and_replacement_characters_stay_to_be_reported() {
        assert_eq!(normalise("\u{e000}\u{fffd}\u{ffff}"), "\u{e000}\u{fffd}\u{ffff}");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            let once = normalise(&text).into_owned();
            prop_assert_eq!(normalise(&once), once.as_str());
        }

        #[test]
        fn what_stands_by_itself_is_composed_in_any_order(signs in prop::collection::vec(any::<char>(), 0..40)) {
            let text: String = signs.iter().copied().filter(|sign| stands_by_itself(*sign)).collect();
            prop_assert!(is_nfc(&text));
            let plain: String = signs.iter().map(|sign| char::from((u32::from(*sign) % 256) as u8)).collect();
            prop_assert!(is_nfc(&plain));
        }

        #[test]
        fn no_control_is_left_but_the_newline(text in "[\\x00-\\u{2070}]*") {
            let has_control = normalise(&text).chars().any(|c| c != '\n' && (c.is_control() || c == '\u{2028}'));
            prop_assert!(!has_control);
        }
    }
}
