//! The schedule of an inspection, opened to plan it, and the way back into `cases.toml`.

use std::path::Path;

use super::super::edited_record::EditedRecord;
use super::super::{Failure, Status, read_to_print, show, status_of, stops_printing, targets};
use crate::facts::{self, Facts};
use crate::phrases::Phrases;
use crate::problem::Problem;
use crate::record::{FileKind, Record};
use crate::scheduling::{Asked, Purpose, is_mended_by_planning};
use crate::search::Terms;
use crate::template::Templates;
use crate::workspace::Workspace;

/// A schedule to plan.
pub struct OpenedSchedule<'o> {
    pub workspace: &'o Workspace,
    pub folder: &'o str,
    pub record: &'o Record,
    pub facts: &'o Facts<'o>,
    pub phrases: Phrases,
    pub terms: Terms,
}

/// Opens the schedule of an inspection and works on it; or shows what is wrong with the record.
pub fn with_schedule(
    directory: &Path,
    folder: Option<&str>,
    work: impl FnOnce(&OpenedSchedule<'_>) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    with_record(directory, folder, |_, _| Ok(()), |opened, ()| work(opened))
}

/// The same once `prepare` has had its way with the record that was read.
pub fn with_record<P>(
    directory: &Path,
    folder: Option<&str>,
    prepare: impl FnOnce(&Workspace, &mut Record) -> Result<P, Failure>,
    work: impl FnOnce(&OpenedSchedule<'_>, &P) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, folder)?;
    let (mut record, found) = read_to_print(&workspace, &folder);
    let files = [FileKind::Inspection, FileKind::Team, FileKind::Cases].map(|kind| format!("/{}", kind.name()));
    let stops = stops_printing(&record);
    let is_here = |problem: &Problem| {
        let is_of = files.iter().any(|file| problem.place.file.path.ends_with(file));
        // What was typed of a pin or an absence is printed, so that it must name no child.
        stops(problem) || is_of && problem.is_error() && !is_mended_by_planning(problem)
    };
    let problems: Vec<Problem> = workspace.problems.iter().cloned().chain(found.into_iter().filter(is_here)).collect();
    show(&problems)?;
    if status_of(&problems) != Status::Well {
        return Ok(Status::Problems);
    }
    if record.cases.cases.is_empty() {
        let help = format!("`sqspack sample take {folder}` selects them");
        return Err(Failure(format!("{folder}: no case is selected yet\nhelp: {help}")));
    }
    let prepared = prepare(&workspace, &mut record)?;
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let phrases = Templates::own_phrases().map_err(|_| Failure("the program's own words cannot be read".to_owned()))?;
    let terms = Terms::new(&record);
    let opened =
        OpenedSchedule { workspace: &workspace, folder: &folder, record: &record, facts: &facts, phrases, terms };
    work(&opened, &prepared)
}

impl<'o> OpenedSchedule<'o> {
    /// The record as a question.
    pub fn ask(&self, purpose: Purpose) -> Asked<'o> {
        Asked::new(self.record, self.facts, &self.workspace.settings, purpose)
    }

    /// The position of a case that was typed.
    pub fn case(&self, asked: &Asked<'_>, typed: &str) -> Result<usize, Failure> {
        asked.case(typed.trim()).ok_or_else(|| {
            let help = format!("`sqspack slots {}` shows the cases by their HMIP IDs", self.folder);
            Failure(format!("{} has no selected case of this HMIP ID\nhelp: {help}", self.folder))
        })
    }

    /// The text of `cases.toml`.
    pub fn text(&self) -> String {
        self.edited().text(FileKind::Cases)
    }

    /// Writes `cases.toml`, if the record has no error then that it did not have before. Whether anything changed.
    pub fn write(&self, text: String) -> Result<bool, Failure> {
        let is_changed = text != self.text();
        let texts = [(FileKind::Cases, text)];
        self.edited().with_texts(&texts)?;
        self.edited().write(&texts)?;
        Ok(is_changed)
    }

    fn edited(&self) -> EditedRecord<'_> {
        EditedRecord { workspace: self.workspace, folder: self.folder, record: self.record }
    }
}
