use std::path::Path;

use serde_json::json;

use super::output::{out, say};
use super::{Failure, Form, Status, print_json, show, status_of, targets};
use crate::calendar::Milestone;
use crate::explain::{Origins, codes, date, document};
use crate::facts::{self, Facts};
use crate::phrases::Phrases;
use crate::problem::{code, did_you_mean};
use crate::publish::WorkspaceInputs;
use crate::record::{Language, Record};
use crate::selection::account_of;
use crate::template::{Document, Templates};
use crate::view::{DocumentView, View, ViewBuilder, document_date};
use crate::workspace::Workspace;

/// Explain a date, a message, or where a document's facts come from
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack explain 2027-01-aberford                       what can be explained\n  \
        sqspack explain 2027-01-aberford long-list-due         how sqspack worked out this date\n  \
        sqspack explain 2027-01-aberford confirmation-letter   the line behind each of its facts\n  \
        sqspack explain SQS0303                                what this message means")]
pub struct Args {
    /// The code of a message; or an inspection by name, a part of it, or path, and then a milestone or document of it. In an
    /// inspection's folder you can leave its name out
    #[arg(value_name = "CODE|FOLDER|MILESTONE|DOCUMENT", num_args = 0..=2)]
    words: Vec<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let words: Vec<&str> = args.words.iter().map(String::as_str).collect();
    match words[..] {
        [] => explain_inspection(targets::find_inspection(directory, None)?, args.format),
        [word] if is_code(word) => explain_code(word, args.format),
        [word] => match targets::find_inspection(directory, Some(word)) {
            Ok(found) => explain_inspection(found, args.format),
            Err(failure) => match targets::find_inspection(directory, None) {
                Ok(around) => explain_in(around, word, args.format),
                Err(_) if Milestone::from_name(word).is_some() => Err(Failure(format!(
                    "`{word}` is a milestone of every inspection\nhelp: name the inspection first: `sqspack explain \
                     2027-01-aberford {word}`"
                ))),
                Err(_) => Err(failure),
            },
        },
        [folder, what, ..] => explain_in(targets::find_inspection(directory, Some(folder))?, what, args.format),
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
fn explain_inspection((workspace, folder): (Workspace, String), form: Form) -> Result<Status, Failure> {
    let Some((record, inputs)) = sound(workspace, &folder)? else { return Ok(Status::Problems) };
    let facts = Facts::new(&record, &inputs.workspace.settings, &inputs.holidays);
    let phrases = english(&inputs.templates)?;
    let milestones: Vec<(&str, String)> = facts
        .timeline
        .entries()
        .iter()
        .map(|entry| (entry.milestone.name(), phrases.milestone(entry.milestone.name())))
        .collect();
    let documents = inputs.templates.catalogue.documents.iter();
    let documents: Vec<(&str, String)> = documents.map(|document| (document.id.as_str(), title(document))).collect();
    if form == Form::Json {
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

fn explain_in((workspace, folder): (Workspace, String), what: &str, form: Form) -> Result<Status, Failure> {
    let milestone = Milestone::from_name(what);
    if milestone.is_none()
        && let Some((record, inputs)) = sound(workspace.clone(), &folder)?
    {
        return explain_document(&record, &inputs, what, form);
    }
    let Some(milestone) = milestone else { return Ok(Status::Problems) };
    let (record, found) = super::read_to_print(&workspace, &folder);
    let problems = [workspace.problems.clone(), found].concat();
    if status_of(&problems) != Status::Well {
        show(&problems)?;
        return Ok(Status::Problems);
    }
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let Some(entry) = facts.timeline.get(milestone) else {
        return Err(Failure(format!("an inspection in this country has no `{what}`")));
    };
    let told = date::tell(entry, &record, &workspace.settings);
    match form {
        Form::Json => print_json(&serde_json::to_value(&told)?)?,
        Form::Human => out(format_args!("{}", told.text()))?,
    }
    Ok(Status::Well)
}

/// The record and the templates, if they have no errors; else shows what is wrong with them.
fn sound(workspace: Workspace, folder: &str) -> Result<Option<(Record, WorkspaceInputs)>, Failure> {
    let (record, found) = super::read_to_print(&workspace, folder);
    let problems = [workspace.problems.clone(), found].concat();
    if status_of(&problems) != Status::Well {
        show(&problems)?;
        return Ok(None);
    }
    match (targets::Selection { folders: vec![folder.to_owned()], workspace }).inputs() {
        Ok(inputs) => Ok(Some((record, inputs))),
        Err(problems) => show(&problems).map(|()| None),
    }
}

fn english(templates: &Templates) -> Result<&Phrases, Failure> {
    templates.phrases(Language::English).map_err(|problem| Failure(problem.message))
}

fn title(document: &Document) -> String {
    document.title.get(Language::English.tag()).cloned().unwrap_or_default()
}

fn explain_document(record: &Record, inputs: &WorkspaceInputs, what: &str, form: Form) -> Result<Status, Failure> {
    let WorkspaceInputs { workspace, templates, .. } = inputs;
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
    let facts = Facts::new(record, &workspace.settings, &inputs.holidays);
    let dated_by = document.serves(record);
    let view = view(record, &facts, inputs, document, dated_by)?;
    let origins = Origins { record, facts: &facts, workspace, dated_by };
    let traced = document::facts(document, templates, &view, &origins);
    match form {
        Form::Json => print_json(&serde_json::to_value(&traced)?)?,
        Form::Human => out(format_args!("{}", document::text(&document.id, &traced)))?,
    }
    Ok(Status::Well)
}

/// What a document's templates see in English: of several, the first. A document that waits for something has a view too.
fn view(
    record: &Record,
    facts: &Facts<'_>,
    inputs: &WorkspaceInputs,
    document: &Document,
    dated_by: Milestone,
) -> Result<View, Failure> {
    let is_wanted = |view: &View| view.document.id == document.id && view.language == Language::English.tag();
    if let Some((_, view)) = inputs.views(&record.folder).into_iter().find(|(_, view)| is_wanted(view)) {
        return Ok(view);
    }
    let phrases = english(&inputs.templates)?;
    let settings = &inputs.workspace.settings;
    let sample = account_of(record, facts, settings);
    let language = Language::English;
    let builder = ViewBuilder { record, facts, settings, phrases, language, sample: sample.as_ref() };
    let date = document_date(facts, dated_by);
    let about = DocumentView {
        id: document.id.clone(),
        title: title(document),
        file: format!("{}.{}", document.file(), document.format.extension()),
        marking: document.marking.clone(),
        is_draft: document.as_draft(record).is_some(),
        changed: None,
        date: phrases.date(date),
        attachments: Vec::new(),
    };
    Ok(builder.view(about, date))
}
