//! What differs in one document from what was sent of it.

use std::collections::BTreeMap;

use super::commit::Commit;
use super::compare::{ChangedDocument, compare};
use super::side::{MaskedScreen, Side, children_of};
use crate::ledger::last_of;
use crate::problem::{self, Problem};
use crate::record::FileKind;
use crate::search::Terms;
use crate::workspace::Workspace;

/// Compares a document, by its path in the pack and its name in the catalogue, with what the record of the last sending's commit says
/// in today's words. Git has no children's file, so both sides are made without it.
///
/// # Errors
/// Why there is nothing to compare, in words that quote no record.
pub fn since_sent(
    workspace: &Workspace,
    folder: &str,
    (path, id): (&str, &str),
    masked: Option<&MaskedScreen>,
) -> Result<ChangedDocument, String> {
    let (record, _) = workspace.read(folder);
    let sent = last_of(&record.issued, path).ok_or("nothing of this document was sent")?;
    let unreadable = |problems: Vec<Problem>| format!("a side cannot be made: {}", problem::summary(&problems));
    let commit = Commit::read(workspace, &sent.issue.commit).map_err(|no| no.to_string())?;
    let old = Side::of_commit(workspace, commit).map_err(unreadable)?;
    let new = Side::of_now(workspace).map_err(unreadable)?;
    let (mut before, mut after) = (old.files(folder), new.files(folder));
    let private = after.0.get(&FileKind::Children).cloned();
    let children: Vec<Terms> =
        [&before, &after].map(|files| children_of(folder, &files.0, private.as_ref())).into_iter().collect();
    before.0.remove(&FileKind::Children);
    after.0.remove(&FileKind::Children);
    let old = old.documents(folder, before, Some(id), &children, masked).map_err(unreadable)?;
    let new = new.documents(folder, after, Some(id), &children, masked).map_err(unreadable)?;
    let texts: [BTreeMap<_, _>; 2] =
        [old.texts(Some(&new)).map_err(unreadable)?, new.texts(Some(&old)).map_err(unreadable)?];
    let terms: Vec<&Terms> = children.iter().collect();
    let found = compare(&texts[0], &texts[1], &terms).documents.into_iter().find(|document| document.path == path);
    found.ok_or_else(|| "the document is on neither side without the children's file".to_owned())
}
