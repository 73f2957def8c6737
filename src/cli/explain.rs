use std::path::Path;

use super::{Failure, Form, Status, output, print_json, show, status_of, targets};
use crate::calendar::Milestone;
use crate::explain::{Origins, codes, date, document};
use crate::facts::{self, Facts};
use crate::problem::{code, did_you_mean};
use crate::publish::WorkspaceInputs;
use crate::record::Language;
use crate::view::{DocumentView, ViewBuilder, document_date};

/// Explain a date, a message, or where a document's facts come from
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack explain 2027-01-aberford long-list-due         how sqspack worked out this date\n  \
        sqspack explain 2027-01-aberford confirmation-letter   the line behind each of its facts\n  \
        sqspack explain SQS0303                                what this message means")]
pub struct Args {
    /// The code of a message, or an inspection by name or path
    #[arg(value_name = "CODE|FOLDER")]
    about: String,
    /// A milestone or a document of that inspection
    #[arg(value_name = "MILESTONE|DOCUMENT")]
    what: Option<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    match &args.what {
        None => explain_code(&args.about, args.format),
        Some(what) => explain_in(directory, &args.about, what, args.format),
    }
}

fn explain_code(id: &str, form: Form) -> Result<Status, Failure> {
    let Some(advice) = codes::find(id) else {
        let help = match did_you_mean(id, code::ALL.iter().map(|code| code.id)) {
            Some(meant) if id.to_uppercase().starts_with("SQS") => format!("did you mean `{meant}`?"),
            _ => {
                format!("for a date or document of an inspection, name that too: `sqspack explain {id} long-list-due`")
            }
        };
        return Err(Failure(format!("there is no message code `{id}`\nhelp: {help}")));
    };
    match form {
        Form::Json => print_json(&advice.to_json())?,
        Form::Human => output::out(format_args!("{}", advice.text()))?,
    }
    Ok(Status::Well)
}

fn explain_in(directory: &Path, folder: &str, what: &str, form: Form) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, Some(folder))?;
    let (record, found) = workspace.read(&folder);
    let problems = [workspace.problems.clone(), found].concat();
    if status_of(&problems) != Status::Well {
        show(&problems)?;
        return Ok(Status::Problems);
    }
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    if let Some(milestone) = Milestone::from_name(what) {
        let Some(entry) = facts.timeline.get(milestone) else {
            return Err(Failure(format!("an inspection in this country has no `{what}`")));
        };
        let told = date::tell(entry, &record, &workspace.settings);
        match form {
            Form::Json => print_json(&serde_json::to_value(&told)?)?,
            Form::Human => output::out(format_args!("{}", told.text()))?,
        }
        return Ok(Status::Well);
    }
    let inputs = match (targets::Target { folders: vec![folder], workspace }).inputs() {
        Ok(inputs) => inputs,
        Err(problems) => {
            show(&problems)?;
            return Ok(Status::Problems);
        }
    };
    let WorkspaceInputs { workspace, templates, .. } = &inputs;
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
    let settings = &workspace.settings;
    let phrases = templates.phrases(Language::English).map_err(|problem| Failure(problem.message))?;
    let builder = ViewBuilder { record: &record, facts: &facts, settings, phrases, language: Language::English };
    let dated_by = document.milestone.unwrap_or(Milestone::Announcement);
    let date = document_date(&facts, Some(dated_by));
    let about = DocumentView {
        id: document.id.clone(),
        title: document.title.get("en").cloned().unwrap_or_default(),
        file: format!("{}.{}", document.file(), document.format.extension()),
        marking: document.marking.clone(),
        date: phrases.date(date),
        attachments: Vec::new(),
    };
    let origins = Origins { record: &record, facts: &facts, workspace, dated_by };
    let traced = document::facts(document, templates, &builder.view(about, date), &origins);
    match form {
        Form::Json => print_json(&serde_json::to_value(&traced)?)?,
        Form::Human => output::out(format_args!("{}", document::text(&document.id, &traced)))?,
    }
    Ok(Status::Well)
}
