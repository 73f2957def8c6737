//! An inspection whose documents are being made.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::prepare::{Job, Prepared, prepare};
use super::stamps::{Look, look_at_pack};
use super::{Order, Outcome, finish};
use crate::problem::Problem;

/// A document with its place in the pack.
pub type Placed<'s> = (usize, Job<'s>);

/// An inspection that is through.
pub struct Built {
    /// What was done.
    pub outcome: Outcome,
    /// What its pack looked like before, where that is wanted.
    pub look: Option<Look>,
}

/// An inspection whose documents are being made.
pub struct Begun<'s> {
    prepared: Prepared<'s>,
    look: Option<Look>,
    /// The documents that nobody has begun, the longest first.
    waiting: VecDeque<Placed<'s>>,
    /// The documents that are made or need not be.
    ready: Vec<Placed<'s>>,
    /// Number of all.
    all: usize,
}

impl<'s> Begun<'s> {
    /// Reads an inspection, and lays its documents out.
    pub fn new(order: &Order<'s>, folder: &str) -> Self {
        let Order { inputs, only, memory, stamped } = *order;
        let look = stamped.then(|| look_at_pack(&inputs.workspace, folder)).flatten();
        let mut prepared = prepare(inputs, folder, memory.held(folder));
        let is_stopped = prepared.problems.iter().any(Problem::is_error) || prepared.fault.is_some();
        let wanted = if is_stopped { Vec::new() } else { wanted(&prepared, only) };
        let jobs: Vec<Placed<'s>> = std::mem::take(&mut prepared.jobs).into_iter().enumerate().collect();
        let all = jobs.len();
        let is_to_make = |job: &Job<'s>| job.standing.is_none() && wanted.contains(&job.deliverable.document.id);
        let (mut waiting, ready): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|(_, job)| is_to_make(job));
        waiting.sort_by_key(|(_, job)| Reverse(job.source.weight()));
        Self { prepared, look, waiting: waiting.into(), ready, all }
    }

    /// The next document that nobody has begun, or the next that needs no layout.
    pub fn next(&mut self, may_lay_out: bool) -> Option<Placed<'s>> {
        let fits = |(_, job): &Placed<'s>| may_lay_out || !job.is_laid_out();
        self.waiting.iter().position(fits).and_then(|index| self.waiting.remove(index))
    }

    /// Takes a document back, with what is wrong with it.
    pub fn put(&mut self, placed: Placed<'s>, made: Result<(), Vec<Problem>>) {
        self.prepared.problems.extend(made.err().into_iter().flatten());
        self.ready.push(placed);
    }

    /// Whether all documents are made.
    pub fn is_made(&self) -> bool {
        self.ready.len() == self.all
    }

    /// Publishes the pack, of which all documents are made.
    pub fn finish(self, only: Option<&str>) -> Built {
        let Self { mut prepared, look, mut ready, .. } = self;
        ready.sort_by_key(|(place, _)| *place);
        prepared.jobs = ready.into_iter().map(|(_, job)| job).collect();
        Built { outcome: finish::finish(prepared, only), look }
    }
}

/// Ids of the documents that are wanted: all, or one and, where that is a message, its attachments.
fn wanted(prepared: &Prepared<'_>, only: Option<&str>) -> Vec<String> {
    let documents = prepared.jobs.iter().map(|job| job.deliverable.document);
    let chosen = documents.filter(|document| only.is_none_or(|only| only == document.id));
    chosen.flat_map(|document| std::iter::once(&document.id).chain(&document.attach)).cloned().collect()
}
