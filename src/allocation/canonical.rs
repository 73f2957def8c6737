//! The same question in one order, whatever the order in which it was asked: by day, time, name and ID. So the people of a record
//! may stand in any order and the schedule stays the same.

use std::collections::BTreeMap;

use super::demand::ScheduleDemand;
use super::question::{AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, CasePlaces, ScheduleQuestion};

/// A question in order, and the way back.
#[derive(Clone, Debug)]
pub struct Canonical {
    /// The question in order.
    pub question: ScheduleQuestion,
    /// For each slot in order, its position in the question that was asked.
    slots: Vec<usize>,
    /// For each case manager in order, their position in the question that was asked.
    managers: Vec<usize>,
    /// For each case in order, its position in the question that was asked.
    cases: Vec<usize>,
}

impl Canonical {
    /// Puts a question in order.
    pub fn new(asked: &ScheduleQuestion) -> Self {
        let slot_key = |at: &usize| {
            let slot = &asked.slots[*at];
            (slot.day, slot.from, &slot.name, slot.to, slot.joins, slot.member)
        };
        let slots = sorted(asked.slots.len(), slot_key);
        let manager_key = |at: &usize| {
            let manager = &asked.managers[*at];
            let held = asked.cases.iter().filter(|case| case.manager == Some(*at)).map(|case| &case.id).min();
            (&manager.name, held)
        };
        let managers = sorted(asked.managers.len(), manager_key);
        let cases =
            sorted(asked.cases.len(), |at| (&asked.cases[*at].id, asked.cases[*at].tier, asked.cases[*at].before));
        let names = Names {
            slots: inverse(&slots),
            managers: inverse(&managers),
            members: numbered(slots.iter().map(|&at| asked.slots[at].member)),
            sites: numbered(slots.iter().filter_map(|&at| asked.slots[at].site)),
        };
        let question = ScheduleQuestion {
            slots: slots.iter().map(|&at| names.slot(&asked.slots[at])).collect(),
            members: asked.members,
            managers: managers.iter().map(|&at| names.manager(&asked.managers[at])).collect(),
            cases: cases.iter().map(|&at| names.case(&asked.cases[at])).collect(),
            break_minutes: asked.break_minutes,
            goals: asked.goals.clone(),
        };
        Self { question, slots, managers, cases }
    }

    /// Places of the question in order, as places of the question that was asked.
    pub fn as_asked(&self, places: &[CasePlace]) -> CasePlaces {
        let mut asked = vec![CasePlace { slot: 0, is_interviewed: false }; places.len()];
        for (&case, place) in self.cases.iter().zip(places) {
            asked[case] = CasePlace { slot: self.slots[place.slot], is_interviewed: place.is_interviewed };
        }
        asked
    }

    /// A demand of the question in order, as one of the question that was asked.
    pub fn demand_as_asked(&self, asked: &ScheduleQuestion, demand: &ScheduleDemand) -> ScheduleDemand {
        match demand {
            ScheduleDemand::Presents { manager, cases, slots } => {
                let mut slots: Vec<usize> = slots.iter().map(|&slot| self.slots[slot]).collect();
                slots.sort_unstable();
                ScheduleDemand::Presents { manager: self.managers[*manager], cases: *cases, slots }
            }
            ScheduleDemand::Unavailable { manager, window } => {
                let own = self.managers[*manager];
                let order = window_order(&asked.managers[own], &inverse(&self.slots));
                ScheduleDemand::Unavailable { manager: own, window: order[*window] }
            }
            ScheduleDemand::Site { manager } => ScheduleDemand::Site { manager: self.managers[*manager] },
            ScheduleDemand::Pin { case } => ScheduleDemand::Pin { case: self.cases[*case] },
            ScheduleDemand::Closed { slot } => ScheduleDemand::Closed { slot: self.slots[*slot] },
            ScheduleDemand::Cases { .. } | ScheduleDemand::Slots { .. } => demand.clone(),
        }
    }

    /// A slot and a case of the question that was asked, as those of the question in order.
    pub fn slot_and_case(&self, slot: usize, case: usize) -> (usize, usize) {
        (inverse(&self.slots)[slot], inverse(&self.cases)[case])
    }

    /// Places of the question that was asked, as places of the question in order.
    pub fn in_order(&self, asked: &[CasePlace]) -> CasePlaces {
        let slots = inverse(&self.slots);
        let place =
            |&case: &usize| CasePlace { slot: slots[asked[case].slot], is_interviewed: asked[case].is_interviewed };
        self.cases.iter().map(place).collect()
    }
}

/// Where the people and slots of the question that was asked stand in order.
struct Names {
    slots: Vec<usize>,
    managers: Vec<usize>,
    members: BTreeMap<usize, usize>,
    sites: BTreeMap<usize, usize>,
}

impl Names {
    fn slot(&self, slot: &AskedSlot) -> AskedSlot {
        let site = slot.site.map(|site| self.site(site));
        AskedSlot { member: self.members[&slot.member], site, ..slot.clone() }
    }

    /// An office at which there is no slot is one more.
    fn site(&self, site: usize) -> usize {
        self.sites.get(&site).copied().unwrap_or(self.sites.len())
    }

    fn manager(&self, manager: &AskedManager) -> AskedManager {
        let windows = window_order(manager, &self.slots).into_iter().map(|at| &manager.windows[at]);
        let windows = windows
            .map(|window| AbsenceWindow { kind: window.kind, slots: in_order(&window.slots, &self.slots) })
            .collect();
        let mut days_back = manager.days_back.clone();
        days_back.sort_unstable();
        AskedManager { name: manager.name.clone(), windows, site: manager.site.map(|site| self.site(site)), days_back }
    }

    fn case(&self, case: &AskedCase) -> AskedCase {
        let before = case.before.map(|place| CasePlace { slot: self.slots[place.slot], ..place });
        AskedCase {
            manager: case.manager.map(|manager| self.managers[manager]),
            pinned: case.pinned.map(|slot| self.slots[slot]),
            before,
            ..case.clone()
        }
    }
}

/// The windows of a case manager in the order of what they say.
fn window_order(manager: &AskedManager, slots: &[usize]) -> Vec<usize> {
    sorted(manager.windows.len(), |at| (manager.windows[*at].kind, in_order(&manager.windows[*at].slots, slots)))
}

fn in_order(asked: &[usize], slots: &[usize]) -> Vec<usize> {
    let mut in_order: Vec<usize> = asked.iter().map(|&slot| slots[slot]).collect();
    in_order.sort_unstable();
    in_order
}

/// The positions in the order of a key.
fn sorted<K: Ord>(count: usize, key: impl Fn(&usize) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(key);
    order
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| inverse[old] = new);
    inverse
}

/// Numbers from 0 in the order in which they first occur.
fn numbered(numbers: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    for number in numbers {
        let next = found.len();
        found.entry(number).or_insert(next);
    }
    found
}
