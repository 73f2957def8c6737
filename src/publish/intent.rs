//! What a build is about to change in a pack, written down before it changes anything.
//!
//! The new files lie beside their places by then. The next command that finds an intent finishes it, so that a build which was killed has
//! changed all of the pack or nothing. It is written twice: blank before the first file is written beside its place, and
//! whole when all are there. A blank one is undone.

use std::collections::BTreeSet;
use std::io;

use serde::{Deserialize, Serialize};

use super::known::KnownPack;
use super::manifest::{FileEntry, Manifest};
use crate::workspace::disk::PackFolder;
use crate::workspace::folder::Folder;
use crate::workspace::hash::sha256;
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate, is_plain_name};

/// The beginning of an intent's name in the scratch folder; that of the inspection's folder follows.
const NAME: &str = "publishing-";

/// What a build is about to change in a pack.
#[derive(Debug, Serialize, Deserialize)]
pub struct Intent {
    /// The files to put in their places, messages last.
    pub changes: Vec<Replacement>,
    /// What is known of the pack before.
    pub before: KnownPack,
    /// What it is to hold.
    pub after: Manifest,
}

/// A file to put in its place.
#[derive(Debug, Serialize, Deserialize)]
pub struct Replacement {
    /// Its path in the pack.
    pub path: String,
    /// The name that it has beside its place.
    pub beside: String,
    /// Paths of the files that go with it, for a message.
    pub carries: Vec<String>,
}

/// What was changed.
#[derive(Debug, Default)]
pub struct Done {
    /// Paths of the files that were put in their places.
    pub written: Vec<String>,
    /// Paths of the files that were taken away.
    pub removed: Vec<String>,
    /// What the pack holds now, and what it lacks.
    pub known: KnownPack,
    /// Words for each fault of the machine.
    pub faults: Vec<String>,
}

/// Says that files will lie beside their places in a pack. The caller has passed the gate.
///
/// # Errors
/// The disk refuses.
pub fn announce(scratch: &Scratch, folder: &str) -> io::Result<()> {
    scratch.write(&format!("{NAME}{folder}"), b"null")
}

/// Takes back what was announced, with the files beside their places. The caller has passed the gate.
pub fn abandon(scratch: &Scratch, folder: &str, pack: &PackFolder) {
    pack.sweep();
    scratch.remove(&format!("{NAME}{folder}"));
}

/// Finishes or undoes what builds that were killed have begun in any pack of the workspace.
pub fn recover(workspace: &Workspace, scratch: &Scratch) {
    for name in scratch.names() {
        let Some(folder) = name.strip_prefix(NAME) else { continue };
        let _writing = gate::enter();
        let intent = scratch.read(&name).and_then(|bytes| serde_json::from_slice::<Option<Intent>>(&bytes).ok());
        match (intent.flatten(), PackFolder::open(workspace, folder)) {
            (Some(intent), Ok(pack)) => drop(intent.finish(scratch, folder, &pack)),
            (None, Ok(pack)) => abandon(scratch, folder, &pack),
            // Something stands in the pack's place: there is nothing to finish, and the next build says so.
            (_, Err(_)) => scratch.remove(&name),
        }
    }
}

/// Whether a build that was killed, or one that is at work, has begun to change a pack.
pub fn is_any(scratch: &Scratch) -> bool {
    scratch.names().iter().any(|name| name.starts_with(NAME))
}

