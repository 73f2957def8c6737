//! The templates: those embedded in the program, overridden one by one by the workspace's own.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::{Catalogue, OwnFiles};
use crate::phrases::Phrases;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::Language;
use crate::template::{LintProblem, Target, TemplateEngine, TemplateError, sentinel_view};

/// The embedded templates by their path under `templates/`.
pub(super) const EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

const CATALOGUE: &str = "catalogue.toml";

const ENGLISH: &str = "phrases/en.toml";

/// The glossary's path under `templates/`; no document reads it.
pub const GLOSSARY: &str = "glossary.toml";

/// Path of the file that says what a translator has agreed; no document reads it.
pub const AGREED: &str = "agreed.toml";

/// One state of the templates, with everything that is read from them.
pub struct Templates {
    files: TemplateFiles,
    /// What documents there are.
    pub catalogue: Catalogue,
    /// The templates, for Tera.
    pub engine: TemplateEngine,
    /// A fingerprint of the workspace's own templates.
    pub own_digest: [u8; 32],
    own_catalogue: Option<String>,
    phrases: [OnceLock<Result<Phrases, Box<Problem>>>; 2],
    shared_digest: OnceLock<[u8; 32]>,
}

/// The files of the templates, the workspace's own among them.
#[derive(Clone, Default)]
pub struct TemplateFiles {
    all: Arc<BTreeMap<String, Cow<'static, [u8]>>>,
    own: Arc<BTreeMap<String, Vec<u8>>>,
}

impl TemplateFiles {
    /// A file by its path under `templates/`.
    pub fn get(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.all.get(path).cloned()
    }

    /// The workspace's own files among them.
    pub fn own(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.own
    }

    /// The same files, none of which counts as own: the process that reads them is within limits already.
    pub fn alone(self) -> Self {
        Self { own: Arc::default(), ..self }
    }
}

/// Templates that cannot be used, and why.
#[derive(Debug)]
pub struct Broken(pub Vec<Problem>);

impl Templates {
    /// The templates of a workspace; `own` is its folder of templates, which need not be there, below `root`.
    ///
    /// # Errors
    /// Own templates that cannot be read, or that are no templates.
    pub fn load(root: &Path, own: &Path) -> Result<Self, Broken> {
        Self::with(OwnFiles::read(root, own))
    }

    /// The program's templates with the workspace's own.
    ///
    /// # Errors
    /// Own templates that could not be read, or that are no templates.
    pub fn with(own: OwnFiles) -> Result<Self, Broken> {
        if !own.problems.is_empty() {
            return Err(Broken(own.problems));
        }
        let own = own.files;
        let own_catalogue = own.get(CATALOGUE).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let own_digest = digest(own.iter().map(|(path, bytes)| (path, bytes.as_slice())));
        Ok(Self { own_digest, ..Self::new(Self::files_with(own), own_catalogue)? })
    }

