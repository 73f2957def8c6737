//! The build: from records to packs on disk.
//!
//! The build renders templates every time, because that is cheap. It makes a document only where the fingerprint of what it is
//! made from is new, or where its file is not as it was made. So there is no dependency graph that could be wrong.
//!
//! `start.rs` starts an inspection: it reads, checks, plans and renders it. Workers then make its documents side by side,
//! the longest first, and one publishes its pack as a whole. A worker that has nothing to make starts the next inspection.

mod audit;
mod build;
#[cfg(test)]
pub mod demonstration;
mod fingerprint;
mod foreseen;
mod inputs;
mod intent;
mod known;
mod leaking;
mod lock;
mod made_from;
mod manifest;
mod moved;
mod outcome;
mod pipeline;
mod progress;
mod queued;
mod request;
mod searched;
mod settings;
mod shown;
mod since;
mod since_sent;
mod snapshot;
mod stamps;
mod start;
mod state;
mod tasks;
#[cfg(test)]
mod troubles;
mod write;

pub use build::{build, typst_jobs, typst_warnings};
pub use fingerprint::{PROGRAM, of_workspace};
pub use foreseen::{FileChange, ForeseenFile, ForeseenPack, foresee};
pub use inputs::WorkspaceInputs;
pub use known::forget_children;
pub use lock::{Lock, Watching};
pub use manifest::{FileEntry, Manifest, orphans_shown, packs};
pub use outcome::Outcome;
pub use request::Memory;
pub use searched::Searched;
pub use shown::{Masked, PackShown, show, which};
pub use since_sent::{changed_since_sent, words_hash};
pub use start::render;
pub use state::{PackInputs, PackState, finish_killed};
