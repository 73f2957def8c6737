//! From made files to the pack on disk: what the search for children's names has found, the messages, and publishing.

use super::Outcome;
use super::fingerprint::of_record;
use super::manifest::{FileEntry, Manifest};
use super::messages;
use super::moved;
use super::prepare::{Job, Prepared};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::Record;
use crate::search::Hit;
use crate::workspace::disk::PackFolder;
use crate::workspace::gate;

/// Publishes the pack, unless something is wrong with a file; then the pack stays as it was.
pub fn finish(mut prepared: Prepared<'_>, only: Option<&str>) -> Outcome {
    let mut outcome = Outcome {
        folder: prepared.folder.clone(),
        problems: std::mem::take(&mut prepared.problems),
        waiting: std::mem::take(&mut prepared.waiting),
        reading: Some(prepared.reading.clone()),
        fault: prepared.fault.take(),
        ..Outcome::default()
    };
    if let Some(pack) = prepared.pack.take().filter(|_| !outcome.has_errors()) {
        outcome.problems.extend(prepared.jobs.iter().flat_map(|job| faults(job, &prepared.record)));
        outcome.problems.extend(prepared.jobs.iter().filter_map(|job| moved::warn(job, &pack, &prepared.record)));
        if !outcome.has_errors() {
            publish(&mut prepared, &pack, only, &mut outcome);
        }
    }
    crate::problem::sort(&mut outcome.problems);
    outcome
}

/// What is wrong with a new file: that it names children, has too many pages, or that Typst warns of it. A file that stands was searched for the
/// same children when it was made, since they are part of its fingerprint.
fn faults(job: &Job<'_>, record: &Record) -> Vec<Problem> {
    let id = &job.deliverable.document.id;
    let named = |hit: &Hit| {
        let message =
            format!("`{}` would hold {}: nothing of this pack is written", job.deliverable.path, hit.what.words());
        let help = format!(
            "take it out of the record's other files, or out of templates/{id}/; this is where the record has it"
        );
        Problem::new(code::CHILD_NAMED, record.place(&hit.at), message, help)
    };
    let pages = job.made.as_ref().and_then(|made| made.pages);
    let too_long =
        job.deliverable.document.pages.zip(pages).filter(|(most, pages)| pages > most).map(|(most, pages)| {
            let file = SourceFile::new(format!("templates/{}", job.deliverable.template(".typ")), "");
            let message = format!("`{id}` has {pages} pages, but {most} at most are meant");
            let help = "shorten what the record says in it: names, titles, addresses";
            Problem::new(code::TOO_MANY_PAGES, Place::new(file.into(), 0..0), message, help)
        });
    let warnings = job.made.iter().flat_map(|made| made.warnings.clone());
    job.named.iter().map(named).chain(too_long).chain(warnings).collect()
}

/// Writes what is new, takes away what the plan no longer holds, and writes the manifest last. Where a document would be
/// without its other language, nothing is written. A file that another program holds is named and stays as the manifest
/// had it, and the others go on: the next build makes it.
fn publish(prepared: &mut Prepared<'_>, pack: &PackFolder, only: Option<&str>, outcome: &mut Outcome) {
    if let Some(file) = manifest(prepared, only, outcome).unpaired().first() {
        let words = format!("`{}` has no counterpart in the other language from the same record", file.path);
        outcome.fault = Some(words);
        return;
    }
    let _writing = gate::enter();
    let held_files = write(prepared, pack, only, outcome);
    let mut manifest = manifest(prepared, only, outcome);
    let mut faults = Vec::new();
    for (path, words) in held_files {
        manifest.keep(&path, prepared.before.get(&path));
        faults.push(words);
    }
    let mut kept = Vec::new();
    for gone in prepared.before.files.iter().filter(|file| manifest.get(&file.path).is_none()) {
        if !is_ours(&gone.path) {
            continue;
        }
        match pack.remove(&gone.path) {
            Ok(()) => outcome.removed.push(gone.path.clone()),
            Err(error) => {
                faults.push(held(&gone.path, &error));
                kept.push(gone.clone());
            }
        }
    }
    manifest.files.extend(kept);
    let bytes = manifest.to_bytes();
    if pack.read(Manifest::NAME).as_deref() != Some(&bytes)
        && let Err(error) = pack.write(Manifest::NAME, &bytes)
    {
        faults.push(held(Manifest::NAME, &error));
    }
    pack.sweep();
    outcome.fault = (!faults.is_empty()).then(|| faults.join("; "));
    outcome.manifest = Some(manifest);
}

