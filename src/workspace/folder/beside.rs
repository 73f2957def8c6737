//! Files and folders that are being written beside their places.

use std::fs::File;
use std::io;

use super::{Folder, one};
use crate::workspace::rehearsal::step;

/// A file that is being written beside its place. It is taken away unless it is put there.
#[derive(Debug)]
pub struct Beside<'f> {
    pub(super) folder: &'f Folder,
    pub(super) name: String,
    /// Locked, which shows others that somebody is at work on it.
    pub(super) file: File,
    pub(super) is_kept: bool,
}

/// A folder that is being filled beside its place. It is taken away unless it is put there.
#[derive(Debug)]
pub struct FolderBeside<'f> {
    pub(super) parent: &'f Folder,
    pub(super) folder: Folder,
    pub(super) name: String,
    pub(super) is_kept: bool,
}

impl Beside<'_> {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Leaves it where it is, under the name that it has.
    pub fn keep(mut self) -> String {
        self.is_kept = true;
        self.name.clone()
    }

    /// Gives it its name, over any file that has it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn put(mut self, name: &str) -> io::Result<()> {
        self.folder.rename(&self.name, name)?;
        self.is_kept = true;
        Ok(())
    }

    /// Gives it its name, unless something has it.
    ///
    /// # Errors
    /// Something has it, or the system refuses.
    pub fn put_new(mut self, name: &str) -> io::Result<()> {
        step()?;
        match self.folder.dir.hard_link(&self.name, &self.folder.dir, one(name)?) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // The file system has no second names: an empty file takes the name first.
            Err(_) => {
                drop(self.folder.create(name)?);
                self.folder.rename(&self.name, name)?;
                self.is_kept = true;
                Ok(())
            }
        }
    }
}

impl Drop for Beside<'_> {
    fn drop(&mut self) {
        if !self.is_kept {
            self.folder.remove(&self.name).ok();
        }
    }
}

impl FolderBeside<'_> {
    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Gives it its name.
    ///
    /// # Errors
    /// Something that is no empty folder has it, or the system refuses.
    pub fn put(mut self, name: &str) -> io::Result<()> {
        self.parent.rename(&self.name, name)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for FolderBeside<'_> {
    fn drop(&mut self) {
        if !self.is_kept {
            step().and_then(|()| self.parent.dir.remove_dir_all(&self.name)).ok();
        }
    }
}
