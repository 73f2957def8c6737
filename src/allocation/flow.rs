//! Case managers as a flow through the times of the week: an integer program that decides who is interviewed in which class of
//! slots, and which cases stay where they were. It is exact for everything that is counted of times, and knows nothing of tiers and of
//! whom a case manager meets.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolutionStatus, SolveOptions, SolveOutcome, Variable};

use super::board::Board;
use super::counted::Counted;
use super::expand::{Flowed, expand};
use super::faults::faults;
use super::found::{FoundSchedule, KeptCount, NoPlan};
use super::sum::Sum;
use crate::record::ScheduleGoal;

/// How many nodes of the search a goal may take. It is counted and not timed, so that every machine ends at the same schedule.
const NODES: u64 = 20_000;

/// Whether the flow can count this.
pub fn can_count(counted: Counted) -> bool {
    !matches!(counted, Counted::Goal(ScheduleGoal::Tiers | ScheduleGoal::Extra | ScheduleGoal::Fair))
}

/// The schedule with the fewest of what is counted, among those that keep the others. The flow must be able to count all.
///
/// # Errors
///
/// There is none, or the solver found none.
pub fn fewest(board: &Board<'_>, kept: &[KeptCount], counted: Option<Counted>) -> Result<FoundSchedule, NoPlan> {
    let mut flow = Flow::new(board);
    for kept in kept {
        let sum = flow.count(kept.counted);
        flow.row(&sum, ComparisonOp::Le, kept.most as f64);
    }
    if let Some(counted) = counted {
        let sum = flow.count(counted);
        let value = flow.problem.add_var(1.0, (0.0, f64::INFINITY));
        let row = sum.minus(&Sum::of(value));
        flow.row(&row, ComparisonOp::Le, 0.0);
    }
    flow.solve()
}

struct Flow<'b, 'q> {
    board: &'b Board<'q>,
    problem: Problem,
    /// Whether a case manager is interviewed in a class about a case that is not pinned and does not stay.
    new: BTreeMap<(usize, usize), Variable>,
    /// Whether the case manager of a pinned case is interviewed about it.
    pins: BTreeMap<usize, Variable>,
    /// Whether a case that is not pinned stays where it was.
    stays: BTreeMap<usize, Variable>,
    /// Whether a case that is not pinned keeps its slot and loses its interview.
    stands: BTreeMap<usize, Variable>,
    /// For each class the number of cases that come there and have no interview.
    records_only: Vec<Variable>,
    /// Whether a case comes into a free slot in which there was none.
    filled: BTreeMap<usize, Variable>,
}

impl<'b, 'q> Flow<'b, 'q> {
    /// What every schedule must have.
    fn new(board: &'b Board<'q>) -> Self {
        let problem = Problem::new(OptimizationDirection::Minimize);
        let (new, pins, stays, stands, filled) = Default::default();
        let mut flow = Self { board, problem, new, pins, stays, stands, records_only: Vec::new(), filled };
        flow.add_variables();
        flow.add_managers();
        flow.add_slots();
        flow
    }

    fn add_variables(&mut self) {
        let board = self.board;
        for (at, case) in board.question.cases.iter().enumerate() {
            if let Some(slot) = case.pinned {
                if board.can_present(at, slot) {
                    self.pins.insert(at, self.problem.add_binary_var(0.0));
                }
                continue;
            }
            if board.can_stay(at) {
                self.stays.insert(at, self.problem.add_binary_var(0.0));
            }
            if board.slot_without_interview(at).is_some() {
                self.stands.insert(at, self.problem.add_binary_var(0.0));
            }
        }
        for manager in 0..board.question.managers.len() {
            if board.held(manager).all(|case| board.question.cases[case].pinned.is_some()) {
                continue;
            }
            for (class, slots) in board.classes.iter().enumerate() {
                if !slots.free.is_empty() && board.can_meet_in(manager, class) {
                    self.new.insert((manager, class), self.problem.add_binary_var(0.0));
                }
            }
        }
        for class in &board.classes {
            let most = class.free.len() as i32;
            self.records_only.push(self.problem.add_integer_var(0.0, (0, most)));
            for &slot in class.free.iter().filter(|&&slot| board.before[slot].is_none()) {
                self.filled.insert(slot, self.problem.add_binary_var(0.0));
            }
        }
    }

