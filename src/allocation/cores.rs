//! The fewest costs, proven by cores: a set of costs of which one must arise raises the bound by one, and their sum takes their place
//! (Morgado, Dodaro and Marques-Silva's OLL).

use std::collections::BTreeSet;

use batsat::Lit;

use super::clauses::{Answer, Clauses};
use super::costs::Costs;

/// Steps in which a core is looked at once more for what it can spare.
const SPARING: u64 = 1_000;
/// Cores of so many assumptions are looked at one by one.
const SMALL: usize = 40;

/// An assumption that a cost does not arise, or that a sum goes no higher.
#[derive(Clone, Debug)]
struct Assumption {
    literal: Lit,
    /// The sum, and the place in it.
    sum: Option<(usize, usize)>,
}

/// The search for the fewest costs.
pub struct Cores {
    assumptions: Vec<Assumption>,
    sums: Vec<Vec<Lit>>,
    /// No model has fewer costs.
    pub bound: u64,
}

/// Where the search is after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoreStep {
    /// There is a model with no more costs than the bound.
    Best,
    /// The bound went up.
    Raised,
    /// The steps ran out.
    Ended,
}

impl Cores {
    /// Begins a search.
    pub fn new(clauses: &mut Clauses, costs: &Costs) -> Self {
        let mut seen = BTreeSet::new();
        let mut assumptions = Vec::new();
        for &cost in &costs.literals {
            // Two costs need two literals.
            let own = if seen.insert(cost.var()) { cost } else { double(clauses, cost) };
            assumptions.push(Assumption { literal: !own, sum: None });
        }
        Self { assumptions, sums: Vec::new(), bound: costs.always }
    }

    /// Looks for a model at the bound, or raises it.
    pub fn step(&mut self, clauses: &mut Clauses, steps: &mut u64) -> CoreStep {
        match clauses.solve(&self.literals(), steps) {
            Answer::Model => CoreStep::Best,
            Answer::Ended => CoreStep::Ended,
            Answer::Excluded(core) => {
                let core = spared(clauses, core, steps);
                self.raise(clauses, &core);
                CoreStep::Raised
            }
        }
    }

    /// What holds in every model at the bound.
    pub fn literals(&self) -> Vec<Lit> {
        self.assumptions.iter().map(|assumption| assumption.literal).collect()
    }

    fn raise(&mut self, clauses: &mut Clauses, core: &[Lit]) {
        self.bound += 1;
        let is_in = |assumption: &Assumption| core.contains(&assumption.literal);
        let (found, rest): (Vec<_>, Vec<_>) = self.assumptions.drain(..).partition(is_in);
        self.assumptions = rest;
        for assumption in &found {
            // A sum that went one higher may not go higher still.
            let Some((sum, at)) = assumption.sum else { continue };
            if let Some(&next) = self.sums[sum].get(at + 1) {
                self.assumptions.push(Assumption { literal: !next, sum: Some((sum, at + 1)) });
            }
        }
        let costs: Vec<Lit> = found.iter().map(|assumption| !assumption.literal).collect();
        clauses.add(&costs);
        if costs.len() > 1 {
            let sum = clauses.count(&costs);
            self.assumptions.push(Assumption { literal: !sum[1], sum: Some((self.sums.len(), 1)) });
            self.sums.push(sum);
        }
    }
}

/// Another literal that holds where this one does.
fn double(clauses: &mut Clauses, cost: Lit) -> Lit {
    let own = clauses.literal();
    clauses.add(&[!cost, own]);
    clauses.add(&[cost, !own]);
    own
}

/// A core without what it can spare, as far as that shows soon.
fn spared(clauses: &mut Clauses, mut core: Vec<Lit>, steps: &mut u64) -> Vec<Lit> {
    if core.len() > SMALL {
        return core;
    }
    core.sort();
    let mut at = 0;
    while at < core.len() && core.len() > 1 {
        let mut less = core.clone();
        less.remove(at);
        let mut few = SPARING.min(*steps);
        let before = few;
        match clauses.solve(&less, &mut few) {
            Answer::Excluded(smaller) => {
                // What stands before has been tried already.
                core.retain(|literal| smaller.contains(literal));
            }
            Answer::Model | Answer::Ended => at += 1,
        }
        *steps = steps.saturating_sub(before - few).max(1);
    }
    core
}
