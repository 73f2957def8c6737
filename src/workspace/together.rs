//! Writes several files of one record so that all of them change or none does, whenever the program is killed.
//!
//! Before the first file takes its place, what all of them were is written down in the scratch folder. While that is there, the
//! next command that reads the record puts them back. So whoever was interrupted has changed nothing and can begin again.

use std::fs::File;
use std::io;

use serde::{Deserialize, Serialize};

use super::durable::{write_over, write_synced_beside};
use super::files::{self, LARGEST, Refused};
use super::folder::Folder;
use super::hash::sha256;
use super::scratch::Scratch;
use super::{Workspace, gate};
use crate::record::FileKind;

/// The beginning of the name in the scratch folder of what is written down; that of the inspection's folder follows.
const NAME: &str = "rewriting-";
/// Locked while somebody writes, so that nobody puts back what is still being written.
const LOCK: &str = "rewriting";

/// What a file was before, and what it is to be.
#[derive(Debug, Serialize, Deserialize)]
struct Former {
    /// Its name.
    name: String,
    /// Its text; nothing where it was not there.
    text: Option<String>,
    /// SHA-256 of what it is to be.
    becomes: String,
}

/// Writes files of a record over those that are there: all or none.
///
/// # Errors
/// The disk refuses, or a link or file stands where a folder should be. Then all are as they were.
pub fn write_together(workspace: &Workspace, folder: &str, files: &[(FileKind, &str)]) -> io::Result<()> {
    let place = workspace.inspections().join(folder);
    if let [(kind, text)] = files {
        return write_over(&place.join(kind.name()), text.as_bytes());
    }
    let _writing = gate::enter();
    let scratch = Scratch::make(workspace)?;
    let lock = scratch.open_lock(LOCK)?;
    lock.lock()?;
    let former = |(kind, text): &(FileKind, &str)| {
        let before = match files::read_plain(&place.join(kind.name()), LARGEST).and_then(files::text) {
            Ok(text) => Some(text),
            Err(Refused::Missing) => None,
            Err(refused) => return Err(io::Error::other(refused.message())),
        };
        Ok(Former { name: kind.name().to_owned(), text: before, becomes: sha256(text.as_bytes()) })
    };
    let formers = files.iter().map(former).collect::<io::Result<Vec<_>>>()?;
    scratch.write_synced(&name(folder), &serde_json::to_vec(&formers).unwrap_or_default())?;
    let texts: Vec<_> = files.iter().map(|(kind, text)| (place.join(kind.name()), *text)).collect();
    let written = write_synced_beside(&texts);
    if written.is_err() {
        put_back(workspace, folder, &scratch).ok();
        return written;
    }
    scratch.remove_synced(&name(folder))
}

/// Puts back what an interrupted write has changed of a record. Where that cannot be done now, the next command tries again.
pub fn undo_interrupted(workspace: &Workspace, folder: &str) {
    if workspace.scratch().join(name(folder)).symlink_metadata().is_err() {
        return;
    }
    let Some(scratch) = Scratch::open(workspace) else { return };
    let Ok(lock) = scratch.open_lock(LOCK) else { return };
    let is_free = |lock: &File| lock.try_lock().is_ok();
    if is_free(&lock) {
        let _writing = gate::enter();
        put_back(workspace, folder, &scratch).ok();
    }
}

/// Puts the files back that are as the interrupted write made them. One that a person has changed since stays.
fn put_back(workspace: &Workspace, folder: &str, scratch: &Scratch) -> io::Result<()> {
    let former = scratch.read(&name(folder)).and_then(|bytes| serde_json::from_slice::<Vec<Former>>(&bytes).ok());
    let place = Folder::at(&workspace.inspections())?.folder(folder)?;
    for Former { name, text, becomes } in former.into_iter().flatten() {
        let is_new = place.read(&name).is_ok_and(|bytes| sha256(&bytes) == becomes);
        match text {
            Some(text) if is_new => place.write(&name, text.as_bytes())?,
            None if is_new => place.remove(&name)?,
            _ => {}
        }
    }
    place.sync()?;
    scratch.remove_synced(&name(folder))
}

fn name(folder: &str) -> String {
    format!("{NAME}{folder}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace::rehearsal::{Trouble, rehearse};

    const FOLDER: &str = "2027-01-aberford";

    /// What both files hold, after the next command has read the record.
    fn found(workspace: &Workspace) -> (Option<String>, Option<String>) {
        workspace.sources(FOLDER, &mut Vec::new());
        let place = workspace.inspections().join(FOLDER);
        let text = |kind: FileKind| fs::read_to_string(place.join(kind.name())).ok();
        (text(FileKind::Cases), text(FileKind::Children))
    }

    #[test]
    fn at_whatever_step_the_disk_fails_or_the_program_is_killed_both_files_have_changed_or_none() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let place = root.path().join("inspections").join(FOLDER);
        fs::create_dir_all(&place).unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let new = (Some("new cases".to_owned()), Some("new children".to_owned()));
        let files = [(FileKind::Cases, "new cases"), (FileKind::Children, "new children")];
        for children in [None, Some("old children".to_owned())] {
            let old = (Some("old cases".to_owned()), children.clone());
            let (mut kept, mut came) = (0, 0);
            for step in 0.. {
                let mut is_over = true;
                for trouble in [Trouble::At(step, io::ErrorKind::StorageFull), Trouble::From(step)] {
                    fs::write(place.join("cases.toml"), "old cases").unwrap();
                    match &children {
                        Some(text) => fs::write(place.join(FileKind::Children.name()), text).unwrap(),
                        None => drop(fs::remove_file(place.join(FileKind::Children.name()))),
                    }
                    let (written, failed) = rehearse(trouble, || write_together(&workspace, FOLDER, &files));
                    let found = found(&workspace);
                    assert!(found == new || found == old, "{trouble:?}: {found:?}");
                    assert!(written.is_err() || found == new, "{trouble:?}: {found:?}");
                    is_over &= !failed;
                    kept += usize::from(found == old);
                    came += usize::from(failed);
                }
                if is_over {
                    break;
                }
            }
            assert!(kept > 5 && came > kept - 1, "{kept} {came}");
        }
    }

    #[test]
    fn what_a_person_has_changed_since_stays() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let place = root.path().join("inspections").join(FOLDER);
        fs::create_dir_all(&place).unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let former = |kind: FileKind, becomes: &str| Former {
            name: kind.name().to_owned(),
            text: Some("before".to_owned()),
            becomes: sha256(becomes.as_bytes()),
        };
        let formers = [former(FileKind::Cases, "after"), former(FileKind::Children, "after")];
        let scratch = Scratch::make(&workspace).unwrap();
        scratch.write(&name(FOLDER), &serde_json::to_vec(&formers).unwrap()).unwrap();
        fs::write(place.join("cases.toml"), "edited by hand").unwrap();
        fs::write(place.join(FileKind::Children.name()), "after").unwrap();
        assert_eq!(found(&workspace), (Some("edited by hand".to_owned()), Some("before".to_owned())));
        assert!(!workspace.scratch().join(name(FOLDER)).exists());
    }
}
