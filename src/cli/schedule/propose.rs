use std::path::Path;

use serde_json::{Value, json};

use super::super::output::say;
use super::super::{Failure, Form, Status, output, print_json};
use super::opened::{OpenedSchedule, with_schedule};
use super::show;
use crate::allocation::{CasePlace, GoalReached, NoPlan, ScheduleConflict, ScheduleDemand, conflict};
use crate::facts::{folded, needs_by_manager};
use crate::scheduling::{Asked, ConflictWords, Purpose, ScheduleProposal, counted_word, entries, place, propose};

/// Shows the proposed schedule.
pub fn run(directory: &Path, folder: Option<&str>, purpose: Purpose, format: Form) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let asked = opened.ask(purpose);
        match propose(&asked) {
            Ok(proposal) => {
                match format {
                    Form::Json => print_json(&to_json(opened, &asked, &proposal))?,
                    Form::Human => output::out(format_args!("{}", text(opened, &asked, &proposal)?))?,
                }
                Ok(Status::Well)
            }
            Err(error) => no_plan(opened, &asked, error, format),
        }
    })
}

/// Writes the proposed schedule into the record.
pub fn take(directory: &Path, folder: Option<&str>, purpose: Purpose) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let asked = opened.ask(purpose);
        let proposal = match propose(&asked) {
            Ok(proposal) => proposal,
            Err(error) => return no_plan(opened, &asked, error, Form::Human),
        };
        let text = place(&opened.text(), &entries(&asked, &proposal, purpose)).map_err(Failure)?;
        if !opened.write(text)? {
            say!("{}: the schedule is the proposed one already", opened.folder)?;
            return Ok(Status::Well);
        }
        say!("{}: {}", opened.folder, summary(&asked, &proposal))?;
        say!("  `sqspack schedule propose {}` shows it; `sqspack build {0}` makes its pages", opened.folder)?;
        Ok(Status::Well)
    })
}

/// What is said where there is no schedule.
pub fn no_plan(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, error: NoPlan, format: Form) -> Result<Status, Failure> {
    if error == NoPlan::NotFound {
        return Err(show::not_found());
    }
    let conflict = conflict(&asked.question);
    match format {
        Form::Json => {
            let conflict = conflict_json(opened, asked, conflict.as_ref());
            print_json(&json!({ "slots": [], "goals": [], "conflict": conflict }))?;
        }
        Form::Human => {
            let words = show::conflict(opened, asked, conflict.as_ref());
            output::out(format_args!("{}: there is no schedule\n{words}", opened.folder))?;
        }
    }
    Ok(Status::Problems)
}

fn text(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, proposal: &ScheduleProposal) -> Result<String, Failure> {
    let places = &proposal.allocation.places;
    let mut text = format!("{}: {}\n", opened.folder, summary(asked, proposal));
    text.push_str(&show::grid(opened, asked, places, &proposal.changes));
    text.push_str(&show::reached(opened, asked, proposal)?);
    text.push_str(&with_needs(opened, asked));
    Ok(text)
}

/// Names the case managers whose needs the officer looks at before the schedule is taken (guidance §10.4). What they need stands in the
/// officer's own list alone.
fn with_needs(opened: &OpenedSchedule<'_>, asked: &Asked<'_>) -> String {
    let needs = needs_by_manager(&opened.record.children);
    let managers = asked.question.managers.iter().map(|manager| manager.name.as_str());
    let named: Vec<&str> = managers.filter(|name| needs.contains_key(&folded(name))).collect();
    if named.is_empty() {
        return String::new();
    }
    format!(
        "\nLook first at what these case managers need; 2-sample/case-manager-needs.pdf has it:\n  {}\n",
        named.join(", ")
    )
}

/// `20 cases in 20 slots, 2 of them new or moved`
fn summary(asked: &Asked<'_>, proposal: &ScheduleProposal) -> String {
    let (cases, slots) = (asked.question.cases.len(), asked.question.slots.len());
    let changed = proposal.changes.len();
    format!("{cases} cases in {slots} slots, {changed} of them new or changed")
}

/// The proposal for a program.
fn to_json(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, proposal: &ScheduleProposal) -> Value {
    json!({
        "slots": slots_json(asked, &proposal.allocation.places),
        "goals": goals_json(&proposal.allocation.goals),
        "conflict": conflict_json(opened, asked, proposal.conflict(asked).as_ref()),
    })
}

/// Where each case is.
pub fn slots_json(asked: &Asked<'_>, places: &[CasePlace]) -> Vec<Value> {
    let slot = |(case, place): (usize, &CasePlace)| {
        let question = &asked.question;
        json!({
            "case": question.cases[case].id,
            "slot": question.slots[place.slot].name,
            "interviewed": place.is_interviewed,
        })
    };
    places.iter().enumerate().map(slot).collect()
}

/// What a schedule reaches.
pub fn goals_json(goals: &[GoalReached]) -> Vec<Value> {
    goals.iter().map(|goal| json!({ "name": counted_word(goal.counted), "value": goal.value })).collect()
}

/// Demands that exclude each other, for a program: each with its kind and in words.
pub fn conflict_json(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, conflict: Option<&ScheduleConflict>) -> Value {
    let Some(conflict) = conflict else { return Value::Null };
    let words = ConflictWords { asked, facts: opened.facts, folder: opened.folder, phrases: &opened.phrases };
    let demand = |demand: &ScheduleDemand| {
        let kind = match demand {
            ScheduleDemand::Presents { .. } => "presents",
            ScheduleDemand::Unavailable { .. } => "unavailable",
            ScheduleDemand::Site { .. } => "site",
            ScheduleDemand::Pin { .. } => "pin",
            ScheduleDemand::Closed { .. } => "closed",
            ScheduleDemand::Cases { .. } => "cases",
            ScheduleDemand::Slots { .. } => "slots",
        };
        json!({ "demand": kind, "words": words.demand(demand) })
    };
    json!({ "demands": conflict.demands.iter().map(demand).collect::<Vec<_>>(), "smallest": conflict.is_smallest })
}
