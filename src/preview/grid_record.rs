//! An inspection whose schedule is looked at: its record as the files have it now.

use std::sync::Arc;

use super::session::Session;
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::{FileKind, Mask, Record, Settings};
use crate::scheduling::is_mended_by_planning;

/// An inspection whose schedule is looked at.
pub struct GridRecord {
    /// Name of its folder.
    pub folder: String,
    /// The same as it may be shown.
    pub shown_name: String,
    /// Settings and templates.
    pub inputs: Arc<WorkspaceInputs>,
    /// Its record: of stand-ins, where others look on.
    pub record: Record,
    /// The settings: of stand-ins, where others look on.
    pub settings: Settings,
    /// Its errors.
    pub errors: Vec<Problem>,
}

impl GridRecord {
    /// Reads the inspection with a number, if there is one.
    ///
    /// # Errors
    /// What is wrong with settings or templates.
    pub fn read(session: &Session, number: usize) -> Option<Result<Self, Vec<Problem>>> {
        let (folder, inputs) = session.open(number)?;
        let shown_name = session.inspections().into_iter().find(|(other, _)| *other == number)?.1;
        Some(inputs.map(|inputs| Self::of(inputs, folder, shown_name, session.shows.masked)))
    }

    fn of(inputs: Arc<WorkspaceInputs>, folder: String, shown_name: String, is_masked: bool) -> Self {
        let (mut record, mut errors) = inputs.checked(&folder);
        errors.retain(Problem::is_error);
        let mut settings = inputs.workspace.settings.clone();
        if is_masked {
            let mask = Mask::default();
            record = Record::read_masked(&shown_name, record.sources, &mask);
            settings = Settings::read_masked(&inputs.workspace.settings_text, &mask).unwrap_or(settings);
        }
        Self { folder, shown_name, inputs, record, settings, errors }
    }

    /// Whether there is a schedule to show: nothing is wrong but what goes when cases move.
    pub fn has_schedule(&self) -> bool {
        self.errors.iter().all(is_mended_by_planning)
    }

    /// The text of `cases.toml`.
    pub fn text(&self) -> String {
        self.record.sources.get(&FileKind::Cases).map_or_else(String::new, |source| source.text.to_string())
    }
}
