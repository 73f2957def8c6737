use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::output::{self, out, say};
use super::{Failure, Form, Status, print_json, show, status_of, targets, without_child};
use crate::calendar::Milestone;
use crate::explain::{ExplainedRecord, codes, date, document, masked_dates};
use crate::facts::{self, Facts};
use crate::phrases::Phrases;
use crate::problem::{self, code, did_you_mean};
use crate::record::{Language, Record, Settings};
use crate::search::Terms;
use crate::template::{Document, Templates};
use crate::workspace::Workspace;

/// Explain a date, a message, or where a document's facts come from
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack explain 2027-01-aberford                       what can be explained\n  \
        sqspack explain 2027-01-aberford long-list-due         how sqspack worked out this date\n  \
        sqspack explain 2027-01-aberford confirmation-letter   the line behind each of its facts\n  \
        sqspack explain --masked aberford timeline             where others see the screen\n  \
        sqspack explain SQS0303                                what this message means")]
pub struct Args {
    /// The code of a message; or an inspection (its name, a part of its name, or its path) and one of its milestones or documents.
    /// In an inspection's folder you can leave its name out
    #[arg(value_name = "CODE|FOLDER|MILESTONE|DOCUMENT", num_args = 0..=2)]
    words: Vec<String>,
    /// Show stand-ins for people and places, where others see the screen
    #[arg(long)]
    masked: bool,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    match words[..] {
        [] => explain_inspection(targets::find_inspection(directory, None)?, args),
        [word] if is_code(word) => explain_code(word, args.format),
        [word] => match targets::find_inspection(directory, Some(word)) {
            Ok(found) => explain_inspection(found, args),
            Err(failure) => match targets::find_inspection(directory, None) {
                Ok(around) => explain_in(around, word, args),
                Err(_) if Milestone::from_name(word).is_some() => Err(Failure(format!(
                    "`{word}` is a milestone of every inspection\nhelp: name the inspection first: `sqspack explain \
                     2027-01-aberford {word}`"
                ))),
                Err(_) => Err(failure),
            },
        },
        [folder, what, ..] => explain_in(targets::find_inspection(directory, Some(folder))?, what, args),
    }
}

/// Whether a word is meant as the code of a message.
fn is_code(word: &str) -> bool {
    let upper = word.to_uppercase();
    upper.starts_with("SQS") && upper.len() > 3 && upper[3..].starts_with(|sign: char| sign.is_ascii_digit())
}

fn explain_code(id: &str, form: Form) -> Result<Status, Failure> {
    let Some(advice) = codes::find(id) else {
        let help = match did_you_mean(id, code::ALL.iter().map(|code| code.id)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "type the code as the message shows it, such as `SQS0303`".to_owned(),
        };
        return Err(Failure(format!("there is no message code `{id}`\nhelp: {help}")));
    };
    match form {
        Form::Json => print_json(&advice.to_json())?,
        Form::Human => out(format_args!("{}", advice.text()))?,
    }
    Ok(Status::Well)
}

/// What can be explained of an inspection: its milestones and documents.
fn explain_inspection((workspace, folder): (Workspace, String), args: &Args) -> Result<Status, Failure> {
    let Some(ExplainedRecord { record, workspace, inputs, .. }) = sound(workspace, &folder, args.masked)? else {
        return Ok(Status::Problems);
    };
    let folder = &record.folder;
    let facts = Facts::new(&record, &workspace.settings, &inputs.holidays);
    let phrases = english(&inputs.templates)?;
    let milestones: Vec<(&str, String)> = facts
        .timeline
        .entries()
        .iter()
        .map(|entry| (entry.milestone.name(), phrases.milestone(entry.milestone.name())))
        .collect();
    let documents = inputs.templates.catalogue.documents.iter();
    // An own catalogue may name a child.
    let terms = Terms::new(&record);
    let shown = |document: &Document| without_child(&terms, &title(document)).to_owned();
    let documents: Vec<(&str, String)> =
        documents.map(|document| (without_child(&terms, &document.id), shown(document))).collect();
    if args.format == Form::Json {
        let list = |things: &[(&str, String)]| -> Vec<serde_json::Value> {
            things.iter().map(|(name, title)| json!({ "name": name, "title": title })).collect()
        };
        let value = json!({ "inspection": folder, "milestones": list(&milestones), "documents": list(&documents) });
        return print_json(&value).map(|()| Status::Well);
    }
    for (heading, things) in [("milestones", &milestones), ("documents", &documents)] {
        say!("{heading}:")?;
        let width = things.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        things.iter().try_for_each(|(name, title)| say!("  {name:width$}  {title}"))?;
    }
    say!("explain one: `sqspack explain {folder} {}`", milestones.first().map_or("announcement", |(name, _)| name))?;
    Ok(Status::Well)
}

