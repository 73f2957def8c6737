//! The watcher's loop: it waits for a hint or a time, scans, and rebuilds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::Receiver;
use std::time::Instant;

use super::area::Area;
use super::event_source::{EventSource, Hint};
use super::inspection::Inspection;
use super::pending::PendingChanges;
use super::report::{Report, ReportKind};
use super::shared_inputs::SharedInputs;
use super::timing::Timing;
use crate::publish::packs;
use crate::workspace::Workspace;

/// Receives the watcher's reports.
pub trait Listener {
    /// Takes a report.
    fn report(&mut self, report: &Report);

    /// Nothing is left to do for now.
    fn idle(&mut self) {}
}

/// The watcher's state.
pub struct Engine<'l> {
    pub(super) workspace: Workspace,
    pub(super) timing: Timing,
    pub(super) source: EventSource,
    hints: Receiver<Hint>,
    pub(super) pending: PendingChanges,
    pub(super) shared: SharedInputs,
    /// By folder, also those whose folders are gone.
    pub(super) inspections: BTreeMap<String, Inspection>,
    pub(super) listener: &'l mut dyn Listener,
    /// The first sign of the change that is being worked on.
    pub(super) since: Instant,
    pub(super) next_scan: Instant,
    /// When to try again to lock the workspace.
    pub(super) retry_lock: Option<Instant>,
    /// Whether this is the first build, which finds most packs as they were left.
    pub(super) is_first: bool,
    pub(super) is_ended: bool,
}

impl<'l> Engine<'l> {
    /// Reads settings and templates. Events must already be on their way, so that no change falls between.
    pub fn new(
        workspace: Workspace,
        timing: Timing,
        trusts_templates: bool,
        source: EventSource,
        hints: Receiver<Hint>,
        listener: &'l mut dyn Listener,
    ) -> Self {
        let now = Instant::now();
        let mut engine = Self {
            shared: SharedInputs::new(&workspace, trusts_templates, now),
            workspace,
            timing,
            source,
            hints,
            pending: PendingChanges::default(),
            inspections: BTreeMap::new(),
            listener,
            since: now,
            next_scan: now,
            retry_lock: None,
            is_first: true,
            is_ended: false,
        };
        engine.report_shared(false);
        engine
    }

    /// Works until it receives [`Hint::End`].
    pub fn run(&mut self) {
        self.scan_everything(&BTreeSet::new());
        self.rebuild();
        self.is_first = false;
        self.announce();
        while !self.is_ended {
            let due = self.next_due();
            if due.is_none() {
                self.listener.idle();
            }
            let was_quiet = self.pending.since().is_none();
            if !self.receive(due.map_or(self.next_scan, |due| due.min(self.next_scan))) {
                self.on_time();
            } else if was_quiet {
                self.on_first_hint();
            }
        }
    }

    /// Waits for a hint. Says whether one came in time.
    fn receive(&mut self, until: Instant) -> bool {
        let Ok(hint) = self.hints.recv_timeout(until.saturating_duration_since(Instant::now())) else { return false };
        self.take(hint);
        true
    }

    /// Takes all hints that have arrived.
    pub(super) fn receive_all(&mut self) {
        while let Ok(hint) = self.hints.try_recv() {
            self.take(hint);
        }
    }

    fn take(&mut self, hint: Hint) {
        let area = match hint {
            Hint::End => {
                self.is_ended = true;
                return;
            }
            Hint::Changed(area) => area,
            Hint::Lost(why) => {
                if !self.pending.covers(&Area::Everything) {
                    self.note(format!("{why}; all files are scanned again"));
                }
                Area::Everything
            }
            Hint::Unreliable(why) => {
                self.poll_from_now(&why);
                Area::Everything
            }
        };
        self.pending.add(area, Instant::now());
    }

    /// Scans and builds what the first hints after a silence point at.
    fn on_first_hint(&mut self) {
        while let Some(until) = self.pending.debounced(&self.timing).filter(|until| *until > Instant::now()) {
            self.receive(until);
        }
        self.since = self.pending.since().unwrap_or_else(Instant::now);
        let areas = self.pending.take_areas();
        if areas.contains(&Area::Everything) {
            self.scan_everything(&areas);
        } else {
            for area in &areas {
                self.scan(area, Instant::now(), true);
            }
        }
        self.rebuild();
    }

