//! A pack that is being built: documents wait in a queue, workers make them, and once all are ready the pack is published.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use rayon::prelude::*;

use super::audit::audit;
use super::fingerprint::{of_message, of_record};
use super::known::KnownPack;
use super::leaking;
use super::made_from::MadeFrom;
use super::manifest::Manifest;
use super::moved::HeldDates;
use super::outcome::Outcome;
use super::queued::{FinishedDocument, QueuedDocument, QueuedMessage, ReadyFile, from_pack};
use super::request::Request;
use super::searched::{Searched, SearchedFor};
use super::snapshot::Snapshot;
use super::write::Publication;
use crate::check::{hide_children, settle_further};
use crate::problem;
use crate::record::Record;
use crate::search::Terms;
use crate::workspace::disk::PackFolder;
use crate::workspace::gate;

/// A pack that is being built.
pub struct PackInProgress<'s> {
    /// What is known so far of what the build does.
    pub outcome: Outcome,
    /// What the inspection and its pack looked like before, where that is wanted.
    pub snapshot: Option<Snapshot>,
    /// The record.
    pub record: Record,
    /// What identifies its children.
    pub children: Arc<Terms>,
    /// How many children the pack is searched for.
    pub searched: Searched,
    /// For which children that is.
    pub searched_for: Option<SearchedFor>,
    /// Whether every file that was published was searched for them before.
    pub was_searched: bool,
    /// Whether the record names a child. The build then publishes nothing, and searches only what was published before.
    pub is_named: bool,
    /// The pack's folder.
    pub pack: PackFolder,
    /// What is known of the pack before.
    pub before: KnownPack,
    /// A fingerprint of all that the pack is made from.
    pub inputs_fingerprint: String,
    /// Paths of all files of the plan, in its order.
    pub paths: Vec<String>,
    /// The documents that no worker has begun, the longest first.
    pub queue: VecDeque<QueuedDocument<'s>>,
    /// Number of documents that are queued or in a worker's hands.
    pub unfinished: usize,
    /// The messages, in the order of the plan.
    pub messages: Vec<QueuedMessage<'s>>,
    /// The files that are ready to be published, by their place in the plan.
    pub ready: BTreeMap<usize, ReadyFile<'s>>,
}

/// The end of an inspection's build.
pub struct Built {
    /// What was done.
    pub outcome: Outcome,
    /// What the inspection and its pack looked like before, where that is wanted.
    pub snapshot: Option<Snapshot>,
}

impl From<Box<Outcome>> for Built {
    fn from(stopped: Box<Outcome>) -> Self {
        Self { outcome: *stopped, snapshot: None }
    }
}

