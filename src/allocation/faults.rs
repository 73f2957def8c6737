//! Which rules a schedule breaks that every schedule must keep.

use super::question::{CasePlace, ScheduleQuestion};

/// A rule that is broken. Cases, slots and case managers are positions in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// There are not as many places as cases, or one names a slot that there is not.
    Misfit,
    /// Two cases stand in one slot.
    Shared {
        /// The slot.
        slot: usize,
    },
    /// A case stands in a slot in which the member cannot inspect.
    Closed {
        /// The case.
        case: usize,
    },
    /// A case does not stand where it is pinned.
    Unpinned {
        /// The case.
        case: usize,
    },
    /// Somebody is interviewed about a case that has no case manager.
    NoManager {
        /// The case.
        case: usize,
    },
    /// A case manager is interviewed while they cannot come.
    Absent {
        /// The case.
        case: usize,
    },
    /// A case manager is interviewed at another office than theirs.
    Elsewhere {
        /// The case.
        case: usize,
    },
    /// A case manager is interviewed in two places at once.
    Twice {
        /// The earlier case of the question.
        case: usize,
        /// The later one.
        other: usize,
    },
}

/// The rules that a schedule breaks; none of them where it can go out.
pub fn faults(question: &ScheduleQuestion, places: &[CasePlace]) -> Vec<Fault> {
    let is_there = |place: &CasePlace| place.slot < question.slots.len();
    if places.len() != question.cases.len() || !places.iter().all(is_there) {
        return vec![Fault::Misfit];
    }
    let mut found = Vec::new();
    for (slot, _) in question.slots.iter().enumerate() {
        if places.iter().filter(|place| place.slot == slot).count() > 1 {
            found.push(Fault::Shared { slot });
        }
    }
    for case in 0..places.len() {
        found.extend(of_case(question, places, case));
    }
    found
}

fn of_case(question: &ScheduleQuestion, places: &[CasePlace], case: usize) -> Vec<Fault> {
    let mut found = Vec::new();
    let (asked, place) = (&question.cases[case], places[case]);
    let slot = &question.slots[place.slot];
    if slot.is_closed {
        found.push(Fault::Closed { case });
    }
    if asked.pinned.is_some_and(|pinned| pinned != place.slot) {
        found.push(Fault::Unpinned { case });
    }
    if !place.is_interviewed {
        return found;
    }
    let Some(manager) = asked.manager else {
        found.push(Fault::NoManager { case });
        return found;
    };
    if question.managers[manager].windows.iter().any(|window| window.slots.contains(&place.slot)) {
        found.push(Fault::Absent { case });
    }
    if question.managers[manager].site.is_some_and(|own| slot.site.is_some_and(|site| site != own)) {
        found.push(Fault::Elsewhere { case });
    }
    for (other, there) in places.iter().enumerate().skip(case + 1) {
        let is_same = question.cases[other].manager == Some(manager) && there.is_interviewed;
        if is_same && there.slot != place.slot && slot.overlaps(&question.slots[there.slot]) {
            found.push(Fault::Twice { case, other });
        }
    }
    found
}
