//! What a file's schema says of its headings and keys, for lines that cannot be read: the line in a message is then one that can
//! be typed once and for all.

use serde_json::Value;
use toml::de::DeValue;

use super::address_slip::is_address;
use super::days::christmas;
use super::normalise::MOST_IN_LINE;

/// A heading that a file can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// `dates.announcement`
    pub path: String,
    /// Whether there can be several, each with two brackets.
    pub is_list: bool,
    /// Whether no key stands below it, but further headings do: `dates`.
    pub has_groups_alone: bool,
}

impl Heading {
    /// The heading as it is typed: `[[contact]]`.
    pub fn typed(&self) -> String {
        if self.is_list { format!("[[{}]]", self.path) } else { format!("[{}]", self.path) }
    }
}

/// Every heading that a file can have.
pub fn headings(file: &Value) -> Vec<Heading> {
    let mut found = Vec::new();
    gather(file, "", &mut found);
    found
}

fn gather(group: &Value, above: &str, found: &mut Vec<Heading>) {
    for (key, value) in group.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let below = value.get("items").unwrap_or(value);
        let Some(keys) = below.get("properties").and_then(Value::as_object) else { continue };
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        let has_groups_alone = keys.values().all(|value| value.get("properties").is_some());
        found.push(Heading { path: path.clone(), is_list: value.get("items").is_some(), has_groups_alone });
        gather(below, &path, found);
    }
}

/// The keys below one heading; none where the heading is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group<'s> {
    schema: Option<&'s Value>,
    path: &'s str,
}

impl<'s> Group<'s> {
    /// What can stand below a heading of a file, as it is typed; without one, at the top.
    pub fn below(file: &'s Value, heading: Option<&'s str>) -> Self {
        let path = heading.map_or("", |heading| heading.trim_matches(['[', ']', ' ']));
        let mut steps = path.split('.').map(str::trim).filter(|step| !step.is_empty());
        let schema = steps.try_fold(file, |schema, step| {
            let below = schema.get("properties")?.get(step)?;
            Some(below.get("items").unwrap_or(below))
        });
        Self { schema, path }
    }

    /// What a key takes.
    pub fn key(self, key: &str) -> Wanted<'s> {
        let required = self.schema.and_then(|schema| schema.get("required")?.as_array());
        Wanted {
            schema: self.schema.and_then(|schema| schema.get("properties")?.get(key)),
            is_required: required.is_some_and(|keys| keys.iter().any(|required| required == key)),
        }
    }

    /// The group that a key of this one is.
    pub fn group(self, key: &str) -> Self {
        let schema = self.key(key).schema;
        Self { schema: schema.map(|schema| schema.get("items").unwrap_or(schema)), path: self.path }
    }

    /// The heading of the group that a key of this one is: `[dates.announcement]`.
    pub fn heading_of(self, key: &str) -> String {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Heading { path, is_list: self.key(key).is_list(), has_groups_alone: false }.typed()
    }

    /// The keys, in order.
    pub fn keys(self) -> Vec<&'s str> {
        let properties = self.schema.and_then(|schema| schema.get("properties")?.as_object());
        properties.into_iter().flatten().map(|(key, _)| key.as_str()).collect()
    }
}

/// What kind of value a key takes; nothing is known of a key that the file does not have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'s> {
    schema: Option<&'s Value>,
    is_required: bool,
}

/// What stands before an example of which everybody knows that it is none of theirs.
const CHRISTMAS: &str = "type it as year, month and day; Christmas Day would be";

impl<'s> Wanted<'s> {
    /// What a schema says.
    pub fn of_schema(schema: &'s Value) -> Self {
        Self { schema: Some(schema), is_required: false }
    }

    /// Whether the key is known, and takes a single value.
    pub fn is_single(self) -> bool {
        self.schema.is_some() && !self.is_list() && !self.is("type", "object")
    }

    /// What an entry of the list takes that the key takes.
    pub fn entry(self) -> Self {
        Self { schema: self.schema.and_then(|schema| schema.get("items")), is_required: false }
    }

    /// Whether the key takes a list.
    pub fn is_list(self) -> bool {
        self.is("type", "array")
    }

    /// Whether anything is known of the key.
    pub fn is_known(self) -> bool {
        self.schema.is_some()
    }

    /// Whether the key may be left out.
    pub fn is_optional(self) -> bool {
        !self.is_required
    }

    /// Whether the key is the heading of a group.
    pub fn is_group(self) -> bool {
        let of_group = |schema: &Value| schema.get("properties").is_some();
        self.schema.is_some_and(|schema| of_group(schema) || schema.get("items").is_some_and(of_group))
    }

    /// Whether the key takes prose, or a list of paragraphs, in which a comma parts nothing.
    pub fn is_prose(self) -> bool {
        let most = |schema: &Value| schema.get("maxLength")?.as_u64();
        let schema = self.schema.map(|schema| schema.get("items").unwrap_or(schema));
        schema.and_then(most).is_some_and(|most| most > MOST_IN_LINE as u64)
    }