    /// Nobody in two places at once, and nobody about more cases than they have.
    fn add_managers(&mut self) {
        let board = self.board;
        for manager in 0..board.question.managers.len() {
            for clique in &board.cliques {
                let there = Sum::all(clique.iter().map(|&class| self.present(manager, class)));
                self.row(&there, ComparisonOp::Le, 1.0);
            }
            let free = |case: &usize| board.question.cases[*case].pinned.is_none();
            let kept = Sum::all(board.held(manager).map(|case| self.kept(case)));
            let used = Sum::all(self.new_of(manager).chain([kept]));
            self.row(&used, ComparisonOp::Le, board.held(manager).filter(free).count() as f64);
        }
    }

    /// Every case has a slot, and no slot more than one case.
    fn add_slots(&mut self) {
        let board = self.board;
        let mut all = Sum::default();
        for (class, slots) in board.classes.iter().enumerate() {
            let new = self.new.iter().filter(|((_, other), _)| *other == class).map(|(_, &new)| Sum::of(new));
            let come = Sum::all(new.chain([Sum::of(self.records_only[class])]));
            let room = Sum::all(slots.free.iter().map(|&slot| match board.before[slot] {
                None => Sum::of(self.filled[&slot]),
                Some(case) => Sum::number(1.0).minus(&self.kept(case)),
            }));
            let row = come.minus(&room);
            self.row(&row, ComparisonOp::Le, 0.0);
            all = Sum::all([all, come]);
        }
        let kept = self.stays.values().chain(self.stands.values());
        let all = Sum::all([all, Sum::all(kept.map(|&kept| Sum::of(kept)))]);
        let free = board.question.cases.iter().filter(|case| case.pinned.is_none()).count();
        self.row(&all, ComparisonOp::Eq, free as f64);
    }

    fn row(&mut self, sum: &Sum, operation: ComparisonOp, number: f64) {
        let mut terms: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
        for &(variable, factor) in &sum.terms {
            terms.entry(variable.idx()).or_insert((variable, 0.0)).1 += factor;
        }
        let mut terms: Vec<(Variable, f64)> = terms.into_values().filter(|(_, factor)| *factor != 0.0).collect();
        if terms.is_empty() {
            // A row of numbers alone: the solver wants a variable.
            terms.push((self.problem.add_var(0.0, (0.0, 0.0)), 1.0));
        }
        self.problem.add_constraint(terms.as_slice(), operation, number - sum.constant);
    }

    /// A variable of at least 0 and of at least a sum.
    fn at_least(&mut self, sum: &Sum) -> Sum {
        let above = Sum::of(self.problem.add_var(0.0, (0.0, f64::INFINITY)));
        let row = sum.minus(&above);
        self.row(&row, ComparisonOp::Le, 0.0);
        above
    }

