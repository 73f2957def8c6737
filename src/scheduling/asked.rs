//! A record as a question about its schedule.

use std::collections::BTreeMap;

use crate::allocation::{AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, ScheduleQuestion, WindowKind};
use crate::facts::{
    self, Availability, Facts, folded, folded_id, interview_hours, managers_by_name, minute_of, site_on_day,
};
use crate::record::{Before, Case, CaseManager, Line, Record, Settings};

/// What a schedule is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Cases that have a slot stay in it; the others get one.
    Complete,
    /// Only the pinned cases stay; all others get a slot anew.
    Anew,
    /// The schedule has gone out: as little as possible changes (guidance §10.4).
    Replan,
}

/// The question, and what its numbers stand for.
#[derive(Clone, Debug)]
pub struct Asked<'r> {
    /// What is asked.
    pub question: ScheduleQuestion,
    /// The cases, at the same positions.
    pub cases: Vec<&'r Case>,
    /// Where each case was: in the schedule that went out, or in the slots of the record.
    pub before: Vec<Option<CasePlace>>,
    /// The names of those who inspect, at the positions of the question's members.
    pub members: Vec<&'r str>,
}

impl<'r> Asked<'r> {
    /// The question of a record.
    pub fn new(record: &'r Record, facts: &Facts<'r>, settings: &Settings, purpose: Purpose) -> Self {
        let asking = Asking { record, facts };
        let slots = asking.slots();
        let holders = holders(record);
        let managers = holders.values().map(|(name, entry)| asking.manager(name, *entry, &slots)).collect();
        let names: Vec<&Line> = holders.values().map(|(name, _)| *name).collect();
        let cases: Vec<&Case> = record.cases.cases.iter().collect();
        let before: Vec<Option<CasePlace>> = cases.iter().map(|case| before(case, &slots, facts, purpose)).collect();
        let asked = |(case, before): (&&Case, &Option<CasePlace>)| {
            asked_case(case, before.filter(|_| purpose == Purpose::Replan), &slots, &names, facts, purpose)
        };
        let asked = cases.iter().zip(&before).map(asked).collect();
        let break_minutes = u16::try_from(settings.break_minutes()).unwrap_or(u16::MAX);
        let goals = settings.schedule_goals();
        let members = facts.schedule.members.iter().map(|member| member.name).collect();
        let question = ScheduleQuestion {
            slots,
            members: facts.schedule.members.len(),
            managers,
            cases: asked,
            break_minutes,
            goals,
        };
        Self { question, cases, before, members }
    }

    /// What the schedule said of the case in whose place this one has come since it last went out.
    pub fn replaced(&self, case: usize) -> Option<&'r Before> {
        self.cases[case].before.as_ref().filter(|before| before.case.is_some())
    }

    /// The position of the case with this HMIP ID, whatever its capitals.
    pub fn case(&self, id: &str) -> Option<usize> {
        let wanted = folded_id(id);
        self.cases.iter().position(|case| folded_id(&case.id) == wanted)
    }

    /// A case manager's name as their list writes it, or as it stands where they hold no case any more.
    pub fn name_of(&self, written: &Line) -> String {
        let known = self.question.managers.iter().find(|manager| folded(&manager.name) == folded(written));
        known.map_or_else(|| written.to_string(), |manager| manager.name.clone())
    }

    /// The position of a slot as people write it.
    pub fn slot(&self, written: &str, facts: &Facts<'_>) -> Option<usize> {
        slot_position(written, &self.question.slots, facts)
    }
}

/// The case managers who hold a selected case, by their names as they are compared: the name as their list writes it, and
/// their entry in it.
fn holders<'r>(record: &'r Record) -> BTreeMap<String, (&'r Line, Option<&'r CaseManager>)> {
    let listed = managers_by_name(&record.cases);
    // Reversed, so that the first way in which a name is written is kept.
    let names = record.cases.cases.iter().rev().filter_map(|case| case.case_manager.as_ref());
    let holder = |name: &'r Line| {
        let plain = folded(name);
        let entry = listed.get(&plain).copied();
        (plain, (entry.map_or(name, |entry| &entry.name), entry))
    };
    names.map(holder).collect()
}

/// Where a case was.
fn before(case: &Case, slots: &[AskedSlot], facts: &Facts<'_>, purpose: Purpose) -> Option<CasePlace> {
    let at = |written: &Line, is_interviewed: bool| {
        slot_position(written, slots, facts).map(|slot| CasePlace { slot, is_interviewed })
    };
    match &case.before {
        Some(before) if purpose == Purpose::Replan => {
            at(&before.slot, case.case_manager.is_some() && case.former_interviewee().is_some())
        }
        _ => at(case.slot.as_ref()?, case.interviewee().is_some()),
    }
}

