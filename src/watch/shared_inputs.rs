//! The settings and templates that all inspections share. The watcher loads them anew only when their text differs, so that
//! Typst's cache of the layout stays of use.

use std::time::Instant;

use walkdir::{DirEntry, WalkDir};

use super::change_detector::ChangeDetector;
use super::timing::Timing;
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::FileKind;
use crate::template::{OwnFiles, TRUSTED, is_trusted, trust};
use crate::workspace::{Reading, Workspace, is_hidden};

/// The settings and templates: the version in use, and what the last scan has found.
pub struct SharedInputs {
    /// Whether every change of own templates is confirmed as it comes.
    trusts_templates: bool,
    files: ChangeDetector,
    /// The reading that the version in use comes from; none before the first scan.
    in_use: Option<Reading>,
    /// What a build needs, or what is wrong with settings and templates.
    pub inputs: Result<Box<WorkspaceInputs>, Vec<Problem>>,
    /// How many versions have come into use.
    pub generation: u64,
}

impl SharedInputs {
    /// Settings and templates that were not scanned yet.
    pub fn new(trusts_templates: bool, now: Instant) -> Self {
        let files = ChangeDetector::new(now);
        Self { trusts_templates, files, in_use: None, inputs: Err(Vec::new()), generation: 0 }
    }

    /// Scans settings and templates, and puts another version into use: the first one at once, a later one that is broken or
    /// lacks a file once it has lasted for the grace period. Says whether the system should have told of a change.
    pub fn scan(&mut self, workspace: &Workspace, now: Instant, timing: &Timing) -> bool {
        let is_visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy());
        let templates = WalkDir::new(workspace.templates()).into_iter().filter_entry(is_visible);
        let others = [workspace.root.join(FileKind::Settings.name()), workspace.scratch().join(TRUSTED)];
        let paths = templates.flatten().map(DirEntry::into_path).chain(others).collect();
        if !self.files.must_read(paths, now) {
            return false;
        }
        let own = self.own_files(workspace);
        let opened = Workspace::open(&workspace.root).map_err(|error| vec![error.problem()]);
        let settings = opened.as_ref().map(|opened| (FileKind::Settings.name(), opened.settings_text.as_bytes()));
        let contents = own.made_from().map(|(path, bytes)| (path.as_str(), bytes)).chain(settings.ok());
        let refused = opened.as_ref().err().map_or(&[][..], Vec::as_slice);
        let reading = Reading::of_files(contents, &[own.problems(), refused].concat());
        let is_news = self.files.take(Some(reading.clone()), now);
        if self.in_use.as_ref() != Some(&reading) {
            let inputs = opened.and_then(|opened| WorkspaceInputs::open(opened, own).map(Box::new));
            let may_not_last =
                self.in_use.as_ref().is_some_and(|earlier| inputs.is_err() || reading.lacks_text_of(earlier));
            if !may_not_last || self.files.since + timing.grace <= now {
                (self.in_use, self.inputs) = (Some(reading), inputs);
                self.generation += 1;
            }
        }
        is_news
    }

    /// The workspace's own templates, confirmed if that was asked for.
    fn own_files(&self, workspace: &Workspace) -> OwnFiles {
        if self.trusts_templates {
            let own = OwnFiles::read(&workspace.root, &workspace.templates());
            if !is_trusted(workspace, &own) {
                // If the disk refuses, the templates are not confirmed, and the problem of that is reported.
                trust(workspace, &own).ok();
            }
        }
        OwnFiles::read_confirmed(workspace)
    }

    /// When to scan a version again that may not last.
    pub fn due(&self, timing: &Timing) -> Option<Instant> {
        (self.files.reading != self.in_use).then(|| self.files.since + timing.grace)
    }
}