    /// Changes have settled, or it is time for a full scan or for what was given a grace period.
    fn on_time(&mut self) {
        let now = Instant::now();
        let hinted_since = self.pending.since();
        self.since = hinted_since.unwrap_or(now);
        if self.next_scan <= now || self.pending.settled(&self.timing).is_some_and(|settled| settled <= now) {
            let hinted = self.pending.take();
            let changed = self.scan_everything(&hinted);
            if hinted_since.is_none() {
                self.expect_events_of(changed);
            }
        }
        for area in self.due_areas(now) {
            self.scan(&area, now, true);
        }
        self.rebuild();
    }

    /// A full scan has found these changes without a hint. The watcher polls from now on if no event follows.
    fn expect_events_of(&mut self, mut changed: BTreeSet<Area>) {
        let until = Instant::now() + 4 * self.timing.settle;
        while self.source.has_events() && !changed.is_empty() && !self.is_ended {
            if !self.receive(until) {
                return self.poll_from_now("a file has changed without an event");
            }
            changed.retain(|area| !self.pending.covers(area));
        }
    }

    pub(super) fn poll_from_now(&mut self, why: &str) {
        if self.source.has_events() {
            self.source = EventSource::Polling;
            self.next_scan = Instant::now();
            self.note(format!("{why}; {}", self.how()));
        }
    }

    /// When something is to be done that is known already; none while there is nothing.
    fn next_due(&self) -> Option<Instant> {
        let others = [self.pending.settled(&self.timing), self.shared.due(&self.timing)];
        self.inspections.values().filter_map(|one| self.due(one)).chain(others.into_iter().flatten()).min()
    }

    /// When something is to be done for an inspection.
    fn due(&self, inspection: &Inspection) -> Option<Instant> {
        let build = self.shared.inputs().and_then(|(_, generation)| inspection.build_due(generation, &self.timing));
        let build = build.map(|build| self.retry_lock.map_or(build, |retry| retry.max(build)));
        let others = [inspection.gone_due(&self.timing), inspection.reports.due(self.timing.grace)];
        others.into_iter().chain([build]).flatten().min()
    }

    /// The areas whose grace period is over. The watcher scans them once more before it acts.
    fn due_areas(&self, now: Instant) -> BTreeSet<Area> {
        let is_due = |due: Option<Instant>| due.is_some_and(|due| due <= now);
        let due = self.inspections.iter().filter(|(_, one)| is_due(self.due(one)));
        let shared = is_due(self.shared.due(&self.timing)).then_some(Area::Shared);
        due.map(|(folder, _)| Area::Inspection(folder.clone())).chain(shared).collect()
    }

    pub(super) fn milliseconds(&self) -> f64 {
        self.since.elapsed().as_secs_f64() * 1_000.0
    }

    pub(super) fn note(&mut self, message: String) {
        self.listener.report(&Report::message(ReportKind::Note, None, message));
    }

    /// How the watcher learns of changes, for a person.
    fn how(&self) -> String {
        match self.source {
            EventSource::Polling => format!("all files are scanned every {} ms", self.timing.poll.as_millis()),
            EventSource::System(..) | EventSource::Given => "the system reports changes".to_owned(),
        }
    }

    /// Reports that the watcher is at work, and which packs have no inspection.
    fn announce(&mut self) {
        let count = self.inspections.len();
        let inspections = if count == 1 { "inspection" } else { "inspections" };
        let message = format!("watching {count} {inspections} in {}: {}", self.workspace.root.display(), self.how());
        let report = Report::message(ReportKind::Watching, None, message);
        self.listener.report(&Report { milliseconds: self.milliseconds(), ..report });
        for folder in packs(&self.workspace).iter().filter(|folder| !self.inspections.contains_key(*folder)) {
            let message = format!("packs/{folder} has no inspection, and is kept as it is");
            self.listener.report(&Report::message(ReportKind::Orphan, Some(folder), message));
        }
    }
}
