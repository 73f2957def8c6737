//! Reading files: plain ones alone, of a limited size, and every path held inside the workspace.
//!
//! A record comes from colleagues by git, so that anything may stand in the place of a file: a link to a private file, a pipe
//! that never ends, a device, a folder. The file is opened first, without waiting and without following a link, and what was
//! opened is then looked at. Nobody can exchange it in between.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::folder::Folder;

/// Largest file of a record or template that is read, in bytes: far beyond any, and small enough to hold.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// Largest file that comes from elsewhere, or that lies in a pack, in bytes.
pub const LARGEST_OTHER: u64 = 256 * 1024 * 1024;

/// Why a file is not read.
#[derive(Debug)]
pub enum Refused {
    /// It is not there.
    Missing,
    /// A link in its path leads out of the workspace.
    Outside,
    /// It is a link.
    Link,
    /// It is a folder, a pipe, a device or another thing that is not a file.
    NotAFile,
    /// It is larger than it can be.
    TooLarge,
    /// It is not UTF-8 text.
    NotText(Encoding),
    /// The system would not read it.
    System(io::Error),
}

impl Refused {
    /// What is wrong, for a message.
    pub fn message(&self) -> String {
        match self {
            Self::Missing => "the file is missing".to_owned(),
            Self::Outside => "a link leads out of the workspace".to_owned(),
            Self::Link => "this is a link, and links are not followed here".to_owned(),
            Self::NotAFile => "this is not a plain file".to_owned(),
            Self::TooLarge => format!("the file is larger than {} MB", LARGEST / 1024 / 1024),
            Self::NotText(Encoding::Utf16) => "the file is saved as UTF-16 and not as UTF-8".to_owned(),
            Self::NotText(Encoding::Other { line }) => {
                format!("the file is not saved as UTF-8: line {line} is the first that cannot be read")
            }
            Self::System(error) => format!("the file cannot be read: {error}"),
        }
    }
}

/// How a text that is not UTF-8 was saved, as far as that can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// What some programs call Unicode: two bytes for a letter.
    Utf16,
    /// Most often Windows-1252, which is ANSI in old editors.
    Other {
        /// The first line that is not UTF-8.
        line: usize,
    },
}

/// The text of bytes that have to be UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<String, Refused> {
    // With letters of Europe alone, UTF-16 without its mark passes for UTF-8 with a zero beside every letter.
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || zeros > bytes.len() / 4 {
        return Err(Refused::NotText(Encoding::Utf16));
    }
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + sound.iter().filter(|byte| **byte == b'\n').count();
        Refused::NotText(Encoding::Other { line })
    })
}

/// Reads a file below `root` whole. `root` is a real path, without links. Its folders may be links within `root`; the file
/// itself may not.
pub fn read(root: &Path, path: &Path) -> Result<Vec<u8>, Refused> {
    let folder = open_folder(root, path.parent().unwrap_or(root))?;
    read_in(root, &folder, path.file_name().and_then(|name| name.to_str()).ok_or(Refused::Missing)?)
}

/// Reads a text file below `root`.
pub fn read_text(root: &Path, path: &Path) -> Result<String, Refused> {
    text(read(root, path)?)
}

/// Reads a text file in a folder below `root` that [`open_folder`] has opened.
pub fn read_text_in(root: &Path, folder: &Folder, name: &str) -> Result<String, Refused> {
    text(read_in(root, folder, name)?)
}

/// Opens a folder below `root`, a real path. What is read in the open folder is read there, whatever somebody puts in its place
/// meanwhile. Links on the way to it are followed within `root`.
pub fn open_folder(root: &Path, path: &Path) -> Result<Folder, Refused> {
    let top = Folder::at(root).map_err(from_io)?;
    match path.strip_prefix(root).map(|below| top.within(below)) {
        Ok(Ok(folder)) => Ok(folder),
        // A link within `root` may name its whole path, and the path may be written from where the program runs.
        _ => top.within(&really_below(root, path)?).map_err(from_io),
    }
}

