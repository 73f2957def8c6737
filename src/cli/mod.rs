//! The command line. Each command has a file: it takes arguments, calls the library and gives an exit status.

mod accuracy;
mod aggregate;
mod build;
mod check;
mod check_for;
mod clock;
mod completions;
mod destroy;
mod diff;
mod done;
mod draft;
mod dry_run;
mod edited_record;
mod explain;
mod findings;
mod from_outside;
mod guard;
mod holidays;
#[cfg(test)]
mod interrupted;
mod interview;
mod issue;
mod licences;
mod limited;
mod longlist;
mod manual;
mod new;
mod output;
mod passphrase;
mod preview;
mod rebuilt;
mod recipients;
mod returned_sheet;
mod sample;
mod schedule;
mod schema;
mod seal;
mod since_sent;
mod slots;
mod sound_record;
mod status;
mod status_json;
mod status_page;
mod targets;
mod templates;
mod timeline;
mod translations;
mod typed;
mod unseal;
mod verify;
mod watch;

use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::check::{check as check_record, folder_without_child, hide_children, leaves_children_unread};
use crate::facts::{self, Facts};
use crate::problem::{self, Problem, code};
use crate::record::{FileKind, Record, Settings};
use crate::search::Terms;
use crate::workspace::Workspace;
use output::{say, tell};

/// Makes the documents of an inspection from its plain-text record.
///
/// A record is a folder of TOML files in `inspections/`. sqspack writes the documents to `packs/`.
#[derive(Debug, Parser)]
#[command(
    name = "sqspack",
    version,
    max_term_width = 100,
    before_help = "Examples:\n  \
        sqspack new 2027-03-harrowdale        begin an inspection\n  \
        sqspack check                         report every problem in every record\n  \
        sqspack build                         make every pack\n  \
        sqspack build 2027-03-harrowdale      make one pack\n  \
        sqspack watch                         rebuild packs while you edit\n  \
        sqspack preview                       the same, and show them in a browser\n  \
        sqspack timeline 2027-03-harrowdale   show every date with its reason\n  \
        sqspack slots 2027-03-harrowdale      show which slots of the fieldwork are free\n  \
        sqspack sample propose harrowdale     propose which cases are inspected, and say why
        sqspack status                        show what is overdue, due today and next\n  \
        sqspack done harrowdale announcement  record that this was done today\n\n\
        A part of an inspection's name is enough. In its folder you can leave the name out.",
    after_help = "Exit status: 0 all is well; 1 a record or template has errors; 2 wrong usage, or the machine cannot do it."
)]
struct Cli {
    /// Use the workspace that holds this folder
    #[arg(short = 'C', value_name = "DIR", global = true, default_value = ".", hide_default_value = true)]
    directory: PathBuf,

    /// Open sealed children's files with the passphrases in this file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", global = true, hide_short_help = true)]
    passphrase_file: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Check(check::Args),
    Build(build::Args),
    Watch(watch::Args),
    Preview(preview::Args),
    Timeline(timeline::Args),
    Recipients(recipients::Args),
    Diff(diff::Args),
    Draft(draft::Args),
    Slots(slots::Args),
    Longlist(longlist::Args),
    Findings(findings::Args),
    Aggregate(aggregate::Args),
    Sample(sample::Args),
    Schedule(schedule::Args),
    Accuracy(accuracy::Args),
    Done(done::DoneArgs),
    Undo(done::UndoArgs),
    Issue(issue::Args),
    Verify(verify::Args),
    Destroy(destroy::Args),
    Explain(explain::Args),
    Guard(guard::Args),
    Seal(seal::Args),
    Unseal(unseal::Args),
    Holidays(holidays::Args),
    Status(status::Args),
    Schema(schema::Args),
    Templates(templates::Args),
    Translations(translations::Args),
    Completions(completions::Args),
    Manual(manual::Args),
    Licences(licences::Args),
}

