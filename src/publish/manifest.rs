//! `manifest.json`: what a pack holds, and what each file was made from.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::searched::Searched;
use crate::check::folder_without_child;
use crate::pack::Waiting;
use crate::search::Terms;
use crate::workspace::Workspace;
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::sha256;

/// What a pack holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The files, in the order of the catalogue.
    pub files: Vec<FileEntry>,
    /// The documents that are not made yet, and what they wait for.
    #[serde(default)]
    pub waiting: Vec<Waiting>,
    /// A fingerprint of the record, settings, own templates and program that the whole pack was last made from; empty where
    /// only single documents were ever made.
    #[serde(default)]
    pub inputs: String,
    /// For how many children the whole pack was last searched.
    #[serde(default)]
    pub searched: Searched,
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path in the pack, with `/`.
    pub path: String,
    /// Id of the document in the catalogue.
    pub document: String,
    /// Language of its words: `en` or `cy`, or both with a space between, for a message that is in both.
    pub language: String,
    /// Whom it is for.
    pub audience: String,
    /// Its protective marking.
    pub marking: String,
    /// Whether it may name children, or carries a file that may.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub names_children: bool,
    /// Number of pages; nothing for a file that has none.
    pub pages: Option<usize>,
    /// SHA-256 of the file, in hexadecimal digits. In a pack this and the fingerprint are empty for a file that may name
    /// children: whoever has the manifest could guess a date of birth until the hash fits.
    pub sha256: String,
    /// SHA-256 of everything that the file was made from, in hexadecimal digits.
    pub fingerprint: String,
    /// Path of the same document in the other language, where it is due in both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<String>,
    /// For a file with a pair: SHA-256 of the record that both were built from, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Whether a text has no room in it, or Typst warned of its template: the next build makes it again, so as to warn again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub warned: bool,
}

impl Manifest {
    /// The file's name in a pack.
    pub const NAME: &str = "manifest.json";

    /// Reads a manifest. A damaged one counts as none, and the build makes everything again.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Whether the pack of an inspection holds what this says, and this as its manifest: whether nobody has changed it by hand.
    pub fn is_kept(&self, workspace: &Workspace, folder: &str) -> bool {
        let Ok(pack) = PackFolder::open(workspace, folder) else { return false };
        let as_made = |file: &FileEntry| pack.read(&file.path).is_some_and(|bytes| sha256(&bytes) == file.sha256);
        pack.read(Self::NAME) == Some(self.to_bytes()) && self.files.par_iter().all(as_made)
    }

    /// The manifest as it is written into a pack.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut told = self.clone();
        for file in told.files.iter_mut().filter(|file| file.names_children) {
            file.sha256.clear();
            file.fingerprint.clear();
        }
        let mut bytes = serde_json::to_vec_pretty(&told).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The files whose pair is not there, or was built from another record: neither language goes out without the other.
    pub fn unpaired(&self) -> Vec<&FileEntry> {
        let paired = |file: &FileEntry, pair: &str| {
            self.get(pair).is_some_and(|other| other.pair.as_ref() == Some(&file.path) && other.record == file.record)
        };
        self.files.iter().filter(|file| file.pair.as_ref().is_some_and(|pair| !paired(file, pair))).collect()
    }

    /// The entry of a path.
    pub fn get(&self, path: &str) -> Option<&FileEntry> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Names of the folders in which packs lie.
pub fn packs(workspace: &Workspace) -> Vec<String> {
    let entries = std::fs::read_dir(workspace.packs()).into_iter().flatten().flatten();
    let packs = entries.filter(|entry| entry.path().join(Manifest::NAME).is_file());
    let mut names: Vec<String> = packs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Names of the packs that belong to no inspection, most often because its folder was renamed.
fn orphans(workspace: &Workspace) -> Vec<String> {
    let is_inspection = |name: &String| workspace.inspections().join(name).is_dir();
    packs(workspace).into_iter().filter(|name| !is_inspection(name)).collect()
}

/// The same as they may be shown: without the name of a child of any inspection that is here.
pub fn orphans_shown(workspace: &Workspace) -> Vec<String> {
    let orphans = orphans(workspace);
    if orphans.is_empty() {
        return orphans;
    }
    let terms = Terms::of_workspace(workspace);
    let shown = |name: String| terms.iter().find_map(|terms| folder_without_child(&name, terms)).unwrap_or(name);
    orphans.into_iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, pair: &str, record: &str) -> FileEntry {
        let text = r#"{"path":"","document":"letter","language":"","audience":"","marking":"","pages":1,"sha256":"","fingerprint":""}"#;
        let file: FileEntry = serde_json::from_str(text).expect("an entry");
        FileEntry { path: path.to_owned(), pair: Some(pair.to_owned()), record: Some(record.to_owned()), ..file }
    }

    fn unpaired(files: Vec<FileEntry>) -> Vec<String> {
        Manifest { files, ..Manifest::default() }.unpaired().into_iter().map(|file| file.path.clone()).collect()
    }

    #[test]
    fn a_document_without_its_other_language_or_with_an_older_one_is_not_complete() {
        let (welsh, english) = (file("a.cy", "a.en", "1"), file("a.en", "a.cy", "1"));
        assert_eq!(unpaired(vec![welsh.clone(), english.clone()]), Vec::<String>::new());
        assert_eq!(unpaired(vec![welsh.clone()]), ["a.cy"]);
        assert_eq!(unpaired(vec![welsh, file("a.en", "a.cy", "2")]), ["a.cy", "a.en"]);
    }

    #[test]
    fn a_pack_tells_no_hash_of_a_file_that_names_children() {
        let hashes = |names_children| {
            let file = FileEntry {
                names_children,
                sha256: "aa".to_owned(),
                fingerprint: "bb".to_owned(),
                ..file("a", "b", "1")
            };
            let told = Manifest::read(&Manifest { files: vec![file], ..Manifest::default() }.to_bytes());
            (told.files[0].sha256.clone(), told.files[0].fingerprint.clone())
        };
        assert_eq!(hashes(true), (String::new(), String::new()));
        assert_eq!(hashes(false), ("aa".to_owned(), "bb".to_owned()));
    }

    #[test]
    fn a_manifest_of_one_language_does_not_mention_pairs() {
        let alone = FileEntry { pair: None, record: None, ..file("a", "b", "1") };
        let text = String::from_utf8(Manifest { files: vec![alone], ..Manifest::default() }.to_bytes()).expect("text");
        assert!(!text.contains("pair") && !text.contains("record"), "{text}");
    }
}
