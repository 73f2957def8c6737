use proptest::prelude::*;
use proptest::sample::select;

use super::account::account;
use super::candidate::{AgeGroup, Candidate, Decision, EthnicGroup, Gender, Mix};
use super::choose::{Choice, choose};
use super::conflict::{Demand, conflict};
use super::exchange::exchange;
use super::explain::explain_goals;
use super::measure::measure;
use super::model::NoChoice;
use super::question::{Question, Quotas};
use crate::calendar::Tier;
use crate::record::Goal;

/// Long-lists of so many cases, with so many case managers at most.
fn any_question(cases: std::ops::Range<usize>, managers: usize, most: u32) -> impl Strategy<Value = Question> {
    let decision = prop_oneof![6 => Just(Decision::Open), 1 => Just(Decision::Pinned), 1 => Just(Decision::Barred)];
    let mix = (
        select(vec![Gender::Female, Gender::Male, Gender::Male]),
        select(vec![EthnicGroup::White, EthnicGroup::White, EthnicGroup::Black, EthnicGroup::Asian]),
        select([15, 16, 17].map(|years| AgeGroup::of_age(years, &[14, 15, 16, 17])).to_vec()),
    );
    let case = (select(Tier::ALL.to_vec()), mix, any::<(bool, bool)>(), 0..=managers, decision, 0u32..1000);
    let quotas = (0..=3u32, 0..=3u32, 0..=2u32);
    (prop::collection::vec(case, cases), quotas, 1..=most).prop_map(|(cases, quotas, most_of_manager)| {
        let candidate =
            |(row, (tier, mix, (is_high, is_recent), manager, decision, tie_break)): (usize, _)| Candidate {
                reference: format!("L{:03}", row + 1),
                tier,
                mix: mix_of(mix),
                is_high,
                is_recent,
                manager: (manager > 0).then(|| format!("Manager {manager}")),
                decision,
                tie_break: format!("{tie_break:04}"),
            };
        let quotas = Quotas { first_tier: quotas.0, community: quotas.1, custodial: quotas.2 };
        let candidates = cases.into_iter().enumerate().map(candidate).collect();
        Question { candidates, quotas, most_of_manager, goals: Goal::ALL.to_vec() }
    })
}

fn mix_of((gender, ethnicity, age): (Gender, EthnicGroup, AgeGroup)) -> Mix {
    Mix { gender, ethnicity, age }
}

/// Whether a choice has what every sample must have.
fn is_allowed(question: &Question, chosen: &[usize]) -> bool {
    let cases = || chosen.iter().map(|&at| &question.candidates[at]);
    let quotas = Tier::ALL
        .into_iter()
        .all(|tier| cases().filter(|case| case.tier == tier).count() == question.quotas.of(tier) as usize);
    let limit = cases().filter_map(|case| case.manager.as_ref()).all(|manager| {
        cases().filter(|case| case.manager.as_ref() == Some(manager)).count() <= question.most_of_manager as usize
    });
    let decisions = question.candidates.iter().enumerate().all(|(at, case)| match case.decision {
        Decision::Pinned => chosen.contains(&at),
        Decision::Open => true,
        Decision::Barred => !chosen.contains(&at),
    });
    quotas && limit && decisions
}

/// The values of a choice, goal by goal.
fn values(question: &Question, chosen: &[usize]) -> Vec<u64> {
    question.goals.iter().map(|&goal| measure(goal, question, chosen)).collect()
}

/// The best values of all allowed choices, by trying every one.
fn best_of_all(question: &Question) -> Option<Vec<u64>> {
    let total: u32 = Tier::ALL.into_iter().map(|tier| question.quotas.of(tier)).sum();
    let sets = (0u32..1 << question.candidates.len()).filter(|bits| bits.count_ones() == total);
    let cases = |bits: u32| (0..question.candidates.len()).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>();
    sets.map(cases).filter(|chosen| is_allowed(question, chosen)).map(|chosen| values(question, &chosen)).min()
}

/// The question without a demand.
fn without(question: &Question, demand: &Demand) -> Question {
    let mut relaxed = question.clone();
    match demand {
        Demand::Pinned { reference } | Demand::Barred { reference } => {
            let case = relaxed.candidates.iter_mut().find(|case| case.reference == *reference);
            case.expect("a case of the question").decision = Decision::Open;
        }
        Demand::Limit { manager, .. } => {
            let held = relaxed.candidates.iter_mut().filter(|case| case.manager.as_ref() == Some(manager));
            held.for_each(|case| case.manager = None);
        }
        Demand::Quota { .. } => {}
    }
    relaxed
}