fn asked_case(
    case: &Case,
    before: Option<CasePlace>,
    slots: &[AskedSlot],
    managers: &[&Line],
    facts: &Facts<'_>,
    purpose: Purpose,
) -> AskedCase {
    let position = |name: &Line| managers.iter().position(|known| facts::is_same_name(known, name));
    let own_slot = case.slot.as_ref().and_then(|written| slot_position(written, slots, facts));
    // A person's word that there is no interview stands, except where the schedule is planned again: the program wrote it then
    // as well, for want of a slot.
    let manager = match purpose {
        Purpose::Replan => case.case_manager.as_ref(),
        Purpose::Complete | Purpose::Anew => case.interviewee(),
    };
    let stays = purpose == Purpose::Complete || case.pinned.is_some();
    AskedCase {
        id: case.id.to_string(),
        tier: case.tier.value,
        manager: manager.and_then(position),
        pinned: own_slot.filter(|_| stays),
        before,
    }
}

fn slot_position(written: &str, slots: &[AskedSlot], facts: &Facts<'_>) -> Option<usize> {
    let (member, slot) = facts.schedule.written(written, &facts.roster)?;
    let name = facts.schedule.members[member].slot_label(slot.number);
    slots.iter().position(|slot| slot.name == name)
}

struct Asking<'a, 'r> {
    record: &'r Record,
    facts: &'a Facts<'r>,
}

impl Asking<'_, '_> {
    fn slots(&self) -> Vec<AskedSlot> {
        let members = self.facts.schedule.members.iter().enumerate();
        members.flat_map(|(index, member)| member.slots.iter().map(move |slot| self.slot(index, slot))).collect()
    }

    fn slot(&self, member: usize, slot: &facts::Slot) -> AskedSlot {
        let slots = &self.facts.schedule.members[member];
        let person = slots.member.and_then(|index| self.facts.roster.members.get(index));
        let (joins, to) = interview_hours(slot, self.facts.reading_minutes);
        AskedSlot {
            name: slots.slot_label(slot.number),
            member,
            day: slot.day,
            from: slot.from,
            joins,
            to,
            site: person.and_then(|person| self.site(site_on_day(self.record, person, slot.day))),
            is_observed: self.facts.observer(member, slot).is_some(),
            is_closed: self.facts.inspector_absent(member, slot).is_some(),
        }
    }

    /// The number of a site of the inspection; nothing for an office where no fieldwork takes place.
    fn site(&self, name: &str) -> Option<usize> {
        self.record.inspection.sites.iter().position(|site| facts::is_same_name(&site.name, name))
    }

    fn manager(&self, name: &Line, entry: Option<&CaseManager>, slots: &[AskedSlot]) -> AskedManager {
        let Some(entry) = entry else {
            return AskedManager { name: name.to_string(), windows: Vec::new(), site: None, days_back: Vec::new() };
        };
        AskedManager {
            name: name.to_string(),
            windows: self.windows(entry, slots),
            site: entry.site.as_ref().and_then(|site| self.site(site)),
            days_back: self.days_back(entry),
        }
    }

    /// The days of fieldwork that are the first after days away (guidance §10.4).
    fn days_back(&self, manager: &CaseManager) -> Vec<usize> {
        let availability = Availability::from(manager);
        let is_back =
            |day: &usize| availability.is_first_day_back(self.facts.date_of_day(*day), self.facts.working_days);
        (0..self.facts.schedule.days).filter(is_back).collect()
    }

    /// Each reason of the record why a case manager cannot come, alone.
    fn windows(&self, manager: &CaseManager, slots: &[AskedSlot]) -> Vec<AbsenceWindow> {
        let mut windows = Vec::new();
        for day in 0..self.facts.schedule.days {
            let date = self.facts.date_of_day(day);
            let mut add = |availability: Availability<'_>, kind: WindowKind| {
                let is_closed =
                    |slot: &AskedSlot| slot.day == day && availability.absent(date, (slot.joins, slot.to)).is_some();
                let closed: Vec<usize> = (0..slots.len()).filter(|&slot| is_closed(&slots[slot])).collect();
                if !closed.is_empty() {
                    windows.push(AbsenceWindow { kind, slots: closed });
                }
            };
            if let Some(away) = manager.away.iter().find(|away| away.value == date) {
                add(
                    Availability { away: std::slice::from_ref(away), ..Availability::default() },
                    WindowKind::Away { day },
                );
            }
            for hours in manager.unavailable.iter().filter(|hours| hours.on.value == date) {
                let [from, to] = [&hours.from, &hours.to].map(|time| minute_of(time.value));
                let alone = Availability { unavailable: std::slice::from_ref(hours), ..Availability::default() };
                add(alone, WindowKind::Hours { day, from, to });
            }
            add(Availability { works: &manager.works, ..Availability::default() }, WindowKind::NoWork { day });
        }
        windows
    }
}
