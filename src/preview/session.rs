//! What is shown, from the first good reading of each inspection to the last: the watcher tells of changes, tabs wait for them.

#![expect(clippy::disallowed_methods, reason = "tabs wait for changes; nothing in a pack depends on it")]

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::drawn::Pieces;
use super::inspection::{Manner, ShownDocument, ShownInspection};
use crate::check::folder_without_child;
use crate::explain::ExplainedRecord;
use crate::explain::document::Fact;
use crate::history::{ChangedDocument, MaskedScreen, since_sent};
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::{Mask, folder_stand_in};
use crate::search::Terms;
use crate::template::{OwnFiles, Templates};
use crate::watch::{Listener, Report, ReportKind};
use crate::workspace::Workspace;

/// What a session shows.
#[derive(Clone, Copy, Debug)]
pub struct Shows {
    /// Whether others look on: people and places have stand-ins.
    pub masked: bool,
    /// Whether documents that name children are shown; never while others look on.
    pub named: bool,
}

/// Why an inspection cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// There is none of this number.
    NoInspection,
    /// Settings or templates are wrong.
    WrongSettings,
}

/// What is wrong since when.
#[derive(Clone, Debug)]
pub struct ReportedTrouble {
    /// The moment at which it was first reported.
    pub since: NaiveDateTime,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What else there is to say.
    pub message: String,
}

/// What is shown, for all tabs and the watcher.
pub struct Session {
    workspace: Workspace,
    /// What it shows.
    pub shows: Shows,
    /// The pages and messages with an address.
    pub pieces: Pieces,
    now: fn() -> NaiveDateTime,
    /// The names of folders as they may be shown. To find one takes a look at the children of the record.
    names: Mutex<BTreeMap<String, String>>,
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Default)]
struct Held {
    generation: u64,
    inputs: Option<Arc<WorkspaceInputs>>,
    /// The folders by their number in addresses, counted from 1. A number never changes.
    folders: Vec<String>,
    inspections: BTreeMap<String, Arc<ShownInspection>>,
    /// By folder; what is wrong with settings or templates has none.
    troubles: BTreeMap<Option<String>, ReportedTrouble>,
    /// What was last looked at: an inspection, and the keys of the documents of it that were on the page.
    looked_at: Option<(String, Vec<String>)>,
    /// By folder, what was shown before the pack that is being built, in case it cannot be built.
    former: BTreeMap<String, Arc<ShownInspection>>,
}

/// An inspection at the moment of a look.
pub struct InspectionState {
    /// What is good of it, if anything ever was.
    pub inspection: Option<Arc<ShownInspection>>,
    /// What is wrong, of settings or templates first.
    pub troubles: Vec<ReportedTrouble>,
    /// Settings and templates, for drawing.
    pub inputs: Option<Arc<WorkspaceInputs>>,
    /// The state of all, which tabs compare.
    pub generation: u64,
}

