//! From Typst source to an accessible, archivable PDF.

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::syntax::DiagSpan;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::crowded::crowded;
use super::streams::settle_ends;
use super::text::{DocumentText, document_text};
use super::world::{DocumentWorld, Tree};

/// A document to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypstJob {
    /// Path of the main file in the template tree: `confirmation-letter/en.typ`.
    pub name: String,
    /// What Tera made of that template.
    pub main: String,
    /// The content of `/data.json`.
    pub data: Vec<u8>,
    /// The date that the document bears, which is also the PDF's own date and Typst's today.
    pub date: NaiveDate,
    /// What this document is, the same for every version of it: reference, document, item and language.
    pub ident: String,
}

/// A finished document.
#[derive(Clone)]
pub struct Pdf {
    /// The file: PDF 1.7, tagged, PDF/UA-1 and PDF/A-2a. The same job gives the same bytes.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Everything a reader can be told, for the search for names: the text of the pages, line by line, then title,
    /// authors, description, keywords, alternative texts and link addresses.
    pub text: String,
    /// What stands on its pages, each paragraph in one line, for comparing it with another version.
    pub paragraphs: Vec<String>,
    /// Texts that have no room, each as far as it stands in one line: it is cut off, or runs over another.
    pub crowded: Vec<String>,
    /// What Typst warns of; the program's own templates give none.
    pub warnings: Vec<TypstProblem>,
}

impl fmt::Debug for Pdf {
    /// Everything but the bytes: there are tens of thousands.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, pages, text, paragraphs, crowded, warnings } = self;
        f.debug_struct("Pdf")
            .field("bytes", &bytes.len())
            .field("pages", pages)
            .field("text", text)
            .field("paragraphs", &paragraphs.len())
            .field("crowded", crowded)
            .field("warnings", warnings)
            .finish()
    }
}

/// Why Typst refuses a document, or what it warns of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypstProblem {
    /// Where; nothing for a fault of the document as a whole, such as a missing title.
    pub position: Option<Position>,
    /// What is wrong, in Typst's words.
    pub message: String,
    /// What could be done about it.
    pub hints: Vec<String>,
}

/// A position in a file of the template tree; for a document's main file, in the source that Tera rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Path under `templates/`.
    pub file: String,
    /// Its bytes in that file.
    pub span: Range<usize>,
}

impl fmt::Display for TypstProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = &self.position {
            write!(f, "{}: ", position.file)?;
        }
        f.write_str(&self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}

/// Lays a document out in this process and writes it as PDF.
///
/// # Errors
/// Everything that Typst, PDF/UA-1 or PDF/A-2a finds wrong: among others a missing title, a skipped heading level, a
/// figure without alternative text, a glyph that the font lacks.
pub(super) fn compile_here(job: &TypstJob, tree: &Tree) -> Result<Pdf, Vec<TypstProblem>> {
    let (world, today) = world(job, tree)?;
    let problems = |diagnostics: &[SourceDiagnostic]| diagnostics.iter().map(|d| problem(&world, d)).collect();
    let laid_out = typst::compile::<PagedDocument>(&world);
    let document = laid_out.output.map_err(|errors| -> Vec<_> { problems(&errors) })?;
    let options = PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some(concat!("sqspack ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: Some(Timestamp::new_utc(today)),
        standards: STANDARDS.clone(),
        ..PdfOptions::default()
    };
    let mut bytes = typst_pdf::pdf(&document, &options).map_err(|errors| -> Vec<_> { problems(&errors) })?;
    settle_ends(&mut bytes);
    let DocumentText { text, paragraphs } = document_text(&document);
    Ok(Pdf {
        bytes,
        pages: document.pages().len(),
        text,
        paragraphs,
        crowded: crowded(&document),
        warnings: problems(&laid_out.warnings),
    })
}

/// Lays a document out in this process, and no more.
///
/// # Errors
/// Everything that Typst finds wrong.
pub(super) fn laid_out(job: &TypstJob, tree: &Tree) -> Result<PagedDocument, Vec<TypstProblem>> {
    let (world, _) = world(job, tree)?;
    let laid_out = typst::compile::<PagedDocument>(&world).output;
    laid_out.map_err(|errors| errors.iter().map(|error| problem(&world, error)).collect())
}

/// What Typst sees of a job, and the day that is today for it.
fn world<'t>(job: &TypstJob, tree: &'t Tree) -> Result<(DocumentWorld<'t>, Datetime), Vec<TypstProblem>> {
    let today = datetime(job.date).ok_or_else(|| whole(format!("{} is no date that a PDF can bear", job.date)))?;
    let world = DocumentWorld::new(tree, &job.name, job.main.clone(), job.data.clone(), today)
        .ok_or_else(|| whole(format!("`{}` is no path in the template tree", job.name)))?;
    Ok((world, today))
}

/// Clears from Typst's memory what nothing has used since the last `age` calls of this function.
///
/// A build passes 0 after some packs. The watcher passes 1 after each pass, since its next pass needs most of it again.
/// Without these calls, memory grows with every document.
pub fn evict(age: usize) {
    typst::comemo::evict(age);
}

/// The two standards go together on PDF 1.7, whatever the document: a test compiles one.
static STANDARDS: LazyLock<PdfStandards> =
    LazyLock::new(|| PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).unwrap_or_default());

fn datetime(date: NaiveDate) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd(date.year(), month, day)
}

/// A fault of the document as a whole.
pub(super) fn whole(message: String) -> Vec<TypstProblem> {
    vec![TypstProblem { position: None, message, hints: Vec::new() }]
}

fn problem(world: &DocumentWorld, diagnostic: &SourceDiagnostic) -> TypstProblem {
    TypstProblem {
        position: position(world, diagnostic.span),
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}

fn position(world: &DocumentWorld, span: DiagSpan) -> Option<Position> {
    let id = span.id()?;
    Some(Position { file: id.vpath().get_without_slash().to_owned(), span: world.range(span)? })
}
