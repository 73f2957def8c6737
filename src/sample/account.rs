//! What a settled sample reaches in each goal, be it the program's choice or one that people have changed.

use std::sync::{Mutex, PoisonError};

use super::choose::{Reached, alone, best_with};
use super::explain::{Hindrance, hindrance};
use super::measure::measure;
use super::model::Kept;
use super::question::Question;
use crate::record::Goal;

/// What a settled sample reaches in a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalAccount {
    /// The goal.
    pub goal: Goal,
    /// How far the sample is from it; 0 is reached.
    pub value: u64,
    /// The best value, were there no other goal; nothing where no sample has all that it must have.
    pub alone: Option<u64>,
    /// The best value of the samples that are as good in every earlier goal. Below `value`, people settled on less.
    pub possible: u64,
    /// What stands in the way of a better value than `possible`.
    pub hindrance: Option<Hindrance>,
}

/// An answer, with the question and the sample that it is about.
type Answer = (Question, Vec<usize>, Vec<GoalAccount>);

/// Answers of this process, the latest last: the watcher asks the same at every save.
static ANSWERS: Mutex<Vec<Answer>> = Mutex::new(Vec::new());

/// How many answers are kept.
const KEPT_ANSWERS: usize = 32;

/// What a settled sample reaches in each goal, and why not more. `chosen` are positions in the question's candidates, in order.
pub fn account(question: &Question, chosen: &[usize]) -> Vec<GoalAccount> {
    let answers = || ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    let is_it = |(asked, about, _): &&Answer| asked == question && about == chosen;
    if let Some((.., known)) = answers().iter().find(is_it) {
        return known.clone();
    }
    let mut earlier = Vec::new();
    let mut found = Vec::new();
    for &goal in &question.goals {
        let account = of_goal(question, &earlier, goal, measure(goal, question, chosen));
        earlier.push(Kept { goal, most: account.value });
        found.push(account);
    }
    let mut answers = answers();
    if answers.len() >= KEPT_ANSWERS {
        answers.remove(0);
    }
    answers.push((question.clone(), chosen.to_vec(), found.clone()));
    found
}

/// A sample that people have changed may not have what every sample must have. No choice of the program compares with it then, and
/// its value stands alone.
fn of_goal(question: &Question, earlier: &[Kept], goal: Goal, value: u64) -> GoalAccount {
    let Ok(alone) = alone(question, goal) else {
        return GoalAccount { goal, value, alone: None, possible: value, hindrance: None };
    };
    let possible = if value > alone { best_with(question, earlier, goal).unwrap_or(value).min(value) } else { value };
    let reached = Reached { goal, value: possible, bound: possible };
    let hindrance =
        if possible < alone { None } else { hindrance(question, earlier, reached, alone).unwrap_or_default() };
    GoalAccount { goal, value, alone: Some(alone), possible, hindrance }
}
