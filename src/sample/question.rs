//! What is asked of the choice.

use super::candidate::Candidate;
use crate::calendar::Tier;
use crate::record::Goal;

/// The cases to choose from, and what the sample must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The cases of the long-list.
    pub candidates: Vec<Candidate>,
    /// How many cases of each tier are inspected.
    pub quotas: Quotas,
    /// Cases that one case manager presents at most.
    pub most_of_manager: u32,
    /// What a good sample has; the first goal counts before the second.
    pub goals: Vec<Goal>,
}

/// How many cases of each tier are inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// First tier cases.
    pub first_tier: u32,
    /// Community cases.
    pub community: u32,
    /// Custodial cases.
    pub custodial: u32,
}

impl Quotas {
    /// The quota of a tier.
    pub fn of(self, tier: Tier) -> u32 {
        match tier {
            Tier::FirstTier => self.first_tier,
            Tier::Community => self.community,
            Tier::Custodial => self.custodial,
        }
    }
}
