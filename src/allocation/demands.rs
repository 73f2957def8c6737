//! What is demanded of a schedule in which every case has its case manager, and whether some of it can be met together.

use super::board::{Board, can_come};
use super::canonical::Canonical;
use super::counted::Counted;
use super::demand::ScheduleDemand;
use super::flow::fewest;
use super::found::NoPlan;
use super::measure::measure;
use super::question::{AbsenceWindow, AskedSlot, ScheduleQuestion};
use crate::record::ScheduleGoal;

/// All that is demanded so that every case has its case manager.
pub fn demands(question: &ScheduleQuestion) -> Vec<ScheduleDemand> {
    let mut demands = Vec::new();
    for (manager, asked) in question.managers.iter().enumerate() {
        let cases = question.cases.iter().filter(|case| case.manager == Some(manager)).count();
        if cases > 0 {
            demands.push(presents(question, manager, cases));
            let windows = 0..asked.windows.len();
            demands.extend(windows.map(|window| ScheduleDemand::Unavailable { manager, window }));
            demands.extend(asked.site.map(|_| ScheduleDemand::Site { manager }));
        }
    }
    let pins = question.cases.iter().enumerate().filter(|(_, case)| case.pinned.is_some());
    demands.extend(pins.map(|(case, _)| ScheduleDemand::Pin { case }));
    demands.push(slots(question));
    demands
}

/// The demand that a case manager presents all their cases.
pub fn presents(question: &ScheduleQuestion, manager: usize, cases: usize) -> ScheduleDemand {
    let asked = &question.managers[manager];
    let can = |(at, slot): &(usize, &AskedSlot)| !slot.is_closed && can_come(asked, *at, slot);
    let slots = question.slots.iter().enumerate().filter(can).map(|(at, _)| at).collect();
    ScheduleDemand::Presents { manager, cases, slots }
}

/// The demand that each slot has one case.
pub fn slots(question: &ScheduleQuestion) -> ScheduleDemand {
    ScheduleDemand::Slots { open: question.slots.iter().filter(|slot| !slot.is_closed).count() }
}

/// Whether a schedule meets these demands, whatever becomes of the others.
///
/// # Errors
///
/// The solver could not be trusted.
pub fn can_meet(question: &ScheduleQuestion, demands: &[ScheduleDemand]) -> Result<bool, NoPlan> {
    let has_slots = demands.iter().any(|demand| matches!(demand, ScheduleDemand::Slots { .. }));
    let asked = only(question, demands);
    if has_slots {
        return everybody_comes(&asked);
    }
    // With slots for all, each case manager stands alone.
    for manager in 0..asked.managers.len() {
        let mut alone = asked.clone();
        alone.cases.retain(|case| case.manager == Some(manager));
        if !everybody_comes(&alone)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The question with these demands alone.
fn only(question: &ScheduleQuestion, demands: &[ScheduleDemand]) -> ScheduleQuestion {
    let mut asked = question.clone();
    for (at, case) in asked.cases.iter_mut().enumerate() {
        let presents = |demand: &ScheduleDemand| matches!(demand, ScheduleDemand::Presents { manager, .. } if Some(*manager) == case.manager);
        if !demands.iter().any(presents) {
            case.manager = None;
        }
        if !demands.contains(&ScheduleDemand::Pin { case: at }) {
            case.pinned = None;
        }
        case.before = None;
    }
    for (manager, person) in asked.managers.iter_mut().enumerate() {
        let has = |window: usize| demands.contains(&ScheduleDemand::Unavailable { manager, window });
        let kept = |(at, window): (usize, &AbsenceWindow)| has(at).then(|| window.clone());
        person.windows = person.windows.iter().enumerate().filter_map(kept).collect();
        person.site = person.site.filter(|_| demands.contains(&ScheduleDemand::Site { manager }));
    }
    asked
}

fn everybody_comes(question: &ScheduleQuestion) -> Result<bool, NoPlan> {
    let canonical = Canonical::new(question);
    let board = Board::new(&canonical.question);
    let without = Counted::Goal(ScheduleGoal::Without);
    let found = fewest(&board, &[], Some(without))?;
    Ok(measure(without, &canonical.question, &found.places) == 0)
}
