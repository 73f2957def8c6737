//! The workspace's own templates, as files: read, not yet taken for templates.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::depth::too_deep;
use super::templates::{EMBEDDED, digest};
use super::{AGREED, GLOSSARY, trust};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::workspace::{Workspace, files, is_hidden};

/// The most files that a workspace's own templates may be.
const MOST_FILES: usize = 1_000;

/// The most bytes that they may have together.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// How deep folders may lie within `templates/`.
const DEEPEST_FOLDER: usize = 8;

/// The workspace's own templates as they were read, whether or not they are good templates.
#[derive(Debug, Default)]
pub struct OwnFiles {
    /// Their content by their path under `templates/`.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Why others could not be read.
    pub(super) problems: Vec<Problem>,
}

impl OwnFiles {
    /// Reads the folder of own templates, which need not be there, below `root`. A link is followed as long as it stays within
    /// that folder: a template sees templates and no other file of the workspace.
    pub fn read(root: &Path, own: &Path) -> Self {
        let mut found = Self::default();
        if own.as_os_str().is_empty() || own.symlink_metadata().is_err() {
            return found;
        }
        // The folder itself must be where it seems to be, or its files would be those of another folder.
        match (files::resolve(root, own), own.symlink_metadata()) {
            (Ok(real), Ok(about)) if about.is_dir() => found.read_all(&real),
            (Ok(_), _) => found.refuse("", "`templates` is a link or a file, but has to be a folder".to_owned()),
            (Err(refused), _) => found.refuse("", refused.message()),
        }
        found
    }

    /// Takes templates that were read elsewhere, by their path under `templates/`.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut found = Self::default();
        if files.len() > MOST_FILES {
            found.refuse("", format!("there are more than {MOST_FILES} templates"));
            return found;
        }
        for (path, bytes) in files {
            let is_hidden = path.split('/').any(is_hidden);
            let is_too_deep = path.matches('/').count() > DEEPEST_FOLDER;
            match (is_hidden, is_too_deep) {
                (true, _) => {}
                (false, true) => found.refuse(&path, "folders lie too deep".to_owned()),
                (false, false) => found.take(path, bytes),
            }
        }
        found
    }

    /// Reads the own templates of a workspace for a build: it refuses a set that nobody here has confirmed.
    pub fn read_confirmed(workspace: &Workspace) -> Self {
        let mut found = Self::read(&workspace.root, &workspace.templates());
        found.problems.extend(found.unconfirmed(workspace));
        found
    }

    /// What is to be done before a build uses these templates, unless somebody here has confirmed them.
    pub fn unconfirmed(&self, workspace: &Workspace) -> Option<Problem> {
        if !self.problems.is_empty() || trust::is_trusted(workspace, self) {
            return None;
        }
        let first = self.made_from().next().map_or("", |(path, _)| path.as_str());
        let place = Place::new(Arc::new(SourceFile::new(format!("templates/{first}"), "")), 0..0);
        let count = self.made_from().count();
        let message = match count {
            1 => "nobody here has confirmed this template of the workspace's own, or it has changed since".to_owned(),
            _ => format!(
                "nobody here has confirmed the {count} templates of the workspace's own, or they have changed since"
            ),
        };
        let help = "see what they change with `sqspack templates`; if you trust them, type `sqspack templates trust`";
        Some(Problem::new(code::UNCONFIRMED_TEMPLATES, place, message, help))
    }

    /// A fingerprint of what was read, and of why the rest was not.
    pub fn digest(&self) -> [u8; 32] {
        let refused = |problem: &Problem| (problem.place.file.path.clone(), problem.message.clone().into_bytes());
        let refused: Vec<_> = self.problems.iter().map(refused).collect();
        let files = self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()));
        digest(files.chain(refused.iter().map(|(path, words)| (path, words.as_slice()))))
    }

    /// Why files could not be read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The files that documents are made from, by path: all but the translators' lists.
    pub fn made_from(&self) -> impl Iterator<Item = (&String, &[u8])> {
        let files = self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()));
        files.filter(|(path, _)| ![AGREED, GLOSSARY].contains(&path.as_str()))
    }

    fn read_all(&mut self, own: &Path) {
        let walk = WalkDir::new(own).follow_links(true).max_depth(DEEPEST_FOLDER + 1).sort_by_file_name();
        let shown = |path: &Path| {
            let below = path.strip_prefix(own).unwrap_or(path);
            below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
        };
        let mut links_out: Vec<PathBuf> = Vec::new();
        let may_enter = |entry: &DirEntry| {
            if entry.depth() == 0 {
                return true;
            }
            let leaves = entry.path_is_symlink() && files::resolve(own, entry.path()).is_err();
            if leaves {
                links_out.push(entry.path().to_owned());
            }
            !leaves && !is_hidden(&entry.file_name().to_string_lossy())
        };
        let mut read = Vec::new();
        for entry in walk.into_iter().filter_entry(may_enter) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() && entry.depth() <= DEEPEST_FOLDER => {}
                Ok(entry) if entry.file_type().is_dir() => {
                    read.push((entry.into_path(), Err("folders lie too deep".to_owned())))
                }
                Ok(entry) => {
                    let bytes = files::read_linked(own, entry.path());
                    read.push((entry.into_path(), bytes.map_err(|refused| refused.message())));
                }
                Err(error) => {
                    read.push((error.path().unwrap_or(own).to_owned(), Err("this cannot be read".to_owned())));
                }
            }
            if read.len() > MOST_FILES {
                return self.refuse("", format!("there are more than {MOST_FILES} templates"));
            }
        }
        for path in links_out {
            self.refuse(&shown(&path), "a link leads out of `templates/`".to_owned());
        }
        for (path, bytes) in read {
            match bytes {
                Ok(bytes) => self.take(shown(&path), bytes),
                Err(words) => self.refuse(&shown(&path), words),
            }
        }
        if self.files.values().map(Vec::len).sum::<usize>() > MOST_BYTES {
            self.refuse("", format!("the templates are larger than {} MB together", MOST_BYTES / 1024 / 1024));
        }
    }

    fn take(&mut self, path: String, bytes: Vec<u8>) {
        // A copy of the program's own says nothing of its own.
        if EMBEDDED.iter().any(|(known, embedded)| *known == path && *embedded == bytes) {
            return;
        }
        match too_deep(&path, &bytes) {
            Some(words) => self.refuse(&path, words),
            None => drop(self.files.insert(path, bytes)),
        }
    }

    fn refuse(&mut self, path: &str, words: String) {
        let place = Place::new(Arc::new(SourceFile::new(format!("templates/{path}"), "")), 0..0);
        self.problems.push(Problem::new(code::UNREADABLE, place, words, "put the template itself into the folder"));
    }
}
