//! Rebuilding: the watcher builds the packs that are due and reports on them.

use std::time::Instant;

use super::engine::Engine;
use super::inspection::Inspection;
use super::report::{Report, ReportKind};
use crate::problem;
use crate::publish::{Lock, Memory, Outcome, build};

/// How many inspections are built before the watcher looks for edits again: an edit does not wait for three hundred packs
/// that a new template calls for.
const BATCH: usize = 8;

impl Engine<'_> {
    /// Builds all that is due, one batch after the other, and gives the reports that are due.
    pub(super) fn rebuild(&mut self) {
        loop {
            while self.receive(Instant::now()) {}
            if self.is_ended {
                return;
            }
            self.scan(false);
            let batch = self.batch();
            if batch.is_empty() {
                break;
            }
            self.build(&batch);
        }
        let now = Instant::now();
        let reports = self.inspections.values_mut().filter_map(|one| one.take_report(now, &self.timing));
        reports.for_each(|report| self.listener.report(&report));
    }

    /// Reports on settings and templates that have come into use.
    pub(super) fn report_shared(&mut self, was_broken: bool) {
        let (kind, problems) = match &self.shared.inputs {
            Err(problems) => (ReportKind::Stale, problems),
            Ok(inputs) if was_broken => (ReportKind::Mended, &inputs.workspace.problems),
            Ok(inputs) if inputs.workspace.problems.is_empty() => return,
            Ok(inputs) => (ReportKind::Note, &inputs.workspace.problems),
        };
        let outcome = Outcome { problems: problems.clone(), ..Outcome::default() };
        let warned = (kind == ReportKind::Note).then(|| format!("sqspack.toml: {}", problem::summary(problems)));
        let report = Report::of(outcome, kind, self.started.elapsed());
        self.listener.report(&Report { inspection: None, message: warned.unwrap_or_default(), ..report });
    }

    /// The next inspections to build, edited ones first.
    fn batch(&self) -> Vec<String> {
        let (now, generation) = (Instant::now(), self.shared.generation);
        let is_due = |one: &Inspection| one.build_due(generation, &self.timing).is_some_and(|due| due <= now);
        let mut due: Vec<(&String, &Inspection)> = self.inspections.iter().filter(|(_, one)| is_due(one)).collect();
        due.sort_by_key(|(_, one)| !one.is_edited());
        let count = if self.shared.inputs.is_ok() { BATCH } else { 0 };
        due.into_iter().take(count).map(|(folder, _)| folder.clone()).collect()
    }

    /// Builds these inspections, and reports on them.
    fn build(&mut self, folders: &[String]) {
        let Ok(inputs) = &self.shared.inputs else { return };
        let held = |folder: &String| Some((folder.clone(), self.inspections.get(folder)?.manifest.clone()));
        let memory = match self.is_first {
            true => Memory::OnDisk,
            false => Memory::InProcess(folders.iter().filter_map(held).collect()),
        };
        let lock = Lock::take(&self.workspace, || {
            let message = "another build is at work here; waiting for it";
            self.listener.report(&Report::message(ReportKind::Note, None, message));
        });
        let mut done = |outcome: Outcome| {
            let Some(inspection) = self.inspections.get_mut(&outcome.folder) else { return };
            let is_news = !self.is_first || !outcome.is_quiet();
            let now = Instant::now();
            let took = now.duration_since(self.started);
            inspection.built(outcome, self.shared.generation, took, now, &self.timing);
            if let Some(report) = inspection.take_report(now, &self.timing).filter(|_| is_news) {
                self.listener.report(&report);
            }
        };
        match lock {
            Ok(lock) => build(inputs, &lock, folders, None, &memory, done),
            Err(error) => folders.iter().for_each(|folder| {
                let fault = Some(format!("no build can begin ({error})"));
                done(Outcome { folder: folder.clone(), fault, ..Outcome::default() });
            }),
        }
    }
}
