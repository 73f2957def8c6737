//! What this copy of the workspace knows of a pack, sealed in the scratch folder.
//!
//! Anybody can write `manifest.json` and the documents beside it, or send them by git. So a build believes what stands here
//! and takes nothing from the manifest in the pack.

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;
use crate::workspace::Workspace;
use crate::workspace::scratch::Scratch;

/// What is known of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPack {
    /// What it holds.
    pub manifest: Manifest,
    /// Paths of the files that the last build made and could not put there, and of those that wait for them.
    pub behind: Vec<String>,
}

impl KnownPack {
    /// What is known of the pack of an inspection; blank where nothing is.
    pub fn load(scratch: &Scratch, folder: &str) -> Self {
        let bytes = scratch.read(&name(folder));
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// What is known in a workspace of the pack of an inspection; blank where nothing is.
    pub fn of(workspace: &Workspace, folder: &str) -> Self {
        Scratch::open(workspace).map(|scratch| Self::load(&scratch, folder)).unwrap_or_default()
    }

    /// Notes it. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&self, scratch: &Scratch, folder: &str) -> std::io::Result<()> {
        scratch.write(&name(folder), &serde_json::to_vec(self).unwrap_or_default())
    }
}

impl Manifest {
    /// What the pack of an inspection holds, as far as this copy of the workspace knows.
    pub fn of(workspace: &Workspace, folder: &str) -> Self {
        KnownPack::of(workspace, folder).manifest
    }
}

fn name(folder: &str) -> String {
    format!("pack-{folder}")
}
