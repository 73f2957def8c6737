//! What was told of each inspection, and what is not told yet since it may not last.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::pass::{Event, Pass};
use crate::problem::Problem;
use crate::publish::Outcome;

/// What was told.
#[derive(Debug, Default)]
pub struct Told {
    standing: BTreeMap<String, Standing>,
    pending: BTreeMap<String, (Instant, Pass)>,
}

/// What a person believes of an inspection that is not well.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// Its record has these problems.
    Stale(Vec<String>),
    /// A file is held, in these words.
    Held(String),
}

impl Told {
    /// What is to be told of a build at once, if anything.
    pub fn of(&mut self, outcome: Outcome, milliseconds: f64, now: Instant) -> Option<Pass> {
        let folder = outcome.folder.clone();
        self.pending.remove(&folder);
        let has_errors = outcome.has_errors();
        let pass = Pass {
            written: outcome.written,
            unchanged: outcome.unchanged,
            removed: outcome.removed,
            problems: outcome.problems,
            milliseconds,
            ..Pass::words(Event::Built, Some(&folder), outcome.fault.clone().unwrap_or_default())
        };
        if let Some(words) = outcome.fault {
            let is_known = self.standing.insert(folder, Standing::Held(words.clone())) == Some(Standing::Held(words));
            let did_nothing = pass.written.is_empty() && pass.removed.is_empty();
            return (!is_known || !did_nothing).then_some(Pass { event: Event::Held, ..pass });
        }
        if has_errors {
            let is_known = self.standing.get(&folder) == Some(&Standing::Stale(words(&pass.problems)));
            if !is_known {
                self.pending.insert(folder, (now, Pass { event: Event::Stale, ..pass }));
            }
            return None;
        }
        let was_well = self.standing.remove(&folder).is_none();
        Some(if was_well { pass } else { Pass { event: Event::Mended, ..pass } })
    }

    /// The inspections of which something waits to be told, and when that time comes.
    pub fn waiting(&self, moment: Duration) -> impl Iterator<Item = (&str, Instant)> {
        self.pending.iter().map(move |(folder, (since, _))| (folder.as_str(), *since + moment))
    }

    /// What has lasted for a moment.
    pub fn ripe(&mut self, now: Instant, moment: Duration) -> Vec<Pass> {
        let is_ripe = |_: &String, (since, _): &mut (Instant, Pass)| *since + moment <= now;
        let ripe = self.pending.extract_if(.., is_ripe);
        let passes: Vec<Pass> = ripe.map(|(_, (_, pass))| pass).collect();
        for pass in &passes {
            let folder = pass.inspection.clone().unwrap_or_default();
            self.standing.insert(folder, Standing::Stale(words(&pass.problems)));
        }
        passes
    }

    /// Forgets an inspection whose folder is gone.
    pub fn forget(&mut self, folder: &str) {
        self.pending.remove(folder);
        self.standing.remove(folder);
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

    const MOMENT: Duration = Duration::from_millis(200);

    fn outcome(error: Option<&str>) -> Outcome {
        let problem = |words: &str| {
            let file = Arc::new(SourceFile::new("inspections/a/team.toml", "x\n"));
            Problem::new(code::SYNTAX, Place::new(file, 0..1), words, "mend it")
        };
        let problems = error.map(problem).into_iter().collect();
        Outcome { folder: "a".to_owned(), problems, ..Outcome::default() }
    }

    fn event(pass: Option<Pass>) -> Option<Event> {
        pass.map(|pass| pass.event)
    }

    #[test]
    fn an_error_that_lasts_less_than_a_moment_is_never_told() {
        let (mut told, now) = (Told::default(), Instant::now());
        assert_eq!(event(told.of(outcome(Some("half a file")), 1.0, now)), None);
        assert_eq!(event(told.of(outcome(None), 1.0, now)), Some(Event::Built));
        assert!(told.ripe(now + MOMENT, MOMENT).is_empty());
    }

    #[test]
    fn an_error_that_lasts_is_told_once_and_so_is_its_mending() {
        let (mut told, now) = (Told::default(), Instant::now());
        told.of(outcome(Some("a typing error")), 1.0, now);
        assert!(told.ripe(now + MOMENT / 2, MOMENT).is_empty());
        assert_eq!(told.ripe(now + MOMENT, MOMENT).len(), 1);
        told.of(outcome(Some("a typing error")), 1.0, now);
        assert!(told.ripe(now + MOMENT, MOMENT).is_empty());
        assert_eq!(event(told.of(outcome(None), 1.0, now)), Some(Event::Mended));
        assert_eq!(event(told.of(outcome(None), 1.0, now)), Some(Event::Built));
    }

    #[test]
    fn a_held_file_is_told_once_and_so_is_its_writing() {
        let held = || Outcome { fault: Some("`report.pdf` is held".to_owned()), ..outcome(None) };
        let (mut told, now) = (Told::default(), Instant::now());
        assert_eq!(event(told.of(held(), 1.0, now)), Some(Event::Held));
        assert_eq!(event(told.of(held(), 1.0, now)), None);
        assert_eq!(event(told.of(outcome(None), 1.0, now)), Some(Event::Mended));
    }
}
