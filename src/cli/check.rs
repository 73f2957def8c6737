use std::path::Path;

use super::{Failure, Form, Status, print_json, show, status_of, targets};
use crate::build::Shop;
use crate::problem::{self, Problem};
use crate::translation;

/// Say everything that is wrong in the records
///
/// Every problem is reported in one run, in the order of file and line. Warnings do not stop a pack from being built.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack check\n  sqspack check 2027-01-aberford\n  sqspack check --format json")]
pub struct Args {
    /// Inspections, by name or path, or whole workspaces; every inspection where none is named
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// How to put the problems
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
    /// Say instead where the Welsh templates fall short of the English ones and of the glossary
    #[arg(long, conflicts_with = "folders")]
    translations: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let mut all: Vec<Problem> = Vec::new();
    for target in targets::find(directory, &args.folders)? {
        match target.templates() {
            Err(problems) => all.extend(report(args.format, &target.workspace.root.display().to_string(), problems)),
            Ok(templates) if args.translations => {
                let about = target.workspace.root.display().to_string();
                all.extend(report(args.format, &about, translation::check(&templates)));
            }
            Ok(templates) => {
                let folders = target.folders;
                let shop = Shop::new(target.workspace, templates);
                for folder in folders {
                    let (_, problems) = shop.checked(&folder);
                    all.extend(report(args.format, &folder, problems));
                }
            }
        }
    }
    if args.format == Form::Json {
        print_json(&problem::to_json(&all))?;
    }
    Ok(status_of(&all))
}

fn report(format: Form, about: &str, problems: Vec<Problem>) -> Vec<Problem> {
    if format == Form::Human {
        show(&problems);
        anstream::println!("{about}: {}", problem::summary(&problems));
    }
    problems
}
