//! Which case is inspected in which slot (guidance §10.4, §11.5, §11.6, §12): the best schedule, proven, and why it is the best.
//!
//! A [`ScheduleQuestion`] has slots, cases and case managers. [`allocate()`] finds the [`Allocation`] that has the fewest of what is
//! [`Counted`] first, among those the fewest of what is counted next, and so on. What depends on times alone is an integer program over case managers and
//! classes of slots (`flow.rs`); the rest are clauses over slots (`exact.rs`, `costs.rs`), proven by cores (`cores.rs`, `search.rs`). The finished
//! schedule is counted again by `measure.rs`, which shares no code with the models. Where not every case can have its case manager,
//! [`conflict()`] names a smallest set of demands that exclude each other.
//!
//! The same question gives the same schedule on every machine: the input is put in order by content (`canonical.rs`), the search is
//! counted in steps and not timed, and the solvers are pinned in `Cargo.toml`.

mod allocate;
mod board;
mod canonical;
mod clauses;
mod conflict;
mod cores;
mod cost;
mod costs;
mod counted;
mod cut;
mod demand;
mod demands;
mod exact;
mod expand;
mod explain;
mod faults;
mod flow;
mod found;
mod measure;
mod question;
mod search;
mod sum;
#[cfg(test)]
mod tests;
mod whole;

pub use allocate::{Allocation, allocate};
pub use conflict::{ScheduleConflict, conflict};
pub use cost::{SlotCost, cost_of};
pub use counted::Counted;
pub use demand::ScheduleDemand;
pub use explain::{ExplainedGoal, Obstacle, explain_goals};
pub use faults::{Fault, faults};
pub use found::NoPlan;
pub use measure::measure;
pub use question::{
    AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, CasePlaces, ScheduleQuestion, WindowKind,
};
pub use search::GoalReached;
pub use whole::Price;
