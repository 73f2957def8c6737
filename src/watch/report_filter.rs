//! Leaves out the reports on an inspection that a person does not need: an error that does not last, and what is known.

use std::time::{Duration, Instant};

use super::report::{Report, ReportKind};
use crate::problem::Problem;
use crate::publish::Outcome;

/// What was reported of an inspection, and a report that waits until its error has lasted.
#[derive(Debug, Default)]
pub struct ReportFilter {
    /// What a person knows to be wrong: the fault, or the problems of the record.
    known: Option<String>,
    waiting: Option<(Instant, Report)>,
}

impl ReportFilter {
    /// Takes in what a build did. Gives the report that is due at once, if any.
    pub fn take(&mut self, outcome: Outcome, took: Duration, now: Instant) -> Option<Report> {
        self.waiting = None;
        let kind = match &outcome.fault {
            Some(_) => ReportKind::Held,
            None if outcome.has_errors() => ReportKind::Stale,
            None if self.known.is_some() => ReportKind::Mended,
            None => ReportKind::Built,
        };
        let report = Report::of(outcome, kind, took);
        let wrong = wrong(&report);
        let is_known = wrong.is_some() && wrong == self.known && report.written.is_empty() && report.removed.is_empty();
        if kind != ReportKind::Stale {
            self.known = wrong;
            return (!is_known).then_some(report);
        }
        self.waiting = (!is_known).then_some((now, report));
        None
    }

    /// Since when an error waits to be reported.
    pub fn waits_since(&self) -> Option<Instant> {
        self.waiting.as_ref().map(|(since, _)| *since)
    }

    /// Takes the report that waits.
    pub fn take_waiting(&mut self) -> Option<Report> {
        let (_, report) = self.waiting.take()?;
        self.known = wrong(&report);
        Some(report)
    }
}

/// What is wrong, in words that are the same if a reader would call it the same.
fn wrong(report: &Report) -> Option<String> {
    let words = |problem: &Problem| {
        let (line, column) = problem.place.line_column();
        format!("{}:{line}:{column} {} {}\n", problem.place.file.path, problem.code.id, problem.message)
    };
    match report.kind {
        ReportKind::Held => Some(report.message.clone()),
        ReportKind::Stale => Some(report.problems.iter().map(words).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, SourceFile, code};

    fn outcome(error: Option<&str>) -> Outcome {
        let problem = |words: &str| {
            let file = Arc::new(SourceFile::new("inspections/a/team.toml", "x\n"));
            Problem::new(code::SYNTAX, Place::new(file, 0..1), words, "mend it")
        };
        let problems = error.map(problem).into_iter().collect();
        Outcome { folder: "a".to_owned(), problems, ..Outcome::default() }
    }

    fn kind(report: Option<Report>) -> Option<ReportKind> {
        report.map(|report| report.kind)
    }

    #[test]
    fn an_error_that_lasts_less_than_the_grace_period_is_never_reported() {
        let (mut filter, now) = (ReportFilter::default(), Instant::now());
        assert_eq!(kind(filter.take(outcome(Some("half a file")), Duration::ZERO, now)), None);
        assert_eq!(kind(filter.take(outcome(None), Duration::ZERO, now)), Some(ReportKind::Built));
        assert!(filter.take_waiting().is_none());
    }

    #[test]
    fn an_error_that_lasts_is_reported_once_and_so_is_its_mending() {
        let (mut filter, now) = (ReportFilter::default(), Instant::now());
        filter.take(outcome(Some("a typing error")), Duration::ZERO, now);
        assert_eq!(filter.waits_since(), Some(now));
        assert!(filter.take_waiting().is_some());
        filter.take(outcome(Some("a typing error")), Duration::ZERO, now);
        assert!(filter.take_waiting().is_none());
        assert_eq!(kind(filter.take(outcome(None), Duration::ZERO, now)), Some(ReportKind::Mended));
        assert_eq!(kind(filter.take(outcome(None), Duration::ZERO, now)), Some(ReportKind::Built));
    }

    #[test]
    fn a_held_file_is_reported_once_and_so_is_its_writing() {
        let held = || Outcome { fault: Some("`report.pdf` is held".to_owned()), ..outcome(None) };
        let (mut filter, now) = (ReportFilter::default(), Instant::now());
        assert_eq!(kind(filter.take(held(), Duration::ZERO, now)), Some(ReportKind::Held));
        assert_eq!(kind(filter.take(held(), Duration::ZERO, now)), None);
        assert_eq!(kind(filter.take(outcome(None), Duration::ZERO, now)), Some(ReportKind::Mended));
    }
}
