//! The whole schedule in clauses: for each slot, which group of cases is interviewed there or which tier is inspected from its
//! records. What is counted becomes literals, each of which costs one.

use std::collections::BTreeMap;

use batsat::Lit;

use super::board::Board;
use super::clauses::Clauses;
use super::question::{CasePlace, CasePlaces};
use crate::calendar::Tier;

/// The schedule in clauses.
pub struct Exact<'b, 'q> {
    /// What follows from the question.
    pub board: &'b Board<'q>,
    /// The clauses.
    pub clauses: Clauses,
    /// For each group and slot, whether there is an interview about a case of the group.
    interviews: BTreeMap<(usize, usize), Lit>,
    /// The interviews of each case manager, with their slots.
    of_manager: Vec<Vec<(usize, Lit)>>,
    /// For each tier and slot, whether a case of the tier is there without an interview.
    records_only: BTreeMap<(Tier, usize), Lit>,
    /// Whether a case is without an interview in the slot that it had.
    stands: BTreeMap<usize, Lit>,
    /// For each group the sum of its interviews.
    of_group: Vec<Vec<Lit>>,
    /// For each group the sum of its cases that had an interview in their slot and stand there without it.
    lost_in_group: Vec<Vec<Lit>>,
    /// For each tier and member the sum of their cases.
    of_member: BTreeMap<(Tier, usize), Vec<Lit>>,
}

impl<'b, 'q> Exact<'b, 'q> {
    /// What every schedule must have.
    pub fn new(board: &'b Board<'q>) -> Self {
        let clauses = Clauses::new();
        let (interviews, records_only, stands, of_member) = Default::default();
        let mut exact = Self {
            board,
            clauses,
            interviews,
            of_manager: vec![Vec::new(); board.question.managers.len()],
            records_only,
            stands,
            of_group: Vec::new(),
            lost_in_group: Vec::new(),
            of_member,
        };
        exact.add_literals();
        exact.add_managers();
        exact.add_tiers();
        exact.add_groups();
        exact.add_sums();
        exact
    }

    fn add_literals(&mut self) {
        let board = self.board;
        for slot in (0..board.question.slots.len()).filter(|&slot| board.class_of[slot].is_some()) {
            for (group, cases) in board.groups.iter().enumerate() {
                if board.can_present(cases.cases[0], slot) {
                    let interview = self.clauses.literal();
                    self.interviews.insert((group, slot), interview);
                    if let Some(manager) = cases.manager {
                        self.of_manager[manager].push((slot, interview));
                    }
                }
            }
            for tier in Tier::ALL {
                let can_stand = |case: &usize| board.can_stand(*case, slot);
                let of_tier = board.groups.iter().filter(|group| group.tier == tier);
                if of_tier.flat_map(|group| &group.cases).any(can_stand) {
                    self.records_only.insert((tier, slot), self.clauses.literal());
                }
            }
        }
    }

    /// Nobody in two places at once.
    fn add_managers(&mut self) {
        let board = self.board;
        for manager in 0..board.question.managers.len() {
            for clique in &board.cliques {
                let there = self
                    .interviews_of(manager, |slot| board.class_of[slot].is_some_and(|class| clique.contains(&class)));
                self.clauses.at_most_one(&there);
            }
        }
    }

    /// In each slot one case at most, and a slot for every case.
    fn add_tiers(&mut self) {
        let board = self.board;
        let mut filled: BTreeMap<(Tier, usize), Lit> = BTreeMap::new();
        for slot in (0..board.question.slots.len()).filter(|&slot| board.class_of[slot].is_some()) {
            let mut tiers = Vec::new();
            for tier in Tier::ALL {
                let there = self.in_slot(tier, slot);
                self.clauses.at_most_one(&there);
                let any = self.clauses.any(&there);
                filled.insert((tier, slot), any);
                tiers.push(any);
            }
            self.clauses.at_most_one(&tiers);
            if board.pinned[slot].is_some() {
                self.clauses.add(&tiers);
            }
        }
        for tier in Tier::ALL {
            let mut all = Vec::new();
            for member in 0..board.question.members {
                let there: Vec<Lit> =
                    board.open_of(member).filter_map(|slot| filled.get(&(tier, slot)).copied()).collect();
                let count = self.clauses.count(&there);
                all = self.clauses.merge(&all, &count);
                self.of_member.insert((tier, member), count);
            }
            let wanted = board.question.cases.iter().filter(|case| case.tier == tier).count();
            self.clauses.at_most(&all, wanted);
            self.clauses.at_least(&all, wanted);
        }
    }

