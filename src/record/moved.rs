//! Keys and whole texts that stand in another place than where they belong: a line moved to the end of its file, a group of another
//! file, one file pasted over another.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::file_kind::FileKind;
use super::finding::Finding;
use super::reader::Reader;
use super::wanted::{Group, headings};
use crate::problem::code;

/// Places that a message offers at most.
const MOST_HOMES: usize = 3;

/// The file whose text stands in the place of another's: nothing at the top is known in this one, and all of it in that.
pub fn pasted(table: &DeTable<'_>, file: FileKind, schema: impl Fn(FileKind) -> &'static Value) -> Option<FileKind> {
    let tops = |file: FileKind| {
        let schema = schema(file);
        let known: Vec<String> = Group::below(schema, None).keys().into_iter().map(str::to_owned).collect();
        table.keys().filter(|key| known.iter().any(|known| **known == *key.get_ref().as_ref())).count()
    };
    let is_group = |value: &DeValue<'_>| value.is_table() || value.is_array();
    if table.is_empty() || !table.values().any(|value| is_group(value.get_ref())) || tops(file) > 0 {
        return None;
    }
    let others = FileKind::ALL.into_iter().filter(|other| *other != file && !other.is_private());
    others.into_iter().find(|other| tops(*other) == table.len())
}

/// Says of keys that are not known where they stand where they belong, and leaves out that they are missed there.
pub fn explain(table: &DeTable<'_>, file: FileKind, schema: impl Fn(FileKind) -> &'static Value, reader: &mut Reader) {
    let complaints = reader.take_complaints();
    if !complaints.iter().any(|complaint| complaint.code == code::UNKNOWN_KEY) {
        complaints.into_iter().for_each(|complaint| reader.push(complaint));
        return;
    }
    let own = schema(file);
    let homes = homes(own);
    let mut keys = BTreeMap::new();
    for (key, value) in table {
        gather(key.get_ref().as_ref(), key.span().start, "", value.get_ref(), reader, &mut keys);
    }
    let elsewhere: LazyCell<BTreeMap<String, FileKind>, _> = LazyCell::new(|| tops_of_others(file, &schema));
    let mut missed: BTreeSet<String> = BTreeSet::new();
    let explained: Vec<Finding> = complaints
        .into_iter()
        .map(|complaint| match keys.get(&complaint.at.start) {
            Some(key) if complaint.code == code::UNKNOWN_KEY && !complaint.help.starts_with("did you mean") => {
                let help = home_of(key, own, &homes).or_else(|| in_other_file(key, &elsewhere));
                if let Some(help) = help {
                    missed.insert(key.name.clone());
                    return complaint.with_help(help);
                }
                complaint
            }
            _ => complaint,
        })
        .collect();
    // The key is the last word in backticks: `country` is missing, `yot` has no `country`.
    let named = |complaint: &Finding| complaint.message.rsplit('`').nth(1).map(str::to_owned);
    let is_missed = |complaint: &Finding| {
        complaint.code == code::MISSING_KEY && named(complaint).is_some_and(|name| missed.contains(&name))
    };
    explained.into_iter().filter(|complaint| !is_missed(complaint)).for_each(|complaint| reader.push(complaint));
}

/// A key where it stands.
struct Stray {
    name: String,
    /// The heading above it, without brackets.
    group: String,
    /// What was typed behind it, where it may be shown.
    value: Option<String>,
}

/// Every key of a table, by its place.
fn gather(
    name: &str,
    start: usize,
    group: &str,
    value: &DeValue<'_>,
    reader: &Reader,
    keys: &mut BTreeMap<usize, Stray>,
) {
    let path = if group.is_empty() { name.to_owned() } else { format!("{group}.{name}") };
    let tables: Vec<&DeTable<'_>> = match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(values) => values.iter().filter_map(|value| value.get_ref().as_table()).collect(),
        _ => Vec::new(),
    };
    for (key, value) in tables.into_iter().flatten() {
        gather(key.get_ref().as_ref(), key.span().start, &path, value.get_ref(), reader, keys);
        if let Some(stray) = keys.get_mut(&reader.at(key.span()).start) {
            stray.value = reader.typed(&value.span()).map(str::to_owned);
        }
    }
    keys.insert(reader.at(start..start).start, Stray { name: name.to_owned(), group: group.to_owned(), value: None });
}

