//! Writes the files that people own: whole, durably, and never through a link.
//!
//! A file is synced before it is renamed, and its folder after, so that a power cut leaves the old file or the new one.

use std::fs::File;
use std::io;
use std::path::{Component, Path};

use super::folder::{Beside, Folder};
use super::{Workspace, fault, gate};
use crate::record::FileKind;

/// Writes a new file that people own, durably; never over one that is there, even one that appears meanwhile.
///
/// # Errors
/// The disk refuses, or there is a file of that name.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let _writing = gate::enter();
    write_durably(path, text.as_bytes(), Existing::Kept)
}

/// The same for a file that nobody can read but the user who runs the program: one that has children in it.
///
/// # Errors
/// The disk refuses, or there is a file of that name.
pub fn write_new_closed(path: &Path, text: &str) -> io::Result<()> {
    let _writing = gate::enter();
    write_durably(path, text.as_bytes(), Existing::KeptAndClosed)
}

/// Writes `sqspack.toml` anew, durably.
///
/// # Errors
/// The disk refuses, or something else stands in its place.
pub fn write_settings(workspace: &Workspace, text: &str) -> io::Result<()> {
    let place = workspace.root.join(FileKind::Settings.name());
    let about = Folder::at(&workspace.root)?.look(FileKind::Settings.name())?;
    if !about.is_file() {
        return Err(fault::at(FileKind::Settings.name(), &fault::Refusal::instead_of_file(&about).into()));
    }
    let _writing = gate::enter();
    write_durably(&place, text.as_bytes(), Existing::Replaced)
}

/// Writes a file that people own, durably, over one that is there.
///
/// # Errors
/// The disk refuses, or a link or file stands where its folder should be.
pub fn write_over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _writing = gate::enter();
    write_durably(path, bytes, Existing::Replaced)
}

/// Writes several files that people own over those that are there: all are written beside and synced before the first takes
/// its place, so that a full disk or a missing permission changes none. The caller has passed the gate.
///
/// # Errors
/// The disk refuses, or a link or file stands where a folder should be.
pub fn write_synced_beside(files: &[(std::path::PathBuf, &str)]) -> io::Result<()> {
    let mut ready = Vec::new();
    for (place, text) in files {
        let write = || {
            let name = place.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidFilename)?;
            let folder = open_folder(folder_of(place))?;
            Ok((name, folder, text.as_bytes()))
        };
        ready.push((place, write().map_err(|error: io::Error| at_place(place, error))?));
    }
    let mut beside = Vec::new();
    for (place, (name, folder, bytes)) in &ready {
        let file = ready_beside(folder, name, bytes, Existing::Replaced).map_err(|error| at_place(place, error))?;
        beside.push((place, name, file));
    }
    for (place, name, file) in beside {
        file.put(name).map_err(|error| at_place(place, error))?;
    }
    ready.iter().try_for_each(|(place, (_, folder, _))| sync_folder(folder).map_err(|error| at_place(place, error)))
}

/// Writes a new folder with its files, durably and as a whole: under another name beside its place, then renamed. What an
/// interrupted one left there is taken away.
///
/// # Errors
/// The disk refuses, or there is something of that name.
pub fn write_new_folder(place: &Path, files: &[(&str, &str)]) -> io::Result<()> {
    write_folder(place, files.iter().map(|(name, text)| (*name, text.as_bytes())), Later::Written)
}

/// The same for files that nobody changes any more: they can only be read from then on.
///
/// # Errors
/// The disk refuses, or there is something of that name.
pub fn write_kept_folder(place: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    write_folder(place, files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), Later::ReadAlone)
}

/// What may be done with a file later.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Later {
    Written,
    ReadAlone,
}

fn write_folder<'f>(place: &Path, files: impl Iterator<Item = (&'f str, &'f [u8])>, later: Later) -> io::Result<()> {
    let _writing = gate::enter();
    let write = || {
        let name = place.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidFilename)?;
        let parent = open_folder(folder_of(place))?;
        parent.sweep_folders();
        if parent.look(name).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let beside = parent.folder_beside()?;
        for (name, bytes) in files {
            let file = beside.folder().beside(bytes)?;
            if later == Later::ReadAlone {
                let mut allowed = file.file().metadata()?.permissions();
                allowed.set_readonly(true);
                file.file().set_permissions(allowed)?;
            }
            sync(file.file(), &beside.folder().path().join(file.name()))?;
            file.put_new(name)?;
        }
        sync_folder(beside.folder())?;
        beside.put(name)?;
        sync_folder(&parent)
    };
    write().map_err(|error| at_place(place, error))
}

/// What happens to a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Existing {
    Replaced,
    Kept,
    /// The same, and nobody reads the new file but the user who runs the program.
    KeptAndClosed,
}

/// Writes a file beside its place, syncs it, renames it, and syncs its folder, which is made if need be.
fn write_durably(place: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let write = || {
        let name = place.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = open_folder(folder_of(place))?;
        let file = ready_beside(&folder, name, bytes, existing)?;
        let put = if existing == Existing::Replaced { Beside::put } else { Beside::put_new };
        put(file, name)?;
        sync_folder(&folder)
    };
    write().map_err(|error| at_place(place, error))
}

