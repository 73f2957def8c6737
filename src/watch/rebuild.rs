//! Rebuilding: the watcher builds the packs that are due and reports on them.

use std::time::Instant;

use super::engine::Engine;
use super::inspection::Inspection;
use super::report::{Report, ReportKind};
use crate::problem;
use crate::publish::{Lock, Memory, build};

/// How many inspections are built before the watcher looks for edits again: an edit does not wait for three hundred packs
/// that a new template calls for.
const BATCH: usize = 8;

impl Engine<'_> {
    /// Builds all that is due, one batch after the other.
    pub(super) fn rebuild(&mut self) {
        loop {
            self.receive_all();
            for area in self.pending.take_edits() {
                self.scan(&area, Instant::now(), true);
            }
            if self.is_ended {
                return;
            }
            self.advance_shared();
            self.report_gone();
            let due = self.due_builds();
            if due.is_empty() || !self.build(&due) {
                break;
            }
        }
        for inspection in self.inspections.values_mut() {
            if let Some(report) = inspection.reports.take_due(Instant::now(), self.timing.grace) {
                self.listener.report(&report);
            }
        }
    }

    /// Puts new settings and templates into use if they are due.
    fn advance_shared(&mut self) {
        if self.shared.due(&self.timing).is_some_and(|due| due <= Instant::now()) {
            let was_broken = self.shared.inputs().is_none();
            self.shared.advance();
            self.report_shared(was_broken);
        }
    }

    /// Reports on settings and templates that have come into use.
    pub(super) fn report_shared(&mut self, was_broken: bool) {
        let problems = self.shared.problems().to_vec();
        let (kind, message) = match self.shared.inputs() {
            None => (ReportKind::Stale, String::new()),
            Some(_) if was_broken => (ReportKind::Mended, String::new()),
            Some(_) if problems.is_empty() => return,
            Some(_) => (ReportKind::Note, format!("sqspack.toml: {}", problem::summary(&problems))),
        };
        let report = Report::message(kind, None, message);
        self.listener.report(&Report { problems, milliseconds: self.milliseconds(), ..report });
    }

    /// Reports the inspections whose folders have been gone for the grace period.
    fn report_gone(&mut self) {
        let now = Instant::now();
        for (folder, inspection) in &mut self.inspections {
            if inspection.gone_due(&self.timing).is_some_and(|due| due <= now) {
                inspection.forget();
                let kept = format!("; packs/{folder} is kept as it is");
                let kept = if self.workspace.packs().join(folder).is_dir() { kept } else { String::new() };
                let message = format!("its folder is gone{kept}");
                self.listener.report(&Report::message(ReportKind::Gone, Some(folder), message));
            }
        }
    }

    /// The next batch of inspections to build, edited ones first.
    fn due_builds(&self) -> Vec<String> {
        let now = Instant::now();
        let Some((_, generation)) = self.shared.inputs() else { return Vec::new() };
        if self.retry_lock.is_some_and(|retry| retry > now) {
            return Vec::new();
        }
        let is_due = |one: &Inspection| one.build_due(generation, &self.timing).is_some_and(|due| due <= now);
        let mut due: Vec<(&String, &Inspection)> = self.inspections.iter().filter(|(_, one)| is_due(one)).collect();
        due.sort_by_key(|(_, one)| !one.is_edited());
        due.into_iter().take(BATCH).map(|(folder, _)| folder.clone()).collect()
    }

    /// Builds these inspections. Says whether it could begin.
    fn build(&mut self, folders: &[String]) -> bool {
        let Some((inputs, generation)) = self.shared.inputs() else { return false };
        let listener = &mut *self.listener;
        let mut note = |message| listener.report(&Report::message(ReportKind::Note, None, message));
        let lock =
            match Lock::take(&self.workspace, || note("another build is at work here; waiting for it".to_owned())) {
                Ok(lock) => lock,
                Err(error) => {
                    if self.retry_lock.replace(Instant::now() + self.timing.retry).is_none() {
                        note(format!("no build can begin ({error}); the watcher tries again"));
                    }
                    return false;
                }
            };
        self.retry_lock = None;
        let held = |folder: &String| Some((folder.clone(), self.inspections.get(folder)?.manifest().clone()));
        let memory = match self.is_first {
            true => Memory::OnDisk,
            false => Memory::InProcess(folders.iter().filter_map(held).collect()),
        };
        build(inputs, &lock, folders, None, &memory, |outcome| {
            let now = Instant::now();
            let Some(inspection) = self.inspections.get_mut(&outcome.folder) else { return };
            inspection.built(&self.workspace, &outcome, generation, now, &self.timing);
            let is_news = !self.is_first || !outcome.written.is_empty() || !outcome.problems.is_empty();
            let milliseconds = now.duration_since(self.since).as_secs_f64() * 1_000.0;
            if let Some(report) = inspection.reports.take(outcome, milliseconds, now).filter(|_| is_news) {
                self.listener.report(&report);
            }
        });
        true
    }
}
