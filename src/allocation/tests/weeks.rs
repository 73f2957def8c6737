//! Made-up weeks of fieldwork, each from a number. Whoever includes this file gives it the types by a module `asked`.

use super::asked::{
    AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, ScheduleGoal, ScheduleQuestion, Tier, WindowKind,
};

/// What a week is like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Cases.
    pub cases: usize,
    /// Members of the team.
    pub members: usize,
    /// Case managers.
    pub managers: usize,
    /// Offices.
    pub sites: usize,
    /// Of a hundred spans at which a case manager could be away, so many at which they are.
    pub away: usize,
}

/// Numbers that look random, the same on every machine (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn chance(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }
}

/// The times of the grid: day, and minute at which a slot begins.
const TIMES: [(usize, u16); 7] = [(0, 900), (1, 540), (1, 675), (1, 900), (2, 540), (2, 675), (2, 825)];

/// A week of a shape.
pub fn week(shape: Shape, seed: u64) -> ScheduleQuestion {
    let mut numbers = Numbers(seed);
    let slots = slots(shape, &mut numbers);
    let managers = (0..shape.managers).map(|at| manager(shape, at, &slots, &mut numbers)).collect();
    let cases = (0..shape.cases).map(|at| case(shape, at, &mut numbers)).collect();
    ScheduleQuestion {
        slots,
        members: shape.members,
        managers,
        cases,
        break_minutes: 75,
        goals: ScheduleGoal::ALL.to_vec(),
    }
}

fn slots(shape: Shape, numbers: &mut Numbers) -> Vec<AskedSlot> {
    let mut slots = Vec::new();
    for member in 0..shape.members {
        let sites = [0; 3].map(|_| (shape.sites > 1).then(|| numbers.below(shape.sites)));
        let has_assessor = member > 0 && member % 3 == 0;
        for (at, &(day, grid)) in TIMES.iter().enumerate() {
            let from = if member == 0 && (day, grid) == (1, 675) { 690 } else { grid };
            slots.push(AskedSlot {
                name: format!("M{member} {}", at + 1),
                member,
                day,
                from,
                joins: from + 30,
                to: from + 120,
                site: sites[day],
                is_observed: has_assessor && at == 1,
                is_closed: false,
            });
        }
    }
    slots
}

fn manager(shape: Shape, at: usize, slots: &[AskedSlot], numbers: &mut Numbers) -> AskedManager {
    let meets = |day: usize, from: u16, to: u16| {
        let closed = slots.iter().enumerate().filter(|(_, slot)| slot.day == day && slot.joins < to && from < slot.to);
        closed.map(|(slot, _)| slot).collect::<Vec<usize>>()
    };
    let (mut windows, mut days_back) = (Vec::new(), Vec::new());
    for day in 0..3 {
        if numbers.chance(shape.away / 2) {
            windows.push(AbsenceWindow { kind: WindowKind::Away { day }, slots: meets(day, 0, 1440) });
            if day < 2 {
                days_back.push(day + 1);
            }
        } else if numbers.chance(shape.away) {
            let (from, to) = if numbers.chance(50) { (540, 780) } else { (780, 1020) };
            let kind =
                if numbers.chance(50) { WindowKind::NoWork { day } } else { WindowKind::Hours { day, from, to } };
            windows.push(AbsenceWindow { kind, slots: meets(day, from, to) });
        }
    }
    let site = (shape.sites > 1 && numbers.chance(60)).then(|| numbers.below(shape.sites));
    AskedManager { name: format!("Manager {at:02}"), windows, site, days_back }
}

fn case(shape: Shape, at: usize, numbers: &mut Numbers) -> AskedCase {
    let tier = [Tier::FirstTier, Tier::FirstTier, Tier::Community, Tier::Community, Tier::Custodial][numbers.below(5)];
    // Everybody has a case before somebody has two; a few cases have nobody left.
    let manager = if at < shape.managers { at } else { numbers.below(shape.managers) };
    let manager = (!numbers.chance(6)).then_some(manager);
    AskedCase { id: format!("AB{at:02}"), tier, manager, pinned: None, before: None }
}

/// The week after its schedule went out, and then something happened: a case manager is away for a day, and sometimes a member cannot
/// inspect in a slot, or a case has come in the place of another.
pub fn changed(question: &ScheduleQuestion, places: &[CasePlace], seed: u64) -> ScheduleQuestion {
    let mut numbers = Numbers(seed ^ 0x5eed);
    let mut changed = question.clone();
    for (case, place) in changed.cases.iter_mut().zip(places) {
        case.before = Some(*place);
    }
    let (manager, day) = (numbers.below(question.managers.len()), numbers.below(3));
    let on_day = question.slots.iter().enumerate().filter(|(_, slot)| slot.day == day).map(|(at, _)| at).collect();
    changed.managers[manager].windows.push(AbsenceWindow { kind: WindowKind::Away { day }, slots: on_day });
    if numbers.chance(30) && question.slots.len() > question.cases.len() {
        let slot = numbers.below(question.slots.len());
        changed.slots[slot].is_closed = true;
    }
    if numbers.chance(30) {
        let case = numbers.below(question.cases.len());
        changed.cases[case].id = "AB99".to_owned();
        changed.cases[case].before = None;
    }
    changed
}
