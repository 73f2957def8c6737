//! What the watcher tells of a pass, for people and for programs.

use serde_json::{Value, json};

use crate::problem::{self, Problem};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The watcher is at work from now on; its words say how it learns of changes.
    Watching,
    /// A pack was built.
    Built,
    /// A record, or the settings or templates, cannot be used: its last good documents are kept.
    Stale,
    /// What could not be used, or written, can be again, and its pack was built.
    Mended,
    /// A document could not be written, and is tried again.
    Held,
    /// The folder of an inspection is gone; its pack is kept.
    Gone,
    /// A pack has no inspection.
    Orphan,
    /// Something about the watcher itself.
    Note,
}

impl Event {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
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

/// What the watcher tells.
#[derive(Clone, Debug)]
pub struct Pass {
    /// What happened.
    pub event: Event,
    /// Name of the inspection's folder; none where it is about more than one.
    pub inspection: Option<String>,
    /// Paths in the pack of the files that were written.
    pub written: Vec<String>,
    /// Paths of the files that were right already.
    pub unchanged: Vec<String>,
    /// Paths of the files that were taken away.
    pub removed: Vec<String>,
    /// What is wrong with the record, or with settings or templates.
    pub problems: Vec<Problem>,
    /// From the first hint, or from the start of the look that found the change, to the last file on disk.
    pub milliseconds: f64,
    /// What else there is to say.
    pub words: String,
}

impl Pass {
    /// One that has only words.
    pub fn words(event: Event, inspection: Option<&str>, words: impl Into<String>) -> Self {
        Self {
            event,
            inspection: inspection.map(str::to_owned),
            written: Vec::new(),
            unchanged: Vec::new(),
            removed: Vec::new(),
            problems: Vec::new(),
            milliseconds: 0.0,
            words: words.into(),
        }
    }

    /// For programs: an object on one line.
    pub fn to_json(&self) -> Value {
        json!({
            "event": self.event.name(),
            "inspection": self.inspection,
            "written": self.written,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "problems": problem::to_json(&self.problems),
            "milliseconds": (self.milliseconds * 10.0).round() / 10.0,
            "message": self.words,
        })
    }

    /// For people: one short line without its end and without the time of day. A document that the pass wrote is named
    /// as long as there are few.
    pub fn line(&self) -> String {
        let about = self.inspection.as_deref().unwrap_or("settings or templates");
        let took = format!("{:.0} ms", self.milliseconds);
        match self.event {
            Event::Watching | Event::Note => self.words.clone(),
            Event::Gone | Event::Orphan => format!("{about}: {}", self.words),
            Event::Built => format!("{about}: {}, {took}", self.did()),
            Event::Mended if self.inspection.is_none() => format!("{about}: mended, {took}"),
            Event::Mended => format!("{about}: mended, {}, {took}", self.did()),
            Event::Held => format!("{about}: {}, {}, {took}", self.words, self.did()),
            Event::Stale => format!("{about}: stale, {}, {took}", self.blocked_by()),
        }
    }

    /// What blocks a pack: the first error with its place, and how many problems there are.
    pub fn blocked_by(&self) -> String {
        let summary = problem::summary(&self.problems);
        match self.first_error() {
            Some(place) => format!("{summary} from {place} on"),
            None => summary,
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
        let mut parts = Vec::new();
        match self.written.len() {
            0 => {}
            1..=NAMED => parts.push(format!("wrote {}", self.written.iter().map(name).collect::<Vec<_>>().join(", "))),
            many => parts.push(format!("wrote {many}")),
        }
        if !self.removed.is_empty() {
            parts.push(format!("took {} away", self.removed.iter().map(name).collect::<Vec<_>>().join(", ")));
        }
        parts.push(format!("{} unchanged", self.unchanged.len()));
        if !self.problems.is_empty() {
            parts.push(problem::summary(&self.problems));
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, SourceFile, code};

    #[test]
    fn a_line_says_what_was_written_what_was_not_and_how_long_it_took() {
        let pass = Pass {
            written: vec!["1-announcement/confirmation-letter.pdf".to_owned(), "4-report/report.pdf".to_owned()],
            unchanged: vec!["2-sample/schedule.pdf".to_owned()],
            milliseconds: 17.6,
            ..Pass::words(Event::Built, Some("2027-01-aberford"), "")
        };
        assert_eq!(pass.line(), "2027-01-aberford: wrote confirmation-letter.pdf, report.pdf, 1 unchanged, 18 ms");
        assert_eq!(pass.to_json()["milliseconds"], 17.6);
    }

    #[test]
    fn a_stale_pack_is_named_with_file_and_line() {
        let file = Arc::new(SourceFile::new("inspections/a/team.toml", "[lead-inspector]\nname = 7\n"));
        let problem = Problem::new(code::WRONG_TYPE, Place::new(file, 24..25), "not text", "use quotes");
        let pass = Pass { problems: vec![problem], ..Pass::words(Event::Stale, Some("a"), "") };
        assert_eq!(pass.line(), "a: stale, 1 error from inspections/a/team.toml:2 on, 0 ms");
    }
}
