//! The records in the repository.
#![allow(dead_code, reason = "every test binary uses its own part of this")]

use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The workspaces in the repository: its root with the demonstrations, and each of the examples.
pub fn workspaces() -> Vec<PathBuf> {
    let examples = ["smallest-team", "largest-team", "easter-in-the-notice"];
    let examples = examples.map(|name| root().join("examples").join(name));
    std::iter::once(root().to_owned()).chain(examples).collect()
}

/// Every file that people write in those workspaces.
pub fn record_files() -> Vec<PathBuf> {
    let below = |workspace: PathBuf| {
        let files = walkdir::WalkDir::new(workspace.join("inspections")).sort_by_file_name().into_iter();
        let files = files.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
        files.push(workspace.join("sqspack.toml"));
        files
    };
    workspaces().into_iter().flat_map(below).collect()
}
