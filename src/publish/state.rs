//! Finds what state a pack is in without building it.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::fingerprint::of_inputs;
use super::intent;
use super::known::KnownPack;
use super::lock::Lock;
use super::made_from::{self, MadeFrom};
use super::manifest::Manifest;
use super::searched::SearchedFor;
use super::since;
use crate::record::{FileKind, Sources};
use crate::workspace::Workspace;
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::sha256;
use crate::workspace::scratch::Scratch;

/// What state a pack is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackState {
    /// What it holds, as far as this copy of the workspace knows; nothing where it has built none.
    pub manifest: Option<Manifest>,
    /// Paths of the files that the last build could not put in their places.
    pub old: Vec<String>,
    /// Since when each of these files has been in that state; a lost file was lost by that moment. Also when each changed part of
    /// the inputs took its present form.
    pub since: BTreeMap<String, SystemTime>,
    /// Paths of the files that are not there.
    pub missing: Vec<String>,
    /// Paths of the files that are not as they were made.
    pub changed: Vec<String>,
    /// Names of the parts of the inputs that have changed since the pack was made: files of the record, the settings, the
    /// templates, the program. None where the pack is current, or where its parts were not noted.
    pub older_than: Vec<String>,
}

/// What a pack would be made from now.
#[derive(Clone, Copy)]
pub struct PackInputs<'i> {
    /// The workspace.
    pub workspace: &'i Workspace,
    /// A fingerprint of all that its inspections share.
    pub shared: &'i str,
    /// A hash of the workspace's own templates.
    pub own_templates: &'i [u8; 32],
    /// Name of the inspection's folder.
    pub folder: &'i str,
    /// The files of its record.
    pub sources: &'i Sources,
}

impl PackState {
    /// Looks at the pack of an inspection, and at every file in it.
    pub fn of(workspace: &Workspace, folder: &str) -> Self {
        let KnownPack { manifest, behind } = KnownPack::of(workspace, folder);
        if manifest == Manifest::default() && behind.is_empty() {
            return Self::default();
        }
        let mut state = Self { since: since::of(workspace, folder), ..Self::default() };
        let Ok(pack) = PackFolder::open(workspace, folder) else { return state };
        let files = manifest.files.iter().map(|file| (file.path.as_str(), file.sha256.clone()));
        let own = (Manifest::NAME, sha256(&manifest.to_bytes()));
        for (path, hash) in files.chain([own]) {
            match pack.read(path) {
                None => state.missing.push(path.to_owned()),
                Some(bytes) if sha256(&bytes) != hash => state.changed.push(path.to_owned()),
                Some(_) => {}
            }
        }
        for path in state.missing.iter().chain(&state.changed) {
            if let Some(moment) = pack.changed_at(path) {
                state.since.entry(path.clone()).or_insert(moment);
            }
        }
        let is_told = |path: &String| state.missing.contains(path) || state.changed.contains(path);
        let (old, missing): (Vec<_>, Vec<_>) =
            behind.into_iter().filter(|path| !is_told(path)).partition(|path| manifest.get(path).is_some());
        state.old = old;
        state.missing.extend(missing);
        Self { manifest: Some(manifest), ..state }
    }

    /// Whether a build from these inputs would make the same pack, and search it for the same children. What has changed is noted
    /// where it would not.
    pub fn compare(&mut self, now: &PackInputs<'_>) -> bool {
        let PackInputs { workspace, folder, sources, own_templates, .. } = *now;
        let (Some(manifest), Some(scratch)) = (&self.manifest, Scratch::open(workspace)) else { return false };
        let fingerprint = of_inputs(now.shared, folder, sources);
        let is_same = manifest.inputs == fingerprint;
        let is_searched = SearchedFor::load(&scratch, folder).is_some_and(|noted| noted.is_of_file(&scratch, sources));
        if is_same && is_searched {
            return true;
        }
        let parts = MadeFrom::new(fingerprint, workspace, own_templates, sources);
        self.older_than = parts.changed_since(&manifest.inputs, &scratch, folder);
        if !is_searched {
            self.older_than.push(FileKind::Children.name().to_owned());
        }
        for part in &self.older_than {
            if let Some(moment) = made_from::changed_at(part, workspace, folder) {
                self.since.insert(part.clone(), moment);
            }
        }
        false
    }

    /// What has changed since the pack was made, each since when; nothing where that was not noted.
    pub fn older_in_words(&self) -> Option<String> {
        (!self.older_than.is_empty()).then(|| since::in_words(&self.older_than, &self.since))
    }

    /// What is wrong with its files, each since when; nothing where it is whole.
    pub fn in_words(&self) -> Option<String> {
        let list = |what: &str, paths: &[String]| {
            let told = &paths[..paths.len().min(MOST_TOLD)];
            let further = paths.len() - told.len();
            let further = if further > 0 { format!(" and {further} more") } else { String::new() };
            (!told.is_empty()).then(|| format!("{what}: {}{further}", since::in_words(told, &self.since)))
        };
        let older = list("older than the rest", &self.old);
        let parts = [older, list("missing", &self.missing), list("changed by hand", &self.changed)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Whether every file is as the last build made it, and none is behind.
    pub fn is_whole(&self) -> bool {
        self.old.is_empty() && self.missing.is_empty() && self.changed.is_empty()
    }
}

/// Files that are told by their names. A folder that is gone takes dozens with it.
const MOST_TOLD: usize = 8;

/// Finishes what builds that were killed have begun in a workspace, unless another build is at work in it.
pub fn finish_killed(workspace: &Workspace) {
    if Scratch::open(workspace).is_some_and(|scratch| intent::is_any(&scratch))
        // Who cannot write here sees the pack as it is.
        && let Ok(Some(lock)) = Lock::try_take(workspace)
    {
        intent::recover(workspace, lock.scratch());
    }
}
