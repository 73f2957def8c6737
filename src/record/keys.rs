//! The keys of a file with their places: which value stands where, as a person would say it: `contact[2].email`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;
use std::sync::OnceLock;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::{At, FileKind, Record, Sources};
use crate::problem::{Place, SourceFile};

/// The keys of a record's files. A check asks for them several times, and each file is parsed once for it.
#[derive(Clone, Debug, Default)]
pub(super) struct KeysOnce(BTreeMap<FileKind, OnceLock<FileKeys>>);

/// The keys of a file, each with the place of its value.
type FileKeys = Vec<(Range<usize>, String)>;

impl KeysOnce {
    /// Of these files.
    pub(super) fn of(sources: &Sources) -> Self {
        Self(sources.keys().map(|file| (*file, OnceLock::new())).collect())
    }
}

impl Record {
    /// The keys of a file, each with the place of its value; a list counts from 1.
    pub fn keys(&self, file: FileKind) -> &[(Range<usize>, String)] {
        let Some((source, once)) = self.sources.get(&file).zip(self.keys.0.get(&file)) else { return &[] };
        once.get_or_init(|| keys(&source.text))
    }

    /// The innermost key around each of these places of a file.
    pub fn keys_around(&self, file: FileKind, places: &[usize]) -> Vec<Option<String>> {
        let mut keys: Vec<&(Range<usize>, String)> = self.keys(file).iter().collect();
        keys.sort_by_key(|(span, _)| span.start);
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|index| places[*index]);
        let mut around = vec![None; places.len()];
        // The keys that begin before a place, the shortest first. One that has ended is around no later place either.
        let (mut begun, mut next) = (BinaryHeap::new(), 0);
        for index in order {
            let at = places[index];
            while let Some((span, _)) = keys.get(next).filter(|(span, _)| span.start <= at) {
                begun.push(Reverse((span.len(), next)));
                next += 1;
            }
            while begun.peek().is_some_and(|Reverse((_, key))| keys[*key].0.end <= at) {
                begun.pop();
            }
            around[index] = begun.peek().map(|Reverse((_, key))| keys[*key].1.clone());
        }
        around
    }

    /// A place of which no message shows the text, since a child may be named there.
    pub fn unseen(&self, at: &At) -> Place {
        let place = self.place(at);
        let file = SourceFile::private(place.file.path.clone(), place.file.text.clone());
        Place::new(file.into(), place.span)
    }

    /// Names of people, bodies and places that documents may give, each with its place and whether it is a person's. An address
    /// is one name, in lines: a line of it alone may be a child's name.
    pub fn names(&self) -> Vec<(At, String, bool)> {
        // The ledger has people as they were then, and so has what was destroyed.
        let is_asked = |file: &FileKind| !file.is_private() && ![FileKind::Issued, FileKind::Destroyed].contains(file);
        let files = FileKind::RECORD.into_iter().filter(is_asked);
        files.flat_map(|file| self.names_of(file, self.keys(file))).collect()
    }

    /// The same of one file, whose keys these are.
    pub fn names_of(&self, file: FileKind, keys: &[(Range<usize>, String)]) -> Vec<(At, String, bool)> {
        let of_people = ["name", "line-manager", "case-manager", "with", "name-welsh"];
        let of_places = ["area", "authorities", "organisation", "home-yot", "site", "sites"];
        let texts: BTreeMap<&At, &String> =
            self.texts.iter().filter(|(at, _)| at.file == file).map(|(at, text)| (at, text)).collect();
        let name_at = |(span, key): &(Range<usize>, String)| {
            let last = key.rsplit('.').next().unwrap_or(key);
            let name = last.split('[').next().unwrap_or_default();
            let is_present = name == "present" && file == FileKind::Inspection;
            // A case says which of the case managers it has: who is none of them is nobody yet.
            let is_reference = file == FileKind::Cases && key.starts_with("case[");
            let is_person = is_present || of_people.contains(&name) && file != FileKind::Inspection && !is_reference;
            let is_place = of_places.contains(&name.strip_suffix("-welsh").unwrap_or(name)) || name.starts_with("name");
            let at = At { file, start: span.start, end: span.end };
            let text = match (name, last.ends_with(']')) {
                ("address" | "address-welsh", true) => None,
                ("address" | "address-welsh", false) => lines_of(&texts, &at),
                _ if is_person || is_place => texts.get(&at).map(|text| (*text).clone()),
                _ => None,
            };
            Some((at, text?, is_person))
        };
        keys.iter().filter_map(name_at).collect()
    }
}

/// The texts of a list, one to a line; nothing where it has none.
fn lines_of(texts: &BTreeMap<&At, &String>, list: &At) -> Option<String> {
    let from = At { end: list.start, ..list.clone() };
    let lines = texts.range::<&At, _>(&from..).map(|(at, text)| (*at, *text));
    let lines = lines.take_while(|(at, _)| at.file == list.file && at.end <= list.end);
    let lines: Vec<&str> = lines.map(|(_, text)| text.as_str()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The keys of a text; none where it is no TOML.
fn keys(text: &str) -> FileKeys {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        for (key, value) in table.get_ref() {
            walk(value, key.get_ref().to_string(), &mut found);
        }
    }
    found
}

fn walk(value: &Spanned<DeValue<'_>>, path: String, found: &mut FileKeys) {
    match value.get_ref() {
        DeValue::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                walk(value, format!("{path}[{}]", index + 1), found);
            }
        }
        DeValue::Table(table) => {
            for (key, value) in table {
                walk(value, format!("{path}.{}", key.get_ref()), found);
            }
        }
        _ => {}
    }
    found.push((value.span(), path));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_key_and_lists_count_from_one() {
        let text = "a = \"x\"\n[b]\nc = [\"y\", \"z\"]\n[[d]]\ne = 1\n[[d]]\ne = 2\n";
        let keys = keys(text);
        let at = |value: &str, nth: usize| {
            let start = text.match_indices(value).nth(nth).expect("a value").0;
            keys.iter().find(|(span, _)| span.start == start).map(|(_, key)| key.as_str())
        };
        assert_eq!(at("\"x\"", 0), Some("a"));
        assert_eq!(at("\"z\"", 0), Some("b.c[2]"));
        assert_eq!(at("2", 0), Some("d[2].e"));
    }
}
