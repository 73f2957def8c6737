//! Which cases of the long-list are inspected (guidance §10.4, §11.7): the best choice, proven, and why it is the best.
//!
//! A [`Question`] has the cases and what the sample must have. [`choose()`] finds the [`Choice`] that is best in the first
//! [`Goal`](crate::record::Goal), among those the best in the second, and so on. Each goal is an integer program over kinds of cases (`kind.rs`,
//! `model.rs`); the finished choice is counted again by `measure.rs`, which shares only the arithmetic of shares with the model.
//! Where the sample cannot have what it must, [`conflict()`] names the smallest set of demands that exclude each other.
//!
//! The same question gives the same choice on every machine: the input is put in order by content, the search is counted in nodes
//! and not timed, and the solver is pinned in `Cargo.toml`.

mod account;
mod candidate;
mod choose;
mod conflict;
mod exchange;
mod explain;
mod kind;
mod measure;
mod mix;
mod model;
mod question;
mod share;
#[cfg(test)]
mod tests;

pub use account::{GoalAccount, account};
pub use candidate::{AgeGroup, Candidate, Decision, EthnicGroup, Gender, Mix, MixValue};
pub use choose::{Choice, Reached, choose};
pub use conflict::{Demand, conflict};
pub use exchange::{CaseExchange, exchange};
pub use explain::{Explained, Hindrance, Otherwise, Turned, explain_goals, turn};
pub use measure::measure;
pub use mix::{MixLine, compare_mix};
pub use model::NoChoice;
pub use question::{Question, Quotas};
pub use share::Share;
