//! What the files of an inspection and its pack look like from outside, which is quick to see: names, sizes, times and file
//! numbers.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use super::fingerprint::Fingerprint;
use super::manifest::Manifest;
use crate::workspace::stamp::{FileStamp, StampedFolder};
use crate::workspace::{Workspace, is_at_rest, is_part_of_record, sealed};

/// What the files of an inspection and its pack look like.
pub struct Snapshot {
    /// A fingerprint of names, sizes, times and file numbers.
    pub fingerprint: String,
    /// When the newest of them was changed.
    newest: SystemTime,
    /// Paths of the pack's files.
    pub files: Vec<String>,
}

impl Snapshot {
    /// Looks at an inspection, these files of its pack and the manifest. Nothing where one is missing, or where something else
    /// stands in its place.
    pub fn of_files(workspace: &Workspace, folder: &str, files: &[String]) -> Option<Self> {
        let place = workspace.inspections().join(folder);
        let inspection = StampedFolder::at(&place)?;
        let pack = StampedFolder::at(&workspace.packs().join(folder))?;
        let mut names = Vec::new();
        for entry in fs::read_dir(&place).ok()? {
            let name = entry.ok()?.file_name().to_string_lossy().into_owned();
            if is_part_of_record(&name) {
                names.push(name);
            }
        }
        names.sort();
        let mut look = Looking { fingerprint: Fingerprint::new(), newest: UNIX_EPOCH };
        for name in names {
            look = look.at(&name, inspection.stamp(&name))?;
        }
        if sealed::is_alone(workspace, folder) {
            // While it is sealed, the record is another one.
            let is_open = sealed::has_readable_children(workspace, folder);
            look.fingerprint = look.fingerprint.with(&[is_open.into()]);
        }
        // Files of one stage stand beside each other in the plan.
        let mut stage: Option<(&str, StampedFolder)> = None;
        for path in files.iter().map(String::as_str).chain([Manifest::NAME]) {
            let stamp = match path.split_once('/') {
                None => pack.stamp(path),
                Some((name, file)) => {
                    if stage.as_ref().is_none_or(|(open, _)| *open != name) {
                        stage = Some((name, pack.folder(name)?));
                    }
                    stage.as_ref().and_then(|(_, open)| open.stamp(file))
                }
            };
            look = look.at(path, stamp)?;
        }
        Some(Self { fingerprint: look.fingerprint.finish(), newest: look.newest, files: files.to_vec() })
    }

    /// Whether every file had been at rest for a while at this time, so that no change can hide behind the same look.
    pub fn was_at_rest(&self, now: SystemTime) -> bool {
        now.duration_since(self.newest).is_ok_and(is_at_rest)
    }
}

struct Looking {
    fingerprint: Fingerprint,
    newest: SystemTime,
}

impl Looking {
    fn at(self, name: &str, stamp: Option<FileStamp>) -> Option<Self> {
        let (size, modified, numbers) = stamp?;
        let modified = modified?;
        let since = modified.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let mut piece = Vec::with_capacity(64);
        piece.extend(size.to_le_bytes());
        piece.extend(since.to_le_bytes());
        piece.extend(numbers);
        let newest = self.newest.max(modified);
        Some(Self { fingerprint: self.fingerprint.with(name.as_bytes()).with(&piece), newest })
    }
}
