//! What the files of an inspection and its pack look like from outside, which is quick to see: names, sizes, times and file
//! numbers.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::fingerprint::Fingerprint;
use super::manifest::Manifest;
use crate::workspace::files::stamp;
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
        let (inspection, pack) = (workspace.inspections().join(folder), workspace.packs().join(folder));
        for path in [&inspection, &pack] {
            fs::symlink_metadata(path).ok().filter(Metadata::is_dir)?;
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&inspection).ok()? {
            let entry = entry.ok()?;
            let name = entry.file_name();
            // A folder beside the record's files is none of them.
            let is_folder =
                !name.to_string_lossy().ends_with(".toml") && entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder && is_part_of_record(&name.to_string_lossy()) {
                names.push(name);
            }
        }
        names.sort();
        let mut look = Looking { fingerprint: Fingerprint::new(), newest: UNIX_EPOCH };
        for name in names {
            look = look.at(&name.to_string_lossy(), &inspection.join(&name))?;
        }
        if sealed::is_alone(workspace, folder) {
            // While it is sealed, the record is another one.
            let is_open = sealed::has_readable_children(workspace, folder);
            look.fingerprint = look.fingerprint.with(&[is_open.into()]);
        }
        for file in files.iter().map(String::as_str).chain([Manifest::NAME]) {
            look = look.at(file, &pack.join(file))?;
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
    fn at(self, name: &str, path: &Path) -> Option<Self> {
        let about = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
        let (size, modified, numbers) = stamp(&about);
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
