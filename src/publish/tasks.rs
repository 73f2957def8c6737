//! What there is to do when several inspections become packs side by side, and in which order.

use std::collections::BTreeMap;

use super::begun::{Begun, Placed};
use super::prepare::Job;
use crate::problem::Problem;

/// Inspections after which Typst's memory is cleared.
const CLEAR_EVERY: usize = 8;

/// Something for one worker to do.
pub enum Task<'s> {
    /// Make ready what all documents need.
    WarmUp,
    /// Read this inspection.
    Begin(usize),
    /// Make the document with this place in the pack of this inspection.
    Make(usize, usize, Box<Job<'s>>),
    /// Clear Typst's memory.
    ClearMemory,
}

/// What there is to do.
pub struct Tasks<'s> {
    /// Number of inspections.
    all: usize,
    /// Number of those that are not through.
    left: usize,
    /// The first inspection that nobody has begun.
    next: usize,
    /// Whether somebody makes ready what all documents need, or has.
    warmed: bool,
    /// The inspections whose documents are being made.
    begun: BTreeMap<usize, Begun<'s>>,
    /// Number of documents that are being laid out.
    laid_out: usize,
    clearing: Clearing,
}

/// Whether Typst's memory is to be cleared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clearing {
    /// It need never be.
    Never,
    /// Not yet.
    Later,
    /// As soon as nobody lays a document out; nobody begins to.
    Due,
    /// Somebody is at it.
    Now,
}

impl<'s> Tasks<'s> {
    /// All that there is to do for so many inspections. `clears` says whether Typst's memory is cleared now and then.
    pub fn new(inspections: usize, clears: bool) -> Self {
        Self {
            all: inspections,
            left: inspections,
            next: 0,
            warmed: false,
            begun: BTreeMap::new(),
            laid_out: 0,
            clearing: if clears { Clearing::Later } else { Clearing::Never },
        }
    }

    /// The most advanced work that there is.
    pub fn next(&mut self) -> Option<Task<'s>> {
        if self.clearing == Clearing::Due && self.laid_out == 0 {
            self.clearing = Clearing::Now;
            return Some(Task::ClearMemory);
        }
        let may_lay_out = matches!(self.clearing, Clearing::Never | Clearing::Later);
        for (index, begun) in &mut self.begun {
            if let Some((place, job)) = begun.next(may_lay_out) {
                self.laid_out += usize::from(job.is_laid_out());
                return Some(Task::Make(*index, place, Box::new(job)));
            }
        }
        if self.next > 0 && !self.warmed {
            self.warmed = true;
            return Some(Task::WarmUp);
        }
        (self.next < self.all).then(|| {
            self.next += 1;
            Task::Begin(self.next - 1)
        })
    }

    /// Takes an inspection whose documents are to be made.
    pub fn add(&mut self, index: usize, begun: Begun<'s>) {
        self.begun.insert(index, begun);
    }

    /// Takes a document back; gives the inspection once it was the last one.
    pub fn made(&mut self, index: usize, placed: Placed<'s>, result: Result<(), Vec<Problem>>) -> Option<Begun<'s>> {
        self.laid_out -= usize::from(placed.1.is_laid_out());
        let begun = self.begun.get_mut(&index)?;
        begun.put(placed, result);
        if begun.is_made() { self.begun.remove(&index) } else { None }
    }

    /// Takes note that an inspection is through.
    pub fn through(&mut self) {
        self.left = self.left.saturating_sub(1);
        let is_time = self.left > 0 && (self.all - self.left).is_multiple_of(CLEAR_EVERY);
        if is_time && self.clearing == Clearing::Later {
            self.clearing = Clearing::Due;
        }
    }

    /// Takes note that Typst's memory has been cleared.
    pub fn cleared(&mut self) {
        self.clearing = Clearing::Later;
    }

    /// Whether all inspections are through.
    pub fn are_through(&self) -> bool {
        self.left == 0
    }

    /// Drops everything that nobody has begun.
    pub fn stop(&mut self) {
        (self.next, self.left) = (self.all, 0);
        self.begun.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{Memory, Order, WorkspaceInputs};
    use crate::template::Templates;
    use crate::workspace::Workspace;

    /// What kinds of work are given out until there is none; nothing is taken back.
    fn given_out(tasks: &mut Tasks<'_>) -> Vec<&'static str> {
        let word = |task: Task<'_>| match task {
            Task::WarmUp => "warm up",
            Task::Begin(_) => "begin",
            Task::Make(_, _, job) if job.is_laid_out() => "lay out",
            Task::Make(..) => "make",
            Task::ClearMemory => "clear",
        };
        std::iter::from_fn(|| tasks.next()).map(word).collect()
    }

    #[test]
    fn while_the_memory_is_to_be_cleared_nobody_lays_out_and_all_else_goes_on() {
        const FOLDER: &str = "2027-01-aberford";
        let root = tempfile::tempdir().unwrap();
        let record = root.path().join("inspections").join(FOLDER);
        std::fs::create_dir_all(&record).unwrap();
        std::fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("inspections").join(FOLDER);
        for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), record.join(file.file_name())).unwrap();
        }
        let inputs = WorkspaceInputs::new(Workspace::open(root.path()).unwrap(), Templates::embedded().unwrap());
        let order = Order { inputs: &inputs, only: None, memory: &Memory::OnDisk, stamped: false };

        let mut tasks = Tasks::new(CLEAR_EVERY + 3, true);
        assert!(matches!(tasks.next(), Some(Task::Begin(0))));
        assert!(matches!(tasks.next(), Some(Task::WarmUp)));
        tasks.add(0, Begun::new(&order, FOLDER));
        let Some(Task::Make(0, place, job)) = tasks.next() else { panic!("no document") };
        assert!(job.is_laid_out());
        (0..CLEAR_EVERY).for_each(|_| tasks.through());

        let meanwhile = given_out(&mut tasks);
        assert_eq!(meanwhile[..3], ["make"; 3], "workbook, calendar and message");
        assert_eq!(meanwhile[3..], ["begin"; CLEAR_EVERY + 2]);
        tasks.made(0, (place, *job), Ok(()));
        assert_eq!(given_out(&mut tasks), ["clear"]);
        tasks.cleared();
        assert_eq!(given_out(&mut tasks), ["lay out"; 5]);
    }

    #[test]
    fn the_memory_is_not_cleared_after_the_last_inspection_or_where_it_is_wanted_again() {
        let mut tasks = Tasks::new(CLEAR_EVERY, true);
        (0..CLEAR_EVERY).for_each(|_| tasks.through());
        assert!(tasks.are_through() && tasks.clearing == Clearing::Later);
        let mut tasks = Tasks::new(CLEAR_EVERY + 1, false);
        (0..CLEAR_EVERY).for_each(|_| tasks.through());
        assert!(tasks.clearing == Clearing::Never);
    }
}
