//! What changes after a schedule has gone out.

use super::best::small;
use super::exact_search::best_of_all;
use super::weeks::{Shape, changed, week};
use crate::allocation::{AbsenceWindow, Counted, ScheduleQuestion, WindowKind, allocate, faults, measure};

fn value(question: &ScheduleQuestion, counted: Counted) -> u64 {
    let plan = allocate(question).expect("a schedule");
    plan.goals.iter().find(|goal| goal.counted == counted).expect("it is counted").value
}

#[test]
fn a_change_moves_as_few_cases_and_tells_as_few_people_as_any_schedule_could() {
    let mut tried = 0;
    for seed in 0..100 {
        let question = small(seed);
        let Ok(plan) = allocate(&question) else { continue };
        let mut after = changed(&question, &plan.places, seed);
        after.cases.iter_mut().for_each(|case| case.pinned = case.pinned.filter(|_| seed % 2 == 0));
        let (plan, best) = (allocate(&after), best_of_all(&after));
        let (Ok(plan), Some((best, _))) = (plan, best) else { continue };
        let values: Vec<u64> = plan.goals.iter().map(|goal| goal.value).collect();
        assert_eq!(values, best, "{seed}");
        assert_eq!(faults(&after, &plan.places), [], "{seed}");
        tried += 1;
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn where_nothing_changed_nobody_moves() {
    let question = week(Shape { cases: 34, members: 5, managers: 20, sites: 1, away: 30 }, 7);
    let plan = allocate(&question).expect("a schedule");
    let mut again = question.clone();
    again.cases.iter_mut().zip(&plan.places).for_each(|(case, place)| case.before = Some(*place));
    let replanned = allocate(&again).expect("a schedule");
    assert_eq!(replanned.places, plan.places);
    assert_eq!(replanned.goals[..3].iter().map(|goal| goal.value).collect::<Vec<_>>(), [0, 0, 0]);
}

#[test]
fn a_large_week_is_planned_again_with_proof_and_nobody_loses_an_interview_that_could_be_kept() {
    for seed in 0..6 {
        let question =
            week(Shape { cases: 47, members: 7, managers: 30, sites: 1 + seed as usize % 2, away: 20 }, seed);
        let plan = allocate(&question).expect("a schedule");
        let after = changed(&question, &plan.places, seed);
        let replanned = allocate(&after).expect("a schedule");
        assert_eq!(faults(&after, &replanned.places), [], "{seed}");
        for goal in &replanned.goals {
            assert_eq!(measure(goal.counted, &after, &replanned.places), goal.value, "{seed} {goal:?}");
        }
        // A schedule from nothing has no fewer without their case manager among those who had one.
        let mut afresh = after.clone();
        let lost = |case: &mut crate::allocation::AskedCase| {
            case.manager = case.manager.filter(|_| case.before.is_some_and(|before| before.is_interviewed));
            case.before = None;
        };
        afresh.cases.iter_mut().for_each(lost);
        let without = value(&afresh, Counted::Goal(crate::record::ScheduleGoal::Without));
        assert_eq!(replanned.goals[0].value, without, "{seed}");
    }
}

#[test]
fn a_case_that_has_to_lose_its_interview_keeps_its_slot() {
    let mut kept = 0;
    for seed in 0..30 {
        let question = week(Shape { cases: 20, members: 4, managers: 12, sites: 1, away: 20 }, seed);
        let Ok(plan) = allocate(&question) else { continue };
        let mut after = question.clone();
        after.cases.iter_mut().zip(&plan.places).for_each(|(case, place)| case.before = Some(*place));
        // Two case managers cannot come at all, so their cases need no other slot: nobody else wants theirs.
        let every: Vec<usize> = (0..after.slots.len()).collect();
        for manager in &mut after.managers[..2] {
            manager.windows = vec![AbsenceWindow { kind: WindowKind::NoWork { day: 0 }, slots: every.clone() }];
        }
        let replanned = allocate(&after).expect("a schedule");
        assert_eq!(replanned.goals[1].value, 0, "{seed}");
        for (place, before) in replanned.places.iter().zip(&plan.places) {
            assert_eq!(place.slot, before.slot, "{seed}");
            kept += usize::from(before.is_interviewed && !place.is_interviewed);
        }
    }
    assert!(kept > 40, "{kept}");
}
