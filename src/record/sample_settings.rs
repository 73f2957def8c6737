//! The part of `sqspack.toml` that says what a good sample is.

use super::declare::{choice, table};
use super::reader::Placed;

choice! {
    /// What a good sample has, beside what it must have (guidance §10.4, §11.7). Lower values are better; 0 is reached.
    pub enum Goal "a goal of the sample" {
        /// Case managers none of whose cases is chosen.
        Uncovered = "uncovered",
        /// Cases of high vulnerability or risk that are missing against the share of the long-list.
        High = "high",
        /// Cases by which a tier is off the mix of its long-list, beyond rounding.
        Within = "within",
        /// Cases by which all tiers together are off their mix, beyond rounding.
        Overall = "overall",
        /// How far each tier is off its mix, in hundredths of a case.
        Fine = "fine",
        /// What falls on case managers with several cases: the second costs 1, the third 2.
        Load = "load",
        /// Cases from before the last months.
        Old = "old",
    }
}

table! {
    /// What makes a sample a good one (guidance §10.4).
    pub struct SampleGoalsSettings "sample-goals" {
        /// The goals that count, the most important first: sqspack makes each goal as good as it can be before it looks at
        /// the next.
        pub order "order": Vec<Placed<Goal>> = "[\"uncovered\", \"high\", \"within\", \"overall\", \"fine\", \"load\", \"old\"]",
    }
}