/// Whom results are printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Human,
    /// For programs
    Json,
}

/// Whom problems are printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ProblemForm {
    /// For people
    Human,
    /// For editors: a problem a line
    Short,
    /// For programs
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// All is well.
    Well,
    /// A record or template has errors.
    Problems,
    /// Wrong usage, or something that the machine cannot do.
    Failed,
}

/// Why a command cannot go on, for standard error.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    panic::set_hook(Box::new(|panic| {
        // The words of a panic may quote what the program was reading.
        tell!("{}{}", styled_error(), words_of(panic.location())).ok();
    }));
    if let Some(ended) = limited::run() {
        return ended;
    }
    // A thread that waits for a part of one document takes up another one meanwhile, on the same stack. Without the larger one the
    // pool has that of the system.
    rayon::ThreadPoolBuilder::new().stack_size(STACK_OF_A_THREAD).build_global().ok();
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    if let Some(words) = typed::empty_argument(&arguments) {
        tell!("{}{words}", styled_error()).ok();
        return ExitCode::from(Status::Failed as u8);
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(help) => return print_help(&help, &arguments),
    };
    let directory = cli.directory.clone();
    let offered = cli.passphrase_file.as_deref().map_or(Ok(()), passphrase::offer);
    let ended = offered.and_then(|()| match cli.command {
        Command::New(args) => new::run(&cli.directory, &args),
        Command::Check(args) => check::run(&cli.directory, &args),
        Command::Build(args) => build::run(&cli.directory, &args),
        Command::Watch(args) => watch::run(&cli.directory, &args),
        Command::Preview(args) => preview::run(&cli.directory, &args),
        Command::Timeline(args) => timeline::run(&cli.directory, &args),
        Command::Diff(args) => diff::run(&cli.directory, &args),
        Command::Recipients(args) => recipients::run(&cli.directory, &args),
        Command::Draft(args) => draft::run(&cli.directory, &args),
        Command::Slots(args) => slots::run(&cli.directory, &args),
        Command::Longlist(args) => longlist::run(&cli.directory, &args),
        Command::Findings(args) => findings::run(&cli.directory, &args),
        Command::Aggregate(args) => aggregate::run(&cli.directory, &args),
        Command::Sample(args) => sample::run(&cli.directory, &args),
        Command::Schedule(args) => schedule::run(&cli.directory, &args),
        Command::Accuracy(args) => accuracy::run(&cli.directory, &args),
        Command::Done(args) => done::record(&cli.directory, &args),
        Command::Undo(args) => done::undo(&cli.directory, &args),
        Command::Issue(args) => issue::run(&cli.directory, &args),
        Command::Verify(args) => verify::run(&cli.directory, &args),
        Command::Destroy(args) => destroy::run(&cli.directory, &args),
        Command::Explain(args) => explain::run(&cli.directory, &args),
        Command::Guard(args) => guard::run(&cli.directory, &args),
        Command::Seal(args) => seal::run(&cli.directory, &args),
        Command::Unseal(args) => unseal::run(&cli.directory, &args),
        Command::Holidays(args) => holidays::run(&cli.directory, &args),
        Command::Status(args) => status::run(&cli.directory, &args),
        Command::Schema(args) => schema::run(&cli.directory, &args),
        Command::Templates(args) => templates::run(&cli.directory, &args),
        Command::Translations(args) => translations::run(&cli.directory, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Manual(args) => manual::run(&args),
        Command::Licences(args) => licences::run(&args),
    });
    let status = ended.and_then(|status| output::flush().map(|()| status)).unwrap_or_else(|Failure(words)| {
        // If standard error is gone too, the exit status is all that is left to tell.
        let words = typed::without_children(&directory, words, &arguments);
        tell!("{}{words}", styled_error()).ok();
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// Bytes of the stack of each thread that makes documents; `.cargo/config.toml` gives the tests as much.
const STACK_OF_A_THREAD: usize = 8 << 20;

/// What is said of a fault of the program itself: where it is, and nothing of what it was about.
fn words_of(place: Option<&panic::Location<'_>>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" in {}:{}", place.file(), place.line()));
    format!(
        "sqspack has a fault{place}\nhelp: tell those who look after the program, with this line and without a record"
    )
}

/// Prints the help or the version that somebody asked for, or what is wrong with the arguments.
fn print_help(help: &clap::Error, arguments: &[String]) -> ExitCode {
    let is_printed = if help.use_stderr() {
        let words = help.render().ansi().to_string();
        output::err(format_args!("{}", typed::without_children(&typed::directory(arguments), words, arguments))).is_ok()
    } else {
        help.print().is_ok() && output::flush().is_ok()
    };
    let status = if is_printed && !help.use_stderr() { Status::Well } else { Status::Failed };
    ExitCode::from(status as u8)
}

/// `error: `, in red on a terminal.
fn styled_error() -> String {
    let style = clap::builder::styling::AnsiColor::Red.on_default().bold();
    format!("{style}error{style:#}: ")
}

/// A name or a title as it may be shown: not if it is a child's too.
fn without_child<'t>(terms: &Terms, text: &'t str) -> &'t str {
    if terms.may_be_told_by(text) { "(not shown, since it may be a child's)" } else { text }
}

/// Reads an inspection's record. What is wrong with its form quotes nothing of a child.
fn read(workspace: &Workspace, folder: &str) -> (Record, Vec<Problem>) {
    let (record, mut problems) = workspace.read(folder);
    let terms = Terms::new(&record);
    if let Some(shown) = folder_without_child(folder, &terms) {
        output::hide(folder, &shown);
    }
    hide_children(&mut problems, &terms);
    (record, problems)
}

/// The same for a command that prints what the record says: where the record names a child, that is an error too.
fn read_to_print(workspace: &Workspace, folder: &str) -> (Record, Vec<Problem>) {
    let (record, mut problems) = read(workspace, folder);
    let checked = checked(&record, &workspace.settings, problems.clone());
    problems.extend(checked.into_iter().filter(|problem| problem.code.id == code::CHILD_NAMED.id));
    (record, problems)
}

/// Whether a problem keeps a command from printing what the record says: the record names a child, or nobody can tell whether it does.
fn stops_printing(record: &Record) -> impl Fn(&Problem) -> bool + use<> {
    let is_nobody_known = Terms::new(record).children() == 0;
    let is_unread =
        record.broken.contains(&FileKind::Children) || (is_nobody_known && record.faulty.contains(&FileKind::Children));
    move |problem| {
        problem.code == code::CHILD_NAMED
            || (is_nobody_known && leaves_children_unread(problem))
            || (is_unread && problem.is_error() && problem.place.file.private)
    }
}

/// What the rules say of a record, beside what was found in reading it, whether or not the font has its characters.
fn checked(record: &Record, settings: &Settings, found: Vec<Problem>) -> Vec<Problem> {
    let holidays = facts::holidays(settings);
    let facts = Facts::new(record, settings, &holidays);
    check_record(record, &facts, settings, &holidays, &|_| true, found).0
}

/// Shows problems to a person, on standard error.
fn show(problems: &[Problem]) -> Result<(), Failure> {
    output::err(format_args!("{}", problem::render(problems, true)))
}

/// Prints JSON on standard output.
fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    say!("{}", output::escaped(&serde_json::to_string_pretty(value)?))
}

/// The exit status that problems call for.
fn status_of(problems: &[Problem]) -> Status {
    if problems.iter().any(Problem::is_error) { Status::Problems } else { Status::Well }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_panic_are_its_place_alone() {
        let words = words_of(Some(panic::Location::caller()));
        assert!(words.starts_with("sqspack has a fault in src/cli/mod.rs:"), "{words}");
    }
}
