//! Typst by itself, as anybody would call it: the least world that the sources need, layout, and export.

use std::collections::HashMap;

use chrono::Datelike;
use sqspack::render::{TypstJob, fonts};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Result;
use crate::program::repository;

/// What all documents share: the library, the fonts and the layout files, read and parsed.
pub struct Alone {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    layout: HashMap<FileId, Source>,
    /// The words that layouts read for themselves.
    phrases: HashMap<FileId, Bytes>,
    data: FileId,
    standards: PdfStandards,
}

impl Alone {
    /// Reads everything that is shared.
    pub fn new() -> Result<Self> {
        let faces: Vec<Font> = fonts::FACES.iter().filter_map(|face| Font::new(Bytes::new(*face), 0)).collect();
        let mut layout = HashMap::new();
        let templates = repository().join("templates");
        for entry in std::fs::read_dir(templates.join("layout"))? {
            let path = entry?.path();
            let id = id(&path.strip_prefix(&templates)?.to_string_lossy())?;
            layout.insert(id, Source::new(id, std::fs::read_to_string(path)?));
        }
        let mut phrases = HashMap::new();
        for entry in std::fs::read_dir(templates.join("phrases"))? {
            let path = entry?.path();
            phrases.insert(id(&path.strip_prefix(&templates)?.to_string_lossy())?, Bytes::new(std::fs::read(path)?));
        }
        let features = [Feature::A11yExtras].into_iter().collect();
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            layout,
            phrases,
            data: id("data.json")?,
            standards: standards.map_err(|error| error.message().to_string())?,
        })
    }
}

fn id(path: &str) -> Result<FileId> {
    let path = VirtualPath::new(path).map_err(|_| format!("`{path}` is no path"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

struct OneWorld<'a> {
    alone: &'a Alone,
    main: Source,
    data: Bytes,
    today: Datetime,
}

impl World for OneWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.alone.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.alone.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let known = self.alone.layout.get(&id).cloned();
        known.ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.alone.data {
            return Ok(self.data.clone());
        }
        let phrases = self.alone.phrases.get(&id).cloned();
        phrases.ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.alone.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

/// Lays one document out and exports it to the same standards as the program does.
///
/// # Errors
/// What Typst says.
pub fn make(alone: &Alone, job: &TypstJob) -> std::result::Result<Vec<u8>, String> {
    let words = |errors: &[typst::diag::SourceDiagnostic]| {
        errors.iter().map(|error| format!("{}: {}", job.name, error.message)).collect::<Vec<_>>().join("\n")
    };
    let (month, day) = (job.date.month() as u8, job.date.day() as u8);
    let today = Datetime::from_ymd(job.date.year(), month, day).ok_or("a date that Typst cannot hold")?;
    let main = id(&job.name).map_err(|error| error.to_string())?;
    let world =
        OneWorld { alone, main: Source::new(main, job.main.clone()), data: Bytes::new(job.data.clone()), today };
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|errors| words(&errors))?;
    let options = PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        timestamp: Some(Timestamp::new_utc(today)),
        standards: alone.standards.clone(),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| words(&errors))
}
