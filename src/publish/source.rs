//! A deliverable with its words rendered: everything that it is made from, and its fingerprint.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::bilingual::{Passage, join, with_languages};
use super::fingerprint::Fingerprint;
use crate::pack::Deliverable;
use crate::problem::{Code, Place, Problem, SourceFile, code};
use crate::record::{Language, unmarked};
use crate::render::ics;
use crate::render::workbook::{self, Properties};
use crate::render::{Pdf, Tree, TypstJob, TypstProblem, compile};
use crate::template::Context;
use crate::template::{Format, Templates};
use crate::view::{OwnParts, View};

/// What a file is made from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A PDF.
    Typst(TypstJob),
    /// A workbook: its description in TOML.
    Workbook {
        /// Name of the template.
        template: String,
        /// The description.
        text: String,
        /// Title, author and date.
        properties: Properties,
    },
    /// A calendar file: its description in TOML.
    Calendar {
        /// Name of the template.
        template: String,
        /// The description.
        text: String,
        /// What the identifiers of its events end with: the inspection's reference.
        reference: String,
        /// The date that it bears.
        date: NaiveDate,
    },
    /// A message, without its attachments.
    Mail {
        /// Subject.
        subject: String,
        /// The plain text.
        text: String,
        /// The same as HTML.
        html: String,
    },
}

/// The view of an inspection in one of its languages, about no document, in the three forms in which it is asked for.
#[derive(Debug)]
pub struct Shared {
    /// The view.
    pub view: View,
    /// As JSON.
    pub json: Value,
    /// For Tera.
    pub context: Context,
}

/// What the templates of a file see.
#[derive(Clone, Copy)]
pub struct Seen<'v> {
    /// What it shares with the others of its inspection.
    pub shared: &'v Shared,
    /// What is its own.
    pub own: &'v OwnParts,
    /// Both together, for Tera.
    pub context: &'v Context,
    /// The view in the second language of a message that is in two.
    pub second: Option<&'v Context>,
}

/// A file that has been made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages; nothing for a file that has none.
    pub pages: Option<usize>,
    /// What Typst warns of in the workspace's own templates.
    pub warnings: Vec<Problem>,
}

impl Source {
    /// Renders the words of a deliverable.
    ///
    /// # Errors
    /// What is wrong with its templates.
    pub fn render(deliverable: &Deliverable<'_>, seen: Seen<'_>, templates: &Templates) -> Result<Self, Box<Problem>> {
        let Seen { shared, own, context, second } = seen;
        let words = |part: &str| {
            let rendered = templates.engine.render(&deliverable.template(part), context);
            rendered.map_err(|error| Box::new(templates.problem(&error)))
        };
        Ok(match deliverable.document.format {
            Format::Pdf => Self::Typst(TypstJob {
                name: deliverable.template(".typ"),
                main: words(".typ")?,
                data: data(&deliverable.document.data, shared, own),
                date: deliverable.date,
                ident: deliverable.ident.clone(),
            }),
            Format::Xlsx => Self::Workbook {
                template: deliverable.template(".workbook.toml"),
                text: words(".workbook.toml")?,
                properties: Properties {
                    title: deliverable.title.clone(),
                    author: unmarked(&own.office.inspectorate).into_owned(),
                    subject: unmarked(&shared.view.yot.name).into_owned(),
                    language: deliverable.language.tag().to_owned(),
                    created: deliverable.date,
                },
            },
            Format::Ics => Self::Calendar {
                template: deliverable.template(".calendar.toml"),
                text: words(".calendar.toml")?,
                reference: shared.view.reference.clone(),
                date: deliverable.date,
            },
            Format::Eml => {
                let first = passage(deliverable, deliverable.language, context, templates)?;
                let whole = match (&deliverable.second, second) {
                    (Some((language, _)), Some(context)) => {
                        let second = passage(deliverable, *language, context, templates)?;
                        join(first, second)
                    }
                    _ => first,
                };
                Self::Mail { subject: whole.subject, text: whole.text, html: whole.html }
            }
        })
    }

    /// The fingerprint of the file that is made from this.
    pub fn fingerprint(&self, deliverable: &Deliverable<'_>, templates: &Templates, children: &[u8; 32]) -> String {
        let start = Fingerprint::new()
            .with(deliverable.ident.as_bytes())
            .with(deliverable.title.as_bytes())
            .with(deliverable.date.to_string().as_bytes())
            .with(children);
        match self {
            Self::Typst(job) => start
                .with(&templates.digest(&deliverable.document.id))
                .with(job.main.as_bytes())
                .with(&job.data)
                .finish(),
            Self::Workbook { text, properties, .. } => start
                .with(text.as_bytes())
                .with(properties.author.as_bytes())
                .with(properties.subject.as_bytes())
                .finish(),
            Self::Calendar { text, reference, .. } => start.with(text.as_bytes()).with(reference.as_bytes()).finish(),
            Self::Mail { subject, text, html } => {
                start.with(subject.as_bytes()).with(text.as_bytes()).with(html.as_bytes()).finish()
            }
        }
    }

