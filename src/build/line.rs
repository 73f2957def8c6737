//! The line on which inspections become packs. Each worker, one for a thread, takes the most advanced work that there is:
//! a document of an inspection that is begun, else the next inspection. So no worker waits for the slowest document of
//! others, and no more inspections are on the line than there are workers.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPoolBuilder;

use super::prepare::{Job, Prepared, prepare};
use super::stamps::{Look, look_at_pack};
use super::{Memory, Order, Outcome, finish};
use crate::problem::Problem;
use crate::render;

/// Inspections after which Typst lets go of what it has not used since the last time.
const EVICT_EVERY: usize = 8;

/// An inspection that is through.
pub struct Built {
    /// What was done.
    pub outcome: Outcome,
    /// What its pack looked like before, where that is wanted.
    pub look: Option<Look>,
}

/// Builds these inspections; `done` is told of each in their order.
pub fn run(order: &Order<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
    if folders.is_empty() {
        return;
    }
    let line = Line { order, folders, state: Mutex::new(State::new(folders.len())), changed: Condvar::new() };
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            let (line, sender) = (&line, sender.clone());
            scope.spawn(move || alone(|| line.work(&sender)));
        }
        drop(sender);
        let mut through = BTreeMap::new();
        let mut next = 0;
        for (index, built) in receiver {
            through.insert(index, built);
            while let Some(built) = through.remove(&next) {
                done(built);
                next += 1;
            }
        }
    });
    // Also after failures, which fill Typst's memory as much as documents do. What it remembers at the end of the process needs
    // no tidying.
    if matches!(order.memory, Memory::InProcess(_)) {
        render::evict(1);
    }
}

/// Runs a worker in a pool of its own thread alone. Typst and its PDF writer share work out, and whoever waits for a share in a
/// common pool takes up anything that lies there: another document on top of the one in hand, or another worker's whole
/// shift, which does not end before this one. Documents side by side keep every core busy as it is.
fn alone(work: impl FnOnce() + Send) {
    match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(work),
        // There is no such pool where this thread is part of one already, which a new thread is not.
        Err(_) => work(),
    }
}

struct Line<'l, 's> {
    order: &'l Order<'s>,
    folders: &'l [&'l str],
    state: Mutex<State<'s>>,
    changed: Condvar,
}

/// What there is to do.
struct State<'s> {
    /// The first inspection that nobody has begun.
    next: usize,
    /// Whether somebody makes ready what all documents need, or has.
    warmed: bool,
    /// The inspections whose documents are being made.
    begun: BTreeMap<usize, Begun<'s>>,
    /// Number of inspections that are not through.
    left: usize,
}

/// An inspection whose documents are being made.
struct Begun<'s> {
    prepared: Prepared<'s>,
    look: Option<Look>,
    /// The documents that nobody has begun, the longest first, each with its place in the pack.
    waiting: VecDeque<(usize, Job<'s>)>,
    /// The documents that are made or need not be.
    ready: Vec<(usize, Job<'s>)>,
    /// Number of all.
    all: usize,
    problems: Vec<Problem>,
}

enum Task<'s> {
    WarmUp,
    Begin(usize),
    /// The document with this place in the pack of this inspection.
    Make(usize, usize, Box<Job<'s>>),
}

impl<'s> State<'s> {
    fn new(inspections: usize) -> Self {
        Self { next: 0, warmed: false, begun: BTreeMap::new(), left: inspections }
    }

    /// The most advanced work that there is.
    fn task(&mut self, inspections: usize) -> Option<Task<'s>> {
        for (index, begun) in &mut self.begun {
            if let Some((place, job)) = begun.waiting.pop_front() {
                return Some(Task::Make(*index, place, Box::new(job)));
            }
        }
        if self.next > 0 && !self.warmed {
            self.warmed = true;
            return Some(Task::WarmUp);
        }
        (self.next < inspections).then(|| {
            self.next += 1;
            Task::Begin(self.next - 1)
        })
    }
}

