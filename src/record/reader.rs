//! Reads parsed TOML into the types of the record, and complains of everything that is wrong in one go.
//!
//! A value that is missing or wrong is complained of and replaced by a blank one, so that reading goes on. What the
//! checks then find at the same place is not said again (see [`crate::check`]).

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_spanned::Spanned;
use toml::de::DeValue;

use super::at::At;
use super::file_kind::FileKind;
use super::finding::Finding;
use super::lines::Lines;
use super::mended::{MendedText, PlacesInFile};
use super::value_slip::entries;
use super::wanted::Wanted;
use crate::problem::{Code, code};

/// What reading one file keeps at hand.
pub struct Reader {
    file: FileKind,
    /// Its text.
    pub lines: Rc<Lines>,
    /// Everything that was found wrong so far, up to [`MOST_COMPLAINTS`].
    complaints: Vec<Finding>,
    /// Whether there was more to complain of.
    has_more: bool,
    /// Where the headings begin that are still commented out above keys in use.
    commented: BTreeSet<usize>,
    /// Where the text is in the file, if what is read is a mended one.
    places: Option<PlacesInFile>,
    /// A value, as the record is written, of the key that is being read.
    pub example: &'static str,
}

impl Reader {
    /// A reader for one file, of which the text is shown in messages where it is of help.
    pub fn new(file: FileKind, text: &str) -> Self {
        let lines = Rc::new(Lines::new(text));
        let commented = BTreeSet::new();
        Self { file, lines, complaints: Vec::new(), has_more: false, commented, places: None, example: "" }
    }

    /// A reader for a file of which some lines were mended, with what was found wrong so far.
    pub fn of_mended(file: FileKind, mended: &MendedText, complaints: Vec<Finding>) -> Self {
        Self { complaints, places: Some(mended.places_in_file()), ..Self::new(file, &mended.text()) }
    }

    /// Whether what was read says too little: a heading is still commented out above its keys, or not all complaints are
    /// kept. The file then counts as broken.
    pub fn knows_too_little(&self) -> bool {
        !self.commented.is_empty() || self.has_more
    }

    /// Whether anything was found wrong.
    pub fn has_complaints(&self) -> bool {
        !self.complaints.is_empty()
    }

    /// Whether a heading is still commented out above keys in use.
    pub fn lacks_heading(&self) -> bool {
        !self.commented.is_empty()
    }

    /// Takes out what was found wrong so far.
    pub fn take_complaints(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.complaints)
    }

    /// Everything that was found wrong.
    pub fn into_complaints(mut self) -> Vec<Finding> {
        if self.has_more {
            let message = format!("this file has more than {MOST_COMPLAINTS} mistakes, and these are the first");
            let help = "mend them, and check again";
            self.complaints.push(Finding::new(code::TOO_LONG, &self.at(0..0), message, help));
        }
        self.complaints
    }

    /// Whether the file names children, so that no message may quote it.
    pub fn is_private(&self) -> bool {
        self.file.is_private()
    }

    /// The place of a span in the file that is being read.
    pub fn at(&self, span: Range<usize>) -> At {
        let place = |offset| self.places.as_ref().map_or(offset, |places| places.of(offset));
        At { file: self.file, start: place(span.start), end: place(span.end) }
    }

    /// Notes that something is wrong at a place.
    pub fn complain(&mut self, code: Code, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let at = self.at(span);
        self.push(Finding::new(code, &at, message, help));
    }

    /// Notes a complaint.
    pub fn push(&mut self, complaint: Finding) {
        if self.complaints.len() < MOST_COMPLAINTS {
            self.complaints.push(complaint);
        } else {
            self.has_more = true;
        }
    }

    /// A value as it may be quoted in a message: not at all from a file about children.
    pub fn quoted(&self, text: &str) -> String {
        if self.is_private() { "the value".to_owned() } else { format!("`{}`", shortened(text)) }
    }

    /// What was typed at a place, where it is short and may be shown.
    pub fn typed(&self, span: &Range<usize>) -> Option<&str> {
        let typed = self.lines.text().get(span.clone()).filter(|_| !self.is_private())?;
        (!typed.is_empty() && typed.len() <= QUOTED && !typed.contains('\n')).then_some(typed)
    }

    /// What to do, with the line as it should be typed: the one in which a value stands, with another one in its place.
    /// Where that cannot be shown, the example is.
    pub fn with_line(&self, words: &str, span: &Range<usize>, value: Option<String>, example: &str) -> String {
        let (line, text) = (self.lines.at(span.start), self.lines.text());
        let value = value.filter(|_| !self.is_private() && line.end <= line.start + LONGEST && span.end <= line.end);
        match value {
            Some(value) => {
                let (before, after) = (&text[line.start..span.start], &text[span.end..line.end]);
                format!("{words}: `{}`", format!("{before}{value}{after}").trim())
            }
            None => format!("{words}: {example}"),
        }
    }

    /// Complains of a heading that is still commented out above keys in use, once for all keys below it.
    pub fn complain_of_commented(&mut self, line: Range<usize>, heading: &str, key: Range<usize>) {
        let at = self.at(line);
        if !self.commented.insert(at.start) {
            return;
        }
        let message = "this heading is still commented out, and there are keys below it that are not";
        let help = format!("delete the `#` before it: `{heading}`");
        let finding = Finding::new(code::UNKNOWN_KEY, &at, message, help);
        self.push(finding.with(&self.at(key), "this key belongs below it"));
    }
}

