//! A record that a command writes into, as a person would.

use std::sync::Arc;

use super::{Failure, checked, show};
use crate::problem::{Problem, SourceFile};
use crate::record::{FileKind, Record};
use crate::workspace::Workspace;
use crate::workspace::together::write_together;
use crate::workspace::{files, sealed, without_mark};

/// A record and where it is.
#[derive(Clone, Copy)]
pub struct EditedRecord<'e> {
    pub workspace: &'e Workspace,
    pub folder: &'e str,
    pub record: &'e Record,
}

impl EditedRecord<'_> {
    /// The text of one of the record's files.
    pub fn text(&self, file: FileKind) -> String {
        self.record.sources.get(&file).map_or(String::new(), |source| source.text.to_string())
    }

    /// The record with other texts, if it has no error that it did not have before.
    pub fn with_texts(&self, texts: &[(FileKind, String)]) -> Result<Record, Failure> {
        let (after, new) = self.after(texts);
        if new.is_empty() {
            return Ok(after);
        }
        show(&new)?;
        Err(Failure(format!("the record of {} would have this error, so nothing was written", self.folder)))
    }

    /// The record with other texts, and the errors that it did not have before.
    pub fn after(&self, texts: &[(FileKind, String)]) -> (Record, Vec<Problem>) {
        let mut sources = self.record.sources.clone();
        for (file, text) in texts {
            let path = format!("inspections/{}/{}", self.folder, file.name());
            let source = if file.is_private() { SourceFile::private } else { SourceFile::new };
            sources.insert(*file, Arc::new(source(path, text.clone())));
        }
        let settings = &self.workspace.settings;
        let (before, found) = Record::read(self.folder, self.record.sources.clone());
        let known = checked(&before, settings, found);
        let (after, found) = Record::read(self.folder, sources);
        let after_change = checked(&after, settings, found);
        let new = after_change.iter().filter(|problem| is_new(problem, &known, &after_change)).cloned().collect();
        (after, new)
    }

    /// Writes texts into the record, all of them or none.
    pub fn write(&self, texts: &[(FileKind, String)]) -> Result<(), Failure> {
        let place = |file: FileKind| self.workspace.inspections().join(self.folder).join(file.name());
        let changed: Vec<(FileKind, &str)> = texts
            .iter()
            .filter(|(file, text)| self.text(*file) != *text)
            .map(|(file, text)| (*file, text.as_str()))
            .collect();
        refuse_sealed(self.workspace, self.folder, &changed)?;
        // Whatever a person saved meanwhile must not be lost.
        let is_sealed = |file: FileKind| file.is_private() && sealed::is_alone(self.workspace, self.folder);
        let on_disk = |file: FileKind| match is_sealed(file) {
            true => self.text(file),
            false => files::read_text(&self.workspace.root, &place(file)).unwrap_or_default(),
        };
        let now = |file: FileKind| without_mark(on_disk(file));
        let written = texts.iter().map(|(file, _)| *file);
        if [FileKind::Cases, FileKind::Children].into_iter().chain(written).any(|file| now(file) != self.text(file)) {
            return Err(Failure(format!("the record of {} has just been changed; run the command again", self.folder)));
        }
        if changed.is_empty() {
            return Ok(());
        }
        let whole = |(file, text): &(FileKind, &str)| {
            // The record has no byte order mark; a file keeps the one that it has.
            let mark = if on_disk(*file).starts_with('\u{feff}') { "\u{feff}" } else { "" };
            (*file, format!("{mark}{text}"))
        };
        let whole: Vec<(FileKind, String)> = changed.iter().map(whole).collect();
        let whole: Vec<(FileKind, &str)> = whole.iter().map(|(file, text)| (*file, text.as_str())).collect();
        Ok(write_together(self.workspace, self.folder, &whole)?)
    }
}

/// Refuses to write children into a plain file beside the sealed one that holds them.
pub fn refuse_sealed(workspace: &Workspace, folder: &str, changed: &[(FileKind, &str)]) -> Result<(), Failure> {
    let is_wanted = changed.iter().any(|(file, _)| file.is_private());
    if !is_wanted || !sealed::is_alone(workspace, folder) {
        return Ok(());
    }
    let help = format!("type `sqspack unseal {folder}`, run this again, then type `sqspack seal {folder}`");
    Err(Failure(format!(
        "the children's file of {folder} is sealed, and this would change it; nothing was written\nhelp: {help}"
    )))
}

/// Whether an error is one that the record did not have before. The words of one that stands for several change with their
/// number, so that it is new only if its code is there more often.
fn is_new(problem: &Problem, before: &[Problem], after: &[Problem]) -> bool {
    let same = |old: &Problem| old.code == problem.code && old.message == problem.message;
    let count = |problems: &[Problem]| problems.iter().filter(|other| other.code == problem.code).count();
    problem.is_error() && !before.iter().any(same) && count(after) > count(before)
}
