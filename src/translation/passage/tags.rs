//! The tags of a template as a translator meets them: slots, and wholes of several tags.

use std::ops::Range;

use crate::template::{Kind, Tag};

/// How a tag stands to those with which it makes a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opens,
    Divides,
    Closes,
    Alone,
}

impl Tag {
    /// Its name as a slot: `yot.name`, `if wales`.
    pub fn name(&self, template: &str) -> String {
        let plain = |c: char| if matches!(c, '{' | '}') { ' ' } else { c };
        let name: String = self.inner(template).chars().map(plain).collect();
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn part(&self, template: &str) -> Part {
        if self.kind != Kind::Control {
            return Part::Alone;
        }
        match self.inner(template).split_whitespace().next().unwrap_or("") {
            "if" | "for" | "filter" => Part::Opens,
            "elif" | "else" => Part::Divides,
            "endif" | "endfor" | "endfilter" => Part::Closes,
            _ => Part::Alone,
        }
    }

    /// The insides of the strings in it.
    pub fn strings(&self, template: &str) -> Vec<Range<usize>> {
        let mut strings = Vec::new();
        let mut open: Option<(char, usize)> = None;
        if self.kind == Kind::Comment {
            return strings;
        }
        for (offset, character) in template[self.range.clone()].char_indices() {
            let at = self.range.start + offset;
            match open {
                Some((quote, start)) if quote == character => {
                    strings.push(start..at);
                    open = None;
                }
                None if matches!(character, '"' | '\'' | '`') => open = Some((character, at + 1)),
                _ => {}
            }
        }
        strings
    }
}

/// A template in which every value is a word and every other tag is spaces, byte for byte: what a reader would read.
pub fn masked(template: &str, tags: &[Tag]) -> String {
    let mut masked = String::with_capacity(template.len());
    let mut at = 0;
    for tag in tags {
        masked.push_str(&template[at..tag.range.start]);
        let filler = if tag.kind == Kind::Value { 'x' } else { ' ' };
        // A line's end within a tag is no line's end for whoever reads what the template yields.
        masked.extend(std::iter::repeat_n(filler, tag.range.len()));
        at = tag.range.end;
    }
    masked.push_str(&template[at..]);
    masked
}

/// A range with the tags around it, where it holds a part of a condition or loop and the rest is beside it.
pub fn balanced(template: &str, masked: &str, range: Range<usize>, tags: &[Tag]) -> Range<usize> {
    let mut whole = range.clone();
    // Each round takes in one more tag; there can be no more rounds than tags.
    for _ in tags {
        let (mut open, mut missing) = (0_usize, false);
        for tag in tags.iter().filter(|tag| whole.start <= tag.range.start && tag.range.end <= whole.end) {
            match tag.part(template) {
                Part::Opens => open += 1,
                Part::Closes if open > 0 => open -= 1,
                Part::Closes | Part::Divides if open == 0 => missing = true,
                _ => {}
            }
        }
        let is_blank = |from: usize, to: usize| masked[from..to].trim().is_empty() && !masked[from..to].contains('\n');
        let before = tags.iter().rev().find(|tag| tag.range.end <= whole.start);
        let after = tags.iter().find(|tag| tag.range.start >= whole.end);
        match (before, after) {
            (Some(tag), _) if missing && is_blank(tag.range.start, whole.start) => whole.start = tag.range.start,
            (_, Some(tag)) if open > 0 && is_blank(whole.end, tag.range.end) => whole.end = tag.range.end,
            _ if missing || open > 0 => return range,
            _ => return whole,
        }
    }
    range
}
