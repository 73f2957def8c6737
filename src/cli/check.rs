use std::path::Path;

use super::output::say;
use super::templates::say_which_are_in_force;
use super::{Failure, Form, Status, print_json, show, status_of, targets};
use crate::check;
use crate::problem::{self, Problem};
use crate::publish::{WorkspaceInputs, typst_warnings};
use crate::record::Record;
use crate::search::Terms;
use crate::translation;

/// Report every problem in the records
///
/// Reports all problems in one run, in the order of files and lines. A warning does not stop a build.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack check\n  sqspack check 2027-01-aberford\n  sqspack check --format json")]
pub struct Args {
    /// Inspections by name or path, or whole workspaces; all inspections if you name none
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
    /// Report instead where the Welsh templates differ from the English ones or from the glossary
    #[arg(long, conflicts_with = "folders")]
    translations: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let mut all: Vec<Problem> = Vec::new();
    for target in targets::find(directory, &args.folders)? {
        let root = target.workspace.root.display().to_string();
        let inputs = match target.inputs() {
            Ok(inputs) => inputs,
            Err(problems) => {
                all.extend(report(args.format, &root, problems)?);
                continue;
            }
        };
        if args.translations {
            all.extend(report(args.format, &root, translation::check(&inputs.templates))?);
            continue;
        }
        if !inputs.workspace.problems.is_empty() {
            all.extend(report(args.format, &root, inputs.workspace.problems.clone())?);
        }
        let unconfirmed = target.own().unconfirmed(&target.workspace);
        if unconfirmed.is_some() {
            all.extend(report(args.format, &root, unconfirmed.iter().cloned().collect())?);
        }
        say_which_are_in_force(&target, true)?;
        for (folder, problems) in checked(&inputs, target.folders, unconfirmed.is_none()) {
            all.extend(report(args.format, &folder, problems)?);
        }
    }
    if args.format == Form::Json {
        print_json(&problem::to_json(&all))?;
    }
    Ok(status_of(&all))
}

/// The problems of each inspection. Some show only when inspections are compared; each of these goes to its own inspection.
fn checked(inputs: &WorkspaceInputs, folders: Vec<String>, lay_out: bool) -> Vec<(String, Vec<Problem>)> {
    let (records, mut found): (Vec<Record>, Vec<Vec<Problem>>) =
        folders.iter().map(|folder| inputs.checked(folder)).unzip();
    for (folder, found) in folders.iter().zip(&mut found) {
        // Nothing is made of templates that nobody here has confirmed, not even to look for warnings.
        if lay_out {
            found.extend(typst_warnings(inputs, folder));
        }
    }
    for problem in check::across(&records) {
        let own = |record: &Record| record.sources.values().any(|source| source.path == problem.place.file.path);
        if let Some(index) = records.iter().position(own) {
            found[index].push(problem);
        }
    }
    for (record, found) in records.iter().zip(&mut found) {
        check::settle_further(record, found);
        check::hide_children(found, &Terms::new(record));
        problem::sort(found);
    }
    folders.into_iter().zip(found).collect()
}

fn report(format: Form, about: &str, problems: Vec<Problem>) -> Result<Vec<Problem>, Failure> {
    if format == Form::Human {
        show(&problems)?;
        say!("{about}: {}", problem::summary(&problems))?;
    }
    Ok(problems)
}
