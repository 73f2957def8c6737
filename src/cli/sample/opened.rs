//! The long-list of an inspection, opened to choose from it, and the way back into its files.

use std::path::Path;
use std::sync::Arc;

use super::super::{Failure, Status, checked, read, show, status_of, targets};
use crate::check::hide_children;
use crate::facts::{self, Facts};
use crate::problem::{Problem, SourceFile};
use crate::record::{FileKind, Record, Settings};
use crate::search::Terms;
use crate::selection::{Listed, listed};
use crate::workspace::Workspace;
use crate::workspace::files;
use crate::workspace::together::write_together;

/// What was typed: the inspection, if it was named, and rows or a case.
pub struct RowWords<'w> {
    pub folder: Option<&'w str>,
    pub rows: Vec<&'w str>,
}

/// Takes the first word for the inspection, unless it looks like a row: letters and then digits.
pub fn rows_after_folder(words: &[String]) -> Result<RowWords<'_>, Failure> {
    let is_row = |word: &str| {
        let digits = word.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
        digits.len() < word.len() && !digits.is_empty() && digits.chars().all(|sign| sign.is_ascii_digit())
    };
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let (folder, rows) = match all.split_first() {
        Some((first, rest)) if !is_row(first) => (Some(*first), rest.to_vec()),
        _ => (None, all),
    };
    if rows.is_empty() {
        return Err(Failure("name the rows by their references: `L017`".to_owned()));
    }
    Ok(RowWords { folder, rows })
}

/// A long-list to choose from.
pub struct Opened<'o> {
    pub workspace: &'o Workspace,
    pub folder: &'o str,
    pub record: &'o Record,
    pub listed: Listed<'o>,
    pub terms: Terms,
}

/// Opens the long-list of an inspection and works on it; or shows what is wrong with the record.
pub fn with_list(
    directory: &Path,
    folder: Option<&str>,
    work: impl FnOnce(&Opened<'_>) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, folder)?;
    let (record, found) = read(&workspace, &folder);
    let needed = [FileKind::Inspection, FileKind::Team, FileKind::Cases, FileKind::Children];
    let mut problems = [workspace.problems.clone(), of_files(found, &needed)].concat();
    if record.children.children.is_empty() && status_of(&problems) == Status::Well {
        show(&problems)?;
        let help = format!("`sqspack longlist import FILE.xlsx {folder}` takes it in");
        return Err(Failure(format!("{folder}: the long-list is not in\nhelp: {help}")));
    }
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let (listed, findings) = listed(&record, &facts, &workspace.settings);
    let terms = Terms::new(&record);
    let mut of_rows: Vec<Problem> =
        findings.into_iter().map(|finding| finding.into_problem(|at| record.place(at))).collect();
    of_rows.extend(of_decisions(&record, &workspace.settings));
    hide_children(&mut of_rows, &terms);
    problems.extend(of_rows);
    crate::problem::sort(&mut problems);
    show(&problems)?;
    if status_of(&problems) != Status::Well {
        return Ok(Status::Problems);
    }
    work(&Opened { workspace: &workspace, folder: &folder, record: &record, listed, terms })
}

fn of_files(problems: Vec<Problem>, files: &[FileKind]) -> Vec<Problem> {
    let is_of =
        |problem: &Problem| files.iter().any(|file| problem.place.file.path.ends_with(&format!("/{}", file.name())));
    problems.into_iter().filter(is_of).collect()
}

/// What `check` says of the decisions and of the sample that was taken.
fn of_decisions(record: &Record, settings: &Settings) -> Vec<Problem> {
    checked(record, settings, Vec::new()).into_iter().filter(|problem| problem.code.id.starts_with("SQS09")).collect()
}

impl Opened<'_> {
    /// The position of a row that was typed.
    pub fn row(&self, typed: &str) -> Result<usize, Failure> {
        let reference = typed.trim();
        self.listed.position(reference).ok_or_else(|| {
            let help = format!("`sqspack sample propose {}` shows the rows by their references", self.folder);
            Failure(format!("the long-list of {} has no row `{reference}`\nhelp: {help}", self.folder))
        })
    }

    /// The text of one of the record's files.
    pub fn text(&self, file: FileKind) -> String {
        self.record.sources.get(&file).map_or(String::new(), |source| source.text.to_string())
    }

    /// A reason as it may be shown: not if it may name a child.
    pub fn shown<'t>(&self, reason: &'t str) -> &'t str {
        let names = !self.terms.in_prose(reason, false).is_empty();
        if names { "(the reason may name a child, so it is not shown)" } else { reason }
    }

    /// The record with other texts, if it has no error that it did not have before.
    pub fn with_texts(&self, texts: &[(FileKind, String)]) -> Result<Record, Failure> {
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
        let is_new = |problem: &Problem| {
            let same = |old: &&Problem| old.code == problem.code && old.message == problem.message;
            problem.is_error() && !known.iter().any(|old| same(&old))
        };
        let new: Vec<Problem> = checked(&after, settings, found).into_iter().filter(is_new).collect();
        if new.is_empty() {
            return Ok(after);
        }
        show(&new)?;
        Err(Failure(format!("the record of {} would have this error, so nothing was written", self.folder)))
    }

    /// Writes texts into the record, all of them or none.
    pub fn write(&self, texts: &[(FileKind, String)]) -> Result<(), Failure> {
        let place = |file: FileKind| self.workspace.inspections().join(self.folder).join(file.name());
        let changed: Vec<(FileKind, &str)> = texts
            .iter()
            .filter(|(file, text)| self.text(*file) != *text)
            .map(|(file, text)| (*file, text.as_str()))
            .collect();
        // Whatever a person saved meanwhile must not be lost.
        let now = |file: FileKind| files::read_text(&self.workspace.root, &place(file)).unwrap_or_default();
        if [FileKind::Cases, FileKind::Children].into_iter().any(|file| now(file) != self.text(file)) {
            return Err(Failure(format!("the record of {} has just been changed; run the command again", self.folder)));
        }
        if changed.is_empty() {
            return Ok(());
        }
        Ok(write_together(self.workspace, self.folder, &changed)?)
    }
}
