//! A file that is being written, beside the place that it will be renamed to.

#![expect(clippy::disallowed_methods, reason = "every file that is written begins here")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// The beginning of the names of files that are being written. A build takes away those that a crash has left in a pack.
pub const BESIDE: &str = ".sqspack-";

/// Makes a new file in a folder with these bytes, under a name of its own. It is taken away unless somebody renames it.
///
/// # Errors
/// The disk refuses.
pub fn beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BESIDE);
    // A new file has the permissions that any other new file of the user's would have.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Refuses a link or a file where a folder has to be. There may be nothing.
///
/// # Errors
/// There is one, or the disk refuses.
pub fn refuse_link(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(about) if about.is_dir() => Ok(()),
        Ok(_) => {
            let words = format!("{} is a link or a file, but has to be a folder of its own", folder.display());
            Err(io::Error::new(io::ErrorKind::NotADirectory, words))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
