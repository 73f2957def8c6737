//! A watcher at work in this process, on a thread of its own.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use sqspack::watch::{Hint, Listener, Mode, Report, ReportKind, Timing, watch};
use sqspack::workspace::Workspace;

use crate::tiny::Tiny;

/// Longer than anything should take on the slowest machine.
const FAR_TOO_LONG: Duration = Duration::from_secs(60);

/// Short periods for tests, but long enough for a busy machine.
pub fn timing() -> Timing {
    Timing {
        settle: Duration::from_millis(10),
        grace: Duration::from_millis(60),
        poll: Duration::from_millis(20),
        retry: Duration::from_millis(50),
        ..Timing::default()
    }
}

/// A watcher at work.
pub struct Watching {
    hints: Sender<Hint>,
    reports: Arc<Reports>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Reports {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    reports: Vec<Report>,
    is_idle: bool,
}

struct Recorder(Arc<Reports>);

impl Listener for Recorder {
    fn report(&mut self, report: &Report) {
        let mut state = self.0.state.lock().expect("no panic");
        state.reports.push(report.clone());
        state.is_idle = false;
        self.0.changed.notify_all();
    }

    fn idle(&mut self) {
        self.0.state.lock().expect("no panic").is_idle = true;
        self.0.changed.notify_all();
    }
}

impl Watching {
    /// Starts a watcher, and waits until it says that it watches.
    pub fn start(tiny: &Tiny, mode: Mode, timing: Timing) -> Self {
        let workspace = Workspace::open(tiny.root()).expect("a workspace");
        let (hints, received) = channel();
        let (sender, reports) = (hints.clone(), Arc::new(Reports::default()));
        let mut recorder = Recorder(reports.clone());
        let thread = thread::spawn(move || watch(workspace, mode, true, timing, (sender, received), &mut recorder));
        let watching = Self { hints, reports, thread: Some(thread) };
        watching.wait(|report| report.kind == ReportKind::Watching);
        watching
    }

    /// Gives it a hint.
    pub fn hint(&self, hint: Hint) {
        self.hints.send(hint).expect("it is at work");
    }

    /// Waits for a report that was not taken before, and takes it with all before it.
    pub fn wait(&self, wanted: impl Fn(&Report) -> bool) -> Vec<Report> {
        let start = Instant::now();
        let mut state = self.reports.state.lock().expect("no panic");
        loop {
            if let Some(index) = state.reports.iter().position(&wanted) {
                return state.reports.drain(..=index).collect();
            }
            assert!(start.elapsed() < FAR_TOO_LONG, "waited in vain; the reports were {:#?}", lines(&state.reports));
            state = self.reports.changed.wait_timeout(state, FAR_TOO_LONG).expect("no panic").0;
        }
    }

    /// Whether it had nothing to do after its last report.
    pub fn is_idle(&self) -> bool {
        self.reports.state.lock().expect("no panic").is_idle
    }

    /// Takes the reports that were not taken before.
    pub fn reports(&self) -> Vec<Report> {
        std::mem::take(&mut self.reports.state.lock().expect("no panic").reports)
    }
}

/// Reports as a person sees them.
pub fn lines(reports: &[Report]) -> Vec<String> {
    reports.iter().map(|report| format!("{:?}: {}", report.kind, report.line())).collect()
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.hints.send(Hint::End).ok();
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join)
            && !thread::panicking()
        {
            std::panic::resume_unwind(panic);
        }
    }
}
