//! The choice as a program in whole numbers: how many of each kind are chosen.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolutionStatus, SolveOptions, SolveOutcome, Variable};

use super::candidate::MixValue;
use super::kind::{Features, Kind};
use super::question::Question;
use super::share::Share;
use crate::calendar::Tier;
use crate::record::Goal;

/// How many nodes of the search a goal may take. It is counted and not timed, so that every machine ends at the same choice.
const NODES: u64 = 200_000;

/// A goal that has been dealt with, and the value that it must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The goal.
    pub goal: Goal,
    /// Its value at most.
    pub most: u64,
}

/// How many of each kind are chosen, and what is known of the value.
#[derive(Clone, Debug)]
pub struct Best {
    /// For each kind, the number chosen.
    pub counts: Vec<u32>,
    /// The value that no choice goes below. Where the search ended before its proof, it is below the value of `counts`.
    pub bound: u64,
}

/// Why there is no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChoice {
    /// What the sample must have excludes itself.
    Impossible,
    /// The search ended without a choice, or could not be trusted.
    NotFound,
}

/// The best choice for a goal among those that keep the earlier ones.
///
/// # Errors
///
/// There is none, or the solver found none.
pub fn best(
    question: &Question,
    kinds: &[Kind],
    managers: usize,
    kept: &[Kept],
    goal: Option<Goal>,
) -> Result<Best, NoChoice> {
    let mut model = Model::new(question, kinds, managers);
    for kept in kept {
        let terms = model.add(kept.goal, 0.0);
        model.problem.add_constraint(terms.as_slice(), ComparisonOp::Le, kept.most as f64);
    }
    if let Some(goal) = goal {
        model.add(goal, 1.0);
    }
    model.solve()
}

struct Model<'q> {
    question: &'q Question,
    kinds: &'q [Kind],
    managers: usize,
    problem: Problem,
    counts: Vec<Variable>,
}

/// A sum of variables with their factors.
type Terms = Vec<(Variable, f64)>;

