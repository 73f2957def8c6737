//! Which slots are free, and which of them a case manager could take (guidance §10.4).

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Absent, Availability, Booking, Facts, Member, Slot, TeamRole, interview_hours, is_same_name, monday_of};
use crate::record::{Case, Record};

/// A slot that no case has, and that a case manager could take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeSlot {
    /// The slot as the record writes it: `LI 3`.
    pub name: String,
    /// Index of the member's slots in [`super::Schedule::members`].
    pub member: usize,
    /// The slot.
    pub slot: Slot,
    /// Whether it is on the case manager's first day back, which should stay free if another day will do.
    pub is_first_day_back: bool,
}

impl<'r> Facts<'r> {
    /// The date of a day of the schedule, counted from 0 for the first day of fieldwork; from the Monday of the week, if
    /// fieldwork cannot start on the day given.
    pub fn date_of_day(&self, day: usize) -> NaiveDate {
        self.first_day.unwrap_or(monday_of(self.fieldwork[0])) + Days::new(day as u64)
    }

    /// Why the member of the team who has a slot cannot inspect then; nothing if they can. `member` is the index of the
    /// member's slots.
    pub fn inspector_absent(&self, member: usize, slot: &Slot) -> Option<Absent<'r>> {
        let member = self.roster.members.get(self.schedule.members[member].member?)?;
        member.availability.absent(self.date_of_day(slot.day), (slot.from, slot.to))
    }

    /// The local assessor who observes in a slot: the first of an inspector who works with one. `member` is the index of the
    /// member's slots.
    pub fn observer(&self, member: usize, slot: &Slot) -> Option<&Member<'r>> {
        let member = self.roster.members.get(self.schedule.members[member].member?)?;
        let partner = self.roster.members.get(member.partner?)?;
        let observes =
            slot.number == 1 && (member.role, partner.role) == (TeamRole::Inspector, TeamRole::LocalAssessor);
        observes.then_some(partner)
    }

    /// The free slots in which a case manager could be interviewed: not at the time of another interview of theirs, and not
    /// when they are away or do not work. Those on a first day back come last. Without a case manager these are all free slots. A case that is to
    /// move does not stand in its own way.
    pub fn free_slots_for(&self, manager: Option<&str>, moving: Option<&Case>, record: &Record) -> Vec<FreeSlot> {
        let schedule = &self.schedule;
        let taken: BTreeSet<_> =
            schedule.bookings.iter().map(|booking| (booking.member, booking.slot.number)).collect();
        let is_manager = |name: &str| manager.is_some_and(|manager| is_same_name(name, manager));
        let stays = |booking: &&Booking<'_>| !moving.is_some_and(|case| std::ptr::eq(case, booking.case));
        let with_manager = |booking: &&Booking<'_>| booking.case.interviewee().is_some_and(|name| is_manager(name));
        let bookings = schedule.bookings.iter().filter(stays);
        let own: Vec<Slot> = bookings.filter(with_manager).map(|booking| booking.slot).collect();
        let entry = record.cases.case_managers.iter().find(|entry| is_manager(&entry.name));
        let availability = entry.map_or_else(Availability::default, Availability::from);
        let is_there = |slot: &Slot| {
            availability.absent(self.date_of_day(slot.day), interview_hours(slot, self.reading_minutes)).is_none()
        };
        let all = schedule.members.iter().enumerate();
        let all = all.flat_map(|(index, member)| member.slots.iter().map(move |slot| (index, member, *slot)));
        let free = all.filter(|(index, _, slot)| {
            !taken.contains(&(*index, slot.number))
                && self.inspector_absent(*index, slot).is_none()
                && is_there(slot)
                && !own.iter().any(|other| other.overlaps(slot))
        });
        let mut free: Vec<FreeSlot> = free
            .map(|(index, member, slot)| FreeSlot {
                name: member.slot_label(slot.number),
                member: index,
                slot,
                is_first_day_back: availability.is_first_day_back(self.date_of_day(slot.day), self.working_days),
            })
            .collect();
        free.sort_by_key(|slot| slot.is_first_day_back);
        free
    }
}

/// The office where a member of the team works on a day, as the record calls it; empty where the record names none.
pub fn site_on_day<'r>(record: &'r Record, member: &Member<'r>, day: usize) -> &'r str {
    let first = record.inspection.sites.first().map_or("", |site| &site.name);
    member.sites.get(day).or(member.sites.last()).map_or(first, |site| site)
}
