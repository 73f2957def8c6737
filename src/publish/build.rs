//! Builds the packs of several inspections. It passes over an inspection that still looks as its stamp says.

use rayon::prelude::*;

use super::inputs::{Checked, WorkspaceInputs};
use super::intent;
use super::lock::Lock;
use super::outcome::Outcome;
use super::pipeline;
use super::request::{Memory, Request};
use super::settings;
use super::stamps::Stamps;
use super::start::render;
use super::state::PackState;
use crate::pack::{Rendered, Source, own_warnings};
use crate::problem::Problem;
use crate::render::{TypstJob, compile};
use crate::workspace::{disk, gate};

/// Builds the packs of the inspections in these folders: all documents, or the one with the id `only`. It calls `done`
/// for each inspection in their order, as soon as it and those before it are finished. The lock shows that no other build is at work.
pub fn build(
    inputs: &WorkspaceInputs,
    lock: &Lock,
    folders: &[String],
    only: Option<&str>,
    memory: Memory,
    mut done: impl FnMut(Outcome),
) {
    tidy(inputs, lock);
    let scratch = lock.scratch();
    let takes_snapshots = only.is_none() && memory == Memory::OnDisk;
    let mut stamps = takes_snapshots.then(|| Stamps::load(scratch, &inputs.fingerprint(), &inputs.workspace));
    let fresh = |folder: &String| stamps.as_ref().and_then(|stamps| stamps.fresh(&inputs.workspace, folder));
    let fresh: Vec<Option<Outcome>> = folders.par_iter().map(fresh).collect();
    let stale: Vec<&str> =
        folders.iter().zip(&fresh).filter(|(_, fresh)| fresh.is_none()).map(|(folder, _)| folder.as_str()).collect();
    let mut queue = fresh.into_iter().peekable();
    pipeline::run(&Request { inputs, scratch, only, memory, takes_snapshots }, &stale, |built| {
        // What has nothing to do goes out between what is built, in the order of the folders.
        while let Some(Some(outcome)) = queue.next_if(Option::is_some) {
            done(outcome);
        }
        queue.next();
        if let Some(stamps) = &mut stamps {
            stamps.take(built.snapshot, &built.outcome, lock.taken_at());
        }
        let mut outcome = built.outcome;
        if outcome.manifest.is_none() && (outcome.has_errors() || outcome.fault.is_some()) {
            outcome.broken = PackState::of(&inputs.workspace, &outcome.folder).in_words();
        }
        done(outcome);
    });
    queue.flatten().for_each(done);
    if let Some(stamps) = stamps {
        stamps.save(scratch);
    }
}

/// Finishes what builds that were killed have begun, takes away the temporary files that they left, and notes the settings.
fn tidy(inputs: &WorkspaceInputs, lock: &Lock) {
    intent::recover(&inputs.workspace, lock.scratch());
    disk::sweep_root(&inputs.workspace);
    let _writing = gate::enter();
    lock.scratch().sweep();
    settings::remember(lock.scratch(), &inputs.workspace);
}

/// What Typst warns of in the workspace's own templates when it lays out an inspection's PDFs; nothing is written. Without
/// such templates nothing is laid out.
pub fn typst_warnings(inputs: &WorkspaceInputs, folder: &str) -> Vec<Problem> {
    if !inputs.templates.has_own_typst() {
        return Vec::new();
    }
    // The build reports errors of the record and the templates.
    let jobs = typst_jobs(inputs, folder).unwrap_or_default();
    let warnings = |job: &TypstJob| {
        let pdf = compile(job, &inputs.tree).ok()?;
        Some(own_warnings(&pdf, job, &inputs.templates))
    };
    jobs.par_iter().filter_map(warnings).flatten().collect()
}

/// The Typst sources of an inspection's PDFs, as a build compiles them. Nothing is compiled or written.
///
/// # Errors
/// What is wrong with its record, or with the templates.
pub fn typst_jobs(inputs: &WorkspaceInputs, folder: &str) -> Result<Vec<TypstJob>, Vec<Problem>> {
    let Checked { record, problems, .. } = inputs.check(folder, inputs.workspace.files(folder));
    if problems.iter().any(Problem::is_error) {
        return Err(problems);
    }
    let rendered = render(inputs, inputs.plan(&record)?)?;
    let source = |file: Rendered<'_>| match file {
        Rendered::Document(document) => match document.source {
            Source::Typst(job) => Some(job),
            Source::Workbook { .. } | Source::Calendar { .. } | Source::Page(_) => None,
        },
        Rendered::Message(_) => None,
    };
    Ok(rendered.into_iter().filter_map(source).collect())
}
