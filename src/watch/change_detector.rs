//! When files must be read again. Stamps of files are quick to compare, but two saves within one tick of the disk's clock leave
//! the same stamp: stamps stand for the content only once they have been the same for long enough.

use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use crate::workspace::files::numbers;
use crate::workspace::is_at_rest;

/// Size, time of the last change and numbers of a file. The time is in nanoseconds where the file system keeps them.
type Stamp = (u64, Option<SystemTime>, [u8; 24]);

/// Compares the stamps of some files from scan to scan.
#[derive(Debug, Default)]
pub struct ChangeDetector {
    /// Every file with its stamp; no stamp where there is no file.
    stamps: Vec<(PathBuf, Option<Stamp>)>,
    /// Since when they have been the same; none before the first scan, and once the files are at rest.
    since: Option<Instant>,
}

impl ChangeDetector {
    /// Whether these files must be read now: their stamps differ from the last scan, or have not been the same for long enough
    /// since the files were last read.
    pub fn must_read(&mut self, mut paths: Vec<PathBuf>, now: Instant) -> bool {
        paths.sort();
        let stamp = |about: &Metadata| (about.len(), about.modified().ok(), numbers(about));
        let stamps = paths.into_iter().map(|path| {
            let about = fs::metadata(&path).ok().filter(Metadata::is_file);
            (path, about.as_ref().map(stamp))
        });
        let stamps: Vec<_> = stamps.collect();
        if stamps != self.stamps {
            *self = Self { stamps, since: Some(now) };
            return true;
        }
        let was_at_rest = self.since.is_none();
        self.since = self.since.filter(|since| !is_at_rest(now.duration_since(*since)));
        !was_at_rest
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn files_are_read_on_another_stamp_and_until_they_are_at_rest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("team.toml");
        fs::write(&path, "a").expect("written");
        let (mut detector, start) = (ChangeDetector::default(), Instant::now());
        let mut must_read =
            |milliseconds| detector.must_read(vec![path.clone()], start + Duration::from_millis(milliseconds));
        assert!(must_read(0));
        assert!(must_read(500), "a second save within one tick of the clock is seen");
        assert!(must_read(2_001), "a last time once the files are at rest");
        assert!(!must_read(2_500));
        fs::write(&path, "ab").expect("written");
        assert!(must_read(2_700));
        assert!(must_read(2_800), "another stamp is not at rest");
    }
}
