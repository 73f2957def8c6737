//! The long-list of an inspection, opened to choose from it, and the way back into its files.

use std::path::Path;

use super::super::edited_record::EditedRecord;
use super::super::{Failure, Status, checked, read_to_print, show, status_of, targets};
use crate::check::hide_children;
use crate::facts::{self, Facts};
use crate::problem::Problem;
use crate::record::{FileKind, Record, Settings};
use crate::search::Terms;
use crate::selection::{Listed, listed};
use crate::workspace::Workspace;

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
    let (record, found) = read_to_print(&workspace, &folder);
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
        self.edited().text(file)
    }

    /// A reason as it may be shown: not if it may name a child.
    pub fn shown<'t>(&self, reason: &'t str) -> &'t str {
        let names = !self.terms.in_prose(reason, false).is_empty();
        if names { "(the reason may name a child, so it is not shown)" } else { reason }
    }

    /// The record with other texts, if it has no error that it did not have before.
    pub fn with_texts(&self, texts: &[(FileKind, String)]) -> Result<Record, Failure> {
        self.edited().with_texts(texts)
    }

    /// Writes texts into the record, all of them or none.
    pub fn write(&self, texts: &[(FileKind, String)]) -> Result<(), Failure> {
        self.edited().write(texts)
    }

    fn edited(&self) -> EditedRecord<'_> {
        EditedRecord { workspace: self.workspace, folder: self.folder, record: self.record }
    }
}
