//! `sqspack schedule`: the program proposes, a person decides.

mod decide;
mod explain;
mod opened;
mod propose;
mod replan;
mod sent;
mod show;

use std::path::Path;

use super::{Failure, Form, Status};
use crate::scheduling::Purpose;

/// Put the selected cases into the inspectors' slots
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Propose the best schedule, and say what it reaches
    ///
    /// A case that has a slot keeps it; every other case gets one. It looks at when the case managers and the team are there, at
    /// offices, at pins and at the goals of `[schedule-goals]`. It writes nothing.
    #[command(before_help = "Examples:\n  sqspack schedule propose aberford\n  \
            sqspack schedule propose aberford --anew           only pinned cases keep their slots\n  \
            sqspack schedule propose aberford --format json")]
    Propose {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Let only pinned cases keep their slots
        #[arg(long)]
        anew: bool,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
    /// Write the proposed schedule into `cases.toml`
    ///
    /// Each case gets its `slot`; a case whose case manager cannot be there gets `interview = false`. Comments and order stay.
    #[command(before_help = "Examples:\n  sqspack schedule take aberford\n  sqspack schedule take aberford --anew")]
    Take {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Let only pinned cases keep their slots
        #[arg(long)]
        anew: bool,
    },
    /// Say what it would cost to put a case into each other slot
    #[command(before_help = "Example:\n  sqspack schedule explain aberford AB07")]
    Explain {
        /// The inspection, which you can leave out in its folder, and the HMIP ID
        #[arg(value_name = "FOLDER|CASE", required = true, num_args = 1..=2)]
        words: Vec<String>,
    },
    /// Keep a case in its slot, with the reason
    #[command(before_help = "Examples:\n  \
            sqspack schedule pin aberford AB07 --reason \"agreed by telephone\"\n  \
            sqspack schedule pin aberford AB07 --slot \"LI 3\" --reason \"the only hour of her interpreter\"")]
    Pin {
        /// The inspection, which you can leave out in its folder, and the HMIP ID
        #[arg(value_name = "FOLDER|CASE", required = true, num_args = 1..=2)]
        words: Vec<String>,
        /// Put the case into this slot first
        #[arg(long)]
        slot: Option<String>,
        /// Why, in words that the YOT may read and without a child's name
        #[arg(long)]
        reason: String,
    },
    /// Let a pinned case move again
    #[command(before_help = "Example:\n  sqspack schedule unpin aberford AB07")]
    Unpin {
        /// The inspection, which you can leave out in its folder, and the HMIP ID
        #[arg(value_name = "FOLDER|CASE", required = true, num_args = 1..=2)]
        words: Vec<String>,
    },
    /// Let two cases change places
    #[command(before_help = "Example:\n  sqspack schedule swap aberford AB03 AB09")]
    Swap {
        /// The inspection, which you can leave out in its folder, and two HMIP IDs
        #[arg(value_name = "FOLDER|CASE", required = true, num_args = 2..=3)]
        words: Vec<String>,
    },
    /// Plan again after the schedule has gone out, with as few changes as can be
    ///
    /// Type into the record what has changed first: a day in `away`, another inspector, a case replaced. If possible, no further
    /// case loses its interview; then as few cases as possible move, and as few people as possible have to be told. What the
    /// schedule said before stays in `cases.toml` as `before`, until `sqspack schedule sent` says that the new one has gone out.
    /// Where the ledger knows the schedule that was sent, changes are counted from that.
    #[command(before_help = "Examples:\n  sqspack schedule replan aberford              show what would change\n  \
            sqspack schedule replan aberford --take       write it into cases.toml\n  \
            sqspack schedule replan aberford --since v1   count changes from the schedule at a commit")]
    Replan {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Write it into `cases.toml`
        #[arg(long)]
        take: bool,
        /// Count changes from the schedule at this commit
        #[arg(long, value_name = "COMMIT")]
        since: Option<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
    /// Say that the schedule has gone out as it stands
    ///
    /// From then on changes are counted from it: every `before` goes out of `cases.toml`.
    #[command(before_help = "Example:\n  sqspack schedule sent aberford")]
    Sent {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    match &args.command {
        Command::Propose { folder, anew, format } => {
            propose::run(directory, folder.as_deref(), purpose(*anew), *format)
        }
        Command::Take { folder, anew } => propose::take(directory, folder.as_deref(), purpose(*anew)),
        Command::Explain { words } => {
            let (folder, [case]) = split(words)?;
            explain::run(directory, folder, case)
        }
        Command::Pin { words, slot, reason } => {
            let (folder, [case]) = split(words)?;
            decide::pin(directory, folder, case, slot.as_deref(), reason)
        }
        Command::Unpin { words } => {
            let (folder, [case]) = split(words)?;
            decide::unpin(directory, folder, case)
        }
        Command::Swap { words } => {
            let (folder, cases) = split(words)?;
            decide::swap(directory, folder, cases)
        }
        Command::Replan { folder, take, since, format } => {
            replan::run(directory, folder.as_deref(), since.as_deref(), *take, *format)
        }
        Command::Sent { folder } => decide::sent(directory, folder.as_deref()),
    }
}

fn purpose(anew: bool) -> Purpose {
    if anew { Purpose::Anew } else { Purpose::Complete }
}

/// The last words are cases, and one before them the inspection.
fn split<const CASES: usize>(words: &[String]) -> Result<(Option<&str>, [&str; CASES]), Failure> {
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let cases = all.last_chunk::<CASES>().copied();
    let folder = all.first().copied().filter(|_| all.len() > CASES);
    let cases = cases.ok_or_else(|| Failure(format!("name {CASES} cases by their HMIP IDs")))?;
    Ok((folder, cases))
}
