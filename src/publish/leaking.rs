//! Takes files out of a pack in which the search has found a child.

use std::collections::{BTreeMap, BTreeSet};

use super::intent::{self, Intent};
use super::known::KnownPack;
use super::manifest::{FileEntry, Manifest};
use super::outcome::Outcome;
use super::queued::ReadyFile;
use crate::workspace::disk::PackFolder;
use crate::workspace::gate;
use crate::workspace::scratch::Scratch;

/// Paths of the files in a pack that hold something of a child, with the other language of each and the messages that
/// carry one.
///
/// The new version of such a file holds something of a child. The version in the pack does too if it has the same content. If the
/// pack was not searched for these children before, it may, and that is enough.
pub fn paths<'m>(
    ready: &BTreeMap<usize, ReadyFile<'_>>,
    before: &'m Manifest,
    was_searched: bool,
) -> BTreeSet<&'m str> {
    let leaks = ready.values().map(|file| &file.made).filter(|made| !made.hits.is_empty());
    let published = leaks.filter_map(|made| Some((before.get(&made.deliverable.path)?, made)));
    let holds = published.filter(|(entry, made)| !was_searched || entry.sha256 == made.sha256);
    let mut paths: BTreeSet<&str> = holds.map(|(entry, _)| entry.path.as_str()).collect();
    loop {
        let goes_with = |file: &&FileEntry| {
            let carries =
                ready.values().find(|other| other.made.deliverable.path == file.path).map(|file| &file.carries);
            let others = file.pair.iter().chain(carries.into_iter().flatten());
            others.into_iter().any(|other| paths.contains(other.as_str()))
        };
        let more: Vec<&str> = before
            .files
            .iter()
            .filter(|file| !paths.contains(file.path.as_str()))
            .filter(goes_with)
            .map(|file| file.path.as_str())
            .collect();
        if more.is_empty() {
            return paths;
        }
        paths.extend(more);
    }
}

/// Takes these files out of a pack. One that somebody has changed by hand since is not ours to take.
pub fn take_out(
    paths: &BTreeSet<&str>,
    before: &KnownPack,
    scratch: &Scratch,
    pack: &PackFolder,
    outcome: &mut Outcome,
) {
    let _writing = gate::enter();
    let stays = |file: &&FileEntry| !paths.contains(file.path.as_str());
    let files = before.manifest.files.iter().filter(stays).cloned().collect();
    // The pack as a whole is not made from any one record now.
    let after = Manifest { files, inputs: String::new(), ..before.manifest.clone() };
    let intent = Intent { changes: Vec::new(), before: before.clone(), after };
    let folder = outcome.folder.as_str();
    if let Err(error) = intent::announce(scratch, folder).and_then(|()| intent.save(scratch, folder)) {
        outcome.fault = Some(format!("{error}; the pack still holds {}", list(paths)));
        return;
    }
    let done = intent.finish(scratch, folder, pack);
    outcome.removed = done.removed;
    outcome.fault = (!done.faults.is_empty()).then(|| done.faults.join("; "));
    outcome.manifest = Some(done.known.manifest);
}

fn list(paths: &BTreeSet<&str>) -> String {
    paths.iter().copied().collect::<Vec<_>>().join(", ")
}
