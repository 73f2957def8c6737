//! The workspace's own templates, as files: read, not yet taken for templates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use walkdir::WalkDir;

use super::templates::{EMBEDDED, digest};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::workspace::{files, is_hidden};

/// The workspace's own templates as they were read, whether or not they are good templates.
#[derive(Debug, Default)]
pub struct OwnFiles {
    /// Their content by their path under `templates/`.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Why others could not be read.
    pub(super) problems: Vec<Problem>,
}

impl OwnFiles {
    /// Reads the folder of own templates, which need not be there, below `root`. Links are followed as long as they stay
    /// within the workspace.
    pub fn read(root: &Path, own: &Path) -> Self {
        let mut found = Self::default();
        if !own.as_os_str().is_empty() && own.is_dir() {
            found.read_all(root, own);
        }
        found
    }

    /// A fingerprint of what was read, and of why the rest was not.
    pub fn digest(&self) -> [u8; 32] {
        let refused = |problem: &Problem| (problem.place.file.path.clone(), problem.message.clone().into_bytes());
        let refused: Vec<_> = self.problems.iter().map(refused).collect();
        let files = self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()));
        digest(files.chain(refused.iter().map(|(path, words)| (path, words.as_slice()))))
    }

    /// Paths of the files that hold something.
    pub fn filled(&self) -> BTreeSet<String> {
        self.files.iter().filter(|(_, bytes)| !bytes.is_empty()).map(|(path, _)| path.clone()).collect()
    }

    fn read_all(&mut self, root: &Path, own: &Path) {
        let is_the_programs =
            |path: &str, bytes: &[u8]| EMBEDDED.iter().any(|(known, embedded)| *known == path && *embedded == bytes);
        let walk = WalkDir::new(own).follow_links(true).sort_by_file_name();
        let visible =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy());
        for entry in walk.into_iter().filter_entry(visible) {
            let unreadable = |path: String, words: String| {
                let place = Place::new(Arc::new(SourceFile::new(format!("templates/{path}"), "")), 0..0);
                Problem::new(code::UNREADABLE, place, words, "put the template itself into the folder")
            };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(own).strip_prefix(own).unwrap_or(own).display().to_string();
                    self.problems.push(unreadable(path, "this cannot be read".to_owned()));
                    continue;
                }
            };
            let Ok(below) = entry.path().strip_prefix(own) else { continue };
            let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
            if entry.file_type().is_dir() {
                continue;
            }
            match files::read(root, entry.path()) {
                // A copy of the program's own says nothing of its own.
                Ok(bytes) if is_the_programs(&path, &bytes) => {}
                Ok(bytes) => drop(self.files.insert(path, bytes)),
                Err(refused) => self.problems.push(unreadable(path, refused.words())),
            }
        }
    }
}
