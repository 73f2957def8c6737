//! The third stage: a file as it will lie in the pack.

use super::deliverable::Deliverable;
use crate::problem::Problem;
use crate::search::{Hit, Terms};
use crate::workspace::hash::sha256;

/// A made file.
#[derive(Debug)]
pub struct Made<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// Its content.
    pub bytes: Vec<u8>,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Number of pages; nothing for a file that has none.
    pub pages: Option<usize>,
    /// Where its text names children.
    pub hits: Vec<Hit>,
    /// Texts that have no room on its pages.
    pub crowded: Vec<String>,
    /// What Typst warns of in the workspace's own templates.
    pub warnings: Vec<Problem>,
}

impl<'t> Made<'t> {
    /// A file that was just made.
    pub fn new(deliverable: Deliverable<'t>, bytes: Vec<u8>, pages: Option<usize>, hits: Vec<Hit>) -> Self {
        Self { deliverable, sha256: sha256(&bytes), bytes, pages, hits, crowded: Vec::new(), warnings: Vec::new() }
    }

    /// Whether its making showed something to warn of that its bytes do not show.
    pub fn warns(&self) -> bool {
        !self.crowded.is_empty() || !self.warnings.is_empty()
    }
}

/// What a file tells of children: what its text says, and what it is called. The text of a document that may name children
/// is not searched; what that is called is, since everybody sees it.
pub fn search(deliverable: &Deliverable<'_>, text: &str, children: &Terms) -> Vec<Hit> {
    let Deliverable { document, title, path, ident, .. } = deliverable;
    let called = [title, path, ident, &document.audience, &document.marking].map(String::as_str).join("\n\n");
    if document.names_children { children.find(&called) } else { children.find(&format!("{text}\n\n{called}")) }
}
