//! The command line: one file a command, each of them arguments in, library calls, exit status.

mod build;
mod check;
mod clock;
mod explain;
mod holidays;
mod new;
mod schema;
mod status;
mod targets;
mod timeline;
mod translations;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::problem::{self, Problem};

/// Turns the plain-text record of an inspection into every document that it needs.
///
/// An inspection is a folder of TOML files below `inspections/`; its documents are made in `packs/`.
#[derive(Debug, Parser)]
#[command(
    name = "sqspack",
    version,
    max_term_width = 100,
    before_help = "Examples:\n  \
        sqspack new 2027-03-harrowdale        begin an inspection\n  \
        sqspack check                         say everything that is wrong in any record\n  \
        sqspack build                         make every pack\n  \
        sqspack build 2027-03-harrowdale      make one\n  \
        sqspack watch                         keep every pack right while records are edited\n  \
        sqspack timeline 2027-03-harrowdale   every date with its reason\n  \
        sqspack status                        what is overdue, due and next",
    after_help = "Exit status: 0 all is well; 1 there are problems in a record or template; 2 wrong usage, or the machine's fault."
)]
struct Cli {
    /// Work in the workspace that this folder belongs to
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    directory: PathBuf,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Check(check::Args),
    Build(build::Args),
    Watch(watch::Args),
    Timeline(timeline::Args),
    Explain(explain::Args),
    Holidays(holidays::Args),
    Status(status::Args),
    Schema(schema::Args),
    Translations(translations::Args),
}

/// How results are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Human,
    /// For programs
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// All is well.
    Well,
    /// There are problems in a record or template.
    Problems,
    /// Wrong usage, or the machine's fault.
    Failed,
}

/// Why a command cannot go on, in words for standard error.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.command {
        Command::New(args) => new::run(&cli.directory, &args),
        Command::Check(args) => check::run(&cli.directory, &args),
        Command::Build(args) => build::run(&cli.directory, &args),
        Command::Watch(args) => watch::run(&cli.directory, &args),
        Command::Timeline(args) => timeline::run(&cli.directory, &args),
        Command::Explain(args) => explain::run(&cli.directory, &args),
        Command::Holidays(args) => holidays::run(&cli.directory, &args),
        Command::Status(args) => status::run(&cli.directory, &args),
        Command::Schema(args) => schema::run(&cli.directory, &args),
        Command::Translations(args) => translations::run(&cli.directory, &args),
    };
    let status = ended.unwrap_or_else(|Failure(words)| {
        anstream::eprintln!("{}{words}", styled_error());
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// `error: `, in red on a terminal.
fn styled_error() -> String {
    let style = clap::builder::styling::AnsiColor::Red.on_default().bold();
    format!("{style}error{style:#}: ")
}

/// Shows problems to a person, on standard error.
fn show(problems: &[Problem]) {
    anstream::eprint!("{}", problem::render(problems, true));
}

/// Prints JSON on standard output.
fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    anstream::println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}

/// What problems make of the exit status.
fn status_of(problems: &[Problem]) -> Status {
    if problems.iter().any(Problem::is_error) { Status::Problems } else { Status::Well }
}
