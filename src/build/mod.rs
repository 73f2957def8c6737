//! The build: from records to packs on disk.
//!
//! The words of every document are rendered always, since that is cheap; a document is compiled only where the fingerprint
//! of what it is made from is new, or where its file is not as it was made. There is no dependency graph to get wrong.
//! Inspections go through in batches: their records are read side by side, then all their documents compiled side by
//! side, the longest first, then each pack is searched and published as a whole.

mod disk;
mod fingerprint;
mod finish;
mod gate;
mod lock;
mod manifest;
mod moved;
mod prepare;
mod source;
mod stamps;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::pack::Waiting;
use crate::problem::Problem;
use crate::render;
use crate::workspace::Reading;

pub(crate) use disk::{BESIDE, make_scratch, touch_scratch};
pub use disk::{write_new, write_settings};
pub use fingerprint::{of_inputs, of_workspace};
pub use gate::close as finish_writing;
pub use lock::{Lock, Watching};
pub use manifest::{FileEntry, Manifest, packs};
pub use prepare::Shop;

use prepare::{Job, Prepared};
use source::Source;
use stamps::{Look, Stamps, look_at_pack};

/// Inspections in a batch: enough for every core to be busy, few enough for what Typst remembers to stay small.
const BATCH: usize = 8;

/// What a build remembers of the one before.
#[derive(Debug)]
pub enum Memory {
    /// What packs that were right looked like, on disk; of what Typst has laid out nothing, since each batch of
    /// inspections has other records.
    OnDisk,
    /// What Typst has laid out, since the next build will want most of it again, and what packs held after the last build,
    /// by inspection: somebody may have changed their manifests since. Whoever builds again and again knows which
    /// inspections have changed, so that nothing is looked up on disk.
    InProcess(BTreeMap<String, Manifest>),
}

impl Memory {
    /// What the pack of an inspection is known to have held.
    fn held(&self, folder: &str) -> Option<&Manifest> {
        match self {
            Self::OnDisk => None,
            Self::InProcess(held) => held.get(folder),
        }
    }
}

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
    /// What the record was read from; nothing where it was not read, since everything looked as it did before.
    pub reading: Option<Reading>,
    /// What the pack holds now; nothing where that is what it held before.
    pub manifest: Option<Manifest>,
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
pub fn build(
    shop: &Shop,
    lock: &Lock,
    folders: &[String],
    only: Option<&str>,
    memory: &Memory,
    mut done: impl FnMut(Outcome),
) {
    let order = Order { shop, lock, only, memory };
    let stamped = only.is_none() && matches!(memory, Memory::OnDisk);
    let mut stamps = stamped.then(|| Stamps::load(&shop.workspace, &shop.fingerprint()));
    let fresh = |folder: &String| stamps.as_ref().and_then(|stamps| stamps.fresh(&shop.workspace, folder));
    let fresh: Vec<Option<Outcome>> = folders.par_iter().map(fresh).collect();
    let mut queue: Vec<(&String, Option<Outcome>)> = Vec::new();
    let mut stale = 0;
    for entry in folders.iter().zip(fresh) {
        stale += usize::from(entry.1.is_none());
        queue.push(entry);
        if stale == BATCH {
            build_batch(&order, std::mem::take(&mut queue), &mut stamps, &mut done);
            stale = 0;
        }
    }
    build_batch(&order, queue, &mut stamps, &mut done);
    if let Some(stamps) = stamps {
        stamps.save(&shop.workspace);
    }
}

/// What is asked of a build, but for which inspections.
struct Order<'b> {
    shop: &'b Shop,
    lock: &'b Lock,
    only: Option<&'b str>,
    memory: &'b Memory,
}

/// Builds those of a batch that are not as they were, and tells of all.
fn build_batch(
    order: &Order<'_>,
    batch: Vec<(&String, Option<Outcome>)>,
    stamps: &mut Option<Stamps>,
    done: &mut impl FnMut(Outcome),
) {
    let &Order { shop, lock, only, memory } = order;
    let stale: Vec<&String> = batch.iter().filter(|(_, fresh)| fresh.is_none()).map(|(folder, _)| *folder).collect();
    let look = |folder: &&String| stamps.is_some().then(|| look_at_pack(&shop.workspace, folder)).flatten();
    let looks: Vec<Option<Look>> = stale.par_iter().map(look).collect();
    let prepare = || stale.par_iter().map(|folder| prepare::prepare(shop, folder, memory.held(folder))).collect();
    let warm_up = || {
        if !stale.is_empty() {
            shop.templates.warm_up()
        }
    };
    let (mut prepared, ()): (Vec<Prepared<'_>>, ()) = rayon::join(prepare, warm_up);
    make(order, &mut prepared);
    let outcomes: Vec<Outcome> = prepared.into_par_iter().map(|one| finish::finish(one, only)).collect();
    let mut built = outcomes.into_iter().zip(looks);
    for (_, fresh) in batch {
        match fresh {
            Some(outcome) => done(outcome),
            None => {
                let Some((outcome, look)) = built.next() else { continue };
                if let Some(stamps) = stamps {
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
    let prepared = prepare::prepare(shop, folder, None);
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
fn make(order: &Order<'_>, batch: &mut [Prepared<'_>]) {
    let mut jobs: Vec<(usize, &mut Job<'_>)> = Vec::new();
    for (index, prepared) in batch.iter_mut().enumerate() {
        if prepared.problems.iter().any(Problem::is_error) || prepared.fault.is_some() {
            continue;
        }
        let wanted = wanted(prepared, order.only);
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
    if matches!(order.memory, Memory::OnDisk) {
        render::evict(0);
    }
    jobs.sort_by_key(|(_, job)| job.source.weight());
    let queue = Mutex::new(jobs);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let found = rayon::broadcast(|_| {
        let mut found: Vec<(usize, Vec<Problem>)> = Vec::new();
        while let Some((index, job)) = next() {
            match job.source.make(&order.shop.templates) {
                Ok(made) => job.made = made,
                Err(problems) => found.push((index, problems)),
            }
        }
        found
    });
    // Also after failures, which fill Typst's memory as much as documents do.
    if matches!(order.memory, Memory::InProcess(_)) {
        render::evict(1);
    }
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
