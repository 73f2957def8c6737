/// A file that a message can point into.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the workspace's root, with `/` on every system.
    pub path: String,
    /// Its text; empty where the file is missing or is not text.
    pub text: String,
    /// Whether its text must not be shown: a message about a child's record may be pasted into an e-mail or stand in
    /// a log, and a child's name is to reach nothing but the long-list and the case sample (guidance §10.4).
    pub private: bool,
}

impl SourceFile {
    /// A file whose text may be shown in messages.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), private: false }
    }

    /// A file whose text no message may show.
    pub fn private(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { private: true, ..Self::new(path, text) }
    }

    /// Byte offset of a line and column, both counted from 1, the column in characters; the nearest there is.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.text[start..].lines().next().unwrap_or_default();
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset)
    }

    /// Line and column of a byte offset, both counted from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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
