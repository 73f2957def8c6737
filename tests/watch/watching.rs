//! A watcher at work in this process, on a thread of its own.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use sqspack::watch::{Event, Hint, Listener, Mode, Pass, Timing, Watcher};
use sqspack::workspace::Workspace;

use crate::tiny::Tiny;

/// Longer than anything should take on the slowest machine.
const FAR_TOO_LONG: Duration = Duration::from_secs(60);

/// The periods that tests wait for: as short as they can be on a busy machine.
pub fn timing() -> Timing {
    Timing {
        quiet: Duration::from_millis(10),
        moment: Duration::from_millis(60),
        poll: Duration::from_millis(20),
        retry: Duration::from_millis(50),
        ..Timing::default()
    }
}

/// A watcher at work.
pub struct Watching {
    hints: Sender<Hint>,
    heard: Arc<Heard>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Heard {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    passes: Vec<Pass>,
    is_idle: bool,
}

struct Ear(Arc<Heard>);

impl Listener for Ear {
    fn told(&mut self, pass: &Pass) {
        let mut state = self.0.state.lock().expect("no panic");
        state.passes.push(pass.clone());
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
        let watcher = Watcher::new(Workspace::open(tiny.root()).expect("a workspace"), mode, timing);
        let (hints, heard) = (watcher.hints(), Arc::new(Heard::default()));
        let mut ear = Ear(heard.clone());
        let thread = thread::spawn(move || watcher.run(&mut ear));
        let watching = Self { hints, heard, thread: Some(thread) };
        watching.wait(|pass| pass.event == Event::Watching);
        watching
    }

    /// Gives it a hint.
    pub fn hint(&self, hint: Hint) {
        self.hints.send(hint).expect("it is at work");
    }

    /// Waits for a pass that has not been asked for before, and gives it with all before it.
    pub fn wait(&self, wanted: impl Fn(&Pass) -> bool) -> Vec<Pass> {
        let start = Instant::now();
        let mut state = self.heard.state.lock().expect("no panic");
        loop {
            if let Some(index) = state.passes.iter().position(&wanted) {
                return state.passes.drain(..=index).collect();
            }
            assert!(start.elapsed() < FAR_TOO_LONG, "waited in vain; told were {:#?}", lines(&state.passes));
            state = self.heard.changed.wait_timeout(state, FAR_TOO_LONG).expect("no panic").0;
        }
    }

    /// Whether it had nothing to do when it was last heard of.
    pub fn is_idle(&self) -> bool {
        self.heard.state.lock().expect("no panic").is_idle
    }

    /// What it has told and nobody has asked for.
    pub fn told(&self) -> Vec<Pass> {
        std::mem::take(&mut self.heard.state.lock().expect("no panic").passes)
    }
}

/// Passes as a person sees them.
pub fn lines(passes: &[Pass]) -> Vec<String> {
    passes.iter().map(|pass| format!("{}: {}", pass.event.name(), pass.line())).collect()
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