impl<'s> PackInProgress<'s> {
    /// Takes the next document out of the queue: any, or the next that Typst does not lay out.
    pub fn next(&mut self, may_lay_out: bool) -> Option<QueuedDocument<'s>> {
        let fits = |queued: &QueuedDocument<'s>| may_lay_out || !queued.document.is_laid_out();
        self.queue.iter().position(fits).and_then(|index| self.queue.remove(index))
    }

    /// Takes a finished document back.
    pub fn add(&mut self, finished: FinishedDocument<'s>) {
        self.unfinished -= 1;
        match finished.result {
            Ok(file) => drop(self.ready.insert(finished.index, file)),
            Err(problems) => self.outcome.problems.extend(problems),
        }
    }

    /// Takes a message out that waits for a document which was queued. It has to be assembled anew, so that its text can be searched
    /// while the last documents are made.
    pub fn next_message(&mut self) -> Option<QueuedMessage<'s>> {
        let is_in_pack = |path: &String| self.ready.values().any(|file| file.made.deliverable.path == *path);
        let waits =
            |queued: &QueuedMessage<'s>| queued.hits.is_none() && !queued.message.attachments.iter().all(is_in_pack);
        self.messages.iter().position(waits).map(|at| self.messages.remove(at))
    }

    /// Takes a message back.
    pub fn add_message(&mut self, message: QueuedMessage<'s>) {
        self.messages.push(message);
    }

    /// Whether no document is left to make.
    pub fn is_made(&self) -> bool {
        self.unfinished == 0
    }

    /// Assembles the messages and publishes the pack. Where anything is wrong, the pack stays as it was, but for files in
    /// which a child is found.
    pub fn finish(mut self, request: &Request<'_>) -> Built {
        let known_dates = HeldDates::load(request.scratch, &self.outcome.folder);
        let mut held = known_dates.clone();
        let was_right = !self.outcome.has_errors();
        let fault = self.assemble_messages().err();
        if was_right {
            self.outcome.fault = fault;
        }
        if !self.is_named {
            self.outcome.problems.extend(audit(self.ready.values(), &self.pack, &mut held, &self.record));
            hide_children(&mut self.outcome.problems, &self.children);
            settle_further(&self.record, &mut self.outcome.problems);
        }
        let Self { mut outcome, snapshot, before, pack, ready, .. } = self;
        let leaking = leaking::paths(&ready, &before.manifest, self.was_searched);
        if !leaking.is_empty() {
            leaking::take_out(&leaking, &before, request.scratch, &pack, &mut outcome);
        } else if !outcome.has_errors() && outcome.fault.is_none() {
            let is_whole = request.only.is_none();
            let known = (before.manifest.inputs.clone(), before.manifest.searched);
            let workspace = &request.inputs.workspace;
            let own_templates = &request.inputs.templates.own_digest;
            let made_from =
                MadeFrom::new(self.inputs_fingerprint.clone(), workspace, own_templates, &self.record.sources);
            let (inputs, searched) = if is_whole { (self.inputs_fingerprint, self.searched) } else { known };
            outcome.searched = Some(self.searched);
            let (paths, record) = (self.paths, of_record(&self.record.sources));
            Publication { request, pack, before, paths, ready, inputs, searched, record }.publish(&mut outcome);
            if is_whole && outcome.fault.is_none() {
                let _writing = gate::enter();
                made_from.save(request.scratch, &outcome.folder);
                if let Some(searched_for) = self.searched_for {
                    searched_for.save(request.scratch, &outcome.folder);
                }
            }
            if outcome.fault.is_none() && held != known_dates {
                // Where it cannot be noted, the next build takes the dates from the pack.
                held.save(request.scratch, &outcome.folder).ok();
            }
        }
        problem::sort(&mut outcome.problems);
        Built { outcome, snapshot }
    }

    /// Assembles the wanted messages, now that every file that goes with them is ready.
    ///
    /// # Errors
    /// The words for the first attachment that is not there. The messages without one are assembled all the same.
    fn assemble_messages(&mut self) -> Result<(), String> {
        let messages = std::mem::take(&mut self.messages);
        let (ready, children) = (&self.ready, &*self.children);
        let before = self.was_searched.then_some((&self.pack, &self.before.manifest));
        let assembled: Vec<_> =
            messages.into_par_iter().map(|queued| (queued.index, assembled(queued, ready, children, before))).collect();
        let mut result = Ok(());
        for (index, file) in assembled {
            match file {
                Ok(file) => drop(self.ready.insert(index, file)),
                Err(words) => result = result.and(Err(words)),
            }
        }
        result
    }
}

/// A message with the files that go with it, or the words for the first of them that is not there. If the pack holds the message,
/// made from the same inputs, it is taken from `before`, which is none if the pack was searched for other children.
pub fn assembled<'s>(
    queued: QueuedMessage<'s>,
    ready: &BTreeMap<usize, ReadyFile<'s>>,
    children: &Terms,
    before: Option<(&PackFolder, &Manifest)>,
) -> Result<ReadyFile<'s>, String> {
    let QueuedMessage { message, hits, .. } = queued;
    let attachment = |path: &String| {
        let made = ready.values().map(|file| &file.made).find(|made| made.deliverable.path == *path);
        made.ok_or_else(|| format!("`{path}` is to go with `{}` and is not made", message.deliverable.path))
    };
    let attachments = message.attachments.iter().map(attachment).collect::<Result<Vec<_>, _>>()?;
    let fingerprint = of_message(&message, &attachments);
    let carries = message.attachments.clone();
    let there = before.and_then(|(pack, before)| from_pack(&message.deliverable, &fingerprint, pack, before));
    if let Some(made) = there {
        return Ok(ReadyFile { made, fingerprint, is_in_pack: true, carries });
    }
    let hits = hits.unwrap_or_else(|| message.search(children));
    let made = message.assemble(&attachments, hits);
    Ok(ReadyFile { made, fingerprint, is_in_pack: false, carries })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::demonstration::{FOLDER, workspace};
    use crate::publish::request::Memory;
    use crate::publish::start::start;
    use crate::workspace::scratch::Scratch;

    #[test]
    fn a_message_without_one_of_its_attachments_is_never_written() {
        let (root, inputs) = workspace();
        let scratch = Scratch::make(&inputs.workspace).unwrap();
        let request =
            Request { inputs: &inputs, scratch: &scratch, only: None, memory: Memory::OnDisk, takes_snapshots: false };
        let Ok(mut progress) = start(&request, FOLDER) else { panic!("the demonstration has an error") };
        progress.queue.clear();
        let outcome = progress.finish(&request).outcome;
        assert!(
            outcome.fault.is_some_and(|fault| fault.contains("is to go with `1-announcement/announcement-email.eml`"))
        );
        assert!(outcome.written.is_empty());
        assert!(!root.path().join("packs").exists());
    }
}
