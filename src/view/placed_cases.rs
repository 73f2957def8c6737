//! The cases in their slots as templates see them: who is interviewed where and when (guidance §11.5, §12).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::cases::as_listed;
use super::people::{role_word, text};
use super::wording::curly;
use super::{CaseManagerView, SiteView, ViewBuilder};
use crate::facts::{self, Booking, folded, interview_hours};
use crate::phrases::{DateView, TimeView};
use crate::record::CaseManager;

/// A selected case in its slot.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlacedCaseView {
    /// HMIP ID.
    pub case_id: String,
    /// The slot: `LI 3`.
    pub slot: String,
    /// The label of whoever inspects the case: `LI`.
    pub label: String,
    /// Name of whoever inspects the case.
    pub inspector: String,
    /// Their role in words: `Lead inspector`.
    pub inspector_role: String,
    /// The local assessor who observes, or empty.
    pub observer: String,
    /// The day.
    pub date: DateView,
    /// When the inspector begins.
    pub starts: TimeView,
    /// When the case manager joins; nothing where the case is inspected from its records alone.
    pub joins: Option<TimeView>,
    /// When the slot ends.
    pub ends: TimeView,
    /// `9:30am to 11am`: from when the case manager joins, or the slot begins, to its end.
    pub time: String,
    /// Who is interviewed, or empty where the case is inspected from its records alone.
    pub case_manager: String,
    /// Whether it is the case manager's first interview of the week, which is also about management, training and
    /// supervision (guidance §11.5).
    pub is_first: bool,
    /// The office; its texts are empty where the record names none.
    pub site: SiteView,
    /// Sequence number for calendars: it rises when the case gets another slot in a schedule that has gone out.
    pub sequence: u32,
}

/// The team of a line manager.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LineManagerView {
    /// Name.
    pub name: String,
    /// The case managers of the team who are interviewed, in the order of the file.
    pub team: Vec<CaseManagerView>,
}

impl ViewBuilder<'_> {
    /// The cases that are in a slot, by time and then in the order of the team.
    pub(super) fn placed_cases(&self) -> Vec<PlacedCaseView> {
        let mut bookings: Vec<&Booking<'_>> = self.facts.schedule.bookings.iter().collect();
        let begins = |booking: &Booking<'_>| match booking.case.interviewee() {
            Some(_) => interview_hours(&booking.slot, self.facts.reading_minutes).0,
            None => booking.slot.from,
        };
        bookings.sort_by_key(|booking| (booking.slot.day, begins(booking), booking.member, booking.slot.number));
        let managers = facts::managers_by_name(&self.record.cases);
        let mut met = BTreeSet::new();
        let mut seen = BTreeSet::new();
        bookings
            .into_iter()
            // Two cases in one slot are an error, which `check` tells; the first one is shown.
            .filter(|booking| seen.insert((booking.member, booking.slot.number)))
            .map(|booking| {
                let is_first = booking.case.interviewee().is_some_and(|name| met.insert(folded(name)));
                self.placed_case(booking, is_first, &managers)
            })
            .collect()
    }

    fn placed_case(
        &self,
        booking: &Booking<'_>,
        is_first: bool,
        managers: &BTreeMap<String, &CaseManager>,
    ) -> PlacedCaseView {
        let slots = &self.facts.schedule.members[booking.member];
        let member = slots.member.and_then(|index| self.facts.roster.members.get(index));
        let observer = self.facts.observer(booking.member, &booking.slot);
        let site = member.and_then(|member| {
            let name = facts::site_on_day(self.record, member, booking.slot.day);
            self.record.inspection.sites.iter().find(|site| facts::is_same_name(&site.name, name))
        });
        let (joins, ends) = interview_hours(&booking.slot, self.facts.reading_minutes);
        let who = booking.case.interviewee();
        let date = self.facts.date_of_day(booking.slot.day);
        let from = if who.is_some() { joins } else { booking.slot.from };
        PlacedCaseView {
            case_id: booking.case.id.to_string(),
            slot: slots.slot_label(booking.slot.number),
            label: slots.label.clone(),
            inspector: curly(slots.name),
            inspector_role: member.map(|member| self.phrases.team_role(role_word(member.role))).unwrap_or_default(),
            observer: observer.map(|observer| text(observer.name)).unwrap_or_default(),
            date: self.phrases.date(date),
            starts: self.phrases.time_of(booking.slot.from),
            joins: who.map(|_| self.phrases.time_of(joins)),
            ends: self.phrases.time_of(ends),
            time: self.phrases.clock_range(from, ends),
            case_manager: as_listed(booking.case, managers).map(text).unwrap_or_default(),
            is_first,
            site: site.map(|site| self.site(site)).unwrap_or_default(),
            sequence: facts::sequence_of(self.record, booking.case.before.is_some()),
        }
    }

    /// The line managers whose teams are interviewed, in the order in which the case managers name them.
    pub(super) fn line_managers(&self, managers: &[CaseManagerView]) -> Vec<LineManagerView> {
        let mut teams: BTreeMap<String, usize> = BTreeMap::new();
        let mut views: Vec<LineManagerView> = Vec::new();
        for manager in managers.iter().filter(|one| !one.interviews.is_empty() && !one.line_manager.is_empty()) {
            let next = views.len();
            let index = *teams.entry(folded(&manager.line_manager)).or_insert(next);
            if index == next {
                views.push(LineManagerView { name: manager.line_manager.clone(), team: Vec::new() });
            }
            views[index].team.push(manager.clone());
        }
        views
    }
}
