//! What a caller asks of a build.

use super::inputs::WorkspaceInputs;
use crate::workspace::scratch::Scratch;

/// What a caller asks of a build, apart from the inspections.
#[derive(Clone, Copy)]
pub struct Request<'b> {
    /// What all inspections share.
    pub inputs: &'b WorkspaceInputs,
    /// What the workspace remembers.
    pub scratch: &'b Scratch,
    /// The id of the only document that is wanted; nothing where all are.
    pub only: Option<&'b str>,
    /// What is known of the build before.
    pub memory: Memory,
    /// Whether a snapshot of each inspection is wanted for a stamp.
    pub takes_snapshots: bool,
}

impl Request<'_> {
    /// Whether the document with this id is wanted.
    pub fn wants(&self, id: &str) -> bool {
        self.only.is_none_or(|only| only == id)
    }
}

/// What a build remembers of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Nothing in the process. The build looks on disk for stamps, and clears Typst's memory now and then, because the next
    /// inspections have other records.
    OnDisk,
    /// What Typst knows, in the watcher. The build keeps it, because the next build wants most of it again. It looks up no
    /// stamp, because the watcher knows which inspections have changed.
    InProcess,
}
