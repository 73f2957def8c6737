//! The choice that the program proposes for a record.

use super::listed::Listed;
use crate::sample::{Choice, Demand, Explained, NoChoice, choose, conflict, explain_goals};

/// What the program proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// The best sample, and what is known of each goal.
    Sample {
        /// The choice.
        choice: Choice,
        /// The goals, in the order in which they count.
        goals: Vec<Explained>,
    },
    /// No sample has all that it must have: the smallest set of demands that exclude each other.
    Conflict(Vec<Demand>),
    /// The solver ended without an answer.
    NotFound,
}

/// The proposal for a long-list.
pub fn propose(listed: &Listed<'_>) -> Proposal {
    let question = &listed.question;
    let found = choose(question).and_then(|choice| Ok((explain_goals(question, &choice)?, choice)));
    match found {
        Ok((goals, choice)) => Proposal::Sample { choice, goals },
        Err(NoChoice::Impossible) => Proposal::Conflict(conflict(question).unwrap_or_default()),
        Err(NoChoice::NotFound) => Proposal::NotFound,
    }
}
