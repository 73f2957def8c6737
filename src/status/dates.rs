//! What is overdue, due and next, as the record says.

use chrono::{NaiveDate, NaiveTime};

use super::Urgency;
use crate::calendar::{Milestone, Timeline, TimelineEntry};
use crate::facts::done_on;
use crate::problem::Problem;
use crate::record::{At, FileKind, HandDate, Record};

/// A milestone that is not recorded as done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMilestone {
    /// Which one.
    pub milestone: Milestone,
    /// Its date.
    pub date: NaiveDate,
    /// The time of day, where it has one.
    pub time: Option<NaiveTime>,
    /// Whether a later milestone is recorded as done. Then somebody perhaps did this one too and forgot to record it.
    pub later_done: bool,
}

/// What is due when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// What should have been done before the day, earliest first.
    pub overdue: Vec<OpenMilestone>,
    /// What is due on the day.
    pub today: Vec<OpenMilestone>,
    /// What is due on the next date after the day.
    pub next: Vec<OpenMilestone>,
    /// Number of milestones that are recorded as done by the day.
    pub done: usize,
    /// Number of milestones whose dates are known.
    pub known: usize,
    /// Milestones whose dates the record has wrong.
    pub unknown: Vec<Milestone>,
    /// The latest milestone that is recorded as done by the day.
    pub latest_done: Option<Milestone>,
    /// The date of the last milestone.
    pub last: NaiveDate,
}

/// Whether the record says that a milestone was done by a day.
pub fn is_done(record: &Record, milestone: Milestone, by: NaiveDate) -> bool {
    done_on(record, milestone).is_some_and(|done| done.value <= by)
}

impl Dates {
    /// How pressing they are.
    pub fn urgency(&self) -> Urgency {
        if !self.unknown.is_empty() {
            Urgency::Unknown
        } else if self.overdue.iter().any(|due| !due.later_done) {
            Urgency::Overdue
        } else if !self.today.is_empty() {
            Urgency::Today
        } else if self.done < self.known {
            Urgency::Ahead
        } else {
            Urgency::Done
        }
    }

    /// What somebody should do first.
    pub fn most_pressing(&self) -> Option<&OpenMilestone> {
        let overdue = self.overdue.iter().find(|due| !due.later_done);
        overdue.or(self.today.first()).or(self.next.first()).or(self.overdue.first())
    }
}

/// What is due when, seen from a day; nothing if the record has the fieldwork week or the country wrong. `found` holds the
/// problems of all its files; only those of `inspection.toml` count here.
pub fn on(record: &Record, found: &[Problem], timeline: &Timeline, day: NaiveDate) -> Option<Dates> {
    let inspection = &record.inspection;
    let source = record.sources.get(&FileKind::Inspection)?;
    let found: Vec<&Problem> =
        found.iter().filter(|problem| problem.is_error() && problem.place.file.path == source.path).collect();
    let whole = |at: &At| at.start == 0 && at.end == 0;
    let wrong = |at: &At| {
        let covers = |problem: &Problem| problem.place.span.start <= at.start && at.end <= problem.place.span.end;
        whole(at) || found.iter().copied().any(covers)
    };
    let fieldwork = &inspection.fieldwork;
    let ends_wrong = fieldwork.ends.as_ref().is_some_and(|ends| wrong(&ends.at));
    let is_broken = record.broken.contains(&FileKind::Inspection);
    if is_broken || wrong(&fieldwork.starts.at) || ends_wrong || wrong(&inspection.yot.country.at) {
        return None;
    }
    let given = |milestone: Milestone| inspection.dates.0.iter().find(|(key, _)| key.value == milestone);
    let is_unknown = |milestone: &Milestone| {
        given(*milestone).is_some_and(|(_, date)| places(date).any(wrong))
            // This date counts from the draft report.
            || (*milestone == Milestone::FactualAccuracyDue
                && given(Milestone::DraftReportSent).is_some_and(|(_, date)| places(date).any(wrong)))
    };
    let is_done =
        |milestone: Milestone| done_on(record, milestone).is_some_and(|done| !wrong(&done.at) && done.value <= day);
    let all = timeline.entries().iter();
    let (unknown, known): (Vec<&TimelineEntry>, Vec<&TimelineEntry>) =
        all.partition(|entry| is_unknown(&entry.milestone));
    let (done, open): (Vec<&TimelineEntry>, Vec<&TimelineEntry>) =
        known.iter().partition(|entry| is_done(entry.milestone));
    let latest_done = done.iter().map(|entry| entry.milestone).max();
    let due = |entry: &&TimelineEntry| OpenMilestone {
        milestone: entry.milestone,
        date: entry.date(),
        time: entry.time,
        later_done: latest_done.is_some_and(|latest| entry.milestone < latest),
    };
    let of = |wanted: &dyn Fn(NaiveDate) -> bool| open.iter().filter(|entry| wanted(entry.date())).map(due).collect();
    let next = open.iter().map(|entry| entry.date()).find(|date| *date > day);
    Some(Dates {
        overdue: of(&|date| date < day),
        today: of(&|date| date == day),
        next: of(&|date| Some(date) == next),
        done: done.len(),
        known: known.len(),
        unknown: unknown.iter().map(|entry| entry.milestone).collect(),
        latest_done,
        last: timeline.entries().iter().map(TimelineEntry::date).max().unwrap_or(day),
    })
}

fn places(date: &HandDate) -> impl Iterator<Item = &At> {
    let days = date.on.iter().chain(&date.done).map(|day| &day.at);
    days.chain(date.time.iter().map(|time| &time.at))
}
