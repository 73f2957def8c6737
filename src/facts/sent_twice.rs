//! What goes out twice: to be checked, and as final.

use serde::Deserialize;

use super::progress::done_on;
use crate::calendar::Milestone;
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

    /// Whether people outside have it, as far as the record says: it is final, or was sent to be checked.
    pub fn has_gone_out(self, record: &Record) -> bool {
        let sent_first = match self {
            Self::Schedule => Milestone::SampleSent,
            Self::Report => Milestone::DraftReportSent,
        };
        self.is_final(record) || done_on(record, sent_first).is_some() || self.was_issued(record)
    }

    /// Whether the ledger has it.
    fn was_issued(self, record: &Record) -> bool {
        let id = match self {
            Self::Schedule => "schedule",
            Self::Report => "report",
        };
        record.issued.issues.iter().flat_map(|issue| &issue.files).any(|file| &**file.document == id)
    }
}
