//! How the build of an inspection's pack starts: its record is read and checked, the pack planned, the templates rendered,
//! and every document that the pack holds already, made from the same, taken from there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use super::fingerprint::{of_document, of_inputs};
use super::inputs::{WorkspaceInputs, read_record};
use super::known::KnownPack;
use super::manifest::Manifest;
use super::outcome::Outcome;
use super::progress::PackInProgress;
use super::queued::{QueuedDocument, QueuedMessage, ReadyFile, from_pack};
use super::request::Request;
use super::searched::{Searched, SearchedFor};
use super::snapshot::Snapshot;
use crate::check::hide_children;
use crate::pack::{PlannedPack, Rendered, RenderedDocument};
use crate::problem::{Problem, code};
use crate::search::Terms;
use crate::workspace::disk::{self, PackFolder};
use crate::workspace::scratch::Scratch;
use crate::workspace::{Reading, gate};

/// Starts the build of an inspection's pack.
///
/// # Errors
/// What the build has to say where there is nothing to make: the record has an error, a template cannot be rendered, or the
/// pack's folder cannot be used.
pub fn start<'s>(request: &Request<'s>, folder: &str) -> Result<PackInProgress<'s>, Box<Outcome>> {
    let inputs = request.inputs;
    disk::sweep_inspection(&inputs.workspace, folder);
    let before = KnownPack::load(request.scratch, folder);
    // Taken before the record is read, so that a change in between shows.
    let snapshot = request.takes_snapshots.then(|| {
        let files: Vec<String> = before.manifest.files.iter().map(|file| file.path.clone()).collect();
        Snapshot::of_files(&inputs.workspace, folder, &files)
    });
    let files = inputs.workspace.files(folder);
    let reading = Reading::of(&files.0, &files.1);
    let (record, found) = read_record(folder, files);
    // Most records that can be read are right. What follows from them is made ready while they are checked.
    let is_readable = !found.iter().any(Problem::is_error);
    let prepare = || {
        let mut planned = inputs.plan(&record)?;
        let waiting = std::mem::take(&mut planned.waiting);
        Ok((waiting, render(inputs, planned)?))
    };
    let ((problems, children), early) = rayon::join(|| inputs.judge(&record, found), || is_readable.then(prepare));
    let mut outcome = Outcome { folder: folder.to_owned(), problems, reading: Some(reading), ..Outcome::default() };
    let searched_for = SearchedFor::new(request.scratch, &record.sources, &children);
    let was_searched = was_searched(request.scratch, folder, searched_for.as_ref());
    // What is published was perhaps not searched for these children: if nothing else is wrong, that is done now.
    let is_named = outcome.has_errors() && !was_searched && names_children_at_most(&outcome.problems);
    if outcome.has_errors() && (!is_named || before.manifest.files.is_empty()) {
        return Err(outcome.into());
    }
    // Where the record names a child, that is told, and not what follows from it.
    let stopped = |outcome: Outcome, mut problems: Vec<Problem>| {
        hide_children(&mut problems, &children);
        let outcome = if is_named { outcome } else { outcome.stopped_by(problems) };
        Err(outcome.into())
    };
    let (waiting, rendered) = match early.unwrap_or_else(prepare) {
        Ok(prepared) => prepared,
        Err(problems) => return stopped(outcome, problems),
    };
    let pack = match PackFolder::open(&inputs.workspace, folder) {
        Ok(pack) => pack,
        Err(error) => return Err(Outcome { fault: Some(error.to_string()), ..outcome }.into()),
    };
    pack.sweep();
    outcome.waiting = waiting;
    if !was_searched {
        let _writing = gate::enter();
        SearchedFor::forget(request.scratch, folder);
    }
    let children = Arc::new(children);
    let paths = rendered.iter().map(|file| file.deliverable().path.clone()).collect();
    let Sorted { queue, messages, ready } =
        sort(request, rendered, &children, &pack, was_searched.then_some(&before.manifest));
    Ok(PackInProgress {
        outcome,
        snapshot: snapshot.flatten(),
        inputs_fingerprint: of_inputs(&inputs.fingerprint(), folder, &record.sources),
        searched: Searched::of(&record),
        searched_for,
        was_searched,
        is_named,
        record,
        children,
        pack,
        before,
        paths,
        unfinished: queue.len(),
        queue,
        messages,
        ready,
    })
}

