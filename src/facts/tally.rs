//! How many cases stand on which side of a question.

use crate::record::AnswerMeaning;

/// The cases of a group by what their answers to one question say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tally {
    /// Cases in which the work was good enough.
    pub met: u32,
    /// Cases in which it was not.
    pub unmet: u32,
    /// Cases in which the question does not arise, or which have no answer yet.
    pub neither: u32,
}

impl Tally {
    /// Counts one more case.
    pub fn count(&mut self, meaning: AnswerMeaning) {
        match meaning {
            AnswerMeaning::For => self.met += 1,
            AnswerMeaning::Against => self.unmet += 1,
            AnswerMeaning::Neither => self.neither += 1,
        }
    }

    /// All cases of the group.
    pub fn cases(self) -> u32 {
        self.met + self.unmet + self.neither
    }

    /// The cases in which the question arises: those of which a percentage is.
    pub fn of(self) -> u32 {
        self.met + self.unmet
    }

    /// The share in which the work was good enough, in whole per cent, a half upwards; nothing without a case.
    pub fn per_cent(self) -> Option<u32> {
        (200 * self.met + self.of()).checked_div(2 * self.of())
    }

    /// Both groups together.
    pub fn with(self, other: Self) -> Self {
        Self { met: self.met + other.met, unmet: self.unmet + other.unmet, neither: self.neither + other.neither }
    }

    /// The group without a part of it; nothing if that is no part of it.
    pub(super) fn without(self, part: Self) -> Option<Self> {
        Some(Self {
            met: self.met.checked_sub(part.met)?,
            unmet: self.unmet.checked_sub(part.unmet)?,
            neither: self.neither.checked_sub(part.neither)?,
        })
    }

    /// Every way in which so many cases can stand.
    pub(super) fn every(cases: u32) -> impl Iterator<Item = Self> {
        (0..=cases)
            .flat_map(move |met| (0..=cases - met).map(move |unmet| Self { met, unmet, neither: cases - met - unmet }))
    }

    /// The three numbers, in order.
    pub(super) fn parts(self) -> [u32; 3] {
        [self.met, self.unmet, self.neither]
    }
}
