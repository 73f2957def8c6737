//! Fingerprints: a hash of everything that a file is made from.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::problem::SourceFile;
use crate::record::{FileKind, Sources};
use crate::workspace::hash::hex;

/// Name of this build of the program: a hash of its sources, so that a changed program makes its documents anew.
const PROGRAM: &str = env!("SQSPACK_BUILD");

/// SHA-256 over named pieces, each with its length, so that no two lists of pieces run together.
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// A fingerprint that holds this program.
    pub fn new() -> Self {
        Self(Sha256::new()).with(PROGRAM.as_bytes())
    }

    /// Adds a piece.
    pub fn with(mut self, piece: &[u8]) -> Self {
        self.0.update((piece.len() as u64).to_le_bytes());
        self.0.update(piece);
        self
    }

    /// Adds files of a record, each with what kind of file it is.
    fn with_files<'s>(self, files: impl Iterator<Item = (&'s FileKind, &'s Arc<SourceFile>)>) -> Self {
        files.fold(self, |so_far, (kind, file)| so_far.with(kind.name().as_bytes()).with(file.text.as_bytes()))
    }

    /// The fingerprint in hexadecimal digits.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A fingerprint of all that the inspections of a workspace share.
pub fn of_workspace(settings: &str, own_templates: &[u8; 32]) -> String {
    Fingerprint::new().with(settings.as_bytes()).with(own_templates).finish()
}

/// A fingerprint of all that a pack is made from: what is shared, the inspection's reference, and the record's files.
pub fn of_inputs(shared: &str, folder: &str, sources: &Sources) -> String {
    let start = Fingerprint::new().with(shared.as_bytes()).with(folder.as_bytes());
    start.with_files(sources.iter()).finish()
}

/// A fingerprint of what people wrote for an inspection, the children's file left out.
pub fn of_record(sources: &Sources) -> String {
    Fingerprint::new().with_files(sources.iter().filter(|(kind, _)| !kind.is_private())).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_two_pieces_counts() {
        let one = Fingerprint::new().with(b"ab").with(b"c").finish();
        let other = Fingerprint::new().with(b"a").with(b"bc").finish();
        assert_ne!(one, other);
    }
}
