//! One build at a time in a workspace.

#![expect(clippy::disallowed_methods, reason = "the lock file is opened as it is, and nothing is ever written into it")]

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::time::SystemTime;

use crate::workspace::Workspace;
use crate::workspace::disk;

/// Held for as long as a build is at work; let go when it ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    taken_at: SystemTime,
}

impl Lock {
    /// Waits until no other build is at work in the workspace. `on_wait` is called once if there is one.
    ///
    /// # Errors
    /// The lock file cannot be made.
    pub fn take(workspace: &Workspace, on_wait: impl FnOnce()) -> io::Result<Self> {
        disk::make_scratch(workspace)?;
        let mut file =
            File::options().create(true).truncate(false).write(true).open(workspace.scratch().join("lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait();
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // What is written now bears the time of the file system's own clock.
        file.set_len(0)?;
        file.write_all(b"held by a build\n")?;
        let taken_at = file.metadata()?.modified()?;
        Ok(Self { _file: file, taken_at })
    }

    /// When it was taken, by the clock of the workspace's file system.
    pub fn taken_at(&self) -> SystemTime {
        self.taken_at
    }
}

/// Held by the one watcher that a workspace may have: two of different versions would write over each other for ever.
#[derive(Debug)]
pub struct Watching {
    _file: File,
}

impl Watching {
    /// Takes it, unless another watcher has it. A file system without locks gives it to everybody.
    ///
    /// # Errors
    /// The lock file cannot be made.
    pub fn take(workspace: &Workspace) -> io::Result<Option<Self>> {
        disk::make_scratch(workspace)?;
        let file = File::options().create(true).truncate(false).write(true).open(workspace.scratch().join("watch"))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self { _file: file })),
        }
    }
}
