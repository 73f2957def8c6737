//! Writes a pack: new files, what the plan no longer holds, and last the manifest.

use std::collections::BTreeMap;
use std::io;

use super::manifest::{FileEntry, Manifest};
use super::outcome::Outcome;
use super::queued::ReadyFile;
use super::request::Request;
use crate::template::Format;
use crate::workspace::disk::PackFolder;
use crate::workspace::{gate, is_plain_name};

/// A pack that is ready to be written.
pub struct Publication<'p, 's> {
    /// What the build was asked for.
    pub request: &'p Request<'p>,
    /// Its folder.
    pub pack: PackFolder,
    /// What it held before.
    pub before: Manifest,
    /// Paths of all files of the plan, in its order.
    pub paths: Vec<String>,
    /// The files that are ready, by their place in the plan. Those of them that are not wanted are there as attachments.
    pub ready: BTreeMap<usize, ReadyFile<'s>>,
    /// A fingerprint of all that the whole pack was last made from.
    pub inputs: String,
    /// A fingerprint of the record, for documents in two languages.
    pub record: String,
}

impl<'s> Publication<'_, 's> {
    /// Writes the pack. Where a document would be without its other language, nothing is written. A file that another
    /// program holds is named in the outcome and stays in the manifest as it was; the other files are written, and the next
    /// build tries it again.
    pub fn publish(&self, outcome: &mut Outcome) {
        let mut manifest = self.manifest(outcome);
        if let Some(file) = manifest.unpaired().first() {
            let fault = format!("`{}` has no counterpart in the other language from the same record", file.path);
            outcome.fault = Some(fault);
            return;
        }
        let _writing = gate::enter();
        let mut faults = self.write_files(&mut manifest, outcome);
        faults.extend(self.remove_files(&mut manifest, outcome));
        let bytes = manifest.to_bytes();
        if self.pack.read(Manifest::NAME).as_deref() != Some(&bytes)
            && let Err(error) = self.pack.write(Manifest::NAME, &bytes)
        {
            faults.push(held(Manifest::NAME, &error));
        }
        self.pack.sweep();
        outcome.fault = (!faults.is_empty()).then(|| faults.join("; "));
        outcome.manifest = Some(manifest);
    }

    /// What the pack is to hold: each wanted file as it is made now, each other file as it was.
    fn manifest(&self, outcome: &Outcome) -> Manifest {
        let file = |(index, path): (usize, &String)| match self.wanted(index) {
            Some(file) => Some(self.entry(file)),
            None => self.before.get(path).cloned(),
        };
        let files = self.paths.iter().enumerate().filter_map(file).collect();
        Manifest { files, waiting: outcome.waiting.clone(), inputs: self.inputs.clone() }
    }

    /// Writes the wanted files that the pack does not hold already; messages last, so that what goes with them is there.
    /// Gives the words for those that could not be written.
    fn write_files(&self, manifest: &mut Manifest, outcome: &mut Outcome) -> Vec<String> {
        let mut wanted: Vec<usize> = self.ready.keys().copied().filter(|index| self.wanted(*index).is_some()).collect();
        wanted.sort_by_key(|index| self.ready[index].made.deliverable.document.format == Format::Eml);
        let (mut written, mut unchanged, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for index in wanted {
            let file = &self.ready[&index];
            let path = &file.made.deliverable.path;
            if file.is_in_pack || self.pack.read(path).is_some_and(|bytes| bytes == file.made.bytes) {
                unchanged.push(index);
            } else if let Err(error) = self.pack.write(path, &file.made.bytes) {
                manifest.keep(path, self.before.get(path));
                faults.push(held(path, &error));
            } else {
                written.push(index);
            }
        }
        outcome.written = self.paths_of(written);
        outcome.unchanged = self.paths_of(unchanged);
        faults
    }

    /// Takes away the files that the manifest held before and the plan no longer holds. Gives the words for those that
    /// could not be taken away; the manifest goes on naming them.
    fn remove_files(&self, manifest: &mut Manifest, outcome: &mut Outcome) -> Vec<String> {
        let mut faults = Vec::new();
        let mut kept = Vec::new();
        let gone = self.before.files.iter().filter(|file| manifest.get(&file.path).is_none() && is_ours(&file.path));
        for gone in gone {
            match self.pack.remove(&gone.path) {
                Ok(()) => outcome.removed.push(gone.path.clone()),
                Err(error) => {
                    faults.push(held(&gone.path, &error));
                    kept.push(gone.clone());
                }
            }
        }
        manifest.files.extend(kept);
        faults
    }

    /// The file with this place in the plan, if it is wanted.
    fn wanted(&self, index: usize) -> Option<&ReadyFile<'s>> {
        self.ready.get(&index).filter(|file| self.request.wants(&file.made.deliverable.document.id))
    }

    /// Paths of files in the order of the plan, which is that of the manifest.
    fn paths_of(&self, mut places: Vec<usize>) -> Vec<String> {
        places.sort_unstable();
        places.into_iter().map(|index| self.paths[index].clone()).collect()
    }

    /// What the manifest says of a file. The catalogue's part of it can change without the file.
    fn entry(&self, file: &ReadyFile<'_>) -> FileEntry {
        let deliverable = &file.made.deliverable;
        FileEntry {
            path: deliverable.path.clone(),
            document: deliverable.document.id.clone(),
            language: deliverable.tags(" "),
            audience: deliverable.document.audience.clone(),
            marking: deliverable.document.marking.clone(),
            pages: file.made.pages,
            sha256: file.made.sha256.clone(),
            fingerprint: file.fingerprint.clone(),
            pair: deliverable.pair.clone(),
            record: deliverable.pair.as_ref().map(|_| self.record.clone()),
        }
    }
}

/// What to say of a file that could not be written or taken away.
fn held(path: &str, error: &io::Error) -> String {
    format!("`{path}` is held ({error}): close it in the program that has it open")
}

/// Whether a path that a manifest names can be one that we wrote: a stage and a file in it. Anybody can edit a manifest, and
/// it must not make us take away something else.
fn is_ours(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() == 2 && parts.iter().all(|part| is_plain_name(part))
}
