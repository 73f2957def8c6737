//! The watcher's loop: it waits for a hint or a time, scans, and rebuilds.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::sleep;
use std::time::Instant;

use super::event_source::{EventSource, Hint};
use super::inspection::Inspection;
use super::report::{Report, ReportKind};
use super::shared_inputs::SharedInputs;
use super::timing::Timing;
use crate::publish::{Manifest, packs};
use crate::workspace::Workspace;

/// How the watcher learns of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// From the system's events if they arrive here, otherwise by polling.
    Events,
    /// By polling.
    Poll,
    /// From the hints that the caller gives, and no others.
    Given,
}

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
    mode: Mode,
    source: Option<EventSource>,
    hints: Receiver<Hint>,
    pub(super) listener: &'l mut dyn Listener,
    pub(super) shared: SharedInputs,
    /// By folder, also those whose folders are gone.
    pub(super) inspections: BTreeMap<String, Inspection>,
    /// A record, the settings or a template may have changed since the last scan.
    is_change_pending: bool,
    /// The first hint since everything was last scanned.
    burst: Option<Instant>,
    /// The first sign of the change that is being worked on.
    pub(super) started: Instant,
    /// When everything is scanned, whatever the hints are. A hint brings it forward.
    next_scan: Instant,
    /// Whether this is the first build, which finds most packs as they were left.
    pub(super) is_first: bool,
    pub(super) is_ended: bool,
}

/// Watches until it receives [`Hint::End`]. Nothing that happens to the workspace ends it. The system's events, and hints of
/// the caller, come through the channel. `trusts_templates` confirms own templates at the start and after every change;
/// without it nothing is built while somebody has to confirm them, and the packs stay as they are.
pub fn watch(
    workspace: Workspace,
    mode: Mode,
    trusts_templates: bool,
    timing: Timing,
    (sender, hints): (Sender<Hint>, Receiver<Hint>),
    listener: &mut dyn Listener,
) {
    let now = Instant::now();
    let mut engine = Engine {
        shared: SharedInputs::new(trusts_templates, now),
        workspace,
        timing,
        mode,
        source: None,
        hints,
        listener,
        inspections: BTreeMap::new(),
        is_change_pending: false,
        burst: None,
        started: now,
        next_scan: now,
        is_first: true,
        is_ended: false,
    };
    // Events are on their way before the first scan, so that no change falls between.
    if mode == Mode::Events {
        engine.start_events(sender);
    }
    engine.burst = None;
    engine.scan(true);
    engine.rebuild();
    engine.is_first = false;
    engine.announce();
    while !engine.is_ended {
        engine.step();
    }
}

