//! The schedule that the program proposes for a record.

use super::asked::{Asked, Purpose};
use super::change::{CaseChange, changes};
use super::edit::{BeforeKey, InterviewKey, SlotEntry};
use crate::allocation::{
    Allocation, CasePlace, Counted, ExplainedGoal, GoalReached, NoPlan, ScheduleConflict, allocate, conflict,
    explain_goals,
};
use crate::record::{Case, ScheduleGoal};

/// A proposal, and what it changes in the record.
#[derive(Clone, Debug)]
pub struct ScheduleProposal {
    /// The schedule.
    pub allocation: Allocation,
    /// What changes against the slots of the record, or against the schedule that went out.
    pub changes: Vec<CaseChange>,
}

/// The proposal for a question.
///
/// # Errors
/// There is no schedule, or none was found.
pub fn propose(asked: &Asked<'_>) -> Result<ScheduleProposal, NoPlan> {
    let allocation = allocate(&asked.question)?;
    let changes = changes(asked, &allocation.places);
    Ok(ScheduleProposal { allocation, changes })
}

impl ScheduleProposal {
    /// What is counted, with what stood in the way.
    ///
    /// # Errors
    /// The solver found no answer.
    pub fn explained(&self, asked: &Asked<'_>) -> Result<Vec<ExplainedGoal>, NoPlan> {
        explain_goals(&asked.question, &self.allocation)
    }

    /// Demands that exclude each other, where a case is without its case manager.
    pub fn conflict(&self, asked: &Asked<'_>) -> Option<ScheduleConflict> {
        let is_without = |goal: &GoalReached| goal.counted == Counted::Goal(ScheduleGoal::Without) && goal.value > 0;
        self.allocation.goals.iter().any(is_without).then(|| conflict(&asked.question)).flatten()
    }
}

/// What the texts of the record get from a proposal.
pub fn entries(asked: &Asked<'_>, proposal: &ScheduleProposal, purpose: Purpose) -> Vec<SlotEntry> {
    let places = proposal.allocation.places.iter().enumerate();
    places.map(|(case, place)| entry(asked, case, *place, purpose)).collect()
}

/// The case manager of the schedule that went out, where it was another one.
fn former_manager(case: &Case) -> Option<String> {
    case.before.as_ref()?.case_manager.as_ref().map(ToString::to_string)
}

/// What the text of a case gets that goes to a place.
pub(super) fn entry(asked: &Asked<'_>, case: usize, place: CasePlace, purpose: Purpose) -> SlotEntry {
    let (record, question) = (asked.cases[case], &asked.question.cases[case]);
    let interview = match question.manager {
        // A case without a case manager, or with a person's word that there is no interview, stays as it is written.
        None => InterviewKey::AsWritten,
        Some(_) if place.is_interviewed == record.interviewee().is_some() => InterviewKey::AsWritten,
        Some(_) if place.is_interviewed => InterviewKey::Held,
        Some(_) => InterviewKey::None,
    };
    let before = match (purpose, asked.before[case]) {
        _ if asked.replaced(case).is_some() => BeforeKey::AsWritten,
        (Purpose::Replan, Some(before)) if before != place => BeforeKey::Said {
            slot: asked.question.slots[before.slot].name.clone(),
            is_interviewed: before.is_interviewed || question.manager.is_none(),
            case_manager: former_manager(record),
        },
        (Purpose::Replan, Some(_)) => BeforeKey::Gone,
        // A slot that the team has no more, such as that of an inspector who fell out, was told to people all the same.
        (Purpose::Replan, None) => match (&record.before, &record.slot) {
            (Some(before), _) => BeforeKey::Said {
                slot: before.slot.to_string(),
                is_interviewed: before.interview.as_ref().is_none_or(|interview| interview.value),
                case_manager: former_manager(record),
            },
            (None, Some(written)) => BeforeKey::Said {
                slot: written.to_string(),
                is_interviewed: record.interviewee().is_some(),
                case_manager: None,
            },
            (None, None) => BeforeKey::Gone,
        },
        (Purpose::Complete | Purpose::Anew, _) => BeforeKey::AsWritten,
    };
    SlotEntry { id: record.id.to_string(), slot: asked.question.slots[place.slot].name.clone(), interview, before }
}