    /// About how long it takes to make, in microseconds, for beginning with the longest. A workbook comes after all PDFs: it
    /// is written by threads of its own, which take up the cores that have nothing else to do by then.
    pub fn weight(&self) -> usize {
        match self {
            // What is laid out piece by piece stands in brackets: a cell of a table, an item of a list.
            Self::Typst(job) => 1_500 + job.main.len() + 60 * job.main.matches('[').count() + job.data.len(),
            Self::Workbook { .. } => 1,
            Self::Calendar { .. } | Self::Mail { .. } => 0,
        }
    }

    /// Makes the file, unless it is a message, which waits for its attachments; with everything in it that can be read, for
    /// the search for children's names.
    ///
    /// # Errors
    /// What the document's compiler refuses, in the template's file.
    pub fn make(&self, templates: &Templates, tree: &Tree) -> Result<(Option<Made>, String), Vec<Problem>> {
        match self {
            Self::Typst(job) => {
                let problem = |problem: &TypstProblem| typst_problem(code::DOCUMENT, problem, job, templates);
                let pdf = compile(job, tree).map_err(|problems| problems.iter().map(problem).collect::<Vec<_>>())?;
                Ok((
                    Some(Made {
                        warnings: own_warnings(&pdf, job, templates),
                        bytes: pdf.bytes,
                        pages: Some(pdf.pages),
                    }),
                    pdf.text,
                ))
            }
            Self::Workbook { template, text, properties } => {
                let made = workbook::render(text, properties)
                    .map_err(|error| vec![toml_problem(template, text, error.line, error.column, error.message)])?;
                Ok((Some(Made { bytes: made.bytes, pages: None, warnings: Vec::new() }), made.text))
            }
            Self::Calendar { template, text, reference, date } => {
                let made = ics::render(text, reference, *date)
                    .map_err(|error| vec![toml_problem(template, text, error.line, error.column, error.message)])?;
                Ok((Some(Made { bytes: made.bytes, pages: None, warnings: Vec::new() }), made.text))
            }
            Self::Mail { subject, text, html } => Ok((None, format!("{subject}\n{text}\n{html}"))),
        }
    }
}

/// The words of a message in one language.
fn passage(
    deliverable: &Deliverable<'_>,
    language: Language,
    context: &Context,
    templates: &Templates,
) -> Result<Passage, Box<Problem>> {
    let words = |part: &str| {
        let path = format!("{}/{}{part}", deliverable.document.id, language.tag());
        templates.engine.render(&path, context).map_err(|error| Box::new(templates.problem(&error)))
    };
    Ok(Passage {
        language,
        subject: words(".subject.txt")?.split_whitespace().collect::<Vec<_>>().join(" "),
        text: words(".txt")?,
        html: with_languages(&words(".html")?),
    })
}

/// The parts of a view that reach the layout as `/data.json`.
fn data(parts: &[String], shared: &Shared, own: &OwnParts) -> Vec<u8> {
    if parts.is_empty() {
        return b"{}".to_vec();
    }
    let own = own.by_name();
    let part = |name: &String| {
        let part = own.iter().find(|(own, _)| own == name).map(|(_, part)| part).or_else(|| shared.json.get(name));
        (name.clone(), part.cloned().unwrap_or_default())
    };
    serde_json::to_vec(&parts.iter().map(part).collect::<Map<_, _>>()).unwrap_or_default()
}

/// What is wrong with the description that a template yields, in its own lines.
fn toml_problem(template: &str, text: &str, line: usize, column: usize, message: String) -> Problem {
    let file = SourceFile::new(format!("templates/{template}"), text);
    let start = file.offset(line, column);
    let help = "the line is counted in what the template yields, which is shown here";
    Problem::new(code::DOCUMENT, Place::new(file.into(), start..start), message, help)
}

/// What Typst warns of in templates and layouts of the workspace's own; nobody could mend the program's.
pub fn own_warnings(pdf: &Pdf, job: &TypstJob, templates: &Templates) -> Vec<Problem> {
    let is_own = |warning: &&TypstProblem| {
        templates.is_own(warning.position.as_ref().map_or(&job.name, |position| &position.file))
    };
    let problem = |warning: &TypstProblem| typst_problem(code::TYPST_WARNING, warning, job, templates);
    pdf.warnings.iter().filter(is_own).map(problem).collect()
}

/// What Typst says, as a problem: in the layout's file, or in what the template yields.
fn typst_problem(code: Code, problem: &TypstProblem, job: &TypstJob, templates: &Templates) -> Problem {
    let (path, line, column) = match &problem.position {
        Some(position) => (position.file.clone(), position.line, position.column),
        None => (job.name.clone(), 1, 1),
    };
    let text = if path == job.name { job.main.clone() } else { templates.text(&path) };
    let file = SourceFile::new(format!("templates/{path}"), text);
    let start = file.offset(line, column);
    let help = match problem.hints.first() {
        Some(hint) => hint.clone(),
        None => "the excerpt shows what the template yields; mend the template".to_owned(),
    };
    Problem::new(code, Place::new(file.into(), start..start), problem.message.clone(), help)
}