impl<'s> Line<'_, 's> {
    fn lock(&self) -> MutexGuard<'_, State<'s>> {
        // Whoever panics does so outside: the state is whole at any time.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, sender: &Sender<(usize, Built)>) {
        let _stop = StopOnPanic(self);
        while let Some(task) = self.task() {
            match task {
                Task::WarmUp => self.order.shop.warm_up(),
                Task::Begin(index) => self.begin(index, sender),
                Task::Make(index, place, job) => self.make(index, place, *job, sender),
            }
        }
    }

    /// The next thing to do; nothing once all inspections are through.
    fn task(&self) -> Option<Task<'s>> {
        let mut state = self.lock();
        loop {
            if let Some(task) = state.task(self.folders.len()) {
                return Some(task);
            }
            if state.left == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads an inspection, and lays its documents out for the others.
    fn begin(&self, index: usize, sender: &Sender<(usize, Built)>) {
        let Order { shop, only, memory, stamped } = *self.order;
        let folder = self.folders[index];
        let look = stamped.then(|| look_at_pack(&shop.workspace, folder)).flatten();
        let mut prepared = prepare(shop, folder, memory.held(folder));
        let is_stopped = prepared.problems.iter().any(Problem::is_error) || prepared.fault.is_some();
        let wanted = if is_stopped { Vec::new() } else { wanted(&prepared, only) };
        let jobs: Vec<(usize, Job<'s>)> = std::mem::take(&mut prepared.jobs).into_iter().enumerate().collect();
        let all = jobs.len();
        let is_to_make = |job: &Job<'s>| job.standing.is_none() && wanted.contains(&job.deliverable.document.id);
        let (mut waiting, ready): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|(_, job)| is_to_make(job));
        waiting.sort_by_key(|(_, job)| std::cmp::Reverse(job.source.weight()));
        let begun = Begun { prepared, look, waiting: waiting.into(), ready, all, problems: Vec::new() };
        if begun.waiting.is_empty() {
            self.finish(index, begun, sender);
        } else {
            self.lock().begun.insert(index, begun);
            self.changed.notify_all();
        }
    }

    /// Makes a document. Whoever makes the last one of an inspection publishes its pack.
    fn make(&self, index: usize, place: usize, mut job: Job<'s>, sender: &Sender<(usize, Built)>) {
        let made = job.source.make(&self.order.shop.templates);
        let mut state = self.lock();
        let Some(begun) = state.begun.get_mut(&index) else { return };
        match made {
            Ok(made) => job.made = made,
            Err(problems) => begun.problems.extend(problems),
        }
        begun.ready.push((place, job));
        if begun.ready.len() == begun.all
            && let Some(begun) = state.begun.remove(&index)
        {
            drop(state);
            self.finish(index, begun, sender);
        }
    }

    fn finish(&self, index: usize, begun: Begun<'s>, sender: &Sender<(usize, Built)>) {
        let Begun { mut prepared, look, mut ready, problems, .. } = begun;
        ready.sort_by_key(|(place, _)| *place);
        prepared.jobs = ready.into_iter().map(|(_, job)| job).collect();
        prepared.problems.extend(problems);
        let outcome = finish::finish(prepared, self.order.only);
        // The receiver is there until all have told it.
        sender.send((index, Built { outcome, look })).ok();
        let mut state = self.lock();
        state.left = state.left.saturating_sub(1);
        let is_time = state.left > 0 && (self.folders.len() - state.left).is_multiple_of(EVICT_EVERY);
        drop(state);
        self.changed.notify_all();
        if is_time && matches!(self.order.memory, Memory::OnDisk) {
            render::evict(0);
        }
    }
}

/// Lets the other workers end when one panics: nobody would make what it had in hand, and they would wait for ever.
struct StopOnPanic<'w, 'l, 's>(&'w Line<'l, 's>);

impl Drop for StopOnPanic<'_, '_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut state = self.0.lock();
            (state.next, state.left) = (self.0.folders.len(), 0);
            state.begun.clear();
            drop(state);
            self.0.changed.notify_all();
        }
    }
}

/// Ids of the documents that are wanted: all, or one and, where that is a message, its attachments.
fn wanted(prepared: &Prepared<'_>, only: Option<&str>) -> Vec<String> {
    let documents = prepared.jobs.iter().map(|job| job.deliverable.document);
    let chosen = documents.filter(|document| only.is_none_or(|only| only == document.id));
    chosen.flat_map(|document| std::iter::once(&document.id).chain(&document.attach)).cloned().collect()
}
