//! Writes packs: whole files, in open folders, and never through a link.
//!
//! Nothing here waits for the disk, because a build makes a pack again; `durable` writes what people own.

use std::io;
use std::time::SystemTime;

use cap_std::fs::Metadata;

use super::fault;
use super::folder::Folder;
use super::gate;
use super::scratch::Scratch;
use crate::workspace::Workspace;

pub use super::folder::BESIDE;

/// Name of the folder of all packs.
const PACKS: &str = "packs";

/// A pack's folder in an open workspace. It need not be there yet.
#[derive(Debug)]
pub struct PackFolder {
    root: Folder,
    name: String,
}

impl PackFolder {
    /// The folder of an inspection's pack.
    ///
    /// # Errors
    /// A link or file stands where a folder should be, or there is no workspace.
    pub fn open(workspace: &Workspace, folder: &str) -> io::Result<Self> {
        let root = Folder::at(&workspace.root).map_err(|error| fault::at(&workspace.root.to_string_lossy(), &error))?;
        let pack = Self { root, name: folder.to_owned() };
        match pack.folder() {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(pack),
        }
    }

    /// Path of a file of the pack, for messages.
    pub fn shown(&self, path: &str) -> String {
        format!("{PACKS}/{}/{path}", self.name)
    }

    /// Opens the folder.
    fn folder(&self) -> io::Result<Folder> {
        let packs = self.root.folder(PACKS).map_err(|error| fault::at(PACKS, &error))?;
        packs.folder(&self.name).map_err(|error| fault::at(&format!("{PACKS}/{}", self.name), &error))
    }

    /// Opens the folder that a file of the pack lies in, and gives the name that the file has there.
    ///
    /// # Errors
    /// There is none, a link or file stands in its place, or the system refuses.
    pub fn place<'p>(&self, path: &'p str) -> io::Result<(Folder, &'p str)> {
        match path.split_once('/') {
            None => Ok((self.folder()?, path)),
            Some((stage, name)) => {
                Ok((self.folder()?.folder(stage).map_err(|error| fault::at(&self.shown(stage), &error))?, name))
            }
        }
    }

    /// The same, and makes the folder if need be.
    fn place_made<'p>(&self, path: &'p str) -> io::Result<(Folder, &'p str)> {
        let made = |folder: &Folder, name: &str, shown: &str| {
            folder.folder_made(name).map(|(made, _)| made).map_err(|error| fault::at(shown, &error))
        };
        // The workspace itself is never made: it may have been moved away, or be on a disk that is not there just now.
        let pack = made(&made(&self.root, PACKS, PACKS)?, &self.name, &format!("{PACKS}/{}", self.name))?;
        match path.split_once('/') {
            None => Ok((pack, path)),
            Some((stage, name)) => Ok((made(&pack, stage, &self.shown(stage))?, name)),
        }
    }

    /// Reads a file of the pack; nothing where there is none, or where something else stands for it.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, name) = self.place(path).ok()?;
        folder.read(name).ok()
    }

    /// What is at a path; the link itself where there is one.
    ///
    /// # Errors
    /// There is nothing, or the system refuses.
    pub fn look(&self, path: &str) -> io::Result<Metadata> {
        let (folder, name) = self.place(path)?;
        folder.look(name)
    }

    /// Since when a file of the pack is as it is. Where it is not there, it was lost by that moment: the nearest folder that is
    /// there has not changed since.
    pub fn changed_at(&self, path: &str) -> Option<SystemTime> {
        let own = || self.place(path).ok()?.0.changed_at(path.rsplit('/').next()?);
        let stage = || self.folder().ok()?.changed_at(path.split('/').next()?);
        let pack = || self.root.folder(PACKS).ok()?.changed_at(&self.name);
        own().or_else(stage).or_else(pack).or_else(|| self.root.changed_at(PACKS))
    }

    /// Writes a file beside its place, to be put there later. Gives the name that it has until then. Nobody can read one that may name
    /// children but the user who runs the program.
    ///
    /// # Errors
    /// The disk refuses, or a link or file stands where a folder should be.
    pub fn write_beside(&self, path: &str, bytes: &[u8], names_children: bool) -> io::Result<String> {
        let (folder, _) = self.place_made(path)?;
        let written = if names_children { folder.closed_beside(bytes) } else { folder.beside(bytes) };
        Ok(written.map_err(|error| fault::at(&self.shown(path), &error))?.keep())
    }

    /// Writes a file whole or not at all.
    ///
    /// # Errors
    /// The disk refuses, or a link or file stands where a folder should be.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let (folder, name) = self.place_made(path)?;
        folder.write(name, bytes).map_err(|error| self.at_place(path, &folder, &error))
    }

    /// The error at a file's place, which says what stands there where that is no file.
    pub fn at_place(&self, path: &str, folder: &Folder, error: &io::Error) -> io::Error {
        let name = path.rsplit('/').next().unwrap_or(path);
        match folder.look(name) {
            Ok(about) if about.is_dir() => fault::at(&self.shown(path), &fault::Refusal::FolderForFile.into()),
            _ => fault::at(&self.shown(path), error),
        }
    }

    /// Takes a file away, and its folder if that is empty then.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        let (folder, name) = self.place(path)?;
        folder.remove(name).map_err(|error| fault::at(&self.shown(path), &error))?;
        if let (Some((stage, _)), Ok(pack)) = (path.split_once('/'), self.folder()) {
            pack.remove_if_empty(stage);
        }
        Ok(())
    }

    /// Takes away the files that a build which was cut short has left. The caller has the lock: no build is at work.
    pub fn sweep(&self) {
        let Ok(pack) = self.folder() else { return };
        for stage in sweep_with_folders(&pack) {
            pack.remove_if_empty(&stage);
        }
    }
}

