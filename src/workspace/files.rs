//! Reading and listing files, with every link and path held inside the workspace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes: far beyond any record, and small enough to hold.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Why a file is not read.
#[derive(Debug)]
pub enum Refused {
    /// It is not there.
    Missing,
    /// A link in its path leads out of the workspace.
    Outside,
    /// It is a folder, a pipe or another thing that is not a file.
    NotAFile,
    /// It is larger than any record can be.
    TooLarge,
    /// It is not UTF-8 text.
    NotText,
    /// The system would not read it.
    System(io::Error),
}

impl Refused {
    /// What is wrong, for a message.
    pub fn words(&self) -> String {
        match self {
            Self::Missing => "the file is missing".to_owned(),
            Self::Outside => "a link leads out of the workspace".to_owned(),
            Self::NotAFile => "this is not a plain file".to_owned(),
            Self::TooLarge => "the file is larger than 8 MB".to_owned(),
            Self::NotText => "the file is not UTF-8 text".to_owned(),
            Self::System(error) => format!("the file cannot be read: {error}"),
        }
    }
}

/// Reads a file below `root` whole. `root` is a real path, without links.
pub fn read(root: &Path, path: &Path) -> Result<Vec<u8>, Refused> {
    read_real(&resolve(root, path)?)
}

/// Reads a text file in a folder that [`resolve`] has found to lie below `root`: only where the file is a link itself need
/// its path be looked at again.
pub fn read_text_in(root: &Path, folder: &Path, name: &str) -> Result<String, Refused> {
    let path = folder.join(name);
    let is_link = fs::symlink_metadata(&path).map_err(from_io)?.is_symlink();
    let bytes = if is_link { read(root, &path) } else { read_real(&path) };
    String::from_utf8(bytes?).map_err(|_| Refused::NotText)
}

fn read_real(real: &Path) -> Result<Vec<u8>, Refused> {
    let about = fs::metadata(real).map_err(from_io)?;
    if !about.is_file() {
        return Err(Refused::NotAFile);
    }
    if about.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    fs::read(real).map_err(from_io)
}

/// Reads a text file below `root`.
pub fn read_text(root: &Path, path: &Path) -> Result<String, Refused> {
    String::from_utf8(read(root, path)?).map_err(|_| Refused::NotText)
}

/// The real path of something below `root`, which every link on the way must respect.
pub fn resolve(root: &Path, path: &Path) -> Result<PathBuf, Refused> {
    let real = path.canonicalize().map_err(from_io)?;
    if real.starts_with(root) { Ok(real) } else { Err(Refused::Outside) }
}

/// What else tells one file from another beside its size and the time of its last change: its number, and the
/// time of its last change of any kind; where the system has none of these, the time it was made.
pub fn numbers(about: &fs::Metadata) -> [u8; 24] {
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

fn from_io(error: io::Error) -> Refused {
    if error.kind() == io::ErrorKind::NotFound { Refused::Missing } else { Refused::System(error) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_out_of_the_workspace_is_refused_and_one_inside_is_followed() {
        let outside = tempfile::tempdir().expect("a temporary folder");
        fs::write(outside.path().join("secret.toml"), "x").expect("written");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("a real path");
        fs::write(root.join("team.toml"), "team").expect("written");
        std::os::unix::fs::symlink(outside.path().join("secret.toml"), root.join("out.toml")).expect("linked");
        std::os::unix::fs::symlink(root.join("team.toml"), root.join("in.toml")).expect("linked");
        assert!(matches!(read(&root, &root.join("out.toml")), Err(Refused::Outside)));
        assert_eq!(read_text(&root, &root.join("in.toml")).expect("read"), "team");
        assert!(matches!(read(&root, &root.join("none.toml")), Err(Refused::Missing)));
        assert!(matches!(read(&root, &root), Err(Refused::NotAFile)));
    }
}
