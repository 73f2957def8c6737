//! What lies around an inspection and may hold its children: whose it is, a person has to see.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::copies::Copies;
use super::names::{is_known, is_private, is_sealed, name_of, stems};
use crate::record::Record;
use crate::search::{Hit, Terms, What};
use crate::template::Catalogue;
use crate::workspace::decoded::{mixed_with_utf16, packed, text_of};
use crate::workspace::destroy::{PathKind, around, read, size};
use crate::workspace::hash::sha256;
use crate::workspace::{Workspace, is_astray, looks_like_children};

/// Why a person has to look at something that lies around an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suspicion {
    /// It has the bytes of a copy that is destroyed, under another name.
    Twin,
    /// It is called as a children's file or a document that names children is, and belongs to no inspection.
    LooksLike,
    /// It holds something of a child of the inspection, or is called after one.
    Holds,
    /// It is a list or a document that cannot be searched here, such as the one that the YOT sent.
    Closed,
}

/// Endings of what cannot be searched, beside what is known by how it begins: lists, documents, mail, pictures, recordings.
const CLOSED: [&str; 45] = [
    "xlsx", "xlsm", "xlsb", "xls", "xltx", "ods", "numbers", "docx", "docm", "dotx", "doc", "odt", "pages", "pptx",
    "odp", "pdf", "msg", "zip", "7z", "gz", "tgz", "rar", "gpg", "p7m", "eml", "mbox", "pst", "one", "mdb", "accdb",
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp", "mp3", "m4a", "wav", "mp4", "mov", "avi",
];

/// What lies in the workspace a few folders deep. Only a destruction asks: this looks through the whole workspace.
pub struct Surroundings<'s> {
    workspace: &'s Workspace,
    /// The inspections.
    folders: Vec<String>,
    /// The plain files, by their paths from the root.
    files: Vec<String>,
    /// What is no plain file and has a name: links, empty folders.
    others: Vec<String>,
    /// How documents that may name children are called.
    stems: BTreeSet<String>,
    /// What identifies the children of each inspection.
    terms: Vec<Terms>,
}

impl<'s> Surroundings<'s> {
    /// Those of a workspace whose documents a catalogue lists.
    pub fn of(workspace: &'s Workspace, catalogue: &Catalogue) -> Self {
        let (files, others): (Vec<_>, Vec<_>) =
            around(workspace).into_iter().partition(|(_, kind)| *kind == PathKind::File);
        let paths = |found: Vec<(String, PathKind)>| found.into_iter().map(|(path, _)| path).collect();
        Self {
            workspace,
            folders: workspace.folders().unwrap_or_default(),
            files: paths(files),
            others: paths(others),
            stems: stems(catalogue),
            terms: Terms::of_workspace(workspace),
        }
    }

    /// What a person has to look at once these copies of an inspection's data are destroyed: each for the first reason there is, as it is
    /// shown, and how many there are that are shown alike.
    pub fn suspects(&self, record: &Record, copies: &Copies) -> Vec<(Suspicion, String, usize)> {
        let twins = self.twins(copies).map(|path| (Suspicion::Twin, path));
        let like = self.elsewhere().map(|path| (Suspicion::LooksLike, path));
        let mut seen = BTreeSet::new();
        let mut suspects: Vec<(Suspicion, String, usize)> = Vec::new();
        for (suspicion, path) in twins.chain(like).chain(self.holding(record, copies)) {
            if !seen.insert(path) {
                continue;
            }
            let stems = if suspicion <= Suspicion::LooksLike { &self.stems } else { &BTreeSet::new() };
            let shown = self.shown(path, stems);
            match suspects.iter_mut().find(|(other, place, _)| *other == suspicion && *place == shown) {
                Some((_, _, count)) => *count += 1,
                None => suspects.push((suspicion, shown, 1)),
            }
        }
        suspects
    }

    /// What lies in no inspection, and is called as the children's file, a document that may name children, or a copy of one is.
    fn elsewhere(&self) -> impl Iterator<Item = &str> {
        let is_document = |name: &str| {
            let name = name.to_lowercase();
            let is_of_pack = [".pdf", ".eml", ".xlsx", ".html"].iter().any(|ending| name.ends_with(ending));
            is_of_pack && self.stems.iter().any(|stem| name.contains(stem))
        };
        let is_like = move |name: &str| is_private(name) || is_sealed(name) || is_astray(name) || is_document(name);
        let files = self.files.iter().filter(move |path| is_like(name_of(path)) && !is_schema(path));
        files.filter(|path| !is_of_inspection(path, &self.folders)).map(String::as_str)
    }

    /// The files, under whatever name, that have the bytes of one of these copies and are none of them.
    fn twins(&self, copies: &Copies) -> impl Iterator<Item = &str> {
        let known = paths(copies);
        let mut by_size: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        for path in known.iter().copied() {
            // What is empty is alike, and tells of nobody.
            if let Some(size) = size(self.workspace, path).filter(|size| *size > 0) {
                by_size.entry(size).or_default().push(path);
            }
        }
        let hash = |path: &str| read(self.workspace, path).map(|bytes| sha256(&bytes));
        let is_twin = move |path: &str| {
            let alike = size(self.workspace, path).and_then(|size| by_size.get(&size));
            alike.is_some_and(|alike| {
                hash(path).is_some_and(|own| alike.iter().any(|path| hash(path).as_ref() == Some(&own)))
            })
        };
        self.files.iter().map(String::as_str).filter(move |path| !known.contains(path) && is_twin(path))
    }

