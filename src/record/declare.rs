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
            pub at: $crate::record::reader::At,
        }

        impl $crate::record::reader::Field for $name {
            fn read(value: &serde_spanned::Spanned<toml::de::DeValue<'_>>, reader: &mut $crate::record::reader::Reader) -> Self {
                match value.get_ref() {
                    toml::de::DeValue::Table(table) => Self::read_table(table, value.span(), reader),
                    other => {
                        let help = concat!("write it as a group `[", $label, "]` with its keys below");
                        let wrong = $crate::record::reader::Wrong::kind("a group of keys", other, help);
                        reader.complain(wrong.code, value.span(), wrong.message, wrong.help);
                        <Self as $crate::record::reader::Field>::blank(reader.at(value.span()))
                    }
                }
            }
            fn blank(at: $crate::record::reader::At) -> Self {
                Self { $( $field: <$type as $crate::record::reader::Field>::blank(at.clone()), )* at }
            }
        }

        impl $name {
            /// Reads the group from a table that stands at a span.
            pub fn read_table(
                table: &toml::de::DeTable<'_>,
                span: std::ops::Range<usize>,
                reader: &mut $crate::record::reader::Reader,
            ) -> Self {
                let mut keys = $crate::record::reader::Keys::new(table, $label, span.clone());
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
                    let schema = generator.subschema_for::<$type>();
                    let words = $crate::record::declare::joined(&[$($doc),*]);
                    properties.insert($key.to_owned(), $crate::record::declare::described(schema, &words, $example));
                    if <$type as $crate::record::reader::Field>::REQUIRED {
                        required.push($key);
                    }
                )*
                schemars::json_schema!({
                    "type": "object",
                    "description": $crate::record::declare::joined(&[$($about),*]),
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
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
use toml::de::DeValue;

use super::reader::{Reader, Wrong, list};
use crate::problem::{code, did_you_mean};

/// The lines of a doc comment as one paragraph.
pub fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// A key's schema with its description and an example as it is typed.
pub fn described(schema: Schema, words: &str, example: &str) -> serde_json::Value {
    let mut value = schema.to_value();
    let text = format!("{words}\n\nExample: {example}");
    // A reference may carry a description beside it in the draft that schemars writes.
    if let Some(object) = value.as_object_mut() {
        object.insert("description".to_owned(), text.into());
    }
    value
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
        help: match did_you_mean(text, words.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of {}", list(&words)),
        },
    })
}