/// The headings below which each key can stand; an empty one is the top of the file.
fn homes(schema: &Value) -> BTreeMap<String, Vec<String>> {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for key in Group::below(schema, None).keys() {
        homes.entry(key.to_owned()).or_default().push(String::new());
    }
    for heading in headings(schema) {
        for key in Group::below(schema, Some(&heading.path)).keys() {
            homes.entry(key.to_owned()).or_default().push(heading.typed());
        }
    }
    homes
}

/// Where a key of this file belongs.
fn home_of(key: &Stray, schema: &Value, homes: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let homes: Vec<&String> =
        homes.get(&key.name)?.iter().filter(|home| home.trim_matches(['[', ']']) != key.group).collect();
    let top = Group::below(schema, None);
    match homes.as_slice() {
        [home] if home.is_empty() && top.key(&key.name).is_group() => {
            let first = top.group(&key.name).keys().first().copied().unwrap_or_default();
            let line = key.value.as_ref().map_or_else(|| format!("{first} = …"), |value| format!("{first} = {value}"));
            let heading = top.heading_of(&key.name);
            Some(format!("take this line out, and type a heading, `{heading}`, with a line below it: `{line}`"))
        }
        [home] if home.is_empty() => {
            Some("it belongs above the first heading of the file: move the line there".to_owned())
        }
        [] => None,
        homes if homes.len() <= MOST_HOMES && homes.iter().all(|home| !home.is_empty()) => {
            let homes: Vec<String> = homes.iter().map(|home| format!("`{home}`")).collect();
            Some(format!("it belongs below {}: move the line there", homes.join(" or ")))
        }
        _ => None,
    }
}

/// What can stand at the top of the other files, but for the children's.
fn tops_of_others(file: FileKind, schema: impl Fn(FileKind) -> &'static Value) -> BTreeMap<String, FileKind> {
    let mut tops = BTreeMap::new();
    for other in FileKind::ALL.into_iter().filter(|other| *other != file && !other.is_private()) {
        let schema = schema(other);
        for key in Group::below(schema, None).keys() {
            tops.entry(key.to_owned()).or_insert(other);
        }
    }
    tops
}

/// Where a heading of another file belongs.
fn in_other_file(key: &Stray, elsewhere: &BTreeMap<String, FileKind>) -> Option<String> {
    let home = elsewhere.get(&key.name).filter(|_| key.group.is_empty())?;
    Some(format!("it belongs into `{}`: move it there, with all that stands below it", home.name()))
}

#[cfg(test)]
mod tests {
    use crate::record::{ContactsFile, FileKind, InspectionFile, TeamFile, read_file};

    #[test]
    fn a_key_below_another_heading_is_told_where_it_belongs_and_is_not_missed_there() {
        let text =
            "[yot]\nname = \"A\"\nauthorities = [\"A\"]\n[fieldwork]\nstarts = 2027-01-18\ncountry = \"wales\"\n";
        let (_, _, found) = read_file(FileKind::Inspection, text, InspectionFile::read_table).expect("read");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].help, "it belongs below `[yot]`: move the line there");
    }

    #[test]
    fn a_file_pasted_over_another_is_one_complaint() {
        let text = "[[contact]]\nname = \"Ann\"\nroles = []\n\n[[contact]]\nname = \"Ben\"\n";
        let found = read_file(FileKind::Team, text, TeamFile::read_table).err().unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].message, "this is the text of `contacts.toml`");
    }

    #[test]
    fn a_group_of_another_file_is_told_where_it_belongs() {
        let text = "[[contact]]\nname = \"Ann\"\nroles = []\n\n[support-officer]\nname = \"Ben\"\n";
        let (_, _, found) = read_file(FileKind::Contacts, text, ContactsFile::read_table).expect("read");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].help.starts_with("it belongs into `team.toml`"), "{found:?}");
    }
}
