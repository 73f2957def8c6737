mod best;
mod conflicts;
mod exact_search;
mod explained;
mod generated;
mod order;
mod replan;
mod weeks;

/// What the made-up weeks are made of.
mod asked {
    pub use crate::allocation::{
        AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, ScheduleQuestion, WindowKind,
    };
    pub use crate::calendar::Tier;
    pub use crate::record::ScheduleGoal;
}
