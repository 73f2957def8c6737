//! Which case stands in the place of another, and what exchanging the two would change.

use super::candidate::{Candidate, Decision};
use super::measure::measure;
use super::question::Question;
use crate::record::Goal;

/// The exchange of a case for another of its tier that costs least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseExchange {
    /// The other case, as a position in the question: the one in its place, or the one that would come in.
    pub other: usize,
    /// The goals that would change: what each is now, and what it would be.
    pub changes: Vec<(Goal, u64, u64)>,
}

/// The exchange that costs least: a chosen case goes out for another, or one that is not chosen comes in. Nothing where no exchange
/// keeps to what every sample must have.
pub fn exchange(question: &Question, chosen: &[usize], case: usize) -> Option<CaseExchange> {
    let is_chosen = chosen.contains(&case);
    let values =
        |chosen: &[usize]| -> Vec<u64> { question.goals.iter().map(|&goal| measure(goal, question, chosen)).collect() };
    let exchanged = |other: usize| -> Vec<usize> {
        let (out, into) = if is_chosen { (case, other) } else { (other, case) };
        chosen.iter().map(|&at| if at == out { into } else { at }).collect()
    };
    let candidates = &question.candidates;
    let can_be = |&other: &usize| {
        let decision = if is_chosen { Decision::Barred } else { Decision::Pinned };
        candidates[other].tier == candidates[case].tier
            && chosen.contains(&other) != is_chosen
            && candidates[other].decision != decision
            && keeps_the_limit(question, &exchanged(other))
    };
    let content = |other: usize| -> (&str, &str) {
        let Candidate { tie_break, reference, .. } = &candidates[other];
        (tie_break, reference)
    };
    let others = (0..candidates.len()).filter(can_be).map(|other| (values(&exchanged(other)), other));
    let (then, other) = others
        .min_by(|(one, first), (two, second)| one.cmp(two).then_with(|| content(*first).cmp(&content(*second))))?;
    let lines = question.goals.iter().zip(values(chosen)).zip(then).map(|((&goal, now), then)| (goal, now, then));
    Some(CaseExchange { other, changes: lines.filter(|(_, now, then)| now != then).collect() })
}

/// Whether no case manager has more cases than one may present.
fn keeps_the_limit(question: &Question, chosen: &[usize]) -> bool {
    let manager = |&case: &usize| question.candidates[case].manager.as_deref();
    let held = |name: &str| chosen.iter().filter(|case| manager(case) == Some(name)).count();
    chosen.iter().filter_map(manager).all(|name| held(name) <= question.most_of_manager as usize)
}
