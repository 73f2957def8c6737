//! Rows that the officer looks at before they are taken (guidance §10.4). The program never drops one.

use chrono::{Days, Months, NaiveDate};

use crate::record::{Child, HomeOrHost};

/// Why a case may not be one that this YOT answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuitabilityDoubt {
    /// The child was looked after, and not by this YOT's authority.
    OtherAuthority,
    /// The sentence was terminated early.
    EndedEarly,
    /// The YOT wrote a note on whether the case is suitable.
    Note,
}

impl SuitabilityDoubt {
    /// What to look at, without anything that the row says.
    pub fn words(self) -> &'static str {
        match self {
            Self::OtherAuthority => {
                "looked after by another authority: ask which YOT made the first assessment and plan"
            }
            Self::EndedEarly => "ended early: ask why, and whether there was time for assessment and plan",
            Self::Note => "has a note of the YOT: read it in `children.private.toml`",
        }
    }
}

/// What an officer looks at in a row before it is taken.
pub fn doubts(child: &Child) -> Vec<SuitabilityDoubt> {
    let is_looked_after = child.looked_after.as_ref().is_some_and(|looked_after| looked_after.value);
    let is_home = child.authority.as_ref().is_some_and(|authority| authority.value == HomeOrHost::Home);
    let is_host = child.authority.as_ref().is_some_and(|authority| authority.value == HomeOrHost::Host);
    let all = [
        (is_host || (is_looked_after && !is_home), SuitabilityDoubt::OtherAuthority),
        (ended_early(child), SuitabilityDoubt::EndedEarly),
        (child.note.is_some(), SuitabilityDoubt::Note),
    ];
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, doubt)| doubt).collect()
}

/// Whether a sentence ended before its length was over. Where that cannot be told, it did: a person looks at it.
fn ended_early(child: &Child) -> bool {
    let Some(terminated) = &child.terminated else { return child.termination_reason.is_some() };
    let end = child.sentenced.as_ref().zip(child.sentence_length.as_ref());
    let end = end.and_then(|(sentenced, length)| end_of(sentenced.value, length));
    child.termination_reason.is_some() || end.is_none_or(|end| terminated.value + Days::new(1) < end)
}

/// The day on which a sentence of so many months, weeks, days or years is over.
fn end_of(sentenced: NaiveDate, length: &str) -> Option<NaiveDate> {
    let mut words = length.split_whitespace();
    let (number, unit) = (words.next()?.parse::<u32>().ok()?, words.next()?.to_lowercase());
    if words.next().is_some() || number > 1200 {
        return None;
    }
    match unit.trim_end_matches('s') {
        "month" => sentenced.checked_add_months(Months::new(number)),
        "year" => sentenced.checked_add_months(Months::new(12 * number)),
        "week" => sentenced.checked_add_days(Days::new(7 * u64::from(number))),
        "day" => sentenced.checked_add_days(Days::new(number.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ChildrenFile, FileKind, read_file};

    /// The doubts about a row with these lines.
    fn doubts_of(lines: &str) -> Vec<SuitabilityDoubt> {
        let text = format!("[[child]]\nfamily-name = \"A\"\nfirst-names = \"B\"\n{lines}");
        let (file, _, found) = read_file(FileKind::Children, &text, ChildrenFile::read_table).expect("TOML");
        assert!(found.is_empty(), "{found:?}");
        doubts(&file.children[0])
    }

    #[test]
    fn a_child_whom_another_authority_looks_after_is_put_first_and_one_of_this_authority_is_not() {
        assert_eq!(doubts_of("looked-after = true\nauthority = \"host\"\n"), [SuitabilityDoubt::OtherAuthority]);
        assert_eq!(doubts_of("looked-after = true\n"), [SuitabilityDoubt::OtherAuthority]);
        assert_eq!(doubts_of("looked-after = true\nauthority = \"home\"\n"), []);
        assert_eq!(doubts_of("looked-after = false\n"), []);
    }

    #[test]
    fn a_sentence_that_ended_before_its_length_is_put_first_and_one_that_ran_its_length_is_not() {
        let ended = |day: &str, length: &str| {
            doubts_of(&format!("sentenced = 2026-06-12\nterminated = {day}\nsentence-length = \"{length}\"\n"))
        };
        assert_eq!(ended("2026-09-11", "3 months"), []);
        assert_eq!(ended("2026-09-01", "3 months"), [SuitabilityDoubt::EndedEarly]);
        assert_eq!(ended("2026-07-10", "4 weeks"), []);
        assert_eq!(ended("2026-12-01", "until further order"), [SuitabilityDoubt::EndedEarly]);
        assert_eq!(doubts_of("terminated = 2026-12-01\n"), [SuitabilityDoubt::EndedEarly]);
        assert_eq!(
            doubts_of("termination-reason = \"revoked\"\nnote = \"x y\"\n"),
            [SuitabilityDoubt::EndedEarly, SuitabilityDoubt::Note]
        );
    }
}
