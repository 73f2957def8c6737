//! Writes packs and the scratch folder: whole files, and never through a link.
//!
//! Nothing here waits for the disk, because a build makes a pack again; `durable` writes what people own.

#![expect(clippy::disallowed_methods, reason = "this is where packs are written")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::{beside, refuse_link};
use super::{files, gate};
use crate::workspace::Workspace;

pub use super::beside::BESIDE;

/// A pack's folder, known to be a real folder inside the workspace.
#[derive(Clone, Debug)]
pub struct PackFolder {
    path: PathBuf,
}

impl PackFolder {
    /// The folder of an inspection's pack. It need not be there yet.
    ///
    /// # Errors
    /// A link or file stands where a folder should be.
    pub fn open(workspace: &Workspace, folder: &str) -> io::Result<Self> {
        let path = workspace.packs().join(folder);
        refuse_link(&workspace.packs())?;
        refuse_link(&path)?;
        Ok(Self { path })
    }

    /// Where a file of the pack lies.
    pub fn file(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// Reads a file of the pack; nothing where there is none, or where a link stands for it.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        files::read_plain(&self.file(path), files::LARGEST_OTHER).ok()
    }

    /// Writes a file whole or not at all: beside its place, then renamed over it.
    ///
    /// # Errors
    /// The disk refuses, or a link or file stands where a folder should be.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.file(path);
        let folder = place.parent().unwrap_or(&self.path);
        refuse_link(folder)?;
        // Its own, that of the pack, that of all packs.
        make_folder(folder, if folder == self.path { 2 } else { 3 })?;
        write_beside(folder, &place, bytes)
    }

    /// Takes a file away, and its folder if that is empty then.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let place = self.file(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        if let Some(folder) = place.parent().filter(|folder| *folder != self.path) {
            // Fails, and should, where something else is still in it.
            fs::remove_dir(folder).ok();
        }
        Ok(())
    }

    /// Takes away the files that a build which was cut short has left.
    pub fn sweep(&self) {
        let folders = fs::read_dir(&self.path).into_iter().flatten().flatten().map(|entry| entry.path());
        for folder in folders.filter(|path| path.is_dir()).chain([self.path.clone()]) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().starts_with(BESIDE) {
                    fs::remove_file(entry.path()).ok();
                }
            }
        }
    }
}

/// Makes the folder for what the program may lose, which git leaves alone.
///
/// # Errors
/// The disk refuses, or a link stands in its place.
pub fn make_scratch(workspace: &Workspace) -> io::Result<()> {
    let scratch = workspace.scratch();
    refuse_link(&scratch)?;
    let _writing = gate::enter();
    if !scratch.is_dir() {
        make_folder(&scratch, 1)?;
        write_beside(&scratch, &scratch.join(".gitignore"), b"*\n")?;
    }
    Ok(())
}

/// Writes a file in the scratch folder.
///
/// # Errors
/// The disk refuses.
pub fn write_scratch(workspace: &Workspace, name: &str, bytes: &[u8]) -> io::Result<()> {
    let _writing = gate::enter();
    write_beside(&workspace.scratch(), &workspace.scratch().join(name), bytes)
}

/// Writes an empty file in the scratch folder and takes it away again, so that the system has an event to report.
///
/// # Errors
/// The disk refuses.
pub fn touch_scratch(workspace: &Workspace, name: &str) -> io::Result<()> {
    let _writing = gate::enter();
    let path = workspace.scratch().join(name);
    write_beside(&workspace.scratch(), &path, b"")?;
    fs::remove_file(path)
}

/// Makes a folder and the folders that it lies in, `levels` in all at most. The limit keeps it from making the workspace
/// itself, which may have been moved away or be on a disk that is not there just now.
fn make_folder(folder: &Path, levels: usize) -> io::Result<()> {
    match (fs::create_dir(folder), folder.parent()) {
        (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound && levels > 1 => {
            make_folder(parent, levels - 1)?;
            make_folder(folder, 1)
        }
        (Err(error), _) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        (made, _) => made,
    }
}

/// Writes a file whole or not at all, but does not wait for the disk.
fn write_beside(folder: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(folder, bytes)?.persist(place)?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_not_written_through_a_link() {
        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pack = PackFolder { path: folder.path().to_owned() };
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("1-announcement")).expect("linked");
        assert!(pack.write("1-announcement/a.pdf", b"x").is_err());
        assert_eq!(fs::read_dir(elsewhere.path()).expect("listed").count(), 0);
    }

    #[test]
    fn a_workspace_that_has_gone_is_not_made_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("office");
        fs::create_dir(&root).expect("made");
        fs::write(root.join("sqspack.toml"), "").expect("written");
        let workspace = Workspace::open(&root).expect("a workspace");
        let pack = PackFolder::open(&workspace, "2027-01-aberford").expect("a pack");
        pack.write("1-announcement/a.pdf", b"x").expect("written");
        pack.write("manifest.json", b"x").expect("written");
        make_scratch(&workspace).expect("made");
        fs::remove_dir_all(&root).expect("removed");
        assert!(pack.write("1-announcement/a.pdf", b"x").is_err());
        assert!(pack.write("manifest.json", b"x").is_err());
        assert!(make_scratch(&workspace).is_err());
        assert!(!root.exists());
    }

    #[test]
    fn what_a_crash_has_left_is_swept_away_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pack = PackFolder { path: folder.path().to_owned() };
        pack.write("1-announcement/a.pdf", b"x").expect("written");
        fs::write(folder.path().join("1-announcement/.sqspack-x1"), "half").expect("written");
        pack.sweep();
        let names: Vec<_> = fs::read_dir(folder.path().join("1-announcement"))
            .expect("listed")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        assert_eq!(names, ["a.pdf"]);
    }
}
