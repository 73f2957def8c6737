//! Where each inspection stands on a day: what is overdue, due and next, and how far its pack is.
//!
//! A milestone is done only if the record says so (`done = 2027-01-08`). A pack is current if it was made from the present
//! record, settings, templates and program, and every file in it is as it was made. Such a record had no errors when the
//! pack was built, so the board checks only the other records. It loads no template and no font unless it has to check one.

mod dates;
mod done;
mod masked;
mod messages;
mod readiness;
mod step;
mod week;

use std::cmp::Reverse;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::calendar::BankHolidays;
use crate::check::{check, folder_without_child};
use crate::facts::{self, Facts, FindingsFigures, InformationState, OpenMatters};
use crate::longlist::{self, ListState};
use crate::pack::Waiting;
use crate::problem::Problem;
use crate::publish::{PackInputs, PackState, Searched, changed_since_sent, of_workspace};
use crate::record::{FileKind, Record, Sources};
use crate::render::fonts;
use crate::retention::RetentionState;
use crate::search::Terms;
use crate::template::{Broken, Catalogue, Templates};
use crate::workspace::{Workspace, sealed};

pub use dates::{Dates, OpenMilestone};
pub use done::{Change, record_done, take_back};
pub use masked::Onlookers;
pub use messages::{DueMessage, Sending};
pub use readiness::{Gap, OpenBefore, Readiness};
pub use step::Step;
pub use week::{Attended, DueOnDay, WeekDay, join, week, week_for, week_of};

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
    /// What there is to say of the sealed children's file: that it was not opened, or is not what the plain one says.
    pub sealed: Option<String>,
    /// How far the long-list is; nothing until it is in.
    pub long_list: Option<ListState>,
    /// How far the information in advance is; nothing while the record does not follow it.
    pub information: Option<InformationCount>,
    /// How many judgements on the cases there are; nothing while no case is assessed.
    pub findings: Option<FindingsCount>,
    /// How many concerns, alerts, complaints and points of accuracy are open; nothing where there never was one.
    pub open_matters: Option<OpenMatters>,
    /// The step of the officer's work in which it is; nothing once all are behind it, or where its dates are not known.
    pub step: Option<Step>,
    /// The messages of the pack, the most pressing first.
    pub messages: Vec<DueMessage>,
    /// The files of the pack that have been sent and are not as they were then, each with the day.
    pub changed_since_sent: Vec<(String, NaiveDate)>,
    /// How it stands with the end of children's data; nothing where no rule gives a day and nothing was destroyed.
    pub retention: Option<RetentionState>,
    /// Number of errors in the record.
    pub errors: usize,
}

/// How many judgements on the cases there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingsCount {
    /// Have to be there: one on each question about each selected case.
    pub due: usize,
    /// Are still missing.
    pub missing: usize,
}

/// How many items of the information in advance stand how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InformationCount {
    /// Have come.
    pub received: usize,
    /// Do not exist.
    pub absent: usize,
    /// Are still to come.
    pub open: usize,
}

impl InformationCount {
    fn of(record: &Record) -> Option<Self> {
        let items = facts::information(record)?;
        let of = |answer: InformationState| items.iter().filter(|item| item.answer == answer).count();
        Some(Self {
            received: of(InformationState::Received),
            absent: of(InformationState::DoesNotExist),
            open: of(InformationState::Open),
        })
    }
}

/// The board on a day, the most pressing inspection first.
///
/// # Errors
/// The workspace's own templates cannot be read.
pub fn board(workspace: &Workspace, folders: &[String], on: NaiveDate) -> Result<Vec<BoardRow>, Broken> {
    board_for(workspace, folders, on, Onlookers::None)
}

/// The same for a screen that others may look at.
///
/// # Errors
/// The workspace's own templates cannot be read.
pub fn board_for(
    workspace: &Workspace,
    folders: &[String],
    on: NaiveDate,
    onlookers: Onlookers,
) -> Result<Vec<BoardRow>, Broken> {
    let own = Templates::digest_of_own(&workspace.root, &workspace.templates())?;
    let inputs = BoardInputs {
        workspace,
        holidays: facts::holidays(&workspace.settings),
        shared: of_workspace(&workspace.settings_text, &own),
        own_templates: own,
        catalogue: Templates::catalogue_of(&workspace.root, &workspace.templates())?,
        on,
    };
    let all = match onlookers {
        Onlookers::None => Vec::new(),
        Onlookers::Some => workspace.folders().unwrap_or_default(),
    };
    let row = |folder: &String| match onlookers {
        Onlookers::None => inputs.row(folder),
        Onlookers::Some => masked::masked(inputs.row(folder), workspace, folder, &all),
    };
    let mut rows: Vec<BoardRow> = folders.par_iter().map(row).collect();
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
    catalogue: Catalogue,
    on: NaiveDate,
}

