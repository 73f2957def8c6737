use std::fmt::Write as _;
use std::path::Path;

use super::sound_record::with_sound_record;
use super::{Failure, Form, Status, output, print_json, show};
use crate::view::{MessageView, ReaderView};

/// Show who gets each message, with which attachments, and why
///
/// Look at this before anything goes. The same table is in the pack as `1-announcement/recipients.pdf`.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack recipients 2027-01-aberford\n  sqspack recipients 2027-01-aberford --format json"
)]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    with_sound_record(directory, args.folder.as_deref(), |inputs, folder, record| {
        let messages = match inputs.plan(record) {
            Ok(planned) => planned.messages,
            Err(problems) => {
                show(&problems)?;
                return Ok(Status::Problems);
            }
        };
        match args.format {
            Form::Json => print_json(&serde_json::to_value(&messages)?)?,
            Form::Human => output::out(format_args!("{}", in_words(folder, &messages)))?,
        }
        Ok(Status::Well)
    })
}

/// A block for each message: its head, a line for each person, and what goes with it.
fn in_words(folder: &str, messages: &[MessageView]) -> String {
    let mut text = match messages.len() {
        1 => format!("{folder}: 1 message\n"),
        count => format!("{folder}: {count} messages\n"),
    };
    for message in messages {
        let languages: Vec<&str> =
            message.languages.iter().map(|tag| if *tag == "cy" { "Welsh" } else { "English" }).collect();
        let by = if message.secure { ", by secure mail" } else { "" };
        let (date, marking) = (&message.date.full, &message.marking);
        write!(text, "\n{}\n  {date}, {marking}{by}, {}\n", message.path, languages.join(" and ")).ok();
        let width = |of: fn(&ReaderView) -> &String| message.readers.iter().map(|one| of(one).chars().count()).max();
        let names = width(|reader| &reader.name).unwrap_or_default();
        let addresses = width(|reader| &reader.address).unwrap_or_default();
        for reader in &message.readers {
            let ReaderView { name, address, line, .. } = reader;
            writeln!(text, "  {line:<4} {name:names$}  {address:addresses$}  {}", why(reader)).ok();
        }
        if !message.reply_to.is_empty() {
            writeln!(text, "  answers to {}", message.reply_to).ok();
        }
        if !message.attachments.is_empty() {
            writeln!(text, "  with {}", message.attachments.join(", ")).ok();
        }
    }
    text
}

fn why(reader: &ReaderView) -> String {
    match reader.named {
        "team.members" => "inspection team".to_owned(),
        "office" => "support office".to_owned(),
        _ if !reader.role.is_empty() => reader.role.clone(),
        "report-reader" => "own message, copy of the report".to_owned(),
        "touched" => "own message about a change".to_owned(),
        "complaint" => "own message about a complaint".to_owned(),
        "concern" => "own message about a case".to_owned(),
        own => format!("own message, {}", own.replace('-', " ")),
    }
}
