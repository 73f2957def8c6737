//! What people decided about rows of the long-list, in the text of `cases.toml`.

use std::ops::Range;

use toml_edit::Table;

use crate::facts::folded_id;
use crate::record::text_entries::{TextEntries, append, comment_behind, put, quoted};

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
    let known = TextEntries::read(&text, "cases.toml")?;
    let place = entry(&known, decision.key(), "reference", reference)?;
    let written = match place.and_then(|table| known.value(table, "reason")) {
        Some(old) => put(&text, old, &quoted(reason)),
        None => {
            text = without(&text, decision.key(), reference)?;
            append(&text, decision.key(), &[("reference", reference), ("reason", reason)])
        }
    };
    let after = TextEntries::read(&written, "cases.toml")
        .map_err(|_| format!("`{0}` has to be written as `[[{0}]]` entries", decision.key()))?;
    match entry(&after, decision.key(), "reference", reference)? {
        Some(_) => Ok(written),
        None => Err(format!("`{0}` has to be written as `[[{0}]]` entries", decision.key())),
    }
}

/// The text without the entries of a key that are about a row; comments stay.
fn without(text: &str, key: &str, reference: &str) -> Result<String, String> {
    let known = TextEntries::read(text, "cases.toml")?;
    let Some(table) = entry(&known, key, "reference", reference)? else { return Ok(text.to_owned()) };
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

/// The entry under a key one of whose values is the one given, whatever its capitals.
pub(super) fn entry<'l>(
    lines: &'l TextEntries<'_>,
    list: &str,
    key: &str,
    wanted: &str,
) -> Result<Option<&'l Table>, String> {
    let wanted = folded_id(wanted);
    lines.entry(list, key, |text| folded_id(text) == wanted)
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