/// Reads a plain file below `root`, a real path. A link in its place or on the way is followed within `root`.
pub fn read_linked(root: &Path, path: &Path) -> Result<Vec<u8>, Refused> {
    let top = Folder::at(root).map_err(from_io)?;
    let file = match path.strip_prefix(root).map(|below| top.file_within(below)) {
        Ok(Ok(file)) => file,
        _ => top.file_within(&really_below(root, path)?).map_err(from_io)?,
    };
    read_opened(file, LARGEST)
}

/// A path from `root` on, without links.
fn really_below(root: &Path, path: &Path) -> Result<PathBuf, Refused> {
    let real = resolve(root, path)?;
    real.strip_prefix(root).map(Path::to_owned).map_err(|_| Refused::Outside)
}

/// Reads a file in a folder below `root` that [`open_folder`] has opened.
pub fn read_in(root: &Path, folder: &Folder, name: &str) -> Result<Vec<u8>, Refused> {
    let about = folder.look(name).map_err(from_io)?;
    if about.is_symlink() {
        // The reader of the message should know whether somebody reached for something outside.
        let real = folder.path().join(name).canonicalize();
        return Err(if real.is_ok_and(|real| !real.starts_with(root)) { Refused::Outside } else { Refused::Link });
    }
    if !about.is_file() {
        return Err(Refused::NotAFile);
    }
    read_opened(folder.open(name, false).map_err(from_io)?, LARGEST)
}

/// Reads a plain file of at most `limit` bytes, which must not be a link. Its folders are the caller's to prove.
pub fn read_plain(path: &Path, limit: u64) -> Result<Vec<u8>, Refused> {
    read_opened(open(path, Links::Refused)?, limit)
}

/// Reads a file that the person at the keyboard has named, anywhere on the machine: a link to a plain file will do.
pub fn read_named(path: &Path) -> Result<Vec<u8>, Refused> {
    read_opened(open(path, Links::Followed)?, LARGEST_OTHER)
}

fn read_opened(file: File, limit: u64) -> Result<Vec<u8>, Refused> {
    let about = file.metadata().map_err(from_io)?;
    if !about.is_file() {
        return Err(Refused::NotAFile);
    }
    if about.len() > limit {
        return Err(Refused::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default() + 1);
    // A file that grows while it is read has no end.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(from_io)?;
    if bytes.len() as u64 > limit { Err(Refused::TooLarge) } else { Ok(bytes) }
}

/// What happens at a link in the place of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Followed,
    Refused,
}

/// Opens a file for reading. Nothing that may stand in its place makes this wait.
#[cfg(unix)]
fn open(path: &Path, links: Links) -> Result<File, Refused> {
    use rustix::fs::{Mode, OFlags};
    let mut flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    if links == Links::Refused {
        flags |= OFlags::NOFOLLOW;
    }
    rustix::fs::open(path, flags, Mode::empty()).map(File::from).map_err(|error| match error {
        // FreeBSD says EMLINK of a link that is not followed.
        rustix::io::Errno::LOOP | rustix::io::Errno::MLINK => Refused::Link,
        // A socket, or a device without a driver.
        rustix::io::Errno::NXIO | rustix::io::Errno::NODEV => Refused::NotAFile,
        error => from_io(error.into()),
    })
}

#[cfg(not(unix))]
fn open(path: &Path, links: Links) -> Result<File, Refused> {
    let about = fs::symlink_metadata(path).map_err(from_io)?;
    if about.is_symlink() && links == Links::Refused {
        return Err(Refused::Link);
    }
    if about.is_dir() {
        return Err(Refused::NotAFile);
    }
    File::open(path).map_err(from_io)
}

/// The real path of something below `root`, which every link on the way must respect.
pub fn resolve(root: &Path, path: &Path) -> Result<PathBuf, Refused> {
    let real = path.canonicalize().map_err(from_io)?;
    if real.starts_with(root) { Ok(real) } else { Err(Refused::Outside) }
}

/// What shows without reading a file that it may have changed: its size, the time of its last change, in nanoseconds where
/// the file system keeps them, and its numbers.
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

