//! What was sent, made once more from the record at its commit.

use std::collections::{BTreeMap, BTreeSet};

use super::diff::side;
use super::output::say;
use super::{Failure, Status, show};
use crate::history::children_of;
use crate::ledger::is_issued;
use crate::publish::words_hash;
use crate::record::{FileKind, Issue, IssuedDocument, Record};
use crate::workspace::Workspace;

/// What became of a file that was made once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remade {
    /// It has the bytes that were sent.
    Same,
    /// It has other bytes and the same words.
    SameWords,
    /// It says something else, or says the same in a way that nobody can compare.
    Other,
    /// The record of the commit calls for no such file.
    NotCalledFor,
    /// Its bytes and their secret were destroyed, with what it was made from.
    Destroyed,
}

/// Makes every file that the ledger of an inspection names once more, each from the record at its commit, and says which are the same.
pub fn rebuild(workspace: &Workspace, folder: &str) -> Result<Status, Failure> {
    let (record, _) = super::read(workspace, folder);
    if record.issued.issues.is_empty() {
        say!("{folder}: the ledger says of nothing that it was sent")?;
        return Ok(Status::Well);
    }
    let mut by_commit: BTreeMap<String, Vec<(usize, &Issue)>> = BTreeMap::new();
    for (index, issue) in record.issued.issues.iter().enumerate() {
        by_commit.entry(issue.commit.to_string()).or_default().push((index + 1, issue));
    }
    let mut ended = Status::Well;
    for (commit, issues) in &by_commit {
        let short = commit.get(..10).unwrap_or(commit);
        let Some(made) = made_at(workspace, &record, commit, issues)? else {
            say!("{folder}: commit {short} cannot be made by this program")?;
            ended = Status::Problems;
            continue;
        };
        for (number, issue) in issues {
            for file in &issue.files {
                let is_destroyed = file.salted.is_some() && record.destroyed.of_entry(&issue.id).is_some();
                let remade = match is_destroyed {
                    true => Remade::Destroyed,
                    false => remade(workspace, folder, issue, file, made.get(&**file.path)),
                };
                if ![Remade::Same, Remade::Destroyed].contains(&remade) {
                    ended = Status::Problems;
                }
                say!("{folder}: entry {number}, {} at {short}: {}", file.path, words(remade, issue))?;
            }
        }
    }
    Ok(ended)
}

/// The bytes of the files of some entries, made at their commit; nothing where the record there has errors, which are shown.
fn made_at(
    workspace: &Workspace,
    record: &Record,
    commit: &str,
    issues: &[(usize, &Issue)],
) -> Result<Option<BTreeMap<String, Vec<u8>>>, Failure> {
    let Some(side) = side(workspace, Some(commit))? else { return Ok(None) };
    let mut files = side.files(&record.folder);
    // Git has no file of the children, so that the one that is here has to do.
    if let Some(children) = record.sources.get(&FileKind::Children) {
        files.0.insert(FileKind::Children, children.clone());
    }
    let children = children_of(&record.folder, &files.0, None);
    let sent: BTreeSet<String> =
        issues.iter().flat_map(|(_, issue)| issue.files.iter().map(|file| file.path.to_string())).collect();
    let made = side
        .documents(&record.folder, files, None, std::slice::from_ref(&children), None)
        .and_then(|documents| documents.bytes(&sent, &children));
    match made {
        Ok(made) => Ok(Some(made)),
        Err(problems) => {
            show(&problems)?;
            Ok(None)
        }
    }
}

fn remade(
    workspace: &Workspace,
    folder: &str,
    issue: &Issue,
    file: &IssuedDocument,
    bytes: Option<&Vec<u8>>,
) -> Remade {
    let Some(bytes) = bytes else { return Remade::NotCalledFor };
    if is_issued(workspace, folder, &issue.id, file, bytes) {
        return Remade::Same;
    }
    let words = file.words.as_ref().is_some_and(|words| words_hash(bytes).is_some_and(|now| now == ***words));
    if words { Remade::SameWords } else { Remade::Other }
}

fn words(remade: Remade, issue: &Issue) -> String {
    match remade {
        Remade::Same => "the same bytes".to_owned(),
        Remade::SameWords => format!("the same words in other bytes; it was sent by sqspack {}", issue.program),
        Remade::Other => format!("not the same; it was sent by sqspack {}", issue.program),
        Remade::Destroyed => {
            "it may have named children and was destroyed: nothing shows any more what it was".to_owned()
        }
        Remade::NotCalledFor => {
            format!("this program makes no such file there; it was sent by sqspack {}", issue.program)
        }
    }
}
