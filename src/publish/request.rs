//! What a caller asks of a build.

use std::collections::BTreeMap;

use super::inputs::WorkspaceInputs;
use super::manifest::Manifest;
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
    pub memory: &'b Memory,
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
#[derive(Debug)]
pub enum Memory {
    /// Nothing in the process. The build looks on disk for stamps and manifests, and clears Typst's memory now and then,
    /// because the next inspections have other records.
    OnDisk,
    /// Everything, in the watcher. The build keeps Typst's memory, because the next build wants most of it again. It
    /// believes what each pack held after the last build before a manifest that somebody may have changed since. It looks
    /// up no stamp, because the watcher knows which inspections have changed.
    InProcess(BTreeMap<String, Manifest>),
}

impl Memory {
    /// What the pack of an inspection is known to have held.
    pub fn held(&self, folder: &str) -> Option<&Manifest> {
        match self {
            Self::OnDisk => None,
            Self::InProcess(held) => held.get(folder),
        }
    }
}
