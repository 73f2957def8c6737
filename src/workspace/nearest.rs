//! Which workspace a folder belongs to.

use std::path::Path;

use crate::record::FileKind;

/// The nearest folder upwards that holds `sqspack.toml`, the folder itself among them. A folder where everybody keeps temporary
/// files is no workspace of what lies in it: whoever put settings there would decide for other people.
pub fn nearest(start: &Path) -> Option<&Path> {
    let holds_settings = |folder: &Path| folder.join(FileKind::Settings.name()).is_file();
    start.ancestors().find(|folder| holds_settings(folder) && (*folder == start || !is_for_everybody(folder)))
}

/// Whether everybody may put files into a folder and nobody may take away another's: the mark of `/tmp`.
#[cfg(unix)]
fn is_for_everybody(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const STICKY_AND_WRITABLE: u32 = 0o1002;
    folder.metadata().is_ok_and(|found| found.permissions().mode() & STICKY_AND_WRITABLE == STICKY_AND_WRITABLE)
}

/// Each person has a folder of their own for temporary files.
#[cfg(not(unix))]
fn is_for_everybody(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_belongs_to_the_nearest_workspace_above_it() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("inspections/a");
        fs::create_dir_all(&inner).unwrap();
        assert_eq!(nearest(&inner), None);
        fs::write(outer.path().join("sqspack.toml"), "").unwrap();
        assert_eq!(nearest(&inner), Some(outer.path()));
        fs::write(inner.join("sqspack.toml"), "").unwrap();
        assert_eq!(nearest(&inner), Some(inner.as_path()));
    }

    #[cfg(unix)]
    #[test]
    fn settings_that_anybody_could_have_put_above_a_folder_are_not_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let everybody = tempfile::tempdir().unwrap();
        let inner = everybody.path().join("mine");
        fs::create_dir(&inner).unwrap();
        fs::write(everybody.path().join("sqspack.toml"), "").unwrap();
        for (mode, workspace) in [(0o1777, None), (0o777, Some(everybody.path())), (0o1755, Some(everybody.path()))] {
            fs::set_permissions(everybody.path(), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(nearest(&inner), workspace, "{mode:o}");
            assert_eq!(nearest(everybody.path()), Some(everybody.path()));
        }
    }
}
