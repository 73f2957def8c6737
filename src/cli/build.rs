use std::cell::LazyCell;
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::Path;
use std::process::exit;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::output::{hide_named, say, tell};
use super::templates::say_which_are_in_force;
use super::{Failure, Form, Status, dry_run, print_json, show, since_sent, status_of, targets};
use crate::problem::{self, Problem, did_you_mean};
use crate::publish::{Lock, Memory, Outcome, WorkspaceInputs, build};
use crate::record::Language;
use crate::translation;
use crate::workspace::gate;

/// The fewest inspections for which a build shows a progress bar.
const BAR_FROM: usize = 12;

/// Make the packs
///
/// Makes only what has changed. A record with errors keeps its last good pack and does not stop the others.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack build\n  sqspack build 2027-01-aberford\n  sqspack build --document schedule\n  sqspack build . examples/*\n  sqspack build aberford --dry-run"
)]
pub struct Args {
    /// Inspections by name or path, or whole workspaces; all inspections if you name none
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// Make only the document with this id in the catalogue
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// Say what would be new, changed or taken away, and write nothing
    #[arg(long, conflicts_with = "document")]
    dry_run: bool,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    if args.dry_run {
        return dry_run::run(directory, &args.folders, args.format);
    }
    // A pack whose writing has begun is written to its end; the others stay as they are.
    ctrlc::set_handler(|| {
        gate::close(super::watch::PATIENCE);
        // Where nobody takes the last words, the status has to do.
        tell!("ended before all packs were built; each is as it was, or whole").ok();
        exit(Status::Failed as i32);
    })?;
    let mut status = Status::Well;
    let mut rows = Vec::new();
    let mut shown = HashSet::new();
    for target in targets::find(directory, &args.folders)? {
        let inputs = match target.confirmed_inputs() {
            Ok(inputs) => inputs,
            Err(problems) => {
                status = status.max(Status::Problems);
                rows.extend(target.folders.iter().map(|folder| row_of_problems(folder, &problems)));
                if args.format == Form::Human {
                    show(&problems)?;
                    say!("{}: {}", target.workspace.root.display(), problem::summary(&problems))?;
                }
                continue;
            }
        };
        say_which_are_in_force(&target, false)?;
        if let Some(id) = &args.document {
            known_document(id, inputs.templates.catalogue.documents.iter().map(|document| document.id.as_str()))?;
        }
        let warnings = &inputs.workspace.problems;
        if args.format == Form::Human {
            show(warnings)?;
        }
        let older_welsh = LazyCell::new(|| older_welsh(&inputs));
        let lock = lock(&inputs)?;
        let bar = bar(target.folders.len());
        // A pack is still made after the output has broken off: what was asked for is the packs.
        let mut reported = Ok(());
        build(&inputs, &lock, &target.folders, args.document.as_deref(), Memory::OnDisk, |mut outcome| {
            if has_welsh(&outcome) {
                outcome.problems.extend(older_welsh.iter().cloned());
            }
            status = status.max(status_of(&outcome.problems));
            if outcome.fault.is_some() {
                status = Status::Failed;
            }
            hide_named(&outcome.folder, &outcome.problems);
            match args.format {
                Form::Human if reported.is_ok() => {
                    reported = bar.suspend(|| {
                        report(&outcome, &mut shown)?;
                        let changed = since_sent::of_pack(&inputs.workspace, &outcome.folder);
                        since_sent::in_words(&changed).iter().try_for_each(|words| say!("  {words}"))
                    })
                }
                Form::Human => {}
                Form::Json => {
                    let changed = since_sent::of_pack(&inputs.workspace, &outcome.folder);
                    rows.push(row(&outcome, warnings, &changed));
                }
            }
            bar.inc(1);
        });
        bar.finish_and_clear();
        reported?;
        targets::tell_of_orphans(&inputs.workspace)?;
    }
    if args.format == Form::Json {
        print_json(&Value::Array(rows))?;
    }
    Ok(status)
}

/// Waits until no other build is at work in the workspace.
fn lock(inputs: &WorkspaceInputs) -> Result<Lock, Failure> {
    let mut told = Ok(());
    let lock = Lock::take(&inputs.workspace, || told = tell!("another build is at work here; waiting for it"))?;
    told.map(|()| lock)
}

