//! Weeks of the sizes of guidance §10.4: generous, tight, with two offices, short of case managers.

use super::weeks::{Shape, week};
use crate::allocation::{Allocation, Counted, allocate, conflict, faults, measure};
use crate::record::ScheduleGoal;

const fn shape(cases: usize, members: usize, managers: usize, sites: usize, away: usize) -> Shape {
    Shape { cases, members, managers, sites, away }
}

fn are_proven(shape: Shape, seeds: std::ops::Range<u64>) {
    for (seed, plan) in keep_every_rule(shape, seeds) {
        let proven = plan.goals.iter().all(|goal| goal.bound == goal.value);
        assert!(proven, "{shape:?} {seed} {:?}", plan.goals);
    }
}

fn keep_every_rule(shape: Shape, seeds: std::ops::Range<u64>) -> Vec<(u64, Allocation)> {
    let mut plans = Vec::new();
    for seed in seeds {
        let question = week(shape, seed);
        let plan = allocate(&question).unwrap_or_else(|why| panic!("{shape:?} {seed}: {why:?}"));
        assert_eq!(faults(&question, &plan.places), [], "{shape:?} {seed}");
        for goal in &plan.goals {
            assert_eq!(measure(goal.counted, &question, &plan.places), goal.value, "{shape:?} {seed} {goal:?}");
            assert!(goal.bound <= goal.value, "{shape:?} {seed} {goal:?}");
        }
        // Two models that share nothing but the question agree on whether everybody can come.
        let without = plan.goals.iter().find(|goal| goal.counted == Counted::Goal(ScheduleGoal::Without));
        assert_eq!(conflict(&question).is_some(), without.is_some_and(|goal| goal.value > 0), "{shape:?} {seed}");
        plans.push((seed, plan));
    }
    plans
}

#[test]
fn weeks_of_twenty_cases_are_proven_and_keep_every_rule() {
    are_proven(shape(20, 3, 14, 1, 25), 0..40);
    are_proven(shape(20, 3, 14, 2, 40), 0..30);
}

#[test]
fn weeks_of_thirty_four_cases_are_proven_and_keep_every_rule() {
    are_proven(shape(34, 5, 22, 1, 25), 0..10);
    are_proven(shape(34, 5, 22, 2, 25), 0..8);
}

#[test]
fn weeks_of_forty_seven_cases_are_proven_and_keep_every_rule() {
    are_proven(shape(47, 7, 30, 1, 25), 0..4);
    are_proven(shape(47, 7, 30, 1, 45), 0..4);
    are_proven(shape(47, 7, 30, 2, 45), 0..4);
}

#[test]
fn weeks_of_few_case_managers_keep_every_rule_and_say_what_is_not_proven() {
    keep_every_rule(shape(20, 4, 8, 1, 20), 0..6);
    keep_every_rule(shape(47, 7, 18, 1, 25), 0..4);
}
