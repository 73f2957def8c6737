//! `templates/catalogue.toml`: what documents there are. A workspace's own catalogue adds entries, and replaces those of
//! the same id.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::audience::{Per, Recipient, Recipients};
use crate::calendar::{Country, Milestone};
use crate::facts::SentTwice;
use crate::record::{Language, Record};

/// All documents, in the order of the catalogue.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Catalogue {
    /// What a document waits for, in words: `schedule = "a slot for every case (cases.toml)"`.
    #[serde(default)]
    pub needs: BTreeMap<String, String>,
    /// The documents.
    #[serde(default, rename = "document")]
    pub documents: Vec<Document>,
}

/// A document of the pack.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Document {
    /// Its id: the name of its folder in `templates/` and of its file in the pack.
    pub id: String,
    /// The name of its file in the pack, without its ending, where that is not the id.
    #[serde(default)]
    pub file: Option<String>,
    /// Its title by language.
    pub title: BTreeMap<String, String>,
    /// The folder in the pack: `1-announcement`.
    pub stage: String,
    /// What kind of file it is.
    pub format: Format,
    /// Whether there is one for the inspection or one for each of some people or places.
    #[serde(default)]
    pub per: Per,
    /// The protective marking.
    pub marking: String,
    /// The marking of a form once somebody has filled it in, which stands on it from the start.
    #[serde(default)]
    pub marking_once_filled: Option<String>,
    /// For whom it is, in a few words, for the manifest.
    pub audience: String,
    /// The milestone that it serves, whose date it bears; where there is none, the announcement.
    #[serde(default, deserialize_with = "milestone")]
    pub milestone: Option<Milestone>,
    /// How many working days before its milestone it is due, if not on the day.
    #[serde(default)]
    pub working_days_before: u16,
    /// The part of the view that calls for the document: without it nothing is said of the document, not even that it waits.
    #[serde(default)]
    pub called_for_by: Option<String>,
    /// What the record has to call final before the document is made at all.
    #[serde(default)]
    pub once_final: Option<SentTwice>,
    /// What the record has to call final from when on the document is made no more.
    #[serde(default)]
    pub until_final: Option<SentTwice>,
    /// The parts of the view that must be there before it can be made: `schedule`, `team.lead_inspector`.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The parts of the view that must be there as well once the record calls it final.
    #[serde(default)]
    pub final_needs: Vec<String>,
    /// The parts of the person or place that must be there: who has none of them gets no document.
    #[serde(default)]
    pub item_needs: Vec<String>,
    /// The parts of the view that reach the layout as data.
    #[serde(default)]
    pub data: Vec<String>,
    /// The country that it is for, where it is not for both.
    #[serde(default, deserialize_with = "country")]
    pub country: Option<Country>,
    /// The most pages that it may have.
    #[serde(default)]
    pub pages: Option<usize>,
    /// Whether it may name children, so that its templates see the second kind of view (guidance §10.4).
    #[serde(default)]
    pub names_children: bool,
    /// For a message: whether it goes by secure mail alone, so that it may carry a document that names children.
    #[serde(default)]
    pub secure: bool,
    /// For a message: to whom it goes.
    #[serde(default)]
    pub to: Recipients,
    /// For a message: who gets a copy, where all may see that they do.
    #[serde(default)]
    pub cc: Recipients,
    /// For a message: who gets a copy of which nobody else knows.
    #[serde(default)]
    pub bcc: Recipients,
    /// For a message: whether people from outside the team and the YOT may see the names and addresses of each other.
    #[serde(default)]
    pub see_each_other: bool,
    /// For a message: who gets the answers, where that is not the support services officer, who sends it.
    #[serde(default)]
    pub reply_to: Option<Recipient>,
    /// For a message: the documents that go with it.
    #[serde(default)]
    pub attach: Vec<String>,
    /// What it is while it is not final, where it goes out first to be checked.
    #[serde(default)]
    pub draft: Option<Draft>,
}

/// What a document is that goes out to be checked, before it goes out as final (guidance §14.3 and §15).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Draft {
    /// What the record has to call final before the document is.
    pub until_final: SentTwice,
    /// Its title by language.
    pub title: BTreeMap<String, String>,
    /// For whom it is, in a few words, for the manifest.
    pub audience: String,
    /// The milestone whose date it bears.
    #[serde(default, deserialize_with = "milestone")]
    pub milestone: Option<Milestone>,
}

/// What kind of file a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A PDF, by Typst.
    Pdf,
    /// An unsent e-mail.
    Eml,
    /// A workbook.
    Xlsx,
    /// A calendar file.
    Ics,
    /// A page for a browser, in one file.
    Html,
}

impl Format {
    /// The ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Eml => "eml",
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
            Self::Html => "html",
        }
    }

    /// The media type, for attachments.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Eml => "message/rfc822",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }

    /// The templates of a language that a document of this kind has, by the end of their names.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &[".typ"],
            Self::Eml => &[".subject.txt", ".txt", ".html"],
            Self::Xlsx => &[".workbook.toml"],
            Self::Ics => &[".calendar.toml"],
            Self::Html => &[".html"],
        }
    }
}

