//! Who has which slots, which case is in which of them, and where two meet (guidance §10.4 and §12).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::grid::{Slot, slots};
use super::names::{folded, folded_id};
use super::roster::{Roster, TeamRole, parse_slot};
use crate::record::{Case, CasesFile, Fieldwork, Line};

/// Days of fieldwork where the record does not give a last one: Monday to Wednesday (guidance §15).
const USUAL_DAYS: usize = 3;

/// Interviews by the times when they begin and end.
type ByTime<'s, 'r> = BTreeMap<(u16, u16), Vec<&'s Booking<'r>>>;

/// The program compares an interview with so many others of one case manager at one time. More would say nothing new.
const COMPARED: usize = 8;

/// The slots of a member of the team: a page of the schedule.
#[derive(Clone, Debug)]
pub struct MemberSlots<'r> {
    /// Index of the member in the roster; nothing for a lead inspector who is missing.
    pub member: Option<usize>,
    /// `LI`
    pub label: String,
    /// Name of the member, or empty where the lead inspector is missing.
    pub name: &'r str,
    /// The slots, first to last.
    pub slots: Vec<Slot>,
}

impl MemberSlots<'_> {
    /// A slot as the record writes it: `LI 3`.
    pub fn slot_label(&self, number: usize) -> String {
        format!("{} {number}", self.label)
    }
}

/// A case in a slot that the team has.
#[derive(Clone, Debug)]
pub struct Booking<'r> {
    /// The case.
    pub case: &'r Case,
    /// The slot as the record writes it.
    pub written: &'r Line,
    /// Index of the member's slots in [`Schedule::members`].
    pub member: usize,
    /// The slot.
    pub slot: Slot,
}

/// The schedule, as far as the record has it.
#[derive(Clone, Debug)]
pub struct Schedule<'r> {
    /// Number of its days, from the first day of fieldwork on.
    pub days: usize,
    /// The slots of every member, and of a lead inspector who is missing, so that `check` finds mistakes of the schedule
    /// none the less.
    pub members: Vec<MemberSlots<'r>>,
    /// The cases that are in a slot which the team has, in the order of the record.
    pub bookings: Vec<Booking<'r>>,
    /// The cases that name a slot, whether the team has it or not: label and number.
    named: Vec<(&'r Case, &'r Line, (String, u32))>,
    labels: BTreeMap<String, usize>,
}

impl<'r> Schedule<'r> {
    /// The schedule of a team on so many days, with the cases that are in it.
    pub fn new(cases: &'r CasesFile, roster: &Roster<'r>, days: usize) -> Self {
        let members = members(roster, days);
        let labels = members.iter().enumerate().map(|(index, member)| (member.label.clone(), index)).collect();
        let named = cases.cases.iter().filter_map(|case| {
            let written = case.slot.as_ref()?;
            let (label, number) = parse_slot(written)?;
            Some((case, written, (roster.own_label(label), number)))
        });
        let mut schedule = Self { days, members, bookings: Vec::new(), named: named.collect(), labels };
        let booking = |(case, written, (label, number)): &(&'r Case, &'r Line, (String, u32))| {
            let (member, slot) = schedule.slot(label, *number)?;
            Some(Booking { case, written, member, slot })
        };
        schedule.bookings = schedule.named.iter().filter_map(booking).collect();
        schedule
    }

