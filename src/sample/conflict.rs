//! Where no choice has what every sample must have: the smallest set of demands that exclude each other.

use std::collections::BTreeMap;

use super::candidate::{Candidate, Decision};
use super::question::Question;
use crate::calendar::Tier;

/// Something that every sample must have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// The number of cases of a tier.
    Quota {
        /// The tier.
        tier: Tier,
        /// Cases wanted.
        wanted: u32,
        /// Cases in the long-list.
        listed: u32,
    },
    /// A case manager presents no more than so many cases.
    Limit {
        /// The case manager.
        manager: String,
        /// The limit.
        most: u32,
        /// Cases of the manager in the tiers of the conflict.
        listed: u32,
    },
    /// A case is barred.
    Barred {
        /// Its reference.
        reference: String,
    },
    /// A case is pinned.
    Pinned {
        /// Its reference.
        reference: String,
    },
}

/// The smallest set of demands that no choice can meet together; nothing where a choice can. Without any one of them the others
/// can be met.
///
/// The demands are a flow from tiers through case managers. By the theorem of the minimum cut, what excludes a choice is: too
/// many pinned cases in a tier or with one manager, or some tiers that want more than their managers may present.
pub fn conflict(question: &Question) -> Option<Vec<Demand>> {
    let of_tiers = tier_sets().filter_map(|tiers| too_few(question, &tiers));
    let mut found: Vec<Vec<Demand>> =
        pins_of_a_tier(question).chain(pins_of_a_manager(question)).chain(of_tiers).collect();
    found.iter_mut().for_each(|demands| demands.sort());
    found.into_iter().min_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)))
}

fn tier_sets() -> impl Iterator<Item = Vec<Tier>> {
    let set = |bits: usize| {
        Tier::ALL.into_iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, tier)| tier)
    };
    (1..1 << Tier::ALL.len()).map(move |bits| set(bits).collect())
}

fn quota(question: &Question, tier: Tier) -> Demand {
    let listed = question.candidates.iter().filter(|case| case.tier == tier).count() as u32;
    Demand::Quota { tier, wanted: question.quotas.of(tier), listed }
}

fn pinned(case: &Candidate) -> Option<Demand> {
    let is_pinned = case.decision == Decision::Pinned;
    is_pinned.then(|| Demand::Pinned { reference: case.reference.clone() })
}

/// A tier of which more cases are pinned than are wanted.
fn pins_of_a_tier(question: &Question) -> impl Iterator<Item = Vec<Demand>> + '_ {
    Tier::ALL.into_iter().filter_map(|tier| {
        let pins = question.candidates.iter().filter(|case| case.tier == tier).filter_map(pinned);
        let most = question.quotas.of(tier) as usize;
        let pins: Vec<Demand> = first(pins, most + 1);
        (pins.len() > most).then(|| pins.into_iter().chain([quota(question, tier)]).collect())
    })
}

/// A case manager of whom more cases are pinned than the limit.
fn pins_of_a_manager(question: &Question) -> impl Iterator<Item = Vec<Demand>> + '_ {
    let most = question.most_of_manager;
    by_manager(question, &Tier::ALL).into_iter().filter_map(move |(manager, cases)| {
        let manager = manager?.to_owned();
        let listed = cases.len() as u32;
        let pins: Vec<Demand> = first(cases.into_iter().filter_map(pinned), most as usize + 1);
        let limit = Demand::Limit { manager, most, listed };
        (pins.len() > most as usize).then(|| pins.into_iter().chain([limit]).collect())
    })
}

/// The first so many in the order of references.
fn first(demands: impl Iterator<Item = Demand>, count: usize) -> Vec<Demand> {
    let mut demands: Vec<Demand> = demands.collect();
    demands.sort();
    demands.truncate(count);
    demands
}

fn by_manager<'q>(question: &'q Question, tiers: &[Tier]) -> BTreeMap<Option<&'q str>, Vec<&'q Candidate>> {
    let mut held: BTreeMap<Option<&str>, Vec<&Candidate>> = BTreeMap::new();
    for case in question.candidates.iter().filter(|case| tiers.contains(&case.tier)) {
        held.entry(case.manager.as_deref()).or_default().push(case);
    }
    held
}

/// What one case manager takes from the cases that some tiers could have.
struct Loss {
    /// Demands that bar cases, one for each.
    bars: Vec<Demand>,
    /// The limit of the manager, the pins of other tiers that use it up, and how many cases they take from the tiers.
    limit: Option<(Vec<Demand>, u32)>,
}

/// Tiers that want more cases than their managers may present: the quotas, and the fewest limits and bars that make it so.
fn too_few(question: &Question, tiers: &[Tier]) -> Option<Vec<Demand>> {
    let wanted: u32 = tiers.iter().map(|&tier| question.quotas.of(tier)).sum();
    let held = by_manager(question, tiers);
    let listed: u32 = held.values().map(|cases| cases.len() as u32).sum();
    let losses: Vec<Loss> = held.iter().map(|(manager, cases)| loss(question, tiers, *manager, cases)).collect();
    let mut demands: Vec<Demand> = tiers.iter().map(|&tier| quota(question, tier)).collect();
    // What has to be taken away from the listed cases before they are too few.
    let Some(needed) = (listed + 1).checked_sub(wanted) else { return Some(demands) };
    demands.extend(fewest(&losses, needed)?);
    Some(demands)
}

fn loss(question: &Question, tiers: &[Tier], manager: Option<&str>, cases: &[&Candidate]) -> Loss {
    let barred = cases.iter().filter(|case| case.decision == Decision::Barred);
    let bars = barred.map(|case| Demand::Barred { reference: case.reference.clone() }).collect();
    let most = question.most_of_manager;
    let listed = cases.len() as u32;
    let limit = manager.and_then(|manager| {
        let elsewhere = question.candidates.iter().filter(|case| !tiers.contains(&case.tier));
        let pins = elsewhere.filter(|case| case.manager.as_deref() == Some(manager)).filter_map(pinned);
        let pins = first(pins, most as usize);
        let free = most - pins.len() as u32;
        let taken = listed.checked_sub(free).filter(|&taken| taken > 0)?;
        let limit = Demand::Limit { manager: manager.to_owned(), most, listed };
        Some((pins.into_iter().chain([limit]).collect(), taken))
    });
    Loss { bars, limit }
}

/// The fewest demands that take away so many cases; nothing where all together take too few.
fn fewest(losses: &[Loss], needed: u32) -> Option<Vec<Demand>> {
    // For each number of cases taken away so far, the fewest demands that do it.
    let mut best: BTreeMap<u32, Vec<Demand>> = BTreeMap::from([(0, Vec::new())]);
    for loss in losses {
        let mut next = best.clone();
        for (taken, demands) in &best {
            for (more, which) in ways(loss) {
                let sum = (taken + more).min(needed);
                let longer: Vec<Demand> = demands.iter().chain(which).cloned().collect();
                if next.get(&sum).is_none_or(|there| longer.len() < there.len()) {
                    next.insert(sum, longer);
                }
            }
        }
        best = next;
    }
    best.remove(&needed)
}

/// The ways in which a manager's demands take cases away: by the limit, or by so many bars.
fn ways(loss: &Loss) -> impl Iterator<Item = (u32, &[Demand])> {
    let bars = (1..=loss.bars.len()).map(|count| (count as u32, &loss.bars[..count]));
    bars.chain(loss.limit.iter().map(|(demands, taken)| (*taken, demands.as_slice())))
}
