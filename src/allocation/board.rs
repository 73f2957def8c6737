//! What follows from a question before a model is made: who could be interviewed where, cases that can be exchanged, slots that
//! can be exchanged, and which of them meet.

use std::collections::BTreeMap;

use super::question::{AskedManager, AskedSlot, ScheduleQuestion};
use crate::calendar::Tier;

/// A question with what follows from it.
#[derive(Debug)]
pub struct Board<'q> {
    /// The question.
    pub question: &'q ScheduleQuestion,
    /// The case that is pinned in each slot.
    pub pinned: Vec<Option<usize>>,
    /// The case that was in each slot in the schedule that went out.
    pub before: Vec<Option<usize>>,
    /// Cases that can be exchanged.
    pub groups: Vec<AlikeCases>,
    /// Slots that can be exchanged as far as case managers are concerned.
    pub classes: Vec<Class>,
    /// The class of each slot; nothing for one that is closed.
    pub class_of: Vec<Option<usize>>,
    /// Classes of which nobody can be interviewed in two.
    pub cliques: Vec<Vec<usize>>,
    /// All classes in sets of which nobody can be interviewed in two classes.
    pub times: Vec<Vec<usize>>,
    /// Two sets of classes, one of which is too soon after the other; nobody is interviewed in two of one set.
    pub short_breaks: Vec<[Vec<usize>; 2]>,
    can_meet: Vec<Vec<bool>>,
}

/// Cases of one case manager and tier, or one case that is pinned.
#[derive(Debug)]
pub struct AlikeCases {
    /// The case manager.
    pub manager: Option<usize>,
    /// The tier.
    pub tier: Tier,
    /// The cases.
    pub cases: Vec<usize>,
}

/// Open slots at one time and place to which the same case managers can come.
#[derive(Debug)]
pub struct Class {
    /// All of its slots.
    pub slots: Vec<usize>,
    /// Those in which no case is pinned.
    pub free: Vec<usize>,
}

/// Whether a case manager can be interviewed in a slot, as far as they and its place are concerned.
pub fn can_come(manager: &AskedManager, at: usize, slot: &AskedSlot) -> bool {
    let is_here = manager.site.is_none_or(|own| slot.site.is_none_or(|site| site == own));
    is_here && !manager.windows.iter().any(|window| window.slots.contains(&at))
}

impl<'q> Board<'q> {
    /// Looks at a question.
    pub fn new(question: &'q ScheduleQuestion) -> Self {
        let slots = || question.slots.iter().enumerate();
        let can =
            |manager: &AskedManager| slots().map(|(at, slot)| !slot.is_closed && can_come(manager, at, slot)).collect();
        let can_meet: Vec<Vec<bool>> = question.managers.iter().map(can).collect();
        let (mut pinned, mut before) = (vec![None; question.slots.len()], vec![None; question.slots.len()]);
        for (at, case) in question.cases.iter().enumerate() {
            if let Some(slot) = case.pinned {
                pinned[slot] = Some(at);
            }
            if let Some(place) = case.before {
                before[place.slot] = Some(at);
            }
        }
        let (classes, class_of) = classes(question, &can_meet, &pinned);
        let cliques = cliques(question, &classes);
        let times = times(&cliques);
        let short_breaks = short_breaks(question, &classes);
        let groups = groups(question);
        Self { question, pinned, before, groups, classes, class_of, cliques, times, short_breaks, can_meet }
    }

    /// Whether a case manager can be interviewed in a slot.
    pub fn can_meet(&self, manager: usize, slot: usize) -> bool {
        self.can_meet[manager][slot]
    }

    /// Whether a case manager can be interviewed in the slots of a class.
    pub fn can_meet_in(&self, manager: usize, class: usize) -> bool {
        self.classes[class].slots.first().is_some_and(|&slot| self.can_meet(manager, slot))
    }

    /// Whether a case manager can be interviewed about a case in a slot: they can come, and the case can be there.
    pub fn can_present(&self, case: usize, slot: usize) -> bool {
        self.can_stand(case, slot)
            && self.question.cases[case].manager.is_some_and(|manager| self.can_meet(manager, slot))
    }

    /// Whether a case can be in a slot: it is open, and no other case is pinned there, nor the case elsewhere.
    pub fn can_stand(&self, case: usize, slot: usize) -> bool {
        let is_free = self.pinned[slot].is_none_or(|other| other == case);
        is_free && self.class_of[slot].is_some() && self.question.cases[case].pinned.is_none_or(|own| own == slot)
    }

    /// Whether a case can stay where it was, with its interview or without.
    pub fn can_stay(&self, case: usize) -> bool {
        self.question.cases[case].before.is_some_and(|before| match before.is_interviewed {
            true => self.can_present(case, before.slot),
            false => self.can_stand(case, before.slot),
        })
    }

