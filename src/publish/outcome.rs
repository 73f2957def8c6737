//! What a build did for one inspection.

use super::manifest::Manifest;
use super::searched::Searched;
use crate::pack::Waiting;
use crate::problem::{self, Problem};
use crate::workspace::Reading;

/// What a build did for one inspection.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Name of its folder.
    pub folder: String,
    /// What is wrong with its record, or with the templates. An error here means that its pack is as it was.
    pub problems: Vec<Problem>,
    /// Paths of the files that were written.
    pub written: Vec<String>,
    /// Paths of the files that were right already.
    pub unchanged: Vec<String>,
    /// Paths of the files that were taken away.
    pub removed: Vec<String>,
    /// The documents that are not made yet, and what they wait for.
    pub waiting: Vec<Waiting>,
    /// For how many children the pack was searched; nothing where an error came first.
    pub searched: Option<Searched>,
    /// What the record was read from; nothing where it was not read, because everything looked as it did before.
    pub reading: Option<Reading>,
    /// What the pack holds now; nothing where that is what it held before.
    pub manifest: Option<Manifest>,
    /// Why the pack could not be written, where that is the machine's fault.
    pub fault: Option<String>,
    /// What is wrong with the files of a pack that stays as it was, each since when.
    pub broken: Option<String>,
}

impl Outcome {
    /// Whether an error in the record or the templates stops the pack.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The same outcome with errors that stop the pack.
    pub fn stopped_by(mut self, errors: Vec<Problem>) -> Self {
        self.problems.extend(errors);
        problem::sort(&mut self.problems);
        self
    }

    /// Whether the build had nothing to do and has nothing to say.
    pub fn is_quiet(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty() && self.problems.is_empty() && self.fault.is_none()
    }
}
