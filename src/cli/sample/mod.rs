//! `sqspack sample`: the program proposes, a person decides.

mod decide;
mod explain;
mod opened;
mod propose;
pub(super) mod table;
mod take;

use std::path::Path;

use super::{Failure, Form, Status};
use crate::selection::RowDecision;
use opened::{RowWords, rows_after_folder};

/// Choose which cases of the long-list are inspected
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Propose the best sample, and say what it reaches
    ///
    /// Looks at the rows of the long-list in `children.private.toml`, at the numbers of the tiers, and at what was pinned and barred.
    /// It writes nothing. No name of a child is shown: a row is its reference.
    #[command(
        before_help = "Examples:\n  sqspack sample propose aberford\n  sqspack sample propose aberford --format json"
    )]
    Propose {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
    /// Say why a row is in the proposed sample, or which case is in its place
    #[command(before_help = "Example:\n  sqspack sample explain aberford L017")]
    Explain {
        /// The inspection, which you can leave out in its folder, and the reference of the row
        #[arg(value_name = "FOLDER|ROW", required = true, num_args = 1..=2)]
        words: Vec<String>,
    },
    /// Write into `cases.toml` that rows have to be in the sample
    #[command(
        before_help = "Example:\n  sqspack sample pin aberford L017 L022 --reason \"both were looked at with the YOT\""
    )]
    Pin(DecideArgs),
    /// Write into `cases.toml` that rows must not be in the sample
    ///
    /// They count in the shares of the long-list all the same.
    #[command(before_help = "Example:\n  sqspack sample bar aberford L021 --reason \"another YOT did the work\"")]
    Bar(DecideArgs),
    /// Bar one row and pin another of its tier in its place
    #[command(
        before_help = "Example:\n  sqspack sample swap aberford L017 L022 --reason \"the YOT asked for the other\""
    )]
    Swap {
        /// The inspection, which you can leave out in its folder, the row that goes out, and the row that comes in
        #[arg(value_name = "FOLDER|ROW", required = true, num_args = 2..=3)]
        words: Vec<String>,
        /// Why, in words that the YOT may read and without a child's name; if you leave it out, the reason says that one row stands
        /// for the other
        #[arg(long)]
        reason: Option<String>,
    },
    /// Write the proposed sample into the record, each case with its HMIP ID
    ///
    /// `cases.toml` gets the cases, and `children.private.toml` which row is which case. Rows that a person has to look at first
    /// must be pinned or barred before.
    #[command(before_help = "Example:\n  sqspack sample take aberford")]
    Take {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
    },
    /// Replace a selected case by the best other one, and change nothing else
    ///
    /// The row that falls out is barred, with the reason. The new case has an HMIP ID of its own.
    #[command(
        before_help = "Example:\n  sqspack sample replace aberford AB07 --reason \"the case file is with the court\""
    )]
    Replace {
        /// The inspection, which you can leave out in its folder, and the HMIP ID of the case that falls out
        #[arg(value_name = "FOLDER|CASE", required = true, num_args = 1..=2)]
        words: Vec<String>,
        /// Why it falls out, in words that the YOT may read and without a child's name
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, clap::Args)]
struct DecideArgs {
    /// The inspection, which you can leave out in its folder, and the references of the rows
    #[arg(value_name = "FOLDER|ROW", required = true)]
    words: Vec<String>,
    /// Why, in words that the YOT may read and without a child's name
    #[arg(long)]
    reason: String,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    match &args.command {
        Command::Propose { folder, format } => propose::run(directory, folder.as_deref(), *format),
        Command::Explain { words } => explain::run(directory, &last(words)),
        Command::Pin(args) => decide::run(directory, &rows_after_folder(&args.words)?, RowDecision::Pin, &args.reason),
        Command::Bar(args) => decide::run(directory, &rows_after_folder(&args.words)?, RowDecision::Bar, &args.reason),
        Command::Swap { words, reason } => {
            let (folder, [out, into]) = split(words)?;
            decide::swap(directory, folder, (out, into), reason.as_deref())
        }
        Command::Take { folder } => take::run(directory, folder.as_deref()),
        Command::Replace { words, reason } => {
            let words = last(words);
            take::replace(directory, words.folder, words.rows[0], reason)
        }
    }
}

/// The last word is the row, and one before it the inspection.
fn last(words: &[String]) -> RowWords<'_> {
    match words {
        [folder, row, ..] => RowWords { folder: Some(folder), rows: vec![row] },
        words => RowWords { folder: None, rows: words.iter().map(String::as_str).collect() },
    }
}

/// The last two words are rows, and one before them the inspection.
fn split(words: &[String]) -> Result<(Option<&str>, [&str; 2]), Failure> {
    match words {
        [folder, out, into] => Ok((Some(folder), [out, into])),
        [out, into] => Ok((None, [out, into])),
        _ => Err(Failure("name the row that goes out and the row that comes in".to_owned())),
    }
}