/// Takes away the temporary files in a folder and in its folders, and gives the names of those folders that had any.
fn sweep_with_folders(folder: &Folder) -> Vec<String> {
    folder.sweep();
    let had_any = |name: &String| {
        folder.look(name).is_ok_and(|about| about.is_dir()) && folder.folder(name).is_ok_and(|inner| inner.sweep())
    };
    folder.names().into_iter().filter(had_any).collect()
}

/// Takes away the temporary files that a program which was cut short has left in the workspace's own folder, and
/// in that of its templates, which an import writes.
pub fn sweep_root(workspace: &Workspace) {
    let _writing = gate::enter();
    if let Ok(root) = Folder::at(&workspace.root) {
        root.sweep();
        if let Ok(templates) = root.folder("templates") {
            sweep_with_folders(&templates);
        }
    }
}

/// Takes away the temporary files that a program which was cut short has left in an inspection's folder.
pub fn sweep_inspection(workspace: &Workspace, folder: &str) {
    let open = || Folder::at(&workspace.root)?.folder("inspections")?.folder(folder);
    if let Ok(inspection) = open()
        && inspection.names().iter().any(|name| name.starts_with(BESIDE))
    {
        let _writing = gate::enter();
        inspection.sweep();
    }
}

/// Makes the folder for what the program may lose, which git leaves alone.
///
/// # Errors
/// The disk refuses, or a link stands in its place.
pub fn make_scratch(workspace: &Workspace) -> io::Result<()> {
    let _writing = gate::enter();
    Scratch::make(workspace).map(drop)
}

/// Writes an empty file in the scratch folder and takes it away again, so that the system has an event to report.
///
/// # Errors
/// The disk refuses.
pub fn touch_scratch(workspace: &Workspace, name: &str) -> io::Result<()> {
    let _writing = gate::enter();
    Scratch::make(workspace)?.touch(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn pack() -> (TempDir, PackFolder) {
        let place = tempfile::tempdir().unwrap();
        let root = Folder::at(place.path()).unwrap();
        (place, PackFolder { root, name: "2027-01-aberford".to_owned() })
    }

    #[test]
    fn a_workspace_that_has_gone_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("office");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("sqspack.toml"), "").unwrap();
        let workspace = Workspace::open(&root).unwrap();
        let pack = PackFolder::open(&workspace, "2027-01-aberford").unwrap();
        pack.write("1-announcement/a.pdf", b"x").unwrap();
        pack.write("manifest.json", b"x").unwrap();
        make_scratch(&workspace).unwrap();
        fs::remove_dir_all(&root).unwrap();
        assert!(pack.write("1-announcement/a.pdf", b"x").is_err());
        assert!(pack.write("manifest.json", b"x").is_err());
        assert!(make_scratch(&workspace).is_err());
        assert!(!root.exists());
    }

    #[test]
    fn what_a_crash_has_left_is_swept_away_and_nothing_else() {
        let (place, pack) = pack();
        pack.write("1-announcement/a.pdf", b"x").unwrap();
        let folder = place.path().join("packs/2027-01-aberford");
        fs::write(folder.join("1-announcement/.sqspack-1f-0"), "half").unwrap();
        fs::write(folder.join(".sqspack-1f-1-old"), "half").unwrap();
        pack.sweep();
        assert_eq!(pack.folder().unwrap().names(), ["1-announcement"]);
        assert_eq!(pack.place("1-announcement/a.pdf").unwrap().0.names(), ["a.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_at_any_step_is_gone_through_by_nothing() {
        for linked in ["packs", "packs/2027-01-aberford", "packs/2027-01-aberford/1-announcement"] {
            let (place, pack) = pack();
            let outside = tempfile::tempdir().unwrap();
            // What would be reached through the link.
            let below = "packs/2027-01-aberford/1-announcement/".strip_prefix(&format!("{linked}/")).unwrap();
            fs::create_dir_all(outside.path().join(below)).unwrap();
            let own = ["a.pdf", ".sqspack-own"].map(|name| outside.path().join(below).join(name));
            own.iter().for_each(|own| fs::write(own, "own").unwrap());
            let link = place.path().join(linked);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(outside.path(), &link).unwrap();

            let refused = pack.write("1-announcement/a.pdf", b"x").unwrap_err().to_string();
            assert!(refused.starts_with(&format!("`{linked}` is a link")), "{refused}");
            assert!(pack.write_beside("1-announcement/a.pdf", b"x", false).is_err(), "{linked}");
            assert!(pack.remove("1-announcement/a.pdf").is_err(), "{linked}");
            assert_eq!(pack.read("1-announcement/a.pdf"), None, "{linked}");
            pack.sweep();
            own.iter().for_each(|own| assert_eq!(fs::read_to_string(own).unwrap(), "own", "{linked}"));
            assert_eq!(fs::read_dir(outside.path().join(below)).unwrap().count(), 2, "{linked}");
        }
    }
}
