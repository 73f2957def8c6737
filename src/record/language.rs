//! The languages of documents and people.

use super::declare::choice;

choice! {
    /// A language that documents are made in.
    pub enum Language "a language" {
        /// Welsh.
        Welsh = "welsh",
        /// English.
        English = "english",
    }
}

choice! {
    /// The language in which somebody is written to.
    pub enum Preference "a language, or `both`" {
        /// In Welsh alone, where a message goes to nobody else.
        Welsh = "welsh",
        /// In English alone, where a message goes to nobody else.
        English = "english",
        /// In both, Welsh first.
        Both = "both",
    }
}

impl Language {
    /// The language's tag: `cy` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Welsh => "cy",
            Self::English => "en",
        }
    }

    /// Its name in messages: `Welsh`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Welsh => "Welsh",
            Self::English => "English",
        }
    }

    /// A text in this language that stands among words of the other. It carries its language with it, in Unicode's tag
    /// characters: none can come from a record, since normalising takes them out, and no reader sees one. Where a
    /// document can say what language a passage is in, it does ([`passages`]); elsewhere the mark goes ([`unmarked`]).
    pub fn mark(self, text: &str) -> String {
        let tag: String = self.tag().chars().filter_map(|letter| char::from_u32(TAGS + u32::from(letter))).collect();
        format!("{BEGIN}{tag}{text}{END}")
    }

    /// The languages that documents are made in, in their order, for an inspection whose record names none: both in
    /// Wales, where neither may be without the other, and English in England.
    pub fn of_country(country: crate::calendar::Country) -> &'static [Self] {
        match country {
            crate::calendar::Country::Wales => &[Self::Welsh, Self::English],
            crate::calendar::Country::England => &[Self::English],
        }
    }
}

/// Where Unicode's tag characters begin: each stands for the ASCII character as far beyond this.
const TAGS: u32 = 0xe0000;

/// Begins a passage in another language; two letters of its tag follow.
const BEGIN: char = '\u{e0001}';

/// Ends it.
const END: char = '\u{e007f}';

/// A text's passages in order, those in another language with it. Text that only looks like a mark is left as it is.
pub fn passages(text: &str) -> Vec<(Option<Language>, &str)> {
    let mut passages = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(begin) = text[at..].find(BEGIN).map(|found| at + found) {
        at = begin + BEGIN.len_utf8();
        let Some((language, start, end)) = passage(text, at) else { continue };
        if plain < begin {
            passages.push((None, &text[plain..begin]));
        }
        passages.push((Some(language), &text[start..end]));
        at = end + END.len_utf8();
        plain = at;
    }
    if plain < text.len() {
        passages.push((None, &text[plain..]));
    }
    passages
}

/// The language, beginning and end of the passage whose tag begins here.
fn passage(text: &str, at: usize) -> Option<(Language, usize, usize)> {
    let is_tag = |language: &Language| {
        language
            .tag()
            .chars()
            .map(|letter| char::from_u32(TAGS + u32::from(letter)))
            .eq(text[at..].chars().take(2).map(Some))
    };
    let language = *Language::ALL.iter().find(|language| is_tag(language))?;
    let start = at + text[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
    let end = start + text[start..].find(END)?;
    Some((language, start, end))
}

/// A text without marks of language.
pub fn unmarked(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(BEGIN) {
        passages(text).iter().map(|(_, passage)| *passage).collect::<String>().into()
    } else {
        text.into()
    }
}

impl Preference {
    /// Whether a message in a language is one that the person wants.
    pub fn wants(self, language: Language) -> bool {
        match self {
            Self::Both => true,
            Self::Welsh => language == Language::Welsh,
            Self::English => language == Language::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_passage_is_found_again_with_its_language_and_its_mark_can_be_taken_off() {
        let text = format!("Annwyl {}, {}!", Language::English.mark("Head of Service"), Language::Welsh.mark("Tŷ"));
        let found = passages(&text);
        let expected = [
            (None, "Annwyl "),
            (Some(Language::English), "Head of Service"),
            (None, ", "),
            (Some(Language::Welsh), "Tŷ"),
            (None, "!"),
        ];
        assert_eq!(found, expected);
        assert_eq!(unmarked(&text), "Annwyl Head of Service, Tŷ!");
    }

    #[test]
    fn what_only_looks_like_a_mark_stays_and_no_record_can_bring_one() {
        for text in ["\u{e0001}", "a\u{e0001}\u{e0065}", "\u{e0001}\u{e0065}\u{e006e}open", "\u{e007f}"] {
            assert_eq!(unmarked(text), text);
        }
        assert_eq!(crate::record::normalise(&Language::English.mark("x")), "x");
    }
}
