//! The lines of a file: what stands above a place in it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::problem::SourceFile;

/// The lines of a text. Each line is looked at once, so that a file with thousands of mistakes, in one line or in many, is read
/// as fast as a sound one.
pub struct Lines {
    source: SourceFile,
    headings: OnceCell<Vec<Option<usize>>>,
}

/// Lines above a place among which the first of its kind is sought.
const SEARCHED: usize = 500;

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str) -> Self {
        Self { source: SourceFile::new("", text), headings: OnceCell::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The line that a byte offset is in, without its break.
    pub fn at(&self, offset: usize) -> Range<usize> {
        self.range(self.source.line(offset))
    }

    /// The place of a line, counted from 1.
    fn range(&self, line: usize) -> Range<usize> {
        let start = self.source.line_start(line);
        let typed = &self.text()[start..self.source.line_start(line + 1)];
        start..start + typed.trim_end_matches('\n').trim_end_matches('\r').len()
    }

    fn line(&self, line: usize) -> &str {
        &self.text()[self.range(line)]
    }

    /// A heading that is still commented out above a key, with no heading in use between the two: the place of the line, and
    /// the heading without its `#`.
    pub fn commented_heading(&self, offset: usize) -> Option<(Range<usize>, &str)> {
        let line = self.headings()[self.source.line(offset) - 1]?;
        Some((self.range(line), commented(self.line(line))?))
    }

    /// For each line, the nearest heading above it that is commented out, if no heading in use stands between.
    fn headings(&self) -> &[Option<usize>] {
        self.headings.get_or_init(|| {
            let mut above = None;
            let next = |line: usize| {
                let here = above;
                let typed = self.line(line).trim_start();
                if typed.starts_with('[') {
                    above = None;
                } else if commented(typed).is_some() {
                    above = Some(line);
                }
                here
            };
            (1..=self.source.line(self.text().len())).map(next).collect()
        })
    }

    /// The heading below which a place stands; nothing at the top of the file.
    pub fn heading_above(&self, offset: usize) -> Option<&str> {
        (1..self.source.line(offset)).rev().find_map(|line| heading(self.line(line)))
    }

    /// Where a key that stands twice in its group, or a heading that stands twice in its file, stands first.
    pub fn first_of(&self, offset: usize) -> Option<Range<usize>> {
        let number = self.source.line(offset);
        let above = (1..number).rev().take(SEARCHED);
        let typed = self.line(number).trim_start();
        if typed.starts_with('[') {
            let named = |line: usize| self.line(line).split('#').next().unwrap_or_default().trim();
            return above.rev().find(|other| named(*other) == named(number)).map(|line| self.range(line));
        }
        let key = |line: &str| Some(line.split_once('=')?.0.trim().to_owned());
        let wanted = key(typed)?;
        let group = above.take_while(|line| !self.line(*line).trim_start().starts_with('['));
        let line = group.filter(|line| key(self.line(*line)).as_ref() == Some(&wanted)).last()?;
        let indent = self.line(line).len() - self.line(line).trim_start().len();
        let start = self.range(line).start + indent;
        Some(start..start + wanted.len())
    }
}

/// The heading that a line has behind a `#`, where it is nothing else.
fn commented(line: &str) -> Option<&str> {
    heading(line.trim_start().strip_prefix('#')?)
}

/// The heading that a line is, where it is nothing else.
fn heading(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || matches!(sign, '-' | '.'));
    (is_name && line.starts_with('[') && line.ends_with(']')).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commented_heading_is_found_up_to_the_heading_in_use_and_a_sentence_in_brackets_is_none() {
        let text = "[[case]]\nid = \"AB01\"\n# [[case-manager]]  # who\n# [see below]x\nname = \"Ann\"\n";
        let lines = Lines::new(text);
        let (line, heading) = lines.commented_heading(text.find("name").unwrap()).unwrap();
        assert_eq!((&text[line], heading), ("# [[case-manager]]  # who", "[[case-manager]]"));
        assert_eq!(lines.commented_heading(text.find("id").unwrap()), None);
    }

    #[test]
    fn a_key_that_stands_twice_is_found_where_it_stands_first_in_its_group_alone() {
        let text = "name = \"a\"\n[b]\n name = \"b\"\nx = 1\nname = \"c\"\n[b]\n";
        let lines = Lines::new(text);
        let first = lines.first_of(text.rfind("name").unwrap()).unwrap();
        assert_eq!(first, text.find(" name").unwrap() + 1..text.find(" name").unwrap() + 5);
        assert_eq!(lines.first_of(text.rfind("[b]").unwrap() + 1).map(|line| line.start), text.find("[b]"));
    }
}
