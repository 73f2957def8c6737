//! Reads a file of a record: its values, every text in it, and what is wrong with its form.

use std::sync::OnceLock;

use toml::de::{DeTable, DeValue};

use super::mended::MendedText;
use super::reader::Reader;
use super::{At, FileKind, Finding, Mask, Sources, astray, moved, normalise, schema, syntax, whole_file};
use crate::problem::code;

/// Reads the files of a record one after the other.
pub(super) struct RecordReader<'s> {
    sources: &'s Sources,
    mask: Option<&'s Mask>,
    /// Every text with its place.
    pub(super) texts: Vec<(At, String)>,
    /// The files that are not TOML.
    pub(super) broken: Vec<FileKind>,
    /// The files in which something is wrong.
    pub(super) faulty: Vec<FileKind>,
    /// What is wrong.
    pub(super) complaints: Vec<Finding>,
}

impl<'s> RecordReader<'s> {
    pub(super) fn new(sources: &'s Sources, mask: Option<&'s Mask>) -> Self {
        Self { sources, mask, texts: Vec::new(), broken: Vec::new(), faulty: Vec::new(), complaints: Vec::new() }
    }

    /// Reads a file; what cannot be read is blank.
    pub(super) fn read<T>(
        &mut self,
        file: FileKind,
        read: impl Fn(&DeTable<'_>, std::ops::Range<usize>, &mut Reader) -> T,
        blank: impl FnOnce(At) -> T,
    ) -> T {
        let nothing = At { file, start: 0, end: 0 };
        let Some(source) = self.sources.get(&file) else { return blank(nothing) };
        let read = |table: &DeTable<'_>, span, reader: &mut Reader| {
            reader.mask = self.mask.cloned();
            read(table, span, reader)
        };
        match read_file(file, &source.text, read) {
            Ok((value, texts, complaints)) => {
                // A hash is no text, though its digits may spell something.
                self.texts.extend(texts.into_iter().filter(|(_, text)| file != FileKind::Issued || !is_hash(text)));
                self.faulty.extend((!complaints.is_empty()).then_some(file));
                self.complaints.extend(complaints);
                value
            }
            Err(complaints) => {
                self.broken.push(file);
                self.faulty.push(file);
                self.complaints.extend(complaints);
                blank(nothing)
            }
        }
    }
}

/// Whether a text of the ledger is a hash, or the name of a commit.
fn is_hash(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

/// What a file's text gives: the value, every text in it, and what is wrong with its form.
pub type FileRead<T> = Result<(T, Vec<(At, String)>, Vec<Finding>), Vec<Finding>>;

/// Reads one file; where it is not TOML, gives all of its errors instead.
pub fn read_file<T>(
    file: FileKind,
    text: &str,
    read: impl Fn(&DeTable<'_>, std::ops::Range<usize>, &mut Reader) -> T,
) -> FileRead<T> {
    let mut reader = Reader::new(file, text);
    if whole_file::complain(text, &mut reader) {
        return Err(reader.into_complaints());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax::complain(text, known_schema(file), &|name| is_of_another_file(name, file), &mut reader);
        return Err(reader.into_complaints());
    }
    let value = read(table.get_ref(), 0..0, &mut reader);
    if !reader.has_complaints() {
        return finished(table.get_ref(), value, reader);
    }
    if let Some(other) = moved::pasted(table.get_ref(), file, known_schema) {
        let mut reader = Reader::new(file, text);
        let message = format!("this is the text of `{}`", other.name());
        let help = format!(
            "put the text of `{}` back: undo the change in the editor, or take the file from a copy",
            file.name()
        );
        let first = table.get_ref().keys().map(|key| key.span()).min_by_key(|span| span.start).unwrap_or(0..0);
        reader.complain(code::UNKNOWN_KEY, first, message, help);
        return Err(reader.into_complaints());
    }
    // A heading in another form than the file's makes strangers of all below it: it is told, and the file read without it.
    let schema = known_schema(file);
    let (mut mended, mut of_headings) = (MendedText::new(text), Reader::new(file, text));
    let elsewhere = |name: &str| is_of_another_file(name, file);
    if !syntax::complain_of_headings(&mut mended, schema, &elsewhere, &mut of_headings) {
        return checked(table.get_ref(), file, schema, value, reader);
    }
    let text = mended.text();
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() || mended.is_guess() {
        return Err(of_headings.into_complaints());
    }
    let mut reader = Reader::of_mended(file, &mended, of_headings.into_complaints());
    let value = read(table.get_ref(), 0..0, &mut reader);
    checked(table.get_ref(), file, schema, value, reader)
}

/// The schema of a file, for what messages say of its keys. Only a file with a mistake asks for it, and a folder may have many.
fn known_schema(file: FileKind) -> &'static serde_json::Value {
    static SCHEMAS: [OnceLock<serde_json::Value>; FileKind::ALL.len()] =
        [const { OnceLock::new() }; FileKind::ALL.len()];
    SCHEMAS[file as usize].get_or_init(|| schema(file).to_value())
}

/// Whether a heading is one of another file than this.
fn is_of_another_file(heading: &str, file: FileKind) -> bool {
    let has = |other: &FileKind| *other != file && known_schema(*other)["properties"].get(heading).is_some();
    FileKind::ALL.iter().any(has)
}

/// What was read, if it says enough.
fn checked<T>(
    table: &DeTable<'_>,
    file: FileKind,
    schema: &serde_json::Value,
    value: T,
    mut reader: Reader,
) -> FileRead<T> {
    moved::explain(table, file, known_schema, &mut reader);
    if astray::complain(table, schema, &mut reader) || reader.knows_too_little() {
        return Err(reader.into_complaints());
    }
    finished(table, value, reader)
}

fn finished<T>(table: &DeTable<'_>, value: T, reader: Reader) -> FileRead<T> {
    let mut texts = Vec::new();
    for value in table.values() {
        collect_texts(value, &reader, &mut texts);
    }
    Ok((value, texts, reader.into_complaints()))
}

/// Gathers every text. It follows the nesting, which the TOML parser holds under 80 levels.
fn collect_texts(value: &serde_spanned::Spanned<DeValue<'_>>, reader: &Reader, texts: &mut Vec<(At, String)>) {
    match value.get_ref() {
        DeValue::String(text) => texts.push((reader.at(value.span()), normalise(text).into_owned())),
        DeValue::Array(values) => values.iter().for_each(|value| collect_texts(value, reader, texts)),
        DeValue::Table(table) => table.values().for_each(|value| collect_texts(value, reader, texts)),
        _ => {}
    }
}
