//! The best schedule of a small week, by trying every one.

use crate::allocation::{CasePlace, CasePlaces, ScheduleQuestion, faults, measure};

/// The best values of all schedules, and one that has them; nothing where there is none.
pub fn best_of_all(question: &ScheduleQuestion) -> Option<(Vec<u64>, CasePlaces)> {
    let mut best = None;
    let mut places = CasePlaces::new();
    try_all(question, &mut places, &mut best);
    best
}

fn try_all(question: &ScheduleQuestion, places: &mut CasePlaces, best: &mut Option<(Vec<u64>, CasePlaces)>) {
    if places.len() == question.cases.len() {
        let values: Vec<u64> =
            question.counted().into_iter().map(|counted| measure(counted, question, places)).collect();
        if faults(question, places).is_empty() && best.as_ref().is_none_or(|(there, _)| values < *there) {
            *best = Some((values, places.clone()));
        }
        return;
    }
    for slot in 0..question.slots.len() {
        for is_interviewed in [true, false] {
            let place = CasePlace { slot, is_interviewed };
            let is_taken = places.iter().any(|other| other.slot == slot);
            if !is_taken && may_stand(question, places.len(), place) {
                places.push(place);
                try_all(question, places, best);
                places.pop();
            }
        }
    }
}

/// Whether a case alone may stand there; spares the search most of what it would throw away at the end.
fn may_stand(question: &ScheduleQuestion, case: usize, place: CasePlace) -> bool {
    let mut alone = question.clone();
    alone.cases = vec![question.cases[case].clone()];
    faults(&alone, &[place]).is_empty()
}
