//! The files below a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Files by their path, with their content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files below a folder; none where it is not there.
pub fn files(folder: &Path) -> Files {
    let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        // A file that vanishes during the walk is not there.
        Some((path, fs::read(entry.path()).ok()?))
    };
    files.filter_map(file).collect()
}

/// Writes files below a folder.
pub fn lay(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, bytes).expect("written");
    }
}
