use serde_json::{Value, json};

use super::output::say;
use super::{Failure, Form, Status, clock, print_json, show, status_of, targets};
use crate::problem::{self, Problem};
use crate::status::{DueMessage, Gap, OpenBefore, Readiness, Sending, Step};

/// What an officer is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum For {
    /// Announce the inspection
    Announcement,
    /// Send the selected sample and the schedule
    Sample,
    /// Begin the fieldwork
    Fieldwork,
    /// Send the draft report
    Draft,
    /// Publish the report
    Publication,
}

impl For {
    fn step(self) -> Step {
        match self {
            Self::Announcement => Step::Announcement,
            Self::Sample => Step::Sample,
            Self::Fieldwork => Step::Fieldwork,
            Self::Draft => Step::Draft,
            Self::Publication => Step::Publication,
        }
    }
}

/// Tells of each inspection what stands in the way of what an officer is about to do.
pub fn run(targets: Vec<targets::Selection>, wanted: For, format: Form) -> Result<Status, Failure> {
    let mut ended = Status::Well;
    let mut all = Vec::new();
    for target in targets {
        let inputs = match target.confirmed_inputs() {
            Ok(inputs) => inputs,
            Err(problems) => {
                show(&problems)?;
                ended = Status::Problems;
                continue;
            }
        };
        show(&inputs.workspace.problems)?;
        ended = ended.max(status_of(&inputs.workspace.problems));
        for folder in &target.folders {
            let readiness = Readiness::of(&inputs, folder, wanted.step(), clock::today());
            ended = ended.max(status_of(&readiness.problems));
            match format {
                Form::Human => human(folder, &readiness)?,
                Form::Json => all.push(as_json(folder, &readiness)),
            }
        }
    }
    if format == Form::Json {
        print_json(&Value::Array(all))?;
    }
    Ok(ended)
}

fn human(folder: &str, readiness: &Readiness) -> Result<(), Failure> {
    let Readiness { step, date, problems, gaps, open, waiting, messages } = readiness;
    show(problems)?;
    let stands = if readiness.is_ready() { "nothing stands" } else { "what stands" };
    say!("{folder}: {stands} in the way of the {}, due on {date}", step.word())?;
    if !problems.is_empty() {
        say!("  record   {}: see above", problem::summary(problems))?;
    }
    for Gap { what, help } in gaps {
        say!("  missing  {what}: {help}")?;
    }
    for OpenBefore { milestone, date } in open {
        say!("  open     {milestone}, {date}: `sqspack done {folder} {milestone}` once it is done")?;
    }
    for waiting in waiting {
        say!("  waits    {} for {}", waiting.document, waiting.waits_for.join(", "))?;
    }
    for DueMessage { document, files, date, state, .. } in messages {
        let to = if *files == 1 { String::new() } else { format!(" to {files} people") };
        let late = if *state == Sending::Late { ", late" } else { "" };
        say!("  to send  {document}{to}, due on {date}{late}")?;
    }
    Ok(())
}

fn as_json(folder: &str, readiness: &Readiness) -> Value {
    let Readiness { step, date, problems, gaps, open, waiting, messages } = readiness;
    let problems: &[Problem] = problems;
    json!({
        "inspection": folder,
        "for": step.word(),
        "date": date,
        "ready": readiness.is_ready(),
        "problems": problem::to_json(problems),
        "missing": gaps,
        "open": open,
        "waiting": waiting,
        "to_send": messages,
    })
}
