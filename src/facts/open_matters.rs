//! What is not settled yet: concerns, alerts and complaints without the day on which they were closed, and points of accuracy
//! without a decision.

use chrono::NaiveDate;

use crate::record::{AccuracyPoint, Complaint, Concern, ConcernKind, Record};

/// How many matters are open. Whatever shows more than this says what is in no document but its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenMatters {
    /// Open concerns.
    pub concerns: usize,
    /// Open alerts.
    pub alerts: usize,
    /// Of these two, those whose answer was asked for by a day that is past.
    pub late: usize,
    /// Open complaints.
    pub complaints: usize,
    /// Points of accuracy that are not decided (guidance §14.3).
    pub points: usize,
    /// Observations by a manager, which are notes and never open (guidance §6).
    pub observations: usize,
}

impl OpenMatters {
    /// How many notes of observations there are, in words; nothing where there is none.
    pub fn notes(self) -> Option<String> {
        match self.observations {
            0 => None,
            1 => Some("1 note of an observation".to_owned()),
            several => Some(format!("{several} notes of observations")),
        }
    }

    /// The matters that are open on a day; nothing where the record has never had one.
    pub fn on(record: &Record, day: NaiveDate) -> Option<Self> {
        let (concerns, complaints) = (&record.concerns.concerns, &record.complaints.complaints);
        let observations = record.complaints.observations.len();
        if observations == 0 && concerns.is_empty() && complaints.is_empty() && record.accuracy.points.is_empty() {
            return None;
        }
        let open = |kind: ConcernKind| open_concerns(record).filter(|concern| concern.kind.value == kind).count();
        let is_late =
            |concern: &&Concern| concern.answered.is_none() && concern.by.as_ref().is_some_and(|by| by.value < day);
        Some(Self {
            concerns: open(ConcernKind::Concern),
            alerts: open(ConcernKind::Alert),
            late: open_concerns(record).filter(is_late).count(),
            complaints: complaints.iter().filter(|complaint| complaint.closed.is_none()).count(),
            points: open_accuracy_points(record).count(),
            observations,
        })
    }
}

/// The alerts that are open: no report is published over one (guidance §13).
pub fn open_alerts(record: &Record) -> impl Iterator<Item = &Concern> {
    open_concerns(record).filter(|concern| concern.kind.value == ConcernKind::Alert)
}

/// The points of accuracy that are not decided: no report is published over one (guidance §14.3).
pub fn open_accuracy_points(record: &Record) -> impl Iterator<Item = &AccuracyPoint> {
    record.accuracy.points.iter().filter(|point| point.decision.is_none())
}

/// The open concerns and alerts for which the record names a manager, who is to be told (guidance §13).
pub fn open_escalations(record: &Record) -> impl Iterator<Item = &Concern> {
    open_concerns(record).filter(|concern| concern.manager.is_some())
}

/// A step of a complaint of which whoever complained gets a letter (guidance §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplaintStep {
    /// It was raised.
    Receipt,
    /// The lead inspector has answered.
    Answer,
    /// The complaints procedure is told.
    Procedure,
    /// It has come to its end.
    Outcome,
}

impl ComplaintStep {
    /// Its word, in templates and names of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Answer => "answer",
            Self::Procedure => "procedure",
            Self::Outcome => "outcome",
        }
    }
}

/// The steps that the complaints have taken, each with its day. An answer or an outcome without its words is none yet.
pub fn complaint_steps(record: &Record) -> impl Iterator<Item = (&Complaint, ComplaintStep, NaiveDate)> {
    record.complaints.complaints.iter().flat_map(|complaint| {
        let steps = [
            (ComplaintStep::Receipt, Some(&complaint.raised)),
            (ComplaintStep::Answer, complaint.answered.as_ref().filter(|_| complaint.answer.is_some())),
            (ComplaintStep::Procedure, complaint.procedure_told.as_ref()),
            (ComplaintStep::Outcome, complaint.closed.as_ref().filter(|_| complaint.outcome.is_some())),
        ];
        steps.into_iter().filter_map(move |(step, day)| Some((complaint, step, day?.value)))
    })
}

fn open_concerns(record: &Record) -> impl Iterator<Item = &Concern> {
    record.concerns.concerns.iter().filter(|concern| concern.closed.is_none())
}
