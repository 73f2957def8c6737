//! What goes out twice: to be checked, and as final.

use serde::Deserialize;

use crate::record::{Record, ReportState, ScheduleState};

/// What the YOT gets to check before it gets it as final (guidance §14.3 and §15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentTwice {
    /// The schedule: `schedule` in `cases.toml`.
    Schedule,
    /// The report: `state` in `report.toml`.
    Report,
}

impl SentTwice {
    /// Whether the record calls it final.
    pub fn is_final(self, record: &Record) -> bool {
        match self {
            Self::Schedule => record.cases.schedule.as_ref().is_some_and(|state| state.value == ScheduleState::Final),
            Self::Report => record.report.state.as_ref().is_some_and(|state| state.value == ReportState::Final),
        }
    }
}