impl Engine<'_> {
    /// Listens to the system, or polls if no event of the probe arrives.
    fn start_events(&mut self, sender: Sender<Hint>) {
        let started = EventSource::start(&self.workspace, sender).and_then(|source| {
            self.source = Some(source);
            let arrived = self.receive(Instant::now() + self.timing.probe);
            arrived.then_some(()).ok_or_else(|| "the watcher wrote a file, and no event of it arrived".to_owned())
        });
        if let Err(why) = started {
            self.poll_from_now(&format!("no events here: {why}"));
        }
    }

    /// Waits for a hint or a time, scans and rebuilds. The watcher acts on the first hint after a silence at once, and on those
    /// that follow when changes have settled.
    fn step(&mut self) {
        let due = self.due();
        let was_quiet = self.burst.is_none();
        if due.is_none() && was_quiet {
            self.listener.idle();
        }
        if self.receive(due.map_or(self.next_scan, |due| due.min(self.next_scan))) {
            if !was_quiet || self.is_ended {
                return;
            }
            sleep(self.timing.debounce);
            while self.receive(Instant::now()) {}
        }
        let now = Instant::now();
        self.started = self.burst.unwrap_or(now);
        // What has waited for its time is read once more before the watcher acts on it.
        self.is_change_pending |= due.is_some_and(|due| due <= now);
        let is_time = self.next_scan <= now;
        let is_expected = !is_time || self.burst.take().is_some();
        let has_changed = self.scan(is_time);
        if has_changed && !is_expected && self.mode != Mode::Poll && !self.receive(now + 4 * self.timing.settle) {
            self.poll_from_now("a file has changed without an event");
        }
        self.rebuild();
    }

    /// Waits for a hint. Says whether one came in time.
    pub(super) fn receive(&mut self, until: Instant) -> bool {
        let Ok(hint) = self.hints.recv_timeout(until.saturating_duration_since(Instant::now())) else { return false };
        self.take(hint);
        true
    }

    fn take(&mut self, hint: Hint) {
        match hint {
            Hint::End => {
                self.is_ended = true;
                return;
            }
            Hint::Changed => self.is_change_pending = true,
            Hint::PackChanged => {}
            Hint::Unreliable(why) => self.poll_from_now(&why),
        }
        let now = Instant::now();
        let first = *self.burst.get_or_insert(now);
        self.next_scan = (now + self.timing.settle).min(first + self.timing.settle_cap);
    }

    fn poll_from_now(&mut self, why: &str) {
        if self.mode != Mode::Poll {
            (self.mode, self.source, self.next_scan) = (Mode::Poll, None, Instant::now());
            self.tell(ReportKind::Note, format!("{why}; {}", self.how()));
        }
    }

    /// Scans everything if it is time or a change is pending. Says whether the system should have told of a change.
    pub(super) fn scan(&mut self, is_time: bool) -> bool {
        if !std::mem::take(&mut self.is_change_pending) && !is_time {
            return false;
        }
        let now = Instant::now();
        let watched =
            self.source.as_mut().filter(|_| is_time).map_or(Ok(true), |one| one.watch_folders(&self.workspace));
        let is_watched = watched.unwrap_or_else(|why| {
            self.poll_from_now(&why);
            false
        });
        let has_changed = self.scan_shared(now) | self.scan_inspections(now);
        if is_time && self.burst.is_none() {
            let usual = if self.mode != Mode::Poll && is_watched { self.timing.rescan } else { self.timing.poll };
            // Scanning takes a fiftieth of the time, however large the workspace and slow its disk, but a change waits no longer
            // for a scan than where events arrive.
            self.next_scan = Instant::now() + usual.max((now.elapsed() * 50).min(self.timing.rescan));
        }
        has_changed
    }

    fn scan_shared(&mut self, now: Instant) -> bool {
        let (generation, was_broken) = (self.shared.generation, self.shared.inputs.is_err());
        let has_changed = self.shared.scan(&self.workspace, now, &self.timing);
        if self.shared.generation != generation {
            self.report_shared(generation > 0 && was_broken);
        }
        has_changed
    }

    fn scan_inspections(&mut self, now: Instant) -> bool {
        // The settings of the start may be old, and they say whose children are invented.
        let workspace = self.shared.inputs.as_ref().map_or(&self.workspace, |inputs| &inputs.workspace);
        let in_git = workspace.children_in_git();
        // If the folder of inspections cannot be listed, scanning those that are known shows it.
        for folder in workspace.folders().unwrap_or_default() {
            let new = || Inspection::new(&folder, Manifest::of(workspace, &folder), now);
            self.inspections.entry(folder.clone()).or_insert_with(new);
        }
        let scans = self.inspections.iter_mut();
        let scans = scans.map(|(folder, inspection)| inspection.scan(workspace, in_git.contains(folder), now));
        scans.fold(false, |earlier, has_changed| earlier | has_changed)
    }

    /// When the next thing is to be done; none if nothing waits.
    fn due(&self) -> Option<Instant> {
        let generation = self.shared.inputs.is_ok().then_some(self.shared.generation);
        let inspections = self.inspections.values().flat_map(|inspection| {
            let build = generation.and_then(|generation| inspection.build_due(generation, &self.timing));
            build.into_iter().chain(inspection.report_due(&self.timing))
        });
        inspections.chain(self.shared.due(&self.timing)).min()
    }

    /// Reports something about the watcher itself.
    fn tell(&mut self, kind: ReportKind, message: String) {
        self.listener.report(&Report::message(kind, None, message));
    }

    /// How the watcher learns of changes, for a person.
    fn how(&self) -> String {
        let polls = format!("all files are scanned every {} ms", self.timing.poll.as_millis());
        if self.mode == Mode::Poll { polls } else { "the system reports changes".to_owned() }
    }

    /// Reports that the watcher is at work, and which packs have no inspection.
    fn announce(&mut self) {
        let count = self.inspections.len();
        let inspections = if count == 1 { "inspection" } else { "inspections" };
        let message = format!("watching {count} {inspections} in {}: {}", self.workspace.root.display(), self.how());
        self.tell(ReportKind::Watching, message);
        for folder in packs(&self.workspace).iter().filter(|folder| !self.inspections.contains_key(*folder)) {
            let message = format!("packs/{folder} has no inspection, and is kept as it is");
            self.listener.report(&Report::message(ReportKind::Orphan, Some(folder), message));
        }
    }
}
