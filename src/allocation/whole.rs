//! The later goals of a schedule in clauses, for the prices of many slots: each slot is an assumption.

use batsat::Lit;

use super::board::Board;
use super::clauses::Answer;
use super::costs::costs;
use super::counted::Counted;
use super::exact::Exact;
use super::question::CasePlace;
use super::search::{GoalReached, limit};

/// Steps for the price of a slot.
const STEPS: u64 = 60_000;

/// What a slot costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing: another schedule is as good.
    Nothing,
    /// The first number that changes.
    Change {
        /// What is counted.
        counted: Counted,
        /// How many there are now.
        from: u64,
        /// How many there would be.
        to: u64,
    },
    /// Another case is pinned there, as a position in the question.
    Pinned {
        /// The case.
        case: usize,
    },
    /// There is no such schedule.
    NoSchedule,
    /// The search ended before it knew.
    Unknown,
}

/// A goal with the sum of its costs.
struct Later {
    reached: GoalReached,
    always: u64,
    count: Vec<Lit>,
}

/// All schedules that are as good as one in its earlier goals.
pub struct Whole<'b, 'q> {
    exact: Exact<'b, 'q>,
    later: Vec<Later>,
}

impl<'b, 'q> Whole<'b, 'q> {
    /// The clauses, and the schedule that they begin from.
    pub fn new(board: &'b Board<'q>, places: &[CasePlace], earlier: &[GoalReached], later: &[GoalReached]) -> Self {
        let mut exact = Exact::new(board);
        for goal in earlier {
            let costs = costs(&mut exact, goal.counted);
            limit(&mut exact, &costs, goal.value);
        }
        let sum = |goal: &GoalReached| {
            let costs = costs(&mut exact, goal.counted);
            Later { reached: *goal, always: costs.always, count: exact.clauses.count(&costs.literals) }
        };
        let later = later.iter().map(sum).collect();
        let start = exact.literals_of(places);
        exact.clauses.solve(&start, &mut STEPS.clone());
        Self { exact, later }
    }

    /// The first of the later goals that changes where a case is in a slot.
    pub fn first_change(&mut self, (slot, case): (usize, usize)) -> Price {
        let mut assumptions = vec![self.stands(case, slot)];
        let all: Vec<Lit> = (0..self.later.len()).map(|at| self.at_most(at, self.later[at].reached.value)).collect();
        let mut steps = STEPS;
        let everything: Vec<Lit> = assumptions.iter().chain(&all).copied().collect();
        if self.exact.clauses.solve(&everything, &mut steps) == Answer::Model {
            return Price::Nothing;
        }
        for (at, &kept) in all.iter().enumerate() {
            assumptions.push(kept);
            match self.exact.clauses.solve(&assumptions, &mut steps) {
                Answer::Model => {}
                Answer::Ended => return Price::Unknown,
                Answer::Excluded(_) => {
                    assumptions.pop();
                    return self.change(&assumptions, at, &mut steps);
                }
            }
        }
        Price::Nothing
    }

    /// How far a goal goes up.
    fn change(&mut self, assumptions: &[Lit], at: usize, steps: &mut u64) -> Price {
        let GoalReached { counted, value, .. } = self.later[at].reached;
        let most = self.later[at].always + self.later[at].count.len() as u64;
        for to in value + 1..=most {
            let kept = self.at_most(at, to);
            let assumptions: Vec<Lit> = assumptions.iter().copied().chain([kept]).collect();
            match self.exact.clauses.solve(&assumptions, steps) {
                Answer::Model => return Price::Change { counted, from: value, to },
                Answer::Ended => return Price::Unknown,
                Answer::Excluded(_) => {}
            }
        }
        Price::NoSchedule
    }

    fn at_most(&self, at: usize, most: u64) -> Lit {
        let Later { always, count, .. } = &self.later[at];
        let more = most.checked_sub(*always).map(|most| count.get(most as usize).copied());
        match more {
            Some(Some(more)) => !more,
            Some(None) => self.exact.clauses.truth(),
            None => !self.exact.clauses.truth(),
        }
    }

    /// A literal that holds where a case is in a slot: there is an interview about its group, or a case of its tier without one, and not
    /// all of its group have one.
    fn stands(&mut self, case: usize, slot: usize) -> Lit {
        let exact = &mut self.exact;
        let Some(group) = exact.group_of(case) else { return !exact.clauses.truth() };
        let held = exact.board.groups[group].cases.len();
        let all = exact.of_group(group).get(held - 1).copied().unwrap_or(!exact.clauses.truth());
        let there = exact.records_only(exact.board.groups[group].tier, slot).unwrap_or(!exact.clauses.truth());
        let without = !exact.clauses.any(&[!there, all]);
        let interview = exact.interview(group, slot);
        let ways: Vec<Lit> = interview.into_iter().chain([without]).collect();
        exact.clauses.any(&ways)
    }
}
