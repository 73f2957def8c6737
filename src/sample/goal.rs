//! The goals of the choice.

/// What a good sample has, beside what it must have (guidance §10.4, §11.7). Lower values are better; 0 is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// Case managers none of whose cases is chosen.
    Uncovered,
    /// Cases of high vulnerability or risk that are missing against the share of the long-list.
    High,
    /// Cases by which a tier is off the mix of its long-list, beyond rounding.
    Within,
    /// The same over all tiers together.
    Overall,
    /// How far each tier is off its mix, in hundredths of a case.
    Fine,
    /// What falls on case managers with several cases: the second costs 1, the third 2.
    Load,
    /// Cases from before the last months.
    Old,
}

impl Goal {
    /// All goals in the usual order.
    pub const ALL: [Self; 7] =
        [Self::Uncovered, Self::High, Self::Within, Self::Overall, Self::Fine, Self::Load, Self::Old];

    /// A short name for messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uncovered => "uncovered",
            Self::High => "high",
            Self::Within => "within",
            Self::Overall => "overall",
            Self::Fine => "fine",
            Self::Load => "load",
            Self::Old => "old",
        }
    }
}
