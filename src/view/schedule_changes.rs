//! What has changed in the schedule since it last went out, as templates see it (guidance §10.4).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::cases::listed_name;
use super::people::text;
use super::wording::curly;
use super::{PlacedCaseView, ViewBuilder};
use crate::facts::{interview_hours, managers_by_name};
use crate::phrases::DateView;
use crate::record::{Before, Case, CaseManager};

/// What has changed in the schedule since it last went out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleChangesView {
    /// The cases that are elsewhere, or whose interview has come or gone, by HMIP ID.
    pub cases: Vec<ChangedCaseView>,
    /// Members of the team whose page has changed.
    pub members_told: Vec<String>,
    /// Members of the team whose page is as it was.
    pub members_unchanged: Vec<String>,
    /// Case managers whose interviews have changed.
    pub case_managers_told: Vec<String>,
    /// Case managers whose interviews are as they were.
    pub case_managers_unchanged: Vec<String>,
}

/// A case that has changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedCaseView {
    /// HMIP ID.
    pub case_id: String,
    /// Name of the case manager, or empty.
    pub case_manager: String,
    /// Where it was.
    pub was: FormerSlotView,
    /// Where it is.
    pub now: PlacedCaseView,
}

/// Where a case was when the schedule last went out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FormerSlotView {
    /// The slot: `LI 3`.
    pub slot: String,
    /// Name of whoever was to inspect the case, or empty where the team has the slot no more.
    pub inspector: String,
    /// The day, or nothing where the team has the slot no more.
    pub date: Option<DateView>,
    /// `9:30am to 11am`, or empty.
    pub time: String,
    /// Whether the case manager was to be interviewed.
    pub is_interviewed: bool,
    /// HMIP ID of the case that was there, where this one has come in its place; else empty.
    pub case_id: String,
    /// Name of that case's case manager, or empty.
    pub case_manager: String,
}

/// An interview that does not take place any more.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LostInterviewView {
    /// HMIP ID.
    pub case_id: String,
    /// Name of whoever was to interview, or empty where the team has the slot no more.
    pub inspector: String,
    /// The day, or nothing where the team has the slot no more.
    pub date: Option<DateView>,
    /// `9:30am to 11am`, or empty.
    pub time: String,
}

impl ScheduleChangesView {
    /// The interviews that a case manager was to have and has no more: about a case that is inspected from its records alone,
    /// that somebody else presents, or in whose place another has come.
    pub(super) fn lost_by(&self, case_manager: &str) -> Vec<LostInterviewView> {
        let lost = self.cases.iter().filter(|case| {
            let keeps = case.was.case_id.is_empty() && case.now.case_manager == case_manager;
            case.former_interviewee() == Some(case_manager) && !keeps
        });
        let view = |case: &ChangedCaseView| LostInterviewView {
            case_id: if case.was.case_id.is_empty() { &case.case_id } else { &case.was.case_id }.clone(),
            inspector: case.was.inspector.clone(),
            date: case.was.date.clone(),
            time: case.was.time.clone(),
        };
        lost.map(view).collect()
    }
}

impl ChangedCaseView {
    /// Who was to be interviewed.
    fn former_interviewee(&self) -> Option<&str> {
        let name = match self.was.case_id.as_str() {
            "" => Some(&self.case_manager).filter(|_| self.was.is_interviewed),
            _ => Some(&self.was.case_manager),
        };
        name.map(String::as_str).filter(|name| !name.is_empty())
    }
}

impl ViewBuilder<'_> {
    /// What has changed since the schedule last went out; nothing where the record says of no case what it was.
    pub(super) fn schedule_changes(&self, placed: &[PlacedCaseView]) -> Option<ScheduleChangesView> {
        let managers = managers_by_name(&self.record.cases);
        let cases = self.record.cases.cases.iter();
        let mut changed: Vec<ChangedCaseView> =
            cases.filter_map(|case| self.changed_case(case, placed, &managers)).collect();
        if changed.is_empty() {
            return None;
        }
        changed.sort_by(|one, other| one.case_id.cmp(&other.case_id));
        let mut members = BTreeSet::new();
        let mut told = BTreeSet::new();
        for case in &changed {
            members.extend([&case.was.inspector, &case.now.inspector].into_iter().cloned());
            // Who was to be interviewed, and who is.
            let names = case.former_interviewee().into_iter().chain([case.now.case_manager.as_str()]);
            told.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        }
        let team = self.facts.schedule.members.iter().map(|member| curly(member.name));
        let (members_told, members_unchanged) = team.partition(|name| members.contains(name));
        let holders = self.record.cases.case_managers.iter().map(|manager| text(&manager.name));
        let is_holder = |name: &String| told.contains(name) || placed.iter().any(|case| case.case_manager == *name);
        let (mut case_managers_told, case_managers_unchanged): (Vec<String>, Vec<String>) =
            holders.filter(is_holder).partition(|name| told.contains(name));
        let unlisted: Vec<String> = told.iter().filter(|name| !case_managers_told.contains(name)).cloned().collect();
        case_managers_told.extend(unlisted);
        Some(ScheduleChangesView {
            cases: changed,
            members_told,
            members_unchanged,
            case_managers_told,
            case_managers_unchanged,
        })
    }

    fn changed_case(
        &self,
        case: &Case,
        placed: &[PlacedCaseView],
        managers: &BTreeMap<String, &CaseManager>,
    ) -> Option<ChangedCaseView> {
        let before = case.before.as_ref()?;
        let now = placed.iter().find(|placed| placed.case_id == case.id.to_string())?;
        let was = self.former_slot(case, before, managers);
        if was.case_id.is_empty() && was.slot == now.slot && was.is_interviewed != now.case_manager.is_empty() {
            return None;
        }
        let manager = case.case_manager.as_ref().map(|name| text(listed_name(name, managers)));
        Some(ChangedCaseView {
            case_id: now.case_id.clone(),
            case_manager: manager.unwrap_or_default(),
            was,
            now: now.clone(),
        })
    }

    fn former_slot(&self, case: &Case, before: &Before, managers: &BTreeMap<String, &CaseManager>) -> FormerSlotView {
        let former = case.former_interviewee();
        let of_replaced = former.filter(|_| before.case.is_some());
        let mut view = FormerSlotView {
            slot: text(&before.slot),
            inspector: String::new(),
            date: None,
            time: String::new(),
            is_interviewed: former.is_some(),
            case_id: before.case.as_ref().map(text).unwrap_or_default(),
            case_manager: of_replaced.map(|name| text(listed_name(name, managers))).unwrap_or_default(),
        };
        if let Some((member, slot)) = self.facts.schedule.written(&before.slot, &self.facts.roster) {
            let member = &self.facts.schedule.members[member];
            let joins = interview_hours(&slot, self.facts.reading_minutes).0;
            view.slot = member.slot_label(slot.number);
            view.inspector = curly(member.name);
            view.date = Some(self.phrases.date(self.facts.date_of_day(slot.day)));
            view.time = self.phrases.clock_range(if view.is_interviewed { joins } else { slot.from }, slot.to);
        }
        view
    }
}
