//! A document between the queue and the pack.

use std::sync::Arc;

use super::inputs::WorkspaceInputs;
use super::manifest::Manifest;
use crate::pack::{Deliverable, Made, RenderedDocument, RenderedMessage};
use crate::problem::Problem;
use crate::search::{Hit, Terms};
use crate::workspace::disk::PackFolder;

/// A document that has to be made.
pub struct QueuedDocument<'s> {
    /// Its place in the plan.
    pub index: usize,
    /// The document.
    pub document: RenderedDocument<'s>,
    /// The fingerprint of what it is made from.
    pub fingerprint: String,
    /// What identifies the children that its text is searched for.
    pub children: Arc<Terms>,
}

/// A message that has to be assembled once the files that go with it are ready.
pub struct QueuedMessage<'s> {
    /// Its place in the plan.
    pub index: usize,
    /// The message.
    pub message: RenderedMessage<'s>,
    /// What the search of it has found; nothing before it was searched.
    pub hits: Option<Vec<Hit>>,
}

/// A file that is ready to be published.
pub struct ReadyFile<'s> {
    /// The file.
    pub made: Made<'s>,
    /// The fingerprint of what it was made from.
    pub fingerprint: String,
    /// Whether it was taken from the pack, where it stays.
    pub is_in_pack: bool,
    /// Paths of the files that go with it, for a message.
    pub carries: Vec<String>,
}

/// A document that a worker has finished, well or not.
pub struct FinishedDocument<'s> {
    /// Its place in the plan.
    pub index: usize,
    /// The file, or what is wrong with the document.
    pub result: Result<ReadyFile<'s>, Vec<Problem>>,
}

impl QueuedMessage<'_> {
    /// The same after the search for these children.
    pub fn searched(self, children: &Terms) -> Self {
        let hits = Some(self.message.search(children));
        Self { hits, ..self }
    }
}

impl<'s> QueuedDocument<'s> {
    /// Makes the document.
    pub fn make(self, inputs: &WorkspaceInputs) -> FinishedDocument<'s> {
        let Self { index, document, fingerprint, children } = self;
        let made = document.make(&inputs.templates, &inputs.tree, &children);
        FinishedDocument {
            index,
            result: made.map(|made| ReadyFile { made, fingerprint, is_in_pack: false, carries: Vec::new() }),
        }
    }
}

/// The file that lies in the pack, if it was made from the same with no warning and nobody has changed it since.
pub fn from_pack<'s>(
    deliverable: &Deliverable<'s>,
    fingerprint: &str,
    pack: &PackFolder,
    before: &Manifest,
) -> Option<Made<'s>> {
    let entry = before.get(&deliverable.path).filter(|entry| entry.fingerprint == fingerprint && !entry.warned)?;
    let bytes = pack.read(&entry.path)?;
    // It was searched for the same children when it was made.
    let made = Made::new(deliverable.clone(), bytes, entry.pages, Vec::new());
    (made.sha256 == entry.sha256).then_some(made)
}
