//! What a build would do, without a step on the disk: which files are new, changed, taken away or the same, and how they differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::audit::audit;
use super::fingerprint::of_document;
use super::inputs::{Checked, WorkspaceInputs};
use super::known::KnownPack;
use super::moved::HeldDates;
use super::progress::assembled;
use super::queued::{QueuedDocument, QueuedMessage, ReadyFile, from_pack};
use super::start::render;
use crate::check::hide_children;
use crate::pack::Rendered;
use crate::problem::{self, Problem};
use crate::render::pdf_words;
use crate::workspace::disk::PackFolder;
use crate::workspace::scratch::Scratch;

/// What a build would do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// It is not in the pack yet.
    New,
    /// It has other bytes.
    Changed,
    /// The record calls for it no more.
    Removed,
    /// It stays as it is.
    Same,
}

impl FileChange {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Same => "same",
        }
    }
}

/// A file as a build would leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeseenFile {
    /// Path in the pack.
    pub path: String,
    /// What would become of it.
    pub change: FileChange,
    /// The first words that differ, as they are and as they would be; of a changed PDF that may not name children.
    pub words: Option<(String, String)>,
}

/// What a build would do for an inspection.
#[derive(Debug, Default)]
pub struct ForeseenPack {
    /// The files, in the order of the plan, then those that would go.
    pub files: Vec<ForeseenFile>,
    /// What is wrong. An error means that the pack would stay as it is.
    pub problems: Vec<Problem>,
}

/// Finds out what a build of an inspection would do. Nothing is written.
pub fn foresee(inputs: &WorkspaceInputs, folder: &str) -> ForeseenPack {
    let Checked { record, problems, children } = inputs.check(folder, inputs.workspace.files(folder));
    let stopped = |mut problems: Vec<Problem>, more: Vec<Problem>| {
        problems.extend(more);
        hide_children(&mut problems, &children);
        problem::sort(&mut problems);
        ForeseenPack { files: Vec::new(), problems }
    };
    if problems.iter().any(Problem::is_error) {
        return stopped(problems, Vec::new());
    }
    let rendered = match inputs.plan(&record).and_then(|planned| render(inputs, planned)) {
        Ok(rendered) => rendered,
        Err(more) => return stopped(problems, more),
    };
    let Ok(pack) = PackFolder::open(&inputs.workspace, folder) else { return stopped(problems, Vec::new()) };
    let before = KnownPack::of(&inputs.workspace, folder).manifest;
    let terms = Arc::new(children.clone());
    let (mut documents, mut messages) = (Vec::new(), Vec::new());
    for (index, file) in rendered.into_iter().enumerate() {
        match file {
            Rendered::Document(document) => documents.push((index, document)),
            Rendered::Message(message) => messages.push(QueuedMessage { index, message, hits: None }),
        }
    }
    let made = documents.into_par_iter().map(|(index, document)| {
        let fingerprint = of_document(&document, &inputs.templates);
        match from_pack(&document.deliverable, &fingerprint, &pack, &before) {
            Some(made) => Ok((index, ReadyFile { made, fingerprint, is_in_pack: true, carries: Vec::new() })),
            None => {
                let queued = QueuedDocument { index, document, fingerprint, children: terms.clone() };
                queued.make(inputs).result.map(|file| (index, file))
            }
        }
    });
    let (mut ready, mut wrong) = (BTreeMap::new(), Vec::new());
    for result in made.collect::<Vec<_>>() {
        match result {
            Ok((index, file)) => drop(ready.insert(index, file)),
            Err(more) => wrong.extend(more),
        }
    }
    for queued in messages {
        let index = queued.index;
        // One without an attachment is left out: why that is missing is told already.
        if let Ok(file) = assembled(queued, &ready, &children, None) {
            ready.insert(index, file);
        }
    }
    let mut held =
        Scratch::open(&inputs.workspace).map(|scratch| HeldDates::load(&scratch, folder)).unwrap_or_default();
    wrong.extend(audit(ready.values(), &pack, &mut held, &record));
    let ForeseenPack { problems, .. } = stopped(problems, wrong);
    if problems.iter().any(Problem::is_error) {
        return ForeseenPack { files: Vec::new(), problems };
    }
    let mut files: Vec<ForeseenFile> =
        ready.values().collect::<Vec<_>>().into_par_iter().map(|file| foreseen(file, &pack)).collect();
    let stays = |path: &String| files.iter().any(|file| file.path == *path);
    let gone: Vec<ForeseenFile> = before
        .files
        .iter()
        .filter(|file| !stays(&file.path))
        .map(|file| ForeseenFile { path: file.path.clone(), change: FileChange::Removed, words: None })
        .collect();
    files.extend(gone);
    ForeseenPack { files, problems }
}

/// A file as it is and as it would be.
fn foreseen(file: &ReadyFile<'_>, pack: &PackFolder) -> ForeseenFile {
    let path = file.made.deliverable.path.clone();
    let (change, words) = match pack.read(&path) {
        _ if file.is_in_pack => (FileChange::Same, None),
        None => (FileChange::New, None),
        Some(before) if before == file.made.bytes => (FileChange::Same, None),
        Some(before) => {
            let may_tell = !file.made.deliverable.document.names_children && file.made.hits.is_empty();
            let words = may_tell.then(|| Some((pdf_words(&before)?, pdf_words(&file.made.bytes)?))).flatten();
            (FileChange::Changed, words.and_then(|(before, after)| first_difference(&before, &after)))
        }
    };
    ForeseenFile { path, change, words }
}

/// How many words are told from the first that differs on.
const TOLD: usize = 8;

/// The first words in which two texts differ, with the word before them; nothing where the words are the same.
pub fn first_difference(before: &str, after: &str) -> Option<(String, String)> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    if same == before.len() && same == after.len() {
        return None;
    }
    let start = same.saturating_sub(1);
    let told = |words: &[&str]| words.iter().skip(start).take(TOLD).copied().collect::<Vec<_>>().join(" ");
    Some((told(&before), told(&after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_that_differ_are_told_with_the_word_before_them() {
        let of = |before: &str, after: &str| first_difference(before, after);
        assert_eq!(of("a b c", "a b c"), None);
        assert_eq!(
            of("Dear Ms Marsh we write", "Dear Ms Lund we write"),
            Some(("Ms Marsh we write".into(), "Ms Lund we write".into()))
        );
        assert_eq!(of("a b", "a b c"), Some(("b".into(), "b c".into())));
        assert_eq!(of("x", "y"), Some(("x".into(), "y".into())));
        let long = (0..100).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(of("z", &long).unwrap().1, "0 1 2 3 4 5 6 7");
    }
}
