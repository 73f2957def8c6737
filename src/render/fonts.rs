//! The one font family that documents are set in.
//!
//! Four faces, a subset of Liberation Sans under a name of its own (`assets/fonts/subset.sh` says why), are part of the
//! program, which never looks at system fonts: the same record gives the same page on every machine.

use std::collections::BTreeSet;
use std::sync::{LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The family's name, for `#set text(font: …)`.
pub const FAMILY: &str = "Sqspack Sans";

/// The faces as files, in the order regular, bold, italic, bold italic.
pub const FACES: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/SqspackSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/SqspackSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/SqspackSans-Italic.ttf"),
    include_bytes!("../../assets/fonts/SqspackSans-BoldItalic.ttf"),
];

/// The faces as Typst wants them.
pub(super) struct Fonts {
    pub faces: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

/// The faces, read on first use.
pub(super) fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let faces: Vec<Font> = FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Fonts { faces, book }
    })
}

/// The characters of a text that the family cannot show, each once, in order. A newline is not one of them.
///
/// PDF/UA-1 and PDF/A-2a refuse a PDF with such a character. A caller that asks here first can point at the record in its message.
/// A character is missing if one of the four faces lacks it.
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars() {
        if !shows(character) && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// Whether the family can show a character of normalised text.
pub fn shows(character: char) -> bool {
    matches!(character, '\n' | ' '..='~') || coverage().contains(&character)
}

/// Every character that all four faces can show, in code point order.
pub fn covered() -> impl Iterator<Item = char> {
    coverage().iter().copied()
}

/// What all four faces can show. Typst keeps a face's coverage as runs, which it walks from the start for each question.
fn coverage() -> &'static BTreeSet<char> {
    static COVERAGE: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
        let of_face = |face: &Font| face.info().coverage.iter().filter_map(char::from_u32).collect::<BTreeSet<char>>();
        fonts().faces.iter().map(of_face).reduce(|shared, face| &shared & &face).unwrap_or_default()
    });
    &COVERAGE
}

#[cfg(test)]
mod tests {
    use typst::text::FontStyle;

    use super::*;

    #[test]
    fn all_four_faces_are_of_the_family() {
        let infos: Vec<_> = fonts().faces.iter().map(Font::info).collect();
        let variants: Vec<_> = infos.iter().map(|info| (info.variant.weight.to_number(), info.variant.style)).collect();
        assert!(infos.iter().all(|info| info.family == FAMILY), "{infos:?}");
        assert_eq!(
            variants,
            [(400, FontStyle::Normal), (700, FontStyle::Normal), (400, FontStyle::Italic), (700, FontStyle::Italic)]
        );
    }

    #[test]
    fn no_face_bears_the_reserved_font_name() {
        for face in &fonts().faces {
            let name = face.post_script_name().unwrap();
            assert!(!name.contains("Liberation"), "{name}");
        }
    }

    #[test]
    fn welsh_dashes_quotes_and_money_are_covered() {
        assert_eq!(
            missing_glyphs("ŵŷẁẃẅỳŴŶẀẂẄỲâêîôûäëïöüáéíóúàèìòù – — ‘’“” £€ → − × ≤ ≥ ≈ ■ • …\n"),
            Vec::<char>::new()
        );
    }

    #[test]
    fn what_is_not_covered_is_named_once_in_order() {
        assert_eq!(missing_glyphs("a ☐ 漢 ☐ \u{1f600}"), ['☐', '漢', '\u{1f600}']);
    }

    #[test]
    fn no_private_use_character_is_covered() {
        assert_eq!(covered().filter(|character| matches!(character, '\u{e000}'..='\u{f8ff}')).count(), 0);
    }
}
