//! A destruction: noted first, then done, then written into `destroyed.toml`.
//!
//! The note lies in the scratch folder from before the first file is taken away until the entry is written. So whoever is killed between
//! any two steps leaves a note, and the next `sqspack destroy` finishes what it says, with the same day, name and rule.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::copies::Copies;
use crate::ledger::quoted;
use crate::publish::forget_children;
use crate::record::{Destroyed, DestroyedFile, FileKind, Record, read_file};
use crate::search::Terms;
use crate::template::Catalogue;
use crate::workspace::destroy::destroy;
use crate::workspace::durable::write_over;
use crate::workspace::files::{self, Refused};
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate};

/// The beginning of the name of the note; that of the inspection's folder follows.
const NOTE: &str = "destroying-";

/// What a person says of a destruction.
#[derive(Clone, Debug)]
pub struct NewDestruction {
    /// The day.
    pub on: NaiveDate,
    /// Who destroys.
    pub by: String,
    /// The rule of the retention policy.
    pub rule: String,
}

/// A destruction that is to be done, or was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destruction {
    /// Its name: the day and a number.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// Who destroys.
    pub by: String,
    /// The rule of the retention policy.
    pub rule: String,
    /// How many files there were when it began.
    pub copies: usize,
    /// The entries of the ledger of which files are destroyed.
    pub entries: BTreeSet<String>,
}

impl Destruction {
    /// A destruction of the copies of an inspection.
    ///
    /// # Errors
    /// In words: what was said names a child, or the entry could not be read again.
    pub fn new(record: &Record, copies: &Copies, said: NewDestruction) -> Result<Self, String> {
        let terms = Terms::new(record);
        // Nobody can look for them afterwards.
        let may_tell = |words: &String| terms.may_be_told_by(words) || !terms.in_prose(words, false).is_empty();
        if may_tell(&said.by) || may_tell(&said.rule) {
            return Err("the name or the rule may name a child, and `destroyed.toml` names none\nhelp: enter whoever destroys in `team.toml`, or \
                        write it otherwise"
                .to_owned());
        }
        let start = format!("{}-", said.on);
        let known = &record.destroyed.destructions;
        let numbers = known.iter().filter_map(|one| one.id.strip_prefix(&start)?.parse::<u32>().ok());
        let number = numbers.max().map_or(1, |last| last.saturating_add(1));
        let NewDestruction { on, by, rule } = said;
        let (copies, entries) = (copies.all.len(), copies.entries.clone());
        let destruction = Self { id: format!("{start}{number}"), on, by, rule, copies, entries };
        let before = record.sources.get(&FileKind::Destroyed).map_or("", |source| &source.text);
        match read_file(FileKind::Destroyed, &destruction.appended(before), DestroyedFile::read_table) {
            Ok((file, _, complaints)) if complaints.is_empty() && file.destructions.len() == known.len() + 1 => {
                Ok(destruction)
            }
            _ => Err("the day, the name or the rule cannot be written into `destroyed.toml`".to_owned()),
        }
    }

    /// The destruction of an inspection's data that was interrupted.
    pub fn unfinished(workspace: &Workspace, folder: &str) -> Option<Self> {
        serde_json::from_slice(&Scratch::open(workspace)?.read(&name(folder))?).ok()
    }

    /// Notes it. From now on it is finished and not taken back.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn begin(&self, scratch: &Scratch, folder: &str) -> io::Result<()> {
        let _writing = gate::enter();
        scratch.write_synced(&name(folder), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// Destroys every copy that there is, writes the entry and takes the note away. The caller has the lock of the build.
    ///
    /// # Errors
    /// The disk refuses, a link stands in the place of a copy, or a copy was made meanwhile. The note stays then.
    pub fn finish(
        &self,
        workspace: &Workspace,
        scratch: &Scratch,
        record: &Record,
        catalogue: &Catalogue,
    ) -> io::Result<()> {
        let copies = Copies::of(workspace, record, catalogue)?;
        if let Some(place) = copies.not_plain.first() {
            return Err(io::Error::other(format!(
                "`{place}` is no file, but a link or a folder that cannot be looked into: see what lies there, and delete it"
            )));
        }
        for copy in &copies.all {
            destroy(workspace, &copy.path)?;
        }
        sweep(scratch);
        forget_children(workspace, scratch, &record.folder)?;
        if let Some(copy) = Copies::of(workspace, record, catalogue)?.all.first() {
            return Err(io::Error::other(format!("`{}` was made meanwhile, or cannot be taken away", copy.shown)));
        }
        let entries = &self.entries | &copies.entries;
        Self { entries, ..self.clone() }.write(workspace, &record.folder)?;
        let _writing = gate::enter();
        scratch.remove_synced(&name(&record.folder))
    }

    /// Writes the entry, unless it is there.
    fn write(&self, workspace: &Workspace, folder: &str) -> io::Result<()> {
        let place = workspace.inspections().join(folder).join(FileKind::Destroyed.name());
        let before = match files::read_text(&workspace.root, &place) {
            Ok(text) => text,
            Err(Refused::Missing) => String::new(),
            Err(refused) => return Err(io::Error::other(format!("destroyed.toml: {}", refused.message()))),
        };
        let is_there = read_file(FileKind::Destroyed, &before, DestroyedFile::read_table)
            .is_ok_and(|(file, ..)| file.destructions.iter().any(|one| self.is_noted_by(one)));
        if is_there { Ok(()) } else { write_over(&place, self.appended(&before).as_bytes()) }
    }

    /// Whether an entry is of this destruction. Another copy of the workspace may have given the same name to another.
    fn is_noted_by(&self, entry: &Destroyed) -> bool {
        **entry.id == *self.id
            && **entry.by == *self.by
            && **entry.rule == *self.rule
            && usize::try_from(entry.copies.value).is_ok_and(|copies| copies == self.copies)
    }

    /// `destroyed.toml` with this entry at its end. Every byte before it stays.
    fn appended(&self, before: &str) -> String {
        let Self { id, on, by, rule, copies, entries } = self;
        let mut text = if before.is_empty() { opening() } else { before.to_owned() };
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        text.push_str(if text.ends_with('\n') { end } else { if end == "\n" { "\n\n" } else { "\r\n\r\n" } });
        let mut entry = format!("[[destroyed]]\nid = {}\non = {on}\nby = {}\n", quoted(id), quoted(by));
        let entries: Vec<String> = entries.iter().map(|entry| quoted(entry)).collect();
        write!(entry, "rule = {}\ncopies = {copies}\nentries = [{}]\n", quoted(rule), entries.join(", ")).ok();
        text + &entry.replace('\n', end)
    }
}

/// The first lines of a new file.
fn opening() -> String {
    format!(
        "#:schema ../../schema/{}\n\
         # When children's data was destroyed, by whom and under which rule. `sqspack destroy` adds an entry; nobody edits one.\n\
         # Commit this file to git.\n",
        FileKind::Destroyed.schema_name()
    )
}

/// Takes away what a program that was killed was writing in the scratch folder.
fn sweep(scratch: &Scratch) {
    let _writing = gate::enter();
    scratch.sweep();
}

fn name(folder: &str) -> String {
    format!("{NOTE}{folder}")
}

#[cfg(test)]
mod tests;
