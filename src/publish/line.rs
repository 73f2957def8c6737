//! How inspections become packs side by side.
//!
//! Of one alone, the documents share the cores, and so does the work within a document. Several go along a line: each worker,
//! one for a thread, takes the most advanced work that there is, a document of an inspection that is begun, else the next
//! inspection. So no worker waits for the slowest document of others, and few inspections more are on the line than there are
//! workers.
//!
//! Now and then Typst's memory is cleared, or it would grow with every document. Whoever lays one out meanwhile would stand
//! still, so it is done when nobody does, and the others take what needs no layout: workbooks, and inspections to begin.

use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPoolBuilder;

use super::begun::{Begun, Built, Placed};
use super::tasks::{Task, Tasks};
use super::{Memory, Order};
use crate::render;

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
    let (begun, ()) = rayon::join(|| Begun::new(order, folder), || order.inputs.warm_up());
    let begun = Mutex::new(begun);
    let next = || begun.lock().unwrap_or_else(PoisonError::into_inner).next(true);
    // One queue, and a worker on each thread that ends when the queue does. Inside a parallel iterator, a thread that waits for the
    // streams of its PDF to be compressed would begin another document on top of that one.
    let made = rayon::broadcast(|_| {
        let mut made = Vec::new();
        while let Some((place, mut job)) = next() {
            let result = job.make(order.inputs);
            made.push(((place, job), result));
        }
        made
    });
    let mut begun = begun.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (job, result) in made.into_iter().flatten() {
        begun.put(job, result);
    }
    begun.finish(order.only)
}

/// Builds several inspections.
fn several(order: &Order<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
    let tasks = Tasks::new(folders.len(), matches!(order.memory, Memory::OnDisk));
    let line = Line { order, folders, tasks: Mutex::new(tasks), changed: Condvar::new() };
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
    tasks: Mutex<Tasks<'s>>,
    changed: Condvar,
}

impl<'s> Line<'_, 's> {
    fn lock(&self) -> MutexGuard<'_, Tasks<'s>> {
        // Whoever panics does so outside: the tasks are whole at any time.
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, sender: &Sender<(usize, Built)>) {
        let _stop = StopOnPanic(self);
        while let Some(task) = self.task() {
            match task {
                Task::WarmUp => self.order.inputs.warm_up(),
                Task::Begin(index) => self.begin(index, sender),
                Task::Make(index, place, job) => self.make(index, (place, *job), sender),
                Task::ClearMemory => self.clear_memory(),
            }
        }
    }

    /// The next thing to do; nothing once all inspections are through.
    fn task(&self) -> Option<Task<'s>> {
        let mut tasks = self.lock();
        loop {
            if let Some(task) = tasks.next() {
                return Some(task);
            }
            if tasks.are_through() {
                return None;
            }
            tasks = self.changed.wait(tasks).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads an inspection, and lays its documents out for the others.
    fn begin(&self, index: usize, sender: &Sender<(usize, Built)>) {
        let begun = Begun::new(self.order, self.folders[index]);
        if begun.is_made() {
            self.finish(index, begun, sender);
        } else {
            self.lock().add(index, begun);
            self.changed.notify_all();
        }
    }

    /// Makes a document. Whoever makes the last one of an inspection publishes its pack.
    fn make(&self, index: usize, mut placed: Placed<'s>, sender: &Sender<(usize, Built)>) {
        let result = placed.1.make(self.order.inputs);
        let whole = self.lock().made(index, placed, result);
        // It may have been the last layout that clearing the memory waited for.
        self.changed.notify_all();
        if let Some(begun) = whole {
            self.finish(index, begun, sender);
        }
    }

    fn finish(&self, index: usize, begun: Begun<'s>, sender: &Sender<(usize, Built)>) {
        // The receiver is there until all have told it.
        sender.send((index, begun.finish(self.order.only))).ok();
        self.lock().through();
        self.changed.notify_all();
    }

    fn clear_memory(&self) {
        render::evict(0);
        self.lock().cleared();
        self.changed.notify_all();
    }
}

/// Lets the other workers end when one panics: nobody would make what it had in hand, and they would wait for ever.
struct StopOnPanic<'w, 'l, 's>(&'w Line<'l, 's>);

impl Drop for StopOnPanic<'_, '_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().stop();
            self.0.changed.notify_all();
        }
    }
}
