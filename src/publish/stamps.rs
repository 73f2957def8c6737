//! Stamps: a snapshot of every inspection whose pack was found right, so that the next build need not read the record.
//!
//! A stamp holds names, sizes, times and file numbers, no content. A change within the grain of a file system's clock would
//! not show in it, so the build takes a stamp only of files that have been at rest for a while. The time comes from the workspace's
//! own file system, whose clock may not be this machine's. Losing the stamps costs time and nothing else.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::outcome::Outcome;
use super::searched::Searched;
use super::snapshot::Snapshot;
use crate::pack::Waiting;
use crate::workspace::Workspace;
use crate::workspace::gate;
use crate::workspace::scratch::Scratch;

/// Name of the file, which the workspace seals.
const FILE: &str = "stamps.json";

/// The stamps of a workspace.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Stamps {
    /// Fingerprint of the program, the settings and the workspace's own templates.
    shared: String,
    /// How git's index looked when none of these inspections had its children in it.
    git: String,
    inspections: BTreeMap<String, Stamp>,
    #[serde(skip)]
    changed: bool,
}

/// Forgets all stamps: they hold the size and time of every file, those of the children's among them. The caller has passed the gate.
pub fn forget(scratch: &Scratch) {
    scratch.remove(FILE);
}

/// What one inspection looked like, and what a build said of it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// The snapshot's fingerprint.
    seen: String,
    files: Vec<String>,
    waiting: Vec<Waiting>,
    searched: Option<Searched>,
}

impl Stamps {
    /// The stamps of a workspace; none where they were taken under another program, other settings or other templates, and
    /// none of an inspection whose children are in git.
    pub fn load(scratch: &Scratch, shared: &str, workspace: &Workspace) -> Self {
        let stamps: Option<Self> = scratch.read(FILE).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let empty = || Self { shared: shared.to_owned(), ..Self::default() };
        let mut stamps = stamps.filter(|stamps| stamps.shared == shared).unwrap_or_else(empty);
        let git = workspace.look_of_git();
        if stamps.git != git {
            let in_git = workspace.children_in_git();
            stamps.inspections.retain(|folder, _| !in_git.contains_key(folder));
            (stamps.git, stamps.changed) = (git, true);
        }
        stamps
    }

    /// The outcome of a build that has nothing to do, for an inspection that looks as its stamp says. Nothing where it looks
    /// otherwise.
    pub fn fresh(&self, workspace: &Workspace, folder: &str) -> Option<Outcome> {
        let stamp = self.inspections.get(folder)?;
        let snapshot = Snapshot::of_files(workspace, folder, &stamp.files)?;
        (snapshot.fingerprint == stamp.seen).then(|| Outcome {
            folder: folder.to_owned(),
            unchanged: stamp.files.clone(),
            waiting: stamp.waiting.clone(),
            searched: stamp.searched,
            ..Outcome::default()
        })
    }

    /// Takes a stamp of an inspection if the build had nothing to do and nothing to say, and if every file was at rest when
    /// the snapshot was taken, before the build read it. `now` is the time of the file system at the build's start.
    pub fn take(&mut self, snapshot: Option<Snapshot>, outcome: &Outcome, now: SystemTime) {
        let holds = |snapshot: &Snapshot| {
            outcome.is_quiet() && snapshot.was_at_rest(now) && snapshot.files == outcome.unchanged
        };
        let stamp = snapshot.filter(holds).map(|snapshot| Stamp {
            seen: snapshot.fingerprint,
            files: snapshot.files,
            waiting: outcome.waiting.clone(),
            searched: outcome.searched,
        });
        if self.inspections.get(&outcome.folder) != stamp.as_ref() {
            self.changed = true;
            match stamp {
                Some(stamp) => drop(self.inspections.insert(outcome.folder.clone(), stamp)),
                None => drop(self.inspections.remove(&outcome.folder)),
            }
        }
    }

    /// Writes the stamps, if they have changed. A failure is no fault of the build: the next one has more to do.
    pub fn save(&self, scratch: &Scratch) {
        if let Some(bytes) = self.changed.then(|| serde_json::to_vec(self).ok()).flatten() {
            let _writing = gate::enter();
            scratch.write(FILE, &bytes).ok();
        }
    }
}
