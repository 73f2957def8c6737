//! What is counted of a schedule, and in which order.

use super::question::ScheduleQuestion;
use crate::record::ScheduleGoal;

/// Something that a good schedule has few of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Cases that lose the interview with their case manager, which they had in the schedule that went out.
    NewlyWithout,
    /// Cases that are in another slot than in the schedule that went out, or that now have an interview there. A case that stands in
    /// its slot and has lost its interview is counted as newly without it and not a second time.
    Moved,
    /// Case managers and members of the team whose own page is another one than in the schedule that went out.
    Told,
    /// A goal of the record.
    Goal(ScheduleGoal),
}

impl ScheduleQuestion {
    /// Whether a schedule went out, so that the question is one of planning again.
    pub fn is_replan(&self) -> bool {
        self.cases.iter().any(|case| case.before.is_some())
    }

    /// What is counted, the first before the second.
    pub fn counted(&self) -> Vec<Counted> {
        let changes = [Counted::NewlyWithout, Counted::Moved, Counted::Told];
        let changes = changes.into_iter().filter(|_| self.is_replan());
        changes.chain(self.goals.iter().copied().map(Counted::Goal)).collect()
    }
}
