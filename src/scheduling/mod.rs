//! The schedule of a record (guidance §10.4, §11.5, §12): its team, slots and case managers as a question for
//! [`crate::allocation`], the proposal in words, and the slots in the record's texts.

mod asked;
mod change;
mod edit;
mod exchange;
mod mended;
mod moved;
mod proposal;
mod sent;
mod words;

pub use asked::{Asked, Purpose};
pub use change::{CaseChange, Told, changes, told};
pub use edit::{BeforeKey, InterviewKey, SlotEntry, forget_before, pin, place};
pub use exchange::{Exchange, ExchangeOutcome, exchanges};
pub use mended::is_mended_by_planning;
pub use moved::{MovableSchedule, MoveEffect, MoveTarget, MoveVerdict};
pub use proposal::{ScheduleProposal, entries, propose};
pub use sent::count_from;
pub use words::{ConflictWords, counted_line, counted_title, counted_word};
