//! The keys that a file of the record can hold, from its schema. `new` writes its commented files from them, and
//! `docs/record.md` is made from them.

use serde_json::Value;

use crate::record::{self, EXAMPLE, FileKind};

/// A file of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// What it is for.
    pub words: String,
    /// Its keys and groups, in the order in which an officer fills them.
    pub keys: Vec<Key>,
}

/// A key or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// As it is typed: `case-manager`.
    pub name: String,
    /// What it means.
    pub words: String,
    /// An example of its value in TOML; for a group its heading.
    pub example: String,
    /// Whether its group needs it.
    pub required: bool,
    /// What a person writes for it.
    pub kind: KeyKind,
}

/// What a person writes for a key.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyKind {
    /// A single value or a list of them.
    Value {
        /// Its form in an officer's words: `text`, `date`, `list of dates`.
        form: String,
        /// The words that it may be, each with its meaning; empty if it may be anything.
        choices: Vec<WordOfKey>,
    },
    /// A group of keys: `[yot]`.
    Group(Vec<Key>),
    /// Any number of groups: `[[case]]`.
    Groups(Vec<Key>),
    /// A group for each of some words: `[dates.announcement]`.
    Named(Vec<WordOfKey>, Vec<Key>),
}

/// A word that a key takes, or that names a group.
#[derive(Clone, Debug, PartialEq)]
pub struct WordOfKey {
    /// The word.
    pub word: String,
    /// What it means.
    pub words: String,
}

impl Outline {
    /// The same without the keys that only an inspection in two languages needs.
    pub fn in_english_alone(mut self) -> Self {
        self.keys = in_english_alone(self.keys);
        self
    }
}

fn in_english_alone(keys: Vec<Key>) -> Vec<Key> {
    let is_needed = |key: &Key| {
        !key.name.ends_with("-welsh") && !["welsh", "language", "languages", "said-in"].contains(&key.name.as_str())
    };
    let of_english = |key: Key| {
        let kind = match key.kind {
            KeyKind::Group(keys) => KeyKind::Group(in_english_alone(keys)),
            KeyKind::Groups(keys) => KeyKind::Groups(in_english_alone(keys)),
            KeyKind::Named(names, keys) => KeyKind::Named(names, in_english_alone(keys)),
            value @ KeyKind::Value { .. } => value,
        };
        Key { kind, ..key }
    };
    keys.into_iter().filter(is_needed).map(of_english).collect()
}

/// What a file can hold.
pub fn outline(file: FileKind) -> Outline {
    let schema = record::schema(file).to_value();
    Outline { words: text(&schema["description"]), keys: keys(&schema) }
}

fn keys(group: &Value) -> Vec<Key> {
    let required = |name: &str| group["required"].as_array().is_some_and(|names| names.iter().any(|one| one == name));
    let properties = group["properties"].as_object().into_iter().flatten();
    properties.map(|(name, schema)| key(name, schema, required(name))).collect()
}

fn key(name: &str, schema: &Value, required: bool) -> Key {
    let description = text(&schema["description"]);
    let (words, example) = description.split_once(EXAMPLE).unwrap_or((&description, ""));
    let (words, example) = (words.to_owned(), example.to_owned());
    let kind = if example.starts_with("[[") {
        KeyKind::Groups(keys(&schema["items"]))
    } else if example.starts_with(&format!("[{name}.")) {
        let of_each = schema["properties"].as_object().and_then(|named| named.values().next());
        KeyKind::Named(names(schema), of_each.map(keys).unwrap_or_default())
    } else if schema["type"] == "object" {
        KeyKind::Group(keys(schema))
    } else {
        value(schema)
    };
    Key { name: name.to_owned(), words, example, required, kind }
}

fn names(schema: &Value) -> Vec<WordOfKey> {
    let named = schema["properties"].as_object().into_iter().flatten();
    named.map(|(word, schema)| WordOfKey { word: word.clone(), words: text(&schema["description"]) }).collect()
}

fn value(schema: &Value) -> KeyKind {
    let (form, list) = form(schema);
    let one = if schema["type"] == "array" { &schema["items"] } else { schema };
    let choice = |choice: &Value| WordOfKey { word: text(&choice["const"]), words: text(&choice["description"]) };
    let choices = one["oneOf"].as_array().into_iter().flatten().map(choice).collect();
    KeyKind::Value {
        form: if schema["type"] == "array" { format!("list of {list}") } else { form.to_owned() },
        choices,
    }
}

/// The form of a value: of one, and of several.
fn form(schema: &Value) -> (&'static str, &'static str) {
    if schema["type"] == "array" {
        return form(&schema["items"]);
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (_, Some("date")) => ("date", "dates"),
        (_, Some("partial-time")) => ("time", "times"),
        (_, Some("email")) => ("e-mail address", "e-mail addresses"),
        (Some("integer"), _) => ("whole number", "whole numbers"),
        (Some("number"), _) => ("number", "numbers"),
        (Some("boolean"), _) => ("`true` or `false`", "`true` or `false`"),
        _ if schema["oneOf"].is_array() => ("one of the words below", "the words below"),
        _ => ("text", "texts"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'k>(keys: &'k [Key], name: &str) -> &'k Key {
        keys.iter().find(|key| key.name == name).expect("a key of this name")
    }

    #[test]
    fn groups_lists_and_named_groups_are_told_apart() {
        let inspection = outline(FileKind::Inspection).keys;
        assert!(matches!(named(&inspection, "yot").kind, KeyKind::Group(_)));
        assert!(matches!(named(&inspection, "site").kind, KeyKind::Groups(_)));
        let KeyKind::Named(milestones, keys) = &named(&inspection, "dates").kind else { panic!("not named") };
        assert_eq!((milestones.len(), keys[0].name.as_str()), (14, "on"));
    }

    #[test]
    fn a_key_has_its_meaning_its_example_and_its_form() {
        let cases = outline(FileKind::Cases).keys;
        let KeyKind::Groups(managers) = &named(&cases, "case-manager").kind else { panic!("not groups") };
        let away = named(managers, "away");
        assert!(away.words.starts_with("Days on which") && !away.words.contains("Example"), "{}", away.words);
        assert_eq!((away.example.as_str(), away.required), ("[2027-01-19]", false));
        assert_eq!(away.kind, KeyKind::Value { form: "list of dates".to_owned(), choices: Vec::new() });
        assert!(named(managers, "name").required);
    }

    #[test]
    fn a_choice_has_all_its_words_with_their_meaning() {
        let KeyKind::Groups(contact) = &outline(FileKind::Contacts).keys[0].kind else { panic!("not groups") };
        let KeyKind::Value { choices, .. } = &named(contact, "roles").kind else { panic!("not a value") };
        assert_eq!(choices.len(), record::Role::ALL.len());
        assert!(choices.iter().all(|choice| choice.words.ends_with('.')), "{choices:?}");
    }
}
