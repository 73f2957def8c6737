//! Keys with a number or a letter before them, as a list in a letter has them: `1. name = "Helen Marsh"`. TOML takes that for a
//! key in a group.

use serde_json::Value;

use super::likely_key::likely_key;
use super::mended::MendedText;
use super::reader::Reader;
use super::wanted::Group;
use crate::problem::code;

/// Bytes of a line up to which a message shows it.
const LONGEST: usize = 160;

/// Digits of the highest number that stands before an entry of a list.
const DIGITS: usize = 3;

/// Complains of each key with a number before it, and mends it.
pub fn complain(mended: &mut MendedText, schema: &Value, reader: &mut Reader) {
    let (mut heading, mut is_text) = (None::<String>, false);
    for line in 0..mended.count() {
        let typed = mended.line(line);
        let was_text = is_text;
        is_text ^= typed.matches("\"\"\"").count() % 2 == 1;
        if was_text {
            continue;
        }
        if typed.trim_start().starts_with('[') {
            heading = Some(typed.split('#').next().unwrap_or_default().trim().to_owned());
            continue;
        }
        let group = Group::below(schema, heading.as_deref());
        let Some((before, kept)) = numbered(typed, &group.keys()) else { continue };
        let start = typed.len() - typed.trim_start().len();
        let help = match reader.is_private() || kept.len() > LONGEST {
            true => "take the number away".to_owned(),
            false => format!("type: `{kept}`"),
        };
        let message = "a key stands at the beginning of its line, without a number before it";
        reader.complain(code::SYNTAX, mended.original(line, start..start + before), message, help);
        mended.replace(line, kept);
    }
}

/// How many bytes the number before a key has, and the line without it.
fn numbered(line: &str, keys: &[&str]) -> Option<(usize, String)> {
    let typed = line.trim();
    let (number, rest) = typed.split_once('.')?;
    let is_number = !number.is_empty() && number.len() <= DIGITS && number.bytes().all(|sign| sign.is_ascii_digit());
    let is_letter = number.len() == 1 && number.bytes().all(|sign| sign.is_ascii_lowercase());
    let (key, value) = rest.split_once('=').filter(|_| is_number || is_letter)?;
    let meant = likely_key(key, keys).filter(|_| !key.contains(['"', '\'']))?;
    Some((number.len() + 1, format!("{meant} = {}", value.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;

    #[test]
    fn a_key_with_a_number_or_letter_before_it_is_shown_without_and_no_other_line_is_touched() {
        let schema = serde_json::json!({ "properties": { "contact": { "type": "array", "items": {
            "properties": { "name": { "type": "string" }, "roles": { "type": "array" } } } } } });
        let text = "[[contact]]\n1. name = \"Helen\"\n2.Roles=[\"a\"]\n  a. name = \"b\"\n1.5 = 2\n[[contact]] # next\nname = \"\"\"\n1. name = \"x\"\n\"\"\"\n";
        let (mut mended, mut reader) = (MendedText::new(text), Reader::new(FileKind::Contacts, text));
        complain(&mut mended, &schema, &mut reader);
        let mended: Vec<String> = mended.text().lines().map(str::to_owned).collect();
        assert_eq!(mended[1..4], ["name = \"Helen\"", "roles = [\"a\"]", "name = \"b\""]);
        assert_eq!((mended[4].as_str(), mended[7].as_str()), ("1.5 = 2", "1. name = \"x\""));
        let complaints = reader.take_complaints();
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert_eq!(complaints[0].help, "type: `name = \"Helen\"`");
    }

    #[test]
    fn a_file_that_names_children_is_not_quoted() {
        let schema = serde_json::json!({ "properties": { "family-name": { "type": "string" } } });
        let text = "1. family-name = \"Quillfeather\"\n";
        let (mut mended, mut reader) = (MendedText::new(text), Reader::new(FileKind::Children, text));
        complain(&mut mended, &schema, &mut reader);
        assert_eq!(reader.take_complaints()[0].help, "take the number away");
    }
}