impl<'q> Model<'q> {
    /// What every choice must have: quotas, pinned cases, and no manager with too many.
    fn new(question: &'q Question, kinds: &'q [Kind], managers: usize) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let range = |kind: &Kind| (kind.pinned as i32, kind.most() as i32);
        let counts = kinds.iter().map(|kind| problem.add_integer_var(0.0, range(kind))).collect();
        let mut model = Self { question, kinds, managers, problem, counts };
        for tier in Tier::ALL {
            let chosen = model.chosen(|kind| kind.features.tier == tier);
            model.problem.add_constraint(chosen.as_slice(), ComparisonOp::Eq, f64::from(question.quotas.of(tier)));
        }
        for manager in 0..managers {
            let chosen = model.chosen(|kind| kind.manager == Some(manager));
            model.problem.add_constraint(chosen.as_slice(), ComparisonOp::Le, f64::from(question.most_of_manager));
        }
        model
    }

    fn chosen(&self, takes: impl Fn(&Kind) -> bool) -> Terms {
        let taken = self.kinds.iter().zip(&self.counts).filter(|(kind, _)| takes(kind));
        taken.map(|(_, &count)| (count, 1.0)).collect()
    }

    /// A variable of at least `low`, and of at least each of the lines `factor × sum + constant`.
    fn at_least(&mut self, cost: f64, sum: &Terms, lines: &[(f64, f64)]) -> (Variable, f64) {
        let slack = self.problem.add_var(cost, (0.0, f64::INFINITY));
        for &(factor, constant) in lines {
            let mut row: Terms = sum.iter().map(|&(variable, _)| (variable, -factor)).collect();
            row.push((slack, 1.0));
            self.problem.add_constraint(row.as_slice(), ComparisonOp::Ge, constant);
        }
        (slack, 1.0)
    }

    /// Adds what a goal needs, and returns the sum that is its value.
    fn add(&mut self, goal: Goal, cost: f64) -> Terms {
        match goal {
            Goal::Uncovered => self.uncovered(cost),
            Goal::High => self.high(cost),
            Goal::Within => self.tiers_by_value(cost, beyond_rounding),
            Goal::Overall => self.overall(cost),
            Goal::Fine => self.tiers_by_value(cost, hundredths),
            Goal::Load => self.load(cost),
            Goal::Old => self.old(cost),
        }
    }

    fn uncovered(&mut self, cost: f64) -> Terms {
        let mut terms = Terms::new();
        for manager in 0..self.managers {
            let question = self.question;
            let held = self.chosen(|kind| kind.manager == Some(manager) && question.quotas.of(kind.features.tier) > 0);
            if !held.is_empty() {
                terms.push(self.at_least(cost, &held, &[(-1.0, 1.0)]));
            }
        }
        terms
    }

    fn high(&mut self, cost: f64) -> Terms {
        let quotas = self.question.quotas;
        let total = Tier::ALL.into_iter().map(|tier| quotas.of(tier)).sum();
        let mut terms = vec![self.high_in(cost, None, total, 1)];
        terms.extend(Tier::ALL.into_iter().map(|tier| self.high_in(cost, Some(tier), quotas.of(tier), 0)));
        terms
    }

    fn high_in(&mut self, cost: f64, tier: Option<Tier>, places: u32, least: u64) -> (Variable, f64) {
        let is_in = |other: Tier| tier.is_none_or(|tier| tier == other);
        let listed = self.question.candidates.iter().filter(|case| is_in(case.tier));
        let (high, size) = listed.fold((0, 0), |(high, size), case| (high + u64::from(case.is_high), size + 1));
        let due = Share::new(u64::from(places), high, size).floor().max(least);
        let chosen = self.chosen(|kind| kind.features.is_high && is_in(kind.features.tier));
        self.at_least(cost, &chosen, &[(-1.0, due as f64)])
    }

    /// For each tier and value of the mix a variable above the lines that follow from its share.
    fn tiers_by_value(&mut self, cost: f64, lines: fn(Share) -> Vec<(f64, f64)>) -> Terms {
        let mut terms = Terms::new();
        for tier in Tier::ALL {
            for (value, share) in self.shares(tier) {
                let chosen = self.chosen(|kind| kind.features.tier == tier && has(&kind.features, value));
                terms.push(self.at_least(cost, &chosen, &lines(share)));
            }
        }
        terms
    }

    fn overall(&mut self, cost: f64) -> Terms {
        let mut sums: BTreeMap<MixValue, Share> = BTreeMap::new();
        for (value, share) in Tier::ALL.into_iter().flat_map(|tier| self.shares(tier)) {
            let sum = sums.entry(value).or_insert(Share::NONE);
            *sum = sum.plus(share);
        }
        let mut terms = Terms::new();
        for (value, share) in sums {
            let chosen = self.chosen(|kind| has(&kind.features, value));
            terms.push(self.at_least(cost, &chosen, &beyond_rounding(share)));
        }
        terms
    }

    /// What falls to each value of the mix in a tier, barred cases included.
    fn shares(&self, tier: Tier) -> BTreeMap<MixValue, Share> {
        let mut counts: BTreeMap<MixValue, u64> = BTreeMap::new();
        let listed = self.question.candidates.iter().filter(|case| case.tier == tier);
        let mut size = 0;
        for case in listed {
            size += 1;
            case.mix.values().into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
        }
        let wanted = u64::from(self.question.quotas.of(tier));
        counts.into_iter().map(|(value, count)| (value, Share::new(wanted, count, size))).collect()
    }

    fn load(&mut self, cost: f64) -> Terms {
        let mut terms = Terms::new();
        let most = self.question.most_of_manager;
        // The cost of n cases, n(n − 1)/2, is what lies above its chords between neighbouring whole numbers.
        let chord = |cases: u32| (f64::from(cases), -f64::from(cases) * f64::from(cases + 1) / 2.0);
        let lines: Vec<(f64, f64)> = (1..most).map(chord).collect();
        for manager in 0..self.managers {
            let held = self.chosen(|kind| kind.manager == Some(manager));
            terms.push(self.at_least(cost, &held, &lines));
        }
        terms
    }

    fn old(&mut self, cost: f64) -> Terms {
        let old = self.chosen(|kind| !kind.features.is_recent);
        vec![self.at_least(cost, &old, &[(1.0, 0.0)])]
    }

    fn solve(self) -> Result<Best, NoChoice> {
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES);
        let solution = match self.problem.solve_with(options) {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Ok(SolveOutcome::Interrupted(_)) => return Err(NoChoice::NotFound),
            Err(microlp::Error::Infeasible) => return Err(NoChoice::Impossible),
            Err(_) => return Err(NoChoice::NotFound),
        };
        let whole = |variable: &Variable| solution.var_value(*variable).round().max(0.0) as u32;
        let counts: Vec<u32> = self.counts.iter().map(whole).collect();
        if !self.holds(&counts) {
            return Err(NoChoice::NotFound);
        }
        let bound = match solution.status() {
            SolutionStatus::Optimal => solution.objective().round(),
            SolutionStatus::Feasible => (solution.stats().best_bound.unwrap_or(0.0) - 1e-6).ceil(),
        };
        Ok(Best { counts, bound: bound.max(0.0) as u64 })
    }

    /// Whether rounded numbers still have what every choice must have: the solver reckons in floating point.
    fn holds(&self, counts: &[u32]) -> bool {
        let sum = |takes: &dyn Fn(&Kind) -> bool| {
            self.kinds.iter().zip(counts).filter(|(kind, _)| takes(kind)).map(|(_, &count)| count).sum::<u32>()
        };
        let in_range = self.kinds.iter().zip(counts).all(|(kind, count)| (kind.pinned..=kind.most()).contains(count));
        let quotas = |tier| sum(&|kind| kind.features.tier == tier) == self.question.quotas.of(tier);
        let limit = |manager| sum(&|kind| kind.manager == Some(manager)) <= self.question.most_of_manager;
        in_range && Tier::ALL.into_iter().all(quotas) && (0..self.managers).all(limit)
    }
}

fn has(features: &Features, value: MixValue) -> bool {
    features.mix.values().contains(&value)
}

/// The lines below the number of cases by which a sum lies outside its share, rounded down and up.
fn beyond_rounding(share: Share) -> Vec<(f64, f64)> {
    vec![(1.0, -(share.ceil() as f64)), (-1.0, share.floor() as f64)]
}

/// The lines below the distance from a share in hundredths. The chord between the whole numbers beside the share cuts off the
/// fraction at which the distance would be 0; without it the search took a thousand times as long.
fn hundredths(share: Share) -> Vec<(f64, f64)> {
    let goal = share.hundredths() as f64;
    let low = (goal / 100.0).floor();
    let (below, above) = (goal - 100.0 * low, 100.0 * (low + 1.0) - goal);
    vec![(100.0, -goal), (-100.0, goal), (above - below, below - (above - below) * low)]
}
