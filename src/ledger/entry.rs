//! Writes an entry at the end of a ledger. Every byte before it stays.

use std::fmt::Write as _;

use chrono::NaiveDate;
use toml::{Table, Value};

use super::chain::{Chain, hash_of};
use crate::record::{FileKind, IssueWay, Role};

/// What an entry says.
#[derive(Clone, Debug)]
pub struct EntryText {
    /// Its name.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Who sent it.
    pub by: String,
    /// How.
    pub how: IssueWay,
    /// The commit of the record.
    pub commit: String,
    /// The fingerprint of what the pack was made from.
    pub record: String,
    /// The program.
    pub program: String,
    /// To whom.
    pub to: Vec<SentTo>,
    /// The files.
    pub files: Vec<SentFile>,
}

/// Somebody to whom something goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentTo {
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// The address, where there is one.
    pub address: Option<String>,
}

/// A file that goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Id of its document.
    pub document: String,
    /// Path in the pack.
    pub path: String,
    /// The hash.
    pub sha256: String,
    /// The hash of its words, where it is told.
    pub words: Option<String>,
    /// Whether that is of a secret and the bytes.
    pub salted: bool,
    /// Size in bytes, where it is told.
    pub size: Option<usize>,
    /// Number of pages, where it has pages.
    pub pages: Option<usize>,
}

/// A ledger with one entry more, that entry alone, and its hash; nothing where the ledger is no TOML.
pub fn appended(text: &str, entry: &EntryText) -> Option<(String, String, String)> {
    let chain = Chain::read(text)?;
    let previous: Vec<&str> = chain.ends().into_iter().map(|index| chain.links[index].hash.as_str()).collect();
    let (head, tail) = (head(entry, &previous), tail(entry));
    let table: Table = toml::from_str(&format!("{head}{tail}")).ok()?;
    let hash = hash_of(table.get("issue")?.as_array()?.first()?.as_table()?);
    let written = format!("{head}hash = \"{hash}\"\n{tail}");
    let start = if text.is_empty() { opening() } else { text.to_owned() };
    let end = if start.contains("\r\n") { "\r\n" } else { "\n" };
    let break_before = if start.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
    let whole = format!("{start}{break_before}{}", written.replace('\n', end));
    let is_there = Chain::read(&whole).is_some_and(|after| after.links.last().is_some_and(|last| last.hash == hash));
    is_there.then_some((whole, written, hash))
}

/// The first lines of a new ledger.
fn opening() -> String {
    format!(
        "#:schema ../../schema/{}\n\
         # What has been sent to whom. `sqspack issue` adds an entry at the end; nobody edits one, since each holds a hash of itself and\n\
         # of the one before. Commit this file to git.\n",
        FileKind::Issued.schema_name()
    )
}

fn head(entry: &EntryText, previous: &[&str]) -> String {
    let mut text = String::from("[[issue]]\n");
    let EntryText { id, on, by, how, commit, record, program, .. } = entry;
    write!(text, "id = {}\non = {on}\nby = {}\nhow = {}\n", quoted(id), quoted(by), quoted(how.word())).ok();
    write!(text, "commit = {}\nrecord = {}\nprogram = {}\n", quoted(commit), quoted(record), quoted(program)).ok();
    writeln!(text, "previous = [{}]", list(previous)).ok();
    text
}

fn tail(entry: &EntryText) -> String {
    let mut text = String::new();
    for SentTo { name, roles, address } in &entry.to {
        let roles: Vec<&str> = roles.iter().map(|role| role.word()).collect();
        write!(text, "\n[[issue.to]]\nname = {}\nroles = [{}]\n", quoted(name), list(&roles)).ok();
        if let Some(address) = address {
            writeln!(text, "address = {}", quoted(address)).ok();
        }
    }
    for SentFile { document, path, sha256, words, salted, size, pages } in &entry.files {
        write!(text, "\n[[issue.file]]\ndocument = {}\npath = {}\n", quoted(document), quoted(path)).ok();
        writeln!(text, "sha256 = {}", quoted(sha256)).ok();
        if let Some(words) = words {
            writeln!(text, "words = {}", quoted(words)).ok();
        }
        if *salted {
            text.push_str("salted = true\n");
        }
        for (key, number) in [("size", size), ("pages", pages)] {
            if let Some(number) = number {
                writeln!(text, "{key} = {number}").ok();
            }
        }
    }
    text
}

fn list(texts: &[&str]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}

/// A text of TOML in one line.
pub fn quoted(text: &str) -> String {
    let plain = |sign: char| !sign.is_control() && sign != '"' && sign != '\\';
    match text.chars().all(plain) {
        true => format!("\"{text}\""),
        false => Value::String(text.replace(['\n', '\r'], " ")).to_string(),
    }
}
