//! Changes in the text of a record's file: what is not named stays as it is to the byte, comments and order among it.

use std::ops::Range;

use toml_edit::{Document, Item, Table, Value};

use crate::facts::folded_id;

/// What a person decides about a row of the long-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowDecision {
    /// It has to be in the sample.
    Pin,
    /// It must not be in the sample.
    Bar,
}

impl RowDecision {
    /// The key of its entries in `cases.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Bar => "bar",
        }
    }

    /// The other decision.
    pub fn other(self) -> Self {
        match self {
            Self::Pin => Self::Bar,
            Self::Bar => Self::Pin,
        }
    }
}

/// The text of `cases.toml` once it has a decision about a row, with the reason. A decision that it had before gives way.
///
/// # Errors
/// The text is no TOML, or its entries are not written as `[[pin]]` and `[[bar]]`.
pub fn decide(text: &str, reference: &str, decision: RowDecision, reason: &str) -> Result<String, String> {
    let mut text = without(text, decision.other().key(), reference)?;
    let known = Lines::read(&text, "cases.toml")?;
    let place = known.entry(decision.key(), "reference", reference)?;
    let written = match place.and_then(|table| known.value(table, "reason")) {
        Some(old) => put(&text, old, &quoted(reason)),
        None => {
            text = without(&text, decision.key(), reference)?;
            append(&text, decision.key(), &[("reference", reference), ("reason", reason)])
        }
    };
    let after = Lines::read(&written, "cases.toml")
        .map_err(|_| format!("`{0}` has to be written as `[[{0}]]` entries", decision.key()))?;
    match after.entry(decision.key(), "reference", reference)? {
        Some(_) => Ok(written),
        None => Err(format!("`{0}` has to be written as `[[{0}]]` entries", decision.key())),
    }
}

/// The text without the entries of a key that are about a row; comments stay.
fn without(text: &str, key: &str, reference: &str) -> Result<String, String> {
    let known = Lines::read(text, "cases.toml")?;
    let Some(table) = known.entry(key, "reference", reference)? else { return Ok(text.to_owned()) };
    let mut cuts: Vec<Range<usize>> = table.iter().filter_map(|(name, _)| known.line(table, name)).collect();
    cuts.extend(known.heading(table));
    cuts.sort_by_key(|cut| std::cmp::Reverse(cut.start));
    let mut left = text.to_owned();
    for cut in cuts {
        let comment = comment_behind(&text[cut.clone()]);
        left.replace_range(cut, &comment);
    }
    without(&left, key, reference)
}

/// A text as lines of TOML, with the places of its entries.
pub(super) struct Lines<'t> {
    text: &'t str,
    document: Document<&'t str>,
    /// Bytes before the TOML: a byte order mark.
    mark: usize,
    file: &'static str,
}

impl<'t> Lines<'t> {
    /// Reads a text.
    pub fn read(text: &'t str, file: &'static str) -> Result<Self, String> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::parse(body).map_err(|_| format!("{file} is no TOML; mend it first"))?;
        Ok(Self { text, document, mark: text.len() - body.len(), file })
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The entry under a key one of whose values is the one given, whatever its capitals.
    pub fn entry(&self, key: &str, name: &str, wanted: &str) -> Result<Option<&Table>, String> {
        let Some(item) = self.document.get(key) else { return Ok(None) };
        let entries = item
            .as_array_of_tables()
            .ok_or_else(|| format!("`{key}` of {} has to be written as `[[{key}]]` entries", self.file))?;
        let is_it = |table: &&Table| {
            table.get(name).and_then(Item::as_str).is_some_and(|text| folded_id(text) == folded_id(wanted))
        };
        Ok(entries.iter().find(is_it))
    }

    /// Where a value stands.
    pub fn value(&self, table: &Table, key: &str) -> Option<Range<usize>> {
        let span = table.get(key)?.span()?;
        Some(span.start + self.mark..span.end + self.mark)
    }

    /// The whole line of a key, or lines where its value runs over several.
    pub fn line(&self, table: &Table, key: &str) -> Option<Range<usize>> {
        let (key, item) = table.get_key_value(key)?;
        let (key, value) = (key.span()?, item.span()?);
        Some(self.whole_lines(key.start + self.mark..value.end + self.mark))
    }

