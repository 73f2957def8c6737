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
use super::likely_value::likely_value;
use super::lines::Lines;
use super::mask::Mask;
use super::mended::{MendedText, PlacesInFile};
use super::wanted::Wanted;
use super::words::QUOTED;
pub use super::words::{list, shortened};
pub use super::wrong::Wrong;
use crate::problem::{Code, code};

/// What reading one file keeps at hand.
pub struct Reader {
    file: FileKind,
    /// Its text.
    pub lines: Rc<Lines>,
    /// Everything that was found wrong so far, up to [`MOST_COMPLAINTS`].
    complaints: Vec<Finding>,
    /// How many more there were.
    further: usize,
    /// Where the headings begin that are still commented out above keys in use.
    commented: BTreeSet<usize>,
    /// Where the text is in the file, if what is read is a mended one.
    places: Option<PlacesInFile>,
    /// A value, as the record is written, of the key that is being read.
    pub example: &'static str,
    /// That key.
    pub key: &'static str,
    /// What stands in for the words of the file, where others look on.
    pub mask: Option<Mask>,
}

impl Reader {
    /// A reader for one file, of which the text is shown in messages where it is of help.
    pub fn new(file: FileKind, text: &str) -> Self {
        let lines = Rc::new(Lines::new(text));
        let commented = BTreeSet::new();
        Self {
            file,
            lines,
            complaints: Vec::new(),
            further: 0,
            commented,
            places: None,
            example: "",
            key: "",
            mask: None,
        }
    }

    /// A reader for a file of which some lines were mended, with what was found wrong so far.
    pub fn of_mended(file: FileKind, mended: &MendedText, complaints: Vec<Finding>) -> Self {
        Self { complaints, places: Some(mended.places_in_file()), ..Self::new(file, &mended.text()) }
    }

    /// Whether what was read says too little: a heading is still commented out above its keys, or not all complaints are
    /// kept. The file then counts as broken.
    pub fn knows_too_little(&self) -> bool {
        !self.commented.is_empty() || self.further > 0
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
        if self.further > 0 {
            let message =
                format!("this file has {} more mistakes, and these are the first {MOST_COMPLAINTS}", self.further);
            let help = "mend them, and check again";
            self.complaints.push(Finding::new(code::TOO_LONG, &self.at(0..0), message, help));
        }
        self.complaints
    }

    /// Whether it reads this kind of file.
    pub fn is_of(&self, file: FileKind) -> bool {
        self.file == file
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
            self.further += 1;
        }
    }

    /// Counts a mistake without a complaint, once there are so many that no more are told. Says whether it did: each complaint
    /// compares words with others, and the next thousands would take minutes.
    pub fn counts_only(&mut self) -> bool {
        let is_full = self.complaints.len() >= MOST_COMPLAINTS;
        self.further += usize::from(is_full);
        is_full
    }

    /// A text of the record as it is read: with stand-ins where others look on.
    pub fn shown(&self, text: String) -> String {
        self.mask.as_ref().map(|mask| mask.text_of(self.key, &text)).unwrap_or(text)
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
                let sign = if words.ends_with("would be") { "" } else { ":" };
                format!("{words}{sign} `{}`", format!("{before}{value}{after}").trim())
            }
            // The example is not the value of the line, which may not be shown.
            None if words == "type" => format!("type it in this form: {example}"),
            None if words.ends_with("would be") => format!("{words} {example}"),
            None => format!("{words}: {example}"),
        }
    }

    /// What was typed at a place, in the form that a field of this kind takes.
    pub fn likely<F: Field>(&self, span: &Range<usize>) -> Option<String> {
        if self.complaints.len() > MOST_SHOWN {
            return None;
        }
        let schema = F::schema(&mut inline_schemas()).to_value();
        likely_value(self.typed(span)?, Wanted::of_schema(&schema))
    }

    /// One list of what was typed at several places, if a field of this kind takes a list.
    pub fn likely_list<F: Field>(&self, spans: &[Range<usize>]) -> Option<String> {
        if self.complaints.len() > MOST_SHOWN {
            return None;
        }
        let schema = F::schema(&mut inline_schemas()).to_value();
        let wanted = Wanted::of_schema(&schema);
        let typed: Option<Vec<&str>> = spans.iter().map(|span| self.typed(span)).collect();
        wanted.is_list().then(|| likely_value(&typed?.join(", "), wanted)).flatten()
    }

    /// Tells once of a list with several entries that are wrong, and shows it as it should be; where that cannot be told, as an
    /// example has it.
    fn tell_once<F: Field>(&mut self, before: usize, list: &Spanned<DeValue<'_>>) {
        let of_list = self.complaints.get(before..).unwrap_or_default();
        let Some(first) = of_list.first().cloned() else { return };
        let are_of_one_kind = of_list.iter().all(|complaint| complaint.code == code::WRONG_TYPE);
        let span = list.span();
        let help = match self.likely::<Vec<F>>(&span) {
            Some(typed) => self.with_line("type", &span, Some(typed), ""),
            None if are_of_one_kind && !self.is_private() => {
                let schema = Vec::<F>::schema(&mut inline_schemas()).to_value();
                let wanted = Wanted::of_schema(&schema);
                let example = wanted.example().unwrap_or_else(|| self.example.to_owned());
                self.with_example(&wanted.how(), &span, &example)
            }
            None => return,
        };
        self.complaints.truncate(before);
        self.complain(first.code, span, first.message, help);
    }

    /// How much was found wrong so far, for [`Reader::take_since`].
    pub fn told(&self) -> usize {
        self.complaints.len()
    }

    /// Takes out what was found wrong since then.
    pub fn take_since(&mut self, told: usize) {
        self.complaints.truncate(told);
    }

    /// What to do, with an example in the place of a value; where the line can be shown, in the line.
    pub fn with_example(&self, words: &str, span: &Range<usize>, example: &str) -> String {
        self.with_line(words, span, Some(example.to_owned()), &format!("`{example}`"))
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

/// Mistakes up to which a message shows the line as it should be, which takes a look at what the key takes.
const MOST_SHOWN: usize = 200;

/// Mistakes of a file that are told: more than anybody mends before the next check.
pub const MOST_COMPLAINTS: usize = 1_000;

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
                let before = reader.complaints.len();
                let read = values.iter().take(MOST_ENTRIES).map(|value| F::read(value, reader)).collect();
                if reader.complaints.len() > before + 1 && !values.iter().any(|value| value.get_ref().is_table()) {
                    reader.tell_once::<F>(before, value);
                }
                read
            }
            other => {
                // A group says itself how its heading is typed.
                if reader.example.starts_with("[[") && !other.is_table() {
                    return vec![F::read(value, reader)];
                }
                // What was meant is a list of this one: taken so, nothing else is missed because the brackets are.
                let (complaints, further) = (reader.complaints.len(), reader.further);
                let only = F::read(value, reader);
                reader.complaints.truncate(complaints);
                reader.further = further;
                let message = format!("a list is needed here, not {}", super::wrong::kind(other));
                let typed = reader.likely::<Self>(&value.span());
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

/// Bytes of a line up to which a message shows it as it should be typed.
const LONGEST: usize = 160;