/// Writes a file beside the place of this name and syncs it. Those can read and write it who could read and write the one that is there,
/// and nobody else: people close the children's file to others. A file system that has no such permissions goes without.
fn ready_beside<'f>(folder: &'f Folder, name: &str, bytes: &[u8], existing: Existing) -> io::Result<Beside<'f>> {
    let is_closed = existing == Existing::KeptAndClosed;
    let file = if is_closed { folder.closed_beside(bytes)? } else { folder.beside(bytes)? };
    if let Ok(before) = folder.open(name, false).and_then(|before| before.metadata()) {
        file.file().set_permissions(before.permissions()).ok();
    }
    sync(file.file(), &folder.path().join(file.name()))?;
    Ok(file)
}

/// The error with its place in words. That something is there already is for the caller to say.
fn at_place(place: &Path, error: io::Error) -> io::Error {
    let is_there = error.kind() == io::ErrorKind::AlreadyExists;
    if is_there { error } else { fault::at(&place.to_string_lossy(), &error) }
}

/// Opens a folder that a file is written in. Below the root of its workspace no link is followed; elsewhere, the folder that
/// is there is the one that somebody named. Makes folders that are missing, and syncs each that gets a new one.
fn open_folder(folder: &Path) -> io::Result<Folder> {
    let is_root = |above: &&Path| above.join(FileKind::Settings.name()).is_file();
    let (base, below) =
        split(folder, is_root).or_else(|| split(folder, |above| here(above).is_dir())).unwrap_or((folder, Vec::new()));
    let mut open = Folder::at(here(base))?;
    for name in below {
        let (next, is_new) = open.folder_made(name)?;
        if is_new {
            sync_folder(&open)?;
        }
        open = next;
    }
    Ok(open)
}

/// Goes up to the nearest folder that passes the test; gives it and the names from there down.
fn split(folder: &Path, is_it: impl Fn(&&Path) -> bool) -> Option<(&Path, Vec<&str>)> {
    let base = folder.ancestors().find(is_it)?;
    let below = folder.strip_prefix(base).ok()?.components();
    let names = below.map(|part| if let Component::Normal(name) = part { name.to_str() } else { None });
    Some((base, names.collect::<Option<_>>()?))
}

/// The folder that a path lies in.
fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// A path, which is that of the current folder where it is blank.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Waits until the disk has the names in a folder.
fn sync_folder(folder: &Folder) -> io::Result<()> {
    #[cfg(test)]
    tests::note_sync(folder.path());
    folder.sync()
}