    /// No more interviews about a group than it has cases. A case that stands in its slot without an interview is one of its group.
    fn add_groups(&mut self) {
        let board = self.board;
        for (group, cases) in board.groups.iter().enumerate() {
            let at_times: Vec<Vec<Lit>> = board.times.iter().map(|time| self.interviews_at(group, time)).collect();
            let at_times: Vec<Lit> = at_times.iter().map(|there| self.clauses.any(there)).collect();
            let interviews = self.clauses.count(&at_times);
            let (mut stands, mut lost) = (Vec::new(), Vec::new());
            for &case in &cases.cases {
                let Some(before) = board.question.cases[case].before else { continue };
                if board.can_stand(case, before.slot) {
                    let stand = self.clauses.literal();
                    let there = self.records_only[&(cases.tier, before.slot)];
                    self.clauses.add(&[!stand, there]);
                    self.stands.insert(case, stand);
                    stands.push(stand);
                    lost.extend(before.is_interviewed.then_some(stand));
                }
            }
            let stands = self.clauses.count(&stands);
            let used = self.clauses.merge(&interviews, &stands);
            self.clauses.at_most(&used, cases.cases.len());
            let lost = self.clauses.count(&lost);
            self.of_group.push(interviews);
            self.lost_in_group.push(lost);
        }
    }

    /// No more interviews in a class than it has slots. That follows from the rest, but the solver would prove it anew wherever eight
    /// people want seven slots.
    fn add_sums(&mut self) {
        let board = self.board;
        for (class, slots) in board.classes.iter().enumerate() {
            let mut there = Vec::new();
            for manager in 0..board.question.managers.len() {
                let interviews = self.interviews_of(manager, |slot| board.class_of[slot] == Some(class));
                if !interviews.is_empty() {
                    there.push(vec![self.clauses.any(&interviews)]);
                }
            }
            let most = slots.slots.len();
            let sum = self.clauses.sum_to(&there, most);
            self.clauses.at_most(&sum, most);
        }
    }

    /// The interviews about the cases of a group in some classes.
    fn interviews_at(&self, group: usize, classes: &[usize]) -> Vec<Lit> {
        let is_there = |slot: usize| self.board.class_of[slot].is_some_and(|class| classes.contains(&class));
        let found = self.interviews.range((group, 0)..(group + 1, 0)).filter(|((_, slot), _)| is_there(*slot));
        found.map(|(_, &literal)| literal).collect()
    }

    /// All that a case of a tier can be in a slot.
    fn in_slot(&self, tier: Tier, slot: usize) -> Vec<Lit> {
        let groups = self.board.groups.iter().enumerate().filter(|(_, group)| group.tier == tier);
        let interviews = groups.filter_map(|(group, _)| self.interviews.get(&(group, slot)));
        interviews.chain(self.records_only.get(&(tier, slot))).copied().collect()
    }

    /// The interviews of a case manager in some slots.
    pub fn interviews_of(&self, manager: usize, is_in: impl Fn(usize) -> bool) -> Vec<Lit> {
        self.of_manager[manager].iter().filter(|(slot, _)| is_in(*slot)).map(|(_, literal)| *literal).collect()
    }

    /// The sum of the interviews about the cases of a group.
    pub fn of_group(&self, group: usize) -> &[Lit] {
        &self.of_group[group]
    }

    /// The sum of the cases of a group that had an interview in their slot and stand there without it.
    pub fn lost_in_group(&self, group: usize) -> &[Lit] {
        &self.lost_in_group[group]
    }

    /// The interviews in a slot.
    pub fn interviews_in(&self, slot: usize) -> Vec<Lit> {
        self.interviews.iter().filter(|((_, other), _)| *other == slot).map(|(_, &literal)| literal).collect()
    }

