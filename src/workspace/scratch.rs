//! The scratch folder `.sqspack/`: what the program remembers of this copy of the workspace, and may lose.
//!
//! Git leaves the folder alone, but somebody can force files of that name into a commit. So what is believed later is
//! sealed: with a secret, and with the moment at which this machine wrote the secret, which no commit can carry.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use super::fault;
use super::folder::Folder;
use super::hash::hex;
use crate::workspace::Workspace;

/// Name of the folder.
const NAME: &str = ".sqspack";

const IGNORE: (&str, &[u8]) = (".gitignore", b"*\n");

/// Name of the file with the secret.
const SECRET: &str = "secret";

/// Number of hexadecimal digits of a seal.
const SEAL: usize = 64;

/// The scratch folder, open.
#[derive(Debug)]
pub struct Scratch {
    folder: Folder,
    /// What seals are made with; nothing while there is no secret.
    key: Option<[u8; 32]>,
}

impl Scratch {
    /// Opens the folder to read it; nothing where there is none that can be used.
    pub fn open(workspace: &Workspace) -> Option<Self> {
        let folder = Folder::at(&workspace.root).ok()?.folder(NAME).ok()?;
        Some(Self { key: key(&folder), folder })
    }

    /// Opens the folder to write in it, and makes it if need be. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses, or something else stands there.
    pub fn make(workspace: &Workspace) -> io::Result<Self> {
        let make = || {
            let (folder, _) = Folder::at(&workspace.root)?.folder_made(NAME)?;
            folder.close();
            if folder.read(IGNORE.0).ok().as_deref() != Some(IGNORE.1) {
                folder.write(IGNORE.0, IGNORE.1)?;
            }
            let key = key(&folder).map_or_else(|| new_key(&folder), Ok)?;
            Ok(Self { folder, key: Some(key) })
        };
        make().map_err(|error| fault::at(NAME, &error))
    }

    /// The names of the files in it.
    pub fn names(&self) -> Vec<String> {
        self.folder.names()
    }

    /// Opens a file to be locked. Nothing is ever written into it.
    ///
    /// # Errors
    /// The disk refuses, or something else stands there.
    pub fn open_lock(&self, name: &str) -> io::Result<File> {
        self.folder.open_lock(name).map_err(|error| fault::at(&format!("{NAME}/{name}"), &error))
    }

    /// The time by the clock of the file system, which may not be this machine's.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn now(&self) -> io::Result<SystemTime> {
        let written = self.folder.beside(b"now").and_then(|file| file.file().metadata()?.modified());
        written.map_err(|error| fault::at(NAME, &error))
    }

    /// Reads a file that this copy of the workspace has sealed; nothing where there is none.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.folder.read(name).ok()?;
        let body = bytes.get(SEAL + 1..)?;
        let is_ours = bytes[..SEAL] == *self.seal(name, body)?.as_bytes();
        is_ours.then(|| bytes.split_off(SEAL + 1))
    }

    /// Writes a file with a seal. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn write(&self, name: &str, body: &[u8]) -> io::Result<()> {
        let seal = self.seal(name, body).unwrap_or_else(|| "0".repeat(SEAL));
        let write = self.folder.write(name, &[seal.as_bytes(), b"\n", body].concat());
        write.map_err(|error| fault::at(&format!("{NAME}/{name}"), &error))
    }

    /// Writes a file with a seal, durably. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn write_synced(&self, name: &str, body: &[u8]) -> io::Result<()> {
        let seal = self.seal(name, body).unwrap_or_else(|| "0".repeat(SEAL));
        let write = || {
            let file = self.folder.beside(&[seal.as_bytes(), b"\n", body].concat())?;
            super::rehearsal::step()?;
            file.file().sync_all()?;
            file.put(name)?;
            self.folder.sync()
        };
        write().map_err(|error| fault::at(&format!("{NAME}/{name}"), &error))
    }

    /// Takes a file away, durably. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn remove_synced(&self, name: &str) -> io::Result<()> {
        self.folder.remove(name).and_then(|()| self.folder.sync())
    }

    /// Takes a file away.
    pub fn remove(&self, name: &str) {
        // What cannot be taken away is found again by the next build.
        self.folder.remove(name).ok();
    }

    /// Takes away the temporary files that a program which was cut short has left. The caller has passed the gate.
    pub fn sweep(&self) {
        self.folder.sweep();
    }

    /// Writes a file beside and takes it away again, so that the system has an event to report.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn touch(&self, name: &str) -> io::Result<()> {
        self.folder.write(name, b"")?;
        self.folder.remove(name)
    }

    /// A hash that only this copy of the workspace can make, of something with this name; nothing while there is no secret.
    /// Nobody who sees it can find out by guessing what it is of.
    pub fn seal(&self, name: &str, body: &[u8]) -> Option<String> {
        let key = self.key?;
        let name = (name.len() as u64).to_le_bytes().into_iter().chain(name.bytes()).collect::<Vec<_>>();
        let digest = Sha256::new().chain_update(key).chain_update(name).chain_update(body).chain_update(key);
        Some(hex(&digest.finalize()))
    }
}