/// Waits until the disk has a file.
fn sync(file: &File, path: &Path) -> io::Result<()> {
    #[cfg(test)]
    tests::note_sync(path);
    #[cfg(not(test))]
    let _ = path;
    super::rehearsal::step()?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    thread_local! {
        /// What was synced, in order, each with what its folder held by then.
        static SYNCED: RefCell<Vec<(PathBuf, Vec<String>)>> = const { RefCell::new(Vec::new()) };
    }

    pub fn note_sync(path: &Path) {
        let folder = if path.is_dir() { path } else { folder_of(path) };
        SYNCED.with_borrow_mut(|synced| synced.push((path.to_owned(), names(folder))));
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn synced_by(write: impl FnOnce() -> io::Result<()>) -> Vec<(PathBuf, Vec<String>)> {
        SYNCED.take();
        write().unwrap();
        SYNCED.take()
    }

    fn is_beside(name: &str) -> bool {
        name.starts_with(super::super::folder::BESIDE)
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_people_own_is_synced_before_it_is_renamed_and_its_folder_after() {
        let folder = tempfile::tempdir().unwrap();
        let (settings, team) = (folder.path().join("sqspack.toml"), folder.path().join("team.toml"));
        fs::write(&settings, "").unwrap();
        let workspace = Workspace::open(folder.path()).unwrap();
        let writes: [&dyn Fn() -> io::Result<()>; 3] =
            [&|| write_new(&team, "a"), &|| write_over(&folder.path().join("note.txt"), b"a"), &|| {
                write_settings(&workspace, "# a\n")
            }];
        for write in writes {
            let before = names(folder.path());
            let synced = synced_by(write);
            let [(file, at_file), (whole, at_folder)] = &synced[..] else { panic!("{synced:?}") };
            assert!(is_beside(&file.file_name().unwrap().to_string_lossy()), "{file:?}");
            assert_eq!(at_file.iter().filter(|name| !is_beside(name)).cloned().collect::<Vec<_>>(), before);
            assert_eq!(whole.canonicalize().unwrap(), folder.path().canonicalize().unwrap());
            assert_eq!(*at_folder, names(folder.path()));
        }
        assert_eq!(names(folder.path()), ["note.txt", "sqspack.toml", "team.toml"]);
    }

    #[test]
    #[cfg(unix)]
    fn every_folder_that_gets_a_new_folder_is_synced() {
        let root = tempfile::tempdir().unwrap();
        let inspections = root.path().join("inspections");
        let inspection = inspections.join("2027-01-aberford");
        let synced = synced_by(|| write_new(&inspection.join("team.toml"), "a"));
        let folders: Vec<&PathBuf> = synced.iter().map(|(path, _)| path).filter(|path| path.is_dir()).collect();
        assert_eq!(folders, [root.path(), &inspections, &inspection]);
        assert_eq!(synced[0].1, ["inspections"]);
        assert_eq!(synced[1].1, ["2027-01-aberford"]);
    }

    #[test]
    fn a_new_file_never_replaces_one_that_is_there_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let team = folder.path().join("team.toml");
        fs::write(&team, "written by hand").unwrap();
        assert_eq!(write_new(&team, "made").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&team).unwrap(), "written by hand");
        assert_eq!(names(folder.path()), ["team.toml"]);
    }

    #[test]
    fn a_new_folder_is_there_with_all_its_files_or_not_at_all() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("inspections/2027-01-aberford");
        fs::create_dir_all(root.path().join("inspections/.sqspack-left")).unwrap();
        assert!(write_new_folder(&place, &[("team.toml", "a"), ("no/../../such\0name", "b")]).is_err());
        assert!(!place.exists());
        write_new_folder(&place, &[("team.toml", "a"), ("cases.toml", "b")]).unwrap();
        assert_eq!(names(&place), ["cases.toml", "team.toml"]);
        assert_eq!(names(&root.path().join("inspections")), ["2027-01-aberford"]);
        assert_eq!(write_new_folder(&place, &[]).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn what_people_own_is_as_before_or_as_after_at_whatever_step_the_disk_fails_or_the_program_is_killed() {
        use crate::workspace::rehearsal::{Trouble, rehearse};
        let root = tempfile::tempdir().unwrap();
        let settings = root.path().join("sqspack.toml");
        for step in 0.. {
            let mut came = false;
            for trouble in [Trouble::At(step, io::ErrorKind::StorageFull), Trouble::From(step)] {
                fs::write(&settings, "# old\n").unwrap();
                let workspace = Workspace::open(root.path()).unwrap();
                let writes: [&dyn Fn() -> io::Result<()>; 2] =
                    [&|| write_settings(&workspace, "# new\n"), &|| write_over(&settings, b"# new\n")];
                for write in writes {
                    fs::write(&settings, "# old\n").unwrap();
                    let (written, failed) = rehearse(trouble, write);
                    let found = fs::read_to_string(&settings).unwrap();
                    assert!(found == "# new\n" || (found == "# old\n" && written.is_err()), "{trouble:?}: {found}");
                    let words = written.err().map(|error| error.to_string());
                    assert!(words.is_none_or(|words| {
                        words.contains("sqspack.toml` cannot be written because the disk is full")
                    }));
                    came |= failed;
                }
            }
            if !came {
                break;
            }
        }
        assert!(names(root.path()).contains(&"sqspack.toml".to_owned()));
    }

    #[test]
    fn of_many_who_write_the_same_new_file_one_succeeds_and_nobody_sees_a_part_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let team = folder.path().join("team.toml");
        let text = |writer: usize| format!("{writer}").repeat(100_000);
        let written = std::thread::scope(|scope| {
            let writer = |number: usize| {
                scope.spawn({
                    let team = &team;
                    move || write_new(team, &text(number)).is_ok()
                })
            };
            let writers: Vec<_> = (0..8).map(writer).collect();
            writers.into_iter().filter_map(|writer| writer.join().ok()).filter(|written| *written).count()
        });
        assert_eq!(written, 1);
        let found = fs::read_to_string(&team).unwrap();
        assert!((0..8).any(|writer| text(writer) == found));
    }

    #[test]
    #[cfg(unix)]
    fn settings_are_written_anew_but_not_through_a_link() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let settings = folder.path().join("sqspack.toml");
        fs::write(&settings, "# old\n").expect("written");
        let workspace = Workspace::open(folder.path()).expect("a workspace");
        write_settings(&workspace, "# new\n").expect("written");
        assert_eq!(fs::read_to_string(&settings).expect("read"), "# new\n");
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(&settings, &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, &settings).expect("linked");
        assert!(write_settings(&workspace, "# newer\n").is_err());
        assert_eq!(fs::read_to_string(&elsewhere).expect("read"), "# new\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_written_anew_stays_closed_to_those_to_whom_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().expect("made");
        let place = root.path().join("children.private.toml");
        std::fs::write(&place, "a").expect("written");
        let mode = || std::fs::metadata(&place).expect("there").permissions().mode() & 0o777;
        for allowed in [0o600, 0o640] {
            std::fs::set_permissions(&place, std::fs::Permissions::from_mode(allowed)).expect("set");
            write_over(&place, b"b").expect("written");
            assert_eq!(mode(), allowed);
            write_synced_beside(&[(place.clone(), "c")]).expect("written");
            assert_eq!(mode(), allowed);
        }
    }
}
