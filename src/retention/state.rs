//! How an inspection stands with the end of its children's data.

use std::sync::Arc;

use chrono::NaiveDate;

use super::copies::Copies;
use super::destruction::Destruction;
use crate::calendar::{Milestone, in_full};
use crate::facts::done_on;
use crate::ledger::day_and_month;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{FileKind, Record};
use crate::template::Catalogue;
use crate::workspace::Workspace;

/// How an inspection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetentionState {
    /// The data is here, and may be until this day.
    Kept {
        /// The last day.
        until: NaiveDate,
        /// The rule.
        rule: String,
    },
    /// The data is here after the day until which it may be.
    Overdue {
        /// The last day.
        until: NaiveDate,
        /// The rule.
        rule: String,
    },
    /// A destruction was interrupted.
    Unfinished {
        /// The day of it.
        on: NaiveDate,
    },
    /// The data was destroyed.
    Destroyed {
        /// The day.
        on: NaiveDate,
        /// The rule.
        rule: String,
    },
    /// The data was destroyed, and some is here again.
    Back {
        /// The day on which it was destroyed.
        on: NaiveDate,
        /// How many files there are.
        copies: usize,
    },
}

impl RetentionState {
    /// How an inspection stands on a day; nothing where nothing was destroyed and no rule gives a day. Where the folders cannot be
    /// looked into, that is told elsewhere.
    pub fn on(
        workspace: &Workspace,
        record: &Record,
        catalogue: &Catalogue,
        today: NaiveDate,
    ) -> Option<RetentionState> {
        if let Some(begun) = Destruction::unfinished(workspace, &record.folder) {
            return Some(Self::Unfinished { on: begun.on });
        }
        let count = || copies(workspace, record, catalogue);
        if let Some(last) = record.destroyed.last() {
            let (on, rule) = (last.on.value, last.rule.to_string());
            return Some(match count() {
                0 => Self::Destroyed { on, rule },
                copies => Self::Back { on, copies },
            });
        }
        let retention = workspace.settings.retention()?;
        let until = retention.due(done_on(record, Milestone::Publication)?.value)?;
        let rule = retention.rule.to_string();
        (count() > 0).then_some(if until < today { Self::Overdue { until, rule } } else { Self::Kept { until, rule } })
    }

    /// The same for a screen that others look at: without the words that somebody wrote.
    pub fn without_words(self) -> Self {
        let rule = "…".to_owned();
        match self {
            Self::Kept { until, .. } => Self::Kept { until, rule },
            Self::Overdue { until, .. } => Self::Overdue { until, rule },
            Self::Destroyed { on, .. } => Self::Destroyed { on, rule },
            Self::Unfinished { .. } | Self::Back { .. } => self,
        }
    }

    /// Whether a person has to do something now.
    pub fn is_pressing(&self) -> bool {
        matches!(self, Self::Overdue { .. } | Self::Unfinished { .. } | Self::Back { .. })
    }

    /// The word for it in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Kept { .. } => "kept",
            Self::Overdue { .. } => "overdue",
            Self::Unfinished { .. } => "unfinished",
            Self::Destroyed { .. } => "destroyed",
            Self::Back { .. } => "back",
        }
    }

    /// The day that belongs to it: until when the data may be here, or when it was destroyed.
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Kept { until: day, .. }
            | Self::Overdue { until: day, .. }
            | Self::Unfinished { on: day }
            | Self::Destroyed { on: day, .. }
            | Self::Back { on: day, .. } => *day,
        }
    }

    /// The rule, where one is known.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::Kept { rule, .. } | Self::Overdue { rule, .. } | Self::Destroyed { rule, .. } => Some(rule),
            Self::Unfinished { .. } | Self::Back { .. } => None,
        }
    }

    /// In words, of the inspection in a folder.
    pub fn words(&self, folder: &str) -> String {
        let run = format!("run `sqspack destroy {folder}`");
        match self {
            Self::Kept { until, .. } => format!("children's data may be here until {}", in_full(*until)),
            Self::Overdue { until, .. } => {
                format!("children's data had to be destroyed by {}: {run}", in_full(*until))
            }
            Self::Unfinished { on } => {
                format!("the destruction of {} was interrupted: {run}", day_and_month(*on))
            }
            Self::Destroyed { on, rule } => {
                format!("children's data was destroyed on {} under: {rule}", day_and_month(*on))
            }
            Self::Back { on, copies } => {
                let files = if *copies == 1 { "1 file".to_owned() } else { format!("{copies} files") };
                format!(
                    "{files} with children's data, which was destroyed on {}, here again: {run}",
                    day_and_month(*on)
                )
            }
        }
    }
}

/// What is wrong where children's data was destroyed, or was about to be, and some is here.
pub fn still_here(workspace: &Workspace, record: &Record, catalogue: &Catalogue) -> Vec<Problem> {
    let folder = &record.folder;
    let at = |path: String, code: code::Code, message: String, help: &str| {
        Problem::new(code, Place::new(Arc::new(SourceFile::private(path, "")), 0..0), message, help)
    };
    let help = format!("run `sqspack destroy {folder}`");
    if let Some(begun) = Destruction::unfinished(workspace, folder) {
        let message = format!("the destruction of children's data of {} was interrupted", day_and_month(begun.on));
        let path = format!("inspections/{folder}/{}", FileKind::Destroyed.name());
        return vec![at(path, code::DESTRUCTION_UNFINISHED, message, &format!("{help}: it goes on where it was"))];
    }
    let Some(last) = record.destroyed.last() else { return Vec::new() };
    let copies = Copies::of(workspace, record, catalogue).unwrap_or_default();
    let private = format!("inspections/{folder}/{}", FileKind::Children.name());
    // Of the children's file itself a rule tells, so that no pack is made with it.
    let others = copies.all.into_iter().filter(|copy| !copy.is_unfinished() && copy.path != private);
    let paths = others.map(|copy| copy.shown).chain(copies.not_plain);
    let message = format!("this was destroyed on {}, and is here again", day_and_month(last.on.value));
    paths.map(|path| at(path, code::DESTROYED_IS_BACK, message.clone(), &help)).collect()
}

/// How many copies there are that no program is writing just now.
fn copies(workspace: &Workspace, record: &Record, catalogue: &Catalogue) -> usize {
    let copies = Copies::of(workspace, record, catalogue).unwrap_or_default();
    copies.all.iter().filter(|copy| !copy.is_unfinished()).count()
}