/// Whether a pack that was built has documents in Welsh.
fn has_welsh(outcome: &Outcome) -> bool {
    let files = outcome.manifest.iter().flat_map(|manifest| &manifest.files);
    files.into_iter().any(|file| file.language.contains(Language::Welsh.tag()))
}

/// The Welsh sentences that are older than their English. They are warnings: the pack is built.
fn older_welsh(inputs: &WorkspaceInputs) -> Vec<Problem> {
    translation::stale(&inputs.templates).into_iter().filter(|problem| !problem.is_error()).collect()
}

fn known_document<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Result<(), Failure> {
    if known.clone().any(|other| other == id) {
        return Ok(());
    }
    let help = match did_you_mean(id, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the documents are {}", known.collect::<Vec<_>>().join(", ")),
    };
    Err(Failure(format!("there is no document `{id}` in the catalogue\nhelp: {help}")))
}

/// A progress bar if there are many inspections and a person watches.
fn bar(inspections: usize) -> ProgressBar {
    if inspections < BAR_FROM || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} inspections");
    ProgressBar::new(inspections as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Tells a person what the build did for an inspection. Shows a template's problem once, since every inspection has it.
fn report(outcome: &Outcome, shown: &mut HashSet<String>) -> Result<(), Failure> {
    // Two problems of one code and place can differ: a child may be found in several files.
    let key = |problem: &Problem| {
        format!("{} {} {:?} {}", problem.code.id, problem.place.file.path, problem.place.span, problem.message)
    };
    // A problem that this inspection has put to rest is shown with none, and still with the next.
    let (open, settled): (Vec<&Problem>, Vec<&Problem>) =
        outcome.problems.iter().partition(|problem| problem.settled.is_none());
    let new: Vec<Problem> = open.iter().filter(|problem| shown.insert(key(problem))).copied().cloned().collect();
    show(&new)?;
    let name = &outcome.folder;
    let broken = outcome.broken.as_ref().map_or_else(String::new, |broken| format!("; {broken}"));
    if let Some(fault) = &outcome.fault {
        return tell!("{}cannot write the pack of {name}: {fault}{broken}", super::styled_error());
    }
    if outcome.has_errors() {
        let pack = match outcome.removed.as_slice() {
            [] => "its pack is as it was".to_owned(),
            removed => format!("taken out of its pack: {}", removed.join(", ")),
        };
        return say!("{name}: {}; {pack}{broken}", problem::summary(&outcome.problems));
    }
    let mut parts =
        vec![format!("{} written", outcome.written.len()), format!("{} unchanged", outcome.unchanged.len())];
    if !outcome.removed.is_empty() {
        parts.push(format!("{} taken away", outcome.removed.len()));
    }
    parts.extend(outcome.searched.map(|searched| searched.words()));
    if !outcome.problems.is_empty() {
        parts.push(problem::summary(&outcome.problems));
    }
    parts.extend(shown_above(outcome.problems.len() - settled.len() - new.len()));
    say!("{name}: {}", parts.join(", "))?;
    outcome
        .waiting
        .iter()
        .try_for_each(|waiting| say!("  {} waits for {}", waiting.document, waiting.waits_for.join("; ")))
}

/// Where the problems stand that are counted here and shown with an inspection before this one.
fn shown_above(number: usize) -> Option<String> {
    (number > 0).then(|| format!("{number} of these shown above, with another inspection"))
}

/// What the build did for an inspection, with the problems of the workspace and its own.
fn row(outcome: &Outcome, shared: &[Problem], changed: &[(String, NaiveDate)]) -> Value {
    let waiting =
        |waiting: &crate::pack::Waiting| json!({ "document": waiting.document, "waits_for": waiting.waits_for });
    json!({
        "inspection": outcome.folder,
        "written": outcome.written,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "waiting": outcome.waiting.iter().map(waiting).collect::<Vec<_>>(),
        "searched": outcome.searched,
        "problems": problem::to_json(&[shared, &outcome.problems].concat()),
        "fault": outcome.fault,
        "broken": outcome.broken,
        "changed_since_sent": since_sent::to_json(changed),
    })
}

fn row_of_problems(folder: &str, problems: &[Problem]) -> Value {
    row(&Outcome { folder: folder.to_owned(), ..Outcome::default() }, problems, &[])
}
