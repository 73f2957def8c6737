//! Waits until a program has replaced or written over its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::Result;

/// How often the bench looks whether a file has arrived.
const EVERY: Duration = Duration::from_micros(100);

/// Longer than anything here takes.
pub const TOO_LONG: Duration = Duration::from_secs(60);

/// Files that are to be replaced or written over.
pub struct Arrival<'p> {
    paths: &'p [PathBuf],
    before: Vec<Option<Appearance>>,
}

/// What tells a new file from the one before.
type Appearance = (SystemTime, u64, u64);

impl<'p> Arrival<'p> {
    /// The files as they are.
    pub fn of(paths: &'p [PathBuf]) -> Self {
        Self { paths, before: paths.iter().map(|path| appearance(path)).collect() }
    }

    /// Waits until each of them is another one.
    pub fn wait(&self) -> Result<()> {
        let start = Instant::now();
        for (path, before) in self.paths.iter().zip(&self.before) {
            // A file that is emptied before it is written has not arrived.
            while appearance(path).is_none_or(|now| now.1 == 0 || Some(now) == *before) {
                if start.elapsed() > TOO_LONG {
                    return Err(format!("{} does not change", path.display()).into());
                }
                sleep(EVERY);
            }
        }
        Ok(())
    }
}

fn appearance(path: &Path) -> Option<Appearance> {
    let about = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&about);
    #[cfg(not(unix))]
    let number = 0;
    Some((about.modified().ok()?, about.len(), number))
}
