//! What a search for a schedule keeps, and what it finds.

use super::counted::Counted;
use super::question::CasePlaces;

/// A number that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptCount {
    /// What is counted.
    pub counted: Counted,
    /// How many a schedule has of it at most.
    pub most: u64,
}

/// A schedule, and what is known of the number that it was to have few of.
#[derive(Clone, Debug)]
pub struct FoundSchedule {
    /// The schedule.
    pub places: CasePlaces,
    /// No schedule has fewer.
    pub bound: u64,
}

/// Why there is no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlan {
    /// What every schedule must have excludes itself.
    Impossible,
    /// The search ended without a schedule, or could not be trusted.
    NotFound,
}
