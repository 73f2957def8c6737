//! What the watcher reports, for people and for programs.

use std::time::Duration;

use serde::Serialize;

use crate::problem::{self, Problem};
use crate::publish::Outcome;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportKind {
    /// The watcher is at work from now on; the message says how it learns of changes.
    Watching,
    /// A pack was built.
    Built,
    /// A record, or the settings or templates, cannot be used; the last good documents stay.
    Stale,
    /// What was stale or held is right again, and its pack was built.
    Mended,
    /// A document could not be written; the watcher tries again.
    Held,
    /// The folder of an inspection is gone; its pack stays.
    Gone,
    /// A pack has no inspection.
    Orphan,
    /// Something about the watcher itself.
    Note,
}

impl ReportKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Watching => "watching",
            Self::Built => "built",
            Self::Stale => "stale",
            Self::Mended => "mended",
            Self::Held => "held",
            Self::Gone => "gone",
            Self::Orphan => "orphan",
            Self::Note => "note",
        }
    }
}

/// A report. Programs read it as an object of its fields.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it is about.
    #[serde(rename = "event")]
    pub kind: ReportKind,
    /// Name of the inspection's folder; none where the report concerns all.
    pub inspection: Option<String>,
    /// Paths in the pack of the files that were written.
    pub written: Vec<String>,
    /// Paths of the files that were right already.
    pub unchanged: Vec<String>,
    /// Paths of the files that were deleted.
    pub removed: Vec<String>,
    /// What is wrong with the record, or with settings or templates.
    pub problems: Vec<Problem>,
    /// From the first hint, or from the start of the scan that found the change, to the last file on disk.
    pub milliseconds: f64,
    /// What else there is to say.
    pub message: String,
}

impl Report {
    /// A report that is only a message.
    pub fn message(kind: ReportKind, inspection: Option<&str>, message: impl Into<String>) -> Self {
        let report = Self::of(Outcome::default(), kind, Duration::ZERO);
        Self { inspection: inspection.map(str::to_owned), message: message.into(), ..report }
    }

    /// A report on what a build did for an inspection, and how long that took.
    pub fn of(outcome: Outcome, kind: ReportKind, took: Duration) -> Self {
        Self {
            kind,
            inspection: Some(outcome.folder),
            written: outcome.written,
            unchanged: outcome.unchanged,
            removed: outcome.removed,
            problems: outcome.problems,
            milliseconds: (took.as_secs_f64() * 10_000.0).round() / 10.0,
            message: outcome.fault.into_iter().chain(outcome.broken).collect::<Vec<_>>().join("; "),
        }
    }

    /// For people: one short line without the time of day. It names the documents that were written if they are few.
    pub fn line(&self) -> String {
        let about = self.inspection.as_deref().unwrap_or("settings or templates");
        let took = format!("{:.0} ms", self.milliseconds);
        match self.kind {
            ReportKind::Watching | ReportKind::Note => self.message.clone(),
            ReportKind::Gone | ReportKind::Orphan => format!("{about}: {}", self.message),
            ReportKind::Built => format!("{about}: {}, {took}", self.did()),
            ReportKind::Mended if self.inspection.is_none() => format!("{about}: mended, {took}"),
            ReportKind::Mended => format!("{about}: mended, {}, {took}", self.did()),
            ReportKind::Held => format!("{about}: {}, {}, {took}", self.message, self.did()),
            ReportKind::Stale => {
                let from = self.first_error().map_or_else(String::new, |place| format!(" from {place} on"));
                let broken = if self.message.is_empty() { String::new() } else { format!("; {}", self.message) };
                format!("{about}: stale, {}{from}, {took}{broken}", problem::summary(&self.problems))
            }
        }
    }

    /// File and line of the first error.
    pub fn first_error(&self) -> Option<String> {
        let error = self.problems.iter().find(|problem| problem.is_error())?;
        Some(format!("{}:{}", error.place.file.path, error.place.line_column().0))
    }

    fn did(&self) -> String {
        const NAMED: usize = 3;
        let name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        let names = |paths: &[String]| paths.iter().map(name).collect::<Vec<_>>().join(", ");
        let wrote = if self.written.len() > NAMED { self.written.len().to_string() } else { names(&self.written) };
        let parts = [
            (!self.written.is_empty()).then(|| format!("wrote {wrote}")),
            (!self.removed.is_empty()).then(|| format!("took {} away", names(&self.removed))),
            Some(format!("{} unchanged", self.unchanged.len())),
            (!self.problems.is_empty()).then(|| problem::summary(&self.problems)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, SourceFile, code};

    #[test]
    fn a_line_says_what_was_written_what_was_not_and_how_long_it_took() {
        let report = Report {
            written: vec!["1-announcement/confirmation-letter.pdf".to_owned(), "4-report/report.pdf".to_owned()],
            unchanged: vec!["2-sample/schedule.pdf".to_owned()],
            milliseconds: 17.6,
            ..Report::message(ReportKind::Built, Some("2027-01-aberford"), "")
        };
        assert_eq!(report.line(), "2027-01-aberford: wrote confirmation-letter.pdf, report.pdf, 1 unchanged, 18 ms");
        assert_eq!(serde_json::json!(report)["milliseconds"], 17.6);
    }

    #[test]
    fn a_stale_pack_is_named_with_file_and_line() {
        let file = Arc::new(SourceFile::new("inspections/a/team.toml", "[lead-inspector]\nname = 7\n"));
        let problem = Problem::new(code::WRONG_TYPE, Place::new(file, 24..25), "not text", "use quotes");
        let report = Report { problems: vec![problem], ..Report::message(ReportKind::Stale, Some("a"), "") };
        assert_eq!(report.line(), "a: stale, 1 error from inspections/a/team.toml:2 on, 0 ms");
    }
}
