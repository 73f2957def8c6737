use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::output::{say, tell};
use super::{Failure, Status, clock, show, targets};
use crate::calendar::{Milestone, in_full};
use crate::facts::{self, Facts};
use crate::problem::{Problem, SourceFile, did_you_mean};
use crate::record::{FileKind, Record, Sources};
use crate::status::{Change, record_done, take_back};
use crate::workspace::Workspace;
use crate::workspace::durable::write_over;
use crate::workspace::files;

/// Record that a milestone was done
///
/// Writes `done = 2027-01-07` under the milestone in `inspection.toml`, and changes nothing else there. `sqspack undo` takes it
/// back.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack done 2027-01-aberford long-list-due                    done today\n  \
        sqspack done aberford announcement planning-meeting            both done today\n  \
        sqspack done aberford announcement --on 2026-12-30             done on another day")]
pub struct DoneArgs {
    #[command(flatten)]
    what: What,
    /// The day on which it was done; today if you leave it out
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
}

/// Take back that a milestone was done
///
/// Removes the line that `sqspack done` wrote into `inspection.toml`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Example:\n  sqspack undo 2027-01-aberford long-list-due")]
pub struct UndoArgs {
    #[command(flatten)]
    what: What,
}

#[derive(Debug, clap::Args)]
struct What {
    /// The inspection (its name, a part of its name, or its path), and then its milestones; in its folder you can leave the
    /// name out
    #[arg(value_name = "FOLDER|MILESTONE", required = true)]
    words: Vec<String>,
}

pub fn record(directory: &Path, args: &DoneArgs) -> Result<Status, Failure> {
    let on = args.on.unwrap_or_else(clock::today);
    let change = |text: &str, milestone| record_done(text, milestone, on);
    let told = |change: Change, title: &str| match change {
        Change::Made => format!("{title}: done on {}", in_full(on)),
        Change::Nothing => format!("{title}: recorded already as done on {}", in_full(on)),
    };
    edit(directory, &args.what.words, &change, &told)
}

pub fn undo(directory: &Path, args: &UndoArgs) -> Result<Status, Failure> {
    let told = |change: Change, title: &str| match change {
        Change::Made => format!("{title}: no longer recorded as done"),
        Change::Nothing => format!("{title}: was not recorded as done"),
    };
    edit(directory, &args.what.words, &take_back, &told)
}

/// Puts a change for a milestone into the text of `inspection.toml`; nothing where the text cannot be read.
type Edit<'e> = dyn Fn(&str, Milestone) -> Option<(String, Change)> + 'e;

/// Changes `inspection.toml` for each milestone that was named, and says what it did.
fn edit(
    directory: &Path,
    words: &[String],
    change: &Edit<'_>,
    told: &dyn Fn(Change, &str) -> String,
) -> Result<Status, Failure> {
    let (workspace, folder, milestones) = named(directory, words)?;
    let (record, found) = super::read(&workspace, &folder);
    let path = workspace.inspections().join(&folder).join(FileKind::Inspection.name());
    let unreadable = || {
        let help = format!("`sqspack check {folder}` says what is wrong there");
        Failure(format!("inspection.toml of {folder} cannot be read, so nothing was written into it\nhelp: {help}"))
    };
    if record.broken.contains(&FileKind::Inspection) || !record.sources.contains_key(&FileKind::Inspection) {
        show(&of_inspection(found))?;
        return Err(unreadable());
    }
    let holidays = facts::holidays(&workspace.settings);
    let timeline = Facts::new(&record, &workspace.settings, &holidays).timeline;
    let before = files::read_text(&workspace.root, &path).map_err(|refused| Failure(refused.message()))?;
    let mut text = before.clone();
    let mut lines = Vec::new();
    for milestone in milestones {
        if timeline.get(milestone).is_none() {
            let name = milestone.name();
            return Err(Failure(format!("an inspection in this country has no `{name}`; nothing was written")));
        }
        let (changed, change) = change(&text, milestone).ok_or_else(unreadable)?;
        text = changed;
        lines.push(told(change, milestone.name()));
    }
    if text != before {
        // Whatever a person saved meanwhile must not be lost.
        if files::read_text(&workspace.root, &path).ok().as_ref() != Some(&before) {
            return Err(Failure(format!("{} has just been changed; run the command again", path.display())));
        }
        write_over(&path, text.as_bytes())?;
    }
    lines.iter().try_for_each(|line| say!("{folder}: {line}"))?;
    let after = of_inspection(problems_of(&folder, &text));
    if after.iter().any(Problem::is_error) {
        tell!("inspection.toml has errors; `sqspack check {folder}` shows them")?;
    }
    Ok(Status::Well)
}

fn of_inspection(problems: Vec<Problem>) -> Vec<Problem> {
    let file = format!("/{}", FileKind::Inspection.name());
    problems.into_iter().filter(|problem| problem.place.file.path.ends_with(&file)).collect()
}

fn problems_of(folder: &str, text: &str) -> Vec<Problem> {
    let path = format!("inspections/{folder}/{}", FileKind::Inspection.name());
    let sources = Sources::from([(FileKind::Inspection, Arc::new(SourceFile::new(path, text.to_owned())))]);
    Record::read(folder, sources).1
}

/// The inspection and the milestones that were named.
fn named(directory: &Path, words: &[String]) -> Result<(Workspace, String, Vec<Milestone>), Failure> {
    let (first, rest) = words.split_first().map_or(("", words), |(first, rest)| (first.as_str(), rest));
    if Milestone::from_name(first).is_some() {
        let (workspace, folder) = targets::find_inspection(directory, None)?;
        return Ok((workspace, folder, milestones(words)?));
    }
    let is_inside = Workspace::find(directory).is_ok_and(|workspace| targets::around(&workspace, directory).is_some());
    let found = targets::find_inspection(directory, Some(first));
    let (workspace, folder) = match (found, near(first)) {
        // Inside an inspection's folder the first word is more likely a milestone than another inspection.
        (Err(_), Some(_)) if is_inside => return Err(unknown(first)),
        (found, _) => found?,
    };
    if rest.is_empty() {
        return Err(Failure(format!("name a milestone of {folder}\nhelp: the milestones are {}", all().join(", "))));
    }
    Ok((workspace, folder, milestones(rest)?))
}

fn milestones(words: &[String]) -> Result<Vec<Milestone>, Failure> {
    words.iter().map(|word| Milestone::from_name(word).ok_or_else(|| unknown(word))).collect()
}

fn unknown(word: &str) -> Failure {
    let help = match near(word) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the milestones are {}", all().join(", ")),
    };
    Failure(format!("there is no milestone `{word}`\nhelp: {help}"))
}

fn near(word: &str) -> Option<&'static str> {
    did_you_mean(word, Milestone::ALL.iter().map(|milestone| milestone.name()))
}

fn all() -> Vec<&'static str> {
    Milestone::ALL.iter().map(|milestone| milestone.name()).collect()
}
