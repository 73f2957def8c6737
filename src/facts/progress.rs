//! How far an inspection has come, as its record shows it. What nobody has recorded is still to come.

use chrono::NaiveDate;

use crate::calendar::Milestone;
use crate::record::{Placed, Record};

/// Which steps before the fieldwork have been taken. A step that a later one builds on has been taken too, whether or not
/// somebody recorded it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The inspection has been announced.
    pub is_announced: bool,
    /// The planning meeting has been held.
    pub is_planned: bool,
    /// The long-list is in.
    pub is_listed: bool,
    /// The cases have been selected.
    pub is_selected: bool,
    /// The fieldwork has begun.
    pub has_begun: bool,
}

impl Progress {
    /// How far the inspection of a record has come.
    pub fn of(record: &Record) -> Self {
        let inspection = &record.inspection;
        let report = &record.report;
        let has_findings = !(report.summary.is_empty() && report.strengths.is_empty());
        let has_begun = is_past(record, Milestone::FieldworkStart) || has_findings;
        let is_selected = has_begun || !record.cases.cases.is_empty() || is_past(record, Milestone::SampleSent);
        let is_listed = is_selected || !record.children.sheets.is_empty() || is_past(record, Milestone::LongListDue);
        let is_planned = is_selected || !inspection.agreed.is_empty() || is_past(record, Milestone::PlanningMeeting);
        let has_information = !inspection.information.is_empty();
        let is_announced = is_planned || is_listed || has_information || is_past(record, Milestone::Announcement);
        Self { is_announced, is_planned, is_listed, is_selected, has_begun }
    }
}

/// The day on which the record says that a milestone was done.
pub fn done_on(record: &Record, milestone: Milestone) -> Option<&Placed<NaiveDate>> {
    let mut dates = record.inspection.dates.0.iter();
    dates.find(|(key, _)| key.value == milestone).and_then(|(_, date)| date.done.as_ref())
}

/// The day on which a milestone was done before fieldwork was postponed. The postponement moves what is still to come and nothing
/// that was done. A day set by hand holds in any case.
pub fn kept_day(record: &Record, milestone: Milestone) -> Option<&Placed<NaiveDate>> {
    if matches!(milestone, Milestone::FieldworkStart | Milestone::FieldworkEnd) {
        return None;
    }
    let (_, date) = record.inspection.dates.0.iter().find(|(key, _)| key.value == milestone)?;
    let done = date.done.as_ref().filter(|_| date.on.is_none())?;
    let mut postponed = record.inspection.changes.iter().filter(|change| change.postponed_to().is_some());
    postponed.any(|change| done.value <= change.decided.value).then_some(done)
}

/// The last day after another on which something was decided that changes what people had been told.
pub fn changed_after(record: &Record, day: NaiveDate) -> Option<NaiveDate> {
    record.inspection.changes.iter().map(|change| change.decided.value).filter(|decided| *decided > day).max()
}

/// Whether a milestone, or one that comes after it, is recorded as done.
pub(super) fn is_past(record: &Record, milestone: Milestone) -> bool {
    let dates = record.inspection.dates.0.iter();
    dates.filter(|(_, date)| date.done.is_some()).any(|(key, _)| key.value >= milestone)
}
