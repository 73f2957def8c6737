//! Demands that exclude each other.

use super::best::small;
use super::exact_search::best_of_all;
use super::weeks::{Shape, week};
use crate::allocation::{AskedSlot, ScheduleDemand, ScheduleQuestion, conflict};
use crate::record::ScheduleGoal;

/// The question with these demands alone, as a person would change the record; slots enough where the slots are not demanded.
fn only(question: &ScheduleQuestion, demands: &[ScheduleDemand]) -> ScheduleQuestion {
    let has = |wanted: &ScheduleDemand| demands.contains(wanted);
    let mut asked = question.clone();
    asked.goals = vec![ScheduleGoal::Without];
    for (manager, person) in asked.managers.iter_mut().enumerate() {
        let windows = std::mem::take(&mut person.windows);
        let kept = windows
            .into_iter()
            .enumerate()
            .filter(|(window, _)| has(&ScheduleDemand::Unavailable { manager, window: *window }));
        person.windows = kept.map(|(_, window)| window).collect();
        person.site = person.site.filter(|_| has(&ScheduleDemand::Site { manager }));
    }
    for (at, case) in asked.cases.iter_mut().enumerate() {
        let is_presented = |demand: &ScheduleDemand| matches!(demand, ScheduleDemand::Presents { manager, .. } if case.manager == Some(*manager));
        case.manager = case.manager.filter(|_| demands.iter().any(is_presented));
        case.pinned = case.pinned.filter(|_| has(&ScheduleDemand::Pin { case: at }));
    }
    asked
}

/// Whether every case that is left with a case manager can have them.
fn can_be_met(question: &ScheduleQuestion, demands: &[ScheduleDemand]) -> bool {
    let asked = only(question, demands);
    if demands.iter().any(|demand| matches!(demand, ScheduleDemand::Slots { .. })) {
        return best_of_all(&asked).is_some_and(|(values, _)| values == [0]);
    }
    // Slots enough: whoever could come to a slot alone could come to a copy of it.
    (0..asked.managers.len()).all(|manager| {
        let mut alone = asked.clone();
        alone.cases.retain(|case| case.manager == Some(manager));
        best_of_all(&alone).is_some_and(|(values, _)| values == [0])
    })
}

#[test]
fn the_demands_of_a_conflict_cannot_be_met_together_and_without_any_one_they_can() {
    let mut found = 0;
    for seed in 0..120 {
        let mut question = small(seed);
        question.goals = vec![ScheduleGoal::Without];
        let everybody_comes = best_of_all(&question).is_some_and(|(values, _)| values == [0]);
        let Some(conflict) = conflict(&question) else {
            assert!(everybody_comes, "{seed}");
            continue;
        };
        assert!(!everybody_comes, "{seed}");
        if best_of_all(&question).is_none() {
            continue;
        }
        found += 1;
        assert!(!can_be_met(&question, &conflict.demands), "{seed} {conflict:?}");
        for spared in &conflict.demands {
            let rest: Vec<ScheduleDemand> =
                conflict.demands.iter().filter(|demand| *demand != spared).cloned().collect();
            assert!(can_be_met(&question, &rest), "{seed} {conflict:?} without {spared:?}");
        }
    }
    assert!(found > 12, "{found}");
}

#[test]
fn a_conflict_of_a_large_week_ends_where_any_of_its_demands_is_taken_back() {
    let mut found = 0;
    for seed in 0..6 {
        let question = week(Shape { cases: 47, members: 7, managers: 30, sites: 2, away: 45 }, seed);
        let Some(first) = conflict(&question) else { continue };
        found += 1;
        assert!(first.is_smallest, "{seed}");
        for demand in &first.demands {
            let rest: Vec<ScheduleDemand> = first.demands.iter().filter(|other| *other != demand).cloned().collect();
            let mut rest_only = only(&question, &rest);
            if matches!(demand, ScheduleDemand::Slots { .. }) {
                // A second team, as large as the first.
                let more: Vec<AskedSlot> = question.slots.clone();
                let count = question.slots.len();
                rest_only.slots.extend(more);
                rest_only.managers.iter_mut().flat_map(|manager| &mut manager.windows).for_each(|window| {
                    let copies: Vec<usize> = window.slots.iter().map(|slot| slot + count).collect();
                    window.slots.extend(copies);
                });
            }
            assert_eq!(conflict(&rest_only), None, "{seed} {demand:?}");
        }
    }
    assert!(found > 2, "{found}");
}

#[test]
fn pins_and_cases_without_room_are_told_as_they_are() {
    let question = week(Shape { cases: 20, members: 3, managers: 12, sites: 1, away: 0 }, 1);
    let mut shared = question.clone();
    shared.cases[2].pinned = Some(4);
    shared.cases[7].pinned = Some(4);
    let pins = [2, 7].map(|case| ScheduleDemand::Pin { case });
    assert_eq!(conflict(&shared).expect("a conflict").demands, pins);
    let mut closed = question.clone();
    closed.cases[2].pinned = Some(4);
    closed.slots[4].is_closed = true;
    let demands = [ScheduleDemand::Pin { case: 2 }, ScheduleDemand::Closed { slot: 4 }];
    assert_eq!(conflict(&closed).expect("a conflict").demands, demands);
    let mut full = question;
    full.slots.iter_mut().take(2).for_each(|slot| slot.is_closed = true);
    let demands = [ScheduleDemand::Cases { count: 20 }, ScheduleDemand::Slots { open: 19 }];
    assert_eq!(conflict(&full).expect("a conflict").demands, demands);
}
