//! What the files of an area look like from outside, which is quick to see: names, sizes, times, numbers.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use walkdir::WalkDir;

use super::area::is_part_of_record;
use crate::publish::Manifest;
use crate::record::FileKind;
use crate::workspace::Workspace;
use crate::workspace::files::numbers;

/// The files of an area.
pub type Listing = BTreeMap<String, Look>;

/// What a file looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Size, time of the last change and numbers. The time is in nanoseconds where the file system keeps them.
    File(u64, Option<SystemTime>, [u8; 24]),
    /// Something that is not a file.
    Other,
    /// Nothing that can be looked at.
    Missing,
}

impl Look {
    fn of(about: std::io::Result<Metadata>) -> Self {
        match about {
            Ok(about) if about.is_file() => Self::File(about.len(), about.modified().ok(), numbers(&about)),
            Ok(_) => Self::Other,
            Err(_) => Self::Missing,
        }
    }
}

/// The files of an inspection's record; none where there is no such folder.
pub fn of_inspection(workspace: &Workspace, folder: &str) -> Option<Listing> {
    let path = workspace.inspections().join(folder);
    let names = fs::read_dir(&path).ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let look = |name: String| {
        let look = Look::of(fs::metadata(path.join(&name)));
        (name, look)
    };
    Some(names.filter(|name| is_part_of_record(name)).map(look).collect())
}

/// The settings and the workspace's own templates.
pub fn of_shared(workspace: &Workspace) -> Listing {
    let settings = FileKind::Settings.name();
    let mut listing = Listing::from([(settings.to_owned(), Look::of(fs::metadata(workspace.root.join(settings))))]);
    let walk = WalkDir::new(workspace.templates()).follow_links(true);
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in walk.into_iter().filter_entry(visible) {
        let (path, look) = match &entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => (Some(entry.path()), Look::of(fs::metadata(entry.path()))),
            Err(error) => (error.path(), Look::Missing),
        };
        listing.insert(path.unwrap_or(Path::new("")).to_string_lossy().into_owned(), look);
    }
    listing
}

/// The files of a pack, as far as its manifest names them, and the manifest. A link is not followed: it is not the file
/// that was made.
pub fn of_pack(workspace: &Workspace, folder: &str, manifest: &Manifest) -> Listing {
    let pack = workspace.packs().join(folder);
    let names = manifest.files.iter().map(|file| file.path.as_str()).chain([Manifest::NAME]);
    names.map(|name| (name.to_owned(), Look::of(fs::symlink_metadata(pack.join(name))))).collect()
}
