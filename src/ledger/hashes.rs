//! Whether bytes are those that went out.

use chrono::NaiveDate;

use super::sent::last_of;
use crate::record::{IssuedDocument, IssuedFile};
use crate::workspace::hash::sha256;
use crate::workspace::{Workspace, kept};

/// The hash of a file that may name children: without the salt nobody can guess what was hashed.
pub fn salted(salt: &[u8], bytes: &[u8]) -> String {
    sha256(&[salt, bytes].concat())
}

/// Whether bytes are those of a file that an entry names. If the file may name children, its hash is salted: this can only be
/// true on a machine that keeps the salt; elsewhere it is false.
pub fn is_issued(workspace: &Workspace, folder: &str, id: &str, file: &IssuedDocument, bytes: &[u8]) -> bool {
    let hash = match is_salted(file) {
        false => Some(sha256(bytes)),
        true => kept::read(workspace, folder, id, kept::SALT).map(|salt| salted(&salt, bytes)),
    };
    hash.is_some_and(|hash| hash == **file.sha256)
}

/// The day on which a file of the pack last went out, if it has another hash now than then.
pub fn differs_since(
    workspace: &Workspace,
    folder: &str,
    ledger: &IssuedFile,
    (path, hash): (&str, &str),
) -> Option<NaiveDate> {
    let sent = last_of(ledger, path)?;
    let then = match is_salted(sent.file) {
        false => sent.file.sha256.to_string(),
        true => sha256(&kept::read(workspace, folder, &sent.issue.id, &kept::name_of(path))?),
    };
    (then != hash).then_some(sent.issue.on.value)
}

fn is_salted(file: &IssuedDocument) -> bool {
    file.salted.as_ref().is_some_and(|salted| salted.value)
}
