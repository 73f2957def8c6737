//! Writes a pack: new files beside their places first, then all into their places at once.

use std::collections::BTreeMap;
use std::io;
use std::time::SystemTime;

use super::intent::{self, Intent, Replacement};
use super::known::KnownPack;
use super::manifest::{FileEntry, Manifest};
use super::outcome::Outcome;
use super::queued::ReadyFile;
use super::request::Request;
use super::searched::Searched;
use super::since;
use crate::template::Format;
use crate::workspace::disk::PackFolder;
use crate::workspace::gate;

/// A pack that is ready to be written.
pub struct Publication<'p, 's> {
    /// What the build was asked for.
    pub request: &'p Request<'p>,
    /// Its folder.
    pub pack: PackFolder,
    /// What is known of it before.
    pub before: KnownPack,
    /// Paths of all files of the plan, in its order.
    pub paths: Vec<String>,
    /// The files that are ready, by their place in the plan. Those of them that are not wanted are there as attachments.
    pub ready: BTreeMap<usize, ReadyFile<'s>>,
    /// A fingerprint of all that the whole pack was last made from.
    pub inputs: String,
    /// For how many children the whole pack was last searched.
    pub searched: Searched,
    /// A fingerprint of the record, for documents in two languages.
    pub record: String,
}

impl<'s> Publication<'_, 's> {
    /// Writes the pack. Where a document would be without its other language, or a file cannot be written at all, nothing is
    /// changed. A file that cannot be put in its place is named in the outcome, and the next build tries it again.
    pub fn publish(&self, outcome: &mut Outcome) {
        let manifest = self.manifest(outcome);
        if let Some(file) = manifest.unpaired().first() {
            let fault = format!("`{}` has no counterpart in the other language from the same record", file.path);
            outcome.fault = Some(fault);
            return;
        }
        let (changed, unchanged): (Vec<usize>, Vec<usize>) =
            self.ready.keys().filter(|index| self.wanted(**index).is_some()).partition(|index| !self.is_there(**index));
        outcome.unchanged = self.paths_of(&unchanged);
        if changed.is_empty() && self.is_as_known(&manifest) {
            outcome.manifest = Some(manifest);
            return;
        }
        let _writing = gate::enter();
        let (scratch, folder) = (self.request.scratch, outcome.folder.as_str());
        let begun = intent::announce(scratch, folder).and_then(|()| {
            let intent = Intent { changes: self.write_beside(&changed)?, before: self.before.clone(), after: manifest };
            intent.save(scratch, folder).map(|()| intent)
        });
        let intent = match begun {
            Ok(intent) => intent,
            Err(error) => {
                intent::abandon(scratch, folder, &self.pack);
                outcome.fault = Some(format!("{error}; the pack is as it was"));
                return;
            }
        };
        let done = intent.finish(scratch, folder, &self.pack);
        outcome.written = self.paths.iter().filter(|path| done.written.contains(path)).cloned().collect();
        outcome.removed = done.removed;
        let since = if done.faults.is_empty() { BTreeMap::new() } else { since::noted(scratch, folder) };
        outcome.fault = fault_message(&done.faults, &done.known.behind, &since);
        outcome.manifest = Some(done.known.manifest);
    }

    /// What the pack is to hold: each wanted file as it is made now, each other file as it was.
    fn manifest(&self, outcome: &Outcome) -> Manifest {
        let file = |(index, path): (usize, &String)| match self.wanted(index) {
            Some(file) => Some(self.entry(file)),
            None => self.before.manifest.get(path).cloned(),
        };
        let files = self.paths.iter().enumerate().filter_map(file).collect();
        Manifest { files, waiting: outcome.waiting.clone(), inputs: self.inputs.clone(), searched: self.searched }
    }

    /// Whether the pack holds a file as it is made now.
    fn is_there(&self, index: usize) -> bool {
        let file = &self.ready[&index];
        file.is_in_pack || self.pack.read(&file.made.deliverable.path).is_some_and(|bytes| bytes == file.made.bytes)
    }

    /// Whether the manifest is as it was, in the pack too, and nothing was left undone.
    fn is_as_known(&self, manifest: &Manifest) -> bool {
        self.before.manifest == *manifest
            && self.before.behind.is_empty()
            && self.pack.read(Manifest::NAME).as_deref() == Some(&manifest.to_bytes())
    }

    /// Writes files beside their places; messages come last, so that what goes with them is put in its place first.
    fn write_beside(&self, changed: &[usize]) -> io::Result<Vec<Replacement>> {
        let mut changed = changed.to_vec();
        changed.sort_by_key(|index| self.ready[index].made.deliverable.document.format == Format::Eml);
        let change = |index: usize| {
            let file = &self.ready[&index];
            let path = file.made.deliverable.path.clone();
            let names_children = file.made.deliverable.document.may_hold_children();
            let beside = self.pack.write_beside(&path, &file.made.bytes, names_children)?;
            Ok(Replacement { path, beside, carries: file.carries.clone() })
        };
        changed.into_iter().map(change).collect()
    }

    /// The file with this place in the plan, if it is wanted.
    fn wanted(&self, index: usize) -> Option<&ReadyFile<'s>> {
        self.ready.get(&index).filter(|file| self.request.wants(&file.made.deliverable.document.id))
    }

    /// Paths of files in the order of the plan, which is that of the manifest.
    fn paths_of(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|index| self.paths[*index].clone()).collect()
    }

    /// What the manifest says of a file. The catalogue's part of it can change without the file.
    fn entry(&self, file: &ReadyFile<'_>) -> FileEntry {
        let deliverable = &file.made.deliverable;
        FileEntry {
            path: deliverable.path.clone(),
            document: deliverable.document.id.clone(),
            language: deliverable.tags(" "),
            audience: deliverable.audience().to_owned(),
            marking: deliverable.document.marking.clone(),
            names_children: deliverable.document.may_hold_children(),
            pages: file.made.pages,
            sha256: file.made.sha256.clone(),
            fingerprint: file.fingerprint.clone(),
            pair: deliverable.pair.clone(),
            record: deliverable.pair.as_ref().map(|_| self.record.clone()),
            warned: file.made.warns(),
        }
    }
}

/// Tells of the faults, and of the files that stay as they were because of them, each since when.
fn fault_message(faults: &[String], behind: &[String], since: &BTreeMap<String, SystemTime>) -> Option<String> {
    let stay =
        if behind.is_empty() { String::new() } else { format!("; as before: {}", since::in_words(behind, since)) };
    (!faults.is_empty()).then(|| format!("{}{stay}", faults.join("; ")))
}
