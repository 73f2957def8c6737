//! Text that the documents can show.

use crate::problem::code;
use crate::record::At;

use super::context::Context;
use super::{Finding, Findings};

/// Characters that one message names.
const SHOWN: usize = 8;

/// Every text holds only characters that the documents' font has. A PDF would else have a gap in its place.
pub fn can_be_shown(context: &Context<'_>, findings: &mut Findings) {
    for (at, text) in &context.record.texts {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            continue;
        }
        let mut missing: Vec<char> = Vec::new();
        for character in text.chars().filter(|character| *character != '\n' && !(context.showable)(*character)) {
            if !missing.contains(&character) {
                missing.push(character);
            }
            if missing.len() == SHOWN {
                break;
            }
        }
        let Some(first) = missing.first() else { continue };
        let subject = match at.file.is_private() {
            true => "the text has a character that".to_owned(),
            false => in_words(&missing),
        };
        let message = format!("{subject} cannot be shown in the documents");
        let help = "take it out, or replace it by letters, digits or ordinary punctuation";
        findings.add(Finding::new(code::UNSHOWABLE_CHARACTER, &place_of(*first, at, context), message, help));
    }
}

/// The characters with their code points; one that shows nothing by its code point alone.
fn in_words(characters: &[char]) -> String {
    let one = |character: &char| {
        let point = format!("U+{:04X}", u32::from(*character));
        if character.escape_debug().count() == 1 { format!("`{character}` ({point})") } else { format!("`{point}`") }
    };
    let all: Vec<String> = characters.iter().map(one).collect();
    match all.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => all.join(""),
    }
}

/// Where the character stands, or the whole text where it was written as an escape or has been normalised.
fn place_of(character: char, at: &At, context: &Context<'_>) -> At {
    let source = context.record.sources.get(&at.file);
    let written = source.and_then(|source| source.text.get(at.start..at.end)).unwrap_or_default();
    match written.find(character) {
        Some(offset) => {
            let start = at.start + offset;
            At { file: at.file, start, end: start + character.len_utf8() }
        }
        None => at.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Children, Contacts, Report};

    #[test]
    fn characters_that_the_font_lacks_are_named_with_their_code_points_where_the_first_stands() {
        let files = TestRecord::sound().change(Contacts, "\"Petra Lund\"", "\"Petra 漢 Lund 😀漢\"");
        let problems = assert_found(&files, &[(code::UNSHOWABLE_CHARACTER, "name = \"Petra 漢 Lund 😀漢\"")]);
        assert_eq!(problems[0].message, "`漢` (U+6F22) and `😀` (U+1F600) cannot be shown in the documents");
        assert_eq!(problems[0].place.line_column().1, "name = \"Petra 漢".chars().count());
    }

    #[test]
    fn a_character_deep_in_a_paragraph_is_pointed_at_on_its_own_line() {
        let files = TestRecord::sound().with(Report, "summary = [\"\"\"\nFirst line\nsecond ☐ line\n\"\"\"]\n");
        assert_found(&files, &[(code::UNSHOWABLE_CHARACTER, "second ☐ line")]);
    }

    #[test]
    fn an_escaped_character_is_pointed_at_by_its_text_and_an_invisible_one_by_its_code_point() {
        let files = TestRecord::sound().change(Contacts, "\"Petra Lund\"", "\"Petra\\uE000Lund\"");
        let problems = assert_found(&files, &[(code::UNSHOWABLE_CHARACTER, "name = \"Petra\\uE000Lund\"")]);
        assert_eq!(problems[0].message, "`U+E000` cannot be shown in the documents");
    }

    #[test]
    fn the_text_about_a_child_is_not_quoted() {
        let files = TestRecord::sound().with(Children, "[[child]]\nfamily-name = \"漢\"\nfirst-names = \"Maya\"\n");
        let problems = assert_found(&files, &[(code::UNSHOWABLE_CHARACTER, "family-name = \"漢\"")]);
        let said = format!("{}{}", problems[0].message, problems[0].help);
        assert!(!said.contains('漢') && !said.contains("Maya"), "{said}");
    }
}
