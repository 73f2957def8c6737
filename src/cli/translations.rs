use std::path::{Path, PathBuf};

use super::from_outside::FromOutside;
use super::output::{say, tell};
use super::templates::keep_confirmed;
use super::{Failure, Status, show, targets};
use crate::publish::WorkspaceInputs;
use crate::template::{AGREED, Templates};
use crate::translation::{Standing, agree, export, import, pairs};
use crate::workspace::Workspace;
use crate::workspace::durable::write_over;
use crate::workspace::files::read_named;

/// Keep the Welsh templates in step with the English ones
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Record that the translator agrees the Welsh of a document with its present English
    #[command(before_help = "Examples:\n  sqspack translations agree confirmation-letter\n  \
                       sqspack translations agree --unconfirmed")]
    Agree {
        /// Id of the document in the catalogue, or `phrases`; all if you name none
        #[arg(value_name = "DOCUMENT")]
        document: Option<String>,
        /// Record that the Welsh says what the English says, and that no translator has agreed it yet
        #[arg(long)]
        unconfirmed: bool,
    },
    /// Write every text to a workbook for the translator
    #[command(before_help = "Example:\n  sqspack translations export for-the-translator.xlsx")]
    Export {
        /// The workbook to write
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
    },
    /// Import the translator's changes from the workbook
    ///
    /// Refuses a text that has lost a slot, that changed here since the export, or that a template would read as markup or
    /// code.
    #[command(before_help = "Example:\n  sqspack translations import from-the-translator.xlsx")]
    Import {
        /// The workbook to read
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let Some(target) = targets::find(directory, &[])?.into_iter().next() else { return Ok(Status::Well) };
    let inputs = match target.inputs() {
        Ok(inputs) => inputs,
        Err(problems) => {
            show(&problems)?;
            return Ok(Status::Problems);
        }
    };
    let WorkspaceInputs { workspace, templates, .. } = &inputs;
    match &args.command {
        Command::Agree { document, unconfirmed } => {
            let standing = if *unconfirmed { Standing::Unconfirmed } else { Standing::Agreed };
            keep_confirmed(&target, || agree_one(workspace, templates, document.as_deref(), standing))
        }
        Command::Export { file } => {
            if file.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
                let help = "a name that ends with `.xlsx`, so that no file of another kind is written over";
                return Err(Failure(format!("the workbook needs another name\nhelp: {help}")));
            }
            write_over(&directory.join(file), &export(templates)?)?;
            let path = file.to_string_lossy();
            say!("{} written", super::typed::shown(workspace, &path))?;
            Ok(Status::Well)
        }
        Command::Import { file } => keep_confirmed(&target, || take_back(workspace, templates, &directory.join(file))),
    }
}

fn agree_one(
    workspace: &Workspace,
    templates: &Templates,
    document: Option<&str>,
    standing: Standing,
) -> Result<Status, Failure> {
    if let Some(document) = document
        && !pairs(templates).iter().any(|pair| pair.document == document)
    {
        return Err(Failure(format!("there is no document `{document}` with a template to agree")));
    }
    let path = workspace.templates().join(AGREED);
    write_over(&path, agree(templates, document, standing).as_bytes())?;
    let noted = match standing {
        Standing::Agreed => "agreed",
        Standing::Unconfirmed => "noted, and waits for a translator",
    };
    say!("{}: {} {noted}", path.display(), document.unwrap_or("everything"))?;
    Ok(Status::Well)
}

fn take_back(workspace: &Workspace, templates: &Templates, file: &Path) -> Result<Status, Failure> {
    let bytes = read_named(file).map_err(|refused| Failure(format!("{}: {}", file.display(), refused.message())))?;
    FromOutside::Workbook
        .try_to_read(&bytes)
        .map_err(|unread| Failure(format!("{}: {}", file.display(), unread.words("the workbook"))))?;
    let import = import(templates, &bytes).map_err(|words| Failure(format!("{}: {words}", file.display())))?;
    for (path, text) in &import.files {
        write_over(&workspace.templates().join(path), text.as_bytes())?;
    }
    for refused in &import.refused {
        tell!("refused: {refused}")?;
    }
    say!("{} texts imported, {} refused", import.taken, import.refused.len())?;
    Ok(if import.refused.is_empty() { Status::Well } else { Status::Problems })
}
