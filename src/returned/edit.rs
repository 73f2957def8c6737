//! The changes of an import, and how they are made in a text: comments and order stay.

use sha2::{Digest, Sha256};
use toml_edit::{ArrayOfTables, DocumentMut, Item, TableLike, Value, value};

use super::plain::plain;

/// What may be overwritten though a person has edited it: an entry (`L003`, `AB01`, the name of a case manager), a key of one
/// (`L003.sentenced`), or `all`.
#[derive(Clone, Debug, Default)]
pub struct Take(pub Vec<String>);

impl Take {
    /// Whether a key of an entry may be overwritten.
    pub fn allows(&self, name: &str, key: &str) -> bool {
        self.0.iter().any(|taken| taken == "all" || plain(taken) == plain(name) || *taken == format!("{name}.{key}"))
    }
}

/// What an import changes, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportChange {
    /// A new entry, by its name: the reference of a row, an HMIP ID, or the name of a case manager.
    New(String),
    /// Keys that have changed.
    Changed(String, Vec<String>),
    /// Keys that the sheet has otherwise and that a person has edited, so that they stay.
    Kept(String, Vec<String>),
    /// Something that the sheet has no more, and that stays.
    Gone(String),
    /// Something that the sheet has no more, and that was taken out.
    Removed(String),
}

/// A text as TOML that can be changed.
pub fn parse(text: &str, file: &str) -> Result<DocumentMut, String> {
    text.trim_start_matches('\u{feff}').parse().map_err(|_| format!("{file} is no TOML; mend it first"))
}

/// The entries under a key, which are there from now on.
pub fn entries<'d>(document: &'d mut DocumentMut, key: &str) -> Result<&'d mut ArrayOfTables, String> {
    let item = document.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| format!("`{key}` has to be written as `[[{key}]]` entries"))
}

/// A file that holds comments alone keeps them at its head.
pub fn below_its_comments(text: &str, is_bare: bool, document: &DocumentMut) -> String {
    if !is_bare || text.trim().is_empty() {
        return document.to_string();
    }
    let mut document = document.clone();
    document.set_trailing("");
    format!("{}\n{document}", text.trim_end())
}

/// A value without the spaces and comments around it.
pub fn bare(value: &Value) -> String {
    match value {
        Value::String(text) => text.display_repr().into_owned(),
        Value::Integer(number) => number.display_repr().into_owned(),
        Value::Datetime(moment) => moment.display_repr().into_owned(),
        Value::Boolean(truth) => truth.display_repr().into_owned(),
        other => other.clone().decorated("", "").to_string(),
    }
}

/// Sets a key, and leaves the comment behind an older value.
pub fn set(table: &mut dyn TableLike, key: &str, mut new: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = value(new),
        None => drop(table.insert(key, value(new))),
    }
}

/// What an import wrote of an entry, as a hash: keys with their values.
pub fn fingerprint<'k>(values: impl Iterator<Item = (&'k str, String)>) -> String {
    let mut hash = Sha256::new();
    values.for_each(|(key, value)| hash.update(format!("{key}={value}\n")));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
