//! The choice itself: goal after goal, each as good as it can be before the next counts.

use super::kind::{Kind, kinds};
use super::measure::measure;
use super::model::{self, Kept, NoChoice};
use super::question::Question;
use crate::record::Goal;

/// A choice of cases with what is known of each goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The chosen cases, as positions in the question, in the order of the question.
    pub chosen: Vec<usize>,
    /// The goals in the order in which they count.
    pub goals: Vec<Reached>,
}

/// What a choice reaches in a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The goal.
    pub goal: Goal,
    /// How far the choice is from it.
    pub value: u64,
    /// What no choice that keeps the earlier goals goes below. It is the value, unless the search ended before its proof.
    pub bound: u64,
}

/// The best choice.
///
/// # Errors
///
/// What the sample must have excludes itself, or the solver found no choice.
pub fn choose(question: &Question) -> Result<Choice, NoChoice> {
    let (kinds, managers) = kinds(question);
    let mut kept: Vec<Kept> = Vec::new();
    let mut bounds = Vec::new();
    let mut counts = model::best(question, &kinds, managers, &[], None)?.counts;
    for &goal in &question.goals {
        let best = model::best(question, &kinds, managers, &kept, Some(goal))?;
        let value = measure(goal, question, &members(&kinds, &best.counts));
        kept.push(Kept { goal, most: value });
        bounds.push(best.bound.min(value));
        counts = best.counts;
    }
    let mut chosen = members(&kinds, &counts);
    chosen.sort_unstable();
    let reached = |(&goal, bound)| Reached { goal, value: measure(goal, question, &chosen), bound };
    let goals = question.goals.iter().zip(bounds).map(reached).collect();
    Ok(Choice { chosen, goals })
}

/// The best value of a goal, were there no other.
///
/// # Errors
///
/// As [`choose`].
pub fn alone(question: &Question, goal: Goal) -> Result<u64, NoChoice> {
    best_with(question, &[], goal)
}

/// The best value of a goal, were there no others than those that are kept.
///
/// # Errors
///
/// As [`choose`].
pub fn best_with(question: &Question, kept: &[Kept], goal: Goal) -> Result<u64, NoChoice> {
    let (kinds, managers) = kinds(question);
    let best = model::best(question, &kinds, managers, kept, Some(goal))?;
    Ok(measure(goal, question, &members(&kinds, &best.counts)))
}

/// The cases behind the numbers: of each kind the first.
fn members(kinds: &[Kind], counts: &[u32]) -> Vec<usize> {
    kinds.iter().zip(counts).flat_map(|(kind, &count)| kind.members.iter().take(count as usize).copied()).collect()
}
