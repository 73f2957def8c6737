//! Why a choice is as it is: what stood in the way of a goal, what a case costs, and how the mix compares.

use super::candidate::Decision;
use super::choose::{Choice, Reached, alone, best_with, choose};
use super::measure::measure;
use super::model::{Kept, NoChoice};
use super::question::Question;
use crate::record::Goal;

/// What is known of a goal beside its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What the choice reaches.
    pub reached: Reached,
    /// The best value, were there no other goal.
    pub alone: u64,
    /// What stood in the way of that value.
    pub hindrance: Option<Hindrance>,
}

/// What kept a goal from its best value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The first earlier goal that alone excludes the best value.
    Goal(Goal),
    /// Several earlier goals together, none of them alone.
    Goals,
    /// What a person pinned or barred.
    Decisions {
        /// What the goal alone would come to without any decision.
        without: u64,
        /// The cases each of whose decisions alone keeps the goal off, as positions in the question; empty where only several
        /// together do.
        cases: Vec<usize>,
    },
    /// The long-list itself: no choice of it comes to 0.
    List,
}

/// What a choice reaches in each goal, and why not more.
///
/// # Errors
///
/// The solver found no choice.
pub fn explain_goals(question: &Question, choice: &Choice) -> Result<Vec<Explained>, NoChoice> {
    let mut earlier: Vec<Kept> = Vec::new();
    let mut explained = Vec::new();
    for &reached in &choice.goals {
        let alone = alone(question, reached.goal)?;
        let hindrance = hindrance(question, &earlier, reached, alone)?;
        explained.push(Explained { reached, alone, hindrance });
        earlier.push(Kept { goal: reached.goal, most: reached.value });
    }
    Ok(explained)
}

/// What keeps a goal from a better value, where no goal that comes later counts.
///
/// # Errors
///
/// As [`explain_goals`].
pub(super) fn hindrance(
    question: &Question,
    earlier: &[Kept],
    reached: Reached,
    alone_value: u64,
) -> Result<Option<Hindrance>, NoChoice> {
    if reached.value == 0 {
        return Ok(None);
    }
    if reached.value > alone_value {
        for &kept in earlier {
            if best_with(question, &[kept], reached.goal)? > alone_value {
                return Ok(Some(Hindrance::Goal(kept.goal)));
            }
        }
        return Ok(Some(Hindrance::Goals));
    }
    let mut undecided = question.clone();
    undecided.candidates.iter_mut().for_each(|case| case.decision = Decision::Open);
    if undecided != *question {
        let free = alone(&undecided, reached.goal)?;
        if free < alone_value {
            let cases = each_in_the_way(question, reached.goal, alone_value)?;
            return Ok(Some(Hindrance::Decisions { without: free, cases }));
        }
    }
    Ok(Some(Hindrance::List))
}

/// The decided cases without whose decision alone the goal would come to a better value.
fn each_in_the_way(question: &Question, goal: Goal, alone_value: u64) -> Result<Vec<usize>, NoChoice> {
    let mut cases = Vec::new();
    for (at, _) in question.candidates.iter().enumerate().filter(|(_, case)| case.decision != Decision::Open) {
        let mut open = question.clone();
        open.candidates[at].decision = Decision::Open;
        if alone(&open, goal)? < alone_value {
            cases.push(at);
        }
    }
    Ok(cases)
}

/// What becomes of a choice if a case is in it that was not, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Whether the case is in the choice as it stands.
    pub is_chosen: bool,
    /// The best choice with the case the other way round; nothing if there is none.
    pub otherwise: Option<Otherwise>,
}

/// The best choice with one case the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// Cases that come in, as positions in the question.
    pub come_in: Vec<usize>,
    /// Cases that go out.
    pub go_out: Vec<usize>,
    /// The first goal that changes: what it is now, and what it would be. Nothing where the two are equal in every goal.
    pub first_change: Option<(Goal, u64, u64)>,
}

/// What the choice would be if a case were in it that is not, or the other way round.
///
/// # Errors
///
/// The solver ended without an answer.
pub fn turn(question: &Question, choice: &Choice, case: usize) -> Result<Turned, NoChoice> {
    let is_chosen = choice.chosen.contains(&case);
    let mut turned = question.clone();
    turned.candidates[case].decision = if is_chosen { Decision::Barred } else { Decision::Pinned };
    let other = match choose(&turned) {
        Ok(other) => other,
        Err(NoChoice::Impossible) => return Ok(Turned { is_chosen, otherwise: None }),
        Err(error) => return Err(error),
    };
    let not_in = |one: &[usize], two: &[usize]| one.iter().filter(|case| !two.contains(case)).copied().collect();
    // Measured by the question as it stands: a case that is barred for the comparison does not lose its manager.
    let now_and_then =
        |&goal: &Goal| (goal, measure(goal, question, &choice.chosen), measure(goal, question, &other.chosen));
    let first_change = question.goals.iter().map(now_and_then).find(|(_, now, then)| now != then);
    let (come_in, go_out) = (not_in(&other.chosen, &choice.chosen), not_in(&choice.chosen, &other.chosen));
    Ok(Turned { is_chosen, otherwise: Some(Otherwise { come_in, go_out, first_change }) })
}
