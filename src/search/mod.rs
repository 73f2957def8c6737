//! The search of a document's text for what identifies children (guidance §10.4): the last wall, behind the view that has
//! no child in it.
//!
//! Names are searched for as whole words, in capitals or small letters, family name and first names together as well as
//! apart. A name that the document may well hold for another reason, since somebody who may be named bears it or since
//! the program's own templates use it as a word, cannot be searched for on its own: that is said, and the full name, date
//! of birth and system ID are still searched for.

mod words;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::Datelike;
use sha2::{Digest, Sha256};

use crate::phrases::own_months;
use crate::problem::{Problem, code};
use crate::record::{At, Child, Record};
use words::{runs, words};

/// Shortest text that is searched for on its own, in characters: a shorter one is found in any document.
const SHORTEST: usize = 2;

/// What identifies the children of one record, made ready for the search.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    /// The terms by their first word, each as its index.
    begun_by: HashMap<String, Vec<usize>>,
    unsearchable: Vec<At>,
}

#[derive(Clone, Debug)]
struct Term {
    /// At least one.
    words: Vec<String>,
    what: What,
    at: At,
}

impl Term {
    /// Whether a text begins with its words.
    fn begins(&self, text: &[&str]) -> bool {
        text.get(..self.words.len()).is_some_and(|start| start == self.words)
    }
}

/// What kind of thing was found. The thing itself is never part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A family name or first name, or both.
    Name,
    /// A date of birth.
    DateOfBirth,
    /// An ID in the case management system.
    SystemId,
}

impl What {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "a child's name",
            Self::DateOfBirth => "a child's date of birth",
            Self::SystemId => "a child's system ID",
        }
    }
}

/// Something of a child's that a text holds.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What kind of thing.
    pub what: What,
    /// Where the record has it.
    pub at: At,
}

impl Terms {
    /// What identifies the children of a record. `vocabulary` holds the words that the program's own templates use, in small
    /// letters and in order.
    pub fn new(record: &Record, vocabulary: &[&str]) -> Self {
        if record.children.children.is_empty() {
            return Self::default();
        }
        let others: HashSet<String> = words_of_others(record).collect();
        let mut terms = Self::default();
        for child in &record.children.children {
            terms.add(child, &|word| vocabulary.binary_search(&word).is_ok() || others.contains(word));
        }
        terms
    }

    fn add(&mut self, child: &Child, is_common_word: &dyn Fn(&str) -> bool) {
        let family: Vec<String> = words(&child.family_name).collect();
        let first: Vec<String> = words(&child.first_names).collect();
        let at = &child.family_name.at;
        for (name, at) in [(&family, at), (&first, &child.first_names.at)] {
            let is_common = name.iter().all(|word| is_common_word(word) || word.chars().count() < SHORTEST);
            if is_common {
                self.unsearchable.push(at.clone());
            } else {
                self.push(name.clone(), What::Name, at);
            }
        }
        for name in
            first.iter().filter(|name| first.len() > 1 && name.chars().count() > SHORTEST && !is_common_word(name))
        {
            self.push(vec![name.clone()], What::Name, &child.first_names.at);
        }
        self.push([first.clone(), family.clone()].concat(), What::Name, at);
        self.push([family.clone(), first.clone()].concat(), What::Name, at);
        if let Some(name) = first.first().filter(|_| first.len() > 1) {
            self.push([vec![name.clone()], family.clone()].concat(), What::Name, at);
        }
        if let Some(born) = &child.date_of_birth {
            for form in date_forms(born.value) {
                self.push(words(&form).collect(), What::DateOfBirth, &born.at);
            }
        }
        if let Some(id) = child.system_id.as_ref().filter(|id| id.chars().count() > SHORTEST) {
            self.push(words(id).collect(), What::SystemId, &id.at);
        }
    }

    fn push(&mut self, words: Vec<String>, what: What, at: &At) {
        if let Some(first) = words.first() {
            self.begun_by.entry(first.clone()).or_default().push(self.terms.len());
            self.terms.push(Term { words, what, at: at.clone() });
        }
    }

    /// What a text holds of the children, each thing once.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let text = text.to_lowercase();
        let text: Vec<&str> = runs(&text).collect();
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for start in 0..text.len() {
            let begun = self.begun_by.get(text[start]).into_iter().flatten();
            found.extend(begun.copied().filter(|index| self.terms[*index].begins(&text[start..])));
        }
        let mut seen = BTreeSet::new();
        let hits = found.into_iter().map(|index| &self.terms[index]);
        hits.map(|term| Hit { what: term.what, at: term.at.clone() })
            .filter(|hit| seen.insert(hit.at.clone()))
            .collect()
    }

    /// Warnings for the names that cannot be searched for on their own.
    pub fn warnings(&self, record: &Record) -> Vec<Problem> {
        let warning = |at: &At| {
            let message = "this name cannot be searched for on its own: somebody who may be named bears it too, or the \
                           documents use it as a word";
            let help = "look through the pack for this name before you send it; the full name is searched for";
            Problem::new(code::UNSEARCHABLE_NAME, record.place(at), message, help)
        };
        self.unsearchable.iter().map(warning).collect()
    }

    /// A fingerprint of what is searched for: a document that was searched for other children has to be searched again.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for term in &self.terms {
            term.words.iter().for_each(|word| digest.update(format!("{word}\u{1f}")));
            digest.update("\u{1e}");
        }
        digest.finalize().into()
    }
}

/// The words of every text in the record outside the children's file: names of people, YOTs and places, and prose.
fn words_of_others(record: &Record) -> impl Iterator<Item = String> + '_ {
    let team = &record.team;
    let inspectors = team.lead_inspector.iter().chain(&team.inspectors).map(|person| &person.name);
    let assessors = team.local_assessors.iter().map(|person| &person.name);
    let officer = team.support_officer.iter().map(|person| &person.name);
    let contacts = record.contacts.contacts.iter().map(|person| &person.name);
    let managers =
        record.cases.case_managers.iter().flat_map(|person| [Some(&person.name), person.line_manager.as_ref()]);
    let yot = &record.inspection.yot;
    let places = std::iter::once(&yot.name).chain(&yot.area).chain(&yot.authorities);
    let sites = record.inspection.sites.iter().flat_map(|site| std::iter::once(&site.name).chain(&site.address));
    let named = inspectors.chain(assessors).chain(officer).chain(contacts).chain(managers.flatten());
    named.chain(places).chain(sites).flat_map(|text| words(text).collect::<Vec<_>>())
}

/// The forms in which a date of birth may be written.
fn date_forms(date: chrono::NaiveDate) -> Vec<String> {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let mut forms = vec![
        date.to_string(),
        format!("{day:02}/{month:02}/{year}"),
        format!("{day}/{month}/{year}"),
        format!("{day:02}/{month:02}/{:02}", year % 100),
        format!("{month:02}/{day:02}/{year}"),
        format!("{day:02}{month:02}{year}"),
        format!("{year}{month:02}{day:02}"),
    ];
    for name in own_months(date.month0()) {
        let short: String = name.chars().take(3).collect();
        forms.extend([format!("{day} {name} {year}"), format!("{day} {short} {year}"), format!("{name} {day} {year}")]);
        forms.extend([format!("{day:02} {name} {year}"), format!("{day:02} {short} {year}")]);
    }
    forms
}

#[cfg(test)]
mod tests;
