//! What differs from what was sent: each document against the record of the commit from which it was last sent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::Failure;
use super::{Asked, Compared, side};
use crate::history::Side;
use crate::ledger::{day_and_month, last_of};
use crate::record::IssuedFile;
use crate::workspace::Workspace;

/// Compares what was sent of these inspections, or of all, with what a side says; nothing where a side has errors, which are shown.
///
/// # Errors
/// Nothing was sent, or a commit cannot be read.
pub fn compared(
    workspace: &Workspace,
    folders: &[String],
    new: &Side,
    asked: Asked<'_>,
) -> Result<Option<Vec<Compared>>, Failure> {
    let folders = if folders.is_empty() { workspace.folders().unwrap_or_default() } else { folders.to_vec() };
    let mut all = Vec::new();
    for folder in folders {
        let (record, _) = workspace.read(&folder);
        for ((on, commit), paths) in sendings(&record.issued) {
            let Some(old) = side(workspace, Some(&commit))? else { return Ok(None) };
            let Some(mut compared) = super::compared(&old, new, folder.clone(), asked)? else { return Ok(None) };
            compared.comparison.documents.retain(|document| paths.contains(&document.path));
            compared.notes.insert(0, format!("as sent on {}: {}", day_and_month(on), old.shown));
            all.push(compared);
        }
    }
    match all.is_empty() {
        false => Ok(Some(all)),
        true => {
            let help = "`sqspack issue` notes what goes out";
            Err(Failure(format!("the ledger says of nothing that it was sent\nhelp: {help}")))
        }
    }
}

/// The files that were last sent on a day from a commit.
fn sendings(ledger: &IssuedFile) -> BTreeMap<(NaiveDate, String), BTreeSet<String>> {
    let mut together: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let files = ledger.issues.iter().flat_map(|issue| &issue.files);
    for last in files.filter_map(|file| last_of(ledger, &file.path)) {
        let key = (last.issue.on.value, last.issue.commit.to_string());
        together.entry(key).or_default().insert(last.file.path.to_string());
    }
    together
}
