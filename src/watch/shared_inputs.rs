//! The settings and templates that all inspections share. The watcher loads them anew only when their text differs, so that
//! Typst's cache of the layout stays of use.

use std::time::{Duration, Instant};

use walkdir::{DirEntry, WalkDir};

use super::change_detector::ChangeDetector;
use super::report::{Report, ReportKind};
use super::timing::Timing;
use crate::problem::{self, Problem};
use crate::publish::{Outcome, WorkspaceInputs};
use crate::record::FileKind;
use crate::template::{OwnFiles, TRUSTED, trust};
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
    /// When the version in use came into use, which tells it from others; none while it does not work.
    pub version: Option<Instant>,
    /// The kind of report that the version in use calls for, until it is given.
    to_report: Option<ReportKind>,
}

impl SharedInputs {
    /// Settings and templates that were not scanned yet.
    pub fn new(trusts_templates: bool, now: Instant) -> Self {
        let files = ChangeDetector::new(now);
        Self { trusts_templates, files, in_use: None, inputs: Err(Vec::new()), version: None, to_report: None }
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
        if self.trusts_templates {
            // If the disk refuses, the templates are not confirmed, and the problem of that is reported.
            trust(workspace, &OwnFiles::read(&workspace.root, &workspace.templates())).ok();
        }
        let own = OwnFiles::read_confirmed(workspace);
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
                let was_broken = self.in_use.is_some() && self.inputs.is_err();
                self.to_report = match &inputs {
                    Err(_) => Some(ReportKind::Stale),
                    Ok(_) if was_broken => Some(ReportKind::Mended),
                    Ok(inputs) => (!inputs.workspace.problems.is_empty()).then_some(ReportKind::Note),
                };
                (self.in_use, self.inputs) = (Some(reading), inputs);
                self.version = self.inputs.is_ok().then_some(now);
            }
        }
        is_news
    }

    /// Takes the report on a version that has come into use, after so long.
    pub fn take_report(&mut self, took: Duration) -> Option<Report> {
        let kind = self.to_report.take()?;
        let problems = self.inputs.as_ref().map_or_else(Vec::clone, |inputs| inputs.workspace.problems.clone());
        let warned = (kind == ReportKind::Note).then(|| format!("sqspack.toml: {}", problem::summary(&problems)));
        let report = Report::of(Outcome { problems, ..Outcome::default() }, kind, took);
        Some(Report { inspection: None, message: warned.unwrap_or_default(), ..report })
    }

    /// When to scan a version again that may not last.
    pub fn due(&self, timing: &Timing) -> Option<Instant> {
        (self.files.reading != self.in_use).then(|| self.files.since + timing.grace)
    }
}
