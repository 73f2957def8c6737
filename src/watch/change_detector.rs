//! When the files of an area must be read again. The stamps of files are quick to compare, but two saves within one tick of
//! the disk's clock leave the same stamp: a snapshot stands for the content only once it has been the same for long enough.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use walkdir::{DirEntry, WalkDir};

use super::area::is_part_of_record;
use crate::publish::Manifest;
use crate::record::FileKind;
use crate::template::TRUSTED;
use crate::workspace::Workspace;
use crate::workspace::files::numbers;

/// The files of an area, each with its stamp; no stamp where there is no file at the path.
pub type Snapshot = BTreeMap<PathBuf, Option<Stamp>>;

/// Size, time of the last change and numbers of a file. The time is in nanoseconds where the file system keeps them.
type Stamp = (u64, Option<SystemTime>, [u8; 24]);

fn stamp(about: std::io::Result<Metadata>) -> Option<Stamp> {
    let about = about.ok().filter(Metadata::is_file)?;
    Some((about.len(), about.modified().ok(), numbers(&about)))
}

/// The files of an inspection's record; none where there is no such folder.
pub fn of_inspection(workspace: &Workspace, folder: &str) -> Option<Snapshot> {
    let entries = fs::read_dir(workspace.inspections().join(folder)).ok()?.flatten();
    let files = entries.filter(|entry| is_part_of_record(&entry.file_name().to_string_lossy()));
    Some(files.map(|entry| (entry.path(), stamp(fs::metadata(entry.path())))).collect())
}

/// The settings and the workspace's own templates.
pub fn of_shared_inputs(workspace: &Workspace) -> Snapshot {
    let is_visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(workspace.templates()).into_iter().filter_entry(is_visible);
    let path = |entry: walkdir::Result<DirEntry>| match entry {
        Ok(entry) => (!entry.file_type().is_dir()).then(|| entry.into_path()),
        Err(error) => error.path().map(Path::to_owned),
    };
    let paths = walk
        .filter_map(path)
        .chain([workspace.root.join(FileKind::Settings.name()), workspace.scratch().join(TRUSTED)]);
    paths.map(|path| (path.clone(), stamp(fs::metadata(path)))).collect()
}

/// The manifest of a pack and the files that it names. A link is not followed: the build makes files, not links.
pub fn of_pack(workspace: &Workspace, folder: &str, manifest: &Manifest) -> Snapshot {
    let pack = workspace.packs().join(folder);
    let names = manifest.files.iter().map(|file| file.path.as_str()).chain([Manifest::NAME]);
    names.map(|name| (pack.join(name), stamp(fs::symlink_metadata(pack.join(name))))).collect()
}

/// Decides from snapshots of an area when its files must be read.
#[derive(Debug)]
pub struct ChangeDetector {
    snapshot: Snapshot,
    since: Instant,
    is_at_rest: bool,
}

impl ChangeDetector {
    /// For an area that is read now for the first time.
    pub fn new(snapshot: Snapshot, now: Instant) -> Self {
        Self { snapshot, since: now, is_at_rest: false }
    }

    /// Whether the files must be read now: because there is a hint, because the snapshot differs, or because it has not been
    /// the same for long enough since they were last read.
    pub fn must_read(&mut self, snapshot: Snapshot, now: Instant, at_rest: Duration, hinted: bool) -> bool {
        if snapshot != self.snapshot {
            *self = Self::new(snapshot, now);
            return true;
        }
        let was_at_rest = self.is_at_rest;
        self.is_at_rest |= now.duration_since(self.since) >= at_rest;
        hinted || !was_at_rest
    }

    /// Has the files read at the next scan as well.
    pub fn distrust(&mut self, now: Instant) {
        self.since = now;
        self.is_at_rest = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT_REST: Duration = Duration::from_secs(2);

    #[test]
    fn files_are_read_on_a_hint_on_another_stamp_and_until_they_are_at_rest() {
        let snapshot = |size| Snapshot::from([(PathBuf::from("team.toml"), Some((size, None, [0; 24])))]);
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut detector = ChangeDetector::new(snapshot(1), start);
        let mut must_read =
            |size, milliseconds, hinted| detector.must_read(snapshot(size), at(milliseconds), AT_REST, hinted);
        assert!(must_read(1, 500, false), "a second save within one tick of the clock is seen");
        assert!(must_read(1, 2_000, false), "a last time once the files are at rest");
        assert!(!must_read(1, 2_500, false));
        assert!(must_read(1, 2_600, true));
        assert!(must_read(2, 2_700, false));
        assert!(must_read(2, 2_800, false), "another stamp is not at rest");
    }
}
