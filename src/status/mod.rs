//! Where each inspection stands on a day: what is overdue, due and next, and how far its pack is.
//!
//! A milestone is done only if the record says so (`done = 2027-01-08`). A pack is current if it was made from the present
//! record, settings, templates and program, and every file in it is as it was made. Such a record had no errors when the
//! pack was built, so the board checks only the other records. It loads no template and no font unless it has to check one.

mod dates;
mod done;

use std::cmp::Reverse;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::calendar::BankHolidays;
use crate::check::check;
use crate::facts::{self, Facts};
use crate::longlist::{self, ListState};
use crate::pack::Waiting;
use crate::problem::Problem;
use crate::publish::{PackInputs, PackState, Searched, of_workspace};
use crate::record::{FileKind, Record, Sources};
use crate::render::fonts;
use crate::template::{Broken, Templates};
use crate::workspace::Workspace;

pub use dates::{Dates, OpenMilestone};
pub use done::{Change, record_done, take_back};

/// How pressing an inspection is; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its dates cannot be known, so something may be due.
    Unknown,
    /// Something is overdue.
    Overdue,
    /// Something is due on the day.
    Today,
    /// Something is still to come, or nobody recorded it as done.
    Ahead,
    /// Everything is recorded as done.
    Done,
}

impl Urgency {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Overdue => "overdue",
            Self::Today => "due-today",
            Self::Ahead => "ahead",
            Self::Done => "done",
        }
    }
}

/// Whether a pack is what a build would make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// A build made it from the present inputs.
    Current,
    /// The record, the settings, the templates or the program have changed since.
    Stale,
    /// Some of its files are not as the last build made them.
    Broken,
    /// There is none.
    None,
}

impl Freshness {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Broken => "broken",
            Self::None => "none",
        }
    }
}

/// An inspection on the board.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// Name of its folder.
    pub folder: String,
    /// Name of the YOT, or empty if the record does not say.
    pub yot: String,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What is due when; nothing if the record does not give the fieldwork week.
    pub dates: Option<Dates>,
    /// Whether its pack is current.
    pub pack: Freshness,
    /// Number of files in the pack.
    pub files: usize,
    /// Which of them are not as the last build made them.
    pub state: PackState,
    /// The documents that the pack lacked when it was built, and why.
    pub waiting: Vec<Waiting>,
    /// How many children a build searches for; those that the pack was searched for, where it is current.
    pub searched: Searched,
    /// How far the long-list is; nothing until it is in.
    pub long_list: Option<ListState>,
    /// Number of errors in the record.
    pub errors: usize,
}

/// The board on a day, the most pressing inspection first.
///
/// # Errors
/// The workspace's own templates cannot be read.
pub fn board(workspace: &Workspace, folders: &[String], on: NaiveDate) -> Result<Vec<BoardRow>, Broken> {
    let own = Templates::digest_of_own(&workspace.root, &workspace.templates())?;
    let inputs = BoardInputs {
        workspace,
        holidays: facts::holidays(&workspace.settings),
        shared: of_workspace(&workspace.settings_text, &own),
        own_templates: own,
        on,
    };
    let mut rows: Vec<BoardRow> = folders.par_iter().map(|folder| inputs.row(folder)).collect();
    sort(&mut rows);
    Ok(rows)
}

/// Puts the most pressing inspection first; among equals, the earlier date.
pub fn sort(rows: &mut [BoardRow]) {
    rows.sort_by(|one, other| key(one).cmp(&key(other)));
}

/// Among finished inspections, the latest comes first.
fn key(row: &BoardRow) -> (Urgency, Option<NaiveDate>, Reverse<Option<NaiveDate>>, &str) {
    let dates = row.dates.as_ref();
    let pressing = dates.and_then(Dates::most_pressing).map(|due| due.date);
    (row.urgency, pressing, Reverse(dates.map(|dates| dates.last)), &row.folder)
}

/// What all rows share.
struct BoardInputs<'w> {
    workspace: &'w Workspace,
    holidays: BankHolidays,
    shared: String,
    own_templates: [u8; 32],
    on: NaiveDate,
}

impl BoardInputs<'_> {
    fn row(&self, folder: &str) -> BoardRow {
        let mut problems = Vec::new();
        let sources = self.workspace.sources(folder, &mut problems);
        let misplaced = self.workspace.misplaced(folder);
        let mut state = PackState::of(self.workspace, folder);
        let is_current = state.is_whole() && state.compare(&self.inputs(folder, &sources));
        let pack = match &state.manifest {
            None => Freshness::None,
            Some(_) if !state.is_whole() => Freshness::Broken,
            Some(_) if is_current => Freshness::Current,
            Some(_) => Freshness::Stale,
        };
        // A current pack shows that the record has no errors. The board then needs only the dates, and the long-list if it is in.
        let children = sources.get(&FileKind::Children);
        let is_list_in = children.is_some_and(|file| file.text.contains("long-list-sheet"));
        let wanted = |kind: &FileKind| pack != Freshness::Current || is_list_in || *kind == FileKind::Inspection;
        let sources: Sources = sources.into_iter().filter(|(kind, _)| wanted(kind)).collect();
        let (record, found) = Record::read(folder, sources);
        let facts = Facts::new(&record, &self.workspace.settings, &self.holidays);
        let errors = match pack {
            Freshness::Current => misplaced.len(),
            Freshness::Stale | Freshness::Broken | Freshness::None => {
                self.errors(&record, &facts, [problems, misplaced, found.clone()].concat())
            }
        };
        let dates = dates::on(&record, &found, &facts.timeline, self.on);
        let manifest = state.manifest.clone().unwrap_or_default();
        let searched = if pack == Freshness::Current { manifest.searched } else { Searched::of(&record) };
        BoardRow {
            folder: folder.to_owned(),
            yot: record.inspection.yot.name.to_string(),
            urgency: dates.as_ref().map_or(Urgency::Unknown, Dates::urgency),
            dates,
            pack,
            files: manifest.files.len(),
            state,
            waiting: manifest.waiting,
            searched,
            long_list: longlist::state(&record, &facts),
            errors,
        }
    }

    fn inputs<'i>(&'i self, folder: &'i str, sources: &'i Sources) -> PackInputs<'i> {
        let Self { workspace, shared, own_templates, .. } = self;
        PackInputs { workspace, shared, own_templates, folder, sources }
    }

    fn errors(&self, record: &Record, facts: &Facts<'_>, found: Vec<Problem>) -> usize {
        let showable = |character: char| fonts::shows(character);
        let problems = check(record, facts, &self.workspace.settings, &self.holidays, &showable, found);
        problems.iter().filter(|problem| problem.is_error()).count()
    }
}
