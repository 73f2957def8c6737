//! Stamps: what the files of an inspection looked like when its pack was last found right, so that a build with nothing to
//! do need not read them.
//!
//! A stamp holds for names, sizes, times and file numbers, not for content, so it is only taken where every file has been
//! at rest for a while: a change within the grain of a file system's clock would not show otherwise. Now is read off the
//! workspace's own file system, whose clock may not be this machine's. Losing the stamps costs time and nothing else.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::Outcome;
use super::fingerprint::Fingerprint;
use super::manifest::Manifest;
use crate::pack::Waiting;
use crate::workspace::Workspace;
use crate::workspace::disk;
use crate::workspace::files::numbers;

/// How long a file must have been at rest: the coarsest clock of a file system in use counts in two seconds.
const AT_REST: Duration = Duration::from_secs(2);

const FILE: &str = "stamps.json";

/// The stamps of a workspace.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Stamps {
    /// Fingerprint of the program, the settings and the workspace's own templates.
    shared: String,
    inspections: BTreeMap<String, Stamp>,
    #[serde(skip)]
    changed: bool,
}

/// What one inspection looked like, and what a build said of it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    seen: String,
    files: Vec<String>,
    waiting: Vec<Waiting>,
}

/// What the files of an inspection look like.
pub struct Look {
    seen: String,
    newest: SystemTime,
    files: Vec<String>,
}

impl Stamps {
    /// The stamps of a workspace; none where they were taken under another program, other settings or other templates.
    pub fn load(workspace: &Workspace, shared: &str) -> Self {
        let read = fs::read(workspace.scratch().join(FILE)).ok();
        let stamps: Option<Self> = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let empty = || Self { shared: shared.to_owned(), ..Self::default() };
        stamps.filter(|stamps| stamps.shared == shared).unwrap_or_else(empty)
    }

    /// What a build would do for an inspection that looks as it did: nothing. None where it looks otherwise.
    pub fn fresh(&self, workspace: &Workspace, folder: &str) -> Option<Outcome> {
        let stamp = self.inspections.get(folder)?;
        let look = look(workspace, folder, &stamp.files)?;
        (look.seen == stamp.seen).then(|| Outcome {
            folder: folder.to_owned(),
            unchanged: stamp.files.clone(),
            waiting: stamp.waiting.clone(),
            ..Outcome::default()
        })
    }

    /// Takes a stamp of an inspection for which a build had nothing to do and nothing to say, where all its files were at
    /// rest when they were looked at, before the build read them. `now` is the time of the file system at the build's start.
    pub fn take(&mut self, look: Option<Look>, outcome: &Outcome, now: SystemTime) {
        let quiet = outcome.written.is_empty()
            && outcome.removed.is_empty()
            && outcome.problems.is_empty()
            && outcome.fault.is_none();
        let at_rest = |look: &Look| now.duration_since(look.newest).is_ok_and(|rest| rest > AT_REST);
        let stamp = look.filter(|look| quiet && at_rest(look) && look.files == outcome.unchanged);
        let stamp = stamp.map(|look| Stamp { seen: look.seen, files: look.files, waiting: outcome.waiting.clone() });
        if self.inspections.get(&outcome.folder) != stamp.as_ref() {
            self.changed = true;
            match stamp {
                Some(stamp) => drop(self.inspections.insert(outcome.folder.clone(), stamp)),
                None => drop(self.inspections.remove(&outcome.folder)),
            }
        }
    }

    /// Writes the stamps, if they have changed. A failure is no fault of the build: the next one has more to do.
    pub fn save(&self, workspace: &Workspace) {
        if let Some(bytes) = self.changed.then(|| serde_json::to_vec(self).ok()).flatten() {
            disk::write_scratch(workspace, FILE, &bytes).ok();
        }
    }
}

/// Looks at an inspection and its pack as the manifest tells it; nothing where a link or a missing file forbids a stamp.
pub fn look_at_pack(workspace: &Workspace, folder: &str) -> Option<Look> {
    let manifest = Manifest::read(&fs::read(workspace.packs().join(folder).join(Manifest::NAME)).ok()?);
    let files: Vec<String> = manifest.files.into_iter().map(|file| file.path).collect();
    look(workspace, folder, &files)
}

fn look(workspace: &Workspace, folder: &str, files: &[String]) -> Option<Look> {
    let mut look = Looking { fingerprint: Fingerprint::new(), newest: UNIX_EPOCH };
    let (inspection, pack) = (workspace.inspections().join(folder), workspace.packs().join(folder));
    for path in [&inspection, &pack] {
        fs::symlink_metadata(path).ok().filter(Metadata::is_dir)?;
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&inspection).ok()? {
        let name = entry.ok()?.file_name();
        if name.to_string_lossy().ends_with(".toml") {
            names.push(name);
        }
    }
    names.sort();
    for name in names {
        look = look.at(&name.to_string_lossy(), &inspection.join(&name))?;
    }
    for file in files.iter().map(String::as_str).chain([Manifest::NAME]) {
        look = look.at(file, &pack.join(file))?;
    }
    Some(Look { seen: look.fingerprint.finish(), newest: look.newest, files: files.to_vec() })
}

struct Looking {
    fingerprint: Fingerprint,
    newest: SystemTime,
}

impl Looking {
    fn at(self, name: &str, path: &Path) -> Option<Self> {
        let about = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
        let modified = about.modified().ok()?;
        let since = modified.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let mut about_it = Vec::with_capacity(64);
        about_it.extend(about.len().to_le_bytes());
        about_it.extend(since.to_le_bytes());
        about_it.extend(numbers(&about));
        let newest = self.newest.max(modified);
        Some(Self { fingerprint: self.fingerprint.with(name.as_bytes()).with(&about_it), newest })
    }
}
