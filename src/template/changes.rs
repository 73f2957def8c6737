//! Shows what a workspace's own templates change. A person reads it and decides whether to trust them.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::OwnFiles;
use super::templates::EMBEDDED;

/// One file of a workspace's own templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// Its path under `templates/`.
    pub path: String,
    /// Whether it takes the place of one of the program's.
    pub replaces: bool,
    /// What a person should see before trusting it, a line each: entries of the catalogue, words, remote content.
    pub notes: Vec<String>,
}

/// What own templates change, file by file.
pub fn changes(own: &OwnFiles) -> Vec<OwnFile> {
    let file = |(path, bytes): (&String, &[u8])| {
        let before = EMBEDDED.iter().find(|(known, _)| known == path).map(|(_, bytes)| String::from_utf8_lossy(bytes));
        let text = String::from_utf8_lossy(bytes);
        let before_text = before.as_deref().unwrap_or_default();
        let notes = match path.as_str() {
            "catalogue.toml" => table_changes(before_text, &text),
            path if path.starts_with("phrases/") => table_changes(before_text, &text),
            path if path.ends_with(".html") => remote_content(before_text, &text),
            _ => Vec::new(),
        };
        // A catalogue adds to the program's. Any other file stands in its place.
        OwnFile { path: printable(path), replaces: before.is_some() && path != "catalogue.toml", notes }
    };
    own.made_from().map(file).collect()
}

/// The keys and values in which a table differs from the program's. What the program has and an entry of the same id lacks is
/// told as well.
fn table_changes(before: &str, now: &str) -> Vec<String> {
    let Ok(table) = now.parse::<Table>() else { return vec!["this is not TOML".to_owned()] };
    let (before, now) = (leaves(&before.parse().unwrap_or_default()), leaves(&table));
    let owner = |key: &str| key.split_once(": ").map(|(owner, _)| owner.to_owned());
    let entries: Vec<String> = now.keys().filter_map(|key| owner(key)).collect();
    let mut lines = Vec::new();
    for (key, value) in &now {
        match before.get(key) {
            Some(known) if known == value => {}
            Some(known) => lines.push(format!("{key} = {value} instead of {known}")),
            None => lines.push(format!("{key} = {value} is new")),
        }
    }
    for (key, known) in &before {
        if !now.contains_key(key) && owner(key).is_some_and(|owner| entries.contains(&owner)) {
            lines.push(format!("{key} = {known} is left out"));
        }
    }
    lines.iter().map(|line| printable(line)).collect()
}

/// The values of a table by their dotted keys. An entry of a list of tables goes by its id: `report: title.en`.
fn leaves(table: &Table) -> BTreeMap<String, String> {
    let mut leaves = BTreeMap::new();
    collect(&Value::Table(table.clone()), "", &mut leaves);
    leaves
}

fn collect(value: &Value, path: &str, leaves: &mut BTreeMap<String, String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let path = if path.is_empty() || path.ends_with(' ') {
                    format!("{path}{key}")
                } else {
                    format!("{path}.{key}")
                };
                collect(value, &path, leaves);
            }
        }
        Value::Array(entries) if !entries.is_empty() && entries.iter().all(Value::is_table) => {
            for (index, entry) in entries.iter().enumerate() {
                let id = entry.get("id").and_then(Value::as_str).map_or_else(|| (index + 1).to_string(), str::to_owned);
                collect(entry, &format!("{id}: "), leaves);
            }
        }
        value => drop(leaves.insert(path.to_owned(), value.to_string())),
    }
}

/// The lines of an HTML template that name something on a network and that the program's own does not have.
fn remote_content(before: &str, now: &str) -> Vec<String> {
    let is_remote = |line: &str| {
        let line: String = line.to_lowercase().split_whitespace().collect();
        let marks =
            ["http:", "https:", "ftp:", "@import", "\"//", "'//", "=//", "(//", "url(", "&#", "<base", "<script"];
        marks.iter().any(|mark| line.contains(mark))
    };
    let lines = now.lines().enumerate().filter(|(_, line)| is_remote(line) && !before.contains(line.trim()));
    lines
        .map(|(index, line)| printable(&format!("line {} may load from a network: {}", index + 1, line.trim())))
        .collect()
}

/// A text of others' for a terminal: without what would move its cursor, and not too long.
fn printable(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).take(400).collect();
    plain
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded(path: &str) -> String {
        let file = EMBEDDED.iter().find(|(known, _)| *known == path).expect("the program has it");
        String::from_utf8_lossy(file.1).into_owned()
    }

    fn notes(path: &str, text: &str) -> Vec<String> {
        let own = OwnFiles { files: [(path.to_owned(), text.as_bytes().to_vec())].into(), problems: Vec::new() };
        changes(&own).remove(0).notes
    }

    #[test]
    fn other_recipients_and_another_marking_are_shown_and_so_is_what_an_entry_leaves_out() {
        let entry =
            "[[document]]\nid = \"announcement-email\"\nmarking = \"NONE\"\nto.england = [\"strategic-manager\"]\n";
        let notes = notes("catalogue.toml", entry);
        let has = |words: &str| assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:#?}");
        has("announcement-email: marking = \"NONE\" instead of \"OFFICIAL");
        has("announcement-email: to.england = [\"strategic-manager\"] instead of [");
        has("announcement-email: to.wales = [");
        assert!(!notes.iter().any(|note| note.contains("confirmation-letter: ")), "{notes:#?}");
    }

    #[test]
    fn a_changed_word_is_shown_and_one_that_stays_is_not() {
        let english = embedded("phrases/en.toml").replacen("Chief Executive", "Chef", 1);
        let notes = notes("phrases/en.toml", &english);
        assert!(notes.len() == 1 && notes[0].contains("\"Chef\" instead of \"Chief Executive\""), "{notes:#?}");
    }

    #[test]
    fn content_from_a_network_is_shown_however_it_is_written() {
        let html = embedded("announcement-email/en.html");
        assert_eq!(notes("announcement-email/en.html", &html), Vec::<String>::new());
        for remote in [
            "<img src=\"https://tracker.example/a.png\">",
            "<img src = 'HTTP://tracker.example/a.png'>",
            "<img src=//tracker.example/a.png>",
            "<a href=\"&#104;ttp://tracker.example\">",
            "<style>@import 'a.css'; p { background: url(a.png) }</style>",
        ] {
            assert_eq!(notes("announcement-email/en.html", &format!("{html}\n{remote}\n")).len(), 1, "{remote}");
        }
    }

    #[test]
    fn nothing_of_a_template_moves_the_terminal() {
        assert_eq!(printable("a\u{1b}[2J\u{202e}b\r"), "a[2Jb");
    }
}
