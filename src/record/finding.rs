//! Something wrong with a file that people write, before its place is turned into a place in the file's text.

use super::FileKind;
use super::at::At;
use crate::problem::{Code, Place, Problem};

/// Something wrong: reading a file finds it, or a rule does.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind of problem it is.
    pub code: Code,
    /// Where.
    pub at: At,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    related: Vec<(At, String)>,
}

impl Finding {
    /// The places that it names: its own, then those that explain it.
    pub fn places(&self) -> impl Iterator<Item = &At> {
        [&self.at].into_iter().chain(self.related.iter().map(|(at, _)| at))
    }

    /// A finding at a place.
    pub fn new(code: Code, at: &At, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, at: at.clone(), message: message.into(), help: help.into(), related: Vec::new() }
    }

    /// The same with another help.
    pub fn with_help(self, help: String) -> Self {
        Self { help, ..self }
    }

    /// The same with a second place, and a few words on what stands there.
    pub fn with(mut self, at: &At, words: impl Into<String>) -> Self {
        self.related.push((at.clone(), words.into()));
        self
    }

    /// The finding as a problem; `place` finds the text in which a value stands.
    pub fn into_problem(self, place: impl Fn(&At) -> Place) -> Problem {
        let problem = Problem::new(self.code, place(&self.at), self.message, self.help);
        self.related.into_iter().fold(problem, |problem, (at, words)| problem.with_related(place(&at), words))
    }
}

/// What the rules have found so far.
#[derive(Debug, Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }
}

/// Places that reading has complained of. Asking whether one of them covers a value takes a binary search, so that a
/// file with thousands of mistakes is checked as fast as a sound one.
#[derive(Debug, Default)]
pub struct Places {
    /// File, first byte, and the last end of all places up to here; in order.
    ends: Vec<(FileKind, usize, usize)>,
}

impl Places {
    /// Whether one of the places is in a file.
    pub fn are_in(&self, file: FileKind) -> bool {
        self.ends.iter().any(|(other, ..)| *other == file)
    }

    /// Whether one of the places holds this one.
    pub fn cover(&self, at: &At) -> bool {
        let next = self.ends.partition_point(|(file, start, _)| (*file, *start) <= (at.file, at.start));
        let before = next.checked_sub(1).and_then(|last| self.ends.get(last));
        before.is_some_and(|(file, _, end)| *file == at.file && at.end <= *end)
    }
}

impl FromIterator<At> for Places {
    fn from_iter<I: IntoIterator<Item = At>>(places: I) -> Self {
        let mut ends: Vec<_> = places.into_iter().map(|at| (at.file, at.start, at.end)).collect();
        ends.sort_unstable();
        for index in 1..ends.len() {
            if ends[index].0 == ends[index - 1].0 {
                ends[index].2 = ends[index].2.max(ends[index - 1].2);
            }
        }
        Self { ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_covered_by_one_around_it_in_the_same_file_whatever_stands_between() {
        let at = |file, start, end| At { file, start, end };
        let places: Places =
            [at(FileKind::Team, 40, 42), at(FileKind::Team, 10, 90), at(FileKind::Cases, 0, 5)].into_iter().collect();
        assert!(places.cover(&at(FileKind::Team, 50, 60)) && places.cover(&at(FileKind::Team, 10, 90)));
        assert!(!places.cover(&at(FileKind::Team, 5, 60)) && !places.cover(&at(FileKind::Team, 60, 91)));
        assert!(!places.cover(&at(FileKind::Report, 1, 2)) && !places.cover(&at(FileKind::Cases, 10, 20)));
    }
}
