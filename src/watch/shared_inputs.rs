//! The settings and templates that all inspections share. The watcher loads them anew only when their text differs, so that
//! Typst's cache of the layout stays of use.

use std::collections::BTreeSet;
use std::time::Instant;

use walkdir::{DirEntry, WalkDir};

use super::change_detector::ChangeDetector;
use super::timing::Timing;
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::FileKind;
use crate::template::{OwnFiles, TRUSTED, is_trusted, trust};
use crate::workspace::{Workspace, is_hidden};

/// The settings and templates: the version in use, and what the last scan has found.
pub struct SharedInputs {
    detector: ChangeDetector,
    /// Whether every change of own templates is confirmed as it comes.
    trusts_templates: bool,
    current: Version,
    /// How many versions were in use before this one.
    pub generation: u64,
    /// What the last scan has found.
    found: Text,
    /// Since when scans find that.
    since: Instant,
}

/// One reading of settings and templates.
struct Version {
    text: Text,
    /// The files that hold text.
    filled: BTreeSet<String>,
    /// What a build needs of them, or what is wrong with them.
    inputs: Result<Box<WorkspaceInputs>, Vec<Problem>>,
}

/// A digest of the templates, and the text of the settings.
type Text = ([u8; 32], String);

impl SharedInputs {
    /// Reads settings and templates and uses them as they are.
    pub fn new(workspace: &Workspace, trusts_templates: bool, now: Instant) -> Self {
        let current = Version::read(workspace, trusts_templates);
        Self {
            detector: ChangeDetector::default(),
            trusts_templates,
            found: current.text.clone(),
            current,
            generation: 0,
            since: now,
        }
    }

    /// What a build needs, or what is wrong with settings and templates.
    pub fn inputs(&self) -> Result<&WorkspaceInputs, &[Problem]> {
        self.current.inputs.as_deref().map_err(Vec::as_slice)
    }

    /// Scans settings and templates, and puts another version into use: at once, or if it is broken or lacks a file, once it
    /// has lasted for the grace period. Says whether the text differs from the last scan.
    pub fn scan(&mut self, workspace: &Workspace, now: Instant, timing: &Timing, hinted: bool) -> bool {
        let is_visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy());
        let walk = WalkDir::new(workspace.templates()).into_iter().filter_entry(is_visible);
        let settings = workspace.root.join(FileKind::Settings.name());
        let confirmed = workspace.scratch().join(TRUSTED);
        let paths = walk.flatten().map(DirEntry::into_path).chain([settings, confirmed]).collect();
        if !self.detector.must_read(paths, now) && !hinted {
            return false;
        }
        let version = Version::read(workspace, self.trusts_templates);
        let is_news = version.text != self.found;
        if is_news {
            (self.found, self.since) = (version.text.clone(), now);
        }
        let may_not_last = version.inputs.is_err() || !version.filled.is_superset(&self.current.filled);
        let has_lasted = self.since + timing.grace <= now;
        if version.text != self.current.text && (has_lasted || !may_not_last) {
            self.current = version;
            self.generation += 1;
        }
        is_news
    }

    /// When to scan a version again that may not last.
    pub fn due(&self, timing: &Timing) -> Option<Instant> {
        (self.found != self.current.text).then(|| self.since + timing.grace)
    }
}

impl Version {
    fn read(workspace: &Workspace, trusts_templates: bool) -> Self {
        if trusts_templates {
            let own = OwnFiles::read(&workspace.root, &workspace.templates());
            if !is_trusted(workspace, &own) {
                // If the disk refuses, the templates are not confirmed, and the problem of that is reported.
                trust(workspace, &own).ok();
            }
        }
        let own = OwnFiles::read_confirmed(workspace);
        let (templates, mut filled) = (own.digest(), own.filled());
        let (settings, inputs) = match Workspace::open(&workspace.root) {
            Ok(workspace) => {
                let text = workspace.settings_text.clone();
                filled.extend((!text.trim().is_empty()).then(|| FileKind::Settings.name().to_owned()));
                (text, WorkspaceInputs::open(workspace, own).map(Box::new))
            }
            Err(error) => (format!("\0{error}"), Err(vec![error.problem()])),
        };
        Self { text: (templates, settings), filled, inputs }
    }
}
