//! Files in the folder of git's hooks, which belongs to the repository and not to the workspace.
#![expect(
    clippy::disallowed_methods,
    reason = "git's hooks are no record and no pack, and may lie behind a link that git follows too"
)]

use std::fs;
use std::io;
use std::path::Path;

use super::files::{Refused, read_named};

/// The text of a hook; nothing where there is none.
///
/// # Errors
/// It cannot be read as text.
pub fn read(folder: &Path, name: &str) -> io::Result<Option<String>> {
    match read_named(&folder.join(name)) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(Refused::Missing) => Ok(None),
        Err(refused) => Err(io::Error::other(format!("the hook {name}: {}", refused.message()))),
    }
}

/// Whether git runs a hook: it is there, and may be run.
pub fn is_run(folder: &Path, name: &str) -> bool {
    let about = fs::metadata(folder.join(name));
    #[cfg(unix)]
    let runs = |about: fs::Metadata| std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let runs = |about: fs::Metadata| about.is_file();
    about.is_ok_and(runs)
}

/// Writes a hook that git runs, beside its place first.
///
/// # Errors
/// The disk refuses.
pub fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!("{name}.new-sqspack"));
    fs::write(&beside, text)?;
    #[cfg(unix)]
    fs::set_permissions(&beside, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    fs::rename(beside, folder.join(name))
}

/// Gives a hook another name.
///
/// # Errors
/// The disk refuses.
pub fn rename(folder: &Path, from: &str, to: &str) -> io::Result<()> {
    fs::rename(folder.join(from), folder.join(to))
}

/// Takes a hook away.
///
/// # Errors
/// The disk refuses.
pub fn remove(folder: &Path, name: &str) -> io::Result<()> {
    fs::remove_file(folder.join(name))
}