    /// The slots of the member with a label.
    pub fn member(&self, label: &str) -> Option<&MemberSlots<'r>> {
        self.labels.get(label).map(|index| &self.members[*index])
    }

    /// The slot that somebody writes, with the index of its member's slots; nothing where the team has none such.
    pub fn written(&self, text: &str, roster: &Roster<'_>) -> Option<(usize, Slot)> {
        let (label, number) = parse_slot(text)?;
        self.slot(&roster.own_label(label), number)
    }

    fn slot(&self, label: &str, number: u32) -> Option<(usize, Slot)> {
        let index = *self.labels.get(label)?;
        let slot = self.members[index].slots.get((number as usize).checked_sub(1)?)?;
        Some((index, *slot))
    }

    /// How many slots the team has.
    pub fn slot_count(&self) -> usize {
        self.members.iter().map(|member| member.slots.len()).sum()
    }

    /// The cases that stand in a slot which an earlier case has: the earlier one, then the later one.
    pub fn shared(&self) -> Vec<[(&'r Case, &'r Line); 2]> {
        // The first case of a slot, and the first that is another one: a case that stands there twice is no clash.
        let mut firsts: BTreeMap<&(String, u32), Vec<(&'r Case, &'r Line)>> = BTreeMap::new();
        let mut shared = Vec::new();
        for (case, written, slot) in &self.named {
            let known = firsts.entry(slot).or_default();
            match known.iter().find(|(first, _)| !is_same_case(first, case)) {
                Some(first) => shared.push([*first, (*case, *written)]),
                None if known.is_empty() => known.push((case, written)),
                None => continue,
            }
            if known.len() == 1 && !is_same_case(known[0].0, case) {
                known.push((case, written));
            }
        }
        shared
    }

    /// The interviews for which a case manager would be in two places: the earlier in the record, then the later. Two cases in
    /// one slot, and one case in two, are none of them: [`Schedule::shared`] and the cases' IDs tell those.
    pub fn double_booked(&self) -> Vec<[&Booking<'r>; 2]> {
        // By case manager and day, then by time: the grid has few times.
        let mut known: BTreeMap<(String, usize), ByTime<'_, 'r>> = BTreeMap::new();
        let mut found = Vec::new();
        for booking in &self.bookings {
            let Some(manager) = booking.case.interviewee() else { continue };
            let times = known.entry((folded(manager), booking.slot.day)).or_default();
            let clashes = |other: &&&Booking<'r>| {
                let same_slot = other.member == booking.member && other.slot == booking.slot;
                !same_slot && other.slot.overlaps(&booking.slot) && !is_same_case(other.case, booking.case)
            };
            let clash = times.values().filter_map(|others| others.iter().find(clashes));
            found.extend(clash.min_by_key(|other| other.written.at.start).map(|other| [*other, booking]));
            let at_this_time = times.entry((booking.slot.from, booking.slot.to)).or_default();
            if at_this_time.len() < COMPARED {
                at_this_time.push(booking);
            }
        }
        found
    }
}

fn members<'r>(roster: &Roster<'r>, days: usize) -> Vec<MemberSlots<'r>> {
    let own = roster.members.iter().enumerate().map(|(index, member)| {
        let name: &'r Line = member.name;
        MemberSlots { member: Some(index), label: member.label.clone(), name, slots: slots(member.role, days) }
    });
    let missing = (roster.count(TeamRole::LeadInspector) == 0).then(|| MemberSlots {
        member: None,
        label: "LI".to_owned(),
        name: "",
        slots: slots(TeamRole::LeadInspector, days),
    });
    own.chain(missing).filter(|member| !member.slots.is_empty()).collect()
}

/// Whether two entries are of one case. Where an ID is missing, they are not.
pub fn is_same_case(one: &Case, other: &Case) -> bool {
    !one.id.is_empty() && folded_id(&one.id) == folded_id(&other.id)
}

/// How many days the schedule has, from the first day of fieldwork. A start or an end that is missing or wrong must not
/// hide what is wrong with the schedule: without a first day the Monday of the week is taken, and without an end that can
/// be, the usual number of days.
pub fn day_count(fieldwork: &Fieldwork, first_day: Option<NaiveDate>) -> usize {
    let starts = fieldwork.starts.value;
    let Some(ends) = fieldwork.ends.as_ref().map(|ends| ends.value) else { return USUAL_DAYS };
    let days = (ends - first_day.unwrap_or_else(|| monday_of(starts))).num_days() + 1;
    let possible = starts != NaiveDate::default() && ends >= starts && (1..=5).contains(&days);
    usize::try_from(days).ok().filter(|_| possible).unwrap_or(USUAL_DAYS)
}

/// The Monday of a date's week.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}
