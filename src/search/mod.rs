//! The search for what identifies children (guidance §10.4), behind the view that has no child in it.
//!
//! There are two lines. The first reads what people type: it knows who may be named and which words surround a name, so that
//! `Mark` as a name and `mark` as a word part. The second reads the finished file, most of which is the program's own words,
//! and looks there for what can be nothing else: full names, names that nobody else bears, dates of birth, system IDs and confidential notes.

mod another_number;
mod around;
#[cfg(test)]
mod attack_form_tests;
#[cfg(test)]
mod attack_milestone_tests;
#[cfg(test)]
mod attack_number_tests;
#[cfg(test)]
mod attack_office_tests;
#[cfg(test)]
mod attack_tests;
#[cfg(test)]
mod attack_word_tests;
mod beside;
mod birth_months;
mod birthdays;
mod counted;
mod date_pieces;
mod dates;
mod disguised;
mod exact;
mod feasts;
mod finder;
mod forms;
mod hidden;
mod in_a_date;
mod keys;
mod labelled;
mod lookalikes;
mod milestones;
mod no_dates;
mod numbers;
mod others;
mod otherwise;
mod pieces;
mod prose;
mod rare;
mod runs;
mod spoken;
mod starts;
mod structured;
mod text;
mod titles;
mod together;
mod typed;
mod untaken;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::record::{At, Child, FileKind, Line, Record, normalise};
use crate::workspace::Workspace;
use finder::{ChildFacts, Finder, Part, Seen};
use text::Text;

pub use keys::{is_of_a_document, is_of_a_place, is_of_a_post, is_prose};
pub use prose::Found;

/// What kind of thing was found. The thing itself is never part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A name.
    Name,
    /// A date of birth.
    DateOfBirth,
    /// An ID in the case management system.
    SystemId,
    /// A confidential note.
    Note,
}

impl What {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "a child's name",
            Self::DateOfBirth => "a child's date of birth",
            Self::SystemId => "a child's system ID",
            Self::Note => "a confidential note",
        }
    }
}

/// Something of a child's that a text holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// What kind of thing.
    pub what: What,
    /// Where the children's file has it.
    pub at: At,
}

/// What identifies the children of one record, made ready for the search.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    finder: Finder,
    children: Vec<Places>,
    notes: Vec<At>,
    said: Vec<String>,
    namesakes: usize,
    is_unread: bool,
}

/// Where the children's file has what is looked for of one child.
#[derive(Clone, Debug)]
struct Places {
    family: At,
    first: At,
    born: At,
    id: At,
}

impl Terms {
    /// What identifies the children of a record.
    pub fn new(record: &Record) -> Self {
        let mut terms = Self::default();
        for child in &record.children.children {
            terms.add(child);
        }
        if record.faulty.contains(&FileKind::Children) {
            terms.add_typed(record);
            terms.add_untaken(record);
            terms.is_unread = terms.children.is_empty();
        }
        if terms.finder.is_empty() {
            return terms;
        }
        let forms = terms.finder.forms();
        let names = record.names();
        terms.namesakes = terms.of_namesakes(&names);
        for (_, name, is_person) in names {
            terms.finder.add_other(&name, is_person);
            // Another contact is no reason to search every document again, unless the search takes the name for a child's.
            if others::bears_on(&forms, &name) {
                terms.said.push(format!("{}:{name}", if is_person { "person" } else { "place" }));
            }
        }
        terms
    }

    /// What identifies the children of all inspections that are here and can be read; one for each that has any.
    pub fn of_workspace(workspace: &Workspace) -> Vec<Self> {
        let folders = workspace.folders().unwrap_or_default();
        let terms = folders.iter().map(|folder| Self::new(&workspace.read(folder).0));
        terms.filter(|terms| terms.children() > 0).collect()
    }

    /// Adds what stands in the children's file and could not be read: all of it, or a date or number of the wrong form.
    fn add_typed(&mut self, record: &Record) {
        let text = record.sources.get(&FileKind::Children).map_or("", |source| source.text.as_str());
        let typed = typed::children(text);
        let children = &record.children.children;
        let is_nameless = |child: &Child| child.family_name.is_empty() || child.first_names.is_empty();
        let is_known = !record.broken.contains(&FileKind::Children) && typed.len() == children.len();
        for (child, typed) in typed.into_iter().enumerate() {
            if !is_known || is_nameless(&children[child]) {
                self.finder.add(typed.facts);
                let at = At { file: FileKind::Children, start: typed.start, end: typed.start };
                self.children.push(Places { family: at.clone(), first: at.clone(), born: at.clone(), id: at });
            } else {
                self.finder.add_numbers(child, typed.facts);
            }
        }
    }

