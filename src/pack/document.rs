//! A document on its way from rendered templates to its file: a PDF, a workbook, a calendar file or a page.

use std::ops::Range;

use chrono::NaiveDate;

use super::bilingual::with_languages;
use super::deliverable::Deliverable;
use super::file_view::FileView;
use super::made::{Made, search};
use super::planned::Planned;
use crate::problem::{Code, Place, Problem, SourceFile, code};
use crate::record::unmarked;
use crate::render::workbook::{self, Properties};
use crate::render::{Pdf, Tree, TypstJob, TypstProblem, compile, ics, readable, seen};
use crate::search::Terms;
use crate::template::Templates;

/// A document whose template has been rendered.
#[derive(Debug)]
pub struct RenderedDocument<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// What it is made from.
    pub source: Source,
}

/// What a document is made from.
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
    /// A page for a browser, as it will be.
    Page(String),
}

impl<'t> RenderedDocument<'t> {
    /// Renders the template of a PDF, after proving that the template keeps a record's values in their place.
    pub(super) fn typst(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, .. } = planned;
        let name = deliverable.template(".typ");
        templates.prove(&name, || view.view.clone())?;
        let source = Source::Typst(TypstJob {
            main: render(&name, &view, templates)?,
            name,
            data: view.data(&deliverable.document.data),
            date: deliverable.date,
            ident: deliverable.ident.clone(),
        });
        Ok(Self { deliverable, source })
    }

    /// Renders the template of a workbook.
    pub(super) fn workbook(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, .. } = planned;
        let template = deliverable.template(".workbook.toml");
        let source = Source::Workbook {
            text: render(&template, &view, templates)?,
            template,
            properties: Properties {
                title: deliverable.title.clone(),
                author: unmarked(&view.view.without_children().file.office.inspectorate).into_owned(),
                subject: unmarked(&view.view.without_children().yot.name).into_owned(),
                language: deliverable.language.tag().to_owned(),
                created: deliverable.date,
            },
        };
        Ok(Self { deliverable, source })
    }

    /// Renders the template of a calendar file.
    pub(super) fn calendar(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, .. } = planned;
        let template = deliverable.template(".calendar.toml");
        let source = Source::Calendar {
            text: render(&template, &view, templates)?,
            template,
            reference: view.view.without_children().reference.clone(),
            date: deliverable.date,
        };
        Ok(Self { deliverable, source })
    }

    /// Renders the template of a page, with each passage in another language marked as one.
    pub(super) fn page(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, .. } = planned;
        let html = render(&deliverable.template(".html"), &view, templates)?;
        Ok(Self { deliverable, source: Source::Page(with_languages(&html)) })
    }

    /// Whether Typst lays it out.
    pub fn is_laid_out(&self) -> bool {
        matches!(self.source, Source::Typst(_))
    }

    /// About how long it takes to make, in microseconds: a build begins with the longest. A workbook comes after all PDFs,
    /// because it is written by threads of its own, which use the cores that have nothing else to do by then.
    pub fn weight(&self) -> usize {
        match &self.source {
            // Typst lays out piece by piece what stands in brackets: a cell of a table, an item of a list.
            Source::Typst(job) => 1_500 + job.main.len() + 60 * job.main.matches('[').count() + job.data.len(),
            Source::Workbook { .. } => 1,
            Source::Calendar { .. } | Source::Page(_) => 0,
        }
    }

    /// Makes the file, and searches its text for the children of the record.
    ///
    /// # Errors
    /// What Typst, the workbook or the calendar file refuses, with its place in the template's file.
    pub fn make(self, templates: &Templates, tree: &Tree, children: &Terms) -> Result<Made<'t>, Vec<Problem>> {
        let Produced { bytes, pages, text, crowded, warnings, .. } = self.produce(templates, tree)?;
        let hits = search(&self.deliverable, &text, children);
        Ok(Made { crowded, warnings, ..Made::new(self.deliverable, bytes, pages, hits) })
    }

    /// What its reader sees, each paragraph, cell or entry in one line.
    ///
    /// # Errors
    /// What Typst, the workbook or the calendar file refuses, with its place in the template's file.
    pub fn paragraphs(&self, templates: &Templates, tree: &Tree) -> Result<Vec<String>, Vec<Problem>> {
        self.produce(templates, tree).map(|produced| produced.paragraphs)
    }

    fn produce(&self, templates: &Templates, tree: &Tree) -> Result<Produced, Vec<Problem>> {
        match &self.source {
            Source::Typst(job) => {
                let problem = |problem: &TypstProblem| typst_problem(code::DOCUMENT, problem, job, templates);
                let pdf = compile(job, tree).map_err(|problems| problems.iter().map(problem).collect::<Vec<_>>())?;
                let warnings = own_warnings(&pdf, job, templates);
                let Pdf { bytes, pages, text, paragraphs, crowded, .. } = pdf;
                Ok(Produced { bytes, pages: Some(pages), text, paragraphs, crowded, warnings })
            }
            Source::Workbook { template, text, properties } => {
                let made = workbook::render(text, properties)
                    .map_err(|error| vec![description_problem(template, text, error.span, error.message)])?;
                let paragraphs = lines(&made.text);
                Ok(Produced::of_text(made.bytes, made.text, paragraphs))
            }
            Source::Calendar { template, text, reference, date } => {
                let made = ics::render(text, reference, *date)
                    .map_err(|error| vec![description_problem(template, text, error.span, error.message)])?;
                let paragraphs = ics::entries(&made.bytes);
                Ok(Produced::of_text(made.bytes, made.text, paragraphs))
            }
            Source::Page(html) => Ok(Produced::of_text(html.clone().into_bytes(), readable(html), lines(&seen(html)))),
        }
    }
}

