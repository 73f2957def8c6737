//! The watcher's loop: it waits for a hint or a time, scans, and builds the packs that are due.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::sleep;
use std::time::Instant;

use super::event_source::{EventSource, Hint};
use super::inspection::Inspection;
use super::report::{Report, ReportKind};
use super::shared_inputs::SharedInputs;
use super::timing::{DEBOUNCE, PROBE, SETTLE_CAP, Timing};
use crate::problem::count;
use crate::publish::{Lock, Manifest, Memory, Outcome, build, orphans_shown};
use crate::workspace::Workspace;

/// How many inspections are built before the watcher looks for edits again: an edit does not wait for three hundred packs
/// that a new template calls for.
const BATCH: usize = 8;

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

    /// The packs of these inspections are about to be built, because something has changed. The build waits for the listener.
    fn before_build(&mut self, _folders: &[String]) {}

    /// Nothing is left to do for now.
    fn idle(&mut self) {}
}

struct Engine<'l> {
    workspace: Workspace,
    timing: Timing,
    mode: Mode,
    source: Option<EventSource>,
    hints: Receiver<Hint>,
    listener: &'l mut dyn Listener,
    shared: SharedInputs,
    /// By folder, also those whose folders are gone.
    inspections: BTreeMap<String, Inspection>,
    /// How git's lists looked at the last scan.
    look_of_git: String,
    /// A record, the settings or a template may have changed since the last scan.
    is_change_pending: bool,
    /// The first hint since changes have last settled.
    burst: Option<Instant>,
    /// When everything is scanned, whatever the hints are. A hint brings it forward.
    next_scan: Instant,
    is_ended: bool,
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
        // Events are on their way before the first scan, so that no change falls between.
        source: (mode == Mode::Events).then(|| EventSource::start(&workspace, sender)).flatten(),
        workspace,
        timing,
        mode,
        hints,
        listener,
        inspections: BTreeMap::new(),
        look_of_git: String::new(),
        is_change_pending: false,
        burst: Some(now),
        next_scan: now,
        is_ended: false,
    };
    if mode == Mode::Events && !engine.receive(Instant::now() + PROBE) {
        engine.poll_from_now("the watcher wrote a file, and no event of it arrived");
    }
    engine.scan_on_time();
    while engine.rebuild(now, Memory::OnDisk) {}
    engine.announce();
    while !engine.is_ended {
        engine.step();
    }
}

