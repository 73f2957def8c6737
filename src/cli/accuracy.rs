//! `sqspack accuracy`: the words of the draft report, kept when it goes to the YOT.

use std::path::Path;

use super::edited_record::EditedRecord;
use super::output::say;
use super::sound_record::with_sound_record;
use super::{Failure, Status};
use crate::facts::{self, Facts, SentTwice, report_paragraphs};
use crate::record::{FileKind, Language, Record};
use crate::template::Templates;
use crate::view::ViewBuilder;
use crate::workspace::Workspace;

/// Keep the words of the draft report that the YOT checks
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Keep the words of the report as it is now: the draft that goes to the YOT
    ///
    /// Writes `report-draft.toml`, with which `draft-to-final.pdf` compares the report. Run it on the day on which the draft goes out,
    /// before anybody edits the report. Figures of the findings are written out.
    #[command(before_help = "Examples:\n  \
        sqspack accuracy start 2027-01-aberford\n  \
        sqspack accuracy start aberford --again     the draft was sent anew")]
    Start {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Write over the words of an earlier draft
        #[arg(long)]
        again: bool,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let Command::Start { folder, again } = &args.command;
    with_sound_record(directory, folder.as_deref(), |inputs, folder, record| {
        if let Some(refused) = refused(record, *again) {
            return Err(Failure(refused));
        }
        let edited = EditedRecord { workspace: &inputs.workspace, folder, record };
        let report = edited.text(FileKind::Report);
        let texts = [(FileKind::ReportDraft, kept(record, &inputs.workspace, &report, &inputs.templates)?)];
        let after = edited.with_texts(&texts)?;
        edited.write(&texts)?;
        let of = |language: &Language| report_paragraphs(&after.report_draft, *language).len();
        let count: usize = facts::languages(&after).iter().map(of).sum();
        let paragraphs = if count == 1 { "1 paragraph".to_owned() } else { format!("{count} paragraphs") };
        say!("{folder}: {paragraphs} of the draft kept in {}", FileKind::ReportDraft.name())?;
        Ok(Status::Well)
    })
}

/// Why the words are not kept.
fn refused(record: &Record, again: bool) -> Option<String> {
    let is_empty = Language::ALL.iter().all(|language| report_paragraphs(&record.report, *language).is_empty());
    if is_empty {
        return Some("report.toml has no paragraph yet, so there is no draft to keep".to_owned());
    }
    if SentTwice::Report.is_final(record) {
        let help = "the words of a draft are kept before the report is edited; `sqspack diff` shows an older commit";
        return Some(format!("the report is final, so its words are not those of the draft\nhelp: {help}"));
    }
    if record.sources.contains_key(&FileKind::ReportDraft) && !again {
        let help = "add `--again` if the draft was sent anew";
        return Some(format!("the words of the draft are kept already\nhelp: {help}"));
    }
    None
}

/// The words of the draft for a record that does not have them yet, where its report is a draft.
pub fn first_draft(record: &Record, workspace: &Workspace, templates: &Templates) -> Result<Option<String>, Failure> {
    let edited = EditedRecord { workspace, folder: &record.folder, record };
    match refused(record, false) {
        Some(_) => Ok(None),
        None => kept(record, workspace, &edited.text(FileKind::Report), templates).map(Some),
    }
}

/// The text of `report.toml` with the figures of the findings written out, under a heading of its own.
fn kept(record: &Record, workspace: &Workspace, report: &str, templates: &Templates) -> Result<String, Failure> {
    let settings = &workspace.settings;
    let holidays = facts::holidays(settings);
    let facts = Facts::new(record, settings, &holidays);
    let mut edits = Vec::new();
    for language in facts::languages(record) {
        let phrases = templates.phrases(language).map_err(|problem| Failure(problem.message))?;
        let builder = ViewBuilder { record, facts: &facts, settings, phrases, language, sample: None };
        edits.extend(builder.written_out(report));
    }
    edits.sort_by_key(|(place, _)| place.start);
    let mut text = report.to_owned();
    for (place, written) in edits.into_iter().rev() {
        text.replace_range(place, &written);
    }
    let schema = FileKind::Report.schema_name();
    let below = text.lines().skip_while(|line| line.starts_with("#:schema") && line.ends_with(&schema));
    let below: String = below.map(|line| format!("{line}\n")).collect();
    let heading = format!("#:schema ../../schema/{}\n{KEPT}", FileKind::ReportDraft.schema_name());
    Ok(heading + &below)
}

/// What stands above the words.
const KEPT: &str =
    "# The report as it was sent as a draft. `sqspack accuracy start` wrote this file; edit report.toml instead.\n\n";