    fn add(&mut self, child: &Child) {
        let id = child.system_id.as_ref();
        self.finder.add(ChildFacts {
            family: &child.family_name,
            first: &child.first_names,
            born: child.date_of_birth.as_ref().map(|born| born.value),
            id: id.map(|id| &***id),
            case: child.id.as_ref().map(|id| &***id),
        });
        let family = child.family_name.at.clone();
        self.children.push(Places {
            first: child.first_names.at.clone(),
            born: child.date_of_birth.as_ref().map_or_else(|| family.clone(), |born| born.at.clone()),
            id: child.system_id.as_ref().map_or_else(|| family.clone(), |id| id.at.clone()),
            family,
        });
        let texts = [&child.note, &child.case_manager_needs, &child.termination_reason, &child.release_reason];
        for note in texts.into_iter().flatten() {
            self.finder.add_note(note, self.notes.len());
            self.notes.push(note.at.clone());
        }
        let born = child.date_of_birth.as_ref().map(|born| born.value.to_string());
        let said = |line: &Line| line.to_string();
        let texts = [
            ("family-name", Some(said(&child.family_name))),
            ("first-names", Some(said(&child.first_names))),
            ("system-id", id.map(said)),
            ("note", child.note.as_ref().map(said)),
            ("case-manager-needs", child.case_manager_needs.as_ref().map(said)),
            ("termination-reason", child.termination_reason.as_ref().map(said)),
            ("release-reason", child.release_reason.as_ref().map(said)),
            ("date-of-birth", born),
        ];
        // What was a note and is an ID now is looked for in another way.
        self.said.extend(texts.into_iter().filter_map(|(key, text)| Some(format!("{key}:{}", text?))));
    }

    /// Whether there is a children's file of which nothing can be told, neither by its form nor line by line.
    pub fn is_unread(&self) -> bool {
        self.is_unread
    }

    /// How many children are searched for.
    pub fn children(&self) -> usize {
        self.children.len()
    }

    /// How many children have the full name of somebody whom the record names, so that the name is not searched for where it may be theirs.
    pub fn namesakes(&self) -> usize {
        self.namesakes
    }

    fn of_namesakes(&self, names: &[(At, String, bool)]) -> usize {
        let of_people = names.iter().filter(|(_, _, is_person)| *is_person);
        let children = of_people.flat_map(|(_, name, _)| {
            let text = Text::new(name);
            let seen = self.finder.names_in(&text);
            self.full_names(&text, &seen).map(|(_, child)| child).collect::<Vec<_>>()
        });
        children.collect::<BTreeSet<usize>>().len()
    }

