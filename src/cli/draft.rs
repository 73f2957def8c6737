use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::output::say;
use super::sound_record::with_sound_record;
use super::{Failure, Status, clock};
use crate::pack::{Rendered, RenderedMessage};
use crate::publish::WorkspaceInputs;
use crate::record::Record;
use crate::status::{self, Freshness};
use crate::template::Format;
use crate::workspace::{disk, temporary};

/// The environment variable with the program that opens a message in the place of the system's own.
const OPENER: &str = "SQSPACK_OPEN";

/// Open a message of the pack as a draft in your mail program
///
/// Opens a temporary copy, so that the pack stays as it is, and puts the message as plain text beside it, ready to paste where a mail
/// program does not open drafts. sqspack never sends anything.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack draft aberford announcement-email\n  sqspack draft aberford interview-invitation-mared-ellis\n  sqspack draft aberford announcement-email --text"
)]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path
    #[arg(value_name = "FOLDER")]
    folder: String,
    /// The message: its name in the catalogue, or its file's name if that name stands for several messages
    #[arg(value_name = "DOCUMENT")]
    document: String,
    /// Print the message as plain text instead, with its addresses and the names of its attachments
    #[arg(long, conflicts_with = "path")]
    text: bool,
    /// Print where the copy is instead of opening it
    #[arg(long)]
    path: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    with_sound_record(directory, Some(&args.folder), |inputs, folder, record| draft(inputs, folder, record, args))
}

fn draft(inputs: &WorkspaceInputs, folder: &str, record: &Record, args: &Args) -> Result<Status, Failure> {
    let planned =
        inputs.plan(record).map_err(|_| Failure("the pack cannot be planned: run `sqspack check`".to_owned()))?;
    let mut wanted = Vec::new();
    let mut known = Vec::new();
    for file in planned.files.into_iter().filter(|file| file.deliverable.document.format == Format::Eml) {
        let stem = stem(file.deliverable.file_name()).to_owned();
        let is_wanted = file.deliverable.document.id == args.document || stem == stem_of_typed(&args.document);
        known.push(stem);
        if is_wanted {
            wanted.push(file);
        }
    }
    let Some(file) = wanted.pop() else {
        return Err(Failure(format!(
            "there is no message `{}` in `{folder}`\nhelp: the messages are {}",
            args.document,
            known.join(", ")
        )));
    };
    if !wanted.is_empty() {
        let names: Vec<&str> = wanted.iter().chain([&file]).map(|file| stem(file.deliverable.file_name())).collect();
        let words = format!("`{}` stands for {} messages", args.document, names.len());
        return Err(Failure(format!("{words}\nhelp: name one: {}", names.join(", "))));
    }
    if file.deliverable.document.secure && !file.route.attachments.is_empty() {
        let words = format!("`{}` may carry the names of children, so sqspack makes no copy of it", args.document);
        return Err(Failure(format!("{words}\nhelp: open the message in the pack itself, and send it by secure mail")));
    }
    let path = file.deliverable.path.clone();
    let Ok(Rendered::Message(message)) = Rendered::new(file, &inputs.templates) else {
        return Err(Failure("the message cannot be made: run `sqspack check`".to_owned()));
    };
    if args.text {
        say!("{}", message.as_text().trim_end())?;
        return Ok(Status::Well);
    }
    let copy = copy(inputs, folder, &path, &message)?;
    if args.path {
        say!("{}", copy.display())?;
    } else {
        open(&copy)?;
        say!("{} is open as a draft; to paste it instead, take {}", path, copy.with_extension("txt").display())?;
    }
    Ok(Status::Well)
}

fn stem(file_name: &str) -> &str {
    file_name.strip_suffix(".eml").unwrap_or(file_name)
}

/// A name of a message as somebody may type it: with its folder and ending, or without.
fn stem_of_typed(typed: &str) -> &str {
    stem(typed.rsplit(['/', '\\']).next().unwrap_or(typed))
}

/// A copy of a message of the pack, with the same as plain text beside it, in a folder of its own that nobody else may read.
fn copy(inputs: &WorkspaceInputs, folder: &str, path: &str, message: &RenderedMessage<'_>) -> Result<PathBuf, Failure> {
    let workspace = &inputs.workspace;
    let board = status::board(workspace, &[folder.to_owned()], clock::today());
    let is_current = board.is_ok_and(|rows| rows.iter().all(|row| row.pack == Freshness::Current));
    let bytes = disk::PackFolder::open(workspace, folder).ok().and_then(|pack| pack.read(path));
    let Some(bytes) = bytes.filter(|_| is_current) else {
        let help = format!("run `sqspack build {folder}`, look at the message, and open it then");
        return Err(Failure(format!("the pack of `{folder}` is out of date, or is not complete\nhelp: {help}")));
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let text = format!("{}.txt", stem(name));
    let copies = temporary::copies(&[(name, &bytes), (&text, message.as_text().as_bytes())])?;
    Ok(copies.join(name))
}

/// Opens a file with the program that the system has for it.
#[expect(clippy::disallowed_methods, reason = "which program opens a message changes nothing of a pack")]
fn open(file: &Path) -> Result<(), Failure> {
    let mut command = match std::env::var_os(OPENER) {
        Some(program) => Command::new(program),
        None if cfg!(target_os = "windows") => {
            let mut command = Command::new("cmd");
            // The empty word is the title of a window; without it a path between quotation marks would be taken for one.
            command.args(["/C", "start", ""]);
            command
        }
        None if cfg!(target_os = "macos") => Command::new("open"),
        None => Command::new("xdg-open"),
    };
    let ended = command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match ended {
        Ok(ended) if ended.success() => Ok(()),
        _ => {
            let words = "no program of this system opens the message";
            Err(Failure(format!("{words}\nhelp: open {} in your mail program yourself", file.display())))
        }
    }
}
