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

    /// The languages that documents are made in, in their order, for an inspection whose record names none: both in
    /// Wales, where neither may be without the other, and English in England.
    pub fn of_country(country: crate::calendar::Country) -> &'static [Self] {
        match country {
            crate::calendar::Country::Wales => &[Self::Welsh, Self::English],
            crate::calendar::Country::England => &[Self::English],
        }
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
