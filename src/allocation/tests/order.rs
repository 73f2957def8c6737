//! The order in which people and slots stand in a record changes nothing for them.

use std::collections::BTreeMap;

use super::weeks::{Numbers, Shape, week};
use crate::allocation::{AbsenceWindow, Allocation, ScheduleQuestion, allocate};

/// The question with its members, slots, case managers, windows and cases in another order.
fn shuffled(question: &ScheduleQuestion, seed: u64) -> ScheduleQuestion {
    let mut numbers = Numbers(seed);
    let slots = order(question.slots.len(), &mut numbers);
    let managers = order(question.managers.len(), &mut numbers);
    let members = order(question.members, &mut numbers);
    let cases = order(question.cases.len(), &mut numbers);
    let at = |order: &[usize], old: usize| order.iter().position(|other| *other == old).expect("a permutation");
    let mut other = question.clone();
    other.slots = slots.iter().map(|&slot| question.slots[slot].clone()).collect();
    other.slots.iter_mut().for_each(|slot| slot.member = members[slot.member]);
    other.managers = managers.iter().map(|&manager| question.managers[manager].clone()).collect();
    for manager in &mut other.managers {
        manager.windows.reverse();
        let moved = |window: &AbsenceWindow| window.slots.iter().map(|&slot| at(&slots, slot)).collect();
        manager.windows.iter_mut().for_each(|window| window.slots = moved(window));
        manager.site = manager.site.map(|site| 9 - site);
    }
    other.slots.iter_mut().for_each(|slot| slot.site = slot.site.map(|site| 9 - site));
    other.cases = cases.iter().map(|&case| question.cases[case].clone()).collect();
    for case in &mut other.cases {
        case.manager = case.manager.map(|manager| at(&managers, manager));
        case.pinned = case.pinned.map(|slot| at(&slots, slot));
    }
    other
}

fn order(count: usize, numbers: &mut Numbers) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, numbers.below(at + 1));
    }
    order
}

/// By ID, the slot and whether there is an interview.
fn by_id(question: &ScheduleQuestion, plan: &Allocation) -> BTreeMap<String, (String, bool)> {
    let place = |(case, place): (&crate::allocation::AskedCase, &crate::allocation::CasePlace)| {
        (case.id.clone(), (question.slots[place.slot].name.clone(), place.is_interviewed))
    };
    question.cases.iter().zip(&plan.places).map(place).collect()
}

#[test]
fn the_order_of_people_cases_and_slots_changes_nothing() {
    for seed in 0..6 {
        let shape = Shape { cases: 20, members: 3, managers: 12, sites: 1 + seed as usize % 2, away: 30 };
        let mut question = week(shape, seed);
        question.cases[3].pinned = Some(5);
        let plan = allocate(&question).expect("a schedule");
        for other in 0..3 {
            let shuffled = shuffled(&question, other);
            let again = allocate(&shuffled).expect("a schedule");
            assert_eq!(by_id(&question, &plan), by_id(&shuffled, &again), "{seed} {other}");
            assert_eq!(plan.goals, again.goals);
        }
    }
}
