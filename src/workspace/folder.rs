//! An open folder. All that is done in it goes by one name at a time, follows no link and takes plain files alone.
//!
//! The system keeps an open folder apart from its path: if somebody puts a link in its place meanwhile, the program still
//! works in the folder that it opened.

#![expect(clippy::disallowed_methods, reason = "every folder that the program works in is opened here")]

mod beside;
mod closed;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::fault::Refusal;
use super::rehearsal::step;

pub use beside::{Beside, FolderBeside};

/// The beginning of the names of files that are being written. A build takes away those that a crash has left.
pub const BESIDE: &str = ".sqspack-";

/// Whether a name is one that the program gives a file that it is writing or putting another in place of: [`BESIDE`] and hexadecimal numbers. `.sqspack-notes` is somebody's own.
fn is_beside(name: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_hexdigit());
    name.strip_prefix(BESIDE).is_some_and(|rest| rest.split('-').all(|part| part == "old" || is_number(part)))
}

/// Largest file that is read here, in bytes: far beyond any document.
const LARGEST: u64 = 512 * 1024 * 1024;

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
}

impl Folder {
    /// Opens a folder by its path. Links on the way to it are followed: the caller trusts the path.
    ///
    /// # Errors
    /// There is no such folder, or the system refuses.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { dir: Dir::open_ambient_dir(path, ambient_authority())?, path: path.to_owned() })
    }

    /// Its path when it was opened, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a folder in it.
    ///
    /// # Errors
    /// There is none, something else stands there, or the system refuses.
    pub fn folder(&self, name: &str) -> io::Result<Self> {
        let about = self.dir.symlink_metadata(one(name)?)?;
        if !about.is_dir() {
            return Err(Refusal::instead_of_folder(&about).into());
        }
        // If somebody puts a link there now, this fails.
        Ok(Self { dir: self.dir.open_dir_nofollow(name)?, path: self.path.join(name) })
    }

    /// Opens a folder below it. Links on the way are followed as long as they stay below.
    pub fn within(&self, below: &Path) -> io::Result<Self> {
        let inside = if below.as_os_str().is_empty() { Path::new(".") } else { below };
        Ok(Self { dir: self.dir.open_dir(inside)?, path: self.path.join(below) })
    }

    /// Opens a plain file below it for reading. Links on the way and in the file's place are followed as long as they stay below.
    pub fn file_within(&self, below: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).nonblock(true);
        let file = self.dir.open_with(below, &options)?;
        let about = file.metadata()?;
        if about.is_file() { Ok(file.into_std()) } else { Err(Refusal::instead_of_file(&about).into()) }
    }

    /// Opens a folder in it, and makes it if need be. Says whether it was made.
    ///
    /// # Errors
    /// Something else stands there, or the system refuses.
    pub fn folder_made(&self, name: &str) -> io::Result<(Self, bool)> {
        step()?;
        let is_new = match self.dir.create_dir(one(name)?) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(error),
        };
        Ok((self.folder(name)?, is_new))
    }

    /// What is at a name; the link itself where there is one.
    ///
    /// # Errors
    /// There is nothing, or the system refuses.
    pub fn look(&self, name: &str) -> io::Result<Metadata> {
        self.dir.symlink_metadata(one(name)?)
    }

    /// When what is at a name came to be as it is; where nothing is there, when the names in the folder last changed.
    pub fn changed_at(&self, name: &str) -> Option<SystemTime> {
        match self.look(name) {
            Ok(about) => changed_at(&about),
            Err(_) => Some(self.dir.dir_metadata().ok()?.modified().ok()?.into_std()),
        }
    }

    /// Opens the file that is there, for reading, or for locking and writing.
    pub fn open(&self, name: &str, writes: bool) -> io::Result<File> {
        let about = self.look(name)?;
        if !about.is_file() {
            return Err(Refusal::instead_of_file(&about).into());
        }
        let mut options = OpenOptions::new();
        options.read(true).write(writes).follow(FollowSymlinks::No);
        // A pipe that was put there meanwhile would wait for its other end.
        options.nonblock(true);
        let file = self.dir.open_with(name, &options)?;
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(Refusal::instead_of_file(&about).into());
        }
        Ok(file.into_std())
    }

    /// Reads a file.
    ///
    /// # Errors
    /// There is none, something else stands there, or the system refuses.
    pub fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = self.open(name, false)?;
        let mut bytes = Vec::with_capacity(usize::try_from(file.metadata()?.len().min(LARGEST)).unwrap_or(0));
        if file.take(LARGEST + 1).read_to_end(&mut bytes)? as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    /// Opens a file to be locked, and makes an empty one if there is none. What is in it stays as it is.
    ///
    /// # Errors
    /// Something else stands there, or the system refuses.
    pub fn open_lock(&self, name: &str) -> io::Result<File> {
        match self.create(name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.open(name, true),
            created => created,
        }
    }

    /// Makes an empty file where there is nothing, not even a link.
    fn create(&self, name: &str) -> io::Result<File> {
        step()?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true).follow(FollowSymlinks::No);
        Ok(self.dir.open_with(one(name)?, &options)?.into_std())
    }

    /// Makes a file with these bytes under a name of its own.
    ///
    /// # Errors
    /// The system refuses.
    pub fn beside(&self, bytes: &[u8]) -> io::Result<Beside<'_>> {
        let mut beside = self.empty_beside()?;
        step()?;
        beside.file.write_all(bytes)?;
        Ok(beside)
    }

    /// Makes a file with these bytes under a name of its own, which nobody can read but the user who runs the program.
    ///
    /// # Errors
    /// The system refuses.
    pub fn closed_beside(&self, bytes: &[u8]) -> io::Result<Beside<'_>> {
        let mut beside = self.empty_beside()?;
        closed::file(&beside.file);
        step()?;
        beside.file.write_all(bytes)?;
        Ok(beside)
    }

    /// Lets nobody into it but the user who runs the program.
    pub fn close(&self) {
        if let Ok(open) = self.dir.open(".") {
            closed::folder(&open.into_std());
        }
    }

    fn empty_beside(&self) -> io::Result<Beside<'_>> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("{BESIDE}{:x}-{count:x}", std::process::id());
            let file = match self.create(&name) {
                // Another machine may have a process of the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            };
            let beside = Beside { folder: self, name, file, is_kept: false };
            // A file system without locks has no other program that asks for one.
            beside.file.try_lock().ok();
            return Ok(beside);
        }
    }

    /// Makes a folder under a name of its own.
    ///
    /// # Errors
    /// The system refuses.
    pub fn folder_beside(&self) -> io::Result<FolderBeside<'_>> {
        for count in 0_u32.. {
            let name = format!("{BESIDE}{:x}-folder-{count:x}", std::process::id());
            let (folder, is_new) = self.folder_made(&name)?;
            if is_new {
                return Ok(FolderBeside { parent: self, folder, name, is_kept: false });
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Takes away the folders that were being filled when a program was cut short.
    pub fn sweep_folders(&self) {
        for name in self.names().iter().filter(|name| name.starts_with(BESIDE)) {
            if self.look(name).is_ok_and(|about| about.is_dir()) {
                // What cannot be taken away is hidden, and tried again the next time.
                step().and_then(|()| self.dir.remove_dir_all(name)).ok();
            }
        }
    }

    /// Writes a file whole or not at all, over any that is there. Does not wait for the disk.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.beside(bytes)?.put(name)
    }

    /// Gives a file another name, over any file that has it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        step()?;
        self.dir.rename(one(from)?, &self.dir, one(to)?)
    }

    /// Gives a file a second name, or copies it where the file system has no second names.
    ///
    /// # Errors
    /// The system refuses.
    pub fn double(&self, from: &str, to: &str) -> io::Result<()> {
        step()?;
        match self.dir.hard_link(one(from)?, &self.dir, one(to)?) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => self.write(to, &self.read(from)?),
            done => done,
        }
    }

    /// Takes a file away, or a link; never a folder, or what a link points to.
    ///
    /// # Errors
    /// The system refuses. Nothing being there is no error.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        step()?;
        match self.dir.remove_file(one(name)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes a folder away if it is empty.
    pub fn remove_if_empty(&self, name: &str) {
        // Fails, and should, where something is still in it.
        step().and_then(|()| self.dir.remove_dir(name)).ok();
    }

    /// The names in it.
    pub fn names(&self) -> Vec<String> {
        let entries = self.dir.entries().into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// Takes away the files that a program which was cut short has left, and says whether there was any. One that somebody
    /// is still at work on is locked, and stays.
    pub fn sweep(&self) -> bool {
        let is_left =
            |name: &String| is_beside(name) && self.open(name, false).is_ok_and(|file| file.try_lock().is_ok());
        self.names().iter().filter(|name| is_left(name)).filter(|name| self.remove(name).is_ok()).count() > 0
    }

    /// Waits until the disk has the names in it. Only Unix can do that.
    ///
    /// # Errors
    /// The system refuses.
    pub fn sync(&self) -> io::Result<()> {
        step()?;
        if cfg!(unix) { self.dir.open(".")?.sync_all() } else { Ok(()) }
    }
}

/// A name that leads nowhere else.
fn one(name: &str) -> io::Result<&Path> {
    let path = Path::new(name);
    let mut parts = path.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(only)), None) if only == name => Ok(path),
        _ => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{name}` is not a name in a folder"))),
    }
}

/// When a file was last changed or put in its place. Whoever copies a file can give it any time of change, but not this one.
#[cfg(unix)]
fn changed_at(about: &Metadata) -> Option<SystemTime> {
    let seconds = u64::try_from(cap_std::fs::MetadataExt::ctime(about)).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds))
}

/// When a file was last changed.
#[cfg(not(unix))]
fn changed_at(about: &Metadata) -> Option<SystemTime> {
    Some(about.modified().ok()?.into_std())
}

#[cfg(test)]
mod tests;
