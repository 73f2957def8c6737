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
    is_guess: bool,
}

impl MendedText {
    /// A file of which nothing is mended yet.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r').to_owned()).collect();
        Self { lines, starts, told: BTreeSet::new(), is_guess: false }
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

    /// Whether what stands for a line is one of several that it could be.
    pub fn is_guess(&self) -> bool {
        self.is_guess
    }

    /// Puts one of several lines that it could be in the place of one.
    pub fn guess(&mut self, line: usize, with: String) {
        self.is_guess = true;
        self.replace(line, with);
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

    /// Where the places of the present text are in the file as it is, line by line.
    pub fn places_in_file(&self) -> PlacesInFile {
        let mut next = 0;
        let starts = self.lines.iter().map(|line| {
            let start = next;
            next += line.len() + 1;
            start
        });
        PlacesInFile { mended: starts.collect(), file: self.starts.clone() }
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

/// Where the lines of a mended text are in the file as it is.
pub struct PlacesInFile {
    mended: Vec<usize>,
    file: Vec<usize>,
}

impl PlacesInFile {
    /// The place in the file that a place in the mended text has; within a mended line it is one of the same line.
    pub fn of(&self, offset: usize) -> usize {
        let line = self.mended.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.file.get(line).copied().unwrap_or_default();
        let place = start + (offset - self.mended.get(line).copied().unwrap_or_default());
        self.file.get(line + 1).map_or(place, |next| place.min(next - 1))
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
        assert_eq!(mended.places_in_file().of(now.find("d =").unwrap()), file.find("d =").unwrap());
        assert_eq!(mended.places_in_file().of(20), file.find('\n').unwrap());
        assert_eq!((mended.above(4), mended.below(0)), (Some(0), Some(4)));
    }
}
