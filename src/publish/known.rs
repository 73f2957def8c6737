//! What this copy of the workspace knows of a pack, sealed in the scratch folder.
//!
//! Anybody can write `manifest.json` and the documents beside it, or send them by git. So a build believes what stands here
//! and takes nothing from the manifest in the pack.

use serde::{Deserialize, Serialize};

use super::manifest::{FileEntry, Manifest};
use super::searched::SearchedFor;
use super::stamps;
use crate::workspace::disk::PackFolder;
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate};

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

/// Forgets the documents of a pack that may name children, once they are destroyed: here, durably, and in the pack's own
/// manifest; and for which children it was searched. The rest of the pack stays as it is known.
///
/// # Errors
/// The disk refuses.
pub fn forget_children(workspace: &Workspace, scratch: &Scratch, folder: &str) -> std::io::Result<()> {
    let _writing = gate::enter();
    SearchedFor::forget(scratch, folder);
    stamps::forget(scratch);
    let KnownPack { mut manifest, mut behind } = KnownPack::load(scratch, folder);
    let pack = PackFolder::open(workspace, folder)?;
    let is_kept = |file: &FileEntry| !file.names_children;
    if let Some(bytes) = pack.read(Manifest::NAME) {
        let mut told = Manifest::read(&bytes);
        if !told.files.iter().all(is_kept) {
            told.files.retain(is_kept);
            pack.write(Manifest::NAME, &told.to_bytes())?;
        }
    }
    if manifest.files.iter().all(is_kept) {
        return Ok(());
    }
    behind.retain(|path| manifest.get(path).is_none_or(is_kept));
    manifest.files.retain(is_kept);
    scratch.write_synced(&name(folder), &serde_json::to_vec(&KnownPack { manifest, behind }).unwrap_or_default())
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
