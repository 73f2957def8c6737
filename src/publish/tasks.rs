//! The tasks of a pipeline, and their order.

use std::collections::BTreeMap;

use super::progress::PackInProgress;
use super::queued::{FinishedDocument, QueuedDocument};

/// Typst's memory is cleared after every so many finished inspections, each of which has some 34 PDFs.
const CLEAR_EVERY: usize = 2;

/// Something for one worker to do.
pub enum Task<'s> {
    /// Read what all documents need.
    WarmUp,
    /// Start this inspection.
    Start(usize),
    /// Make a document of this inspection.
    Make(usize, Box<QueuedDocument<'s>>),
    /// Clear Typst's memory.
    ClearMemory,
}

/// The tasks of a pipeline.
pub struct Tasks<'s> {
    /// Number of inspections.
    all: usize,
    /// Number of those that are not finished.
    left: usize,
    /// The first inspection that no worker has started.
    next: usize,
    /// Whether a worker is reading, or has read, what all documents need.
    warmed_up: bool,
    /// The inspections whose documents are being made.
    in_progress: BTreeMap<usize, PackInProgress<'s>>,
    /// Number of documents that workers are laying out now.
    laid_out: usize,
    clearing: Clearing,
}

/// Whether Typst's memory has to be cleared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clearing {
    /// The memory is kept.
    Never,
    /// It is not time yet.
    Later,
    /// As soon as no document is being laid out. Until then no worker begins a layout.
    Due,
    /// A worker clears it.
    Now,
}

impl<'s> Tasks<'s> {
    /// The tasks for so many inspections. `clears` says whether Typst's memory is cleared now and then.
    pub fn new(inspections: usize, clears: bool) -> Self {
        Self {
            all: inspections,
            left: inspections,
            next: 0,
            warmed_up: false,
            in_progress: BTreeMap::new(),
            laid_out: 0,
            clearing: if clears { Clearing::Later } else { Clearing::Never },
        }
    }

    /// Gives out the most advanced task that there is.
    pub fn next(&mut self) -> Option<Task<'s>> {
        if self.clearing == Clearing::Due && self.laid_out == 0 {
            self.clearing = Clearing::Now;
            return Some(Task::ClearMemory);
        }
        let may_lay_out = matches!(self.clearing, Clearing::Never | Clearing::Later);
        for (index, progress) in &mut self.in_progress {
            if let Some(queued) = progress.next(may_lay_out) {
                self.laid_out += usize::from(queued.document.is_laid_out());
                return Some(Task::Make(*index, Box::new(queued)));
            }
        }
        if self.next > 0 && !self.warmed_up {
            self.warmed_up = true;
            return Some(Task::WarmUp);
        }
        (self.next < self.all).then(|| {
            self.next += 1;
            Task::Start(self.next - 1)
        })
    }

    /// Takes an inspection whose documents have to be made.
    pub fn add(&mut self, index: usize, progress: PackInProgress<'s>) {
        self.in_progress.insert(index, progress);
    }

    /// Takes a finished document back; gives the inspection if it was the last one. `is_laid_out` says whether Typst laid it
    /// out.
    pub fn made(
        &mut self,
        index: usize,
        is_laid_out: bool,
        finished: FinishedDocument<'s>,
    ) -> Option<PackInProgress<'s>> {
        self.laid_out -= usize::from(is_laid_out);
        let progress = self.in_progress.get_mut(&index)?;
        progress.add(finished);
        if progress.is_made() { self.in_progress.remove(&index) } else { None }
    }

    /// Counts an inspection that is finished.
    pub fn finished(&mut self) {
        self.left = self.left.saturating_sub(1);
        let is_time = self.left > 0 && (self.all - self.left).is_multiple_of(CLEAR_EVERY);
        if is_time && self.clearing == Clearing::Later {
            self.clearing = Clearing::Due;
        }
    }

    /// Lets layouts begin again after Typst's memory was cleared.
    pub fn cleared(&mut self) {
        self.clearing = Clearing::Later;
    }

    /// Whether all inspections are finished.
    pub fn are_finished(&self) -> bool {
        self.left == 0
    }

    /// Drops every task that no worker has begun.
    pub fn stop(&mut self) {
        (self.next, self.left) = (self.all, 0);
        self.in_progress.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::demonstration::{FOLDER, workspace};
    use crate::publish::request::{Memory, Request};
    use crate::publish::start::start;
    use crate::workspace::scratch::Scratch;

    /// The kinds of tasks that the queue gives out until it is empty, if no worker gives a document back.
    fn given_out(tasks: &mut Tasks<'_>) -> Vec<&'static str> {
        let kind = |task: Task<'_>| match task {
            Task::WarmUp => "warm up",
            Task::Start(_) => "start",
            Task::Make(_, queued) if queued.document.is_laid_out() => "lay out",
            Task::Make(..) => "make",
            Task::ClearMemory => "clear",
        };
        std::iter::from_fn(|| tasks.next()).map(kind).collect()
    }

    #[test]
    fn while_the_memory_has_to_be_cleared_no_layout_begins_and_all_else_goes_on() {
        let (_root, inputs) = workspace();
        let scratch = Scratch::make(&inputs.workspace).unwrap();
        let request =
            Request { inputs: &inputs, scratch: &scratch, only: None, memory: Memory::OnDisk, takes_snapshots: false };

        let mut tasks = Tasks::new(CLEAR_EVERY + 3, true);
        assert!(matches!(tasks.next(), Some(Task::Start(0))));
        assert!(matches!(tasks.next(), Some(Task::WarmUp)));
        let Ok(progress) = start(&request, FOLDER) else { panic!("the demonstration has an error") };
        tasks.add(0, progress);
        let Some(Task::Make(0, queued)) = tasks.next() else { panic!("no document") };
        assert!(queued.document.is_laid_out());
        (0..CLEAR_EVERY).for_each(|_| tasks.finished());

        let meanwhile = given_out(&mut tasks);
        let made = meanwhile.iter().take_while(|kind| **kind == "make").count();
        assert!(made > 2, "workbook and calendars: {meanwhile:?}");
        assert_eq!(meanwhile[made..], ["start"; CLEAR_EVERY + 2]);
        tasks.made(0, true, queued.make(&inputs));
        assert_eq!(given_out(&mut tasks), ["clear"]);
        tasks.cleared();
        let rest = given_out(&mut tasks);
        assert!(rest.len() > 5 && rest.iter().all(|kind| *kind == "lay out"), "{rest:?}");
    }

    #[test]
    fn the_memory_is_not_cleared_after_the_last_inspection_or_where_it_is_wanted_again() {
        let mut tasks = Tasks::new(CLEAR_EVERY, true);
        (0..CLEAR_EVERY).for_each(|_| tasks.finished());
        assert!(tasks.are_finished() && tasks.clearing == Clearing::Later);
        let mut tasks = Tasks::new(CLEAR_EVERY + 1, false);
        (0..CLEAR_EVERY).for_each(|_| tasks.finished());
        assert!(tasks.clearing == Clearing::Never);
    }
}
