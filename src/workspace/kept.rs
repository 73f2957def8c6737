//! The bytes of what was issued: `issued/<inspection>/<entry>/`, which git leaves alone and nothing writes over.

use std::io;

use super::durable::{write_kept_folder, write_new};
use super::folder::{BESIDE, Folder};
use super::{Workspace, gate};

/// Name of the folder of all that was issued.
const ISSUED: &str = "issued";

/// Name of the file with the secret that a hash of a file with children is made with.
pub const SALT: &str = "salt";

/// Name of the file with the entry.
pub const ENTRY: &str = "entry.toml";

/// Keeps the bytes of an entry, durably: all files or none, and never over what is there.
///
/// # Errors
/// The disk refuses, or there is a folder of that name.
pub fn keep(workspace: &Workspace, folder: &str, id: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let issued = workspace.root.join(ISSUED);
    match write_new(&issued.join(".gitignore"), "*\n") {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    Folder::at(&workspace.root)?.folder(ISSUED)?.close();
    write_kept_folder(&issued.join(folder).join(id), files)
}

/// The names of the entries of which the bytes are kept here.
pub fn kept(workspace: &Workspace, folder: &str) -> Vec<String> {
    let mut names = of(workspace, folder).map(|open| open.names()).unwrap_or_default();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// The bytes of a file of the pack as they went out; nothing where they are not kept here.
pub fn read(workspace: &Workspace, folder: &str, id: &str, name: &str) -> Option<Vec<u8>> {
    of(workspace, folder).ok()?.folder(id).ok()?.read(name).ok()
}

/// The name that a file of the pack has among the kept ones.
pub fn name_of(path: &str) -> String {
    path.replace('/', "-")
}

/// Takes away what an interrupted `issue` has kept of an entry that never came to be.
///
/// # Errors
/// The disk refuses.
pub fn take_away(workspace: &Workspace, folder: &str, id: &str) -> io::Result<()> {
    let _writing = gate::enter();
    let open = match of(workspace, folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        open => open?,
    };
    if open.look(id).is_ok() {
        open.rename(id, &format!("{BESIDE}{id}"))?;
        open.sync()?;
    }
    open.sweep_folders();
    Ok(())
}

fn of(workspace: &Workspace, folder: &str) -> io::Result<Folder> {
    Folder::at(&workspace.root)?.folder(ISSUED)?.folder(folder)
}
