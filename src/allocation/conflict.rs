//! Where not every case can have its case manager, or no schedule is possible at all: a smallest set of demands that exclude
//! each other.

use super::board::Board;
use super::canonical::Canonical;
use super::cut::cut;
use super::demand::ScheduleDemand;
use super::demands::{can_meet, demands, slots};
use super::question::ScheduleQuestion;

/// Demands that exclude each other; without any one of them the others can be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleConflict {
    /// The demands.
    pub demands: Vec<ScheduleDemand>,
    /// Whether no smaller set of demands exclude each other. Otherwise the search ended before it knew, and all that is known is that none
    /// of them can be spared.
    pub is_smallest: bool,
}

/// Demands that exclude each other; nothing where every case can have its case manager, or the solver could not be trusted.
pub fn conflict(question: &ScheduleQuestion) -> Option<ScheduleConflict> {
    if let Some(demands) = no_room(question) {
        return Some(ScheduleConflict { demands, is_smallest: true });
    }
    let canonical = Canonical::new(question);
    let asked = &canonical.question;
    let all = demands(asked);
    if can_meet(asked, &all).unwrap_or(true) {
        return None;
    }
    let found = cut(&Board::new(asked)).filter(|found| can_meet(asked, found) == Ok(false));
    let least = found.clone().unwrap_or(all);
    let needed = needed(asked, least);
    let is_smallest = found.is_some_and(|found| found.len() == needed.len());
    let mut demands: Vec<ScheduleDemand> =
        needed.iter().map(|demand| canonical.demand_as_asked(question, demand)).collect();
    demands.sort();
    Some(ScheduleConflict { demands, is_smallest })
}

/// The demands without those that can be spared, taken away one after the other.
fn needed(question: &ScheduleQuestion, mut demands: Vec<ScheduleDemand>) -> Vec<ScheduleDemand> {
    let mut at = 0;
    while at < demands.len() {
        let mut less = demands.clone();
        less.remove(at);
        if can_meet(question, &less) == Ok(false) {
            demands = less;
        } else {
            at += 1;
        }
    }
    demands
}

/// Demands that exclude every schedule, with or without case managers.
fn no_room(question: &ScheduleQuestion) -> Option<Vec<ScheduleDemand>> {
    let pins = || question.cases.iter().enumerate().filter_map(|(case, asked)| Some((case, asked.pinned?)));
    let closed = pins().find(|(_, slot)| question.slots[*slot].is_closed);
    if let Some((case, slot)) = closed {
        return Some(vec![ScheduleDemand::Pin { case }, ScheduleDemand::Closed { slot }]);
    }
    let with_other =
        |(case, slot)| pins().find(|(other, there)| *other > case && *there == slot).map(|(other, _)| [case, other]);
    if let Some(both) = pins().find_map(with_other) {
        return Some(both.map(|case| ScheduleDemand::Pin { case }).to_vec());
    }
    let count = question.cases.len();
    let open = question.slots.iter().filter(|slot| !slot.is_closed).count();
    (count > open).then(|| vec![ScheduleDemand::Cases { count }, slots(question)])
}
