//! The system's own events, from just the folders that matter: a workspace may lie in a tree with much else in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use super::hints::{Hint, hints};
use crate::workspace::files::numbers;

/// The folders of the workspace that are watched with all that is in them. Its root is watched for these folders and for
/// the settings; what else lies in it is not ours.
const FOLDERS: [&str; 3] = ["inspections", "templates", "packs"];

/// A source of hints.
pub struct Native {
    watcher: RecommendedWatcher,
    root: PathBuf,
    covered: Vec<Folder>,
}

/// A folder and what tells it from another one that takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    numbers: [u8; 24],
}

impl Native {
    /// Starts to listen; nothing is heard before the first [`Native::cover`].
    ///
    /// # Errors
    /// The system has no events to give.
    pub fn new(root: &Path, to: Sender<Hint>) -> notify::Result<Self> {
        let below = root.to_owned();
        // The watcher outlives whoever listens by a moment.
        let handler = move |said| hints(&below, said).into_iter().for_each(|hint| drop(to.send(hint)));
        let watcher = notify::recommended_watcher(handler)?;
        Ok(Self { watcher, root: root.to_owned(), covered: Vec::new() })
    }

    /// Watches every folder that is new or has taken the place of another. Whatever lies in them has to be looked at after
    /// this: nothing was heard of it before.
    ///
    /// # Errors
    /// The root is gone, or the system watches no more.
    pub fn cover(&mut self) -> notify::Result<()> {
        let folders = self.folders();
        if folders == self.covered {
            return Ok(());
        }
        self.covered.clear();
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for path in FOLDERS.map(|name| self.root.join(name)) {
            if path.is_dir() {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        self.covered = folders;
        Ok(())
    }

    /// The folders as they are. Only inotify needs to be told of those below, since it watches one by one and hears
    /// nothing of what is put into a new folder before it gets there.
    fn folders(&self) -> Vec<Folder> {
        let mut folders: Vec<Folder> = folder(&self.root).into_iter().collect();
        for path in FOLDERS.map(|name| self.root.join(name)) {
            folders.extend(folder(&path));
            if cfg!(target_os = "linux") {
                let deepest = if path.ends_with("templates") { usize::MAX } else { 1 };
                let below = WalkDir::new(&path).min_depth(1).max_depth(deepest).follow_links(true).sort_by_file_name();
                let entries = below.into_iter().flatten().filter(|entry| entry.file_type().is_dir());
                folders.extend(entries.filter_map(|entry| folder(entry.path())));
            }
        }
        folders
    }
}

/// A folder by its path, without the time of its last change: what is in it may change.
fn folder(path: &Path) -> Option<Folder> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
    let mut numbers = numbers(&about);
    if cfg!(unix) {
        numbers[8..].fill(0);
    }
    Some(Folder { path: path.to_owned(), numbers })
}
