//! The promise: after any sequence of edits, the packs equal a fresh build byte for byte.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sqspack::publish::Manifest;
use sqspack::watch::Mode;

use crate::edits::Editor;
use crate::files::{Files, files};
use crate::fresh::{Fresh, Packs};
use crate::tiny::Tiny;
use crate::watching::{Watching, lines, timing};

/// Edits of the test. For a long run, with others: `SQSPACK_WATCH_EDITS=20000 SQSPACK_WATCH_SEED=7 cargo test --test watch any`.
const EDITS: u64 = 1_000;

/// How long the packs may take to be right.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn after_any_sequence_of_edits_the_packs_equal_a_fresh_build() {
    let number = |name: &str| env::var(name).ok().map(|value| value.parse().expect("a number"));
    let edits = number("SQSPACK_WATCH_EDITS").unwrap_or(EDITS);
    edit_and_compare(Mode::Events, edits, number("SQSPACK_WATCH_SEED").unwrap_or(4));
}

#[test]
fn the_packs_equal_a_fresh_build_where_no_events_arrive() {
    edit_and_compare(Mode::Poll, EDITS / 5, 5);
}

fn edit_and_compare(mode: Mode, edits: u64, seed: u64) {
    let tiny = Tiny::with(&["2027-01-harrowdale", "2027-02-wendmoor"]);
    let watching = Watching::start(&tiny, mode, timing());
    let (mut editor, mut fresh) = (Editor::new(&tiny, seed), Fresh::default());
    let (mut made, mut settlings, mut compared) = (0, 0, 0);
    let mut nothing_compared = false;
    while made < edits {
        let mut log = Vec::new();
        if nothing_compared {
            log.push(editor.mend());
        }
        for _ in 0..=editor.below(5).min(edits - made - 1) {
            log.push(editor.edit());
            editor.pause(if log.len() % 2 == 0 { 3 } else { 0 });
        }
        made += log.len() as u64;
        settlings += 1;
        let wanted = fresh.packs(tiny.root());
        let comparable = wanted.iter().flatten().filter(|(_, pack)| pack.is_some()).count();
        nothing_compared = comparable == 0;
        compared += comparable;
        if let Err(wrong) = settle(&tiny, &watching, &wanted, &editor.changed) {
            let reports = lines(&watching.reports());
            panic!(
                "seed {seed}, after {made} edits, the last of which were {log:#?}: {wrong}; the reports were {reports:#?}"
            );
        }
        watching.reports();
    }
    println!("{made} edits, {settlings} settlings, {compared} packs compared with a fresh one");
    assert!(compared >= settlings, "too many edits leave nothing to compare");
    drop(watching);
    let left: Vec<String> = files(tiny.root()).into_keys().filter(|path| path.contains("/.sqspack-")).collect();
    assert_eq!(left, [""; 0], "seed {seed}");
}

/// Waits until the packs are right and stay so, or says what is wrong with them.
fn settle(tiny: &Tiny, watching: &Watching, wanted: &Packs, changed: &BTreeSet<PathBuf>) -> Result<(), String> {
    let start = Instant::now();
    loop {
        let difference = difference(tiny.root(), wanted, changed);
        if difference.is_none() && watching.is_idle() {
            // It may have been right before the hint of the last edit came.
            sleep(2 * timing().settle);
            if self::difference(tiny.root(), wanted, changed).is_none() && watching.is_idle() {
                return Ok(());
            }
        }
        if start.elapsed() > PATIENCE {
            return Err(difference.unwrap_or_else(|| "the watcher does not come to rest".to_owned()));
        }
        sleep(Duration::from_millis(8));
    }
}

/// What is not as a fresh build has it. A record with errors keeps a pack that is whole. What was changed by hand meanwhile
/// stays if the mended record does not call for it.
fn difference(root: &Path, wanted: &Packs, changed: &BTreeSet<PathBuf>) -> Option<String> {
    for (name, wanted) in wanted.iter().flatten() {
        let folder = root.join("packs").join(name);
        let mut pack = files(&folder);
        match wanted {
            Some(wanted) => {
                pack.retain(|path, _| wanted.contains_key(path) || !changed.contains(&folder.join(path)));
                if pack != *wanted {
                    let different = |path: &&String| pack.get(*path) != wanted.get(*path);
                    let paths: Vec<&String> = wanted.keys().chain(pack.keys()).filter(different).collect();
                    return Some(format!("packs/{name}: {paths:?}"));
                }
            }
            None => {
                if let Some(path) = half_written(&pack, |path| changed.contains(&folder.join(path))) {
                    return Some(format!("packs/{name} of a record with errors: {path}"));
                }
            }
        }
    }
    None
}

/// A file that lies in a pack and should not. What was taken out by hand, or changed, is not made again while its record
/// has errors, since there is nothing to make it from. What was changed by hand may have left the plan before that.
fn half_written(pack: &Files, is_by_hand: impl Fn(&str) -> bool) -> Option<String> {
    let manifest = Manifest::read(pack.get(Manifest::NAME)?);
    let is_named = |path: &&String| *path == Manifest::NAME || manifest.get(path).is_some();
    let is_left = |path: &&String| !manifest.files.is_empty() && !is_named(path) && !is_by_hand(path);
    pack.keys().find(|path| path.contains(".sqspack-") || is_left(path)).cloned()
}
