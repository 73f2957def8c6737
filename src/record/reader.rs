//! Reads parsed TOML into the types of the record, and complains of everything that is wrong in one go.
//!
//! A value that is missing or wrong is complained of and replaced by a blank one, so that reading goes on. What the
//! checks then find at the same place is not said again (see [`crate::check`]).

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::at::At;
use super::file_kind::FileKind;
use super::finding::Finding;
use crate::problem::{Code, code, did_you_mean};

/// What reading one file keeps at hand.
pub struct Reader {
    file: FileKind,
    /// Everything that was found wrong so far.
    pub complaints: Vec<Finding>,
}

impl Reader {
    /// A reader for one file.
    pub fn new(file: FileKind) -> Self {
        Self { file, complaints: Vec::new() }
    }

    /// The place of a span in the file that is being read.
    pub fn at(&self, span: Range<usize>) -> At {
        At { file: self.file, start: span.start, end: span.end }
    }

    /// Notes that something is wrong at a place.
    pub fn complain(&mut self, code: Code, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let at = self.at(span);
        self.complaints.push(Finding::new(code, &at, message, help));
    }

    /// A value as it may be quoted in a message: not at all from a file about children.
    pub fn quoted(&self, text: &str) -> String {
        if self.file.is_private() { "the value".to_owned() } else { format!("`{}`", shortened(text)) }
    }
}

/// Entries that a list can have: more than any inspection needs, and few enough for every document.
pub const MOST_ENTRIES: usize = 10_000;

/// Something that can be the value of a key.
pub trait Field: Sized + JsonSchema {
    /// Whether the key must be there.
    const REQUIRED: bool = true;
    /// Reads a value; what is wrong is complained of and replaced by a blank.
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self;
    /// What stands in for a value that is missing.
    fn blank(at: At) -> Self;
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
                // What was meant is a list of this one: taken so, nothing else is missed because the brackets are.
                let complaints = reader.complaints.len();
                let only = F::read(value, reader);
                reader.complaints.truncate(complaints);
                let message = format!("a list is needed here, not {}", kind(other));
                reader.complain(code::WRONG_TYPE, value.span(), message, "put it into square brackets: `[…]`");
                vec![only]
            }
        }
    }
    fn blank(_: At) -> Self {
        Vec::new()
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

/// Takes the declared keys out of a table one by one; what is left over at the end is not known.
pub struct Keys<'t, 'i> {
    table: &'t DeTable<'i>,
    name: &'static str,
    at: Range<usize>,
    known: Vec<&'static str>,
}

impl<'t, 'i> Keys<'t, 'i> {
    /// The keys of a table that stands at a place; `name` is the table's in messages, empty for a whole file.
    pub fn new(table: &'t DeTable<'i>, name: &'static str, at: Range<usize>) -> Self {
        Self { table, name, at, known: Vec::new() }
    }

    /// The value of a key; where a required one is missing, that is complained of with an example.
    pub fn take<F: Field>(&mut self, key: &'static str, example: &str, reader: &mut Reader) -> F {
        self.known.push(key);
        if let Some(value) = self.table.get(key) {
            return F::read(value, reader);
        }
        if F::REQUIRED {
            let message = match self.name {
                "" => format!("`{key}` is missing"),
                name => format!("`{name}` has no `{key}`"),
            };
            let line =
                if example.starts_with('[') && example.ends_with(']') && self.name.is_empty() && !example.contains(',')
                {
                    format!("add the group `{example}`")
                } else {
                    format!("add a line `{key} = {example}`")
                };
            reader.complain(code::MISSING_KEY, self.at.clone(), message, line);
        }
        F::blank(reader.at(self.at.clone()))
    }

    /// Complains of every key that was not taken.
    pub fn finish(self, reader: &mut Reader) {
        for key in self.table.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref())) {
            let place = if self.name.is_empty() { "here".to_owned() } else { format!("in `{}`", self.name) };
            let help = match did_you_mean(key.get_ref(), self.known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys {place} are {}", list(&self.known)),
            };
            if !reader.file.is_private() && super::child_keys::KEYS.contains(&key.get_ref().as_ref()) {
                let message = "this key identifies a child and does not belong here";
                let help = "put it into `children.private.toml`, and nowhere else";
                reader.complain(code::CHILD_KEY_ASTRAY, key.span(), message, help);
                continue;
            }
            let shown = if reader.file.is_private() { "this key".to_owned() } else { reader.quoted(key.get_ref()) };
            reader.complain(code::UNKNOWN_KEY, key.span(), format!("{shown} is not known {place}"), help);
        }
    }
}

