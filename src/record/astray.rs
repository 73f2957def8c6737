//! Keys that stand below no heading.

use std::collections::BTreeSet;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::finding::Finding;
use super::reader::Reader;
use super::wanted::{Group, headings};
use crate::problem::code;

/// Complains once of keys at the top that belong below a heading, in the place of what was made of them, and says whether
/// there are any.
pub fn complain(table: &DeTable<'_>, schema: &Value, reader: &mut Reader) -> bool {
    let before = reader.take_complaints();
    let is_astray = complain_of_keys(table, schema, reader);
    let tops = table.iter().filter(|(_, value)| is_astray && !is_group(value.get_ref()));
    let tops: BTreeSet<usize> = tops.map(|(key, _)| reader.at(key.span()).start).collect();
    // A heading that is commented out is why its group is missing.
    let lacks_heading = is_astray || reader.lacks_heading();
    let follows = |complaint: &Finding| {
        let is_whole_file = complaint.at.start == 0 && complaint.at.end == 0;
        lacks_heading && is_whole_file || tops.contains(&complaint.at.start)
    };
    let rest: Vec<Finding> = before.into_iter().filter(|complaint| !follows(complaint)).collect();
    rest.into_iter().for_each(|complaint| reader.push(complaint));
    is_astray
}

fn is_group(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(values) => values.iter().any(|value| value.get_ref().is_table()),
        _ => false,
    }
}

/// Complains once of keys at the top that belong below a heading.
fn complain_of_keys(table: &DeTable<'_>, schema: &Value, reader: &mut Reader) -> bool {
    if reader.lacks_heading() {
        return false;
    }
    let top = Group::below(schema, None).keys();
    let mut astray: Vec<_> = table
        .iter()
        .filter(|(key, value)| !is_group(value.get_ref()) && !top.contains(&key.get_ref().as_ref()))
        .map(|(key, _)| key)
        .collect();
    astray.sort_by_key(|key| key.span().start);
    let Some(first) = astray.first() else { return false };
    let holds_all = |path: &str| {
        let keys = Group::below(schema, Some(path)).keys();
        astray.iter().all(|key| keys.contains(&key.get_ref().as_ref()))
    };
    let fitting: Vec<String> = headings(schema)
        .iter()
        .filter(|heading| holds_all(&heading.path))
        .map(|heading| format!("`{}`", heading.typed()))
        .collect();
    // A group that was typed as a single value has lost its heading, and reading has said so.
    let is_of_value = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        let is_group = Group::below(schema, None).key(name).is_group() && !is_group(value.get_ref());
        is_group && key.span().start < first.span().start && holds_all(name)
    };
    if table.iter().any(is_of_value) {
        return true;
    }
    if fitting.is_empty() || fitting.len() > MOST_FITTING {
        return false;
    }
    let name = if reader.is_private() { "this key".to_owned() } else { format!("`{}`", first.get_ref()) };
    let further = match astray.len() {
        1 => String::new(),
        2 => ", and so does the key below".to_owned(),
        more => format!(", and so do the {} keys below", more - 1),
    };
    let message = format!("{name} stands below no heading{further}");
    let help = format!("type the heading in a line above: {}", fitting.join(" or "));
    reader.complain(code::UNKNOWN_KEY, first.span(), message, help);
    true
}

/// Headings that a message offers at most.
const MOST_FITTING: usize = 4;

#[cfg(test)]
mod tests {
    use crate::record::{ContactsFile, FileKind, read_file};

    #[test]
    fn keys_below_no_heading_are_told_once_with_the_heading_that_they_lack() {
        let text = "name = \"Ann\"\nroles = [\"yot-manager\"]\nemail = \"ann@yot.example\"\n\n[[contact]]\nname = \"Ben\"\nroles = []\n";
        let complaints = read_file(FileKind::Contacts, text, ContactsFile::read_table).err().unwrap();
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert_eq!(complaints[0].message, "`name` stands below no heading, and so do the 2 keys below");
        assert_eq!(complaints[0].help, "type the heading in a line above: `[[contact]]`");
    }
}