    /// The files of an inspection's record and around it that hold something of a child of it, or may hold it; comments and names of files,
    /// links and empty folders count. What the settings let into git is nobody's list, and
    /// other inspections' documents are theirs.
    fn holding(&self, record: &Record, copies: &Copies) -> impl Iterator<Item = (Suspicion, &str)> {
        let (known, own) = (paths(copies), Terms::new(record));
        // Its documents were searched when they were made.
        let made = [format!("packs/{}", record.folder), format!("issued/{}", record.folder)];
        let is_made = move |path: &str| made.iter().any(|folder| Path::new(path).starts_with(folder));
        let allowed: Vec<&str> = self.workspace.settings.allowed_in_git().collect();
        let is_allowed = move |path: &str| allowed.iter().any(|allowed| Path::new(path).starts_with(allowed));
        let files =
            self.files.iter().filter(move |path| !known.contains(&***path) && !is_made(path) && !is_allowed(path));
        let others: Vec<String> = self.folders.iter().filter(|folder| **folder != record.folder).cloned().collect();
        let named = self.others.iter().filter(|path| own.in_the_name_of_a_file(path).is_some());
        let named: Vec<_> = named.map(|path| (Suspicion::Holds, path.as_str())).collect();
        let found = files.filter_map(move |path| Some((self.look(path, &own, &others)?, path.as_str())));
        found.chain(named)
    }

    /// What a file holds of these children. The files of the `others` are about theirs.
    fn look(&self, path: &str, own: &Terms, others: &[String]) -> Option<Suspicion> {
        if is_schema(path) {
            return None;
        }
        if own.in_the_name_of_a_file(path).is_some() {
            return Some(Suspicion::Holds);
        }
        // Templates have pictures, and somebody has read them before they were trusted.
        let is_known = || is_of_inspection(path, &self.folders) || path.starts_with("templates/");
        let closed = || (!is_known()).then_some(Suspicion::Closed);
        let name = name_of(path).to_lowercase();
        let name = name.trim_end_matches('~').trim_end_matches(".bak");
        if name.rsplit_once('.').is_some_and(|(_, ending)| CLOSED.contains(&ending)) {
            return closed();
        }
        let Some(bytes) = read(self.workspace, path) else { return closed() };
        if packed(&bytes).is_some() {
            return closed();
        }
        let (text, is_text) = text_of(&bytes);
        // A child of another inspection may be born on the same day.
        let is_others = is_of_inspection(path, others);
        let counts = |hit: &Hit| (is_text || hit.what == What::Name) && !(is_others && hit.what == What::DateOfBirth);
        let mixed = || mixed_with_utf16(&bytes).is_some_and(|text| !own.find(&text).is_empty());
        // Once the children are destroyed nobody knows them, and a copy of their file is one all the same.
        let is_copy = || looks_like_children(text.as_bytes()) && !is_others;
        (own.find(&text).iter().any(counts) || mixed() || is_copy()).then_some(Suspicion::Holds)
    }

    /// A path somewhere in the workspace. Where it may name a child of any inspection, or nobody here knows any child, it is shown without what a
    /// person may have put into it.
    fn shown(&self, path: &str, stems: &BTreeSet<String>) -> String {
        let is_plain = |text: &str| self.terms.iter().all(|terms| !terms.is_any_in(text));
        let says_nothing = |path: &str| is_plain(path) && is_plain(&path.replace(['-', '_', '.', '/'], " "));
        if !self.terms.is_empty() && says_nothing(path) {
            return path.to_owned();
        }
        let name = name_of(path);
        let folder = path.strip_suffix(name).unwrap_or_default();
        // What an inspection is called is said anyway.
        let is_an_inspections = || {
            let own = folder.strip_prefix("inspections/").and_then(|own| own.strip_suffix('/'));
            says_nothing(folder) && self.folders.iter().any(|known| Some(known.as_str()) == own)
        };
        let is_plain = ["", "inspections/", "packs/", "issued/"].contains(&folder) || is_an_inspections();
        let is_plain_name =
            is_known(name) || stems.iter().any(|stem| name.rsplit_once('.').is_some_and(|(own, _)| own == stem));
        match (is_plain, is_plain_name) {
            (true, true) => path.to_owned(),
            (true, false) => format!("./{folder}…"),
            (false, true) => format!("./…/{name}"),
            // The folder tells where to look, if it tells of no child itself.
            (false, false) if !self.terms.is_empty() && says_nothing(folder) => format!("./{folder}…"),
            (false, false) => "./…".to_owned(),
        }
    }
}

/// Whether a path is that of a schema of the program's, which holds no child and words that may stand in any note.
fn is_schema(path: &str) -> bool {
    path.starts_with("schema/") && path.ends_with(".json")
}

/// The paths of copies.
fn paths(copies: &Copies) -> BTreeSet<&str> {
    copies.all.iter().map(|copy| &*copy.path).collect()
}

/// Whether a path is that of an inspection's record or pack, or of what it sent.
fn is_of_inspection(path: &str, folders: &[String]) -> bool {
    let below = ["inspections/", "packs/", "issued/"].iter().find_map(|place| path.strip_prefix(place));
    below.and_then(|below| below.split_once('/')).is_some_and(|(folder, _)| folders.iter().any(|one| one == folder))
}
