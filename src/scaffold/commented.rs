//! The text of a file with every key in it: known values are filled in, and the others stand in comments with their examples.
//!
//! A `#` with a space begins an explanation. A `#` without one begins a line that works once the `#` is deleted.

use super::outline::{Key, KeyKind, Outline};

/// Widest line of words, in characters.
const WIDTH: usize = 110;

/// Keys with their values in TOML.
pub type Values = Vec<(&'static str, String)>;
/// The known values of a file's groups, by the name of the group. A group without values has its heading alone.
pub type Known = Vec<(&'static str, Values)>;

/// The text of a file below its heading.
pub fn below_heading(outline: &Outline, known: &Known) -> String {
    let mut text = CommentedText::default();
    // In TOML a single value after a group's heading belongs to that group.
    for key in outline.keys.iter().filter(|key| matches!(key.kind, KeyKind::Value { .. })) {
        text.blank_line();
        text.key(key, None);
    }
    for key in &outline.keys {
        let values = known.iter().find(|(name, _)| *name == key.name).map(|(_, values)| values);
        match &key.kind {
            KeyKind::Value { .. } => {}
            KeyKind::Group(keys) | KeyKind::Groups(keys) | KeyKind::Named(_, keys) => text.group(key, keys, values),
        }
    }
    text.text
}

/// A text as a TOML string on one line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A text with comments that is being written.
#[derive(Default)]
pub struct CommentedText {
    /// The text so far.
    pub text: String,
}

impl CommentedText {
    /// Ends a line, or leaves a blank one.
    pub fn blank_line(&mut self) {
        self.text.push('\n');
    }

    /// An explanation for the person who fills the file in.
    pub fn comment(&mut self, words: &str) {
        let mut line = String::from("#");
        for word in words.split_whitespace() {
            if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(&line);
                line.truncate(1);
            }
            line.push(' ');
            line.push_str(word);
        }
        self.line(&line);
    }

    /// A line that sqspack reads.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.blank_line();
    }

    /// A line to use later, in a comment.
    pub fn spare(&mut self, line: &str) {
        self.text.push('#');
        self.line(line);
    }

    fn group(&mut self, group: &Key, keys: &[Key], values: Option<&Values>) {
        self.blank_line();
        self.comment(&group.words);
        if let KeyKind::Named(names, _) = &group.kind {
            for name in names {
                self.comment(&format!("- {}: {}", name.word, name.words));
            }
        }
        match values {
            Some(_) => self.line(&group.example),
            None => self.spare(&group.example),
        }
        for key in keys {
            let value = values.into_iter().flatten().find(|(name, _)| *name == key.name);
            self.key(key, value.map(|(_, value)| value.as_str()));
        }
    }

    fn key(&mut self, key: &Key, value: Option<&str>) {
        self.comment(&key.words);
        if let KeyKind::Value { choices, .. } = &key.kind {
            for choice in choices {
                self.comment(&format!("- {}: {}", choice.word, choice.words));
            }
        }
        match value {
            Some(value) => self.line(&format!("{} = {value}", key.name)),
            None => self.spare(&format!("{} = {}", key.name, key.example)),
        }
    }
}

/// How to use the examples of a file.
const USE: &str = "sqspack does not read a line that begins with #. To use an example, delete the # before it and before \
                   the heading of its group, and type your own value.";

/// The lines at the top of a file.
pub fn heading(schema: &str, outline: &Outline) -> String {
    let mut text = CommentedText::default();
    text.line(&format!("#:schema {schema}"));
    text.comment(&outline.words);
    text.comment(USE);
    text.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_text_stands_on_one_line_and_is_read_back_as_it_was() {
        for text in ["plain", "a \"b\" \\ c", "''' \"\"\"", "a\nb\r\u{1}\u{7f}\u{85}", "tŵr"] {
            let written = quoted(text);
            assert!(!written.contains(['\n', '\r']), "{written}");
            let table: toml::Table = toml::from_str(&format!("key = {written}")).unwrap();
            assert_eq!(table["key"].as_str(), Some(text));
        }
    }

    #[test]
    fn words_are_broken_into_lines_that_are_all_comments() {
        let mut text = CommentedText::default();
        text.comment(&"fieldwork ".repeat(30));
        assert!(text.text.lines().count() > 1);
        assert!(text.text.lines().all(|line| line.starts_with("# ") && line.len() <= WIDTH));
    }
}
