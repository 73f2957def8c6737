//! Clauses for the SAT solver, and sums of literals in them.

use std::cell::Cell;

use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, SolverOpts, lbool};

/// What a call of the solver ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is a model; [`Clauses::holds`] reads it until the next literal is made.
    Model,
    /// There is none: these assumptions exclude each other.
    Excluded(Vec<Lit>),
    /// The steps ran out.
    Ended,
}

/// A budget of steps. Steps are counted and not timed, so that every machine ends at the same answer.
struct Steps {
    left: Cell<u64>,
}

impl Callbacks for Steps {
    /// What the solver learns costs it more than a decision, and the more the longer it is.
    fn on_new_clause(&mut self, clause: &[Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.take(4 + clause.len() as u64 / 4);
        }
    }

    fn stop(&self) -> bool {
        self.take(1);
        self.left.get() == 0
    }
}

impl Steps {
    fn take(&self, steps: u64) {
        self.left.set(self.left.get().saturating_sub(steps));
    }
}

/// A set of clauses.
pub struct Clauses {
    solver: Solver<Steps>,
    truth: Lit,
}

impl Clauses {
    /// No clause.
    pub fn new() -> Self {
        let mut solver = Solver::new(SolverOpts::default(), Steps { left: Cell::new(u64::MAX) });
        let truth = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![truth]);
        Self { solver, truth }
    }

    /// A new literal.
    pub fn literal(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// The literal that always holds.
    pub fn truth(&self) -> Lit {
        self.truth
    }

    /// One of these holds.
    pub fn add(&mut self, clause: &[Lit]) {
        self.solver.add_clause_reuse(&mut clause.to_vec());
    }

    /// Whether a literal holds in the last model.
    pub fn holds(&self, literal: Lit) -> bool {
        self.solver.value_lit(literal) == lbool::TRUE
    }

    /// Looks for a model with these assumptions in so many steps, and takes from `steps` what it used.
    pub fn solve(&mut self, assumptions: &[Lit], steps: &mut u64) -> Answer {
        self.solver.cb_mut().left.set((*steps).max(1));
        let answer = self.solver.solve_limited(assumptions);
        *steps = self.solver.cb_mut().left.get();
        if answer == lbool::TRUE {
            Answer::Model
        } else if answer == lbool::FALSE {
            // The solver gives the core as the clause that it learnt.
            Answer::Excluded(self.solver.unsat_core().iter().map(|&literal| !literal).collect())
        } else {
            Answer::Ended
        }
    }

    /// A literal that holds if and only if one of these does.
    pub fn any(&mut self, literals: &[Lit]) -> Lit {
        match literals {
            [] => !self.truth,
            [only] => *only,
            _ => {
                let any = self.literal();
                literals.iter().for_each(|&literal| self.add(&[!literal, any]));
                let mut clause = literals.to_vec();
                clause.push(!any);
                self.add(&clause);
                any
            }
        }
    }

    /// No two of these hold.
    pub fn at_most_one(&mut self, literals: &[Lit]) {
        if literals.len() > 6 {
            let (head, tail) = literals.split_at(literals.len() / 2);
            let halves = [self.any(head), self.any(tail)];
            self.at_most_one(&halves);
            self.at_most_one(head);
            self.at_most_one(tail);
            return;
        }
        for (at, &one) in literals.iter().enumerate() {
            literals[at + 1..].iter().for_each(|&other| self.add(&[!one, !other]));
        }
    }

    /// Literals of which the first `n` hold if and only if `n` of the given ones do: a totaliser.
    pub fn count(&mut self, literals: &[Lit]) -> Vec<Lit> {
        if literals.len() <= 1 {
            return literals.to_vec();
        }
        let (head, tail) = literals.split_at(literals.len() / 2);
        let (head, tail) = (self.count(head), self.count(tail));
        self.merge(&head, &tail)
    }

    /// The sum of two sums.
    pub fn merge(&mut self, head: &[Lit], tail: &[Lit]) -> Vec<Lit> {
        self.merge_to(head, tail, usize::MAX)
    }

    /// The sum of some sums, as far as it matters: all that is more than `most` counts as one more.
    pub fn sum_to(&mut self, sums: &[Vec<Lit>], most: usize) -> Vec<Lit> {
        match sums {
            [] => Vec::new(),
            [only] => only.clone(),
            _ => {
                let (head, tail) = sums.split_at(sums.len() / 2);
                let (head, tail) = (self.sum_to(head, most), self.sum_to(tail, most));
                self.merge_to(&head, &tail, most)
            }
        }
    }

    fn merge_to(&mut self, head: &[Lit], tail: &[Lit], most: usize) -> Vec<Lit> {
        if head.is_empty() || tail.is_empty() {
            return [head, tail].concat();
        }
        let length = (head.len() + tail.len()).min(most.saturating_add(1));
        let sum: Vec<Lit> = (0..length).map(|_| self.literal()).collect();
        for one in 0..=head.len() {
            for other in 0..=tail.len() {
                // At least `one` and at least `other` make at least their sum.
                if one + other > 0 && one + other <= length {
                    let reached = [one.checked_sub(1).map(|at| !head[at]), other.checked_sub(1).map(|at| !tail[at])];
                    let clause: Vec<Lit> = reached.into_iter().flatten().chain([sum[one + other - 1]]).collect();
                    self.add(&clause);
                }
                // At most `one` and at most `other` make at most their sum.
                if one + other < length {
                    let missed = [head.get(one).copied(), tail.get(other).copied()];
                    let clause: Vec<Lit> = missed.into_iter().flatten().chain([!sum[one + other]]).collect();
                    self.add(&clause);
                }
            }
        }
        sum
    }

    /// At most so many hold of those that were counted.
    pub fn at_most(&mut self, count: &[Lit], most: usize) {
        if let Some(&more) = count.get(most) {
            self.add(&[!more]);
        }
    }

    /// At least so many hold of those that were counted.
    pub fn at_least(&mut self, count: &[Lit], least: usize) {
        if let Some(at) = least.checked_sub(1) {
            let enough = count.get(at).copied().unwrap_or(!self.truth);
            self.add(&[enough]);
        }
    }
}
