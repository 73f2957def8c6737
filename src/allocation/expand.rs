//! From a flow to a schedule: which of a case manager's cases is in which slot of a class.

use std::collections::BTreeSet;

use super::board::Board;
use super::question::{CasePlace, CasePlaces};

/// A flow, in whole numbers.
#[derive(Debug)]
pub struct Flowed {
    /// The case managers who are interviewed in a class about a case that is not pinned and does not stay.
    pub new: Vec<(usize, usize)>,
    /// The pinned cases with an interview.
    pub pins: BTreeSet<usize>,
    /// The cases that stay where they were.
    pub stays: BTreeSet<usize>,
    /// The cases that keep their slot and lose their interview.
    pub stands: BTreeSet<usize>,
    /// The slots without a case before, into which one may come.
    pub filled: BTreeSet<usize>,
}

/// A schedule of the flow; nothing where a slot or a case is missing.
pub fn expand(board: &Board<'_>, flowed: &Flowed) -> Option<CasePlaces> {
    let cases = &board.question.cases;
    let mut places: Vec<Option<CasePlace>> = vec![None; cases.len()];
    for (at, case) in cases.iter().enumerate() {
        if let Some(slot) = case.pinned {
            places[at] = Some(CasePlace { slot, is_interviewed: flowed.pins.contains(&at) });
        } else if flowed.stays.contains(&at) {
            places[at] = case.before;
        } else if flowed.stands.contains(&at) {
            places[at] = case.before.map(|before| CasePlace { is_interviewed: false, ..before });
        }
    }
    let is_open = |&slot: &usize| match board.before[slot] {
        Some(case) => !flowed.stays.contains(&case) && !flowed.stands.contains(&case),
        None => flowed.filled.contains(&slot),
    };
    let mut open: Vec<Vec<usize>> =
        board.classes.iter().map(|class| class.free.iter().copied().rev().filter(is_open).collect()).collect();
    for &(manager, class) in &flowed.new {
        let waits = |case: &usize| places[*case].is_none();
        let case = board.held(manager).filter(waits).min_by_key(|&case| (!board.had_interview(case), case))?;
        places[case] = Some(CasePlace { slot: open.get_mut(class)?.pop()?, is_interviewed: true });
    }
    let mut rest = open.into_iter().flatten().rev();
    places
        .into_iter()
        .map(|place| place.or_else(|| Some(CasePlace { slot: rest.next()?, is_interviewed: false })))
        .collect()
}
