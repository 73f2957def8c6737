//! What the watcher knows of one inspection: what its files say, what its pack was built from, and what a person knows of that.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::change_detector::ChangeDetector;
use super::report::{Report, ReportKind};
use super::timing::Timing;
use crate::problem;
use crate::publish::{Manifest, Outcome};
use crate::workspace::{Reading, Workspace, is_part_of_record};

/// One inspection.
pub struct Inspection {
    /// The files of its record. They say nothing while its folder is gone.
    files: ChangeDetector,
    /// The last build; none before the first one, and after a report that its folder is gone.
    build: Option<LastBuild>,
    /// What its pack holds if nobody has changed it by hand.
    manifest: Manifest,
    /// What was wrong with its children's file by what git said at the last reading; nothing before the first one.
    in_git: Option<Option<String>>,
    /// What a person knows to be wrong.
    known: Option<String>,
}

struct LastBuild {
    reading: Option<Reading>,
    /// The version of settings and templates that it was built with; none once somebody has changed the pack.
    version: Option<Instant>,
    at: Instant,
    /// Why it did not leave the pack right: the machine's fault and the record's problems; none if it did.
    wrong: Option<String>,
    /// How many builds in a row could not write a file; none if this one could.
    tries: Option<u32>,
    /// What is to be reported of it, until it is.
    report: Option<Report>,
}

impl Inspection {
    /// An inspection that was not scanned yet, with what its pack is known to hold.
    pub fn new(manifest: Manifest, now: Instant) -> Self {
        Self { files: ChangeDetector::new(now), build: None, manifest, in_git: None, known: None }
    }

    /// Scans the files in its folder, and its pack. `in_git` says what is wrong with its children's file by what git says. Says whether they
    /// have changed in a way that the system should have told of.
    pub fn scan(&mut self, workspace: &Workspace, folder: &str, in_git: Option<&String>, now: Instant) -> bool {
        let Some(paths) = self.paths(workspace, folder) else { return self.files.take(None, now) };
        // The system tells nothing of what git does, so that this is no sign of a lost event.
        let is_gits = self.in_git.replace(in_git.cloned()).is_some_and(|before| before.as_ref() != in_git);
        if !self.files.must_read(paths, now) && !is_gits {
            return false;
        }
        let (sources, refused) = workspace.files(folder);
        let is_news = self.files.take(Some(Reading::of(&sources, &refused)), now) && !is_gits;
        // A build looks at the pack itself, so that only a pack which nothing else calls to be built is looked at.
        let is_right = |build: &&mut LastBuild| build.wrong.is_none() && build.reading == self.files.reading;
        let Some(build) = self.build.as_mut().filter(is_right) else { return is_news };
        let is_kept = self.manifest.is_kept(workspace, folder);
        build.version = build.version.filter(|_| is_kept);
        is_news || !is_kept
    }

    /// The files of its record and of its pack; none if it has no folder.
    fn paths(&self, workspace: &Workspace, folder: &str) -> Option<Vec<PathBuf>> {
        let entries = fs::read_dir(workspace.inspections().join(folder)).ok()?.flatten();
        let record = entries.filter(|entry| is_part_of_record(&entry.file_name().to_string_lossy()));
        let pack = workspace.packs().join(folder);
        let made = self.manifest.files.iter().map(|file| file.path.as_str()).chain([Manifest::NAME]);
        Some(record.map(|entry| entry.path()).chain(made.map(|path| pack.join(path))).collect())
    }

    /// When to build its pack with this version of settings and templates; it cannot be built without one.
    pub fn build_due(&self, version: Option<Instant>, timing: &Timing) -> Option<Instant> {
        let (reading, _) = self.files.reading.as_ref().zip(version)?;
        let Some(build) = &self.build else { return Some(self.files.since) };
        if build.reading.as_ref().is_some_and(|earlier| reading.lacks_text_of(earlier)) {
            Some(self.files.since + timing.grace)
        } else if build.reading != self.files.reading || build.version != version {
            Some(self.files.since)
        } else {
            build.tries.map(|tries| build.at + timing.retry * 2_u32.pow(tries.min(4)))
        }
    }

    /// Takes in what a build with this version of settings and templates did, and how long it took.
    pub fn built(&mut self, outcome: Outcome, version: Option<Instant>, took: Duration, now: Instant, is_news: bool) {
        // The build may have read later than the scan. It reads nothing where all is as stamped: that is what was scanned.
        let reading = outcome.reading.clone().or_else(|| self.files.reading.clone());
        self.files.take(reading.clone(), now);
        if let Some(manifest) = &outcome.manifest {
            self.manifest = manifest.clone();
        }
        let tried = self.build.as_ref().and_then(|build| build.tries).map_or(0, |tries| tries + 1);
        let kind = match &outcome.fault {
            Some(_) => ReportKind::Held,
            None if outcome.has_errors() => ReportKind::Stale,
            None if self.known.is_some() => ReportKind::Mended,
            None => ReportKind::Built,
        };
        let report = Report::of(outcome, kind, took);
        let wrong = matches!(kind, ReportKind::Held | ReportKind::Stale)
            .then(|| format!("{} {}", report.message, problem::to_json(&report.problems)));
        let is_known = wrong.is_some() && wrong == self.known && report.written.is_empty() && report.removed.is_empty();
        self.build = Some(LastBuild {
            reading,
            version,
            at: now,
            wrong,
            tries: (kind == ReportKind::Held).then_some(tried),
            report: (is_news && !is_known).then_some(report),
        });
    }

