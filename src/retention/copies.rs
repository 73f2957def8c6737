//! Every copy of an inspection's children's data that sqspack knows of.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::names::{is_leftover, is_private, is_sealed, is_unfinished, name_of, shown, stems};
use crate::problem::SourceFile;
use crate::publish::Manifest;
use crate::record::{FileKind, Issue, IssuedFile, Record};
use crate::template::Catalogue;
use crate::workspace::destroy::{PathKind, below, further_names, standing};
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::sha256;
use crate::workspace::{Workspace, is_copy, is_hidden, kept, sealed};

/// What a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// What the scratch folder has of it: the text before an import, which the next command would put back, and the note on the sealed
    /// file.
    FormerText,
    /// The children's file.
    PrivateFile,
    /// The children's file, sealed.
    SealedFile,
    /// A copy of the children's file under another name, or what an editor or a killed program has left of it.
    Leftover,
    /// A document of the pack that may name children, or carry one that does; or a copy of it.
    PackDocument,
    /// The bytes of a file that went out and may name children, or the secret that they were hashed with.
    IssuedCopy,
}

impl CopyKind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::FormerText => "what `.sqspack/` has of the children's file",
            Self::PrivateFile => "the children's file",
            Self::SealedFile => "the children's file, sealed",
            Self::Leftover => "copies of the children's file, and what editors and killed programs have left",
            Self::PackDocument => "documents of the pack that may name children",
            Self::IssuedCopy => "copies of what was sent that may name children, and the secrets of their hashes",
        }
    }
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChildCopy {
    /// What it is; the order is that in which copies are destroyed.
    pub kind: CopyKind,
    /// Its path from the root, with `/`.
    pub path: String,
    /// The same without what a person may have put into it.
    pub shown: String,
    /// How many further names it has elsewhere, where nobody finds them.
    pub further_names: u64,
}

impl ChildCopy {
    /// Whether a program may be writing it just now.
    pub fn is_unfinished(&self) -> bool {
        is_unfinished(self.path.rsplit('/').next().unwrap_or_default())
    }
}

/// Every copy that there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// The copies, in the order in which they are destroyed.
    pub all: Vec<ChildCopy>,
    /// The entries of the ledger of which copies are among them.
    pub entries: BTreeSet<String>,
    /// Links and other things that stand where a copy would, as they are shown: sqspack follows none and takes none away.
    pub not_plain: Vec<String>,
    /// How many copies of what was sent stay: what they are made from was searched for the children who were known at that time.
    pub kept: usize,
    /// How many files lie beside the record and the pack that sqspack did not write: whether they hold children, a person has to look.
    pub beside: usize,
}

impl Copies {
    /// Looks for the copies of an inspection.
    ///
    /// # Errors
    /// A link or a file stands in the place of a folder.
    pub fn of(workspace: &Workspace, record: &Record, catalogue: &Catalogue) -> io::Result<Self> {
        let mut search = Search { workspace, folder: &record.folder, copies: Self::default() };
        search.record()?;
        search.pack(catalogue)?;
        search.issued(&record.issued)?;
        search.scratch();
        search.copies.all.sort();
        Ok(search.copies)
    }

    /// How many there are of each kind, in order.
    pub fn counts(&self) -> BTreeMap<CopyKind, usize> {
        let mut counts = BTreeMap::new();
        for copy in &self.all {
            *counts.entry(copy.kind).or_default() += 1;
        }
        counts
    }
}

/// Whether a name is that of an entry of the ledger: a day and a number, as in `2027-01-11-1`.
fn is_of_entry(id: &str) -> bool {
    let day = id.get(..10).is_some_and(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok());
    let number = id.get(10..).and_then(|rest| rest.strip_prefix('-'));
    day && number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

struct Search<'s> {
    workspace: &'s Workspace,
    folder: &'s str,
    copies: Copies,
}