    /// The words of which the key takes one; none where it takes others.
    pub fn choices(self) -> Vec<&'s str> {
        let choices = self.schema.and_then(|schema| schema.get("oneOf")?.as_array());
        choices.into_iter().flatten().filter_map(|choice| choice.get("const")?.as_str()).collect()
    }

    /// Whether the key takes one of a set of words.
    pub fn is_choice(self) -> bool {
        self.schema.is_some_and(|schema| schema.get("oneOf").is_some())
    }

    /// Whether the key takes an e-mail address.
    pub fn is_email(self) -> bool {
        self.is("format", "email")
    }

    /// Whether the key takes a whole number.
    pub fn is_whole(self) -> bool {
        self.is("type", "integer")
    }

    /// Whether the key takes a number, whole or not.
    pub fn is_number(self) -> bool {
        self.is("type", "integer") || self.is("type", "number")
    }

    /// Whether the key takes a telephone number.
    pub fn is_telephone(self) -> bool {
        let example = self.schema.and_then(|schema| schema.get("examples")?.get(0)?.as_str());
        let is_number = |text: &str| text.chars().all(|sign| sign.is_ascii_digit() || sign == ' ');
        self.is_text() && example.is_some_and(|example| example.starts_with('0') && is_number(example))
    }

    /// How to type a value that nobody can guess, with a line that does so.
    pub fn how(self) -> String {
        let days = self.is_date() || self.entry().is_date();
        match (days, self.is_time(), self.is_required) {
            (true, ..) => CHRISTMAS.to_owned(),
            (_, true, _) => "type hours (from 0 to 23), minutes and seconds; noon would be".to_owned(),
            (.., true) => "type it as in this example".to_owned(),
            _ => "take the line out while it is not known, or type it as in this example".to_owned(),
        }
    }

    /// Whether the key takes text in quotation marks.
    pub fn is_text(self) -> bool {
        let format = self.schema.and_then(|schema| schema.get("format"));
        self.is("type", "string") && format.is_none_or(|format| format == "email")
    }

    /// Whether the key takes `true` or `false`.
    pub fn is_truth(self) -> bool {
        self.is("type", "boolean")
    }

    /// Whether the key takes a date.
    pub fn is_date(self) -> bool {
        self.is("format", "date")
    }

    /// Whether the key takes a time of day.
    pub fn is_time(self) -> bool {
        self.is("format", "partial-time")
    }

    /// What the key takes, in an officer's words.
    pub fn words(self) -> &'static str {
        match () {
            () if self.is_date() => "a date",
            () if self.is_time() => "a time of day",
            () if self.is("type", "integer") => "a whole number",
            () if self.is("type", "number") => "a number",
            () if self.is_truth() => "`true` or `false`",
            () if self.is_list() => "a list",
            () => "text",
        }
    }

    /// Whether a value is of the kind that the key takes; so is any where nothing is known.
    pub fn takes(self, value: &str) -> bool {
        if self.schema.is_none() {
            return true;
        }
        DeValue::parse(value).is_ok_and(|value| self.takes_value(value.get_ref()))
    }

    fn takes_value(self, value: &DeValue<'_>) -> bool {
        match value {
            _ if self.schema.is_none() => true,
            DeValue::Array(values) => {
                self.is_list() && values.iter().all(|value| self.entry().takes_value(value.get_ref()))
            }
            DeValue::String(word) => {
                let is_choice = !self.is_choice() || self.choices().contains(&word.as_ref());
                self.is_text() && is_choice && (!self.is_email() || is_address(word))
            }
            DeValue::Integer(_) => self.is_number(),
            DeValue::Float(_) => self.is("type", "number"),
            DeValue::Boolean(_) => self.is_truth(),
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(_), None) => self.is_date(),
                (None, Some(_)) => self.is_time(),
                _ => false,
            },
            DeValue::Table(_) => self.is("type", "object"),
        }
    }

    /// A value of this kind as it is typed: the example of the key's description.
    pub fn example(self) -> Option<String> {
        let day = || {
            let example = self.schema.and_then(|schema| schema.get("examples")?.get(0)).map(ToString::to_string);
            christmas(&example.unwrap_or_default())
        };
        match () {
            () if self.is_date() => return Some(day()),
            () if self.entry().is_date() => return Some(format!("[{}]", day())),
            () if self.is_time() => return Some("12:00:00".to_owned()),
            () => {}
        }
        let example = self.schema?.get("examples")?.get(0)?;
        let entries = example.as_array().map(|entries| {
            let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
            format!("[{}]", entries.join(", "))
        });
        Some(entries.unwrap_or_else(|| example.to_string()))
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
        let key = |heading, key| Group::below(&file, heading).key(key);
        assert!(key(None, "title").takes("\"x\"") && !key(None, "title").takes("7"));
        assert!(key(Some("[[case]]"), "away").is_list() && key(Some("[[case]]"), "away").entry().takes("2027-01-18"));
        assert_eq!(key(Some("[dates.sent]"), "on").example().as_deref(), Some("2027-12-25"));
        assert!(!key(Some("[dates.sent]"), "on").takes("\"2027-01-18\""));
        assert!(key(Some("[nobody]"), "on").takes("7") && key(Some("[nobody]"), "on").example().is_none());
        let typed: Vec<String> = headings(&file).iter().map(Heading::typed).collect();
        assert_eq!(typed, ["[[case]]", "[dates]", "[dates.sent]"]);
        assert!(headings(&file)[1].has_groups_alone && !headings(&file)[0].has_groups_alone);
    }
}
