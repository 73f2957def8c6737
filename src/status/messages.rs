//! The messages of a pack: which are due when, and which have gone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::Serialize;

use super::dates::is_done;
use crate::facts::{self, Facts};
use crate::pack::due_date;
use crate::record::{Language, Record};
use crate::template::{Catalogue, Format, Per};

/// How far a message is. The program sends nothing: a message has gone once its milestone is recorded as done, or the ledger has it. One
/// about a change is in the pack until `told` says that it has gone; one about a concern has gone once `manager-told` is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sending {
    /// Its day has passed, and nothing says that it has gone.
    Late,
    /// It is due on the day.
    DueToday,
    /// It is due later.
    Ahead,
    /// Its milestone is recorded as done, or the ledger has it.
    Sent,
}

/// A message of a pack, or one for each of several people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueMessage {
    /// Its id in the catalogue.
    pub document: String,
    /// Its English title, for people.
    #[serde(skip)]
    pub title: String,
    /// How many people get one each; 1 where all get the same.
    pub files: usize,
    /// The day on which it is due.
    pub date: NaiveDate,
    /// How far it is.
    pub state: Sending,
}

/// Whether the ledger has so many files of a document, sent on these days.
fn has_gone(record: &Record, document: &str, files: usize, days: RangeInclusive<NaiveDate>) -> bool {
    let issues = record.issued.issues.iter().filter(|issue| days.contains(&issue.on.value));
    let sent = issues.flat_map(|issue| &issue.files).filter(|file| &**file.document == document);
    sent.map(|file| file.path.to_string()).collect::<BTreeSet<_>>().len() >= files
}

/// The messages among the documents of a pack, given by their ids, the most pressing first.
pub fn messages<'d>(
    catalogue: &Catalogue,
    documents: impl Iterator<Item = &'d str>,
    record: &Record,
    facts: &Facts<'_>,
    on: NaiveDate,
) -> Vec<DueMessage> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    documents.for_each(|id| *counts.entry(id).or_default() += 1);
    let message = |(id, files): (&str, usize)| {
        let document = catalogue.documents.iter().find(|document| document.id == id)?;
        let milestone = document.serves(record);
        let date = due_date(document, record, facts);
        let has_its_own_day = document.per.has_its_own_day();
        let is_told = document.per == Per::Concern
            && facts::open_escalations(record).all(|concern| concern.manager_told.is_some());
        let state = match date {
            _ if is_told || (!has_its_own_day && is_done(record, milestone, on)) => Sending::Sent,
            _ if has_gone(record, id, files, if has_its_own_day { date } else { NaiveDate::MIN }..=on) => Sending::Sent,
            date if date < on => Sending::Late,
            date if date == on => Sending::DueToday,
            _ => Sending::Ahead,
        };
        let is_message = document.format == Format::Eml;
        let title = document.title_in(Language::English).unwrap_or(id).to_owned();
        is_message.then(|| DueMessage { document: id.to_owned(), title, files, date, state })
    };
    let mut found: Vec<DueMessage> = counts.into_iter().filter_map(message).collect();
    found.sort_by_key(|message| (message.state, message.date));
    found
}