/// Renders the templates of every planned file, wanted or not, to find a broken one.
///
/// # Errors
/// What is wrong with the templates.
pub fn render<'s>(inputs: &'s WorkspaceInputs, planned: PlannedPack<'s>) -> Result<Vec<Rendered<'s>>, Vec<Problem>> {
    let PlannedPack { files, mut problems, .. } = planned;
    let results: Vec<_> = files.into_par_iter().map(|file| Rendered::new(file, &inputs.templates)).collect();
    let mut rendered = Vec::new();
    for result in results {
        match result {
            Ok(file) => rendered.push(file),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(rendered) } else { Err(problems) }
}

/// Rendered files by what is left to do with them. Each has its place in the plan.
struct Sorted<'s> {
    /// The documents that have to be made, the longest first.
    queue: VecDeque<QueuedDocument<'s>>,
    messages: Vec<QueuedMessage<'s>>,
    /// The documents that the pack holds already.
    ready: BTreeMap<usize, ReadyFile<'s>>,
}

/// Whether every file of a pack was searched for these children.
fn was_searched(scratch: &Scratch, folder: &str, children: Option<&SearchedFor>) -> bool {
    SearchedFor::load(scratch, folder).zip(children).is_some_and(|(before, now)| before.is_for_those_of(now))
}

/// Whether nothing is wrong with a record but that it names children.
fn names_children_at_most(problems: &[Problem]) -> bool {
    problems.iter().filter(|problem| problem.is_error()).all(|problem| problem.code.id == code::CHILD_NAMED.id)
}

/// Sorts rendered files. A document that the pack holds, made from the same inputs, is taken from `before`, which is none if the
/// pack was searched for other children.
fn sort<'s>(
    request: &Request<'s>,
    rendered: Vec<Rendered<'s>>,
    children: &Arc<Terms>,
    pack: &PackFolder,
    before: Option<&Manifest>,
) -> Sorted<'s> {
    let wanted = wanted(request, &rendered);
    let (mut documents, mut messages) = (Vec::new(), Vec::new());
    for (index, file) in rendered.into_iter().enumerate() {
        match file {
            Rendered::Document(document) => documents.push((index, document)),
            Rendered::Message(message) => messages.push(QueuedMessage { index, message, hits: None }),
        }
    }
    let look_up = |(index, document): (usize, RenderedDocument<'s>)| {
        let fingerprint = of_document(&document, &request.inputs.templates);
        match before.and_then(|before| from_pack(&document.deliverable, &fingerprint, pack, before)) {
            Some(made) => Either::Left((index, ReadyFile { made, fingerprint, is_in_pack: true, carries: Vec::new() })),
            None => Either::Right(QueuedDocument { index, document, fingerprint, children: children.clone() }),
        }
    };
    let (ready, mut queue): (Vec<_>, Vec<_>) = documents.into_par_iter().partition_map(look_up);
    queue.retain(|queued| wanted.contains(&queued.document.deliverable.document.id));
    messages.retain(|queued| request.wants(&queued.message.deliverable.document.id));
    queue.sort_by_key(|queued| Reverse(queued.document.weight()));
    Sorted { queue: queue.into(), messages, ready: ready.into_iter().collect() }
}

/// Ids of the documents that have to be ready: all, or the one that is wanted and, if that is a message, its attachments.
fn wanted(request: &Request<'_>, rendered: &[Rendered<'_>]) -> Vec<String> {
    let documents = rendered.iter().map(|file| file.deliverable().document);
    let wanted = documents.filter(|document| request.wants(&document.id));
    wanted.flat_map(|document| std::iter::once(&document.id).chain(&document.attach)).cloned().collect()
}
