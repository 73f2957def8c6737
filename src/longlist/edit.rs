//! The changes of an import, and how they are made in a text: comments and order stay.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::words::plain;

/// What may be overwritten though a person has edited it: `L003`, `L003.sentenced`, the name of a case manager, or `all`.
#[derive(Clone, Debug, Default)]
pub struct Take(pub Vec<String>);

impl Take {
    /// Whether a key of a row or case manager may be overwritten.
    pub fn allows(&self, name: &str, key: &str) -> bool {
        self.0.iter().any(|taken| taken == "all" || plain(taken) == plain(name) || *taken == format!("{name}.{key}"))
    }
}

/// What an import changes, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListChange {
    /// A new row, by its reference, or a new case manager, by name.
    New(String),
    /// Keys that have changed.
    Changed(String, Vec<String>),
    /// Keys that the list has otherwise and that a person has edited, so that they stay.
    Kept(String, Vec<String>),
    /// A row that the list has no more, and that stays.
    Gone(String),
    /// A row that the list has no more, and that was taken out.
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
    value.clone().decorated("", "").to_string()
}

/// Sets a key, and leaves the comment behind an older value.
pub fn set(table: &mut Table, key: &str, mut new: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = value(new),
        None => drop(table.insert(key, value(new))),
    }
}
