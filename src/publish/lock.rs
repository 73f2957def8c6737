//! One build at a time in a workspace.

use std::fs::{File, TryLockError};
use std::io;
use std::time::SystemTime;

use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate};

/// Held for as long as a build is at work; let go when it ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    scratch: Scratch,
    taken_at: SystemTime,
}

impl Lock {
    /// Waits until no other build is at work in the workspace. `on_wait` is called once if there is one.
    ///
    /// # Errors
    /// The lock file cannot be made, or something that is no file stands in its place.
    pub fn take(workspace: &Workspace, on_wait: impl FnOnce()) -> io::Result<Self> {
        let (scratch, file) = open(workspace, "lock")?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                on_wait();
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        Self::held(file, scratch)
    }

    /// Takes it, unless another build is at work.
    ///
    /// # Errors
    /// The lock file cannot be made, or something that is no file stands in its place.
    pub fn try_take(workspace: &Workspace) -> io::Result<Option<Self>> {
        let (scratch, file) = open(workspace, "lock")?;
        match file.try_lock() {
            Ok(()) => Self::held(file, scratch).map(Some),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn held(file: File, scratch: Scratch) -> io::Result<Self> {
        let _writing = gate::enter();
        Ok(Self { _file: file, taken_at: scratch.now()?, scratch })
    }

    /// When it was taken, by the clock of the workspace's file system.
    pub fn taken_at(&self) -> SystemTime {
        self.taken_at
    }

    /// What the workspace remembers. Only the holder of the lock may change it.
    pub fn scratch(&self) -> &Scratch {
        &self.scratch
    }
}

/// Opens a lock file. It is never written.
fn open(workspace: &Workspace, name: &str) -> io::Result<(Scratch, File)> {
    let _writing = gate::enter();
    let scratch = Scratch::make(workspace)?;
    let file = scratch.open_lock(name)?;
    Ok((scratch, file))
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
    /// The lock file cannot be made, or something that is no file stands in its place.
    pub fn take(workspace: &Workspace) -> io::Result<Option<Self>> {
        let (_, file) = open(workspace, "watch")?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(Self { _file: file })),
        }
    }
}
