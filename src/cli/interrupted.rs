//! Imports that are interrupted, for the tests of the commands that take sheets in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::record::FileKind;
use crate::workspace::Workspace;
use crate::workspace::rehearsal::{Trouble, rehearse};

/// The inspection into which the tests import.
pub const FOLDER: &str = "2027-01-aberford";

/// Imports into a copy of the demonstration on a disk that fails at each step in turn, and kills the import before each step. After
/// the next command that reads the record, the files that the import writes are as they were, or as a whole import makes them. `before`
/// makes what a file holds at first of what the demonstration has. Gives the number of steps.
pub fn interrupted_at_each_step(
    files: &[FileKind],
    before: impl Fn(&str) -> String,
    import: impl Fn(&Workspace) -> bool,
) -> usize {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("sqspack.toml"), "").unwrap();
    let place = root.path().join("inspections").join(FOLDER);
    fs::create_dir_all(&place).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("inspections").join(FOLDER);
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), place.join(file.file_name())).unwrap();
    }
    let workspace = Workspace::open(root.path()).unwrap();
    let texts = || -> Vec<String> {
        workspace.read(FOLDER);
        files.iter().map(|file| fs::read_to_string(place.join(file.name())).unwrap()).collect()
    };
    let old: Vec<String> = texts().iter().map(|text| before(text)).collect();
    let reset = || files.iter().zip(&old).for_each(|(file, text)| fs::write(place.join(file.name()), text).unwrap());
    reset();
    assert!(import(&workspace));
    let new = texts();
    assert!(old.iter().zip(&new).all(|(old, new)| old != new), "the import changes every file");
    let mut kept = 0;
    for step in 0.. {
        let mut came = false;
        for trouble in [Trouble::From(step), Trouble::At(step, ErrorKind::StorageFull)] {
            reset();
            let (is_well, failed) = rehearse(trouble, || import(&workspace));
            let found = texts();
            assert!(found == old || found == new, "{trouble:?}: a part of the import is there");
            assert!(!is_well || found == new, "{trouble:?}: the import says that all is well");
            if found == old {
                kept += 1;
                assert!(import(&workspace), "{trouble:?}: the import cannot be done again");
                assert_eq!(texts(), new, "{trouble:?}");
            }
            came |= failed;
        }
        if !came {
            assert!(kept > 0, "no step was ever interrupted");
            return step;
        }
    }
    unreachable!("an import has a last step")
}
