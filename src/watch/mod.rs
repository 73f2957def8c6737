//! The watcher: `build` again and again, whenever the record, the settings, the templates or a pack have changed.
//!
//! It decides when, and nothing else: what a pack holds is decided by [`crate::publish::build`] alone. Events of the system
//! are hints at where to look; what is listed and read there is compared with what the packs were made from, and only the
//! inspections that differ are built. So there is no kind of event that has to be understood, and none that is missed
//! for good: everything is listed again when things settle, and now and then besides.
//!
//! - [`Timing`] says how long it waits for what, and why.
//! - `hints` and `native` turn events into hints, `probe` shows whether they arrive at all.
//! - `listing` and `group` look at files from outside and say when they have to be read.
//! - `shared` and `inspection` hold what was read, what was built from it, and when that is due again.
//! - `told` keeps what was said, `pass` says it.
//! - `engine` waits for a hint or a time, `look` then looks, `work` builds.

#![expect(clippy::disallowed_methods, reason = "the watcher waits: it decides when to build, and never what")]

mod area;
mod due;
mod ears;
mod engine;
mod group;
mod heard;
mod hints;
mod inspection;
mod listing;
mod look;
mod native;
mod pass;
mod probe;
mod shared;
mod timing;
mod told;
mod work;

use std::sync::mpsc::{Receiver, Sender, channel};

pub use area::Area;
pub use engine::Listener;
pub use hints::Hint;
pub use pass::{Event, Pass};
pub use timing::Timing;

use crate::workspace::Workspace;
use ears::Ears;
use engine::Engine;
use native::Native;

/// How the watcher learns of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// From the system's events if they arrive, by looking again and again if they do not.
    Proved,
    /// By looking again and again.
    Poll,
    /// From the hints that it is given, and no others.
    Given,
}

/// A watcher that is ready to begin.
pub struct Watcher {
    workspace: Workspace,
    mode: Mode,
    timing: Timing,
    to: Sender<Hint>,
    hints: Receiver<Hint>,
}

impl Watcher {
    /// A watcher of a workspace.
    pub fn new(workspace: Workspace, mode: Mode, timing: Timing) -> Self {
        let (to, hints) = channel();
        Self { workspace, mode, timing, to, hints }
    }

    /// Where hints can be given to it, among them that it is to end.
    pub fn hints(&self) -> Sender<Hint> {
        self.to.clone()
    }

    /// Watches until it is told to end. Nothing that happens to the workspace ends it.
    pub fn run(self, listener: &mut dyn Listener) {
        let ears = match self.mode {
            Mode::Poll => Ears::Closed("asked for".to_owned()),
            Mode::Given => Ears::Fed,
            Mode::Proved => self.prove().unwrap_or_else(Ears::Closed),
        };
        if let (Mode::Proved, Ears::Closed(why)) = (self.mode, &ears) {
            listener.told(&Pass::words(Event::Note, None, format!("no events here: {why}")));
        }
        Engine::new(self.workspace, self.timing, ears, self.hints, listener).run();
    }

    /// Listens to the system's events, once it is shown that they arrive.
    fn prove(&self) -> Result<Ears, String> {
        if let Some(why) = probe::deaf(&self.workspace, self.timing.probe) {
            return Err(why);
        }
        let native = Native::new(&self.workspace.root, self.to.clone()).and_then(|mut native| {
            native.cover()?;
            Ok(native)
        });
        match native {
            Ok(native) => Ok(Ears::Open(Box::new(native))),
            Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => Err(hints::no_more_watches()),
            Err(error) => Err(error.to_string()),
        }
    }
}