/// Writes the files that are not in the pack already; messages last, since what they carry is to be there. Gives those that
/// could not be written, each with words for it.
fn write(
    prepared: &mut Prepared<'_>,
    pack: &PackFolder,
    only: Option<&str>,
    outcome: &mut Outcome,
) -> Vec<(String, String)> {
    let mut order: Vec<usize> =
        (0..prepared.jobs.len()).filter(|index| is_wanted(&prepared.jobs[*index], only)).collect();
    order.sort_by_key(|index| prepared.jobs[*index].is_message());
    let mut held_files = Vec::new();
    for index in order {
        messages::make(&mut prepared.jobs, index);
        let job = &prepared.jobs[index];
        let path = &job.deliverable.path;
        if job.lies_in(pack) {
            outcome.unchanged.push(path.clone());
        } else if let Err(error) = pack.write(path, job.bytes()) {
            held_files.push((path.clone(), held(path, &error)));
        } else {
            outcome.written.push(path.clone());
        }
    }
    // What was done is told in the order of the plan, which is that of the manifest.
    let place = |path: &String| prepared.jobs.iter().position(|job| job.deliverable.path == *path);
    outcome.written.sort_by_key(place);
    outcome.unchanged.sort_by_key(place);
    held_files
}

/// What to say of a file that could not be written or taken away.
fn held(path: &str, error: &std::io::Error) -> String {
    format!("`{path}` is held ({error}): close it in the program that has it open")
}

fn is_wanted(job: &Job<'_>, only: Option<&str>) -> bool {
    only.is_none_or(|only| only == job.deliverable.document.id)
}

/// What the pack is to hold: each file as it is made now, or, where one document alone is built, as it was.
fn manifest(prepared: &Prepared<'_>, only: Option<&str>, outcome: &Outcome) -> Manifest {
    let inputs = if only.is_some() { &prepared.before.inputs } else { &prepared.inputs_fingerprint };
    let record = of_record(&prepared.record.sources);
    let file = |job: &Job<'_>| {
        if !is_wanted(job, only) {
            return prepared.before.get(&job.deliverable.path).cloned();
        }
        let pair = job.deliverable.pair.clone();
        Some(FileEntry { record: pair.as_ref().map(|_| record.clone()), pair, ..entry(job) })
    };
    let files = prepared.jobs.iter().filter_map(file).collect();
    Manifest { files, waiting: outcome.waiting.clone(), inputs: inputs.clone() }
}

/// Whether a path that a manifest names can be one that we wrote: a stage and a file in it. A manifest is a file that
/// anybody can edit, and must not make us take away something else.
fn is_ours(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() == 2 && parts.iter().all(|part| crate::workspace::is_plain_name(part))
}

impl Job<'_> {
    fn lies_in(&self, pack: &PackFolder) -> bool {
        let is_this = |bytes: Vec<u8>| bytes == self.bytes();
        self.standing.is_some() || pack.read(&self.deliverable.path).is_some_and(is_this)
    }
}

fn entry(job: &Job<'_>) -> FileEntry {
    let pages = match (&job.made, &job.standing) {
        (Some(made), _) => made.pages,
        (None, standing) => standing.as_ref().and_then(|standing| standing.entry.pages),
    };
    // What the catalogue says of a document can change without the file.
    FileEntry {
        path: job.deliverable.path.clone(),
        document: job.deliverable.document.id.clone(),
        language: job.deliverable.tags(" "),
        audience: job.deliverable.document.audience.clone(),
        marking: job.deliverable.document.marking.clone(),
        pages,
        sha256: job.sha256().to_owned(),
        fingerprint: job.fingerprint.clone(),
        pair: None,
        record: None,
    }
}
