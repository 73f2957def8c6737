//! `manifest.json`: what a pack holds, and what each file was made from.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk::PackFolder;
use super::fingerprint::sha256;
use crate::pack::Waiting;
use crate::workspace::Workspace;

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
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path in the pack, with `/`.
    pub path: String,
    /// Id of the document in the catalogue.
    pub document: String,
    /// Language of its words.
    pub language: String,
    /// For whom it is.
    pub audience: String,
    /// Its protective marking.
    pub marking: String,
    /// Number of pages; nothing for a file that has none.
    pub pages: Option<usize>,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// SHA-256 of everything that the file was made from, in hexadecimal digits.
    pub fingerprint: String,
}

impl Manifest {
    /// The file's name in a pack.
    pub const NAME: &str = "manifest.json";

    /// Reads a manifest; one that is damaged counts as none, and everything is made again.
    pub fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// The manifest that an inspection's pack has, if it has any.
    pub fn of(workspace: &Workspace, folder: &str) -> Self {
        PackFolder::open(workspace, folder).map(|pack| Self::in_pack(&pack)).unwrap_or_default()
    }

    /// The manifest in a pack, if there is any.
    pub fn in_pack(pack: &PackFolder) -> Self {
        pack.read(Self::NAME).map(|bytes| Self::read(&bytes)).unwrap_or_default()
    }

    /// Adds the files that another manifest has and this one has not; what else it says counts only where this one is blank.
    pub fn add(&mut self, other: Self) {
        if *self == Self::default() {
            *self = other;
            return;
        }
        for file in other.files {
            if self.get(&file.path).is_none() {
                self.files.push(file);
            }
        }
    }

    /// Whether the pack of an inspection holds what this says, and this as its manifest: whether nobody has changed it by hand.
    pub fn is_kept(&self, workspace: &Workspace, folder: &str) -> bool {
        let Ok(pack) = PackFolder::open(workspace, folder) else { return false };
        let as_made = |file: &FileEntry| pack.read(&file.path).is_some_and(|bytes| sha256(&bytes) == file.sha256);
        pack.read(Self::NAME) == Some(self.to_bytes()) && self.files.par_iter().all(as_made)
    }

    /// The manifest as it is written.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
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
