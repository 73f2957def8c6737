//! The search: what is counted one after the other, each as few as can be before the next counts.

use super::board::Board;
use super::clauses::Answer;
use super::cores::{CoreStep, Cores};
use super::costs::{Costs, costs};
use super::counted::Counted;
use super::exact::Exact;
use super::flow::{can_count, fewest};
use super::found::{KeptCount, NoPlan};
use super::measure::measure;
use super::question::CasePlaces;

/// Steps of the SAT solver for a schedule: some two seconds of the slowest weeks that have been seen.
const STEPS: u64 = 350_000;
/// Steps in a round of each way to a proof.
const ROUNDS: [u64; 2] = [25_000, 130_000];

/// What a schedule reaches in something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalReached {
    /// What is counted.
    pub counted: Counted,
    /// How many the schedule has of it.
    pub value: u64,
    /// No schedule that keeps what was counted before has fewer. It is the value, unless the search ended before its proof.
    pub bound: u64,
}

/// A schedule on its way.
pub struct Search<'b, 'q> {
    board: &'b Board<'q>,
    /// The schedule as it stands.
    pub places: CasePlaces,
    kept: Vec<KeptCount>,
    exact: Option<Exact<'b, 'q>>,
    /// Steps of the SAT solver that are left.
    steps: u64,
}

impl<'b, 'q> Search<'b, 'q> {
    /// Begins with any schedule.
    ///
    /// # Errors
    ///
    /// There is none, or the solver found none.
    pub fn new(board: &'b Board<'q>) -> Result<Self, NoPlan> {
        let places = fewest(board, &[], None)?.places;
        Ok(Self::from(board, places, Vec::new()))
    }

    /// Begins with a schedule that keeps these numbers.
    pub fn from(board: &'b Board<'q>, places: CasePlaces, kept: Vec<KeptCount>) -> Self {
        Self { board, places, kept, exact: None, steps: STEPS }
    }

    /// Makes the next number as small as it can be. No schedule has fewer than `known`.
    ///
    /// # Errors
    ///
    /// The solver could not be trusted.
    pub fn reach(&mut self, counted: Counted, known: u64) -> Result<GoalReached, NoPlan> {
        let now = self.measure(counted);
        let bound = if now <= known {
            self.keep(counted, now);
            known
        } else if self.kept.iter().all(|kept| can_count(kept.counted)) && can_count(counted) {
            let found = fewest(self.board, &self.kept, Some(counted))?;
            self.take(found.places)?;
            self.keep(counted, self.measure(counted));
            found.bound.max(known)
        } else {
            self.prove(counted, known)?
        };
        let value = self.measure(counted);
        self.kept.push(KeptCount { counted, most: value });
        Ok(GoalReached { counted, value, bound: bound.min(value) })
    }

    fn measure(&self, counted: Counted) -> u64 {
        measure(counted, self.board.question, &self.places)
    }

    /// Takes another schedule, if it keeps what has been reached.
    fn take(&mut self, places: CasePlaces) -> Result<(), NoPlan> {
        let keeps = |kept: &KeptCount| measure(kept.counted, self.board.question, &places) <= kept.most;
        if !self.kept.iter().all(keeps) {
            return Err(NoPlan::NotFound);
        }
        self.places = places;
        Ok(())
    }

    /// Keeps a number in the clauses, where there are some.
    fn keep(&mut self, counted: Counted, most: u64) {
        if let Some(exact) = &mut self.exact {
            let costs = costs(exact, counted);
            limit(exact, &costs, most);
        }
    }

    /// The clauses with all that is kept, and the schedule as it stands for their first model.
    fn exact(&mut self) -> Result<&mut Exact<'b, 'q>, NoPlan> {
        if self.exact.is_none() {
            let mut exact = Exact::new(self.board);
            for kept in &self.kept {
                let costs = costs(&mut exact, kept.counted);
                limit(&mut exact, &costs, kept.most);
            }
            self.exact = Some(exact);
        }
        self.exact.as_mut().ok_or(NoPlan::NotFound)
    }

    /// Finds the fewest by clauses, and returns the bound.
    fn prove(&mut self, counted: Counted, known: u64) -> Result<u64, NoPlan> {
        let known = match can_count(counted) {
            true => fewest(self.board, &[], Some(counted))?.bound.max(known),
            false => known,
        };
        let places = self.places.clone();
        let mut steps = self.steps;
        let exact = self.exact()?;
        let costs = costs(exact, counted);
        // The solver begins from the values of its last model.
        let start = exact.literals_of(&places);
        if exact.clauses.solve(&start, &mut u64::MAX.clone()) != Answer::Model {
            return Err(NoPlan::NotFound);
        }
        let proof = Proof { counted, always: costs.always, known };
        let bound = self.proven(&proof, &costs, &mut steps)?;
        self.steps = steps.max(ROUNDS[0]);
        let most = self.measure(counted);
        limit(self.exact()?, &costs, most);
        Ok(bound)
    }

    /// Three ways to a proof, in turns: cores are fast where few costs arise, the search downwards finds good schedules, and the
    /// second round of both begins from these.
    fn proven(&mut self, proof: &Proof, costs: &Costs, steps: &mut u64) -> Result<u64, NoPlan> {
        let clauses = &mut self.exact()?.clauses;
        let mut cores = Cores::new(clauses, costs);
        let count = clauses.count(&costs.literals);
        for round in ROUNDS {
            let mut left = round.min(*steps);
            let before = left;
            loop {
                let bound = cores.bound.max(proof.known);
                if bound >= self.measure(proof.counted) {
                    return Ok(bound);
                }
                match cores.step(&mut self.exact()?.clauses, &mut left) {
                    CoreStep::Best => return self.take_model().map(|()| cores.bound),
                    CoreStep::Raised => {}
                    CoreStep::Ended => break,
                }
            }
            *steps -= before - left;
            let mut left = round.min(*steps);
            let before = left;
            loop {
                let bound = cores.bound.max(proof.known);
                let value = self.measure(proof.counted);
                let Some(at) = value.checked_sub(proof.always + 1).filter(|_| value > bound) else { return Ok(bound) };
                let fewer = count.get(at as usize).copied().ok_or(NoPlan::NotFound)?;
                match self.exact()?.clauses.solve(&[!fewer], &mut left) {
                    Answer::Model => self.take_model()?,
                    Answer::Excluded(_) => return Ok(value),
                    Answer::Ended => break,
                }
            }
            *steps -= before - left;
        }
        Ok(cores.bound.max(proof.known))
    }

    fn take_model(&mut self) -> Result<(), NoPlan> {
        let places = self.exact()?.places().ok_or(NoPlan::NotFound)?;
        self.take(places)
    }
}

/// What is to be proven.
struct Proof {
    counted: Counted,
    /// What every schedule has of it.
    always: u64,
    /// No schedule has fewer.
    known: u64,
}

/// No more than so many of these costs.
pub fn limit(exact: &mut Exact<'_, '_>, costs: &Costs, most: u64) {
    let most = most.saturating_sub(costs.always) as usize;
    if most == 0 {
        costs.literals.iter().for_each(|&cost| exact.clauses.add(&[!cost]));
    } else if most < costs.literals.len() {
        let count = exact.clauses.count(&costs.literals);
        exact.clauses.at_most(&count, most);
    }
}