impl Session {
    /// A session over a workspace; `now` gives the time in London.
    pub fn new(workspace: Workspace, shows: Shows, now: fn() -> NaiveDateTime) -> Self {
        let session = Self {
            workspace,
            shows,
            pieces: Pieces::default(),
            now,
            names: Mutex::default(),
            held: Mutex::default(),
            changed: Condvar::new(),
        };
        session.number_folders(&mut session.held());
        session
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn number_folders(&self, held: &mut Held) {
        for folder in self.workspace.folders().unwrap_or_default() {
            if !held.folders.contains(&folder) {
                held.folders.push(folder);
            }
        }
    }

    /// The inspections: their numbers in addresses, and their names as they may be shown.
    pub fn inspections(&self) -> Vec<(usize, String)> {
        let mut held = self.held();
        self.number_folders(&mut held);
        let there = self.workspace.folders().unwrap_or_default();
        let numbered = held.folders.iter().enumerate().filter(|(_, folder)| there.contains(folder));
        numbered.map(|(index, folder)| (index + 1, self.shown_name(folder))).collect()
    }

    /// The number of an inspection by the name under which the board shows it.
    pub fn number_of(&self, shown: &str) -> Option<usize> {
        self.inspections().into_iter().find(|(_, name)| name == shown).map(|(number, _)| number)
    }

    /// The number of an inspection by its folder.
    pub fn number_of_folder(&self, folder: &str) -> Option<usize> {
        self.held().folders.iter().position(|other| other == folder).map(|index| index + 1)
    }

    /// The name of a folder as it may be shown: one that is named after a child is not.
    fn shown_name(&self, folder: &str) -> String {
        if self.shows.masked {
            return folder_stand_in(folder, &self.workspace.folders().unwrap_or_default());
        }
        if let Some(known) = self.names().get(folder) {
            return known.clone();
        }
        let (record, _) = self.workspace.read(folder);
        self.name_without_child(folder, &Terms::new(&record))
    }

    /// The name of a folder without what is a child's in it, which is remembered.
    fn name_without_child(&self, folder: &str, children: &Terms) -> String {
        let name = folder_without_child(folder, children).unwrap_or_else(|| folder.to_owned());
        self.names().insert(folder.to_owned(), name.clone());
        name
    }

    fn names(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is of an inspection. Whoever looks first has it read.
    pub fn look(&self, number: usize) -> Option<InspectionState> {
        let mut held = self.held();
        self.number_folders(&mut held);
        let folder = held.folders.get(number.checked_sub(1)?)?.clone();
        if !held.inspections.contains_key(&folder) {
            self.read(&folder, &mut held);
        }
        let of = |about: &Option<String>| held.troubles.get(about).cloned();
        Some(InspectionState {
            inspection: held.inspections.get(&folder).cloned(),
            troubles: [of(&None), of(&Some(folder))].into_iter().flatten().collect(),
            inputs: held.inputs.clone(),
            generation: held.generation,
        })
    }

    /// Where each fact of a document comes from, worked out when somebody wants to know; nothing while the record or the settings
    /// are wrong.
    pub fn facts_of(&self, number: usize, document: &str) -> Option<Vec<Fact>> {
        let (folder, inputs) = {
            let held = self.held();
            (held.folders.get(number.checked_sub(1)?)?.clone(), held.inputs.clone()?)
        };
        let entry = inputs.templates.catalogue.documents.iter().find(|one| one.id == document)?;
        let (record, problems) = inputs.workspace.read(&folder);
        if problems.iter().any(Problem::is_error) {
            return None;
        }
        let explained = match self.shows.masked {
            true => ExplainedRecord::masked(inputs.clone(), &folder),
            false => ExplainedRecord::of(record, inputs.clone()),
        };
        explained.facts_of(entry).ok()
    }

    /// What differs in a document from what was sent of it, worked out when somebody wants to know.
    ///
    /// # Errors
    /// Why there is nothing to compare.
    pub fn since_sent(&self, number: usize, document: &ShownDocument) -> Result<ChangedDocument, String> {
        let folder = number.checked_sub(1).and_then(|at| self.held().folders.get(at).cloned()).unwrap_or_default();
        let screen = || MaskedScreen { folder: self.shown_name(&folder), mask: Mask::default() };
        let masked = self.shows.masked.then(screen);
        since_sent(&self.workspace, &folder, (&document.path, &document.id), masked.as_ref())
    }

    /// The folder of an inspection, with settings and templates as they are now.
    pub(super) fn open(&self, number: usize) -> Result<(String, Arc<WorkspaceInputs>), NotOpened> {
        let mut held = self.held();
        self.number_folders(&mut held);
        let index = number.checked_sub(1).ok_or(NotOpened::NoInspection)?;
        let folder = held.folders.get(index).ok_or(NotOpened::NoInspection)?.clone();
        let inputs = self.inputs(held.inputs.as_ref()).map_err(|_| NotOpened::WrongSettings)?;
        Ok((folder, inputs))
    }

    /// The state of all, which tabs compare.
    pub(super) fn generation(&self) -> u64 {
        self.held().generation
    }

    /// Waits until the state is another one than this, for so long at most. Gives the state.
    pub fn wait(&self, told: Option<u64>, most: Duration) -> u64 {
        let until = Instant::now() + most;
        let mut held = self.held();
        while told == Some(held.generation) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            held = self.changed.wait_timeout(held, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        held.generation
    }

    /// Reads an inspection. What was good before stays where it is wrong now.
    fn read(&self, folder: &str, held: &mut Held) {
        let inputs = match self.inputs(held.inputs.as_ref()) {
            Ok(inputs) => {
                held.troubles.remove(&None);
                inputs
            }
            Err(problems) => return self.note(None, problems, String::new(), held),
        };
        held.inputs = Some(inputs.clone());
        let before = held.inspections.get(folder).cloned();
        match self.shown(&inputs, folder, before.as_deref()) {
            Ok(inspection) => {
                held.inspections.insert(folder.to_owned(), Arc::new(inspection));
                held.troubles.remove(&Some(folder.to_owned()));
            }
            Err(problems) => self.note(Some(folder.to_owned()), problems, String::new(), held),
        }
    }

    /// An inspection as it may be shown. A document that is made from the same as before keeps its pages.
    fn shown(
        &self,
        inputs: &WorkspaceInputs,
        folder: &str,
        before: Option<&ShownInspection>,
    ) -> Result<ShownInspection, Vec<Problem>> {
        let stand_in = self.shows.masked.then(|| self.shown_name(folder));
        let manner = Manner { stand_in: stand_in.as_deref(), named: self.shows.named };
        let mut inspection = ShownInspection::read(inputs, folder, manner, before, &self.pieces)?;
        if !self.shows.masked {
            inspection.name = self.name_without_child(folder, &inspection.children);
        }
        Ok(inspection)
    }

    /// Settings and templates as they are now: those in use, where nothing has changed.
    fn inputs(&self, in_use: Option<&Arc<WorkspaceInputs>>) -> Result<Arc<WorkspaceInputs>, Vec<Problem>> {
        let workspace = Workspace::open(&self.workspace.root).map_err(|error| vec![error.problem()])?;
        let digest = Templates::digest_of_own(&workspace.root, &workspace.templates()).ok();
        let is_same = |inputs: &&Arc<WorkspaceInputs>| {
            inputs.workspace.settings_text == workspace.settings_text && digest == Some(inputs.templates.own_digest)
        };
        if let Some(same) = in_use.filter(is_same) {
            return Ok(same.clone());
        }
        let own = OwnFiles::read_confirmed(&workspace);
        WorkspaceInputs::open(workspace, own).map(Arc::new)
    }

    /// Notes which documents are on a page, so that they are the first to be drawn again.
    pub(super) fn note_look(&self, number: usize, keys: Vec<String>) {
        let mut held = self.held();
        let folder = number.checked_sub(1).and_then(|index| held.folders.get(index).cloned());
        held.looked_at = folder.map(|folder| (folder, keys));
    }

    /// Shows what somebody has just saved, before its pack is built: they wait for the page. What is wrong, the watcher tells;
    /// while something is, the page stays as it is until the pack is built.
    fn show_before_build(&self, folders: &[String]) {
        let (folder, keys, before, inputs) = {
            let held = self.held();
            let looked_at = held.looked_at.clone().filter(|(folder, _)| folders.contains(folder));
            let Some((folder, keys)) = looked_at else { return };
            let is_wrong = [None, Some(folder.clone())].iter().any(|about| held.troubles.contains_key(about));
            let Some(before) = held.inspections.get(&folder).cloned().filter(|_| !is_wrong) else { return };
            (folder, keys, before, held.inputs.clone())
        };
        let Ok(inputs) = self.inputs(inputs.as_ref()) else { return };
        let Ok(now) = self.shown(&inputs, &folder, Some(&before)) else { return };
        // A document that cannot be laid out is as wrong as a record: the watcher tells.
        let drawn = |key: &String| now.get(key).is_none_or(|document| document.is_drawn(&inputs.tree, &self.pieces));
        if !keys.iter().all(drawn) {
            return;
        }
        let mut held = self.held();
        held.inputs = Some(inputs);
        held.inspections.insert(folder.clone(), Arc::new(now));
        held.former.insert(folder, before);
        self.tell(&mut held);
    }

    /// Tells the tabs that something is another one now.
    fn tell(&self, held: &mut Held) {
        held.generation += 1;
        self.changed.notify_all();
    }

    fn note(&self, about: Option<String>, problems: Vec<Problem>, message: String, held: &mut Held) {
        let since = held.troubles.get(&about).map_or_else(self.now, |known| known.since);
        held.troubles.insert(about, ReportedTrouble { since, problems, message });
    }

    fn hear(&self, report: &Report) {
        match &report.inspection {
            Some(folder) => drop(self.names().remove(folder)),
            None => self.names().clear(),
        }
        let mut held = self.held();
        match report.kind {
            ReportKind::Built | ReportKind::Mended => {
                held.troubles.remove(&report.inspection);
                let read: Vec<String> = match &report.inspection {
                    Some(folder) => vec![folder.clone()],
                    None => held.inspections.keys().cloned().collect(),
                };
                for folder in read {
                    held.former.remove(&folder);
                    if held.inspections.contains_key(&folder) {
                        self.read(&folder, &mut held);
                    }
                }
            }
            ReportKind::Stale | ReportKind::Held | ReportKind::Gone => {
                if let Some(folder) = &report.inspection {
                    let former = held.former.remove(folder);
                    held.inspections.extend(former.map(|former| (folder.clone(), former)));
                    let kept = held.inspections.get(folder).map(|kept| kept.for_children_now(&self.workspace));
                    held.inspections.extend(kept.map(|kept| (folder.clone(), kept)));
                }
                self.note(report.inspection.clone(), report.problems.clone(), report.message.clone(), &mut held);
            }
            ReportKind::Watching | ReportKind::Orphan | ReportKind::Note => return,
        }
        self.tell(&mut held);
    }
}

/// Hears the watcher, and passes on what it hears.
pub struct Hearing<'s> {
    session: &'s Session,
    next: &'s mut dyn Listener,
}

impl<'s> Hearing<'s> {
    /// A listener for a session and another one.
    pub fn new(session: &'s Session, next: &'s mut dyn Listener) -> Self {
        Self { session, next }
    }
}

impl Listener for Hearing<'_> {
    fn report(&mut self, report: &Report) {
        self.session.hear(report);
        self.next.report(report);
    }

    fn before_build(&mut self, folders: &[String]) {
        self.session.show_before_build(folders);
        self.next.before_build(folders);
    }

    fn idle(&mut self) {
        self.next.idle();
    }
}