impl Engine<'_> {
    /// Waits for a hint or a time, scans and rebuilds. The watcher acts on the first hint after a silence at once, and on those
    /// that follow when changes have settled.
    fn step(&mut self) {
        let due = self.due();
        let was_quiet = self.burst.is_none();
        if due.is_none() && was_quiet {
            self.listener.idle();
        }
        if self.receive(due.map_or(self.next_scan, |due| due.min(self.next_scan))) {
            if !was_quiet {
                return;
            }
            sleep(DEBOUNCE);
        }
        let now = Instant::now();
        let started = self.burst.unwrap_or(now);
        // What has waited for its time is read once more before the watcher acts on it.
        self.is_change_pending |= due.is_some_and(|due| due <= now);
        if self.next_scan <= now {
            self.scan_on_time();
        }
        while self.rebuild(started, Memory::InProcess) {}
    }

    /// Waits for a hint. Says whether one came in time.
    fn receive(&mut self, until: Instant) -> bool {
        let Ok(hint) = self.hints.recv_timeout(until.saturating_duration_since(Instant::now())) else { return false };
        match hint {
            Hint::End => self.is_ended = true,
            Hint::Changed => self.is_change_pending = true,
            Hint::PackChanged => {}
            Hint::Unreliable(why) => self.poll_from_now(&why),
        }
        let now = Instant::now();
        let first = *self.burst.get_or_insert(now);
        self.next_scan = (now + self.timing.settle).min(first + SETTLE_CAP);
        true
    }

    fn poll_from_now(&mut self, why: &str) {
        if self.mode != Mode::Poll {
            (self.mode, self.source, self.next_scan) = (Mode::Poll, None, Instant::now());
            let message = format!("no events here: {why}; {}", self.how());
            self.listener.report(&Report::message(ReportKind::Note, None, message));
        }
    }

    /// Scans because changes have settled, or because one may have come without a hint: then there is no burst.
    fn scan_on_time(&mut self) {
        let is_expected = self.burst.take().is_some() || self.mode == Mode::Poll;
        let start = Instant::now();
        let is_watched = self.source.as_mut().is_some_and(|source| source.watch_folders(&self.workspace));
        let has_changed = self.scan();
        let usual = if is_watched || self.mode == Mode::Given { self.timing.rescan } else { self.timing.poll };
        // Scanning takes a fiftieth of the time at most, but a change waits no longer for it than where events arrive.
        self.next_scan = Instant::now() + usual.max((start.elapsed() * 50).min(self.timing.rescan));
        if has_changed && !is_expected && !self.receive(Instant::now() + 4 * self.timing.settle) {
            self.poll_from_now("a file has changed without an event");
        }
    }

    /// Scans everything. Says whether the system should have told of a change.
    fn scan(&mut self) -> bool {
        let now = Instant::now();
        self.is_change_pending = false;
        let shared = self.shared.scan(&self.workspace, now, &self.timing);
        // The settings of the start may be old, and they say whose children are invented.
        let workspace = self.shared.inputs.as_ref().map_or(&self.workspace, |inputs| &inputs.workspace);
        let look_of_git = workspace.look_of_git();
        if self.look_of_git != look_of_git {
            workspace.forget_git();
            self.look_of_git = look_of_git;
        }
        let in_git = workspace.children_in_git();
        // If the folder of inspections cannot be listed, scanning those that are known shows it.
        for folder in workspace.folders().unwrap_or_default() {
            let new = |folder: &String| Inspection::new(Manifest::of(workspace, folder), now);
            self.inspections.entry(folder).or_insert_with_key(new);
        }
        let scans = self.inspections.iter_mut();
        let scans = scans.map(|(folder, one)| one.scan(workspace, folder, in_git.get(folder), now));
        scans.fold(shared, |earlier, has_changed| earlier | has_changed)
    }

    /// When the next thing is to be done; none if nothing waits.
    fn due(&self) -> Option<Instant> {
        let (version, timing) = (self.shared.version, &self.timing);
        let dues = self.inspections.values().flat_map(|one| [one.build_due(version, timing), one.report_due(timing)]);
        dues.chain([self.shared.due(timing)]).flatten().min()
    }

    /// Takes in what has happened meanwhile, gives the reports that are due, and builds the next batch. Says whether there was
    /// one: more may be due, and there is something to report.
    fn rebuild(&mut self, started: Instant, memory: Memory) -> bool {
        while self.receive(Instant::now()) {}
        if self.is_change_pending {
            self.scan();
        }
        let now = Instant::now();
        let shared = self.shared.take_report(now.duration_since(started));
        let others = self.inspections.iter_mut().filter_map(|(folder, one)| one.take_report(folder, now, &self.timing));
        shared.into_iter().chain(others).for_each(|report| self.listener.report(&report));
        let batch = self.batch();
        if batch.is_empty() || self.is_ended {
            return false;
        }
        self.build(&batch, started, memory);
        true
    }

    /// The next inspections to build. What has become due last comes first: somebody is at work on it.
    fn batch(&self) -> Vec<String> {
        let now = Instant::now();
        let due = |one: &Inspection| one.build_due(self.shared.version, &self.timing).filter(|due| *due <= now);
        let mut due: Vec<_> = self.inspections.iter().filter_map(|(folder, one)| due(one).zip(Some(folder))).collect();
        due.sort_by_key(|(due, _)| Reverse(*due));
        due.into_iter().take(BATCH).map(|(_, folder)| folder.clone()).collect()
    }

    /// Builds these inspections. The first build has nothing to report of packs that are right as they were left.
    fn build(&mut self, folders: &[String], started: Instant, memory: Memory) {
        let Ok(inputs) = &self.shared.inputs else { return };
        if memory == Memory::InProcess {
            self.listener.before_build(folders);
        }
        let waiting = Report::message(ReportKind::Note, None, "another build is at work here; waiting for it");
        let lock = Lock::take(&self.workspace, || self.listener.report(&waiting));
        let mut done = |outcome: Outcome| {
            let Some(inspection) = self.inspections.get_mut(&outcome.folder) else { return };
            let is_news = memory == Memory::InProcess || !outcome.is_quiet();
            inspection.built(outcome, self.shared.version, started.elapsed(), Instant::now(), is_news);
        };
        match lock {
            Ok(lock) => build(inputs, &lock, folders, None, memory, done),
            Err(error) => folders.iter().for_each(|folder| {
                let fault = Some(format!("no build can begin ({error})"));
                done(Outcome { folder: folder.clone(), fault, ..Outcome::default() });
            }),
        }
        // The next scan hears what git says by now, and no document has to wait for it.
        inputs.workspace.forget_git();
    }

    /// How the watcher learns of changes, for a person.
    fn how(&self) -> String {
        let polls = format!("all files are scanned every {} ms", self.timing.poll.as_millis());
        if self.mode == Mode::Poll { polls } else { "the system reports changes".to_owned() }
    }

    /// Reports that the watcher is at work, and which packs have no inspection.
    fn announce(&mut self) {
        let (count, root) = (count(self.inspections.len(), "inspection"), self.workspace.root.display());
        let message = format!("watching {count} in {root}: {}", self.how());
        self.listener.report(&Report::message(ReportKind::Watching, None, message));
        for folder in orphans_shown(&self.workspace) {
            let message = format!("packs/{folder} has no inspection, and is kept as it is");
            self.listener.report(&Report::message(ReportKind::Orphan, Some(&folder), message));
        }
    }
}