    /// The line of an entry's heading: the last one above its first key that begins with a bracket.
    pub fn heading(&self, table: &Table) -> Option<Range<usize>> {
        let first = table.iter().filter_map(|(name, _)| self.line(table, name)).map(|line| line.start).min()?;
        let mut end = first;
        while end > 0 {
            let line = self.whole_lines(end - 1..end - 1);
            if self.text[line.clone()].trim_start().starts_with('[') {
                return Some(line);
            }
            end = line.start;
        }
        None
    }

    fn whole_lines(&self, part: Range<usize>) -> Range<usize> {
        let start = self.text[..part.start].rfind('\n').map_or(self.mark.min(part.start), |newline| newline + 1);
        let end = self.text[part.end..].find('\n').map_or(self.text.len(), |newline| part.end + newline + 1);
        start..end
    }
}

/// A text with other words at a place.
pub(super) fn put(text: &str, place: Range<usize>, words: &str) -> String {
    format!("{}{words}{}", &text[..place.start], &text[place.end..])
}

/// A value as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The comment behind a value, as a line of its own; nothing where there is none.
pub(super) fn comment_behind(line: &str) -> String {
    let code = line.trim_end_matches(['\r', '\n']);
    let end = &line[code.len()..];
    // A sign in quotation marks begins no comment: what stands behind it would not be whole TOML.
    let comment = code.match_indices('#').map(|(at, _)| at).find(|&at| {
        let before = &code[..at];
        before.trim_start().starts_with('[') || before.parse::<toml_edit::DocumentMut>().is_ok()
    });
    comment.map_or_else(String::new, |at| format!("{}{end}", &code[at..]))
}

/// A text with an entry more at its end.
pub(super) fn append(text: &str, key: &str, lines: &[(&str, &str)]) -> String {
    let end = line_end(text);
    let break_off = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    let blank = if text.trim().is_empty() { "" } else { end };
    let lines: String = lines.iter().map(|(key, value)| format!("{key} = {}{end}", quoted(value))).collect();
    format!("{text}{break_off}{blank}[[{key}]]{end}{lines}")
}

/// How lines end in a text: as the first one does.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &str =
        "# ours\nschedule = \"for-checking\" # not yet\n\n# who\n[[case-manager]]\nname = \"Ada Pryor\"\n";

    fn pinned(text: &str) -> String {
        decide(text, "L017", RowDecision::Pin, "a \"second\" case").expect("written")
    }

    #[test]
    fn a_decision_is_an_entry_more_and_every_other_byte_stays_whatever_the_line_ends() {
        for text in [CASES.to_owned(), CASES.replace('\n', "\r\n"), format!("\u{feff}{CASES}"), String::new()] {
            let after = pinned(&text);
            let added = after.strip_prefix(&text).unwrap_or_else(|| panic!("{after:?}"));
            let lines = "[[pin]]\nreference = \"L017\"\nreason = 'a \"second\" case'\n";
            assert_eq!(added.replace("\r\n", "\n").trim_start(), lines);
            assert_eq!(added.contains('\r'), text.contains('\r'));
        }
    }

    #[test]
    fn a_second_decision_takes_the_place_of_the_first_and_leaves_comments() {
        let text = format!(
            "{CASES}\n# asked for\n[[pin]] # by telephone\n# of the row\nreference = \"l017\"\nreason = \"x\" # y\n\n# end\n"
        );
        let again = decide(&text, "L017", RowDecision::Pin, "another").expect("written");
        assert_eq!(again, text.replace("\"x\"", "\"another\""));
        let barred = decide(&text, "L017", RowDecision::Bar, "gone").expect("written");
        let left = format!("{CASES}\n# asked for\n# by telephone\n# of the row\n# y\n\n# end\n");
        assert_eq!(barred, format!("{left}\n[[bar]]\nreference = \"L017\"\nreason = \"gone\"\n"));
    }

    #[test]
    fn a_text_that_is_no_toml_or_has_a_list_in_the_place_of_entries_is_left_alone() {
        assert!(decide("[[[", "L017", RowDecision::Pin, "x").is_err());
        let refused = decide("pin = [{ reference = \"L001\", reason = \"x\" }]\n", "L017", RowDecision::Pin, "x");
        assert_eq!(refused.expect_err("refused"), "`pin` of cases.toml has to be written as `[[pin]]` entries");
    }
}
