//! Leaves out the reports on an inspection that a person does not need: an error that does not last, and what is known.

use std::time::{Duration, Instant};

use super::report::{Report, ReportKind};
use crate::problem::Problem;
use crate::publish::Outcome;

/// What was reported of an inspection, and a report that waits until its error has lasted.
#[derive(Debug, Default)]
pub struct ReportFilter {
    reported: Option<Trouble>,
    waiting: Option<(Instant, Report)>,
}

/// What a person knows to be wrong.
#[derive(Debug, PartialEq, Eq)]
enum Trouble {
    /// The record has these problems.
    Stale(Vec<String>),
    /// A file is held, in these words.
    Held(String),
}

impl ReportFilter {
    /// Takes in what a build did. Gives the report that is due at once, if any.
    pub fn take(&mut self, outcome: Outcome, milliseconds: f64, now: Instant) -> Option<Report> {
        self.waiting = None;
        let has_errors = outcome.has_errors();
        let fault = outcome.fault;
        let mut report = Report {
            written: outcome.written,
            unchanged: outcome.unchanged,
            removed: outcome.removed,
            problems: outcome.problems,
            milliseconds,
            ..Report::message(ReportKind::Built, Some(&outcome.folder), fault.clone().unwrap_or_default())
        };
        if let Some(words) = fault {
            report.kind = ReportKind::Held;
            let trouble = Some(Trouble::Held(words));
            let is_known = self.reported == trouble && report.written.is_empty() && report.removed.is_empty();
            self.reported = trouble;
            return (!is_known).then_some(report);
        }
        if has_errors {
            report.kind = ReportKind::Stale;
            if self.reported != Some(Trouble::Stale(words(&report.problems))) {
                self.waiting = Some((now, report));
            }
            return None;
        }
        if self.reported.take().is_some() {
            report.kind = ReportKind::Mended;
        }
        Some(report)
    }

    /// When the error that waits has lasted.
    pub fn due(&self, grace: Duration) -> Option<Instant> {
        self.waiting.as_ref().map(|(since, _)| *since + grace)
    }

    /// Takes the report on an error that has lasted.
    pub fn take_due(&mut self, now: Instant, grace: Duration) -> Option<Report> {
        let (_, report) = self.waiting.take_if(|(since, _)| *since + grace <= now)?;
        self.reported = Some(Trouble::Stale(words(&report.problems)));
        Some(report)
    }
}

/// What makes two lists of problems the same to a reader.
fn words(problems: &[Problem]) -> Vec<String> {
    let words = |problem: &Problem| {
        let (line, column) = problem.place.line_column();
        format!("{}:{line}:{column} {} {}", problem.place.file.path, problem.code.id, problem.message)
    };
    problems.iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, SourceFile, code};

    const GRACE: Duration = Duration::from_millis(200);

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
        assert_eq!(kind(filter.take(outcome(Some("half a file")), 1.0, now)), None);
        assert_eq!(kind(filter.take(outcome(None), 1.0, now)), Some(ReportKind::Built));
        assert!(filter.take_due(now + GRACE, GRACE).is_none());
    }

    #[test]
    fn an_error_that_lasts_is_reported_once_and_so_is_its_mending() {
        let (mut filter, now) = (ReportFilter::default(), Instant::now());
        filter.take(outcome(Some("a typing error")), 1.0, now);
        assert!(filter.take_due(now + GRACE / 2, GRACE).is_none());
        assert!(filter.take_due(now + GRACE, GRACE).is_some());
        filter.take(outcome(Some("a typing error")), 1.0, now);
        assert!(filter.take_due(now + GRACE, GRACE).is_none());
        assert_eq!(kind(filter.take(outcome(None), 1.0, now)), Some(ReportKind::Mended));
        assert_eq!(kind(filter.take(outcome(None), 1.0, now)), Some(ReportKind::Built));
    }

    #[test]
    fn a_held_file_is_reported_once_and_so_is_its_writing() {
        let held = || Outcome { fault: Some("`report.pdf` is held".to_owned()), ..outcome(None) };
        let (mut filter, now) = (ReportFilter::default(), Instant::now());
        assert_eq!(kind(filter.take(held(), 1.0, now)), Some(ReportKind::Held));
        assert_eq!(kind(filter.take(held(), 1.0, now)), None);
        assert_eq!(kind(filter.take(outcome(None), 1.0, now)), Some(ReportKind::Mended));
    }
}
