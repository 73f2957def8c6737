use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Failure, Status, output};

/// Print a script that completes commands in your shell
///
/// Save the script where your shell looks for completions, or run it when the shell starts.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack completions bash > ~/.local/share/bash-completion/completions/sqspack\n  \
        sqspack completions powershell >> $PROFILE")]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = shell())]
    shell: Shell,
}

/// The four shells that `tests/program/shells.rs` covers; clap has more.
fn shell() -> impl clap::builder::TypedValueParser<Value = Shell> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    PossibleValuesParser::new(["bash", "zsh", "fish", "powershell"]).try_map(|name| name.parse::<Shell>())
}

pub fn run(args: &Args) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "sqspack", &mut script);
    output::bytes(&script)?;
    Ok(Status::Well)
}
