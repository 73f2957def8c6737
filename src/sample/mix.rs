//! The mix of the long-list beside that of a choice.

use std::collections::BTreeMap;

use super::candidate::MixValue;
use super::question::Question;
use super::share::Share;
use crate::calendar::Tier;

/// A line of the comparison of a choice with the long-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixLine {
    /// The tier, or nothing for all together.
    pub tier: Option<Tier>,
    /// The value of the mix.
    pub value: MixValue,
    /// Cases in the long-list, barred ones included.
    pub listed: u64,
    /// What the share of the choice would be.
    pub share: Share,
    /// Cases chosen.
    pub chosen: u64,
}

/// The mix of the long-list beside that of a choice, tier by tier and then over all.
pub fn compare_mix(question: &Question, chosen: &[usize]) -> Vec<MixLine> {
    let mut lines: Vec<MixLine> = Tier::ALL.into_iter().flat_map(|tier| of_tier(question, chosen, tier)).collect();
    let mut sums: BTreeMap<MixValue, MixLine> = BTreeMap::new();
    for line in &lines {
        let none = MixLine { tier: None, share: Share::NONE, listed: 0, chosen: 0, ..*line };
        let sum = sums.entry(line.value).or_insert(none);
        sum.listed += line.listed;
        sum.share = sum.share.plus(line.share);
        sum.chosen += line.chosen;
    }
    lines.extend(sums.into_values());
    lines
}

fn of_tier(question: &Question, chosen: &[usize], tier: Tier) -> impl Iterator<Item = MixLine> {
    let mut counts: BTreeMap<MixValue, (u64, u64)> = BTreeMap::new();
    let mut size = 0;
    for case in question.candidates.iter().filter(|case| case.tier == tier) {
        size += 1;
        case.mix.values().into_iter().for_each(|value| counts.entry(value).or_default().0 += 1);
    }
    for case in chosen.iter().map(|&at| &question.candidates[at]).filter(|case| case.tier == tier) {
        case.mix.values().into_iter().for_each(|value| counts.entry(value).or_default().1 += 1);
    }
    let wanted = u64::from(question.quotas.of(tier));
    counts.into_iter().map(move |(value, (listed, chosen))| {
        let share = Share::new(wanted, listed, size);
        MixLine { tier: Some(tier), value, listed, share, chosen }
    })
}
