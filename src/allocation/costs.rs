//! What is counted, as literals that cost one each.

use batsat::Lit;

use super::counted::Counted;
use super::exact::Exact;
use crate::calendar::Tier;
use crate::record::ScheduleGoal;

/// What is counted of a schedule in clauses.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// What every schedule has of it.
    pub always: u64,
    /// Literals, each of which adds one where it holds.
    pub literals: Vec<Lit>,
}

impl Costs {
    fn add(&mut self, exact: &Exact<'_, '_>, cost: Lit) {
        if cost == exact.clauses.truth() {
            self.always += 1;
        } else if cost != !exact.clauses.truth() {
            self.literals.push(cost);
        }
    }
}

/// The literals for what is counted; makes those that are not there yet.
pub fn costs(exact: &mut Exact<'_, '_>, counted: Counted) -> Costs {
    let found = match counted {
        Counted::NewlyWithout => newly_without(exact),
        Counted::Moved => moved(exact),
        Counted::Told => told(exact),
        Counted::Goal(ScheduleGoal::Without) => without(exact),
        Counted::Goal(ScheduleGoal::Nobody) => nobody(exact),
        Counted::Goal(ScheduleGoal::Observed) => observed(exact),
        Counted::Goal(ScheduleGoal::Back) => back(exact),
        Counted::Goal(ScheduleGoal::Breaks) => breaks(exact),
        Counted::Goal(ScheduleGoal::Tiers) => tiers(exact),
        Counted::Goal(ScheduleGoal::Extra) => extra(exact),
        Counted::Goal(ScheduleGoal::Fair) => fair(exact),
    };
    let mut costs = Costs::default();
    found.into_iter().for_each(|cost| costs.add(exact, cost));
    costs
}

/// Costs for each of the first so many that are not reached.
fn missing(exact: &Exact<'_, '_>, count: &[Lit], wanted: usize) -> Vec<Lit> {
    let missed = |at: usize| count.get(at).map_or(exact.clauses.truth(), |&reached| !reached);
    (0..wanted).map(missed).collect()
}

/// Of a group that had so many interviews, as many have lost theirs as interviews are missing, and no fewer than stand without it.
fn newly_without(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut lost = Vec::new();
    for (group, cases) in board.groups.iter().enumerate() {
        let had = cases.cases.iter().filter(|&&case| board.had_interview(case)).count();
        let missing = missing(exact, exact.of_group(group), had);
        for (at, missed) in missing.into_iter().enumerate() {
            let stands = exact.lost_in_group(group).get(had - 1 - at).copied();
            lost.push(stands.map_or(missed, |stands| exact.clauses.any(&[missed, stands])));
        }
    }
    lost
}

/// Costs for a case that does not stay as it was.
fn changes(exact: &Exact<'_, '_>, case: usize) -> Lit {
    exact.stay(case).map_or(exact.clauses.truth(), |stay| !stay)
}

fn moved(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut moves = Vec::new();
    for (case, _) in board.question.cases.iter().enumerate().filter(|(_, case)| case.before.is_some()) {
        let kept: Vec<Lit> = exact.stay(case).into_iter().chain(exact.stand(case)).collect();
        moves.push(!exact.clauses.any(&kept));
    }
    moves
}

fn told(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut told = Vec::new();
    for member in 0..board.question.members {
        let mut changed = Vec::new();
        for (slot, asked) in board.question.slots.iter().enumerate().filter(|(_, slot)| slot.member == member) {
            match board.before[slot] {
                Some(case) => changed.push(changes(exact, case)),
                None if asked.is_closed => {}
                None => changed.extend(exact.interviews_in(slot).into_iter().chain(exact.without_interview(slot))),
            }
        }
        told.push(exact.clauses.any(&changed));
    }
    for manager in 0..board.question.managers.len() {
        let kept = board.held(manager).filter(|&case| board.had_interview(case));
        let (mut changed, mut before) = (Vec::new(), Vec::new());
        for case in kept {
            changed.push(changes(exact, case));
            before.extend(exact.stay(case));
        }
        let now = exact.interviews_of(manager, |_| true);
        changed.extend(now.into_iter().filter(|interview| !before.contains(interview)));
        told.push(exact.clauses.any(&changed));
    }
    told
}