    /// The program's files with the workspace's own in their places. The catalogue stays the program's.
    pub fn files_with(own: BTreeMap<String, Vec<u8>>) -> TemplateFiles {
        let mut all: BTreeMap<String, Cow<'static, [u8]>> =
            EMBEDDED.iter().map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes))).collect();
        let replacing = own.iter().filter(|(path, _)| *path != CATALOGUE);
        all.extend(replacing.map(|(path, bytes)| (path.clone(), Cow::Owned(bytes.clone()))));
        TemplateFiles { all: Arc::new(all), own: Arc::new(own) }
    }

    /// A fingerprint of the workspace's own templates, without reading them as templates.
    ///
    /// # Errors
    /// Own templates that cannot be read.
    pub fn digest_of_own(root: &Path, own: &Path) -> Result<[u8; 32], Broken> {
        let own = OwnFiles::read(root, own);
        if own.problems.is_empty() { Ok(own.digest()) } else { Err(Broken(own.problems)) }
    }

    /// The catalogue with the workspace's own entries in their places, without reading a template.
    ///
    /// # Errors
    /// Own templates that cannot be read, or an own catalogue that is none.
    pub fn catalogue_of(root: &Path, own: &Path) -> Result<Catalogue, Broken> {
        let own = OwnFiles::read(root, own);
        if !own.problems.is_empty() {
            return Err(Broken(own.problems));
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let embedded = EMBEDDED.iter().find(|(path, _)| *path == CATALOGUE).map(|(_, bytes)| text(bytes));
        let mut catalogue = read_catalogue(&embedded.unwrap_or_default())?;
        if let Some(bytes) = own.files.get(CATALOGUE) {
            catalogue.extend(read_catalogue(&text(bytes))?);
        }
        Ok(catalogue)
    }

    /// The program's own words in English.
    ///
    /// # Errors
    /// None in a program that passes its tests.
    pub fn own_phrases() -> Result<Phrases, Broken> {
        let text = EMBEDDED
            .iter()
            .find(|(path, _)| *path == ENGLISH)
            .map_or("".into(), |(_, bytes)| String::from_utf8_lossy(bytes));
        read_phrases(&text)
    }

    /// The embedded templates alone.
    ///
    /// # Errors
    /// None in a program that passes its tests.
    pub fn embedded() -> Result<Self, Broken> {
        Self::load(Path::new(""), Path::new(""))
    }

    fn new(files: TemplateFiles, own_catalogue: Option<String>) -> Result<Self, Broken> {
        let all = &files.all;
        let text =
            |path: &str| all.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let mut catalogue = read_catalogue(&text(CATALOGUE))?;
        let mut faults = Vec::new();
        if let Some(own) = &own_catalogue {
            let own = read_catalogue(own)?;
            faults = catalogue.naming_too_much(&own);
            catalogue.extend(own);
        }
        faults.extend(catalogue.faults());
        if !faults.is_empty() {
            let fault = |(id, words): (String, String)| catalogue_problem(format!("`{id}`: {words}"), "", 0..0);
            return Err(Broken(faults.into_iter().map(fault).collect()));
        }
        let sources = all.iter().filter(|(path, _)| is_template(path, &catalogue)).filter_map(|(path, bytes)| {
            Some((path.clone(), String::from_utf8_lossy(bytes).into_owned(), Target::of(path)?))
        });
        let engine = TemplateEngine::new(sources).map_err(|error| Broken(vec![template_problem(&error, all)]))?;
        let engine = engine.limiting(files.own.clone());
        let templates = Self {
            files,
            catalogue,
            engine,
            own_digest: [0; 32],
            own_catalogue,
            phrases: [OnceLock::new(), OnceLock::new()],
            shared_digest: OnceLock::new(),
        };
        templates.phrases(Language::English).map_err(|problem| Broken(vec![*problem]))?;
        Ok(templates)
    }

    /// The program's words in a language. They are read when a language is first asked for, so that a house without
    /// Welsh is not troubled by it.
    ///
    /// # Errors
    /// A phrases file that is missing or wrong.
    pub fn phrases(&self, language: Language) -> Result<&Phrases, Box<Problem>> {
        self.phrases[language as usize].get_or_init(|| self.read_phrases(language)).as_ref().map_err(Clone::clone)
    }

    fn read_phrases(&self, language: Language) -> Result<Phrases, Box<Problem>> {
        let path = format!("phrases/{}.toml", language.tag());
        let file = SourceFile::new(format!("templates/{path}"), self.text(&path));
        if !self.has(&path) {
            let message = format!("there are no phrases in {}", language.name());
            let help = format!("write `templates/{path}` after the pattern of `templates/phrases/en.toml`");
            return Err(Box::new(Problem::new(code::VARIANT_MISSING, Place::new(file.into(), 0..0), message, help)));
        }
        Phrases::read(&self.text(&path)).map_err(|error| Box::new(toml_problem(&error, file)))
    }

    /// Whether there is a template.
    pub fn has(&self, path: &str) -> bool {
        self.files.all.contains_key(path)
    }

    /// Whether a template is the workspace's own.
    pub fn is_own(&self, path: &str) -> bool {
        self.files.own.contains_key(path)
    }

    /// Whether a template or layout in Typst is the workspace's own.
    pub fn has_own_typst(&self) -> bool {
        self.files.own.keys().any(|path| path.ends_with(".typ"))
    }

    /// Proves that the values in an own Typst template stand where their escape holds, whatever a record says: Tera
    /// renders it with hostile values, and the lint looks at every place that a value reached. Tests prove the program's
    /// own templates in the same way.
    ///
    /// # Errors
    /// The first place where a value could be taken for something other than its text.
    pub fn prove<V: serde::Serialize>(&self, path: &str, view: impl FnOnce() -> V) -> Result<(), Vec<Problem>> {
        if !self.is_own(path) && !self.files.own.keys().any(|own| is_below(own, "shared")) {
            return Ok(());
        }
        let hostile = sentinel_view(&serde_json::to_value(view()).unwrap_or_default());
        let rendered =
            TemplateEngine::context(&hostile).and_then(|context| self.engine.render_and_lint(path, &context));
        let (rendered, found) = rendered.map_err(|error| vec![self.problem(&error)])?;
        let problem = |found: &LintProblem| {
            let file = SourceFile::new(format!("templates/{path}"), rendered.clone());
            let help = "write a value as `{{ x }}` in text and as `{{ x | lit }}` in code; the excerpt shows the template \
                        rendered with hostile values";
            Problem::new(code::TEMPLATE, Place::new(file.into(), found.span.clone()), found.message.clone(), help)
        };
        // One misplaced value upsets what follows it; the first says it.
        match found {
            Some(found) => Err(vec![problem(&found)]),
            None => Ok(()),
        }
    }

    /// The text of a template.
    pub fn text(&self, path: &str) -> String {
        self.files.all.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    /// The text of the workspace's own catalogue, or of the program's where there is none.
    pub fn catalogue_text(&self) -> String {
        self.own_catalogue.clone().unwrap_or_else(|| self.text(CATALOGUE))
    }

    /// A fingerprint of all files that a document may read beside its own templates: those outside every document's folder,
    /// and its own folder's.
    pub fn digest(&self, document: &str) -> [u8; 32] {
        let shared = self.shared_digest.get_or_init(|| {
            let is_shared = |path: &str| {
                !self.catalogue.documents.iter().any(|document| is_below(path, &document.id))
                    && ![CATALOGUE, GLOSSARY, AGREED].contains(&path)
            };
            digest(self.bytes().filter(|(path, _)| is_shared(path)))
        });
        let own = digest(self.bytes().filter(|(path, _)| is_below(path, document)));
        Sha256::new().chain_update(shared).chain_update(own).finalize().into()
    }

    fn bytes(&self) -> impl Iterator<Item = (&String, &[u8])> {
        self.files.all.iter().map(|(path, bytes)| (path, bytes.as_ref()))
    }

    /// The files that lay documents out.
    pub fn reader(&self) -> TemplateFiles {
        self.files.clone()
    }

    /// Paths of the files that several documents include.
    pub fn shared(&self) -> impl Iterator<Item = &String> {
        self.files.all.keys().filter(|path| is_below(path, "shared"))
    }

    /// Paths of the files that lay out documents.
    pub fn layouts(&self) -> impl Iterator<Item = String> + '_ {
        let is_layout = |path: &&String| is_below(path, "layout") && path.ends_with(".typ");
        self.files.all.keys().filter(is_layout).cloned()
    }

    /// A template's error as a problem in its file.
    pub fn problem(&self, error: &TemplateError) -> Problem {
        template_problem(error, &self.files.all)
    }
}