/// What making a document gives.
struct Produced {
    bytes: Vec<u8>,
    pages: Option<usize>,
    text: String,
    paragraphs: Vec<String>,
    crowded: Vec<String>,
    warnings: Vec<Problem>,
}

impl Produced {
    fn of_text(bytes: Vec<u8>, text: String, paragraphs: Vec<String>) -> Self {
        Self { bytes, pages: None, text, paragraphs, crowded: Vec::new(), warnings: Vec::new() }
    }
}

/// The lines of a text that say something, with one blank between words, whatever kind of blank the document has.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

fn render(template: &str, view: &FileView, templates: &Templates) -> Result<String, Vec<Problem>> {
    let rendered = view.context().and_then(|context| templates.engine.render(template, &context));
    rendered.map_err(|error| vec![templates.problem(&error)])
}

/// What is wrong with the description that a template yields, in its own lines.
fn description_problem(template: &str, text: &str, span: Range<usize>, message: String) -> Problem {
    let file = SourceFile::new(format!("templates/{template}"), text);
    let help = "the line is counted in what the template yields, which is shown here";
    Problem::new(code::DOCUMENT, Place::new(file.into(), span), message, help)
}

/// What Typst warns of in templates and layouts of the workspace's own; nobody could mend the program's.
pub fn own_warnings(pdf: &Pdf, job: &TypstJob, templates: &Templates) -> Vec<Problem> {
    let is_own = |warning: &&TypstProblem| {
        templates.is_own(warning.position.as_ref().map_or(&job.name, |position| &position.file))
    };
    let problem = |warning: &TypstProblem| typst_problem(code::TYPST_WARNING, warning, job, templates);
    pdf.warnings.iter().filter(is_own).map(problem).collect()
}

/// What Typst says, as a problem in the layout's file or in what the template yields.
fn typst_problem(code: Code, problem: &TypstProblem, job: &TypstJob, templates: &Templates) -> Problem {
    let (path, span) = match &problem.position {
        Some(position) => (position.file.clone(), position.span.clone()),
        None => (job.name.clone(), 0..0),
    };
    let text = if path == job.name { job.main.clone() } else { templates.text(&path) };
    let file = SourceFile::new(format!("templates/{path}"), text);
    let help = match problem.hints.first() {
        Some(hint) => hint.clone(),
        None => "the excerpt shows what the template yields; mend the template".to_owned(),
    };
    Problem::new(code, Place::new(file.into(), span), problem.message.clone(), help)
}
