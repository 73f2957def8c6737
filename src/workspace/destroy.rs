//! Finds files below a folder and takes them away for good: by one name at a time, through no link, and plain files alone.
//!
//! A file is not written over first: on flash disks and on file systems with a journal the new bytes lie elsewhere than the old.

use std::io;

use super::fault::{self, Refusal};
use super::folder::Folder;
use super::{Workspace, files, gate};

/// How deep folders are looked into.
const DEEPEST: usize = 8;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A plain file.
    File,
    /// A folder with nothing in it.
    EmptyFolder,
    /// A link, a pipe or a device, which leads elsewhere or holds nothing; or a folder that nobody may open, or that lies too deep.
    Other,
}

/// What lies in a folder of the workspace and in those below it, by paths from the root with `/`, in order. Folders are not named, empty ones neither, and
/// git's own is not looked into. Nothing where there is no such folder.
///
/// # Errors
/// A link or file stands in the place of the folder, or of one above it.
pub fn below(workspace: &Workspace, path: &str) -> io::Result<Vec<(String, PathKind)>> {
    let mut found = Vec::new();
    match open(workspace, path) {
        Ok(folder) => {
            look(&folder, path, DEEPEST, &mut found);
            found.retain(|(_, kind)| *kind != PathKind::EmptyFolder);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(fault::at(path, &error)),
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// How deep the workspace is looked into around its inspections.
const DEEPEST_AROUND: usize = 3;

/// The folders with what belongs to inspections, which are looked into as deep as one of theirs.
const OF_INSPECTIONS: [&str; 3] = ["inspections", "packs", "issued"];

/// What lies in the workspace a few folders deep, in the same form, and the empty folders there. What is hidden is not looked into, and neither is what programs are
/// built in.
pub fn around(workspace: &Workspace) -> Vec<(String, PathKind)> {
    let mut found = Vec::new();
    if let Ok(root) = Folder::at(&workspace.root) {
        look(&root, "", DEEPEST_AROUND, &mut found);
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// What stands at a path from the root; nothing where nothing does.
pub fn standing(workspace: &Workspace, path: &str) -> Option<PathKind> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let about = open(workspace, folder).ok()?.look(name).ok().filter(|about| !about.is_dir())?;
    Some(if about.is_file() { PathKind::File } else { PathKind::Other })
}

/// The size of a plain file, by its path from the root, in bytes; nothing where there is none.
pub fn size(workspace: &Workspace, path: &str) -> Option<u64> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let about = open(workspace, folder).ok()?.look(name).ok()?;
    about.is_file().then(|| about.len())
}

/// The bytes of a plain file, by its path from the root.
pub fn read(workspace: &Workspace, path: &str) -> Option<Vec<u8>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    files::read_in(&workspace.root, &open(workspace, folder).ok()?, name).ok()
}

/// How many further names a file has elsewhere, which keep its bytes when this one is taken away. Only Unix tells.
pub fn further_names(workspace: &Workspace, path: &str) -> u64 {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let about = open(workspace, folder).and_then(|folder| folder.look(name));
    about.map_or(0, |about| names_of(&about).saturating_sub(1))
}

#[cfg(unix)]
fn names_of(about: &cap_std::fs::Metadata) -> u64 {
    cap_std::fs::MetadataExt::nlink(about)
}

#[cfg(not(unix))]
fn names_of(_: &cap_std::fs::Metadata) -> u64 {
    1
}

/// Takes a plain file away and waits until the disk has forgotten its name, and that of each folder below the inspection's that has nothing
/// in it then: it may be called after a child. Nothing being there is no error.
///
/// # Errors
/// A link stands there or on the way, or the disk refuses.
pub fn destroy(workspace: &Workspace, path: &str) -> io::Result<()> {
    let _writing = gate::enter();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let take = || {
        let folder = open(workspace, folder)?;
        let about = folder.look(name)?;
        if !about.is_file() {
            return Err(Refusal::instead_of_file(&about).into());
        }
        folder.remove(name)?;
        folder.sync()
    };
    match take() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(()) => {
            remove_empty_folders(workspace, path);
            Ok(())
        }
        taken => taken.map_err(|error| fault::at(path, &error)),
    }
}

/// Takes away the folders on the way to a path that are empty, up to the inspection's own.
fn remove_empty_folders(workspace: &Workspace, path: &str) {
    let mut inner = path;
    while let Some((folder, _)) = inner.rsplit_once('/') {
        if let Some((parent, name)) = folder.rsplit_once('/').filter(|(parent, _)| parent.contains('/'))
            && let Ok(open) = open(workspace, parent)
        {
            open.remove_if_empty(name);
        }
        inner = folder;
    }
}

/// Opens a folder below the root, through no link.
fn open(workspace: &Workspace, path: &str) -> io::Result<Folder> {
    let names = path.split('/').filter(|name| !name.is_empty());
    names.into_iter().try_fold(Folder::at(&workspace.root)?, |folder, name| folder.folder(name))
}

fn look(folder: &Folder, path: &str, deep: usize, found: &mut Vec<(String, PathKind)>) {
    for name in folder.names() {
        let Ok(about) = folder.look(&name) else { continue };
        let at = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if about.is_file() {
            found.push((at, PathKind::File));
        } else if !about.is_dir() {
            found.push((at, PathKind::Other));
        } else if name == ".git" || (path.is_empty() && (name.starts_with('.') || name == "target")) {
            continue;
        } else {
            let is_of_inspections = path.is_empty() && OF_INSPECTIONS.contains(&name.as_str());
            let deep = if is_of_inspections { DEEPEST + 1 } else { deep };
            match folder.folder(&name).ok().filter(|_| deep > 0) {
                Some(inner) if inner.names().is_empty() => found.push((at, PathKind::EmptyFolder)),
                Some(inner) => look(&inner, &at, deep - 1, found),
                None => found.push((at, PathKind::Other)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_that_lies_too_deep_is_told() {
        let root = tempfile::tempdir().unwrap();
        let folders = (0..DEEPEST + 3).map(|depth| depth.to_string()).collect::<Vec<_>>().join("/");
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        fs::create_dir_all(root.path().join("inspections/a").join(folders)).unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let found = below(&workspace, "inspections/a").unwrap();
        assert_eq!(found, [("inspections/a/0/1/2/3/4/5/6/7/8".to_owned(), PathKind::Other)]);
    }

    #[test]
    #[cfg(unix)]
    fn a_plain_file_is_taken_away_and_nothing_is_that_a_link_leads_to() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        fs::create_dir_all(root.path().join("inspections/a/b")).unwrap();
        fs::write(outside.path().join("own"), "own").unwrap();
        for name in ["inspections/a/c", "inspections/a/b/d"] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        let link = |from: &str, to: &std::path::Path| std::os::unix::fs::symlink(to, root.path().join(from)).unwrap();
        link("inspections/a/linked", &outside.path().join("own"));
        link("inspections/linked", outside.path());
        let workspace = Workspace::open(root.path()).unwrap();
        let found = below(&workspace, "inspections/a").unwrap();
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["inspections/a/b/d", "inspections/a/c", "inspections/a/linked"]);
        assert_eq!(found[2].1, PathKind::Other);
        assert!(
            below(&workspace, "inspections/linked").is_err() && below(&workspace, "inspections/z").unwrap().is_empty()
        );
        for path in ["inspections/a/linked", "inspections/linked/own"] {
            assert!(destroy(&workspace, path).is_err(), "{path}");
        }
        for path in ["inspections/a/b/d", "inspections/a/c", "inspections/a/c"] {
            destroy(&workspace, path).unwrap();
            assert_eq!(standing(&workspace, path), None);
        }
        assert!(!root.path().join("inspections/a/b").exists() && root.path().join("inspections/a").exists());
        assert_eq!(fs::read_to_string(outside.path().join("own")).unwrap(), "own");
    }
}
