//! What Typst may see while it makes a document: the template tree, two virtual files and the embedded fonts.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, PoisonError, RwLock};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::fonts;
use crate::template::TemplateFiles;

/// Loads the files of the template tree, however they are kept.
pub trait FileLoader: Send + Sync {
    /// The content of a file by its path under `templates/`, with `/` and without one at the start: `layout/base.typ`.
    ///
    /// The path never leads out of the tree: Typst resolves `..` before it asks, and refuses what would escape.
    fn load(&self, path: &str) -> Option<Cow<'static, [u8]>>;

    /// The files among them that are a workspace's own: what they have a part in is laid out within limits.
    fn own(&self) -> Option<&BTreeMap<String, Vec<u8>>> {
        None
    }
}

impl FileLoader for TemplateFiles {
    fn load(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.get(path)
    }

    fn own(&self) -> Option<&BTreeMap<String, Vec<u8>>> {
        (!TemplateFiles::own(self).is_empty()).then(|| TemplateFiles::own(self))
    }
}

impl<F> FileLoader for F
where
    F: Fn(&str) -> Option<Cow<'static, [u8]>> + Send + Sync,
{
    fn load(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self(path)
    }
}

/// One state of the template tree, for as many documents and threads as there are.
///
/// A layout file is read and parsed once, when a document first wants it; a changed tree needs a new `Tree`.
pub struct Tree {
    files: Box<dyn FileLoader>,
    sources: RwLock<HashMap<FileId, FileResult<Source>>>,
    bytes: RwLock<HashMap<FileId, FileResult<Bytes>>>,
}

impl Tree {
    /// A tree of these files.
    pub fn new(files: impl FileLoader + 'static) -> Self {
        Self { files: Box::new(files), sources: RwLock::default(), bytes: RwLock::default() }
    }

    /// The files that are a workspace's own, if there are any.
    pub(super) fn own(&self) -> Option<&BTreeMap<String, Vec<u8>>> {
        self.files.own()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        remembered(&self.sources, id, || {
            let text = String::from_utf8(self.read(id)?.into_owned())?;
            Ok(Source::new(id, text))
        })
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        remembered(&self.bytes, id, || self.read(id).map(Bytes::new))
    }

    fn read(&self, id: FileId) -> FileResult<Cow<'static, [u8]>> {
        let path = id.vpath().get_without_slash();
        match id.root() {
            VirtualRoot::Project => self.files.load(path).ok_or_else(|| FileError::NotFound(path.into())),
            VirtualRoot::Package(package) => Err(FileError::Package(PackageError::Other(Some(
                format!("`{package}` cannot be loaded: templates use no packages, only files under templates/").into(),
            )))),
        }
    }
}

fn remembered<T: Clone>(
    memory: &RwLock<HashMap<FileId, FileResult<T>>>,
    id: FileId,
    read: impl FnOnce() -> FileResult<T>,
) -> FileResult<T> {
    // A thread that panicked while it held the lock has left a whole map: an entry is in it or not.
    if let Some(known) = memory.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
        return known.clone();
    }
    let new = read();
    memory.write().unwrap_or_else(PoisonError::into_inner).entry(id).or_insert(new).clone()
}

/// The world of one document.
pub(super) struct DocumentWorld<'a> {
    tree: &'a Tree,
    main: Source,
    data: Bytes,
    today: Datetime,
}

impl<'a> DocumentWorld<'a> {
    /// `name` is the main file's path in the tree. Typst keeps file ids for ever and has 65,535 of them, so the names
    /// are those of templates, never of inspections.
    pub fn new(tree: &'a Tree, name: &str, main: String, data: Vec<u8>, today: Datetime) -> Option<Self> {
        let main = Source::new(file_id(name)?, main);
        Some(Self { tree, main, data: Bytes::new(data), today })
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The file that holds the part of the view which the catalogue names for the document.
static DATA: LazyLock<Option<FileId>> = LazyLock::new(|| file_id("/data.json"));

/// The library, with the functions that mark row headers and describe a table, which Typst still calls extras.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Prepares what every document needs: fonts, library and parsed layouts. Without it, the first document would.
pub fn warm_up(tree: &Tree, layouts: impl Iterator<Item = String>) {
    fonts();
    LazyLock::force(&LIBRARY);
    // An own layout is parsed within limits alone.
    for path in layouts.filter(|path| tree.own().is_none_or(|own| !own.contains_key(path))) {
        if let Some(id) = file_id(&path) {
            // If a file does not parse, the document that imports it reports that.
            tree.source(id).ok();
        }
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else if Some(id) == *DATA {
            Err(FileError::NotSource)
        } else {
            self.tree.source(id)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == *DATA { Ok(self.data.clone()) } else { self.tree.file(id) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().faces.get(index).cloned()
    }

    /// The document's date: there is no clock here.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
