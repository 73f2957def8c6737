//! The sample of a record (guidance §10.4): its long-list as a question for [`crate::sample`], what people decided about rows,
//! the proposal in words, and the chosen cases in the record's texts.
//!
//! Outside `children.private.toml` a row is its reference (`L017`), and nothing here says more of it. Which reference is which
//! HMIP ID stands in that file alone.

mod account;
mod case_ids;
mod doubts;
mod edit;
mod listed;
mod proposal;
mod taking;
mod words;

pub use account::{SampleAccount, account_of};
pub use case_ids::{case_ids, next_case_id};
pub use doubts::{SuitabilityDoubt, doubts};
pub use edit::{RowDecision, decide};
pub use listed::{Listed, listed};
pub use proposal::{Proposal, propose};
pub use taking::{FormerPlace, TakenCase, TakenTexts, replace, take};
pub use words::{demand_lines, goal_line, goal_title, mix_rows, remedies, tier_words, value_words};
