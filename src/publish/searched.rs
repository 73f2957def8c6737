//! For which children a pack was searched, and for how many.
//!
//! The number stands in the manifest. Which children they were is known to this copy of the workspace alone, as a seal in
//! the scratch folder: a plain hash in a pack would let anybody guess dates of birth until one fits. Where the seal
//! differs, the build makes every document again, because it searches the text of a document when it makes it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::cases_with_child;
use crate::ledger::day_and_month;
use crate::record::{FileKind, Record, Sources, canonical};
use crate::search::Terms;
use crate::workspace::scratch::Scratch;

/// For how many children a pack was searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// The children in `children.private.toml`; nothing where the file is not there, and nobody was searched for.
    pub children: Option<usize>,
    /// The selected cases.
    pub cases: usize,
    /// Those of the cases that have their child in the file.
    pub cases_with_child: usize,
    /// The day on which the children's data was destroyed, where it was (guidance §5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destroyed: Option<NaiveDate>,
}

impl Searched {
    /// What a search of the pack of this record looks for.
    pub fn of(record: &Record) -> Self {
        let is_there = record.sources.contains_key(&FileKind::Children);
        Self {
            children: is_there.then_some(record.children.children.len()),
            cases: record.cases.cases.len(),
            cases_with_child: cases_with_child(record),
            destroyed: record.destroyed.last().map(|last| last.on.value),
        }
    }

    /// The same in words.
    pub fn words(&self) -> String {
        let Self { children, cases, cases_with_child, destroyed } = *self;
        if let Some(on) = destroyed {
            return format!(
                "children's data was destroyed on {}: documents that name children are not made",
                day_and_month(on)
            );
        }
        let name = FileKind::Children.name();
        match children {
            None => format!("not searched for children (there is no `{name}`)"),
            Some(0) => format!("not searched for children (`{name}` has none)"),
            Some(_) if cases_with_child < cases => {
                format!("searched for children: {cases_with_child} of {cases} cases have their child")
            }
            Some(1) => "searched for 1 child".to_owned(),
            Some(children) => format!("searched for {children} children"),
        }
    }
}

/// For which children every file of a pack was searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchedFor {
    /// A seal of what is searched for.
    terms: String,
    /// A seal of the text of the children's file, which is quicker to compare.
    file: String,
}

impl SearchedFor {
    /// For which children a build searches; nothing while the workspace has no secret.
    pub fn new(scratch: &Scratch, sources: &Sources, terms: &Terms) -> Option<Self> {
        Some(Self { terms: scratch.seal("children", &terms.digest())?, file: seal_of_file(scratch, sources)? })
    }

    /// What was noted of a pack.
    pub fn load(scratch: &Scratch, folder: &str) -> Option<Self> {
        serde_json::from_slice(&scratch.read(&name(folder))?).ok()
    }

    /// Whether both are of the same children.
    pub fn is_for_those_of(&self, other: &Self) -> bool {
        self.terms == other.terms
    }

    /// Whether the children's file still has the text that it had.
    pub fn is_of_file(&self, scratch: &Scratch, sources: &Sources) -> bool {
        seal_of_file(scratch, sources).as_ref() == Some(&self.file)
    }

    /// Notes it, once every file of the pack was searched. The caller has passed the gate.
    pub fn save(&self, scratch: &Scratch, folder: &str) {
        // Without the note, the next build searches again.
        if Self::load(scratch, folder).as_ref() != Some(self) {
            scratch.write(&name(folder), &serde_json::to_vec(self).unwrap_or_default()).ok();
        }
    }

    /// Forgets what was noted of a pack, before a build that searches for others. The caller has passed the gate.
    pub fn forget(scratch: &Scratch, folder: &str) {
        scratch.remove(&name(folder));
    }
}

fn seal_of_file(scratch: &Scratch, sources: &Sources) -> Option<String> {
    let text = sources.get(&FileKind::Children).map(|file| canonical(&file.text));
    let said = text.map_or_else(Vec::new, |text| [b"file", text.as_bytes()].concat());
    scratch.seal(FileKind::Children.name(), &said)
}

fn name(folder: &str) -> String {
    format!("searched-{folder}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_children_is_told_and_that_nobody_was_searched_for_too() {
        let said =
            |children, cases, cases_with_child| Searched { children, cases, cases_with_child, destroyed: None }.words();
        assert_eq!(said(Some(47), 0, 0), "searched for 47 children");
        assert_eq!(said(Some(20), 20, 20), "searched for 20 children");
        assert_eq!(said(Some(18), 20, 18), "searched for children: 18 of 20 cases have their child");
        assert_eq!(said(None, 20, 0), "not searched for children (there is no `children.private.toml`)");
        let destroyed = NaiveDate::from_ymd_opt(2027, 7, 5);
        assert_eq!(
            Searched { destroyed, ..Searched::default() }.words(),
            "children's data was destroyed on 5 July 2027: documents that name children are not made"
        );
        assert_eq!(said(Some(0), 20, 0), "not searched for children (`children.private.toml` has none)");
    }
}
