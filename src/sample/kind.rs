//! Cases that the goals cannot tell apart, counted together, in an order that follows from their content alone.

use std::collections::BTreeMap;

use super::candidate::{Candidate, Decision, Mix};
use super::question::Question;
use crate::calendar::Tier;

/// What the goals see of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Features {
    /// Tier.
    pub tier: Tier,
    /// Gender, ethnic group and age group.
    pub mix: Mix,
    /// High vulnerability or risk.
    pub is_high: bool,
    /// A recent sentence.
    pub is_recent: bool,
}

impl Features {
    fn of(case: &Candidate) -> Self {
        Self { tier: case.tier, mix: case.mix, is_high: case.is_high, is_recent: case.is_recent }
    }
}

/// Cases with the same features and the same case manager.
#[derive(Clone, Debug)]
pub struct Kind {
    /// What they have in common.
    pub features: Features,
    /// The case manager, as a position among the case managers.
    pub manager: Option<usize>,
    /// Those that can be chosen, as positions in the question: pinned ones first, then the others in the order of choice.
    pub members: Vec<usize>,
    /// How many of them are pinned.
    pub pinned: u32,
}

impl Kind {
    /// How many can be chosen.
    pub fn most(&self) -> u32 {
        self.members.len() as u32
    }
}

/// The kinds of a question, and how many case managers there are. The order of rows and the names of people change neither.
pub fn kinds(question: &Question) -> (Vec<Kind>, usize) {
    let managers = managers(question);
    let mut kinds: BTreeMap<(Features, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (index, case) in question.candidates.iter().enumerate().filter(|(_, case)| case.decision != Decision::Barred) {
        let manager = case.manager.as_deref().and_then(|name| managers.get(name).copied());
        kinds.entry((Features::of(case), manager)).or_default().push(index);
    }
    let kind = |((features, manager), mut members): ((Features, Option<usize>), Vec<usize>)| {
        members.sort_by_key(|&index| rank(&question.candidates[index]));
        let is_pinned = |&&index: &&usize| question.candidates[index].decision == Decision::Pinned;
        let pinned = members.iter().filter(is_pinned).count() as u32;
        Kind { features, manager, members, pinned }
    };
    (kinds.into_iter().map(kind).collect(), managers.len())
}

/// Where a case stands among those with the same features and manager: pinned before open, then by its tie-break.
fn rank(case: &Candidate) -> (Decision, &str, &str) {
    (case.decision, &case.tie_break, &case.reference)
}

/// The case managers, numbered by the cases that they hold, so that a number does not depend on a name. Only where two hold just
/// the same cases does the name decide, and then it makes no difference which is which.
fn managers(question: &Question) -> BTreeMap<&str, usize> {
    let mut held: BTreeMap<&str, Vec<(Features, Decision, &str)>> = BTreeMap::new();
    for case in &question.candidates {
        if let Some(manager) = &case.manager {
            held.entry(manager).or_default().push((Features::of(case), case.decision, &case.tie_break));
        }
    }
    held.values_mut().for_each(|cases| cases.sort());
    let mut order: Vec<(Vec<_>, &str)> = held.into_iter().map(|(name, cases)| (cases, name)).collect();
    order.sort();
    order.into_iter().enumerate().map(|(number, (_, name))| (name, number)).collect()
}