    /// The slot that a case had with an interview, where it can stand without one.
    pub fn slot_without_interview(&self, case: usize) -> Option<usize> {
        let before = self.question.cases[case].before.filter(|before| before.is_interviewed)?;
        self.can_stand(case, before.slot).then_some(before.slot)
    }

    /// The cases of a case manager.
    pub fn held(&self, manager: usize) -> impl Iterator<Item = usize> + '_ {
        let cases = self.question.cases.iter().enumerate();
        cases.filter(move |(_, case)| case.manager == Some(manager)).map(|(at, _)| at)
    }

    /// The open slots of a member.
    pub fn open_of(&self, member: usize) -> impl Iterator<Item = usize> + '_ {
        let slots = self.question.slots.iter().enumerate();
        slots.filter(move |(_, slot)| slot.member == member && !slot.is_closed).map(|(at, _)| at)
    }

    /// Whether the case had an interview in the schedule that went out.
    pub fn had_interview(&self, case: usize) -> bool {
        self.question.cases[case].before.is_some_and(|before| before.is_interviewed)
    }
}

fn groups(question: &ScheduleQuestion) -> Vec<AlikeCases> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, case) in question.cases.iter().enumerate() {
        let alone = case.pinned.map(|_| at);
        groups.entry((case.manager, case.tier, alone)).or_default().push(at);
    }
    let group = |((manager, tier, _), cases)| AlikeCases { manager, tier, cases };
    groups.into_iter().map(group).collect()
}

fn classes(
    question: &ScheduleQuestion,
    can_meet: &[Vec<bool>],
    pinned: &[Option<usize>],
) -> (Vec<Class>, Vec<Option<usize>>) {
    let mut classes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, slot) in question.slots.iter().enumerate().filter(|(_, slot)| !slot.is_closed) {
        let who: Vec<bool> = can_meet.iter().map(|can| can[at]).collect();
        let key = (slot.day, slot.from, slot.joins, slot.to, slot.is_observed, who);
        classes.entry(key).or_default().push(at);
    }
    let mut class_of = vec![None; question.slots.len()];
    let mut found = Vec::new();
    for slots in classes.into_values() {
        slots.iter().for_each(|&slot| class_of[slot] = Some(found.len()));
        let free = slots.iter().copied().filter(|&slot| pinned[slot].is_none()).collect();
        found.push(Class { slots, free });
    }
    (found, class_of)
}

/// The slot of a class that tells its time.
fn time<'q>(question: &'q ScheduleQuestion, class: &Class) -> &'q AskedSlot {
    &question.slots[class.slots[0]]
}

/// The largest sets of classes that meet: those that meet at the beginning of one of them.
fn cliques(question: &ScheduleQuestion, classes: &[Class]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for class in classes {
        let begins = time(question, class);
        let is_running = |other: &Class| {
            let other = time(question, other);
            other.day == begins.day && other.from <= begins.from && begins.from < other.to
        };
        found.push((0..classes.len()).filter(|&other| is_running(&classes[other])).collect());
    }
    found.sort();
    found.dedup();
    let lies_in = |one: &Vec<usize>, other: &Vec<usize>| one != other && one.iter().all(|class| other.contains(class));
    let largest = |one: &&Vec<usize>| !found.iter().any(|other| lies_in(one, other));
    found.iter().filter(largest).cloned().collect()
}

/// The classes in sets: those of the first clique, those of the next that are left, and so on.
fn times(cliques: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut times: Vec<Vec<usize>> = Vec::new();
    for clique in cliques {
        let is_left = |class: &&usize| !times.iter().flatten().any(|other| other == *class);
        let left: Vec<usize> = clique.iter().filter(is_left).copied().collect();
        times.push(left);
    }
    times.retain(|time| !time.is_empty());
    times
}

/// Pairs of classes that are too close, gathered into pairs of sets.
fn short_breaks(question: &ScheduleQuestion, classes: &[Class]) -> Vec<[Vec<usize>; 2]> {
    let is_short = |one: usize, other: usize| {
        let (one, other) = (time(question, &classes[one]), time(question, &classes[other]));
        one.day == other.day && one.to <= other.from && other.joins.saturating_sub(one.to) < question.break_minutes
    };
    let meet = |set: &[usize], class: usize| {
        set.iter().all(|&other| time(question, &classes[other]).overlaps(time(question, &classes[class])))
    };
    let mut found: Vec<[Vec<usize>; 2]> = Vec::new();
    for later in 0..classes.len() {
        // The earlier classes in sets in which all meet.
        let mut earlier: Vec<Vec<usize>> = Vec::new();
        for class in (0..classes.len()).filter(|&class| is_short(class, later)) {
            match earlier.iter_mut().find(|set| meet(set, class)) {
                Some(set) => set.push(class),
                None => earlier.push(vec![class]),
            }
        }
        for set in earlier {
            match found.iter_mut().find(|[before, after]| *before == set && meet(after, later)) {
                Some([_, after]) => after.push(later),
                None => found.push([set, vec![later]]),
            }
        }
    }
    found
}
