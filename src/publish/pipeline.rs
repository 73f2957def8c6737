//! How inspections become packs side by side.
//!
//! The documents of one inspection alone share the cores, and so does the work within a document. Several inspections go
//! through a pipeline: each worker, one a thread, takes the most advanced task that there is, which is a document of an
//! inspection that was started, or else the next inspection. So no worker waits for the slowest document of the others, and the
//! pipeline holds few more inspections than workers.
//!
//! Typst's memory grows with every document, so a worker clears it now and then. Workers that lay a document out meanwhile
//! would stand still. So the pipeline waits until none does, and the others take tasks without a layout: workbooks, and
//! inspections to start.

use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::ThreadPoolBuilder;

use super::progress::{Built, PackInProgress};
use super::queued::QueuedDocument;
use super::request::{Memory, Request};
use super::start::start;
use super::tasks::{Task, Tasks};
use crate::render;

/// Builds these inspections and calls `done` for each in their order.
pub fn run(request: &Request<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
    match folders {
        [] => return,
        [folder] => done(one(request, folder)),
        _ => several(request, folders, done),
    }
    // Also after failures, which fill Typst's memory as much as documents do. At the end of the process the system frees it.
    if request.memory == Memory::InProcess {
        render::evict(1);
    }
}

/// Builds one inspection.
fn one(request: &Request<'_>, folder: &str) -> Built {
    let (started, ()) = rayon::join(|| start(request, folder), || request.inputs.warm_up());
    let progress = match started {
        Ok(progress) => Mutex::new(progress),
        Err(stopped) => return stopped.into(),
    };
    let locked = || progress.lock().unwrap_or_else(PoisonError::into_inner);
    let (next, next_message) = (|| locked().next(true), || locked().next_message());
    let children = locked().children.clone();
    // One queue, and a worker on each thread that ends when the queue does. Inside a parallel iterator, a thread that waits for
    // the streams of its PDF to be compressed would begin another document on top of that one.
    let finished = rayon::broadcast(|_| {
        let mut finished = Vec::new();
        while let Some(queued) = next() {
            finished.push(queued.make(request.inputs));
        }
        // The last document keeps one core at work for a while.
        let mut searched = Vec::new();
        while let Some(message) = next_message() {
            searched.push(message.searched(&children));
        }
        (finished, searched)
    });
    let mut progress = progress.into_inner().unwrap_or_else(PoisonError::into_inner);
    for (documents, messages) in finished {
        documents.into_iter().for_each(|document| progress.add(document));
        messages.into_iter().for_each(|message| progress.add_message(message));
    }
    progress.finish(request)
}

/// Builds several inspections.
fn several(request: &Request<'_>, folders: &[&str], mut done: impl FnMut(Built)) {
    let tasks = Tasks::new(folders.len(), request.memory == Memory::OnDisk);
    let pipeline = Pipeline { request, folders, tasks: Mutex::new(tasks), changed: Condvar::new() };
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            let (pipeline, sender) = (&pipeline, sender.clone());
            scope.spawn(move || in_pool_of_one(|| pipeline.work(&sender)));
        }
        drop(sender);
        let mut finished = BTreeMap::new();
        let mut next = 0;
        for (index, built) in receiver {
            finished.insert(index, built);
            while let Some(built) = finished.remove(&next) {
                done(built);
                next += 1;
            }
        }
    });
}

/// Runs a worker in a thread pool that holds only its own thread. Typst and its PDF writer share work out, and a thread that
/// waits for its share in a common pool takes up whatever lies there: another document on top of the one in hand, or another
/// worker's loop, which does not end before this one. The documents side by side keep every core busy.
fn in_pool_of_one(work: impl FnOnce() + Send) {
    match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
        Ok(pool) => pool.install(work),
        // Building the pool fails only on a thread that is part of one already, and this thread is new.
        Err(_) => work(),
    }
}

struct Pipeline<'p, 's> {
    request: &'p Request<'s>,
    folders: &'p [&'p str],
    tasks: Mutex<Tasks<'s>>,
    changed: Condvar,
}

impl<'s> Pipeline<'_, 's> {
    fn lock(&self) -> MutexGuard<'_, Tasks<'s>> {
        // A worker that panics does so outside the lock: the tasks are whole at any time.
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a worker does until all inspections are finished.
    fn work(&self, sender: &Sender<(usize, Built)>) {
        let _stop = StopOnPanic(self);
        while let Some(task) = self.task() {
            match task {
                Task::WarmUp => self.request.inputs.warm_up(),
                Task::Start(index) => self.start(index, sender),
                Task::Make(index, queued) => self.make(index, *queued, sender),
                Task::ClearMemory => self.clear_memory(),
            }
        }
    }

    /// Waits for the next task; nothing once all inspections are finished.
    fn task(&self) -> Option<Task<'s>> {
        let mut tasks = self.lock();
        loop {
            if let Some(task) = tasks.next() {
                return Some(task);
            }
            if tasks.are_finished() {
                return None;
            }
            tasks = self.changed.wait(tasks).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Starts an inspection, and gives its documents to the workers.
    fn start(&self, index: usize, sender: &Sender<(usize, Built)>) {
        match start(self.request, self.folders[index]) {
            Ok(progress) if progress.is_made() => self.publish(index, progress, sender),
            Ok(progress) => self.lock().add(index, progress),
            Err(stopped) => self.finish(index, stopped.into(), sender),
        }
        self.changed.notify_all();
    }

    /// Makes a document. The worker that makes the last one of an inspection publishes its pack.
    fn make(&self, index: usize, queued: QueuedDocument<'s>, sender: &Sender<(usize, Built)>) {
        let is_laid_out = queued.document.is_laid_out();
        let finished = queued.make(self.request.inputs);
        let whole = self.lock().made(index, is_laid_out, finished);
        // A worker may be waiting for this layout to end, so that it can clear the memory.
        self.changed.notify_all();
        if let Some(progress) = whole {
            self.publish(index, progress, sender);
        }
    }

    fn publish(&self, index: usize, progress: PackInProgress<'s>, sender: &Sender<(usize, Built)>) {
        self.finish(index, progress.finish(self.request), sender);
    }

    fn finish(&self, index: usize, built: Built, sender: &Sender<(usize, Built)>) {
        // The receiver lives until every worker has dropped its sender.
        sender.send((index, built)).ok();
        self.lock().finished();
        self.changed.notify_all();
    }

    fn clear_memory(&self) {
        render::evict(0);
        self.lock().cleared();
        self.changed.notify_all();
    }
}

/// Ends the other workers when one panics. They would wait for ever for the task that it had in hand.
struct StopOnPanic<'w, 'p, 's>(&'w Pipeline<'p, 's>);

impl Drop for StopOnPanic<'_, '_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().stop();
            self.0.changed.notify_all();
        }
    }
}
