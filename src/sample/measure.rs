//! How far a finished choice is from a goal. It counts cases where the model adds variables, and shares with it only the
//! arithmetic of `share.rs`, so that a mistake in one shows against the other.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{Candidate, Decision};
use super::mix::{MixLine, compare_mix};
use super::question::Question;
use crate::calendar::Tier;
use crate::record::Goal;

/// How far a choice is from a goal; 0 is reached. `chosen` are positions in the question's candidates.
pub fn measure(goal: Goal, question: &Question, chosen: &[usize]) -> u64 {
    let count = Count { question, chosen };
    match goal {
        Goal::Uncovered => count.uncovered(),
        Goal::High => count.high(),
        Goal::Within => count.within(),
        Goal::Overall => count.overall(),
        Goal::Fine => count.fine(),
        Goal::Load => count.load(),
        Goal::Old => count.old(),
    }
}

/// A choice that is being measured.
struct Count<'q> {
    question: &'q Question,
    chosen: &'q [usize],
}

impl<'q> Count<'q> {
    fn chosen(&self) -> impl Iterator<Item = &'q Candidate> + '_ {
        self.chosen.iter().map(|&index| &self.question.candidates[index])
    }

    fn listed(&self, tier: Option<Tier>) -> impl Iterator<Item = &'q Candidate> {
        self.question.candidates.iter().filter(move |case| tier.is_none_or(|tier| case.tier == tier))
    }

    fn wanted(&self, tier: Tier) -> u64 {
        u64::from(self.question.quotas.of(tier))
    }

    fn uncovered(&self) -> u64 {
        let holds = |case: &&'q Candidate| case.decision != Decision::Barred && self.wanted(case.tier) > 0;
        let eligible: BTreeSet<_> = self.listed(None).filter(holds).filter_map(|case| case.manager.as_ref()).collect();
        let covered: BTreeSet<_> = self.chosen().filter_map(|case| case.manager.as_ref()).collect();
        eligible.difference(&covered).count() as u64
    }

    fn high(&self) -> u64 {
        let total: u64 = Tier::ALL.into_iter().map(|tier| self.wanted(tier)).sum();
        let due = |tier: Option<Tier>, places: u64| {
            let listed = self.listed(tier).count() as u64;
            let high = self.listed(tier).filter(|case| case.is_high).count() as u64;
            (places * high).checked_div(listed).unwrap_or(0)
        };
        let there = |tier: Option<Tier>| {
            self.chosen().filter(|case| case.is_high && tier.is_none_or(|tier| case.tier == tier)).count() as u64
        };
        let overall = due(None, total).max(1).saturating_sub(there(None));
        let tiers = Tier::ALL.into_iter();
        overall + tiers.map(|tier| due(Some(tier), self.wanted(tier)).saturating_sub(there(Some(tier)))).sum::<u64>()
    }

    fn within(&self) -> u64 {
        self.tiers().map(|line| line.share.beyond_rounding(line.chosen)).sum()
    }

    fn overall(&self) -> u64 {
        let lines = compare_mix(self.question, self.chosen).into_iter().filter(|line| line.tier.is_none());
        lines.map(|line| line.share.beyond_rounding(line.chosen)).sum()
    }

    fn fine(&self) -> u64 {
        self.tiers().map(|line| (100 * line.chosen).abs_diff(line.share.hundredths())).sum()
    }

    fn tiers(&self) -> impl Iterator<Item = MixLine> {
        compare_mix(self.question, self.chosen).into_iter().filter(|line| line.tier.is_some())
    }

    fn load(&self) -> u64 {
        let mut cases: BTreeMap<&String, u64> = BTreeMap::new();
        for manager in self.chosen().filter_map(|case| case.manager.as_ref()) {
            *cases.entry(manager).or_default() += 1;
        }
        cases.into_values().map(|cases| cases * (cases - 1) / 2).sum()
    }

    fn old(&self) -> u64 {
        self.chosen().filter(|case| !case.is_recent).count() as u64
    }
}
