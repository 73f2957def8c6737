//! The build: from records to packs on disk.
//!
//! The words of every document are rendered always, since that is cheap; a document is compiled only where the fingerprint
//! of what it is made from is new, or where its file is not as it was made. There is no dependency graph to get wrong.
//! Inspections go through in batches: their records are read side by side, then all their documents compiled side by
//! side, the longest first, then each pack is searched and published as a whole.

mod bilingual;
mod disk;
mod fingerprint;
mod finish;
mod lock;
mod manifest;
mod moved;
mod prepare;
mod source;
mod stamps;

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::pack::Waiting;
use crate::problem::Problem;
use crate::render;

pub use disk::{write_new, write_over, write_settings};
pub(crate) use fingerprint::sha256;
pub use fingerprint::{of_inputs, of_workspace};
pub use lock::Lock;
pub use manifest::{FileEntry, Manifest};
pub use prepare::Shop;

use prepare::{Job, Prepared};
use source::Source;
use stamps::{Look, Stamps, look_at_pack};

/// Inspections in a batch: enough for every core to be busy, few enough for what Typst remembers to stay small.
const BATCH: usize = 8;

/// What a build did for one inspection.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Name of its folder.
    pub folder: String,
    /// What is wrong with its record, or with the templates; where that holds an error, its pack is as it was.
    pub problems: Vec<Problem>,
    /// Paths of the files that were written.
    pub written: Vec<String>,
    /// Paths of the files that were right already.
    pub unchanged: Vec<String>,
    /// Paths of the files that were taken away.
    pub removed: Vec<String>,
    /// The documents that are not made yet, and what they wait for.
    pub waiting: Vec<Waiting>,
    /// Why the pack could not be written, where that is the machine's fault.
    pub fault: Option<String>,
}

impl Outcome {
    /// Whether something stops the pack.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// Builds the packs of the inspections in these folders, all documents or those of one id. `done` is told of each
/// inspection in their order, as soon as its batch is through. The lock shows that no other build is at work.
pub fn build(shop: &Shop, lock: &Lock, folders: &[String], only: Option<&str>, mut done: impl FnMut(Outcome)) {
    let mut stamps = Stamps::load(&shop.workspace, &shop.fingerprint());
    let fresh = |folder: &String| only.is_none().then(|| stamps.fresh(&shop.workspace, folder)).flatten();
    let fresh: Vec<Option<Outcome>> = folders.par_iter().map(fresh).collect();
    let mut queue: Vec<(&String, Option<Outcome>)> = Vec::new();
    let mut stale = 0;
    for entry in folders.iter().zip(fresh) {
        stale += usize::from(entry.1.is_none());
        queue.push(entry);
        if stale == BATCH {
            build_batch(shop, lock, std::mem::take(&mut queue), only, &mut stamps, &mut done);
            stale = 0;
        }
    }
    build_batch(shop, lock, queue, only, &mut stamps, &mut done);
    stamps.save(&shop.workspace);
}

/// Builds those of a batch that are not as they were, and tells of all.
fn build_batch(
    shop: &Shop,
    lock: &Lock,
    batch: Vec<(&String, Option<Outcome>)>,
    only: Option<&str>,
    stamps: &mut Stamps,
    done: &mut impl FnMut(Outcome),
) {
    let stale: Vec<&String> = batch.iter().filter(|(_, fresh)| fresh.is_none()).map(|(folder, _)| *folder).collect();
    let looks: Vec<Option<Look>> = stale.par_iter().map(|folder| look_at_pack(&shop.workspace, folder)).collect();
    let prepare = || stale.par_iter().map(|folder| prepare::prepare(shop, folder)).collect();
    let warm_up = || {
        if !stale.is_empty() {
            shop.warm_up();
        }
    };
    let (mut prepared, ()): (Vec<Prepared<'_>>, ()) = rayon::join(prepare, warm_up);
    make(shop, &mut prepared, only);
    let outcomes: Vec<Outcome> = prepared.into_par_iter().map(|one| finish::finish(one, only)).collect();
    let mut built = outcomes.into_iter().zip(looks);
    for (_, fresh) in batch {
        match fresh {
            Some(outcome) => done(outcome),
            None => {
                let Some((outcome, look)) = built.next() else { continue };
                if only.is_none() {
                    stamps.take(look, &outcome, lock.taken_at());
                }
                done(outcome);
            }
        }
    }
}

/// The Typst sources of an inspection's PDFs, as a build compiles them; nothing is compiled or written.
///
/// # Errors
/// What is wrong with its record, or with the templates.
pub fn typst_jobs(shop: &Shop, folder: &str) -> Result<Vec<render::TypstJob>, Vec<Problem>> {
    let prepared = prepare::prepare(shop, folder);
    if prepared.problems.iter().any(Problem::is_error) {
        return Err(prepared.problems);
    }
    let source = |job: Job<'_>| match job.source {
        Source::Typst(job) => Some(job),
        Source::Workbook { .. } | Source::Mail { .. } | Source::Calendar { .. } => None,
    };
    Ok(prepared.jobs.into_iter().filter_map(source).collect())
}

/// Makes what has to be made, of all inspections of a batch together.
fn make(shop: &Shop, batch: &mut [Prepared<'_>], only: Option<&str>) {
    let mut jobs: Vec<(usize, &mut Job<'_>)> = Vec::new();
    for (index, prepared) in batch.iter_mut().enumerate() {
        if prepared.problems.iter().any(Problem::is_error) || prepared.fault.is_some() {
            continue;
        }
        let wanted = wanted(prepared, only);
        let new = prepared
            .jobs
            .iter_mut()
            .filter(|job| job.standing.is_none() && wanted.contains(&job.deliverable.document.id));
        jobs.extend(new.map(|job| (index, job)));
    }
    if jobs.is_empty() {
        return;
    }
    // Each batch has other records, so nothing that Typst remembers of the last one helps this one. What it remembers of the
    // very last is left to the end of the process, which needs no tidying.
    render::evict(0);
    // One queue, the longest at its end, and one worker for each thread. Inside a parallel iterator, a thread that waits for the
    // streams of its PDF to be compressed would begin another document on top of that one, a whole batch deep.
    jobs.sort_by_key(|(_, job)| job.source.weight());
    let queue = Mutex::new(jobs);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let found = rayon::broadcast(|_| {
        let mut found: Vec<(usize, Vec<Problem>)> = Vec::new();
        while let Some((index, job)) = next() {
            match job.source.make(&shop.templates) {
                Ok(made) => job.made = made,
                Err(problems) => found.push((index, problems)),
            }
        }
        found
    });
    for (index, problems) in found.into_iter().flatten() {
        batch[index].problems.extend(problems);
    }
}

/// Ids of the documents that are wanted: all, or one and, where that is a message, its attachments.
fn wanted(prepared: &Prepared<'_>, only: Option<&str>) -> Vec<String> {
    let documents = prepared.jobs.iter().map(|job| job.deliverable.document);
    let chosen = documents.filter(|document| only.is_none_or(|only| only == document.id));
    chosen.flat_map(|document| std::iter::once(&document.id).chain(&document.attach)).cloned().collect()
}
