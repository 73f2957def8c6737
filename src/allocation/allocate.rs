//! The best schedule.

use super::board::Board;
use super::canonical::Canonical;
use super::found::NoPlan;
use super::question::{CasePlaces, ScheduleQuestion};
use super::search::{GoalReached, Search};

/// A schedule with what is known of everything that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// A place for each case, in the order of the question.
    pub places: CasePlaces,
    /// What is counted, in the order in which it counts.
    pub goals: Vec<GoalReached>,
}

/// The best schedule: each case in a slot.
///
/// # Errors
///
/// What every schedule must have excludes itself, or the solver found no schedule.
pub fn allocate(question: &ScheduleQuestion) -> Result<Allocation, NoPlan> {
    if !has_room(question) {
        return Err(NoPlan::Impossible);
    }
    let canonical = Canonical::new(question);
    let board = Board::new(&canonical.question);
    let mut search = Search::new(&board)?;
    let mut goals = Vec::new();
    for counted in question.counted() {
        goals.push(search.reach(counted, 0)?);
    }
    Ok(Allocation { places: canonical.as_asked(&search.places), goals })
}

/// Whether there are slots enough, and every pinned case has one of its own.
pub fn has_room(question: &ScheduleQuestion) -> bool {
    let is_open = |slot: usize| question.slots.get(slot).is_some_and(|slot| !slot.is_closed);
    let pins = || question.cases.iter().filter_map(|case| case.pinned);
    let open = question.slots.iter().filter(|slot| !slot.is_closed).count();
    let are_distinct = pins().all(|slot| pins().filter(|other| *other == slot).count() == 1);
    question.cases.len() <= open && are_distinct && pins().all(is_open)
}