fn explain_in((workspace, folder): (Workspace, String), what: &str, args: &Args) -> Result<Status, Failure> {
    let milestone = Milestone::from_name(what);
    if milestone.is_none()
        && let Some(explained) = sound(workspace.clone(), &folder, args.masked)?
    {
        return explain_document(&explained, what, args);
    }
    let Some(milestone) = milestone else { return Ok(Status::Problems) };
    let Some((record, settings)) = dates_of(&workspace, &folder, args.masked)? else { return Ok(Status::Problems) };
    let holidays = facts::holidays(&settings);
    let facts = Facts::new(&record, &settings, &holidays);
    let Some(entry) = facts.timeline.get(milestone) else {
        return Err(Failure(format!("an inspection in this country has no `{what}`")));
    };
    let told = date::tell(entry, &record, &settings);
    match args.format {
        Form::Json => print_json(&serde_json::to_value(&told)?)?,
        Form::Human => out(format_args!("{}", told.text()))?,
    }
    Ok(Status::Well)
}

/// The record and the templates, if they have no errors; else shows what is wrong with them.
fn sound(workspace: Workspace, folder: &str, is_masked: bool) -> Result<Option<ExplainedRecord>, Failure> {
    let Some(record) = read(&workspace, folder, is_masked)? else { return Ok(None) };
    match (targets::Selection { folders: vec![folder.to_owned()], workspace }).inputs() {
        Ok(inputs) if is_masked => Ok(Some(ExplainedRecord::masked(Arc::new(inputs), folder))),
        Ok(inputs) => Ok(Some(ExplainedRecord::of(record, Arc::new(inputs)))),
        Err(problems) => show(&problems).map(|()| None),
    }
}

/// The record and the settings, of which dates are worked out without any template.
fn dates_of(workspace: &Workspace, folder: &str, is_masked: bool) -> Result<Option<(Record, Settings)>, Failure> {
    let Some(record) = read(workspace, folder, is_masked)? else { return Ok(None) };
    if !is_masked {
        return Ok(Some((record, workspace.settings.clone())));
    }
    Ok(Some(masked_dates(workspace, folder)))
}

/// The record, if it has no errors; else shows what is wrong with it, which quotes it.
fn read(workspace: &Workspace, folder: &str, is_masked: bool) -> Result<Option<Record>, Failure> {
    let (record, found) = super::read_to_print(workspace, folder);
    let problems = [workspace.problems.clone(), found].concat();
    if status_of(&problems) == Status::Well {
        return Ok(Some(record));
    }
    match is_masked {
        false => show(&problems)?,
        true => output::err(format_args!("{}; without `--masked` each is told\n", problem::summary(&problems)))?,
    }
    Ok(None)
}

fn english(templates: &Templates) -> Result<&Phrases, Failure> {
    templates.phrases(Language::English).map_err(|problem| Failure(problem.message))
}

fn title(document: &Document) -> String {
    document.title_in(Language::English).unwrap_or_default().to_owned()
}

fn explain_document(explained: &ExplainedRecord, what: &str, args: &Args) -> Result<Status, Failure> {
    let templates = &explained.inputs.templates;
    let documents = &templates.catalogue.documents;
    let Some(document) = documents.iter().find(|document| document.id == what) else {
        let known = Milestone::ALL.iter().map(|milestone| milestone.name());
        let known: Vec<&str> = known.chain(documents.iter().map(|document| document.id.as_str())).collect();
        let help = match did_you_mean(what, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the milestones and documents are {}", known.join(", ")),
        };
        return Err(Failure(format!("`{what}` is neither a milestone nor a document\nhelp: {help}")));
    };
    let traced = explained.facts_of(document).map_err(|problem| Failure(problem.message))?;
    match args.format {
        Form::Json => print_json(&serde_json::to_value(&traced)?)?,
        Form::Human => out(format_args!("{}", document::text(&document.id, &traced)))?,
    }
    Ok(Status::Well)
}
