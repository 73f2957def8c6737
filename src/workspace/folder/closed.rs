//! What other users of the machine cannot read: files with children in them, and the folders that keep such files. Only Unix tells users
//! apart in this way, and a file system without permissions goes without.

use std::fs::File;

/// Lets nobody read and write a file but its owner.
pub fn file(file: &File) {
    set(file, 0o600);
}

/// Lets nobody into a folder but its owner.
pub fn folder(folder: &File) {
    set(folder, 0o700);
}

#[cfg(unix)]
fn set(file: &File, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    if file.metadata().is_ok_and(|about| about.permissions().mode() & 0o777 != mode) {
        file.set_permissions(std::fs::Permissions::from_mode(mode)).ok();
    }
}

#[cfg(not(unix))]
fn set(_: &File, _: u32) {}
