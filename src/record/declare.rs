//! Two macros that declare a table of the record once: its type, its reading and its JSON Schema cannot differ then.

/// Declares a group of keys. Doc comments become the descriptions that an editor shows to an officer; the text after
/// `=` is an example value in TOML, which the messages about a missing key and the schema show.
macro_rules! table {
    (
        $(#[doc = $about:literal])*
        pub struct $name:ident $label:literal {
            $( $(#[doc = $doc:literal])* pub $field:ident $key:literal : $type:ty = $example:literal, )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( $(#[doc = $doc])* pub $field: $type, )*
            /// Where the group stands.
            pub at: $crate::record::At,
        }

        impl $crate::record::reader::Field for $name {
            fn read(value: &serde_spanned::Spanned<toml::de::DeValue<'_>>, reader: &mut $crate::record::reader::Reader) -> Self {
                match value.get_ref() {
                    toml::de::DeValue::Table(table) => Self::read_table(table, value.span(), reader),
                    other => {
                        let keys = &[$($key),*];
                        $crate::record::declared_keys::complain_of_value(other, value.span(), keys, reader);
                        <Self as $crate::record::reader::Field>::blank(reader.at(value.span()))
                    }
                }
            }
            fn blank(at: $crate::record::At) -> Self {
                Self { $( $field: <$type as $crate::record::reader::Field>::blank(at.clone()), )* at }
            }
        }

        impl $name {
            /// The keys that it can have.
            pub const KEYS: &[&str] = &[$($key),*];

            /// Whether there is a value under a key.
            pub fn has(&self, key: &str) -> bool {
                match key {
                    $( $key => $crate::record::reader::Field::is_given(&self.$field), )*
                    _ => false,
                }
            }

            /// Reads the group from a table that stands at a span.
            pub fn read_table(
                table: &toml::de::DeTable<'_>,
                span: std::ops::Range<usize>,
                reader: &mut $crate::record::reader::Reader,
            ) -> Self {
                let mut keys = $crate::record::declared_keys::DeclaredKeys::new(table, $label, span.clone(), Self::KEYS);
                let read = Self {
                    $( $field: keys.take($key, $example, reader), )*
                    at: reader.at(span),
                };
                keys.finish(reader);
                read
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut properties = serde_json::Map::new();
                let mut required: Vec<&str> = Vec::new();
                $(
                    let schema = <$type as $crate::record::reader::Field>::schema(generator);
                    let words = $crate::record::declare::joined(&[$($doc),*]);
                    properties.insert($key.to_owned(), $crate::record::declare::described(schema, &words, $example));
                    if <$type as $crate::record::reader::Field>::REQUIRED {
                        required.push($key);
                    }
                )*
                let about = $crate::record::declare::joined(&[$($about),*]);
                $crate::record::declare::group_schema(&about, properties, &required)
            }
        }
    };
}

/// Declares a set of words of which a key takes one.
macro_rules! choice {
    (
        $(#[doc = $about:literal])*
        pub enum $name:ident $needed:literal { $( $(#[doc = $doc:literal])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $doc])* $variant, )* }

        impl $name {
            /// Every choice, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word as the record writes it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::record::reader::Scalar for $name {
            fn blank() -> Self {
                Self::ALL[0]
            }
            fn parse(
                value: &toml::de::DeValue<'_>,
                _: std::ops::Range<usize>,
                reader: &mut $crate::record::reader::Reader,
            ) -> Result<Self, $crate::record::reader::Wrong> {
                $crate::record::declare::choose(value, $needed, Self::ALL.iter().map(|choice| (choice.word(), *choice)), reader)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words = [$( ($word, $crate::record::declare::joined(&[$($doc),*])) ),*];
                $crate::record::declare::choice_schema(&words, &$crate::record::declare::joined(&[$($about),*]))
            }
        }
    };
}

pub(crate) use {choice, table};

use schemars::Schema;
use serde_json::{Map, Value};
use toml::de::DeValue;

use super::likely_value::{likely_choice, likely_choices};
use super::reader::{Reader, Wrong, list};
use crate::problem::code;

/// The lines of a doc comment as one paragraph.
pub fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// What stands between a key's meaning and its example in a description.
pub const EXAMPLE: &str = "\n\nExample: ";

/// A key's schema with its description and an example as it is typed.
pub fn described(schema: Schema, words: &str, example: &str) -> Value {
    let mut value = schema.to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("description".to_owned(), format!("{words}{EXAMPLE}{example}").into());
        if let Some(example) = example_value(example) {
            object.insert("examples".to_owned(), vec![example].into());
        }
    }
    value
}

/// The value that an example shows; none for a group's heading, and none for one that leaves out its text.
fn example_value(example: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(&format!("example = {example}")).ok()?;
    table.get("example").filter(|_| !example.contains('…')).map(to_json)
}

/// A TOML value as editors see it when they hold it against a schema: dates and times are text.
pub fn to_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(truth) => (*truth).into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(values) => values.iter().map(to_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), to_json(value))).collect(),
    }
}

/// The schema of a group of keys.
pub fn group_schema(about: &str, properties: Map<String, Value>, required: &[&str]) -> Schema {
    let mut schema = schemars::json_schema!({
        "type": "object",
        "description": about,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// The schema of a set of words, each with its meaning.
pub fn choice_schema(words: &[(&str, String)], about: &str) -> Schema {
    let choices: Vec<_> =
        words.iter().map(|(word, meaning)| serde_json::json!({ "const": word, "description": meaning })).collect();
    schemars::json_schema!({ "type": "string", "description": about, "oneOf": choices })
}

/// Finds the choice that a text names, or says which there are.
pub fn choose<T: Copy>(
    value: &DeValue<'_>,
    needed: &str,
    choices: impl Iterator<Item = (&'static str, T)> + Clone,
    reader: &Reader,
) -> Result<T, Wrong> {
    let words: Vec<&str> = choices.clone().map(|(word, _)| word).collect();
    let Some(text) = value.as_str() else {
        return Err(Wrong::kind(needed, value, format!("write one of {} in quotes", list(&words))));
    };
    choices.clone().find(|(word, _)| *word == text).map(|(_, choice)| choice).ok_or_else(|| Wrong {
        code: code::UNKNOWN_CHOICE,
        message: format!("{} is not {needed}", reader.quoted(text)),
        help: match (
            likely_choices(text, &words).filter(|_| reader.example.starts_with('[')),
            likely_choice(text, &words),
        ) {
            (Some(meant), _) => {
                let parts = meant.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>();
                format!("put each between quotation marks of its own: `{}`", parts.join(", "))
            }
            (None, Some(meant)) => format!("did you mean `{meant}`?"),
            (None, None) => format!("write one of {}", list(&words)),
        },
    })
}
