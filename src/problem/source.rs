use std::sync::OnceLock;

/// A file that a message can point into.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the workspace's root, with `/` on every system.
    pub path: String,
    /// Its text; empty where the file is missing or is not text.
    pub text: String,
    /// Whether its text must not be shown: a message about a child's record may be pasted into an e-mail or stand in
    /// a log, and a child's name is to reach nothing but the long-list and the case sample (guidance §10.4).
    pub private: bool,
    /// Where each line begins, once somebody has asked: thousands of problems then cost one pass over the text.
    lines: OnceLock<Vec<usize>>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.text, self.private) == (&other.path, &other.text, other.private)
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A file whose text may be shown in messages.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), private: false, lines: OnceLock::new() }
    }

    /// A file whose text no message may show.
    pub fn private(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { private: true, ..Self::new(path, text) }
    }

    /// Byte offset of a line and column, both counted from 1, the column in characters; the nearest there is. Here alone
    /// the line and column that Tera, Typst or a TOML description gives becomes a place in a text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.line_start(line);
        let rest = self.text[start..].lines().next().unwrap_or_default();
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset)
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line(offset);
        (line, self.text[self.line_start(line)..offset].chars().count() + 1)
    }

    /// The line of a byte offset, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset)
    }

    /// Byte offset where a line begins; the end of the text for one that is not there.
    pub(super) fn line_start(&self, line: usize) -> usize {
        self.lines().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    fn lines(&self) -> &[usize] {
        let after_breaks = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        self.lines.get_or_init(|| std::iter::once(0).chain(after_breaks()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let file = SourceFile::new("a.toml", "a\nŵŷ = 1\n");
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_column("a\nŵŷ ".len()), (2, 4));
        assert_eq!(file.line_column(999), (3, 1));
        assert_eq!(file.offset(2, 4), "a\nŵŷ ".len());
        assert_eq!(file.offset(99, 1), file.text.len());
    }
}
