//! A file's lines as they are once the mistakes that were told are mended, so that the parser can go on behind each of them.
//! No mistake then makes another one out of what follows it.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

/// The lines of a file, some of them mended.
pub struct MendedText {
    lines: Vec<String>,
    /// Where each line begins in the file as it is.
    starts: Vec<usize>,
    told: BTreeSet<usize>,
}

impl MendedText {
    /// A file of which nothing is mended yet.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect();
        Self { lines, starts, told: BTreeSet::new() }
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether something was told.
    pub fn is_changed(&self) -> bool {
        !self.told.is_empty()
    }

    /// Whether something was told of a line.
    pub fn is_told(&self, line: usize) -> bool {
        self.told.contains(&line)
    }

    /// A line, counted from 0.
    pub fn line(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", String::as_str)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// The line that a place in the present text is in, and the column in bytes.
    pub fn position(&self, mut offset: usize) -> (usize, usize) {
        for (index, line) in self.lines.iter().enumerate() {
            if offset <= line.len() {
                return (index, offset);
            }
            offset -= line.len() + 1;
        }
        (self.lines.len().saturating_sub(1), 0)
    }

    /// A place in a line that is as it was, in the file as it is.
    pub fn original(&self, line: usize, columns: Range<usize>) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or_default();
        start + columns.start..start + columns.end
    }

    /// A line without what surrounds it, in the file as it is.
    pub fn whole(&self, line: usize) -> Range<usize> {
        let text = self.line(line);
        let indent = text.len() - text.trim_start().len();
        self.original(line, indent..text.trim_end().len().max(indent))
    }

    /// Puts a line in the place of one.
    pub fn replace(&mut self, line: usize, with: String) {
        self.told.insert(line);
        if let Some(place) = self.lines.get_mut(line) {
            *place = with;
        }
    }

    /// Takes a line out, and says whether it was there.
    pub fn take_out(&mut self, line: usize) -> bool {
        let was_there = !self.line(line).is_empty();
        self.replace(line, String::new());
        was_there
    }

    /// Takes several lines out.
    pub fn take_out_all(&mut self, lines: RangeInclusive<usize>) {
        lines.for_each(|line| self.replace(line, String::new()));
    }

    /// The nearest line above one that is neither empty nor a comment.
    pub fn above(&self, line: usize) -> Option<usize> {
        (0..line).rev().find(|above| counts(self.line(*above)))
    }

    /// The nearest one below.
    pub fn below(&self, line: usize) -> Option<usize> {
        (line + 1..self.lines.len()).find(|below| counts(self.line(*below)))
    }
}

fn counts(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_the_file_however_the_lines_above_were_mended() {
        let file = "a = 1\r\nb = x\n\n# c\n  d = 2\n";
        let mut mended = MendedText::new(file);
        mended.replace(0, "a = \"a much longer line\"".to_owned());
        assert!(mended.take_out(1) && !mended.take_out(1) && mended.is_told(1));
        let now = mended.text();
        let (line, column) = mended.position(now.find("d =").unwrap());
        assert_eq!(&file[mended.original(line, column..column + 1)], "d");
        assert_eq!(&file[mended.whole(line)], "d = 2");
        assert_eq!((mended.above(4), mended.below(0)), (Some(0), Some(4)));
    }
}
