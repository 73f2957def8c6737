//! The build: from records to packs on disk.
//!
//! The words of every document are rendered always, since that is cheap; a document is compiled only where the fingerprint
//! of what it is made from is new, or where its file is not as it was made. There is no dependency graph to get wrong.
//! Inspections go along one line: each is read, its documents are compiled side by side, the longest first, then its pack is
//! searched and published as a whole, while whoever has nothing else to do begins with the next.

mod begun;
mod bilingual;
mod fingerprint;
mod finish;
mod line;
mod lock;
mod manifest;
mod messages;
mod moved;
mod prepare;
mod source;
mod stamps;
mod tasks;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::pack::Waiting;
use crate::problem::Problem;
use crate::render;
use crate::workspace::Reading;

pub use fingerprint::{of_inputs, of_workspace};
pub use lock::{Lock, Watching};
pub use manifest::{FileEntry, Manifest, packs};
pub use prepare::WorkspaceInputs;

use prepare::Job;
use source::Source;
use stamps::Stamps;

/// What a build remembers of the one before.
#[derive(Debug)]
pub enum Memory {
    /// What packs that were right looked like, on disk; of what Typst has laid out little, since the next inspections have
    /// other records.
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
/// inspection in their order, as soon as it and those before it are through. The lock shows that no other build is at work.
pub fn build(
    inputs: &WorkspaceInputs,
    lock: &Lock,
    folders: &[String],
    only: Option<&str>,
    memory: &Memory,
    mut done: impl FnMut(Outcome),
) {
    let stamped = only.is_none() && matches!(memory, Memory::OnDisk);
    let mut stamps = stamped.then(|| Stamps::load(&inputs.workspace, &inputs.fingerprint()));
    let fresh = |folder: &String| stamps.as_ref().and_then(|stamps| stamps.fresh(&inputs.workspace, folder));
    let fresh: Vec<Option<Outcome>> = folders.par_iter().map(fresh).collect();
    let stale: Vec<&str> =
        folders.iter().zip(&fresh).filter(|(_, fresh)| fresh.is_none()).map(|(folder, _)| folder.as_str()).collect();
    let mut queue = fresh.into_iter().peekable();
    line::run(&Order { inputs, only, memory, stamped }, &stale, |built| {
        // What has nothing to do goes out between what is built, in the order of the folders.
        while let Some(Some(outcome)) = queue.next_if(Option::is_some) {
            done(outcome);
        }
        queue.next();
        if let Some(stamps) = &mut stamps {
            stamps.take(built.look, &built.outcome, lock.taken_at());
        }
        done(built.outcome);
    });
    queue.flatten().for_each(done);
    if let Some(stamps) = stamps {
        stamps.save(&inputs.workspace);
    }
}

/// What is asked of a build, but for which inspections.
struct Order<'b> {
    inputs: &'b WorkspaceInputs,
    only: Option<&'b str>,
    memory: &'b Memory,
    /// Whether the look of each pack is wanted for a stamp.
    stamped: bool,
}

/// What Typst warns of in the workspace's own templates when it lays out an inspection's PDFs; nothing is written. Without
/// such templates nothing is laid out.
pub fn typst_warnings(inputs: &WorkspaceInputs, folder: &str) -> Vec<Problem> {
    if !inputs.templates.has_own_typst() {
        return Vec::new();
    }
    // Errors of the record or the templates are told by whoever reads them.
    let jobs = typst_jobs(inputs, folder).unwrap_or_default();
    let warnings = |job: &render::TypstJob| {
        let pdf = render::compile(job, &inputs.tree).ok()?;
        Some(source::own_warnings(&pdf, job, &inputs.templates))
    };
    jobs.par_iter().filter_map(warnings).flatten().collect()
}

/// The Typst sources of an inspection's PDFs, as a build compiles them; nothing is compiled or written.
///
/// # Errors
/// What is wrong with its record, or with the templates.
pub fn typst_jobs(inputs: &WorkspaceInputs, folder: &str) -> Result<Vec<render::TypstJob>, Vec<Problem>> {
    let prepared = prepare::prepare(inputs, folder, None);
    if prepared.problems.iter().any(Problem::is_error) {
        return Err(prepared.problems);
    }
    let source = |job: Job<'_>| match job.source {
        Source::Typst(job) => Some(job),
        Source::Workbook { .. } | Source::Mail { .. } | Source::Calendar { .. } => None,
    };
    Ok(prepared.jobs.into_iter().filter_map(source).collect())
}
