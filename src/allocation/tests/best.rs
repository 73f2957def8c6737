//! Small weeks against a search that tries every schedule.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::exact_search::best_of_all;
use super::weeks::{Numbers, Shape, week};
use crate::allocation::{NoPlan, ScheduleQuestion, allocate, conflict, faults, measure};
use crate::record::ScheduleGoal;

/// A few cases in a few slots of two or three members, sometimes with pins and closed slots.
pub fn small(seed: u64) -> ScheduleQuestion {
    let mut numbers = Numbers(seed);
    let shape = Shape {
        cases: 2 + numbers.below(3),
        members: 2 + numbers.below(2),
        managers: 1 + numbers.below(3),
        sites: 1 + numbers.below(2),
        away: 30 + numbers.below(30),
    };
    let mut question = week(shape, seed);
    // Slots of a few times only, so that every schedule can be tried.
    let kept: Vec<usize> = (0..question.slots.len()).filter(|_| numbers.chance(45)).take(6).collect();
    let of = |slot: &usize| kept.iter().position(|other| other == slot);
    question.managers.iter_mut().flat_map(|manager| &mut manager.windows).for_each(|window| {
        window.slots = window.slots.iter().filter_map(of).collect();
    });
    question.slots = kept.iter().map(|&slot| question.slots[slot].clone()).collect();
    question.slots.iter_mut().for_each(|slot| {
        slot.is_closed = numbers.chance(8);
        slot.is_observed = numbers.chance(25);
    });
    for case in &mut question.cases {
        case.pinned = numbers.chance(15).then(|| numbers.below(kept.len())).filter(|_| !kept.is_empty());
    }
    question
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn the_schedule_is_the_best_of_all_tried_one_by_one(
        seed in any::<u64>(),
        goals in subsequence(ScheduleGoal::ALL.to_vec(), 0..=8).prop_shuffle(),
    ) {
        let mut question = small(seed);
        question.goals = goals;
        match (allocate(&question), best_of_all(&question)) {
            (Ok(plan), Some((best, _))) => {
                prop_assert_eq!(faults(&question, &plan.places), []);
                let values: Vec<u64> = plan.goals.iter().map(|goal| goal.value).collect();
                let bounds: Vec<u64> = plan.goals.iter().map(|goal| goal.bound).collect();
                let counted: Vec<u64> = plan.goals.iter().map(|goal| measure(goal.counted, &question, &plan.places)).collect();
                prop_assert_eq!(&values, &best);
                prop_assert_eq!(bounds, best);
                prop_assert_eq!(counted, values);
            }
            (Err(NoPlan::Impossible), None) => prop_assert!(conflict(&question).is_some()),
            (plan, best) => prop_assert!(false, "{plan:?} {best:?}"),
        }
    }
}
