use std::path::Path;

use serde_json::{Value, json};

use super::output::{say, tell};
use super::targets::Selection;
use super::{Failure, Form, Status, print_json, show};
use crate::template::{OwnFile, OwnFiles, changes, is_trusted, trust};
use crate::workspace::Workspace;

/// How many own templates a line names.
const NAMED: usize = 3;

/// List the workspace's own templates and what they change
///
/// Own templates decide what documents say and who gets messages. A build uses them once somebody at this machine has
/// confirmed them with `sqspack templates trust`, and asks again after every change.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack templates\n  sqspack templates trust\n  sqspack templates --format json")]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Confirm the workspace's own templates as they are now
    #[command(before_help = "Example:\n  sqspack templates trust")]
    Trust,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let workspace = Workspace::find(directory)?;
    let own = OwnFiles::read(&workspace.root, &workspace.templates());
    if !own.problems().is_empty() {
        show(own.problems())?;
        return Ok(Status::Problems);
    }
    match (&args.action, args.format) {
        (Some(Action::Trust), _) => confirm(&workspace, &own)?,
        (None, Form::Json) => print_json(&json(&workspace, &own))?,
        (None, Form::Human) => list(&workspace, &own)?,
    }
    Ok(Status::Well)
}

fn confirm(workspace: &Workspace, own: &OwnFiles) -> Result<(), Failure> {
    let files = changes(own);
    if files.is_empty() {
        say!("this workspace has no templates of its own")?;
        return Ok(());
    }
    list_files(&files)?;
    trust(workspace, own)?;
    say!("confirmed: {}", count(files.len()))?;
    Ok(())
}

fn list(workspace: &Workspace, own: &OwnFiles) -> Result<(), Failure> {
    let files = changes(own);
    list_files(&files)?;
    match (files.len(), is_trusted(workspace, own)) {
        (0, _) => say!("this workspace has no templates of its own")?,
        (many, true) => say!("{}, confirmed", count(many))?,
        (many, false) => {
            say!("{}, not confirmed: if you trust them, type `sqspack templates trust`", count(many))?;
        }
    }
    Ok(())
}

fn list_files(files: &[OwnFile]) -> Result<(), Failure> {
    for file in files {
        let how = if file.replaces { "in place of the program's" } else { "the workspace's own" };
        say!("templates/{}: {how}", file.path)?;
        for note in &file.notes {
            say!("  {note}")?;
        }
    }
    Ok(())
}

fn json(workspace: &Workspace, own: &OwnFiles) -> Value {
    let file = |file: OwnFile| json!({ "path": file.path, "replaces": file.replaces, "notes": file.notes });
    json!({
        "confirmed": is_trusted(workspace, own),
        "files": changes(own).into_iter().map(file).collect::<Vec<_>>(),
    })
}

/// Says on standard error which own templates are in force, if there are any. `spell_out` tells each change of recipients,
/// markings, words and remote content as well.
pub fn say_which_are_in_force(target: &Selection, spell_out: bool) -> Result<(), Failure> {
    let own = target.own();
    let files = changes(&own);
    if files.is_empty() {
        return Ok(());
    }
    let mut names: Vec<&str> = files.iter().take(NAMED).map(|file| file.path.as_str()).collect();
    let more = format!("{} more", files.len().saturating_sub(NAMED));
    if files.len() > NAMED {
        names.push(&more);
    }
    let state = if is_trusted(&target.workspace, &own) { "in force" } else { "not confirmed" };
    let notes: usize = files.iter().map(|file| file.notes.len()).sum();
    let changed = match notes {
        0 => String::new(),
        1 => "; 1 change to recipients, markings, words or remote content".to_owned(),
        many => format!("; {many} changes to recipients, markings, words or remote content"),
    };
    tell!("own templates {state}: {}{changed} (`sqspack templates` lists them)", names.join(", "))?;
    for file in files.iter().filter(|_| spell_out) {
        for note in &file.notes {
            tell!("  templates/{}: {note}", file.path)?;
        }
    }
    Ok(())
}

/// Runs something that changes the workspace's own templates at the word of a person here. What was confirmed before stays so.
pub fn keep_confirmed<T>(target: &Selection, change: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let was_confirmed = is_trusted(&target.workspace, &target.own());
    let changed = change()?;
    if was_confirmed {
        trust(&target.workspace, &target.own())?;
    }
    Ok(changed)
}

fn count(files: usize) -> String {
    if files == 1 { "1 own template".to_owned() } else { format!("{files} own templates") }
}
