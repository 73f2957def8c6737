//! What some files say, and when they must be read again. Stamps of files are quick to compare, but two saves within one tick
//! of the disk's clock leave the same stamp: stamps stand for the content only once they have been the same for long enough.

use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::time::Instant;

use crate::workspace::files::{FileStamp, stamp};
use crate::workspace::{Reading, is_at_rest};

/// Compares some files from scan to scan.
pub struct ChangeDetector {
    /// Every file with its stamp; no stamp where there is no file.
    stamps: Vec<(PathBuf, Option<FileStamp>)>,
    /// Since when the stamps have been the same.
    stamps_since: Instant,
    /// When the files were last read.
    read_at: Instant,
    /// What the files say; none before the first scan, and while there is nothing to read.
    pub reading: Option<Reading>,
    /// Since when they have said so.
    pub since: Instant,
}

impl ChangeDetector {
    /// A detector of files that were not scanned yet.
    pub fn new(now: Instant) -> Self {
        Self { stamps: Vec::new(), stamps_since: now, read_at: now, reading: None, since: now }
    }

    /// Whether these files must be read now: their stamps differ from the last scan, or have not been the same for long enough
    /// since the files were last read, or a file could not be read then. It may become readable without another stamp.
    pub fn must_read(&mut self, mut paths: Vec<PathBuf>, now: Instant) -> bool {
        paths.sort();
        let stamped = |path: PathBuf| {
            let about = fs::metadata(&path).ok().filter(Metadata::is_file);
            (path, about.as_ref().map(stamp))
        };
        let stamps: Vec<_> = paths.into_iter().map(stamped).collect();
        if stamps != self.stamps {
            (self.stamps, self.stamps_since) = (stamps, now);
        }
        let was_at_rest = is_at_rest(self.read_at.duration_since(self.stamps_since));
        let must_read = !was_at_rest || !self.reading.as_ref().is_some_and(Reading::is_certain);
        if must_read {
            self.read_at = now;
        }
        must_read
    }

    /// Takes in what the files say. Says whether they have changed in a way that the system should have told of.
    pub fn take(&mut self, reading: Option<Reading>, now: Instant) -> bool {
        let was_certain = self.reading.as_ref().is_none_or(Reading::is_certain);
        let differs = self.reading != reading;
        if differs {
            (self.reading, self.since) = (reading, now);
        }
        differs && was_certain
    }
}

#[cfg(test)]
mod tests {
    use std::iter::once;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::problem::{Place, Problem, SourceFile, code};
    use crate::workspace::AT_REST;

    fn reading(text: &str, refused: &[Problem]) -> Option<Reading> {
        Some(Reading::of_files(once(("team.toml", text.as_bytes())), refused))
    }

    #[test]
    fn files_are_read_on_another_stamp_and_until_they_are_at_rest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("team.toml");
        fs::write(&path, "a").expect("written");
        let start = Instant::now();
        let mut detector = ChangeDetector::new(start);
        detector.take(reading("a", &[]), start);
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

    #[test]
    fn files_of_which_one_could_not_be_read_are_read_again_and_what_they_say_then_is_no_news() {
        let file = Arc::new(SourceFile::new("inspections/a/team.toml", ""));
        let refused = [Problem::new(code::UNREADABLE, Place::new(file, 0..0), "no permission", "allow it")];
        let start = Instant::now();
        let mut detector = ChangeDetector::new(start);
        assert!(detector.take(reading("a", &refused), start));
        let later = start + 2 * AT_REST;
        assert!(detector.must_read(Vec::new(), later), "a last time once the files are at rest");
        assert!(detector.must_read(Vec::new(), later), "it may become readable without another stamp");
        assert!(!detector.take(reading("a", &[]), later), "and without an event");
        assert!(!detector.must_read(Vec::new(), later));
        assert!(detector.take(reading("b", &[]), later));
    }
}
