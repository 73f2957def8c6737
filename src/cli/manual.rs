use clap::CommandFactory;
use clap_mangen::Man;

use super::{Cli, Failure, Status, output};

/// Print the manual page of the program or of one command
///
/// The page is in the format that `man` reads.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack manual > sqspack.1; man ./sqspack.1\n  \
        sqspack manual build > sqspack-build.1")]
pub struct Args {
    /// The command; the whole program if you name none
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub fn run(args: &Args) -> Result<Status, Failure> {
    let mut program = Cli::command();
    program.build();
    let about = match &args.command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
            Failure(format!("there is no command `{name}`\nhelp: the commands are {}", names.join(", ")))
        })?,
    };
    let mut page = Vec::new();
    Man::new(about).render(&mut page)?;
    output::bytes(&page)?;
    Ok(Status::Well)
}
