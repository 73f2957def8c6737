//! Tables whose keys are a fixed set of words.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_spanned::Spanned;
use toml::de::DeValue;

use super::at::At;
use super::days::{Days, days};
use super::reader::{Field, Placed, Reader, Scalar, Wrong};
use crate::problem::code;

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
                    if value.get_ref().as_table().is_none() {
                        let typed = reader.typed(&value.span()).unwrap_or_default();
                        let on = match days(typed.trim_matches(['"', '\''])) {
                            Some(Days::One(day) | Days::Period(day, _)) => format!("`on = {day}`"),
                            _ => "`on = …` with year, month and day".to_owned(),
                        };
                        let help = format!(
                            "take this line out, and type a group in its place, line by line: `[dates.{}]`, {on} and `reason = \"…\"`",
                            key.get_ref()
                        );
                        let message = "a date that is set by hand needs a group of its own, with its reason";
                        reader.complain(code::WRONG_TYPE, value.span(), message, help);
                        let key = Placed { value: parsed, at: reader.at(key.span()) };
                        entries.push((key, V::blank(reader.at(value.span()))));
                        continue;
                    }
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
