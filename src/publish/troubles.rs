//! Builds on a disk that fails at its steps in turn, and builds that are killed before them: every eleventh step, or every one with
//! `SQSPACK_EVERY_STEP`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use tempfile::TempDir;

use super::demonstration::{FOLDER, workspace};
use super::{Lock, Manifest, Memory, Outcome, PackState, WorkspaceInputs, build, finish_killed};
use crate::workspace::rehearsal::{Trouble, rehearse};

/// What a disk can say.
const FAULTS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem, ErrorKind::ResourceBusy];

/// How many steps from one that is tried to the next; an odd number, so that both records take turns.
fn stride() -> usize {
    if std::env::var_os("SQSPACK_EVERY_STEP").is_some() { 1 } else { 11 }
}

type Pack = BTreeMap<String, Vec<u8>>;

/// A workspace whose record is one of two, with the packs that they give.
struct Rehearsal {
    root: TempDir,
    inputs: WorkspaceInputs,
    packs: [Pack; 2],
}

impl Rehearsal {
    fn new() -> Self {
        let (root, inputs) = workspace();
        let mut rehearsal = Self { root, inputs, packs: [Pack::new(), Pack::new()] };
        for version in [1, 0] {
            rehearsal.edit(version);
            assert_eq!(rehearsal.build().unwrap().fault, None);
            rehearsal.packs[version] = rehearsal.pack();
        }
        rehearsal
    }

    fn edit(&self, version: usize) {
        let names = ["Helen Marsh", "Helen Marsh-Pugh"];
        let path = self.root.path().join("inspections").join(FOLDER).join("contacts.toml");
        let text = fs::read_to_string(&path).unwrap().replace(names[1], names[0]);
        fs::write(path, text.replace(names[0], names[version])).unwrap();
    }

    fn build(&self) -> Result<Outcome, String> {
        let lock = Lock::take(&self.inputs.workspace, || {}).map_err(|error| error.to_string())?;
        let mut outcome = None;
        build(&self.inputs, &lock, &[FOLDER.to_owned()], None, Memory::OnDisk, |done| outcome = Some(done));
        Ok(outcome.unwrap())
    }

    /// The pack, without what lies beside its places.
    fn pack(&self) -> Pack {
        files(&self.root.path().join("packs")).into_iter().filter(|(path, _)| !path.contains(".sqspack-")).collect()
    }

    /// Builds the other record on a disk in trouble, and then on one that is well again. `judge` is told in between of what
    /// the build said, and of the versions before and after. Says whether the trouble came.
    fn rehearse(&self, trouble: Trouble, to: usize, judge: impl FnOnce(Result<Outcome, String>, usize)) -> bool {
        self.edit(to);
        let (said, came) = rehearse(trouble, || self.build());
        judge(said, 1 - to);
        assert_eq!(self.build().unwrap().fault, None, "{trouble:?}");
        assert!(self.pack() == self.packs[to], "{trouble:?}: the next build does not mend the pack");
        assert!(PackState::of(&self.inputs.workspace, FOLDER).is_whole(), "{trouble:?}");
        came
    }
}

fn files(folder: &Path) -> Pack {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.map(|file| (file.path().to_string_lossy().into_owned(), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn after_a_fault_at_any_step_the_pack_is_whole_or_its_old_files_are_named_and_the_next_build_mends_it() {
    let rehearsal = Rehearsal::new();
    for step in (0..).step_by(stride()) {
        let (trouble, to) = (Trouble::At(step, FAULTS[step % FAULTS.len()]), (step + 1) % 2);
        let came = rehearsal.rehearse(trouble, to, |said, from| {
            let (now, wanted) = (rehearsal.pack(), &rehearsal.packs[to]);
            let fault = match said {
                Ok(Outcome { fault: None, .. }) => return assert!(now == *wanted, "{trouble:?}: nothing was said"),
                Ok(Outcome { fault, .. }) => fault.unwrap(),
                Err(fault) => fault,
            };
            let names_a_place = fault.starts_with("`packs") || fault.starts_with("`.sqspack");
            assert!(names_a_place && fault.contains(": "), "{trouble:?}: {fault}");
            if now == rehearsal.packs[from] {
                return;
            }
            let state = PackState::of(&rehearsal.inputs.workspace, FOLDER);
            for path in wanted.keys().filter(|path| now.get(*path) != wanted.get(*path)) {
                let told = |paths: &[String]| paths.iter().any(|told| path.ends_with(told.as_str()));
                let is_manifest = path.ends_with(Manifest::NAME);
                assert!(is_manifest || told(&state.old) || told(&state.missing), "{trouble:?}: {path}, {fault}");
                assert!(is_manifest || state.since.keys().any(|told| path.ends_with(told)), "{trouble:?}: {path}");
            }
        });
        if !came {
            assert!(step > 20, "{step} steps");
            return;
        }
    }
}

#[test]
fn a_build_that_is_killed_before_any_step_leaves_the_pack_before_or_the_pack_after() {
    let rehearsal = Rehearsal::new();
    let mut left = [0, 0];
    for step in (0..).step_by(stride()) {
        let (trouble, to) = (Trouble::From(step), (step + 1) % 2);
        let came = rehearsal.rehearse(trouble, to, |_, from| {
            finish_killed(&rehearsal.inputs.workspace);
            let now = rehearsal.pack();
            let is = [now == rehearsal.packs[from], now == rehearsal.packs[to]];
            assert!(is[0] || is[1], "{trouble:?}");
            left[usize::from(is[1])] += 1;
        });
        let scratch: Vec<String> = files(&rehearsal.root.path().join(".sqspack")).into_keys().collect();
        assert!(
            scratch.iter().all(|path| !path.contains("publishing-") && !path.contains("/.sqspack-")),
            "{scratch:?}"
        );
        if !came {
            assert!(left[0] > 0 && left[1] > 0, "{left:?}");
            return;
        }
    }
}
