//! What the choice of the sample looks at in a case of the long-list. Nothing here identifies a child.

use crate::calendar::Tier;

/// A case of the long-list that can come into the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The reference of its row: `L017`.
    pub reference: String,
    /// The tier of the sentence.
    pub tier: Tier,
    /// What the sample is to have in the proportions of the long-list (guidance §10.4).
    pub mix: Mix,
    /// Whether vulnerability or risk of serious harm is high or very high.
    pub is_high: bool,
    /// Whether the sentence lies in the window of the first tier: the last months before the window ends.
    pub is_recent: bool,
    /// The case manager who holds the case.
    pub manager: Option<String>,
    /// What a person decided about the case.
    pub decision: Decision,
    /// Text that puts cases in order where nothing above differs; of the row's content alone, without names.
    pub tie_break: String,
}

/// What a person decided about a case before the program chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It has to be in the sample.
    Pinned,
    /// The program chooses.
    #[default]
    Open,
    /// It must not be in the sample. It counts in the shares of the long-list all the same.
    Barred,
}

/// A case's value in each dimension of the mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mix {
    /// Gender.
    pub gender: Gender,
    /// Ethnicity, by its group.
    pub ethnicity: EthnicGroup,
    /// Age at sentence.
    pub age: AgeGroup,
}

impl Mix {
    /// The values, one for each dimension.
    pub fn values(self) -> [MixValue; 3] {
        [MixValue::Gender(self.gender), MixValue::Ethnicity(self.ethnicity), MixValue::Age(self.age)]
    }
}

/// A value of one dimension of the mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MixValue {
    /// A gender.
    Gender(Gender),
    /// An ethnic group.
    Ethnicity(EthnicGroup),
    /// An age group.
    Age(AgeGroup),
}

/// Gender, as the long-list gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Another word, or none.
    NotStated,
}

/// Ethnicity by the group of its code: the first letter of the 16+1 and 18+1 lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EthnicGroup {
    /// `W1` to `W9`.
    White,
    /// `M1` to `M9`.
    Mixed,
    /// `A1` to `A9`.
    Asian,
    /// `B1` to `B9`.
    Black,
    /// `O1` to `O9`.
    Other,
    /// `NS`, or no code.
    NotStated,
}

impl EthnicGroup {
    /// The group of a code.
    pub fn of_code(code: &str) -> Self {
        match code.trim().chars().next().map(|letter| letter.to_ascii_uppercase()) {
            Some('W') => Self::White,
            Some('M') => Self::Mixed,
            Some('A') => Self::Asian,
            Some('B') => Self::Black,
            Some('O') => Self::Other,
            _ => Self::NotStated,
        }
    }
}

/// Age in whole years at sentence, in the groups of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeGroup {
    /// Younger than the first age at which a group begins.
    Below(u32),
    /// From an age to the last before the next group begins; without one, and over.
    From(u32, Option<u32>),
    /// The date of birth or of the sentence is not known.
    NotKnown,
}

impl AgeGroup {
    /// The group of an age, where groups begin at these ages, in order, after the first one.
    pub fn of_age(years: u32, begins: &[u32]) -> Self {
        let Some(first) = begins.first() else { return Self::From(0, None) };
        match begins.iter().rposition(|begin| *begin <= years) {
            None => Self::Below(*first),
            Some(place) => Self::From(begins[place], begins.get(place + 1).map(|next| next - 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_in_the_group_that_begins_last_before_it() {
        let groups = [10, 13, 14, 16, 17, 19].map(|years| AgeGroup::of_age(years, &[14, 15, 17]));
        let expected = [
            AgeGroup::Below(14),
            AgeGroup::Below(14),
            AgeGroup::From(14, Some(14)),
            AgeGroup::From(15, Some(16)),
            AgeGroup::From(17, None),
            AgeGroup::From(17, None),
        ];
        assert_eq!(groups, expected);
    }
}
