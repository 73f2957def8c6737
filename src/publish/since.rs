//! Since when files could not be put in their places, for whoever asks why a pack is not whole.
//!
//! No pack depends on it. The moment comes from the file system's clock, as that of the lock does.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::calendar::london;
use crate::workspace::Workspace;
use crate::workspace::scratch::Scratch;

/// Notes that these files of a pack are not as a build wanted them. Whichever was noted before keeps its moment. The caller
/// has passed the gate.
pub fn note(scratch: &Scratch, folder: &str, behind: &BTreeSet<&str>) {
    let before = load(scratch, folder);
    if behind.is_empty() {
        if !before.is_empty() {
            scratch.remove(&name(folder));
        }
        return;
    }
    // Without the note nobody learns since when; which files are behind stands elsewhere.
    let Ok(now) = scratch.now() else { return };
    let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let moment = |path: &&str| ((*path).to_owned(), before.get(*path).copied().unwrap_or(now));
    let noted: BTreeMap<String, u64> = behind.iter().map(moment).collect();
    if noted != before {
        scratch.write(&name(folder), &serde_json::to_vec(&noted).unwrap_or_default()).ok();
    }
}

/// Since when each file of an inspection's pack could not be put in its place.
pub fn of(workspace: &Workspace, folder: &str) -> BTreeMap<String, SystemTime> {
    Scratch::open(workspace).map(|scratch| noted(&scratch, folder)).unwrap_or_default()
}

/// The same for whoever has opened the scratch folder.
pub fn noted(scratch: &Scratch, folder: &str) -> BTreeMap<String, SystemTime> {
    let moment = |seconds: u64| UNIX_EPOCH + Duration::from_secs(seconds.min(u32::MAX.into()));
    load(scratch, folder).into_iter().map(|(path, since)| (path, moment(since))).collect()
}

/// Paths, each with the moment since when it is so, by the clock in London: `a.pdf (since 26 November 2026, 04:10), b.ics`.
pub fn in_words(paths: &[String], since: &BTreeMap<String, SystemTime>) -> String {
    let shown = |path: &String| match since.get(path) {
        Some(moment) => format!("{path} (since {})", london::at(*moment).format("%-d %B %Y, %H:%M")),
        None => path.clone(),
    };
    paths.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn load(scratch: &Scratch, folder: &str) -> BTreeMap<String, u64> {
    scratch.read(&name(folder)).and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn name(folder: &str) -> String {
    format!("behind-{folder}")
}