/// When a file came to be as it is, whatever time a copy has brought with it; where there is none, when the names in its folder
/// last changed.
pub fn changed_at(path: &Path) -> Option<SystemTime> {
    match fs::symlink_metadata(path) {
        Ok(about) => moment(&about),
        Err(_) => fs::metadata(path.parent()?).ok()?.modified().ok(),
    }
}

/// When something in a folder, or below it, last changed.
pub fn newest_change(folder: &Path) -> Option<SystemTime> {
    let entries = WalkDir::new(folder).into_iter().flatten();
    let inside = entries.filter_map(|entry| changed_at(entry.path())).max();
    inside.or_else(|| changed_at(folder))
}

#[cfg(unix)]
fn moment(about: &fs::Metadata) -> Option<SystemTime> {
    let seconds = u64::try_from(std::os::unix::fs::MetadataExt::ctime(about)).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds))
}

#[cfg(not(unix))]
fn moment(about: &fs::Metadata) -> Option<SystemTime> {
    about.modified().ok()
}

/// What tells a folder from another that lies, or lay, at the same path: its number, and the time it was made where the system
/// keeps that. Neither changes with the folder's content, and neither travels with a copy.
pub fn identity(about: &fs::Metadata) -> [u8; 24] {
    let mut identity = [0; 24];
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        identity[..8].copy_from_slice(&about.ino().to_le_bytes());
    }
    let made = about.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    identity[8..].copy_from_slice(&made.map_or(0, |since| since.as_nanos()).to_le_bytes());
    identity
}

fn from_io(error: io::Error) -> Refused {
    if error.kind() == io::ErrorKind::NotFound { Refused::Missing } else { Refused::System(error) }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn a_file_that_is_a_link_is_refused_and_a_folder_that_is_one_is_followed_within_the_workspace() {
        let outside = tempfile::tempdir().expect("a temporary folder");
        fs::write(outside.path().join("secret.toml"), "x").expect("written");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("a real path");
        fs::create_dir(root.join("real")).expect("made");
        fs::write(root.join("real/team.toml"), "team").expect("written");
        symlink(outside.path().join("secret.toml"), root.join("out.toml")).expect("linked");
        symlink(root.join("real/team.toml"), root.join("in.toml")).expect("linked");
        symlink(root.join("nowhere.toml"), root.join("broken.toml")).expect("linked");
        symlink(root.join("real"), root.join("folder")).expect("linked");
        symlink(outside.path(), root.join("away")).expect("linked");
        assert!(matches!(read(&root, &root.join("out.toml")), Err(Refused::Outside)));
        assert!(matches!(read(&root, &root.join("away/secret.toml")), Err(Refused::Outside)));
        assert!(matches!(read(&root, &root.join("in.toml")), Err(Refused::Link)));
        assert!(matches!(read(&root, &root.join("broken.toml")), Err(Refused::Link)));
        assert_eq!(read_text(&root, &root.join("folder/team.toml")).expect("read"), "team");
        assert_eq!(read_named(&root.join("in.toml")).expect("read"), b"team");
        assert!(matches!(read(&root, &root.join("none.toml")), Err(Refused::Missing)));
    }

    #[test]
    fn what_is_not_a_plain_file_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("a real path");
        let pipe = root.join("pipe.toml");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.toml")).expect("a socket");
        fs::create_dir(root.join("folder.toml")).expect("made");
        for name in ["pipe.toml", "socket.toml", "folder.toml"] {
            assert!(matches!(read(&root, &root.join(name)), Err(Refused::NotAFile)), "{name}");
            assert!(matches!(read_named(&root.join(name)), Err(Refused::NotAFile)), "{name}");
        }
        for device in ["/dev/zero", "/dev/tty", "/dev/null"] {
            assert!(read_plain(Path::new(device), LARGEST).is_err(), "{device}");
            assert!(read_named(Path::new(device)).is_err(), "{device}");
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("file");
        fs::write(&path, [0; 100]).expect("written");
        assert_eq!(read_plain(&path, 100).expect("read").len(), 100);
        assert!(matches!(read_plain(&path, 99), Err(Refused::TooLarge)));
    }
}
