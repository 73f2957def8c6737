//! What it costs to put a case elsewhere.

use super::allocate::Allocation;
use super::board::{Board, can_come};
use super::canonical::Canonical;
use super::faults::faults;
use super::flow::can_count;
use super::found::NoPlan;
use super::measure::measure;
use super::question::{CasePlace, CasePlaces, ScheduleQuestion};
use super::search::{GoalReached, Search};
use super::whole::{Price, Whole};

/// What becomes of the schedule if a case is put into another slot, and the others may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotCost {
    /// The slot, as a position in the question.
    pub slot: usize,
    /// Whether the case manager can be interviewed there, as far as they and the office are concerned.
    pub can_come: bool,
    /// What the slot costs.
    pub price: Price,
}

/// What each other open slot would cost for a case.
pub fn cost_of(question: &ScheduleQuestion, allocation: &Allocation, case: usize) -> Vec<SlotCost> {
    let now = allocation.places[case].slot;
    let open = question.slots.iter().enumerate().filter(|(slot, asked)| !asked.is_closed && *slot != now);
    let canonical = Canonical::new(question);
    let board = Board::new(&canonical.question);
    let goals = later(&allocation.goals);
    // Clauses for all slots at once; where cases are not alike or the case is pinned, each slot has a search of its own.
    let is_alike = !question.is_replan() && question.cases[case].pinned.is_none() && !goals.is_empty();
    let earlier = &allocation.goals[..allocation.goals.len() - goals.len()];
    let mut whole = is_alike.then(|| Whole::new(&board, &canonical.in_order(&allocation.places), earlier, goals));
    open.map(|(slot, asked)| {
        let manager = question.cases[case].manager.map(|manager| &question.managers[manager]);
        let can_come = manager.is_some_and(|manager| can_come(manager, slot, asked));
        let place = canonical.slot_and_case(slot, case);
        let mut at_once = || whole.as_mut().map(|whole| whole.first_change(place));
        SlotCost { slot, can_come, price: price(question, allocation, case, slot, &mut at_once) }
    })
    .collect()
}

/// The goals from the first on that the flow cannot count.
fn later(goals: &[GoalReached]) -> &[GoalReached] {
    let first = goals.iter().position(|goal| !can_count(goal.counted)).unwrap_or(goals.len());
    &goals[first..]
}

type AtOnce<'a> = &'a mut dyn FnMut() -> Option<Price>;

fn price(question: &ScheduleQuestion, allocation: &Allocation, case: usize, slot: usize, at_once: AtOnce<'_>) -> Price {
    let pinned = question.cases.iter().position(|other| other.pinned == Some(slot));
    if let Some(other) = pinned.filter(|other| *other != case) {
        return Price::Pinned { case: other };
    }
    let mut moved = question.clone();
    // Freed, the case may find a schedule that is better than the one with its pin.
    let was_pinned = moved.cases[case].pinned.replace(slot).is_some();
    first_change(&moved, allocation, case, was_pinned, at_once).unwrap_or_else(|why| match why {
        NoPlan::Impossible => Price::NoSchedule,
        NoPlan::NotFound => Price::Unknown,
    })
}

fn first_change(
    moved: &ScheduleQuestion,
    allocation: &Allocation,
    case: usize,
    was_pinned: bool,
    at_once: AtOnce<'_>,
) -> Result<Price, NoPlan> {
    let canonical = Canonical::new(moved);
    let board = Board::new(&canonical.question);
    // Most often the exchange alone keeps what counts first, and the search has less to do.
    let exchanged = exchanged(moved, &allocation.places, case);
    let mut search = match exchanged.filter(|places| is_as_good(moved, allocation, places)) {
        Some(places) => Search::from(&board, canonical.in_order(&places), Vec::new()),
        None => Search::new(&board)?,
    };
    let first_later = allocation.goals.len() - later(&allocation.goals).len();
    for (at, goal) in allocation.goals.iter().enumerate() {
        if at == first_later
            && let Some(price) = at_once()
        {
            return Ok(price);
        }
        let known = if was_pinned { 0 } else { goal.bound };
        let value = search.reach(goal.counted, known)?.value;
        if value != goal.value {
            return Ok(Price::Change { counted: goal.counted, from: goal.value, to: value });
        }
    }
    Ok(Price::Nothing)
}

/// The schedule with the case in its slot and whoever was there in the case's; nothing where a rule is broken.
fn exchanged(moved: &ScheduleQuestion, places: &CasePlaces, case: usize) -> Option<CasePlaces> {
    let (from, to) = (places[case].slot, moved.cases[case].pinned?);
    let mut places = places.clone();
    let other = places.iter().position(|place| place.slot == to);
    places[case].slot = to;
    if let Some(other) = other {
        places[other].slot = from;
    }
    for at in [Some(case), other].into_iter().flatten() {
        for is_interviewed in [true, false] {
            places[at] = CasePlace { slot: places[at].slot, is_interviewed };
            if faults(moved, &places).is_empty() {
                break;
            }
        }
    }
    faults(moved, &places).is_empty().then_some(places)
}

/// Whether a schedule has no more of what the flow counts than the one that stands.
fn is_as_good(moved: &ScheduleQuestion, allocation: &Allocation, places: &[CasePlace]) -> bool {
    let earlier = allocation.goals.len() - later(&allocation.goals).len();
    allocation.goals[..earlier].iter().all(|goal| measure(goal.counted, moved, places) <= goal.value)
}
