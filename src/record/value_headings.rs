//! Headings that are a value of a key: `[[yot-manager]]` for a contact with that role.

use serde_json::Value;

use super::headings::HeadingSlip;
use super::likely_value::likely_choice;
use super::wanted::{Group, Heading};
use crate::problem::code;

/// What is wrong with a line that is such a heading; `below` has the keys that stand below it.
pub fn find(
    line: &str,
    below: &[&str],
    known: &[Heading],
    schema: &Value,
    is_of_another_file: &dyn Fn(&str) -> bool,
) -> Option<HeadingSlip> {
    let typed = line.split('#').next().unwrap_or_default().trim();
    let core = typed.trim_matches(['[', ']', ' ']);
    let is_heading = typed.starts_with('[') && typed.ends_with(']') && !core.contains(['"', ',', '=', '.']);
    let is_known = known.iter().any(|heading| heading.path == core);
    if !is_heading || core.is_empty() || is_known || is_of_another_file(core) {
        return None;
    }
    let lists = known.iter().filter(|heading| heading.is_list);
    let (heading, key, value) = lists.into_iter().find_map(|heading| {
        let group = Group::below(schema, Some(&heading.path));
        let keys = group.keys();
        let are_its = below.iter().all(|key| keys.contains(key));
        keys.into_iter().filter(|_| are_its).find_map(|key| {
            let wanted = group.key(key);
            let choices = if wanted.is_list() { wanted.entry().choices() } else { wanted.choices() };
            let word = likely_choice(core, &choices)?;
            Some((heading, key, if wanted.is_list() { format!("[\"{word}\"]") } else { format!("\"{word}\"") }))
        })
    })?;
    let further = (!below.contains(&key)).then(|| format!("{key} = {value}"));
    let shown = further.as_ref().map(|line| format!(", and in the line below it `{line}`")).unwrap_or_default();
    let start = line.find(typed)?;
    Some(HeadingSlip {
        code: code::UNKNOWN_KEY,
        span: start..start + typed.len(),
        message: format!("this is no heading, but a word that stands behind `{key}`"),
        help: format!("type: `{}`{shown}", heading.typed()),
        line: further.map_or_else(|| heading.typed(), |line| format!("{}\n{line}", heading.typed())),
        is_guess: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::wanted::headings;

    fn found(line: &str, below: &[&str]) -> Option<String> {
        let roles = serde_json::json!({ "type": "array", "items": { "type": "string",
            "oneOf": [{ "const": "yot-manager" }, { "const": "board-chair" }] } });
        let schema = serde_json::json!({ "properties": { "contact": { "type": "array", "items": {
            "properties": { "name": { "type": "string" }, "roles": roles } } } } });
        find(line, below, &headings(&schema), &schema, &|name| name == "case").map(|slip| slip.line)
    }

    #[test]
    fn a_role_that_was_typed_as_a_heading_is_shown_as_a_contact_with_that_role() {
        for typed in ["[[yot-manager]]", "[yot manager]", "[YOT_Manager] # who", "[[yot-managers]]"] {
            assert_eq!(found(typed, &["name"]).as_deref(), Some("[[contact]]\nroles = [\"yot-manager\"]"), "{typed}");
        }
        assert_eq!(found("[[board-chair]]", &["name", "roles"]).as_deref(), Some("[[contact]]"));
        for (line, below) in
            [("[[contact]]", &[][..]), ("[[case]]", &[]), ("[[yot-manager]]", &["slot"]), ("[\"yot-manager\"]", &[])]
        {
            assert_eq!(found(line, below), None, "{line}");
        }
    }
}
