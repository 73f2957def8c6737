//! The watcher: it runs [`crate::publish::build`] again whenever the record, the settings, the templates or a pack change.
//!
//! The watcher decides when to build; `build` alone decides what a pack holds. An event is a hint that it is time to look. The
//! watcher then looks at every file from outside, reads those that look otherwise than before, compares what they say with
//! what the last build read, and builds the inspections that differ. It therefore needs to understand no event, and a lost one
//! does no harm: it scans again once changes have settled, and from time to time.
//!
//! - `event_source` turns the system's events into hints; `file_system` knows where events are not enough.
//! - `change_detector` compares files from outside, says when they must be read, and whether what they say differs.
//! - `shared_inputs` and `inspection` hold what is in use or was built, when a rebuild is due, and what is to be reported.
//! - `engine` waits, scans and builds; [`Timing`] holds every wait with its reason.
//! - `report` is what a person or a program gets.

#![expect(clippy::disallowed_methods, reason = "the watcher waits: it decides when to build, and never what")]

mod change_detector;
mod engine;
mod event_source;
mod file_system;
mod inspection;
mod report;
mod shared_inputs;
mod timing;

pub use engine::{Listener, Mode, watch};
pub use event_source::Hint;
pub use report::{Report, ReportKind};
pub use timing::Timing;
