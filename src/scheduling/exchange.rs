//! What becomes of a schedule if one case changes places with another.

use super::asked::Asked;
use crate::allocation::{CasePlace, Counted, Fault, faults, measure};

/// A slot to which a case could go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The slot, as a position in the question.
    pub slot: usize,
    /// The case that is there and would come into the place of the other.
    pub with: Option<usize>,
    /// What comes of it.
    pub outcome: ExchangeOutcome,
}

/// What comes of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeOutcome {
    /// The schedule is as good as before.
    Equal,
    /// The first number that changes: what is counted, what it is, what it would be.
    Changes(Counted, u64, u64),
    /// The case there has to stay.
    Pinned,
    /// The member cannot inspect then.
    Closed,
}

/// What comes of putting a case into each other slot. Every case has to have a place.
pub fn exchanges(asked: &Asked<'_>, places: &[CasePlace], case: usize) -> Vec<Exchange> {
    let other = |slot: &usize| *slot != places[case].slot;
    (0..asked.question.slots.len()).filter(other).map(|slot| exchange(asked, places, case, slot)).collect()
}

fn exchange(asked: &Asked<'_>, places: &[CasePlace], case: usize, slot: usize) -> Exchange {
    let question = &asked.question;
    let with = places.iter().position(|place| place.slot == slot);
    let outcome = if question.slots[slot].is_closed {
        ExchangeOutcome::Closed
    } else if with.is_some_and(|with| asked.cases[with].pinned.is_some()) {
        ExchangeOutcome::Pinned
    } else {
        let mut then = places.to_vec();
        then[case] = CasePlace { slot, is_interviewed: question.cases[case].manager.is_some() };
        if let Some(with) = with {
            let is_interviewed = question.cases[with].manager.is_some();
            then[with] = CasePlace { slot: places[case].slot, is_interviewed };
        }
        hold_what_can_be(asked, &mut then, [Some(case), with]);
        let values =
            |&counted: &Counted| (counted, measure(counted, question, places), measure(counted, question, &then));
        let change = question.counted().iter().map(values).find(|(_, now, then)| now != then);
        change.map_or(ExchangeOutcome::Equal, |(counted, now, then)| ExchangeOutcome::Changes(counted, now, then))
    };
    Exchange { slot, with, outcome }
}

/// Takes the interview away from whichever of the cases cannot have one where it is.
fn hold_what_can_be(asked: &Asked<'_>, places: &mut [CasePlace], moved: [Option<usize>; 2]) {
    for case in moved.into_iter().flatten() {
        let stands_against = |fault: &Fault| match *fault {
            Fault::Absent { case: of } | Fault::Elsewhere { case: of } => of == case,
            Fault::Twice { case: one, other } => one == case || other == case,
            _ => false,
        };
        if faults(&asked.question, places).iter().any(stands_against) {
            places[case].is_interviewed = false;
        }
    }
}
