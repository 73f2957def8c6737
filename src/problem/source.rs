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
    /// How many characters stand before each [`STRIDE`]th byte, once somebody has asked for a column far into a line.
    characters: OnceLock<Vec<usize>>,
}

/// Bytes between two places of which the number of characters before them is kept.
const STRIDE: usize = 1024;

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.text, self.private) == (&other.path, &other.text, other.private)
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A file whose text may be shown in messages.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            private: false,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        }
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
        let start = self.line_start(line);
        let before = if offset - start < STRIDE {
            self.text[start..offset].chars().count()
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        (line, before + 1)
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let beginning = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        let counted = self.characters.get_or_init(|| {
            let mut before = 0;
            let next = |chunk: &[u8]| {
                let here = before;
                before += beginning(chunk);
                here
            };
            self.text.as_bytes().chunks(STRIDE).map(next).collect()
        });
        // The end of the text may be the end of its last chunk.
        let chunk = (offset / STRIDE).min(counted.len().saturating_sub(1));
        counted.get(chunk).copied().unwrap_or_default() + beginning(&self.text.as_bytes()[chunk * STRIDE..offset])
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines().partition_point(|start| *start <= offset)
    }

    /// Byte offset where a line begins; the end of the text for one that is not there.
    pub fn line_start(&self, line: usize) -> usize {
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
    fn a_column_far_into_a_line_is_counted_as_one_near_its_beginning() {
        for text in ["ŵ".repeat(3 * STRIDE), "x".repeat(2 * STRIDE), format!("a\n{}\nb", "€ŵx".repeat(STRIDE))] {
            let file = SourceFile::new("a.toml", text.clone());
            let first = text.find('\n').map_or(0, |at| at + 1);
            for (nth, (offset, _)) in text[first..].char_indices().take_while(|(_, sign)| *sign != '\n').enumerate() {
                assert_eq!(file.line_column(first + offset).1, nth + 1, "{offset}");
            }
            let (line, last) = (text.matches('\n').count() + 1, text.rsplit('\n').next().unwrap().chars().count());
            assert_eq!(file.line_column(text.len()), (line, last + 1));
        }
    }

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