impl Document {
    /// Whether it may name children, or carry a document that does: what goes by secure mail may.
    pub fn may_hold_children(&self) -> bool {
        self.names_children || (self.secure && !self.attach.is_empty())
    }

    /// The name of its file in the pack, without its ending.
    pub fn file(&self) -> &str {
        self.file.as_deref().unwrap_or(&self.id)
    }

    /// Whether it is marked as something that only secure mail may carry.
    pub fn is_sensitive(&self) -> bool {
        let marking = self.marking.to_uppercase();
        ["SENSITIVE", "SECRET", "CONFIDENTIAL", "RESTRICTED"].iter().any(|word| marking.contains(word))
    }

    /// The marking that stands on it.
    pub fn printed_marking(&self) -> &str {
        self.marking_once_filled.as_deref().unwrap_or(&self.marking)
    }

    /// What it is while the record does not call it final; nothing where it is final or knows no draft.
    pub fn as_draft(&self, record: &Record) -> Option<&Draft> {
        self.draft.as_ref().filter(|draft| !draft.until_final.is_final(record))
    }

    /// The milestone that it serves as the record stands; the announcement where the catalogue names none.
    pub fn serves(&self, record: &Record) -> Milestone {
        let milestone = self.as_draft(record).map_or(self.milestone, |draft| draft.milestone);
        milestone.unwrap_or(Milestone::Announcement)
    }

    /// Whether it is made at all, by what the record calls final.
    pub fn is_its_time(&self, record: &Record) -> bool {
        self.once_final.is_none_or(|what| what.is_final(record))
            && !self.until_final.is_some_and(|what| what.is_final(record))
    }

    /// Its title in a language.
    pub fn title_in(&self, language: Language) -> Option<&str> {
        self.title.get(language.tag()).map(String::as_str)
    }

    /// Whether it has no title in a language, or its draft has none.
    pub fn lacks_title(&self, language: Language) -> bool {
        let titles = std::iter::once(&self.title).chain(self.draft.as_ref().map(|draft| &draft.title));
        titles.into_iter().any(|title| !title.contains_key(language.tag()))
    }
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// What is wrong with its form, with the place; and words for an entry that cannot be, with the place of its id.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Puts another catalogue's entries in: those of a known id in its place, others at the end.
    pub fn extend(&mut self, other: Self) {
        self.needs.extend(other.needs);
        for document in other.documents {
            match self.documents.iter_mut().find(|known| known.id == document.id) {
                Some(known) => *known = document,
                None => self.documents.push(document),
            }
        }
    }
}

fn milestone<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Milestone>, D::Error> {
    let name = String::deserialize(from)?;
    let unknown = || serde::de::Error::custom(format!("`{name}` is not a milestone"));
    Milestone::from_name(&name).map(Some).ok_or_else(unknown)
}

fn country<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Country>, D::Error> {
    let name = String::deserialize(from)?;
    let unknown = || serde::de::Error::custom(format!("`{name}` is not a country: write `england` or `wales`"));
    Country::ALL.into_iter().find(|country| country.name() == name).map(Some).ok_or_else(unknown)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::record::Role;

    pub const LETTER: &str = "[[document]]\nid = \"letter\"\ntitle.en = \"Letter\"\nstage = \"1-announcement\"\nformat = \"pdf\"\nmarking = \"OFFICIAL\"\naudience = \"YOT\"\n";

    #[test]
    fn an_entry_of_a_known_id_replaces_it_and_another_is_added() {
        let mut catalogue = Catalogue::read(LETTER).expect("a catalogue");
        let own = LETTER.replace("OFFICIAL", "OFFICIAL-SENSITIVE") + &LETTER.replace("\"letter\"", "\"note\"");
        catalogue.extend(Catalogue::read(&own).expect("a catalogue"));
        let ids: Vec<&str> = catalogue.documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["letter", "note"]);
        assert_eq!(catalogue.documents[0].marking, "OFFICIAL-SENSITIVE");
    }

    #[test]
    fn only_a_message_has_copies_and_only_for_roles_that_there_are() {
        let with = |format: &str, role: &str| {
            Catalogue::read(&format!("{}cc.england = [\"{role}\"]\n", LETTER.replace("\"pdf\"", format)))
        };
        let message = with("\"eml\"", "strategic-manager").expect("a catalogue");
        let copies = &message.documents[0].cc;
        assert_eq!(copies.of(Country::England), [Recipient::Contact(Role::StrategicManager)]);
        assert_eq!(copies.of(Country::Wales), []);
        let letter = with("\"pdf\"", "strategic-manager").expect("a catalogue");
        assert_eq!(letter.faults(), [("letter".to_owned(), "only a message can have copies".to_owned())]);
        assert!(with("\"eml\"", "stratejic-manager").is_err());
    }

    #[test]
    fn an_unknown_key_or_milestone_is_an_error() {
        assert!(Catalogue::read(&format!("{LETTER}milestone = \"tea\"\n")).is_err());
        assert!(Catalogue::read(&format!("{LETTER}colour = \"red\"\n")).is_err());
    }
}
