use std::path::Path;

use super::{Failure, Status, show, targets};
use crate::build::write_over;
use crate::translation::{AGREED, agree, pairs};

/// Keep the Welsh templates in step with the English ones
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Note that the translator has agreed the Welsh of a document as its English stands now
    #[command(
        before_help = "Examples:\n  sqspack translations agree confirmation-letter\n  sqspack translations agree"
    )]
    Agree {
        /// Id of the document in the catalogue, or `phrases`; all where none is named
        #[arg(value_name = "DOCUMENT")]
        document: Option<String>,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let Command::Agree { document } = &args.command;
    for target in targets::find(directory, &[])? {
        let templates = match target.templates() {
            Ok(templates) => templates,
            Err(problems) => {
                show(&problems);
                return Ok(Status::Problems);
            }
        };
        if let Some(document) = document
            && !pairs(&templates).iter().any(|pair| pair.document == *document)
        {
            return Err(Failure(format!("there is no document `{document}` with a template to agree")));
        }
        let path = target.workspace.templates().join(AGREED);
        write_over(&path, agree(&templates, document.as_deref()).as_bytes())?;
        anstream::println!("{}: {} agreed", path.display(), document.as_deref().unwrap_or("everything"));
    }
    Ok(Status::Well)
}