/// Whether some choice meets the quotas of these tiers, whatever the other tiers have, and everything else.
fn can_meet(question: &Question, tiers: &[Tier]) -> bool {
    let free: Vec<Tier> = Tier::ALL.into_iter().filter(|tier| !tiers.contains(tier)).collect();
    (0u32..1 << question.candidates.len()).any(|bits| {
        let chosen: Vec<usize> = (0..question.candidates.len()).filter(|at| bits >> at & 1 == 1).collect();
        let mut open = question.clone();
        for tier in &free {
            let count = chosen.iter().filter(|&&at| question.candidates[at].tier == *tier).count() as u32;
            match tier {
                Tier::FirstTier => open.quotas.first_tier = count,
                Tier::Community => open.quotas.community = count,
                Tier::Custodial => open.quotas.custodial = count,
            }
        }
        is_allowed(&open, &chosen)
    })
}

/// The question with all decisions and limits gone that are not among the demands.
fn only(question: &Question, demands: &[Demand]) -> (Question, Vec<Tier>) {
    let mut bare = question.clone();
    for case in &mut bare.candidates {
        let reference = case.reference.clone();
        let names = |demand: &Demand| match demand {
            Demand::Pinned { reference: named } | Demand::Barred { reference: named } => *named == reference,
            _ => false,
        };
        if !demands.iter().any(names) {
            case.decision = Decision::Open;
        }
        let limits =
            |demand: &Demand| matches!(demand, Demand::Limit { manager, .. } if case.manager.as_ref() == Some(manager));
        if !demands.iter().any(limits) {
            case.manager = None;
        }
    }
    let tier = |demand: &Demand| match demand {
        Demand::Quota { tier, .. } => Some(*tier),
        _ => None,
    };
    (bare, demands.iter().filter_map(tier).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_choice_is_the_best_of_all_choices_tried_one_by_one(question in any_question(4..13, 4, 3)) {
        match (choose(&question), best_of_all(&question)) {
            (Ok(choice), Some(best)) => {
                prop_assert!(is_allowed(&question, &choice.chosen));
                prop_assert_eq!(values(&question, &choice.chosen), best.clone());
                let bounds: Vec<u64> = choice.goals.iter().map(|reached| reached.bound).collect();
                prop_assert_eq!(bounds, best);
            }
            (Err(NoChoice::Impossible), None) => prop_assert!(conflict(&question).is_some()),
            (choice, best) => prop_assert!(false, "{choice:?} {best:?}"),
        }
    }

    #[test]
    fn a_conflict_excludes_every_choice_and_none_of_its_demands_can_be_spared(question in any_question(3..10, 3, 2)) {
        let Some(demands) = conflict(&question) else {
            prop_assert!(best_of_all(&question).is_some());
            return Ok(());
        };
        let (bare, tiers) = only(&question, &demands);
        prop_assert!(!can_meet(&bare, &tiers), "{demands:?}");
        for spared in &demands {
            let rest: Vec<Demand> = demands.iter().filter(|demand| *demand != spared).cloned().collect();
            let (bare, tiers) = only(&without(&question, spared), &rest);
            prop_assert!(can_meet(&bare, &tiers), "{demands:?} without {spared:?}");
        }
    }

    #[test]
    fn the_order_of_rows_and_the_names_of_people_change_nothing(
        (question, order) in any_question(20..60, 8, 3).prop_flat_map(|question| {
            let order = Just((0..question.candidates.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(distinct(question)), order)
        })
    ) {
        let mut other = question.clone();
        other.candidates = order.iter().map(|&at| question.candidates[at].clone()).collect();
        for case in &mut other.candidates {
            case.manager = case.manager.as_ref().map(|name| format!("{} Jones", name.chars().rev().collect::<String>()));
        }
        let chosen = |question: &Question, choice: Result<Choice, NoChoice>| choice.map(|choice| {
            let mut rows: Vec<String> =
                choice.chosen.iter().map(|&at| question.candidates[at].tie_break.clone()).collect();
            rows.sort();
            rows
        });
        prop_assert_eq!(chosen(&question, choose(&question)), chosen(&other, choose(&other)));
    }

    #[test]
    fn no_exchange_of_two_cases_makes_the_choice_better(question in any_question(40..90, 10, 3)) {
        let Ok(choice) = choose(&question) else { return Ok(()) };
        let best = values(&question, &choice.chosen);
        for (place, _) in choice.chosen.iter().enumerate() {
            for other in (0..question.candidates.len()).filter(|at| !choice.chosen.contains(at)) {
                let mut swapped = choice.chosen.clone();
                swapped[place] = other;
                prop_assert!(!is_allowed(&question, &swapped) || values(&question, &swapped) >= best);
            }
        }
    }

    #[test]
    fn the_exchange_of_a_case_is_the_cheapest_of_all_with_what_it_changes_in_each_goal(
        question in any_question(10..40, 6, 3)
    ) {
        let Ok(choice) = choose(&question) else { return Ok(()) };
        let now = values(&question, &choice.chosen);
        for case in 0..question.candidates.len() {
            let is_chosen = choice.chosen.contains(&case);
            let swapped = |other: usize| -> Vec<usize> {
                let (out, into) = if is_chosen { (case, other) } else { (other, case) };
                choice.chosen.iter().map(|&at| if at == out { into } else { at }).collect()
            };
            let mut open = question.clone();
            open.candidates[case].decision = Decision::Open;
            let can_be = |&other: &usize| {
                choice.chosen.contains(&other) != is_chosen && is_allowed(&open, &swapped(other))
            };
            let cheapest = (0..question.candidates.len()).filter(can_be).map(|other| values(&question, &swapped(other))).min();
            let found = exchange(&question, &choice.chosen, case);
            prop_assert_eq!(found.is_some(), cheapest.is_some());
            let (Some(found), Some(cheapest)) = (found, cheapest) else { continue };
            prop_assert_eq!(&values(&question, &swapped(found.other)), &cheapest);
            let lines = Goal::ALL.iter().zip(now.iter().zip(&cheapest)).filter(|(_, (now, then))| now != then);
            let changes: Vec<(Goal, u64, u64)> = lines.map(|(&goal, (&now, &then))| (goal, now, then)).collect();
            prop_assert_eq!(found.changes, changes);
        }
    }

    #[test]
    fn the_account_of_the_programs_choice_says_what_its_proposal_does(question in any_question(6..40, 5, 3)) {
        let Ok(choice) = choose(&question) else { return Ok(()) };
        let proposed = explain_goals(&question, &choice).expect("explained");
        let told: Vec<_> = proposed
            .into_iter()
            .map(|goal| (goal.reached.goal, goal.reached.value, Some(goal.alone), goal.reached.value, goal.hindrance))
            .collect();
        let account = account(&question, &choice.chosen).into_iter();
        let accounted: Vec<_> =
            account.map(|goal| (goal.goal, goal.value, goal.alone, goal.possible, goal.hindrance)).collect();
        prop_assert_eq!(accounted, told);
    }

    #[test]
    fn the_account_of_a_changed_sample_has_its_own_values_and_what_was_possible_instead(
        (question, out, into) in (any_question(10..40, 5, 3), any::<prop::sample::Index>(), any::<prop::sample::Index>())
    ) {
        let Ok(choice) = choose(&question) else { return Ok(()) };
        if choice.chosen.is_empty() {
            return Ok(());
        }
        let mut changed = choice.chosen.clone();
        changed[out.index(choice.chosen.len())] = into.index(question.candidates.len());
        changed.sort_unstable();
        changed.dedup();
        let goals = account(&question, &changed);
        prop_assert_eq!(goals.iter().map(|goal| goal.value).collect::<Vec<_>>(), values(&question, &changed));
        prop_assert!(goals.iter().all(|goal| goal.possible <= goal.value));
        if is_allowed(&question, &changed) {
            // The first goal in which the change lost something says what the best choice has there.
            let lost = goals.iter().zip(&choice.goals).find(|(goal, best)| goal.value != best.value);
            prop_assert!(lost.is_none_or(|(goal, best)| goal.possible == best.value && goal.possible < goal.value));
        }
    }
}

/// The question with a tie-break of its own for every case.
fn distinct(mut question: Question) -> Question {
    question.candidates.iter_mut().enumerate().for_each(|(at, case)| case.tie_break = format!("{at:03}"));
    question
}