    /// The second line: what a finished file's text holds of the children, each thing once.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.finder.is_empty() {
            return Vec::new();
        }
        // A template can put in what the record may not hold: a soft hyphen, or a joiner of no width.
        let text = &normalise(text);
        let words = Text::new(text);
        let in_other_letters = || {
            let decoded =
                hidden::decoded(text).into_iter().chain(disguised::decoded(text)).chain(self.finder.lookalikes(&words));
            decoded.flat_map(|text| self.find_as_it_stands(&Text::new(&normalise(&text)))).collect::<Vec<_>>()
        };
        // At the end of a save a message is searched while nothing else is left for the other cores.
        let (mut hits, others) = rayon::join(|| self.find_as_it_stands(&words), in_other_letters);
        hits.extend(others);
        hits.sort();
        hits.dedup();
        hits
    }

    fn find_as_it_stands(&self, text: &Text<'_>) -> Vec<Hit> {
        let (mut found, names) = rayon::join(|| self.certain(text), || self.names(text));
        found.extend(names);
        found.iter().map(|found| Hit { what: found.what, at: self.line(found).clone() }).collect()
    }

    /// The names that a text surely has.
    fn names(&self, text: &Text<'_>) -> Vec<Found> {
        let seen = self.finder.names_in(text);
        let covered = if seen.is_empty() { Vec::new() } else { self.finder.covered(text) };
        let named = (0..seen.len()).filter(|index| !covered[seen[*index].start]);
        let rare = named.clone().filter_map(|index| self.finder.rare_name(text, &seen[index]));
        let titled = named.clone().filter_map(|index| self.finder.after_title_of_a_boy(text, &seen[index]));
        let titled: Vec<usize> = titled.filter(|(_, is_certain)| *is_certain).map(|(child, _)| child).collect();
        let full = named.filter_map(|index| Some(self.finder.full_name(text, &seen, index, false)?.0));
        let whole = text.words.iter().filter_map(|word| self.finder.run_together(word));
        let reversed = self.finder.reversed_in(text);
        let name = |whose| Found::name(whose, Part::Family, 0..0, true);
        full.chain(rare).chain(whole).chain(titled).chain(reversed).map(name).collect()
    }

    /// The first line: what a text that somebody typed holds of the children, surely or perhaps.
    pub fn in_prose(&self, text: &str, is_welsh: bool) -> Vec<Found> {
        if self.finder.is_empty() {
            return Vec::new();
        }
        let words = Text::new(text);
        self.in_prose_but(&words, is_welsh, &self.finder.covered(&words))
    }

    /// The same, but for names among the words that are `covered` by somebody else's.
    fn in_prose_but(&self, words: &Text<'_>, is_welsh: bool, covered: &[bool]) -> Vec<Found> {
        let mut found = prose::find_but(&self.finder, words, is_welsh, covered);
        for plain in hidden::decoded(words.raw()).into_iter().chain(self.finder.lookalikes(words)) {
            let hidden =
                prose::find(&self.finder, &Text::new(&plain), is_welsh).into_iter().filter(|found| found.is_certain);
            let is_new = |one: &Found| {
                found.iter().all(|other| !other.is_certain || (other.what, other.whose) != (one.what, one.whose))
            };
            // It stands somewhere in the text, in other letters.
            let hidden: Vec<Found> = hidden.filter(is_new).map(|found| Found { at: 0..0, ..found }).collect();
            found.extend(hidden);
        }
        found
    }

    /// Whether a message that shows this text may tell of a child. It may if the search as prose finds or asks about anything, whatever
    /// the record calls so that is no person; if there is a full name, even one that somebody else bears, since a slip may have put the
    /// child there; if there is a rare name that no adult bears, even if it may be a place's; if there is a single name that the
    /// record gives to somebody who has no other; or if somebody typed a name, and nothing else, for a value.
    pub fn may_be_told_by(&self, text: &str) -> bool {
        if self.finder.is_empty() {
            return false;
        }
        let words = &Text::new(text);
        !self.in_prose_but(words, false, &self.finder.covered_by_people(words)).is_empty()
            || !self.in_a_name(text).is_empty()
            || self.finder.has_lone_name(words)
            || self.finder.has_rare_pieces(words)
            || self.finder.has_quoted_name(text)
            || self.finder.has_parts_together(words)
    }

    /// What the name of a file, a folder or a branch holds of a child. Signs stand there for blanks, and small letters for capitals: the first name
    /// before the family name, or the two in either order and nothing else.
    pub fn in_the_name_of_a_file(&self, name: &str) -> Option<What> {
        let parted = name.replace(['-', '_', '.', '/'], " ");
        let found = [name, &parted].into_iter().find_map(|text| self.find(text).first().map(|hit| hit.what));
        let parts: Vec<&str> =
            name.split('/').map(|part| part.rsplit_once('.').map_or(part, |(name, _)| name)).collect();
        let is_named = || {
            parts.iter().any(|part| self.finder.is_named_after(part))
                || parts.windows(2).any(|two| self.finder.is_wholly_named_after(&two.join(" ")))
        };
        found.or_else(|| is_named().then_some(What::Name))
    }

    /// The child who was born on a day.
    pub fn born_on(&self, day: NaiveDate) -> Option<Found> {
        let whose = *self.finder.born.get(&day)?;
        Some(Found { what: What::DateOfBirth, whose, part: None, at: 0..0, is_certain: true })
    }

    /// Whether a text has anything in it that a child has: a name, also one that is a word or somebody else's, a date or an ID.
    pub fn is_any_in(&self, text: &str) -> bool {
        let text = Text::new(text);
        !self.finder.names_in(&text).is_empty()
            || !prose::exact(&self.finder, &text).is_empty()
            || !prose::perhaps(&self.finder, &text).is_empty()
            || text.words.iter().any(|word| self.finder.run_together(word).is_some())
    }

    /// The full names in a text, each by where it begins, with its child.
    fn full_names<'s>(&self, text: &Text<'_>, seen: &'s [Seen]) -> impl Iterator<Item = (&'s Seen, usize)> {
        let begins = seen.iter().enumerate();
        begins.filter_map(move |(index, first)| Some((first, self.finder.full_name(text, seen, index, false)?.0)))
    }

    fn certain(&self, text: &Text<'_>) -> Vec<Found> {
        prose::exact(&self.finder, text).into_iter().filter(|found| found.is_certain).collect()
    }

    /// Where the children's file has what was found.
    pub fn line(&self, found: &Found) -> &At {
        if found.what == What::Note {
            return &self.notes[found.whose];
        }
        let places = &self.children[found.whose];
        match (found.what, found.part) {
            (What::DateOfBirth, _) => &places.born,
            (What::SystemId, _) => &places.id,
            (_, Some(Part::First)) => &places.first,
            _ => &places.family,
        }
    }

    /// A fingerprint of what decides on a hit: the children, and those names of others that have something of a child's name.
    /// A document that was searched by another one has to be searched again.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for said in &self.said {
            digest.update((said.len() as u64).to_le_bytes());
            digest.update(said);
        }
        digest.finalize().into()
    }
}

#[cfg(test)]
mod tests;