    /// When something is to be reported: what the last build did, an error once it has lasted, or that its folder has gone.
    pub fn report_due(&self, timing: &Timing) -> Option<Instant> {
        let build = self.build.as_ref()?;
        match &build.report {
            _ if self.files.reading.is_none() => Some(self.files.since + timing.grace),
            Some(report) if report.kind == ReportKind::Stale => Some(build.at + timing.grace),
            report => report.as_ref().map(|_| build.at),
        }
    }

    /// Takes the report that is due. If its folder is gone, the watcher forgets what it built. The pack stays: somebody may
    /// want the folder back, or may have sent the pack.
    pub fn take_report(&mut self, folder: &str, now: Instant, timing: &Timing) -> Option<Report> {
        self.report_due(timing).filter(|due| *due <= now)?;
        if self.files.reading.is_some() {
            let build = self.build.as_mut()?;
            self.known = build.wrong.clone();
            return build.report.take();
        }
        (self.build, self.known) = (None, None);
        Some(Report::message(ReportKind::Gone, Some(folder), "its folder is gone; its pack, if any, is kept as it is"))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, Problem, SourceFile, code};
    use crate::record::Sources;

    /// An inspection, and the time.
    struct Story(Inspection, Instant, Timing);

    impl Story {
        fn new() -> Self {
            let now = Instant::now();
            Self(Inspection::new(Manifest::default(), now), now, Timing::default())
        }

        /// A build ends so. Gives what is reported at once.
        fn build(&mut self, error: Option<&str>, fault: Option<&str>) -> Option<ReportKind> {
            let problem = |words: &str| {
                let file = Arc::new(SourceFile::new("inspections/a/team.toml", "x\n"));
                Problem::new(code::SYNTAX, Place::new(file, 0..1), words, "mend it")
            };
            let outcome = Outcome {
                folder: "a".to_owned(),
                problems: error.map(problem).into_iter().collect(),
                reading: Some(Reading::of(&Sources::new(), &[])),
                fault: fault.map(str::to_owned),
                ..Outcome::default()
            };
            self.0.built(outcome, Some(self.1), Duration::ZERO, self.1, true);
            self.report()
        }

        fn report(&mut self) -> Option<ReportKind> {
            self.0.take_report("a", self.1, &self.2).map(|report| report.kind)
        }

        /// The grace period goes by. Gives what is reported then.
        fn wait(&mut self) -> Option<ReportKind> {
            self.1 += self.2.grace;
            self.report()
        }
    }

    #[test]
    fn an_error_that_lasts_less_than_the_grace_period_is_never_reported() {
        let mut story = Story::new();
        assert_eq!(story.build(Some("half a file"), None), None);
        assert_eq!(story.build(None, None), Some(ReportKind::Built));
        assert_eq!(story.wait(), None);
    }

    #[test]
    fn an_error_that_lasts_is_reported_once_and_so_is_its_mending() {
        let mut story = Story::new();
        assert_eq!(story.build(Some("a typing error"), None), None);
        assert_eq!(story.wait(), Some(ReportKind::Stale));
        assert_eq!(story.build(Some("a typing error"), None), None);
        assert_eq!(story.wait(), None);
        assert_eq!(story.build(None, None), Some(ReportKind::Mended));
        assert_eq!(story.build(None, None), Some(ReportKind::Built));
    }

    #[test]
    fn a_held_file_is_reported_once_and_so_is_its_writing() {
        let (mut story, held) = (Story::new(), Some("`report.pdf` is held"));
        assert_eq!(story.build(None, held), Some(ReportKind::Held));
        assert_eq!(story.build(None, held), None);
        assert_eq!(story.build(None, None), Some(ReportKind::Mended));
    }

    #[test]
    fn each_wait_for_a_held_file_is_twice_the_one_before_up_to_eight_seconds() {
        let mut story = Story::new();
        let mut waits = Vec::new();
        for _ in 0..6 {
            story.build(None, Some("`report.pdf` is held"));
            let due = story.0.build_due(Some(story.1), &story.2).expect("a further try");
            waits.push(due.duration_since(story.1).as_millis());
        }
        assert_eq!(waits, [500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    }
}
