//! The schedule that went out, from which changes are counted (guidance §10.4).

use serde_json::{Value, json};

use super::super::Failure;
use super::super::output::tell;
use crate::history::Commit;
use crate::ledger::day_and_month;
use crate::problem::Problem;
use crate::record::{Issue, Record};
use crate::scheduling::count_from;
use crate::workspace::Workspace;

/// The documents that tell everybody the schedule.
const TELLING: [&str; 2] = ["schedule", "whole-schedule"];

/// From what changes are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// What `cases.toml` says: its `before`, and else its slots.
    AsWritten,
    /// The schedule that an entry of the ledger sent.
    Issued {
        /// The entry.
        id: String,
        /// The day, in words.
        on: String,
    },
    /// The record at a commit.
    Commit {
        /// As it was typed.
        name: String,
    },
}

impl Since {
    /// Lets the cases of a record say what the schedule said that went out: at a commit that was typed, or where the ledger has its last
    /// sending.
    ///
    /// # Errors
    /// The commit that was typed cannot be read.
    pub fn count(workspace: &Workspace, record: &mut Record, typed: Option<&str>) -> Result<Self, Failure> {
        if let Some(name) = typed {
            let then = at(workspace, &record.folder, name).map_err(Failure)?;
            count_from(record, &then);
            return Ok(Self::Commit { name: name.to_owned() });
        }
        let Some(issue) = last_sending(record) else { return Ok(Self::AsWritten) };
        let issued = Self::Issued { id: issue.id.to_string(), on: day_and_month(issue.on.value) };
        match at(workspace, &record.folder, &issue.commit) {
            Ok(then) => {
                count_from(record, &then);
                Ok(issued)
            }
            Err(why) => {
                tell!(
                    "warning: the schedule of entry {} cannot be read, so changes are counted from cases.toml: {why}",
                    issue.id
                )?;
                Ok(Self::AsWritten)
            }
        }
    }

    /// From what changes are counted, in a line for people; nothing where the record says it itself.
    pub fn line(&self) -> Option<String> {
        match self {
            Self::AsWritten => None,
            Self::Issued { id, on } => Some(format!("Counted from the schedule that was sent on {on} (entry {id})\n")),
            Self::Commit { name } => Some(format!("Counted from the schedule at {name}\n")),
        }
    }

    /// The same for programs.
    pub fn to_json(&self) -> Value {
        match self {
            Self::AsWritten => Value::Null,
            Self::Issued { id, .. } => json!({ "issued": id }),
            Self::Commit { name } => json!({ "commit": name }),
        }
    }
}

/// The last entry of the ledger that sent the schedule.
fn last_sending(record: &Record) -> Option<&Issue> {
    let sends = |issue: &&Issue| issue.files.iter().any(|file| TELLING.contains(&&**file.document));
    record.issued.issues.iter().filter(sends).max_by_key(|issue| issue.on.value)
}

/// The record of an inspection at a commit, or why there is none.
fn at(workspace: &Workspace, folder: &str, name: &str) -> Result<Record, String> {
    let commit = Commit::read(workspace, name).map_err(|error| error.to_string())?;
    let (sources, problems) = commit.record(folder);
    if let Some(problem) = problems.iter().find(|problem| Problem::is_error(problem)) {
        return Err(problem.message.clone());
    }
    if sources.is_empty() {
        return Err(format!("{name} has no inspections/{folder}\nhelp: name a commit in which it is"));
    }
    Ok(Record::read(folder, sources).0)
}
