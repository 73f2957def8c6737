//! A file that a pack is to hold.

use chrono::NaiveDate;
use serde_json::Value;

use crate::record::Language;
use crate::template::{Document, Draft, Per};

/// A file that the pack is to hold.
#[derive(Clone, Debug)]
pub struct Deliverable<'t> {
    /// The document in the catalogue.
    pub document: &'t Document,
    /// What it is while the record does not call it final.
    pub draft: Option<&'t Draft>,
    /// Its language; the first one of a message in two.
    pub language: Language,
    /// The second language of a message to several people, with what it is about in that language.
    pub second: Option<(Language, Option<Value>)>,
    /// Path of the same document in the other language, where it is due in both.
    pub pair: Option<String>,
    /// Its title in that language.
    pub title: String,
    /// Path in the pack: `1-announcement/confirmation-letter.pdf`.
    pub path: String,
    /// The date that it bears.
    pub date: NaiveDate,
    /// The person or place that it is about, where several get one each.
    pub item: Option<Value>,
    /// Position of that person or place in their list of the view.
    pub position: Option<usize>,
    /// What it is, the same for every version of it.
    pub ident: String,
}

impl Deliverable<'_> {
    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its title in a language, if the catalogue has one.
    pub fn title_in(&self, language: Language) -> Option<&str> {
        title(self.document, self.draft, language)
    }

    /// For whom it is.
    pub fn audience(&self) -> &str {
        self.draft.map_or(&self.document.audience, |draft| &draft.audience)
    }

    /// Path of one of its templates: `confirmation-letter/en.typ`.
    pub fn template(&self, part: &str) -> String {
        template(self.document, self.language, part)
    }

    /// Its languages, in order.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        std::iter::once(self.language).chain(self.second.as_ref().map(|(language, _)| *language))
    }

    /// Whether it goes with a message: what is made for somebody goes to nobody else.
    pub fn goes_with(&self, message: &Self) -> bool {
        let is_for_all = self.document.per == Per::Inspection;
        is_for_all || (self.document.per == message.document.per && self.position == message.position)
    }

    /// The tags of its languages with something between them: `en`, `cy en`.
    pub fn tags(&self, between: &str) -> String {
        self.languages().map(Language::tag).collect::<Vec<_>>().join(between)
    }
}

/// The title of a document, or of its draft, in a language.
pub fn title<'t>(document: &'t Document, draft: Option<&'t Draft>, language: Language) -> Option<&'t str> {
    draft.map_or(&document.title, |draft| &draft.title).get(language.tag()).map(String::as_str)
}

/// Path of a document's template in a language.
pub fn template(document: &Document, language: Language, part: &str) -> String {
    format!("{}/{}{part}", document.id, language.tag())
}
