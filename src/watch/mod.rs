//! The watcher: it runs [`crate::publish::build`] again whenever the record, the settings, the templates or a pack change.
//!
//! The watcher decides when to build; `build` alone decides what a pack holds. An event is a hint where to look. The watcher
//! lists and reads that place, compares the content with what the last build read, and builds the inspections that differ. It
//! therefore needs to understand no event, and a lost one does no harm: it scans everything once changes have settled, and
//! from time to time.
//!
//! - `event_source` turns the system's events into hints; `probe` tests whether they arrive; `pending` collects them.
//! - `change_detector` compares files from outside and says when they must be read.
//! - `shared_inputs` and `inspection` hold what was read, what was built from it, and when a rebuild is due.
//! - `engine` waits, `scan` reads the disk, `rebuild` builds.
//! - `report` is what a person or a program gets; `report_filter` leaves out what does not last and what is known.
//! - [`Timing`] holds every wait with its reason.

#![expect(clippy::disallowed_methods, reason = "the watcher waits: it decides when to build, and never what")]

mod area;
mod change_detector;
mod engine;
mod event_source;
mod inspection;
mod pending;
mod probe;
mod rebuild;
mod report;
mod report_filter;
mod scan;
mod shared_inputs;
mod timing;

use std::sync::mpsc::{Receiver, Sender, channel};

pub use area::Area;
pub use engine::Listener;
pub use event_source::Hint;
pub use report::{Report, ReportKind};
pub use timing::Timing;

use crate::workspace::Workspace;
use engine::Engine;
use event_source::EventSource;

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

/// A watcher that is ready to start.
pub struct Watcher {
    workspace: Workspace,
    mode: Mode,
    timing: Timing,
    trusts_templates: bool,
    sender: Sender<Hint>,
    hints: Receiver<Hint>,
}

impl Watcher {
    /// A watcher of a workspace.
    pub fn new(workspace: Workspace, mode: Mode, timing: Timing) -> Self {
        let (sender, hints) = channel();
        Self { workspace, mode, timing, trusts_templates: false, sender, hints }
    }

    /// Confirms the workspace's own templates at the start and after every change, wherever it comes from. Without this, the
    /// watcher builds nothing while somebody has to confirm them, and the packs stay as they are.
    pub fn trusting_templates(self) -> Self {
        Self { trusts_templates: true, ..self }
    }

    /// Takes hints from the caller, [`Hint::End`] among them.
    pub fn hints(&self) -> Sender<Hint> {
        self.sender.clone()
    }

    /// Watches until it receives [`Hint::End`]. Nothing that happens to the workspace ends it.
    pub fn run(self, listener: &mut dyn Listener) {
        let source = match self.mode {
            Mode::Poll => EventSource::Polling,
            Mode::Given => EventSource::Given,
            Mode::Events => probe::events_arrive(&self.workspace, self.timing.probe)
                .and_then(|()| EventSource::start(&self.workspace.root, self.sender.clone()))
                .unwrap_or_else(|why| {
                    listener.report(&Report::message(ReportKind::Note, None, format!("no events here: {why}")));
                    EventSource::Polling
                }),
        };
        Engine::new(self.workspace, self.timing, self.trusts_templates, source, self.hints, listener).run();
    }
}
