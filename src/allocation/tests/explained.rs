//! What stood in the way, and what another slot costs.

use super::best::small;
use super::exact_search::best_of_all;
use crate::allocation::{Obstacle, Price, allocate, cost_of, explain_goals};

#[test]
fn a_goal_alone_is_as_good_as_any_schedule_and_what_stood_in_the_way_is_told_where_it_is_not_0() {
    for seed in 0..40 {
        let question = small(seed);
        let Ok(plan) = allocate(&question) else { continue };
        for explained in explain_goals(&question, &plan).expect("an explanation") {
            let mut alone = question.clone();
            if let super::super::Counted::Goal(goal) = explained.reached.counted {
                alone.goals = vec![goal];
            }
            let (best, _) = best_of_all(&alone).expect("a schedule");
            assert_eq!(best, [explained.alone], "{seed} {explained:?}");
            assert_eq!(explained.obstacle.is_some(), explained.reached.value > 0, "{seed} {explained:?}");
            let is_earlier = matches!(explained.obstacle, Some(Obstacle::Earlier(_) | Obstacle::SeveralEarlier));
            assert_eq!(is_earlier, explained.reached.value > explained.alone, "{seed} {explained:?}");
        }
    }
}

#[test]
fn the_price_of_a_slot_is_the_first_goal_of_the_best_schedule_with_the_case_there_that_changes() {
    for seed in 0..40 {
        let question = small(seed);
        let Ok(plan) = allocate(&question) else { continue };
        for cost in cost_of(&question, &plan, 0) {
            let mut moved = question.clone();
            moved.cases[0].pinned = Some(cost.slot);
            let expected = match best_of_all(&moved) {
                None => Err(()),
                Some((values, _)) => {
                    let first = plan.goals.iter().zip(values).find(|(goal, value)| goal.value != *value);
                    Ok(first.map(|(goal, value)| (goal.counted, goal.value, value)))
                }
            };
            let told = match cost.price {
                Price::Nothing => Ok(None),
                Price::Change { counted, from, to } => Ok(Some((counted, from, to))),
                Price::Pinned { .. } | Price::NoSchedule | Price::Unknown => Err(()),
            };
            assert_eq!(told, expected, "{seed} {cost:?}");
        }
    }
}