/// Characters of a value that a message quotes.
const QUOTED: usize = 80;

/// A text as a message quotes it: a long one is cut, so that no message is longer than what it is about deserves.
fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
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

/// A table whose keys are a fixed set of words, each with its own group: `[dates.long-list-due]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<K, V>(pub Vec<(Placed<K>, V)>);

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Scalar, V: Field> Field for Keyed<K, V> {
    const REQUIRED: bool = false;
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self {
        let DeValue::Table(table) = value.get_ref() else {
            let wrong =
                Wrong::kind("a group of keys", value.get_ref(), "write a group for each: `[dates.announcement]`");
            reader.complain(wrong.code, value.span(), wrong.message, wrong.help);
            return Self(Vec::new());
        };
        let mut entries = Vec::new();
        for (key, value) in table {
            let word = DeValue::String(key.get_ref().clone());
            match K::parse(&word, key.span(), reader) {
                Ok(parsed) => {
                    let key = Placed { value: parsed, at: reader.at(key.span()) };
                    entries.push((key, V::read(value, reader)));
                }
                Err(wrong) => reader.complain(code::UNKNOWN_KEY, key.span(), wrong.message, wrong.help),
            }
        }
        Self(entries)
    }
    fn blank(_: At) -> Self {
        Self(Vec::new())
    }
}

impl<K: Scalar, V: Field> JsonSchema for Keyed<K, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}-by-{}", V::schema_name(), K::schema_name()).into()
    }
    /// Every word has its own property, since editors complete those and nothing else.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let words = generator.subschema_for::<K>();
        let value = generator.subschema_for::<V>();
        let choices = words.get("oneOf").and_then(|choices| choices.as_array()).into_iter().flatten();
        let property = |choice: &serde_json::Value| {
            let mut value = value.clone();
            value.insert("description".to_owned(), choice["description"].clone());
            Some((choice["const"].as_str()?.to_owned(), value.to_value()))
        };
        let properties: serde_json::Map<_, _> = choices.filter_map(property).collect();
        schemars::json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
    }
}

/// The years that a date in a record can lie in: from a child's birth to well beyond any plan.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2100;

impl Scalar for NaiveDate {
    fn blank() -> Self {
        NaiveDate::default()
    }
    fn parse(value: &DeValue<'_>, _: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let help = "write year, month and day without quotes: `2027-01-18`";
        match value {
            DeValue::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) => {
                let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
                let day = day.ok_or_else(|| Wrong::kind("a day that exists", value, help))?;
                if YEARS.contains(&date.year) {
                    return Ok(day);
                }
                Err(Wrong {
                    code: code::OUT_OF_RANGE,
                    message: match reader.file.is_private() {
                        true => "the year cannot be right".to_owned(),
                        false => format!("the year {} cannot be right", date.year),
                    },
                    help: format!("write a year from {} to {}", YEARS.start(), YEARS.end()),
                })
            }
            other => Err(Wrong::kind("a date", other, help)),
        }
    }
}

impl Scalar for NaiveTime {
    fn blank() -> Self {
        NaiveTime::default()
    }
    fn parse(value: &DeValue<'_>, _: Range<usize>, _: &mut Reader) -> Result<Self, Wrong> {
        let help = "write hours and minutes without quotes: `14:00:00`";
        match value {
            DeValue::Datetime(toml::value::Datetime { date: None, time: Some(time), offset: None }) => {
                let time = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0);
                time.ok_or_else(|| Wrong::kind("a time that exists", value, help))
            }
            other => Err(Wrong::kind("a time of day", other, help)),
        }
    }
}

impl Scalar for u32 {
    fn blank() -> Self {
        0
    }
    fn parse(value: &DeValue<'_>, _: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let DeValue::Integer(number) = value else {
            return Err(Wrong::kind("a whole number", value, "write digits without quotes: `20`"));
        };
        u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| *number <= 100_000).ok_or_else(|| {
            Wrong {
                code: code::OUT_OF_RANGE,
                message: format!("{} is not a possible number here", reader.quoted(number.as_str())),
                help: "write a whole number from 0 upwards".to_owned(),
            }
        })
    }
}

impl Scalar for bool {
    fn blank() -> Self {
        false
    }
    fn parse(value: &DeValue<'_>, _: Range<usize>, _: &mut Reader) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| Wrong::kind("`true` or `false`", value, "write `true` or `false` without quotes"))
    }
}
