//! What is to be translated, text by text.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::pairs;
use super::super::passage::{Passage, aligned, passages};
use crate::template::{GLOSSARY, Templates};

/// The Welsh phrases.
pub const PHRASES: &str = "phrases/cy.toml";

/// A text to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// The file that the Welsh stands in, below `templates/`.
    pub file: String,
    /// Which of the file's texts it is.
    pub key: String,
    /// The English.
    pub english: String,
    /// The Welsh.
    pub welsh: String,
    /// Where the Welsh stands.
    pub location: Location,
}

/// Where a Welsh text stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A string of TOML, with its quotes.
    String(Range<usize>),
    /// The passage of that index.
    Passage(usize),
}

impl TextRow {
    /// The bytes of its file that the Welsh takes up.
    pub fn span(&self, templates: &Templates) -> Range<usize> {
        match &self.location {
            Location::String(span) => span.clone(),
            Location::Passage(index) => {
                let passages = passages(&self.file, &templates.text(&self.file));
                passages.get(*index).map_or(0..0, |passage| passage.range.clone())
            }
        }
    }
}

/// The texts of the phrases, the titles of the documents, the passages of every template and the terms of the glossary.
pub fn rows(templates: &Templates) -> Vec<TextRow> {
    let mut rows = phrases(templates);
    rows.extend(titles(templates));
    for pair in pairs(templates).iter().filter(|pair| pair.document != "phrases" && templates.has(&pair.welsh)) {
        let english = passages(&pair.english, &templates.text(&pair.english));
        let welsh = passages(&pair.welsh, &templates.text(&pair.welsh));
        let row = |(original, index): (Option<&Passage>, usize)| TextRow {
            file: pair.welsh.clone(),
            key: format!("passage {}", index + 1),
            english: original.map(|passage| passage.text.clone()).unwrap_or_default(),
            welsh: welsh[index].text.clone(),
            location: Location::Passage(index),
        };
        rows.extend(aligned(&english, &welsh).into_iter().map(row));
    }
    rows.extend(terms(templates));
    rows
}

fn phrases(templates: &Templates) -> Vec<TextRow> {
    let (english, welsh) = (leaves(&templates.text("phrases/en.toml")), leaves(&templates.text(PHRASES)));
    let original = |key: &String| match key.strip_prefix("bank-holidays.").or(key.strip_prefix("markings.")) {
        Some(name) => name.to_owned(),
        None => english.get(key).map(|(text, _)| text.clone()).unwrap_or_default(),
    };
    // A tier's name is a word of the program's, not a text.
    let texts = welsh.into_iter().filter(|(key, _)| !key.ends_with(".tier"));
    let row = |(key, (welsh, span)): (String, (String, Range<usize>))| TextRow {
        file: PHRASES.to_owned(),
        english: original(&key),
        key,
        welsh,
        location: Location::String(span),
    };
    texts.map(row).collect()
}

/// The documents' titles, from the catalogue that a change can be written to: the workspace's own, if there is one.
fn titles(templates: &Templates) -> Vec<TextRow> {
    let texts = leaves(&templates.catalogue_text());
    let row = |(key, (welsh, span)): (&String, &(String, Range<usize>))| {
        let english = texts.get(&format!("{}.en", key.strip_suffix(".cy")?))?.0.clone();
        Some(TextRow {
            file: "catalogue.toml".to_owned(),
            key: key.clone(),
            english,
            welsh: welsh.clone(),
            location: Location::String(span.clone()),
        })
    };
    texts.iter().filter_map(row).collect()
}

fn terms(templates: &Templates) -> Vec<TextRow> {
    let glossary = leaves(&templates.text(GLOSSARY));
    let term = |(key, (welsh, span)): (&String, &(String, Range<usize>))| {
        let entry = key.strip_suffix(".welsh").or_else(|| Some(key.rsplit_once(".also.")?.0))?;
        let (english, _) = glossary.get(&format!("{entry}.english"))?;
        Some(TextRow {
            file: GLOSSARY.to_owned(),
            key: key.clone(),
            english: english.clone(),
            welsh: welsh.clone(),
            location: Location::String(span.clone()),
        })
    };
    glossary.iter().filter_map(term).collect()
}

/// Every text of a TOML file by its path, with its place.
pub fn leaves(text: &str) -> BTreeMap<String, (String, Range<usize>)> {
    fn visit(path: &str, value: &Spanned<DeValue<'_>>, found: &mut BTreeMap<String, (String, Range<usize>)>) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value.get_ref() {
            DeValue::String(text) => drop(found.insert(path.to_owned(), (text.to_string(), value.span()))),
            DeValue::Array(items) => {
                (1..)
                    .zip(items.iter())
                    .for_each(|(number, item): (usize, _)| visit(&below(&number.to_string()), item, found));
            }
            DeValue::Table(table) => table.iter().for_each(|(key, item)| visit(&below(key.get_ref()), item, found)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    if let Ok(table) = DeTable::parse(text) {
        table.get_ref().iter().for_each(|(key, value)| visit(key.get_ref(), value, &mut found));
    }
    found
}
