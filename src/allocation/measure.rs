//! How many a finished schedule has of what is counted. It looks at cases and slots alone and shares no code with the models, so
//! that a mistake in one shows against the other.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Counted;
use super::question::{AskedCase, AskedSlot, CasePlace, ScheduleQuestion};
use crate::calendar::Tier;
use crate::record::ScheduleGoal;

/// How many a schedule has of what is counted; 0 is best. `places` has a place for each case.
pub fn measure(counted: Counted, question: &ScheduleQuestion, places: &[CasePlace]) -> u64 {
    let count = Count { question, places };
    match counted {
        Counted::NewlyWithout => count.newly_without(),
        Counted::Moved => count.moved(),
        Counted::Told => count.told(),
        Counted::Goal(ScheduleGoal::Without) => count.without(),
        Counted::Goal(ScheduleGoal::Nobody) => count.nobody(),
        Counted::Goal(ScheduleGoal::Observed) => count.observed(),
        Counted::Goal(ScheduleGoal::Back) => count.back(),
        Counted::Goal(ScheduleGoal::Breaks) => count.breaks(),
        Counted::Goal(ScheduleGoal::Tiers) => count.tiers(),
        Counted::Goal(ScheduleGoal::Extra) => count.extra(),
        Counted::Goal(ScheduleGoal::Fair) => count.fair(),
    }
}

/// What a page of the schedule that went out had, or has now: a case, its slot, and whether there is an interview.
type Page<'q> = BTreeSet<(&'q str, usize, bool)>;

/// A schedule that is being measured.
struct Count<'q> {
    question: &'q ScheduleQuestion,
    places: &'q [CasePlace],
}

impl<'q> Count<'q> {
    fn cases(&self) -> impl Iterator<Item = (&'q AskedCase, CasePlace)> + '_ {
        self.question.cases.iter().zip(self.places.iter().copied())
    }

    /// Interviews: the case manager and the slot.
    fn interviews(&self) -> impl Iterator<Item = (usize, &'q AskedSlot)> + '_ {
        let interviewed = self.cases().filter(|(_, place)| place.is_interviewed);
        interviewed.filter_map(|(case, place)| Some((case.manager?, &self.question.slots[place.slot])))
    }

    fn newly_without(&self) -> u64 {
        let had = |case: &AskedCase| case.before.is_some_and(|before| before.is_interviewed);
        self.cases().filter(|(case, place)| had(case) && !place.is_interviewed).count() as u64
    }

    fn moved(&self) -> u64 {
        let moves = |before: CasePlace, place: &CasePlace| before.slot != place.slot || before < *place;
        self.cases().filter(|(case, place)| case.before.is_some_and(|before| moves(before, place))).count() as u64
    }

    fn told(&self) -> u64 {
        let before = self.question.cases.iter().filter_map(|case| Some((case, case.before?)));
        let (members, managers) = self.pages(before);
        let (members_now, managers_now) = self.pages(self.cases());
        changed(&members, &members_now) + changed(&managers, &managers_now)
    }

    /// The pages of the members, and those of the case managers, who see their interviews alone.
    fn pages(
        &self,
        places: impl Iterator<Item = (&'q AskedCase, CasePlace)>,
    ) -> (BTreeMap<usize, Page<'q>>, BTreeMap<usize, Page<'q>>) {
        let (mut members, mut managers): (BTreeMap<_, Page<'q>>, BTreeMap<_, Page<'q>>) = Default::default();
        for (case, place) in places {
            let line = (case.id.as_str(), place.slot, place.is_interviewed);
            members.entry(self.question.slots[place.slot].member).or_default().insert(line);
            if let Some(manager) = case.manager.filter(|_| place.is_interviewed) {
                managers.entry(manager).or_default().insert(line);
            }
        }
        (members, managers)
    }

    fn without(&self) -> u64 {
        self.cases().filter(|(case, place)| case.manager.is_some() && !place.is_interviewed).count() as u64
    }

    fn nobody(&self) -> u64 {
        let holders: BTreeSet<usize> = self.question.cases.iter().filter_map(|case| case.manager).collect();
        let interviewed: BTreeSet<usize> = self.interviews().map(|(manager, _)| manager).collect();
        holders.difference(&interviewed).count() as u64
    }

    fn observed(&self) -> u64 {
        let has_interview = |name: &str| self.interviews().any(|(_, slot)| slot.name == name);
        let observed = self.question.slots.iter().filter(|slot| slot.is_observed && !slot.is_closed);
        observed.filter(|slot| !has_interview(&slot.name)).count() as u64
    }

    fn back(&self) -> u64 {
        let is_back = |manager: usize, slot: &AskedSlot| self.question.managers[manager].days_back.contains(&slot.day);
        self.interviews().filter(|(manager, slot)| is_back(*manager, slot)).count() as u64
    }

    fn breaks(&self) -> u64 {
        let interviews: Vec<(usize, &AskedSlot)> = self.interviews().collect();
        let is_short = |one: &AskedSlot, other: &AskedSlot| {
            one.day == other.day
                && one.to <= other.from
                && other.joins.saturating_sub(one.to) < self.question.break_minutes
        };
        let after = |one: &(usize, &AskedSlot)| {
            interviews.iter().filter(|other| one.0 == other.0 && is_short(one.1, other.1)).count() as u64
        };
        interviews.iter().map(after).sum()
    }

    fn tiers(&self) -> u64 {
        let open = |member: Option<usize>| {
            let slots = self.question.slots.iter().filter(|slot| !slot.is_closed);
            slots.filter(|slot| member.is_none_or(|member| slot.member == member)).count()
        };
        let all = open(None);
        let outside = |member: usize, tier: Tier| {
            let of_tier: Vec<CasePlace> =
                self.cases().filter(|(case, _)| case.tier == tier).map(|(_, place)| place).collect();
            let there = of_tier.iter().filter(|place| self.question.slots[place.slot].member == member).count();
            let (over, under) = (of_tier.len() * open(Some(member)), all.max(1));
            (over / under).saturating_sub(there) + there.saturating_sub(over.div_ceil(under))
        };
        let of_member = |member| Tier::ALL.into_iter().map(|tier| outside(member, tier) as u64).sum::<u64>();
        (0..self.question.members).map(of_member).sum()
    }

    fn extra(&self) -> u64 {
        let met: BTreeSet<(usize, usize)> = self.interviews().map(|(manager, slot)| (manager, slot.member)).collect();
        let managers: BTreeSet<usize> = met.iter().map(|(manager, _)| *manager).collect();
        (met.len() - managers.len()) as u64
    }

    fn fair(&self) -> u64 {
        let mut records_only: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, place) in self.cases().filter(|(_, place)| !place.is_interviewed) {
            *records_only.entry(self.question.slots[place.slot].member).or_default() += 1;
        }
        let share = records_only.values().sum::<usize>().div_ceil(self.question.members.max(1));
        records_only.values().map(|count| count.saturating_sub(share) as u64).sum()
    }
}

/// How many have another page.
fn changed(before: &BTreeMap<usize, Page<'_>>, now: &BTreeMap<usize, Page<'_>>) -> u64 {
    let people: BTreeSet<&usize> = before.keys().chain(now.keys()).collect();
    people.into_iter().filter(|person| before.get(person) != now.get(person)).count() as u64
}
