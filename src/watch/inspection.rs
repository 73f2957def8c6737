//! What the watcher knows of one inspection: what its files say, what its pack was built from, and what was reported.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::change_detector::ChangeDetector;
use super::report::{Report, ReportKind};
use super::report_filter::ReportFilter;
use super::timing::Timing;
use crate::publish::{Manifest, Outcome};
use crate::workspace::{Reading, Workspace, is_part_of_record};

/// One inspection.
pub struct Inspection {
    folder: String,
    detector: ChangeDetector,
    /// What its files say; none while its folder is gone.
    reading: Option<Reading>,
    /// Since when they have said so.
    since: Instant,
    /// The last build; none before the first one, and after a report that its folder is gone.
    build: Option<LastBuild>,
    /// What its pack held after the last build. The manifest on disk may have been changed by hand since.
    pub manifest: Manifest,
    /// Whether somebody has changed its pack since the last build, which left it right.
    is_pack_changed: bool,
    reports: ReportFilter,
}

struct LastBuild {
    reading: Reading,
    generation: u64,
    at: Instant,
    /// Whether it left the pack right.
    is_right: bool,
    /// If a file could not be written: how long the watcher waits before it tries again.
    retry: Option<Duration>,
}

impl Inspection {
    /// An inspection that was not scanned yet.
    pub fn new(workspace: &Workspace, folder: &str, now: Instant) -> Self {
        Self {
            folder: folder.to_owned(),
            detector: ChangeDetector::default(),
            reading: None,
            since: now,
            build: None,
            manifest: Manifest::of(workspace, folder),
            is_pack_changed: false,
            reports: ReportFilter::default(),
        }
    }

    /// Scans its files and its pack. Says whether they have changed in a way that the system should have told of.
    pub fn scan(&mut self, workspace: &Workspace, now: Instant, hinted: bool) -> bool {
        let Some(paths) = self.paths(workspace) else {
            let was_there = self.reading.take().is_some();
            self.since = if was_there { now } else { self.since };
            return was_there;
        };
        // A file that could not be read may become readable without an event, and without another stamp.
        let was_readable = self.reading.as_ref().is_some_and(Reading::is_certain);
        if !self.detector.must_read(paths, now) && !hinted && was_readable {
            return false;
        }
        let (sources, refused) = workspace.files(&self.folder);
        let is_news = self.take_reading(Reading::of(&sources, &refused), now);
        // A build looks at the pack itself, so that only a pack which nothing else calls to be built is looked at.
        let is_to_keep =
            self.build.as_ref().is_some_and(|build| build.is_right && Some(&build.reading) == self.reading.as_ref());
        self.is_pack_changed = is_to_keep && !self.manifest.is_kept(workspace, &self.folder);
        (is_news && was_readable) || self.is_pack_changed
    }

    /// The files of its record and of its pack; none if it has no folder.
    fn paths(&self, workspace: &Workspace) -> Option<Vec<PathBuf>> {
        let entries = fs::read_dir(workspace.inspections().join(&self.folder)).ok()?.flatten();
        let record = entries.filter(|entry| is_part_of_record(&entry.file_name().to_string_lossy()));
        let pack = workspace.packs().join(&self.folder);
        let made = self.manifest.files.iter().map(|file| file.path.as_str()).chain([Manifest::NAME]);
        Some(record.map(|entry| entry.path()).chain(made.map(|path| pack.join(path))).collect())
    }

    /// Takes in what its files say. Says whether that is news.
    fn take_reading(&mut self, reading: Reading, now: Instant) -> bool {
        let is_news = self.reading.as_ref() != Some(&reading);
        if is_news {
            self.reading = Some(reading);
            self.since = now;
        }
        is_news
    }

    /// Whether its folder is there.
    pub fn exists(&self) -> bool {
        self.reading.is_some()
    }

    /// Whether its files differ from what its pack was built from.
    pub fn is_edited(&self) -> bool {
        self.build.as_ref().map(|build| &build.reading) != self.reading.as_ref()
    }

    /// When to build its pack with settings and templates of this generation.
    pub fn build_due(&self, generation: u64, timing: &Timing) -> Option<Instant> {
        let reading = self.reading.as_ref()?;
        let Some(build) = &self.build else { return Some(self.since) };
        if reading.lacks_text_of(&build.reading) {
            Some(self.since + timing.grace)
        } else if build.reading != *reading || build.generation != generation || self.is_pack_changed {
            Some(self.since)
        } else {
            build.retry.map(|wait| build.at + wait)
        }
    }

    /// Takes in what a build did. Gives the report that is due at once, if any.
    pub fn built(
        &mut self,
        outcome: Outcome,
        generation: u64,
        started: Instant,
        now: Instant,
        timing: &Timing,
    ) -> Option<Report> {
        // The build may have read later than the scan. It reads nothing where all is as stamped: that is what was scanned.
        if let Some(reading) = outcome.reading.clone() {
            self.take_reading(reading, now);
        }
        if let Some(manifest) = &outcome.manifest {
            self.manifest = manifest.clone();
        }
        let wait = self.build.as_ref().and_then(|build| build.retry);
        let wait = wait.map_or(timing.retry, |wait| (wait * 2).min(timing.retry * 16));
        let retry = outcome.fault.as_ref().map(|_| wait);
        let is_right = !outcome.has_errors() && retry.is_none();
        self.is_pack_changed = false;
        self.build = self.reading.clone().map(|reading| LastBuild { reading, generation, at: now, is_right, retry });
        self.reports.take(outcome, now.duration_since(started), now)
    }

    /// When a report is due that waits: that its folder is gone, or that an error has lasted.
    pub fn report_due(&self, timing: &Timing) -> Option<Instant> {
        let since = if self.exists() { self.reports.waits_since() } else { self.build.as_ref().map(|_| self.since) };
        since.map(|since| since + timing.grace)
    }

    /// The report that is due. If its folder is gone, the watcher forgets what it built. The pack stays: somebody may want the
    /// folder back, or may have sent the pack.
    pub fn take_report(&mut self, workspace: &Workspace) -> Option<Report> {
        if self.exists() {
            return self.reports.take_waiting();
        }
        self.build = None;
        self.reports = ReportFilter::default();
        let has_pack = workspace.packs().join(&self.folder).is_dir();
        let kept = if has_pack { format!("; packs/{} is kept as it is", self.folder) } else { String::new() };
        Some(Report::message(ReportKind::Gone, Some(&self.folder), format!("its folder is gone{kept}")))
    }
}
