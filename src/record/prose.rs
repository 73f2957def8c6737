//! Prose of the report in a small markup: paragraphs, and lists of lines that begin with `- `. All else is plain text.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::normalise::{MOST_IN_PARAGRAPH, single_spaced};
use super::reader::{Placed, Reader, Scalar, Wrong};
use super::text::{kind_of_text, text};

/// Prose of the report.
pub type Prose = Placed<ProseText>;

kind_of_text!(
    /// Paragraphs and lists, normalised, never empty once read without complaint.
    ProseText,
    schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST_IN_PARAGRAPH })
);

/// How the line of a list begins.
const ITEM: &str = "- ";

/// How the name of a figure of the findings begins.
const FIGURE: &str = "{findings";

/// A paragraph with the list that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseBlock<'t> {
    /// The paragraph; empty where the list stands alone.
    pub text: &'t str,
    /// The items of the list.
    pub items: Vec<&'t str>,
}

impl Scalar for ProseText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        text(value, span, reader, MOST_IN_PARAGRAPH).map(|text| Self(reader.shown(laid_out(&text))))
    }
}

impl ProseText {
    /// The paragraphs in order. A list belongs to the paragraph before it.
    pub fn blocks(&self) -> Vec<ProseBlock<'_>> {
        let mut blocks: Vec<ProseBlock<'_>> = Vec::new();
        for part in self.split("\n\n").filter(|part| !part.is_empty()) {
            let mut lines = part.lines().peekable();
            let first = lines.next_if(|line| !line.starts_with(ITEM));
            let items = lines.filter_map(|line| line.strip_prefix(ITEM));
            match (first, blocks.last_mut()) {
                (None, Some(before)) => before.items.extend(items),
                (first, _) => blocks.push(ProseBlock { text: first.unwrap_or_default(), items: items.collect() }),
            }
        }
        blocks
    }

    /// The figures of the findings that the prose names: where, and the name without its braces.
    pub fn figures(&self) -> Vec<(Range<usize>, &str)> {
        figures(self)
    }
}

/// The figures that a text names: the place of each, braces included, and its name behind `findings.`.
fn figures(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(FIGURE).map(|at| from + at) {
        let rest = &text[at + FIGURE.len()..];
        let inside = rest.find(['{', '}', '\n']).filter(|end| rest[*end..].starts_with('}'));
        // Without its brace, the name is what stands together: the mistake is told at its place.
        let length = inside.unwrap_or_else(|| rest.find([' ', '\n', '{']).unwrap_or(rest.len()));
        let name = rest[..length].trim_start_matches('.').trim();
        let end = at + FIGURE.len() + length + usize::from(inside.is_some());
        found.push((at..end, name));
        from = end;
    }
    found
}

/// A text with each figure that it names written in.
pub fn with_figures(text: &str, mut write: impl FnMut(&str) -> String) -> String {
    let mut written = String::new();
    let mut from = 0;
    for (place, name) in figures(text) {
        written.push_str(&text[from..place.start]);
        written.push_str(&write(name));
        from = place.end;
    }
    written + &text[from..]
}

/// The parts of a text around the figures that it names; a text that names none is its only part.
pub fn without_figures(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (place, _) in figures(text) {
        parts.push(&text[from..place.start]);
        from = place.end;
    }
    parts.push(&text[from..]);
    parts
}

/// The prose with one line for each paragraph and each item of a list, and an empty line between paragraphs.
fn laid_out(text: &str) -> String {
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.split('\n').map(single_spaced) {
        match paragraphs.last_mut() {
            Some(lines) if !line.is_empty() => match lines.last_mut().filter(|_| !line.starts_with(ITEM)) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&line);
                }
                None => lines.push(line),
            },
            _ => paragraphs.push(Vec::new()),
        }
    }
    let full = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    full.map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let prose = ProseText(laid_out(text));
        let block =
            |block: ProseBlock<'_>| (block.text.to_owned(), block.items.into_iter().map(str::to_owned).collect());
        prose.blocks().into_iter().map(block).collect()
    }

    fn block(text: &str, items: &[&str]) -> (String, Vec<String>) {
        (text.to_owned(), items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn an_empty_line_begins_a_paragraph_and_a_hyphen_with_a_blank_begins_an_item() {
        assert_eq!(read("One\nline.\n\nAnother."), [block("One line.", &[]), block("Another.", &[])]);
        let list = [block("They saw:", &["plans that\u{20}go on", "reviews"]), block("After it.", &[])];
        assert_eq!(read("They saw:\n- plans that\n  go on\n- reviews\n\nAfter it."), list);
        assert_eq!(read("They saw:\n\n- plans that\n  go on\n\n  - reviews\n\nAfter it."), list);
        assert_eq!(read("- alone"), [block("", &["alone"])]);
    }

    #[test]
    fn what_looks_like_other_markup_is_plain_text() {
        for text in [
            "*bold* _slanted_ # head",
            "<b>x</b> &amp;",
            "#strong[x] $y$",
            "* star",
            "1. one",
            "-no item",
            "\u{2013} dash",
        ] {
            assert_eq!(read(text), [block(text, &[])]);
        }
    }

    #[test]
    fn a_figure_is_found_with_its_place_and_a_brace_that_is_missing_hides_none() {
        let written = |text: &str| with_figures(text, |name| format!("<{name}>"));
        assert_eq!(
            written("In {findings.harm-plan} cases, {findings.a.per-cent}."),
            "In <harm-plan> cases, <a.per-cent>."
        );
        assert_eq!(written("In {findings.harm-plan cases"), "In <harm-plan> cases");
        assert_eq!(written("{finding.x} {y} {findings} {findings.a{findings.b}"), "{finding.x} {y} <> <a><b>");
        assert_eq!(written("no figure"), "no figure");
    }
}
