//! What changes from one schedule to another, and whom it touches (guidance §10.4).

use std::collections::BTreeSet;

use super::asked::Asked;
use crate::allocation::CasePlace;

/// A case that is elsewhere than before, or whose interview has come or gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseChange {
    /// The case, as a position in the question.
    pub case: usize,
    /// Where it was; nothing for a case that had no slot.
    pub from: Option<CasePlace>,
    /// Where it is.
    pub to: CasePlace,
}

/// Those whose own page changes, by name and each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Case managers.
    pub managers: BTreeSet<String>,
    /// Members of the team.
    pub members: BTreeSet<String>,
}

/// The cases that have changed, in the order of the question; a case that has come in the place of another is one of them.
pub fn changes(asked: &Asked<'_>, now: &[CasePlace]) -> Vec<CaseChange> {
    let pairs = asked.before.iter().zip(now).enumerate();
    let changed = pairs.filter(|(case, (from, to))| **from != Some(**to) || asked.replaced(*case).is_some());
    changed.map(|(case, (from, to))| CaseChange { case, from: *from, to: *to }).collect()
}

/// Whom changes touch: those who inspect a case before and now, and those who were to be interviewed about it and who are now.
pub fn told(asked: &Asked<'_>, changes: &[CaseChange]) -> Told {
    let mut told = Told::default();
    for change in changes {
        let places = change.from.into_iter().chain([change.to]);
        told.members.extend(places.map(|place| asked.members[asked.question.slots[place.slot].member].to_owned()));
        let manager = asked.question.cases[change.case].manager;
        let manager = manager.map(|manager| asked.question.managers[manager].name.clone());
        let case = asked.cases[change.case];
        let former = match &case.before {
            Some(_) => case.former_interviewee().map(|name| asked.name_of(name)),
            None => manager.clone().filter(|_| change.from.is_some_and(|from| from.is_interviewed)),
        };
        told.managers.extend(former.into_iter().chain(manager.filter(|_| change.to.is_interviewed)));
    }
    told
}