impl Search<'_> {
    fn put(&mut self, kind: CopyKind, path: String, shown: String) {
        let further_names = further_names(self.workspace, &path);
        self.copies.all.push(ChildCopy { kind, path, shown, further_names });
    }

    /// The plain files among these. sqspack does not know what lies behind anything else, and notes it.
    fn plain(&mut self, found: impl IntoIterator<Item = (String, PathKind)>) -> Vec<String> {
        let (files, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(_, standing)| *standing == PathKind::File);
        self.copies.not_plain.extend(others.iter().map(|(path, _)| shown(path, self.folder)));
        files.into_iter().map(|(path, _)| path).collect()
    }

    /// What lies in the inspection's folder.
    fn record(&mut self) -> io::Result<()> {
        let place = format!("inspections/{}", self.folder);
        for path in self.plain(below(self.workspace, &place)?) {
            let name = name_of(&path);
            let kind = if is_private(name) {
                CopyKind::PrivateFile
            } else if is_sealed(name) {
                CopyKind::SealedFile
            } else if is_leftover(name) || is_copy(self.workspace, &self.workspace.root.join(&path)) {
                CopyKind::Leftover
            } else {
                let is_ours = FileKind::RECORD.iter().any(|kind| path == format!("{place}/{}", kind.name()));
                self.copies.beside += usize::from(!is_ours && !is_hidden(name));
                continue;
            };
            let shown = shown(&path, self.folder);
            self.put(kind, path, shown);
        }
        Ok(())
    }

    /// What lies in the pack: what its manifests say may name children, and what is called as such a document is.
    fn pack(&mut self, catalogue: &Catalogue) -> io::Result<()> {
        let known = Manifest::of(self.workspace, self.folder);
        let pack = PackFolder::open(self.workspace, self.folder)?;
        let told = pack.read(Manifest::NAME);
        let told = told.map(|bytes| Manifest::read(&bytes)).unwrap_or_default();
        let naming: BTreeSet<&str> =
            known.files.iter().chain(&told.files).filter(|file| file.names_children).map(|file| &*file.path).collect();
        let stem = |path: &str| name_of(path).rsplit_once('.').map_or("", |(stem, _)| stem).to_lowercase();
        let mut stems = stems(catalogue);
        stems.extend(naming.iter().map(|path| stem(path)));
        let hashes: BTreeSet<&str> =
            known.files.iter().filter(|file| file.names_children).map(|file| &*file.sha256).collect();
        let has_such_bytes = |path: &str| pack.read(path).is_some_and(|bytes| hashes.contains(&*sha256(&bytes)));
        let place = format!("packs/{}", self.folder);
        for path in self.plain(below(self.workspace, &place)?) {
            let in_pack = path.strip_prefix(&format!("{place}/")).unwrap_or_default();
            let nameless = known.get(in_pack).is_some_and(|file| !file.names_children);
            let name = name_of(in_pack).to_lowercase();
            let is_copy = stems.iter().any(|stem| !stem.is_empty() && name.contains(stem));
            if naming.contains(in_pack) {
                self.put(CopyKind::PackDocument, path.clone(), path);
            } else if !nameless && (is_copy || is_leftover(name_of(in_pack)) || has_such_bytes(in_pack)) {
                // Folders of the pack are known by the documents in them.
                let stage = in_pack.split_once('/').map(|(stage, _)| format!("{stage}/"));
                let stage = stage.filter(|stage| known.files.iter().any(|file| file.path.starts_with(stage)));
                let shown = match stage {
                    Some(stage) => format!("{place}/{stage}…"),
                    None => shown(&path, self.folder),
                };
                self.put(CopyKind::PackDocument, path, shown);
            } else if !nameless && in_pack != Manifest::NAME && !is_hidden(&name) {
                self.copies.beside += 1;
            }
        }
        Ok(())
    }

    /// What is kept of what went out: of an entry the files that may name children, and the secret of their hashes. Where the entry
    /// cannot be read, all but the entry itself.
    fn issued(&mut self, ledger: &IssuedFile) -> io::Result<()> {
        let place = format!("issued/{}", self.folder);
        let mut of_entries: BTreeMap<String, Option<BTreeSet<String>>> = BTreeMap::new();
        for path in self.plain(below(self.workspace, &place)?) {
            let Some((id, name)) = path.strip_prefix(&format!("{place}/")).and_then(|path| path.split_once('/')) else {
                continue;
            };
            let naming = of_entries.entry(id.to_owned()).or_insert_with(|| self.naming(ledger, id));
            let is_copy = name != kept::ENTRY
                && (name == kept::SALT
                    || is_unfinished(id)
                    || naming.as_ref().is_none_or(|names| names.contains(name)));
            if !is_copy {
                self.copies.kept += usize::from(name != kept::ENTRY);
                continue;
            }
            // A folder that somebody named is no entry, and its name may be a child's.
            let is_entry = is_of_entry(id);
            if is_entry {
                self.copies.entries.insert(id.to_owned());
            }
            let is_named = name == kept::SALT || naming.is_some();
            let shown = match (is_entry || is_unfinished(id), is_named) {
                (false, _) => format!("{place}/…"),
                (true, true) => path.clone(),
                (true, false) => format!("{place}/{id}/…"),
            };
            self.put(CopyKind::IssuedCopy, path, shown);
        }
        Ok(())
    }

    /// The names of the kept files of an entry that may name children, by the ledger and by the entry that lies beside them; nothing
    /// where neither has the entry.
    fn naming(&self, ledger: &IssuedFile, id: &str) -> Option<BTreeSet<String>> {
        let beside = kept::read(self.workspace, self.folder, id, kept::ENTRY);
        let beside = beside.and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| {
            let source = Arc::new(SourceFile::new(FileKind::Issued.name(), text));
            Record::read(self.folder, [(FileKind::Issued, source)].into()).0.issued
        });
        let entries = ledger.issues.iter().chain(beside.iter().flat_map(|file| &file.issues));
        let of_it: Vec<&Issue> = entries.filter(|issue| &**issue.id == id).collect();
        let files = of_it.iter().flat_map(|issue| &issue.files).filter(|file| file.salted.is_some());
        let names: BTreeSet<String> = files.map(|file| kept::name_of(&file.path)).collect();
        // An entry with a secret and without a file that it is for was changed.
        let is_sound = !names.is_empty() || kept::read(self.workspace, self.folder, id, kept::SALT).is_none();
        (!of_it.is_empty() && is_sound).then_some(names)
    }

    /// What the scratch folder has of the children's file.
    fn scratch(&mut self) {
        for name in [format!("rewriting-{}", self.folder), sealed::name_of_note(self.folder)] {
            let path = format!(".sqspack/{name}");
            let there = standing(self.workspace, &path).map(|standing| (path, standing));
            for path in self.plain(there) {
                self.put(CopyKind::FormerText, path.clone(), path);
            }
        }
    }
}
