//! Shares of cases.

/// A number of cases as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    over: u64,
    under: u64,
}

impl Share {
    /// No case.
    pub const NONE: Self = Self { over: 0, under: 1 };

    /// What falls to `listed` of `size` cases where `wanted` are chosen.
    pub fn new(wanted: u64, listed: u64, size: u64) -> Self {
        Self { over: wanted * listed, under: size.max(1) }
    }

    /// The sum of two shares.
    pub fn plus(self, other: Self) -> Self {
        Self { over: self.over * other.under + other.over * self.under, under: self.under * other.under }
    }

    /// Whole cases, rounded down.
    pub fn floor(self) -> u64 {
        self.over / self.under
    }

    /// Whole cases, rounded up.
    pub fn ceil(self) -> u64 {
        self.over.div_ceil(self.under)
    }

    /// Hundredths of a case, rounded to the nearest.
    pub fn hundredths(self) -> u64 {
        (200 * self.over + self.under) / (2 * self.under)
    }

    /// By how many cases a number lies outside the share rounded down and up.
    pub fn beyond_rounding(self, chosen: u64) -> u64 {
        self.floor().saturating_sub(chosen) + chosen.saturating_sub(self.ceil())
    }
}
