use std::path::Path;

use super::check_for::{self, For};
use super::output::{hide_named, say};
use super::templates::say_which_are_in_force;
use super::{Failure, Form, ProblemForm, Status, output, print_json, show, status_of, targets};
use crate::check;
use crate::problem::{self, Problem};
use crate::publish::{WorkspaceInputs, typst_warnings};
use crate::record::Record;
use crate::retention::still_here;
use crate::search::Terms;
use crate::translation;

/// Report every problem in the records
///
/// Reports all problems in one run, in the order of files and lines. A warning does not stop a build.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack check\n  sqspack check 2027-01-aberford\n  sqspack check --format json\n  sqspack check --format short\n  sqspack check aberford --for sample"
)]
pub struct Args {
    /// Inspections by name or path, or whole workspaces; all inspections if you name none
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// Print for people, for editors (one line a problem) or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: ProblemForm,
    /// Report instead what stands in the way of a step: people, dates, files and messages that are missing
    #[arg(long = "for", value_enum, value_name = "STEP", conflicts_with = "translations")]
    step: Option<For>,
    /// Report instead where the Welsh templates differ from the English ones or from the glossary
    #[arg(long, conflicts_with = "folders")]
    translations: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    if let Some(step) = args.step {
        let form = match args.format {
            ProblemForm::Human => Form::Human,
            ProblemForm::Json => Form::Json,
            ProblemForm::Short => {
                let help = "leave out `--for`, or `--format short`";
                return Err(Failure(format!("what is missing for a step has no line in a file\nhelp: {help}")));
            }
        };
        return check_for::run(targets::find(directory, &args.folders)?, step, form);
    }
    let mut all: Vec<Problem> = Vec::new();
    let targets = targets::find(directory, &args.folders)?;
    let is_alone = targets.len() == 1;
    for target in targets {
        let root = target.workspace.root.display().to_string();
        let before = if is_alone { String::new() } else { format!("{root}/") };
        let report = |about: &str, problems| report(args.format, &before, about, problems);
        let inputs = match target.inputs() {
            Ok(inputs) => inputs,
            Err(problems) => {
                all.extend(report(&root, problems)?);
                continue;
            }
        };
        if args.translations {
            all.extend(report(&root, translation::check(&inputs.templates))?);
            continue;
        }
        if !inputs.workspace.problems.is_empty() {
            all.extend(report(&root, inputs.workspace.problems.clone())?);
        }
        let unconfirmed = target.own().unconfirmed(&target.workspace);
        if unconfirmed.is_some() {
            all.extend(report(&root, unconfirmed.iter().cloned().collect())?);
        }
        say_which_are_in_force(&target, true)?;
        for (folder, problems) in checked(&inputs, target.folders, unconfirmed.is_none()) {
            all.extend(report(&folder, problems)?);
        }
    }
    if args.format == ProblemForm::Json {
        print_json(&problem::to_json(&all))?;
    }
    Ok(status_of(&all))
}

/// The problems of each inspection. Some show only when inspections are compared; each of these goes to its own inspection.
fn checked(inputs: &WorkspaceInputs, folders: Vec<String>, lay_out: bool) -> Vec<(String, Vec<Problem>)> {
    let (records, mut found): (Vec<Record>, Vec<Vec<Problem>>) =
        folders.iter().map(|folder| inputs.checked(folder)).unzip();
    for (record, found) in records.iter().zip(&mut found) {
        found.extend(still_here(&inputs.workspace, record, &inputs.templates.catalogue));
    }
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

/// Reports the problems about an inspection or a workspace. Editors get `before` before each path.
fn report(form: ProblemForm, before: &str, about: &str, problems: Vec<Problem>) -> Result<Vec<Problem>, Failure> {
    hide_named(about, &problems);
    match form {
        ProblemForm::Human => {
            show(&problems)?;
            say!("{about}: {}", problem::summary(&problems))?;
        }
        ProblemForm::Short => output::out(format_args!("{}", problem::to_lines(&problems, before)))?,
        ProblemForm::Json => {}
    }
    Ok(problems)
}