/// Entries that a list can have: more than any inspection needs, and few enough for every document.
pub const MOST_ENTRIES: usize = 10_000;

/// A generator of schemas without references.
pub fn inline_schemas() -> SchemaGenerator {
    SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true).into_generator()
}

/// Mistakes of a file that are told: more than anybody mends before the next check.
const MOST_COMPLAINTS: usize = 10_000;

/// Something that can be the value of a key.
pub trait Field: Sized + JsonSchema {
    /// Whether the key must be there.
    const REQUIRED: bool = true;
    /// Reads a value; what is wrong is complained of and replaced by a blank.
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self;
    /// What stands in for a value that is missing.
    fn blank(at: At) -> Self;
    /// Whether somebody gave the value, or has to.
    fn is_given(&self) -> bool {
        true
    }
    /// The schema of the key's value.
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Self>()
    }
}

impl<F: Field> Field for Option<F> {
    const REQUIRED: bool = false;
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self {
        Some(F::read(value, reader))
    }
    fn blank(_: At) -> Self {
        None
    }
    fn is_given(&self) -> bool {
        self.is_some()
    }
    /// TOML has no null: what may be left out is not there.
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        F::schema(generator)
    }
}

impl<F: Field> Field for Vec<F> {
    const REQUIRED: bool = false;
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self {
        match value.get_ref() {
            DeValue::Array(values) => {
                if let Some(first_too_many) = values.get(MOST_ENTRIES) {
                    let message = format!("this list has {} entries, and {MOST_ENTRIES} are the most", values.len());
                    let help = "take entries out from here on";
                    reader.complain(code::TOO_LONG, first_too_many.span(), message, help);
                }
                values.iter().take(MOST_ENTRIES).map(|value| F::read(value, reader)).collect()
            }
            other => {
                let is_of_lines = has_several(reader.example);
                // What was meant is a list of this one: taken so, nothing else is missed because the brackets are.
                let (complaints, has_more) = (reader.complaints.len(), reader.has_more);
                let only = F::read(value, reader);
                reader.complaints.truncate(complaints);
                reader.has_more = has_more;
                let message = format!("a list is needed here, not {}", kind(other));
                let schema = Self::schema(&mut inline_schemas()).to_value();
                let wanted = Wanted::of_schema(&schema);
                let entries = reader.typed(&value.span()).and_then(|typed| entries(typed, wanted, is_of_lines));
                let typed = entries.map(|entries| format!("[{entries}]"));
                let help = reader.with_line("put it into square brackets", &value.span(), typed, "`[…]`");
                reader.complain(code::WRONG_TYPE, value.span(), message, help);
                vec![only]
            }
        }
    }
    fn blank(_: At) -> Self {
        Vec::new()
    }
    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

/// Whether a value, as the record is written, is a list of more than one.
fn has_several(value: &str) -> bool {
    DeValue::parse(value).is_ok_and(|value| matches!(value.get_ref(), DeValue::Array(list) if list.len() > 1))
}

/// A single value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: At,
}

impl<T> std::ops::Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: std::fmt::Display> std::fmt::Display for Placed<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(formatter)
    }
}

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A kind of single value.
pub trait Scalar: Sized + JsonSchema {
    /// What stands in for a value that is missing or wrong.
    fn blank() -> Self;
    /// Reads the value, or says what kind of value is needed instead and how to write it.
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong>;
}

/// Why a value is not what is needed here.
pub struct Wrong {
    /// The code to report it under.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: String,
}

impl Wrong {
    /// A value of the wrong kind: `needed` names the right one, `help` how to write it.
    pub fn kind(needed: &str, found: &DeValue<'_>, help: impl Into<String>) -> Self {
        Self {
            code: code::WRONG_TYPE,
            message: format!("{needed} is needed here, not {}", kind(found)),
            help: help.into(),
        }
    }
}

impl<T: Scalar> Field for Placed<T> {
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self {
        let span = value.span();
        let parsed = T::parse(value.get_ref(), span.clone(), reader).unwrap_or_else(|wrong| {
            reader.complain(wrong.code, span.clone(), wrong.message, wrong.help);
            T::blank()
        });
        Self { value: parsed, at: reader.at(span) }
    }
    fn blank(at: At) -> Self {
        Self { value: T::blank(), at }
    }
}

/// What a value is, in an officer's words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text in quotes",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group of keys",
    }
}

/// Bytes of a line up to which a message shows it as it should be typed.
const LONGEST: usize = 160;

/// Characters of a value that a message quotes.
const QUOTED: usize = 80;

/// A text as a message quotes it: a long one is cut, so that no message is longer than what it is about deserves.
pub fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// Words that a list in a message names before it says how many more there are.
const LISTED: usize = 40;

/// `a`, `b` and `c`, each in backticks.
pub fn list(words: &[&str]) -> String {
    let mut shown: Vec<String> = words.iter().take(LISTED).map(|word| format!("`{word}`")).collect();
    if words.len() > LISTED {
        shown.push(format!("{} more", words.len() - LISTED));
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