pub(super) fn digest<'a>(files: impl Iterator<Item = (&'a String, &'a [u8])>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for (path, bytes) in files {
        digest.update((path.len() as u64).to_le_bytes());
        digest.update(path);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    }
    digest.finalize().into()
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a file is a template that Tera renders: one in a document's folder, or one that those share.
fn is_template(path: &str, catalogue: &Catalogue) -> bool {
    is_below(path, "shared") || catalogue.documents.iter().any(|document| is_below(path, &document.id))
}

fn read_catalogue(text: &str) -> Result<Catalogue, Broken> {
    Catalogue::read(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        Broken(vec![catalogue_problem(error.message().to_owned(), text, span)])
    })
}

fn read_phrases(text: &str) -> Result<Phrases, Broken> {
    Phrases::read(text)
        .map_err(|error| Broken(vec![toml_problem(&error, SourceFile::new(format!("templates/{ENGLISH}"), text))]))
}

fn catalogue_problem(message: String, text: &str, span: std::ops::Range<usize>) -> Problem {
    let place = Place::new(Arc::new(SourceFile::new(format!("templates/{CATALOGUE}"), text)), span);
    Problem::new(code::CATALOGUE, place, message, "see 'Adding a document' in the README for the keys of an entry")
}

fn toml_problem(error: &toml::de::Error, file: SourceFile) -> Problem {
    let place = Place::new(Arc::new(file), error.span().unwrap_or(0..0));
    Problem::new(code::TEMPLATE, place, error.message().to_owned(), "compare the file with the program's own")
}

fn template_problem(error: &TemplateError, all: &BTreeMap<String, Cow<'static, [u8]>>) -> Problem {
    let text = all.get(&error.file).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let file = SourceFile::new(format!("templates/{}", error.file), text);
    let place = Place::new(Arc::new(file), error.span.start..error.span.start);
    Problem::new(code::TEMPLATE, place, error.message.clone(), "the values that templates may use are in docs/view.md")
}
