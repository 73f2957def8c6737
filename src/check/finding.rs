//! What the rules find, before its place in a file is known.

use crate::problem::{Code, Problem};
use crate::record::{At, Record};

/// Something that a rule has found wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    code: Code,
    at: At,
    message: String,
    help: String,
    related: Vec<(At, String)>,
}

impl Finding {
    /// A finding at a place of the record.
    pub fn new(code: Code, at: &At, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, at: at.clone(), message: message.into(), help: help.into(), related: Vec::new() }
    }

    /// The same with a second place, and a few words on what stands there.
    pub fn with(mut self, at: &At, words: impl Into<String>) -> Self {
        self.related.push((at.clone(), words.into()));
        self
    }

    /// Where it is.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// The finding as a problem in a file of the record.
    pub fn into_problem(self, record: &Record) -> Problem {
        let problem = Problem::new(self.code, record.place(&self.at), self.message, self.help);
        self.related.into_iter().fold(problem, |problem, (at, words)| problem.with_related(record.place(&at), words))
    }
}

/// What the rules have found so far.
#[derive(Debug, Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }
}