    fn new_of(&self, manager: usize) -> impl Iterator<Item = Sum> + '_ {
        self.new.range((manager, 0)..(manager + 1, 0)).map(|(_, &new)| Sum::of(new))
    }

    /// The interview about a pinned case.
    fn pin(&self, case: usize) -> Sum {
        self.pins.get(&case).map_or_else(Sum::default, |&pin| Sum::of(pin))
    }

    /// Whether a case that is not pinned has the slot that it had.
    fn kept(&self, case: usize) -> Sum {
        let kept = [self.stays.get(&case), self.stands.get(&case)];
        Sum::all(kept.into_iter().flatten().map(|&kept| Sum::of(kept)))
    }

    /// Whether a case has the slot that it had and has lost its interview.
    fn stand(&self, case: usize) -> Sum {
        let asked = &self.board.question.cases[case];
        match (self.board.slot_without_interview(case), asked.pinned) {
            (None, _) => Sum::default(),
            (Some(_), None) => self.stands.get(&case).map_or_else(Sum::default, |&stand| Sum::of(stand)),
            (Some(_), Some(_)) => Sum::number(1.0).minus(&self.pin(case)),
        }
    }

    /// Whether a case stays where it was, with its interview or without.
    fn stay(&self, case: usize) -> Sum {
        let asked = &self.board.question.cases[case];
        if asked.pinned.is_none() {
            return self.stays.get(&case).map_or_else(Sum::default, |&stay| Sum::of(stay));
        }
        match asked.before.filter(|_| self.board.can_stay(case)) {
            None => Sum::default(),
            Some(before) if before.is_interviewed => self.pin(case),
            Some(_) => Sum::number(1.0).minus(&self.pin(case)),
        }
    }

    /// Interviews of a case manager in a class.
    fn present(&self, manager: usize, class: usize) -> Sum {
        let board = self.board;
        let new = self.new.get(&(manager, class)).map(|&new| Sum::of(new));
        let is_in = |slot: usize| board.class_of[slot] == Some(class);
        let pins = board.held(manager).filter(|&case| board.question.cases[case].pinned.is_some_and(is_in));
        let stays = board.held(manager).filter_map(|case| {
            let slot = board.question.cases[case].before.filter(|before| before.is_interviewed)?.slot;
            is_in(slot).then(|| self.stays.get(&case)).flatten()
        });
        Sum::all(new.into_iter().chain(pins.map(|case| self.pin(case))).chain(stays.map(|&stay| Sum::of(stay))))
    }

    /// All interviews of a case manager.
    fn interviews(&self, manager: usize) -> Sum {
        Sum::all((0..self.board.classes.len()).map(|class| self.present(manager, class)))
    }

    fn holders(&self) -> Vec<usize> {
        (0..self.board.question.managers.len()).filter(|&manager| self.board.held(manager).next().is_some()).collect()
    }

    /// Adds what counting needs, and returns the number.
    fn count(&mut self, counted: Counted) -> Sum {
        match counted {
            Counted::NewlyWithout => self.newly_without(),
            Counted::Moved => self.moved(),
            Counted::Told => self.told(),
            Counted::Goal(ScheduleGoal::Without) => self.without(),
            Counted::Goal(ScheduleGoal::Nobody) => self.nobody(),
            Counted::Goal(ScheduleGoal::Observed) => self.observed(),
            Counted::Goal(ScheduleGoal::Back) => self.back(),
            Counted::Goal(ScheduleGoal::Breaks) => self.breaks(),
            Counted::Goal(ScheduleGoal::Tiers | ScheduleGoal::Extra | ScheduleGoal::Fair) => Sum::default(),
        }
    }

    /// The interviews of a case manager go first to the cases that had one, but for those that stand without it.
    fn newly_without(&mut self) -> Sum {
        let board = self.board;
        let mut lost = Vec::new();
        for (case, asked) in board.question.cases.iter().enumerate() {
            if board.had_interview(case) && asked.pinned.is_some() {
                lost.push(Sum::number(1.0).minus(&self.pin(case)));
            } else if board.had_interview(case) && asked.manager.is_none() {
                lost.push(Sum::number(1.0));
            }
        }
        for manager in self.holders() {
            let is_free = |case: &usize| board.question.cases[*case].pinned.is_none();
            let had = board.held(manager).filter(is_free).filter(|&case| board.had_interview(case)).count();
            let pins = Sum::all(board.held(manager).map(|case| self.pin(case)));
            let interviews = self.interviews(manager).minus(&pins);
            let missing = self.at_least(&Sum::number(had as f64).minus(&interviews));
            let stands = board.held(manager).filter_map(|case| self.stands.get(&case)).map(|&stand| Sum::of(stand));
            let row = Sum::all(stands).minus(&missing);
            self.row(&row, ComparisonOp::Le, 0.0);
            lost.push(missing);
        }
        Sum::all(lost)
    }

    fn moved(&self) -> Sum {
        let cases = self.board.question.cases.iter().enumerate().filter(|(_, case)| case.before.is_some());
        Sum::all(cases.map(|(case, _)| Sum::number(1.0).minus(&self.stay(case)).minus(&self.stand(case))))
    }

    fn told(&mut self) -> Sum {
        let board = self.board;
        let mut told = Vec::new();
        for member in 0..board.question.members {
            let mut changes = Vec::new();
            for (slot, asked) in board.question.slots.iter().enumerate().filter(|(_, slot)| slot.member == member) {
                changes.extend(board.before[slot].map(|case| Sum::number(1.0).minus(&self.stay(case))));
                changes.extend(self.filled.get(&slot).map(|&filled| Sum::of(filled)));
                if !asked.is_closed && board.before[slot].is_none() && board.pinned[slot].is_some() {
                    changes.push(Sum::number(1.0));
                }
            }
            told.push(self.any(&changes));
        }
        for manager in self.holders() {
            let mut changes: Vec<Sum> = self.new_of(manager).collect();
            for case in board.held(manager) {
                if board.had_interview(case) {
                    changes.push(Sum::number(1.0).minus(&self.stay(case)));
                } else {
                    changes.push(self.pin(case));
                }
            }
            told.push(self.any(&changes));
        }
        Sum::all(told)
    }

    /// 1 where one of some numbers is.
    fn any(&mut self, changes: &[Sum]) -> Sum {
        let any = Sum::of(self.problem.add_var(0.0, (0.0, f64::INFINITY)));
        for change in changes {
            let row = change.minus(&any);
            self.row(&row, ComparisonOp::Le, 0.0);
        }
        any
    }

    fn without(&self) -> Sum {
        let cases = self.board.question.cases.iter().filter(|case| case.manager.is_some()).count();
        Sum::number(cases as f64).minus(&Sum::all(self.holders().into_iter().map(|manager| self.interviews(manager))))
    }

    fn nobody(&mut self) -> Sum {
        let missed = |manager: usize| Sum::number(1.0).minus(&self.interviews(manager));
        let missed: Vec<Sum> = self.holders().into_iter().map(missed).collect();
        Sum::all(missed.iter().map(|sum| self.at_least(sum)).collect::<Vec<_>>())
    }

    fn observed(&self) -> Sum {
        let slots = |class: usize| &self.board.classes[class].slots;
        let is_observed = |class: &usize| self.board.question.slots[slots(*class)[0]].is_observed;
        let empty = |class: usize| {
            let there = self.holders().into_iter().map(|manager| self.present(manager, class));
            Sum::number(slots(class).len() as f64).minus(&Sum::all(there))
        };
        Sum::all((0..self.board.classes.len()).filter(is_observed).map(empty))
    }

    fn back(&self) -> Sum {
        let mut back = Vec::new();
        for manager in self.holders() {
            for (class, slots) in self.board.classes.iter().enumerate() {
                let day = self.board.question.slots[slots.slots[0]].day;
                if self.board.question.managers[manager].days_back.contains(&day) {
                    back.push(self.present(manager, class));
                }
            }
        }
        Sum::all(back)
    }

    fn breaks(&mut self) -> Sum {
        let mut pairs = Vec::new();
        for manager in self.holders() {
            for sets in &self.board.short_breaks {
                let both = sets.iter().flatten().map(|&class| self.present(manager, class));
                let both = Sum::all(both.chain([Sum::number(-1.0)]));
                if both.terms.len() > 1 {
                    pairs.push(self.at_least(&both));
                }
            }
        }
        Sum::all(pairs)
    }

    fn solve(self) -> Result<FoundSchedule, NoPlan> {
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES);
        let solution = match self.problem.solve_with(options) {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Ok(SolveOutcome::Interrupted(_)) => return Err(NoPlan::NotFound),
            Err(microlp::Error::Infeasible) => return Err(NoPlan::Impossible),
            Err(_) => return Err(NoPlan::NotFound),
        };
        let is_one = |variable: &Variable| solution.var_value(*variable) > 0.5;
        let ones = |from: &BTreeMap<usize, Variable>| {
            from.iter().filter(|(_, variable)| is_one(variable)).map(|(&key, _)| key).collect()
        };
        let flowed = Flowed {
            new: self.new.iter().filter(|(_, variable)| is_one(variable)).map(|(&key, _)| key).collect(),
            pins: ones(&self.pins),
            stays: ones(&self.stays),
            stands: ones(&self.stands),
            filled: ones(&self.filled),
        };
        // The solver reckons in floating point, so what it found is checked.
        let places = expand(self.board, &flowed).ok_or(NoPlan::NotFound)?;
        if !faults(self.board.question, &places).is_empty() {
            return Err(NoPlan::NotFound);
        }
        let bound = match solution.status() {
            SolutionStatus::Optimal => solution.objective().round(),
            SolutionStatus::Feasible => (solution.stats().best_bound.unwrap_or(0.0) - 1e-6).ceil(),
        };
        Ok(FoundSchedule { places, bound: bound.max(0.0) as u64 })
    }
}
