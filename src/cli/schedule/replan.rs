use std::path::Path;

use serde_json::{Value, json};

use super::super::output::say;
use super::super::{Failure, Form, Status, output, print_json};
use super::opened::{OpenedSchedule, with_record};
use super::propose::{conflict_json, goals_json, no_plan, slots_json};
use super::sent::Since;
use super::show;
use crate::record::Record;
use crate::scheduling::{Asked, CaseChange, Purpose, ScheduleProposal, Told, entries, place, propose, told};
use crate::workspace::Workspace;

/// Plans again, and shows or writes what changes.
pub fn run(
    directory: &Path,
    folder: Option<&str>,
    since: Option<&str>,
    take: bool,
    format: Form,
) -> Result<Status, Failure> {
    let count = |workspace: &Workspace, record: &mut Record| Since::count(workspace, record, since);
    with_record(directory, folder, count, |opened, since| {
        let asked = opened.ask(Purpose::Replan);
        if asked.before.iter().all(Option::is_none) {
            let help = format!("`sqspack schedule propose {}` plans it", opened.folder);
            return Err(Failure(format!("{}: no case has a slot yet\nhelp: {help}", opened.folder)));
        }
        let proposal = match propose(&asked) {
            Ok(proposal) => proposal,
            Err(error) => return no_plan(opened, &asked, error, format),
        };
        let told = told(&asked, &proposal.changes);
        let shown = match format {
            Form::Json => None,
            Form::Human => Some(text(opened, &asked, &proposal, (&told, since))?),
        };
        if take {
            let text = place(&opened.text(), &entries(&asked, &proposal, Purpose::Replan)).map_err(Failure)?;
            opened.write(text)?;
        }
        match shown {
            None => print_json(&to_json(opened, &asked, &proposal, (&told, since)))?,
            Some(text) => output::out(format_args!("{text}"))?,
        }
        if take && format == Form::Human {
            say!("\nWritten into cases.toml; `sqspack build {}` makes the pages anew", opened.folder)?;
        }
        Ok(Status::Well)
    })
}

fn text(
    opened: &OpenedSchedule<'_>,
    asked: &Asked<'_>,
    proposal: &ScheduleProposal,
    (told, since): (&Told, &Since),
) -> Result<String, Failure> {
    let count = proposal.changes.len();
    let counted = since.line().unwrap_or_default();
    if count == 0 {
        return Ok(format!("{}: nothing has to change\n{counted}", opened.folder));
    }
    let cases = if count == 1 { "one case changes".to_owned() } else { format!("{count} cases change") };
    let people = told.managers.len() + told.members.len();
    let people = if people == 1 { "one person is".to_owned() } else { format!("{people} people are") };
    let mut text = format!("{}: {cases}, and {people} to be told\n{counted}", opened.folder);
    text.push_str(&show::changed(opened, asked, &proposal.changes, told));
    text.push_str(&show::reached(opened, asked, proposal)?);
    Ok(text)
}

fn to_json(
    opened: &OpenedSchedule<'_>,
    asked: &Asked<'_>,
    proposal: &ScheduleProposal,
    (told, since): (&Told, &Since),
) -> Value {
    let name = |slot: usize| asked.question.slots[slot].name.as_str();
    let moved = |change: &CaseChange| {
        json!({
            "case": asked.question.cases[change.case].id,
            "from": change.from.map(|from| name(from.slot)),
            "to": name(change.to.slot),
            "interviewed": change.to.is_interviewed,
            "replaces": asked.replaced(change.case).and_then(|before| before.case.as_ref()).map(ToString::to_string),
        })
    };
    let names: Vec<&String> = told.members.iter().chain(&told.managers).collect();
    json!({
        "slots": slots_json(asked, &proposal.allocation.places),
        "goals": goals_json(&proposal.allocation.goals),
        "conflict": conflict_json(opened, asked, proposal.conflict(asked).as_ref()),
        "moved": proposal.changes.iter().map(moved).collect::<Vec<_>>(),
        "told": names,
        "since": since.to_json(),
    })
}
