//! Copies for another program to open, outside the workspace: in a folder of their own that nobody else may read.
#![expect(clippy::disallowed_methods, reason = "what is copied here is nobody's record and no pack")]

use std::fs::{self, DirBuilder};
use std::io;
use std::path::PathBuf;

/// The most copies that may lie beside each other before somebody clears the system's folder.
const MOST: u32 = 10_000;

/// Writes files into a new folder of the system's own for temporary files, and gives the folder.
///
/// # Errors
/// The system refuses, or nobody has cleared its folder for too long.
pub fn copies(files: &[(&str, &[u8])]) -> io::Result<PathBuf> {
    let folder = new_folder()?;
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(folder)
}

/// A folder that was not there before: nobody else can have put anything into it.
fn new_folder() -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let base = std::env::temp_dir();
    for number in 1..=MOST {
        let folder = base.join(format!("sqspack-draft-{}-{number}", std::process::id()));
        match builder.create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("there are {MOST} drafts in {}", base.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_copies_lie_in_two_folders_that_nobody_else_may_read() {
        let [one, other] = [b"a", b"b"].map(|bytes| copies(&[("note.eml", bytes)]).unwrap());
        assert_ne!(one, other);
        assert_eq!(fs::read(one.join("note.eml")).unwrap(), b"a");
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&one).unwrap().permissions());
            assert_eq!(mode & 0o077, 0);
        }
        for folder in [one, other] {
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