impl Intent {
    /// Writes it down. The caller has passed the gate.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&self, scratch: &Scratch, folder: &str) -> io::Result<()> {
        scratch.write(&format!("{NAME}{folder}"), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// Changes the pack; again from the start where an earlier run was cut short. The caller has passed the gate.
    ///
    /// A file that cannot be put in its place stays as it was, and so do its other language and the messages that carry
    /// either.
    pub fn finish(&self, scratch: &Scratch, folder: &str, pack: &PackFolder) -> Done {
        let (mut done, mut held) = (Done::default(), BTreeSet::new());
        for unit in self.units() {
            let waits = unit.iter().any(|change| change.carries.iter().any(|path| held.contains(path.as_str())));
            let replaced = if waits { Ok(()) } else { replace(pack, &unit) };
            if waits || replaced.is_err() {
                let paths = unit.iter().flat_map(|change| [Some(change.path.as_str()), self.pair(&change.path)]);
                held.extend(paths.flatten());
            } else {
                done.written.extend(unit.iter().map(|change| change.path.clone()));
            }
            done.faults.extend(replaced.err().map(|error| error.to_string()));
        }
        let mut manifest = self.held(&held);
        self.remove(pack, &mut manifest, &mut done);
        if !done.faults.is_empty() {
            // The pack as a whole is not made from any one record now.
            manifest.inputs.clear();
        }
        if pack.read(Manifest::NAME).as_deref() != Some(&manifest.to_bytes()) {
            done.faults.extend(pack.write(Manifest::NAME, &manifest.to_bytes()).err().map(|error| error.to_string()));
        }
        done.known = KnownPack { manifest, behind: held.into_iter().map(str::to_owned).collect() };
        match done.known.save(scratch, folder) {
            Ok(()) => abandon(scratch, folder, pack),
            // The intent stays, and the next build finishes it.
            Err(error) => done.faults.push(error.to_string()),
        }
        done
    }

    /// The path of the other language of a file.
    fn pair(&self, path: &str) -> Option<&str> {
        self.after.get(path).and_then(|file| file.pair.as_deref())
    }

    /// The changes in order, both languages of a document together.
    fn units(&self) -> Vec<Vec<&Replacement>> {
        let mut units: Vec<Vec<&Replacement>> = Vec::new();
        for change in &self.changes {
            let is_pair = |other: &&Replacement| self.pair(&change.path) == Some(other.path.as_str());
            match units.iter_mut().find(|unit| unit.iter().any(is_pair)) {
                Some(unit) => unit.push(change),
                None => units.push(vec![change]),
            }
        }
        units
    }

    /// What the pack holds if these paths stay as they were.
    fn held(&self, held: &BTreeSet<&str>) -> Manifest {
        let file = |file: &FileEntry| match held.contains(file.path.as_str()) {
            true => self.before.manifest.get(&file.path).cloned(),
            false => Some(file.clone()),
        };
        Manifest { files: self.after.files.iter().filter_map(file).collect(), ..self.after.clone() }
    }

    /// Takes away the files that the pack held before and is not to hold any more, if nobody has changed them since. The
    /// manifest goes on naming those that cannot be taken away.
    fn remove(&self, pack: &PackFolder, manifest: &mut Manifest, done: &mut Done) {
        for gone in self.before.manifest.files.iter().filter(|file| self.after.get(&file.path).is_none()) {
            let is_ours =
                is_ours(&gone.path) && pack.read(&gone.path).is_some_and(|bytes| sha256(&bytes) == gone.sha256);
            match is_ours.then(|| pack.remove(&gone.path)) {
                Some(Ok(())) => done.removed.push(gone.path.clone()),
                Some(Err(error)) => {
                    done.faults.push(error.to_string());
                    manifest.files.push(gone.clone());
                }
                None => {}
            }
        }
    }
}

/// Puts the files of a unit in their places: all, or none.
fn replace(pack: &PackFolder, unit: &[&Replacement]) -> io::Result<()> {
    for (index, change) in unit.iter().enumerate() {
        let (folder, name) = pack.place(&change.path)?;
        if let Err(error) = put(&folder, change, name, unit.len() > 1) {
            for change in &unit[..=index] {
                put_back(pack, change);
            }
            return Err(pack.at_place(&change.path, &folder, &error));
        }
    }
    Ok(())
}

/// Puts a file in its place, unless that was done before. Keeps the old one if it may be wanted back.
fn put(folder: &Folder, change: &Replacement, name: &str, keeps: bool) -> io::Result<()> {
    if folder.look(&change.beside).is_err() {
        return Ok(());
    }
    let is_replaced = folder.look(name).is_ok_and(|about| about.is_file());
    if keeps && is_replaced && folder.look(&old(change)).is_err() {
        folder.double(name, &old(change))?;
    }
    folder.rename(&change.beside, name)
}

/// Takes a file out of its place again, and puts the old one back.
fn put_back(pack: &PackFolder, change: &Replacement) {
    let Ok((folder, name)) = pack.place(&change.path) else { return };
    // Each step may fail, and then the next build finds a file that is not as it should be, and makes it again.
    if folder.look(&change.beside).is_err() {
        folder.rename(name, &change.beside).ok();
    }
    if folder.look(&old(change)).is_ok() {
        folder.rename(&old(change), name).ok();
    }
}

/// The name beside its place of the file that was there before.
fn old(change: &Replacement) -> String {
    format!("{}-old", change.beside)
}

/// Whether a path can be one that we wrote: a stage and a file in it.
pub fn is_ours(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() == 2 && parts.iter().all(|part| is_plain_name(part))
}