    /// The interview about a case of a group in a slot.
    pub fn interview(&self, group: usize, slot: usize) -> Option<Lit> {
        self.interviews.get(&(group, slot)).copied()
    }

    /// A case of a tier in a slot without an interview.
    pub fn records_only(&self, tier: Tier, slot: usize) -> Option<Lit> {
        self.records_only.get(&(tier, slot)).copied()
    }

    /// A case in a slot without an interview, for each tier.
    pub fn without_interview(&self, slot: usize) -> Vec<Lit> {
        Tier::ALL.into_iter().filter_map(|tier| self.records_only.get(&(tier, slot))).copied().collect()
    }

    /// The sum of a member's cases of a tier.
    pub fn of_member(&self, tier: Tier, member: usize) -> &[Lit] {
        self.of_member.get(&(tier, member)).map_or(&[], Vec::as_slice)
    }

    /// The literal that holds where a case stays as it was.
    pub fn stay(&self, case: usize) -> Option<Lit> {
        let before = self.board.question.cases[case].before.filter(|_| self.board.can_stay(case))?;
        if before.is_interviewed {
            self.interview(self.group_of(case)?, before.slot)
        } else {
            self.stands.get(&case).copied()
        }
    }

    /// The literal that holds where a case has the slot that it had and has lost its interview.
    pub fn stand(&self, case: usize) -> Option<Lit> {
        self.stands.get(&case).copied().filter(|_| self.board.had_interview(case))
    }

    /// The group of a case.
    pub fn group_of(&self, case: usize) -> Option<usize> {
        self.board.groups.iter().position(|group| group.cases.contains(&case))
    }

    /// The literals that hold in a schedule: one for each case, and those of the cases that stay.
    pub fn literals_of(&self, places: &[CasePlace]) -> Vec<Lit> {
        let mut literals = Vec::new();
        for (case, place) in places.iter().enumerate() {
            literals.extend(if place.is_interviewed {
                self.group_of(case).and_then(|group| self.interview(group, place.slot))
            } else {
                self.records_only.get(&(self.board.question.cases[case].tier, place.slot)).copied()
            });
        }
        literals
    }

    /// The schedule of the last model.
    pub fn places(&self) -> Option<CasePlaces> {
        let board = self.board;
        let cases = &board.question.cases;
        let mut places: Vec<Option<CasePlace>> = vec![None; cases.len()];
        let mut rest: BTreeMap<(Option<usize>, Tier), Vec<usize>> = BTreeMap::new();
        let holds = |literal: Lit| self.clauses.holds(literal);
        for (at, case) in cases.iter().enumerate() {
            if self.stay(at).is_some_and(holds) {
                places[at] = case.before;
            } else if self.stand(at).is_some_and(holds) {
                places[at] = case.before.map(|before| CasePlace { is_interviewed: false, ..before });
            }
        }
        // Who had an interview has one first; then whoever comes first.
        for (&(group, slot), _) in self.interviews.iter().filter(|(_, literal)| holds(**literal)) {
            let is_taken = places.contains(&Some(CasePlace { slot, is_interviewed: true }));
            if !is_taken {
                let waits = board.groups[group].cases.iter().filter(|&&case| places[case].is_none());
                let case = *waits.min_by_key(|&&case| (!board.had_interview(case), case))?;
                places[case] = Some(CasePlace { slot, is_interviewed: true });
            }
        }
        for (&(tier, slot), _) in self.records_only.iter().filter(|(_, literal)| holds(**literal)) {
            if !places.iter().flatten().any(|place| place.slot == slot) {
                rest.entry((board.pinned[slot], tier)).or_default().push(slot);
            }
        }
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.pinned.is_some()) {
            let is_open = places[at].is_none();
            places[at] =
                places[at].or(case.pinned.filter(|_| is_open).map(|slot| CasePlace { slot, is_interviewed: false }));
        }
        for slots in rest.values_mut() {
            slots.reverse();
        }
        for (at, case) in cases.iter().enumerate() {
            if places[at].is_none() {
                let slot = rest.get_mut(&(None, case.tier))?.pop()?;
                places[at] = Some(CasePlace { slot, is_interviewed: false });
            }
        }
        places.into_iter().collect()
    }
}
