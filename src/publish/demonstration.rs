//! A workspace for tests that holds a copy of the English demonstration.

use std::path::Path;

use tempfile::TempDir;

use super::inputs::WorkspaceInputs;
use crate::template::Templates;
use crate::workspace::Workspace;

/// Name of its inspection.
pub const FOLDER: &str = "2027-01-aberford";

/// The workspace, which goes with the folder, and its inputs.
pub fn workspace() -> (TempDir, WorkspaceInputs) {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("sqspack.toml"), "").unwrap();
    copy_to(root.path(), FOLDER);
    let inputs = WorkspaceInputs::new(Workspace::open(root.path()).unwrap(), Templates::embedded().unwrap());
    (root, inputs)
}

/// Copies the demonstration into the workspace with this root, under another name.
pub fn copy_to(root: &Path, folder: &str) {
    let record = root.join("inspections").join(folder);
    std::fs::create_dir_all(&record).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("inspections").join(FOLDER);
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        std::fs::copy(file.path(), record.join(file.file_name())).unwrap();
    }
}