impl BoardInputs<'_> {
    fn row(&self, folder: &str) -> BoardRow {
        let mut problems = Vec::new();
        let sources = self.workspace.sources(folder, &mut problems);
        let misplaced = self.workspace.misplaced(folder);
        let of_sealed = problems.iter().chain(&misplaced).find(|problem| sealed::is_about(problem));
        let sealed = of_sealed.map(|problem| problem.message.clone());
        let mut state = PackState::of(self.workspace, folder);
        let is_current = state.is_whole() && state.compare(&self.inputs(folder, &sources));
        let pack = match &state.manifest {
            None => Freshness::None,
            Some(_) if !state.is_whole() => Freshness::Broken,
            Some(_) if is_current => Freshness::Current,
            Some(_) => Freshness::Stale,
        };
        // A current pack shows that the record has no errors. The board then needs only the dates, and what is counted besides.
        let children = sources.get(&FileKind::Children);
        let is_list_in = children.is_some_and(|file| file.text.contains("long-list-sheet"));
        let is_assessed = sources.contains_key(&FileKind::Findings);
        let is_whole = is_list_in || is_assessed;
        let always = [
            FileKind::Inspection,
            FileKind::Issued,
            FileKind::Destroyed,
            FileKind::Concerns,
            FileKind::Complaints,
            FileKind::Accuracy,
        ];
        let wanted = |kind: &FileKind| pack != Freshness::Current || is_whole || always.contains(kind);
        let sources: Sources = sources.into_iter().filter(|(kind, _)| wanted(kind)).collect();
        let (record, found) = Record::read(folder, sources);
        let facts = Facts::new(&record, &self.workspace.settings, &self.holidays);
        let errors = match pack {
            Freshness::Current => misplaced.iter().filter(|problem| problem.is_error()).count(),
            Freshness::Stale | Freshness::Broken | Freshness::None => {
                self.errors(&record, &facts, [problems, misplaced, found.clone()].concat())
            }
        };
        // A current pack is of no folder that is named after a child.
        let shown = (pack != Freshness::Current).then(|| folder_without_child(folder, &Terms::new(&record))).flatten();
        let dates = dates::on(&record, &found, &facts.timeline, self.on);
        let manifest = state.manifest.clone().unwrap_or_default();
        let step = dates.as_ref().and_then(|dates| Step::after(dates.latest_done));
        let ids = manifest.files.iter().map(|file| file.document.as_str());
        let messages = match dates {
            Some(_) => messages::messages(&self.catalogue, ids, &record, &facts, self.on),
            None => Vec::new(),
        };
        let changed_since_sent = changed_since_sent(self.workspace, folder, &record.issued, &manifest);
        let searched = if pack == Freshness::Current { manifest.searched } else { Searched::of(&record) };
        BoardRow {
            folder: shown.unwrap_or_else(|| folder.to_owned()),
            yot: record.inspection.yot.name.to_string(),
            urgency: dates.as_ref().map_or(Urgency::Unknown, Dates::urgency),
            dates,
            pack,
            files: manifest.files.len(),
            state,
            waiting: manifest.waiting,
            searched,
            sealed,
            long_list: longlist::state(&record, &facts),
            information: InformationCount::of(&record),
            findings: FindingsFigures::of(&record, &self.workspace.settings)
                .map(|figures| FindingsCount { due: figures.due, missing: figures.missing }),
            open_matters: OpenMatters::on(&record, self.on),
            step,
            messages,
            changed_since_sent,
            retention: RetentionState::on(self.workspace, &record, &self.catalogue, self.on),
            errors,
        }
    }

    fn inputs<'i>(&'i self, folder: &'i str, sources: &'i Sources) -> PackInputs<'i> {
        let Self { workspace, shared, own_templates, .. } = self;
        PackInputs { workspace, shared, own_templates, folder, sources }
    }

    fn errors(&self, record: &Record, facts: &Facts<'_>, found: Vec<Problem>) -> usize {
        let showable = |character: char| fonts::shows(character);
        let (problems, _) = check(record, facts, &self.workspace.settings, &self.holidays, &showable, found);
        problems.iter().filter(|problem| problem.is_error()).count()
    }
}
