//! What shows without reading a file that it may have changed.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file's size, the time of its last change, in nanoseconds where the file system keeps them, and its numbers.
pub type FileStamp = (u64, Option<SystemTime>, [u8; 24]);

/// The stamp of a file.
pub fn stamp(about: &fs::Metadata) -> FileStamp {
    (about.len(), about.modified().ok(), numbers(about))
}

/// What else tells one file from another beside its size and the time of its last change: its number, and the
/// time of its last change of any kind; where the system has none of these, the time it was made.
fn numbers(about: &fs::Metadata) -> [u8; 24] {
    let mut numbers = [0; 24];
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        numbers[..8].copy_from_slice(&about.ino().to_le_bytes());
        numbers[8..16].copy_from_slice(&about.ctime().to_le_bytes());
        numbers[16..].copy_from_slice(&about.ctime_nsec().to_le_bytes());
    }
    #[cfg(not(unix))]
    {
        let made = about.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        numbers[..16].copy_from_slice(&made.map_or(0, |since| since.as_nanos()).to_le_bytes());
    }
    numbers
}

/// A folder in which many files are looked at. On Unix it is open, so that the system finds each file by one name and not by its whole path:
/// a build with nothing to do looks at tens of thousands.
#[derive(Debug)]
pub struct StampedFolder {
    #[cfg(unix)]
    folder: rustix::fd::OwnedFd,
    #[cfg(not(unix))]
    folder: std::path::PathBuf,
}

#[cfg(unix)]
impl StampedFolder {
    /// Opens a folder; nothing where there is none, or where a link stands in its place.
    pub fn at(path: &Path) -> Option<Self> {
        Self::open(rustix::fs::CWD, path)
    }

    /// Opens a folder in it in the same way.
    pub fn folder(&self, name: &str) -> Option<Self> {
        Self::open(&self.folder, Path::new(name))
    }

    fn open(from: impl rustix::fd::AsFd, path: &Path) -> Option<Self> {
        use rustix::fs::{Mode, OFlags};

        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Some(Self { folder: rustix::fs::openat(from, path, flags, Mode::empty()).ok()? })
    }

    /// The stamp of a plain file in it; nothing where there is none, or something else in its place.
    pub fn stamp(&self, name: &str) -> Option<FileStamp> {
        use rustix::fs::{AtFlags, FileType, statat};

        let about = statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        if FileType::from_raw_mode(about.st_mode) != FileType::RegularFile {
            return None;
        }
        let since = Duration::new(about.st_mtime.try_into().ok()?, about.st_mtime_nsec.try_into().ok()?);
        let mut numbers = [0; 24];
        numbers[..8].copy_from_slice(&about.st_ino.to_le_bytes());
        numbers[8..16].copy_from_slice(&i64::from(about.st_ctime).to_le_bytes());
        numbers[16..].copy_from_slice(&i64::try_from(about.st_ctime_nsec).ok()?.to_le_bytes());
        Some((about.st_size.try_into().ok()?, UNIX_EPOCH.checked_add(since), numbers))
    }
}

#[cfg(not(unix))]
impl StampedFolder {
    /// The folder; nothing where there is none, or where a link stands in its place.
    pub fn at(path: &Path) -> Option<Self> {
        let is_folder = fs::symlink_metadata(path).is_ok_and(|about| about.is_dir());
        is_folder.then(|| Self { folder: path.to_owned() })
    }

    /// A folder in it in the same way.
    pub fn folder(&self, name: &str) -> Option<Self> {
        Self::at(&self.folder.join(name))
    }

    /// The stamp of a plain file in it; nothing where there is none, or something else in its place.
    pub fn stamp(&self, name: &str) -> Option<FileStamp> {
        fs::symlink_metadata(self.folder.join(name)).ok().filter(fs::Metadata::is_file).map(|about| stamp(&about))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_same_stamp_by_its_path_and_in_its_folder_and_what_is_no_plain_file_has_none() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("in")).expect("made");
        fs::write(place.path().join("in/a"), "x").expect("written");
        let open = StampedFolder::at(place.path()).expect("there");
        let inner = open.folder("in").expect("there");
        let about = fs::symlink_metadata(place.path().join("in/a")).expect("there");
        assert_eq!(inner.stamp("a"), Some(stamp(&about)));
        assert!(open.stamp("in").is_none() && inner.stamp("b").is_none() && inner.folder("a").is_none());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place.path().join("in"), place.path().join("linked")).expect("linked");
            std::os::unix::fs::symlink(place.path().join("in/a"), place.path().join("in/b")).expect("linked");
            assert!(open.folder("linked").is_none() && inner.stamp("b").is_none());
        }
    }
}
