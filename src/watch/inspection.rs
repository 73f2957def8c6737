//! What the watcher knows of one inspection: what its files say, what its pack was built from, and what was reported.

use std::time::{Duration, Instant};

use super::change_detector::{ChangeDetector, of_inspection, of_pack};
use super::report_filter::ReportFilter;
use super::timing::Timing;
use crate::publish::{Manifest, Outcome};
use crate::workspace::{Reading, Workspace};

/// One inspection.
pub struct Inspection {
    folder: String,
    detector: ChangeDetector,
    /// What its files say; none while its folder is gone.
    reading: Option<Reading>,
    /// Since when they have said so.
    since: Instant,
    is_gone_reported: bool,
    build: Option<LastBuild>,
    /// What its pack held after the last build. The manifest on disk may have been changed by hand since.
    manifest: Manifest,
    retry: Option<Retry>,
    /// What was reported of it.
    pub reports: ReportFilter,
}

struct LastBuild {
    reading: Option<Reading>,
    generation: u64,
    at: Instant,
    /// Watches over the pack; none if that build left it wrong.
    pack: Option<Pack>,
}

struct Pack {
    detector: ChangeDetector,
    is_changed: bool,
}

/// A file could not be written: when the watcher tries again, and how long that wait is.
struct Retry {
    at: Instant,
    wait: Duration,
}

impl Inspection {
    /// Reads an inspection for the first time; none where there is no such folder.
    pub fn find(workspace: &Workspace, folder: &str, now: Instant) -> Option<Self> {
        let mut inspection = Self {
            folder: folder.to_owned(),
            detector: ChangeDetector::new(of_inspection(workspace, folder)?, now),
            reading: None,
            since: now,
            is_gone_reported: false,
            build: None,
            manifest: Manifest::of(workspace, folder),
            retry: None,
            reports: ReportFilter::default(),
        };
        inspection.read(workspace, now);
        Some(inspection)
    }

    /// Scans its files. Says whether they have changed in a way that the system should have told of.
    pub fn scan(&mut self, workspace: &Workspace, now: Instant, timing: &Timing, hinted: bool) -> bool {
        let Some(snapshot) = of_inspection(workspace, &self.folder) else {
            let was_there = self.reading.take().is_some();
            self.since = if was_there { now } else { self.since };
            return was_there;
        };
        // A file that could not be read may become readable without an event.
        let was_readable = self.reading.as_ref().is_some_and(Reading::is_certain);
        let must_read = self.detector.must_read(snapshot, now, timing.at_rest, hinted) || self.reading.is_none();
        must_read && self.read(workspace, now) && was_readable
    }

    fn read(&mut self, workspace: &Workspace, now: Instant) -> bool {
        let (sources, refused) = workspace.files(&self.folder);
        let reading = Reading::of(&sources, &refused);
        if !reading.is_certain() {
            self.detector.distrust(now);
        }
        self.note(reading, now)
    }

    /// Takes in what its files say. Says whether that is news.
    fn note(&mut self, reading: Reading, now: Instant) -> bool {
        let is_news = self.reading.as_ref() != Some(&reading);
        if is_news {
            self.reading = Some(reading);
            self.since = now;
            self.is_gone_reported = false;
        }
        is_news
    }

    /// Scans its pack. Says whether somebody has changed it.
    pub fn scan_pack(&mut self, workspace: &Workspace, now: Instant, timing: &Timing, hinted: bool) -> bool {
        let Some(pack) = self.build.as_mut().and_then(|build| build.pack.as_mut()) else { return false };
        let snapshot = of_pack(workspace, &self.folder, &self.manifest);
        if !pack.detector.must_read(snapshot, now, timing.at_rest, hinted) {
            return false;
        }
        pack.is_changed = !self.manifest.is_kept(workspace, &self.folder);
        pack.is_changed
    }

    /// What its pack held after the last build.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whether its folder is there.
    pub fn exists(&self) -> bool {
        self.reading.is_some()
    }

    /// Whether its files differ from what its pack was built from.
    pub fn is_edited(&self) -> bool {
        self.build.as_ref().is_none_or(|build| build.reading != self.reading)
    }

    /// When to report that its folder is gone.
    pub fn gone_due(&self, timing: &Timing) -> Option<Instant> {
        (!self.exists() && !self.is_gone_reported).then(|| self.since + timing.grace)
    }

    /// Forgets what was built and reported. The pack stays: somebody may want the folder back, or may have sent the pack.
    pub fn forget(&mut self) {
        self.is_gone_reported = true;
        self.build = None;
        self.retry = None;
        self.reports = ReportFilter::default();
    }

    /// When to build its pack, with settings and templates of this generation.
    pub fn build_due(&self, generation: u64, timing: &Timing) -> Option<Instant> {
        let reading = self.reading.as_ref()?;
        let Some(build) = &self.build else { return Some(self.since) };
        if build.reading.as_ref().is_some_and(|earlier| reading.lacks_text_of(earlier)) {
            return Some(self.since + timing.grace);
        }
        if build.reading.as_ref() != Some(reading) || build.generation != generation {
            return Some(self.since);
        }
        // The watcher repairs a pack from time to time, however often somebody changes it.
        let is_changed = build.pack.as_ref().is_some_and(|pack| pack.is_changed);
        let repair = is_changed.then(|| build.at + timing.grace);
        repair.into_iter().chain(self.retry.as_ref().map(|retry| retry.at)).min()
    }

    /// Takes in what a build did.
    pub fn built(&mut self, workspace: &Workspace, outcome: &Outcome, generation: u64, now: Instant, timing: &Timing) {
        // The build may have read later than the scan. It reads nothing where all is as stamped: that is what was scanned.
        if let Some(reading) = outcome.reading.clone() {
            self.note(reading, now);
        }
        self.retry = outcome.fault.as_ref().map(|_| {
            let wait = self.retry.as_ref().map_or(timing.retry, |retry| (retry.wait * 2).min(timing.retry_cap));
            Retry { at: now + wait, wait }
        });
        if let Some(manifest) = &outcome.manifest {
            self.manifest = manifest.clone();
        }
        let is_right = !outcome.has_errors() && self.retry.is_none();
        let pack = is_right.then(|| {
            let detector = ChangeDetector::new(of_pack(workspace, &self.folder, &self.manifest), now);
            Pack { detector, is_changed: false }
        });
        self.build = Some(LastBuild { reading: self.reading.clone(), generation, at: now, pack });
    }
}
