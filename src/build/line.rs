//! How inspections become packs side by side.
//!
//! Of one alone, the documents share the cores, and so does the work within a document. Several go along a line: each worker,
//! one for a thread, takes the most advanced work that there is, a document of an inspection that is begun, else the next
//! inspection. So no worker waits for the slowest document of others, and no more inspections are on the line than there
//! are workers.

use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPoolBuilder;

use super::begun::{Begun, Built, Placed};
use super::prepare::Job;
use super::{Memory, Order};
use crate::render;

/// Inspections after which Typst lets go of what it has not used since the last time.
const EVICT_EVERY: usize = 8;

/// Builds these inspections; `done` is told of each in their order.
pub fn run(order: &Order<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
    match folders {
        [] => return,
        [folder] => done(one(order, folder)),
        _ => several(order, folders, done),
    }
    // Also after failures, which fill Typst's memory as much as documents do. What it remembers at the end of the process needs
    // no tidying.
    if matches!(order.memory, Memory::InProcess(_)) {
        render::evict(1);
    }
}

/// Builds one inspection.
fn one(order: &Order<'_>, folder: &str) -> Built {
    let (mut begun, ()) = rayon::join(|| Begun::new(order, folder), || order.shop.templates.warm_up());
    let queue = Mutex::new(std::mem::take(&mut begun.waiting));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    // One queue, and a worker on each thread that ends when the queue does. Inside a parallel iterator, a thread that waits for the
    // streams of its PDF to be compressed would begin another document on top of that one.
    let made = rayon::broadcast(|_| {
        let mut made = Vec::new();
        while let Some((place, mut job)) = next() {
            let result = job.make(&order.shop.templates);
            made.push(((place, job), result));
        }
        made
    });
    for (job, result) in made.into_iter().flatten() {
        begun.put(job, result);
    }
    begun.finish(order.only)
}

/// Builds several inspections.
fn several(order: &Order<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
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
                Task::WarmUp => self.order.shop.templates.warm_up(),
                Task::Begin(index) => self.begin(index, sender),
                Task::Make(index, place, job) => self.make(index, (place, *job), sender),
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
        let begun = Begun::new(self.order, self.folders[index]);
        if begun.is_made() {
            self.finish(index, begun, sender);
        } else {
            self.lock().begun.insert(index, begun);
            self.changed.notify_all();
        }
    }

    /// Makes a document. Whoever makes the last one of an inspection publishes its pack.
    fn make(&self, index: usize, mut placed: Placed<'s>, sender: &Sender<(usize, Built)>) {
        let made = placed.1.make(&self.order.shop.templates);
        let mut state = self.lock();
        let Some(begun) = state.begun.get_mut(&index) else { return };
        begun.put(placed, made);
        if begun.is_made()
            && let Some(begun) = state.begun.remove(&index)
        {
            drop(state);
            self.finish(index, begun, sender);
        }
    }

    fn finish(&self, index: usize, begun: Begun<'s>, sender: &Sender<(usize, Built)>) {
        // The receiver is there until all have told it.
        sender.send((index, begun.finish(self.order.only))).ok();
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
