//! What makes a schedule a good one, as the workspace can say it.

use super::declare::{choice, table};
use super::reader::Placed;

choice! {
    /// What a good schedule has few of (guidance §10.4, §11.5, §11.6).
    pub enum ScheduleGoal "a goal of the schedule" {
        /// Cases inspected without their case manager, though they have one (guidance §11.6).
        Without = "without",
        /// Case managers who are interviewed about none of their cases.
        Nobody = "nobody",
        /// First cases that a local assessor observes, without their case manager.
        Observed = "observed",
        /// Interviews on a case manager's first day back.
        Back = "back",
        /// Pairs of interviews of one case manager on one day with too short a break between them.
        Breaks = "breaks",
        /// Cases by which the tiers are not spread over those who inspect, beyond rounding.
        Tiers = "tiers",
        /// Members of the team whom a case manager meets beyond the first.
        Extra = "extra",
        /// Cases inspected from their records alone that one member of the team has beyond a fair share.
        Fair = "fair",
    }
}

table! {
    /// What makes a schedule a good one.
    pub struct ScheduleGoalsSettings "schedule-goals" {
        /// The goals that count, the most important first: sqspack makes each goal as good as it can be before it looks at
        /// the next.
        pub order "order": Vec<Placed<ScheduleGoal>> = "[\"without\", \"nobody\", \"observed\", \"back\", \"breaks\", \"tiers\", \"extra\", \"fair\"]",
    }
}
