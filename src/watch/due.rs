//! When something is to be done.

use std::time::Instant;

/// When something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// At once.
    Now,
    /// Then, unless things are otherwise by then.
    At(Instant),
    /// Not as things are.
    Never,
}

impl Due {
    /// Whether the time has come.
    pub fn is_due(self, now: Instant) -> bool {
        match self {
            Self::Now => true,
            Self::At(then) => then <= now,
            Self::Never => false,
        }
    }

    /// The time that has not come yet.
    pub fn later(self, now: Instant) -> Option<Instant> {
        match self {
            Self::At(then) if then > now => Some(then),
            _ => None,
        }
    }

    /// The earlier of the two.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Now, _) | (_, Self::Now) => Self::Now,
            (Self::At(one), Self::At(other)) => Self::At(one.min(other)),
            (Self::Never, due) | (due, Self::Never) => due,
        }
    }
}