fn without(exact: &Exact<'_, '_>) -> Vec<Lit> {
    let held = exact.board.groups.iter().enumerate().filter(|(_, group)| group.manager.is_some());
    held.flat_map(|(group, cases)| missing(exact, exact.of_group(group), cases.cases.len())).collect()
}

fn nobody(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let holders = (0..board.question.managers.len()).filter(|&manager| board.held(manager).next().is_some());
    let mut missed = Vec::new();
    for manager in holders {
        let interviews = exact.interviews_of(manager, |_| true);
        missed.push(!exact.clauses.any(&interviews));
    }
    missed
}

fn observed(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let slots = exact.board.question.slots.iter().enumerate().filter(|(_, slot)| slot.is_observed && !slot.is_closed);
    let mut empty = Vec::new();
    for (slot, _) in slots {
        let interviews = exact.interviews_in(slot);
        empty.push(!exact.clauses.any(&interviews));
    }
    empty
}

/// For each class the literal that a case manager is interviewed there.
fn in_classes(exact: &mut Exact<'_, '_>, manager: usize, classes: &[usize]) -> Lit {
    let board = exact.board;
    let is_in = |slot: usize| board.class_of[slot].is_some_and(|class| classes.contains(&class));
    let interviews = exact.interviews_of(manager, is_in);
    exact.clauses.any(&interviews)
}

fn back(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut back = Vec::new();
    for (manager, asked) in board.question.managers.iter().enumerate() {
        for (class, slots) in board.classes.iter().enumerate() {
            if asked.days_back.contains(&board.question.slots[slots.slots[0]].day) {
                back.push(in_classes(exact, manager, &[class]));
            }
        }
    }
    back
}

fn breaks(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut pairs = Vec::new();
    for manager in 0..board.question.managers.len() {
        for [earlier, later] in &board.short_breaks {
            let (before, after) = (in_classes(exact, manager, earlier), in_classes(exact, manager, later));
            let both = !exact.clauses.any(&[!before, !after]);
            pairs.push(both);
        }
    }
    pairs
}

fn tiers(exact: &Exact<'_, '_>) -> Vec<Lit> {
    let question = exact.board.question;
    let all = question.slots.iter().filter(|slot| !slot.is_closed).count().max(1);
    let mut outside = Vec::new();
    for member in 0..question.members {
        for tier in Tier::ALL {
            let cases = question.cases.iter().filter(|case| case.tier == tier).count();
            let share = cases * exact.board.open_of(member).count();
            let count = exact.of_member(tier, member);
            outside.extend(missing(exact, count, share / all));
            outside.extend(count.iter().skip(share.div_ceil(all)));
        }
    }
    outside
}

fn extra(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let mut extra = Vec::new();
    for manager in 0..board.question.managers.len() {
        let mut met = Vec::new();
        for member in 0..board.question.members {
            let interviews = exact.interviews_of(manager, |slot| board.question.slots[slot].member == member);
            if !interviews.is_empty() {
                met.push(exact.clauses.any(&interviews));
            }
        }
        let most = board.held(manager).count();
        let count = exact.clauses.count(&met);
        extra.extend(count.iter().take(most).skip(1));
    }
    extra
}

/// A member's case beyond so many costs where all of them together are too few to make that many the share.
fn fair(exact: &mut Exact<'_, '_>) -> Vec<Lit> {
    let board = exact.board;
    let members = board.question.members.max(1);
    let mut all = Vec::new();
    let mut of_members = Vec::new();
    for member in 0..board.question.members {
        let there: Vec<Lit> = board.open_of(member).flat_map(|slot| exact.without_interview(slot)).collect();
        let there = exact.clauses.count(&there);
        all = exact.clauses.merge(&all, &there);
        of_members.push(there);
    }
    let mut beyond = Vec::new();
    for there in of_members {
        for (share, &more) in there.iter().enumerate() {
            let is_due = all.get(share * members).copied().unwrap_or(!exact.clauses.truth());
            let cost = !exact.clauses.any(&[!more, is_due]);
            beyond.push(cost);
        }
    }
    beyond
}
