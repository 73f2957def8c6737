use std::path::Path;

use serde_json::json;

use super::output::say;
use super::{Failure, Form, Status, print_json, show, status_of, targets};
use crate::calendar::TimelineEntry;
use crate::explain::time_of;
use crate::facts::{self, Facts};
use crate::problem::Problem;
use crate::record::{FileKind, Record};

/// Show every date of an inspection with its reason
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack timeline 2027-01-aberford\n  sqspack timeline 2027-01-aberford --format json"
)]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, args.folder.as_deref())?;
    let (record, found) = super::read_to_print(&workspace, &folder);
    let problems = [workspace.problems.clone(), of_dates(&record, found)].concat();
    if status_of(&problems) != Status::Well {
        show(&problems)?;
        return Ok(Status::Problems);
    }
    let holidays = facts::holidays(&workspace.settings);
    let timeline = Facts::new(&record, &workspace.settings, &holidays).timeline;
    match args.format {
        Form::Json => print_json(&timeline.entries().iter().map(row).collect())?,
        Form::Human => timeline.entries().iter().try_for_each(print)?,
    }
    Ok(Status::Well)
}

/// The problems that stop the program from working out dates: those of `inspection.toml`, and of a child whom it may name.
fn of_dates(record: &Record, problems: Vec<Problem>) -> Vec<Problem> {
    let file = record.sources.get(&FileKind::Inspection).map(|source| source.path.clone());
    let path = file.unwrap_or_else(|| format!("inspections/{}/{}", record.folder, FileKind::Inspection.name()));
    let stops = super::stops_printing(record);
    problems.into_iter().filter(|problem| problem.place.file.path == path || stops(problem)).collect()
}

fn row(entry: &TimelineEntry) -> serde_json::Value {
    json!({
        "milestone": entry.milestone.name(),
        "date": entry.date().to_string(),
        "time": entry.time.map(|time| time.format("%H:%M").to_string()),
        "part_of_day": entry.part.map(|part| part.name()),
        "nominal": entry.nominal.to_string(),
        "counted": entry.counted.map(|date| date.to_string()),
        "by_hand": entry.by_hand.as_ref().map(|by_hand| by_hand.on.to_string()),
        "reason": entry.reason(),
    })
}

fn print(entry: &TimelineEntry) -> Result<(), Failure> {
    let time = time_of(entry).unwrap_or_default();
    let date = entry.date().format("%a %e %b %Y");
    say!("{date}  {time:17}  {:20}  {}", entry.milestone.name(), entry.reason())
}