/// The key that the secret gives together with the time at which it was written.
fn key(folder: &Folder) -> Option<[u8; 32]> {
    let written = folder.look(SECRET).ok()?.modified().ok()?.into_std().duration_since(UNIX_EPOCH).ok()?;
    let secret = folder.read(SECRET).ok()?;
    Some(Sha256::new().chain_update(written.as_nanos().to_le_bytes()).chain_update(secret).finalize().into())
}

/// A secret that nobody can guess.
pub fn chance() -> Vec<u8> {
    // The standard library seeds each of these from the system's source of chance.
    (0..4).flat_map(|piece| RandomState::new().hash_one(piece).to_le_bytes()).collect()
}

fn new_key(folder: &Folder) -> io::Result<[u8; 32]> {
    let chance = chance();
    match folder.beside(hex(&chance).as_bytes())?.put_new(SECRET) {
        // Another program was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && key(folder).is_some() => {}
        // Something that is no file of ours stands there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => folder.write(SECRET, hex(&chance).as_bytes())?,
        written => written?,
    }
    key(folder).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn workspace() -> (TempDir, Workspace) {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        (root, workspace)
    }

    #[test]
    fn what_was_sealed_here_is_read_and_what_was_changed_or_renamed_is_not() {
        let (_root, workspace) = workspace();
        Scratch::make(&workspace).unwrap().write("note", b"text").unwrap();
        let scratch = Scratch::open(&workspace).unwrap();
        assert_eq!(scratch.read("note").as_deref(), Some(&b"text"[..]));
        let path = workspace.scratch().join("note");
        let sealed = fs::read(&path).unwrap();
        fs::write(workspace.scratch().join("other"), &sealed).unwrap();
        assert_eq!(scratch.read("other"), None);
        for damage in [b"text".to_vec(), Vec::new(), sealed[..67].to_vec(), [&sealed[..], b"!"].concat()] {
            fs::write(&path, damage).unwrap();
            assert_eq!(scratch.read("note"), None);
        }
    }

    #[test]
    fn a_scratch_folder_that_came_from_elsewhere_is_not_believed() {
        let (_root, theirs) = workspace();
        Scratch::make(&theirs).unwrap().write("note", b"forged").unwrap();
        let (_other, ours) = workspace();
        fs::create_dir(ours.scratch()).unwrap();
        // As git checks files out: the same content, at another time.
        for name in ["secret", "note", ".gitignore"] {
            fs::copy(theirs.scratch().join(name), ours.scratch().join(name)).unwrap();
        }
        assert_eq!(Scratch::open(&ours).unwrap().read("note"), None);
        assert_eq!(Scratch::make(&ours).unwrap().read("note"), None);
    }

    #[test]
    fn a_scratch_folder_without_its_list_for_git_gets_it() {
        let (_root, workspace) = workspace();
        fs::create_dir(workspace.scratch()).unwrap();
        for damage in [None, Some("")] {
            if let Some(text) = damage {
                fs::write(workspace.scratch().join(".gitignore"), text).unwrap();
            }
            Scratch::make(&workspace).unwrap();
            assert_eq!(fs::read_to_string(workspace.scratch().join(".gitignore")).unwrap(), "*\n");
        }
    }
}
