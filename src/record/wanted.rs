//! What kind of value a key takes, as its schema says: for a line that cannot be read, so that the line in the message is one
//! that can be typed once and for all.

use serde_json::Value;
use toml::de::DeValue;

/// What kind of value a key takes; nothing is known of a key that the file does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'s> {
    schema: Option<&'s Value>,
}

impl<'s> Wanted<'s> {
    /// What a schema says.
    pub fn of_schema(schema: &'s Value) -> Self {
        Self { schema: Some(schema) }
    }

    /// What a key takes below a heading of a file: `[dates.announcement]`, or nothing at the top.
    pub fn of_key(file: &'s Value, heading: Option<&str>, key: &str) -> Self {
        let path = heading.map_or("", |heading| heading.trim_matches(['[', ']', ' ']));
        let steps = path.split('.').filter(|step| !step.is_empty()).chain([key]);
        let schema = steps.into_iter().try_fold(file, |schema, step| {
            let group = schema.get("items").unwrap_or(schema);
            group.get("properties")?.get(step.trim())
        });
        Self { schema }
    }

    /// What an entry of the list takes that the key takes.
    pub fn entry(self) -> Self {
        Self { schema: self.schema.and_then(|schema| schema.get("items")) }
    }

    /// Whether the key takes a list.
    pub fn is_list(self) -> bool {
        self.is("type", "array")
    }

    /// Whether the key takes one of a set of words.
    pub fn is_choice(self) -> bool {
        self.schema.is_some_and(|schema| schema.get("oneOf").is_some())
    }

    /// Whether the key takes `true` or `false`.
    pub fn is_truth(self) -> bool {
        self.is("type", "boolean")
    }

    /// What the key takes, in an officer's words.
    pub fn words(self) -> &'static str {
        match () {
            () if self.is("format", "date") => "a date",
            () if self.is("format", "partial-time") => "a time of day",
            () if self.is("type", "integer") => "a whole number",
            () if self.is("type", "number") => "a number",
            () if self.is_truth() => "`true` or `false`",
            () if self.is_list() => "a list",
            () => "text",
        }
    }

    /// Whether a value is of the kind that the key takes; so is any where nothing is known.
    pub fn takes(self, value: &str) -> bool {
        let Some(schema) = self.schema else { return true };
        let Ok(value) = DeValue::parse(value) else { return false };
        let is_text = self.is("type", "string") && schema.get("format").is_none_or(|format| format == "email");
        match value.get_ref() {
            DeValue::Array(_) => self.is_list(),
            DeValue::String(_) => is_text,
            DeValue::Integer(_) => self.is("type", "integer") || self.is("type", "number"),
            DeValue::Float(_) => self.is("type", "number"),
            DeValue::Boolean(_) => self.is_truth(),
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(_), None) => self.is("format", "date"),
                (None, Some(_)) => self.is("format", "partial-time"),
                _ => false,
            },
            DeValue::Table(_) => self.is("type", "object"),
        }
    }

    /// A value of this kind as it is typed: the example of the key's description.
    pub fn example(self) -> Option<String> {
        let example = self.schema?.get("examples")?.get(0)?;
        let is_typed_bare = self.is("format", "date") || self.is("format", "partial-time");
        example.as_str().filter(|_| is_typed_bare).map(str::to_owned).or_else(|| Some(example.to_string()))
    }

    fn is(self, key: &str, word: &str) -> bool {
        self.schema.and_then(|schema| schema.get(key)).is_some_and(|found| found == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_below_its_heading_and_takes_its_kind_of_value_alone() {
        let file = serde_json::json!({ "properties": {
            "title": { "type": "string" },
            "case": { "type": "array", "items": { "properties": {
                "away": { "type": "array", "items": { "type": "string", "format": "date" } },
            } } },
            "dates": { "properties": { "sent": { "properties": {
                "on": { "type": "string", "format": "date", "examples": ["2027-01-18"] },
            } } } },
        } });
        let key = |heading, key| Wanted::of_key(&file, heading, key);
        assert!(key(None, "title").takes("\"x\"") && !key(None, "title").takes("7"));
        assert!(key(Some("[[case]]"), "away").is_list() && key(Some("[[case]]"), "away").entry().takes("2027-01-18"));
        assert_eq!(key(Some("[dates.sent]"), "on").example().as_deref(), Some("2027-01-18"));
        assert!(!key(Some("[dates.sent]"), "on").takes("\"2027-01-18\""));
        assert!(key(Some("[nobody]"), "on").takes("7") && key(Some("[nobody]"), "on").example().is_none());
    }
}
