//! What the ledger says of one document or one person.

use chrono::NaiveDate;

use crate::calendar::in_full;
use crate::record::{Issue, IssuedDocument, IssuedFile, IssuedTo};

/// A file of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'l> {
    /// The number of its entry, from 1.
    pub number: usize,
    /// The entry.
    pub issue: &'l Issue,
    /// The file.
    pub file: &'l IssuedDocument,
}

/// The last sending of the file with a path: of the latest day, and of that day the last entry.
pub fn last_of<'l>(ledger: &'l IssuedFile, path: &str) -> Option<Sent<'l>> {
    let entries = ledger.issues.iter().enumerate();
    let files =
        entries.flat_map(|(index, issue)| issue.files.iter().map(move |file| Sent { number: index + 1, issue, file }));
    files.filter(|sent| &**sent.file.path == path).max_by_key(|sent| sent.issue.on.value)
}

/// The last sending to somebody whom `is_meant` takes.
pub fn last_to(ledger: &IssuedFile, is_meant: impl Fn(&Issue, &IssuedTo) -> bool) -> Option<(&Issue, &IssuedTo)> {
    let all = ledger.issues.iter().flat_map(|issue| issue.to.iter().map(move |to| (issue, to)));
    all.filter(|(issue, to)| is_meant(issue, to)).max_by_key(|(issue, _)| issue.on.value)
}

/// A day without its weekday: `11 January 2027`.
pub fn day_and_month(day: NaiveDate) -> String {
    let words = in_full(day);
    words.split_once(' ').map_or(words.clone(), |(_, rest)| rest.to_owned())
}
