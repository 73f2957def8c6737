//! What a record was read from, so that it can be told whether two readings were of the same.

use sha2::{Digest, Sha256};

use crate::problem::{Problem, code};
use crate::record::{FileKind, Sources};

/// One reading of an inspection's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    digest: [u8; 32],
    filled: Vec<FileKind>,
    certain: bool,
}

impl Reading {
    /// What was read: the text of the files, and why others were not read.
    pub fn of(sources: &Sources, refused: &[Problem]) -> Self {
        let mut digest = Sha256::new();
        let mut add = |piece: &str| {
            digest.update((piece.len() as u64).to_le_bytes());
            digest.update(piece);
        };
        for (kind, source) in sources {
            add(kind.name());
            add(&source.text);
        }
        for problem in refused {
            add(&problem.place.file.path);
            add(&problem.message);
        }
        let has_text = |kind: &FileKind| sources.get(kind).is_some_and(|source| !source.text.trim().is_empty());
        Self {
            digest: digest.finalize().into(),
            filled: FileKind::RECORD.into_iter().filter(has_text).collect(),
            certain: refused.iter().all(|problem| problem.code.id != code::UNREADABLE.id),
        }
    }

    /// Whether a file that had text in an earlier reading has none any more. Editors and `git checkout` empty or remove a
    /// file before they write it, so that this is worth a second look.
    pub fn lacks_text_of(&self, earlier: &Self) -> bool {
        earlier.filled.iter().any(|kind| !self.filled.contains(kind))
    }

    /// Whether every file that is there could be read. Where one could not, it may become readable without a change.
    pub fn is_certain(&self) -> bool {
        self.certain
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::SourceFile;

    fn reading(team: &str) -> Reading {
        let file = Arc::new(SourceFile::new("inspections/a/team.toml", team));
        Reading::of(&Sources::from([(FileKind::Team, file)]), &[])
    }

    #[test]
    fn a_change_of_a_letter_is_another_reading() {
        assert_eq!(reading("a = 1"), reading("a = 1"));
        assert_ne!(reading("a = 1"), reading("a = 2"));
    }

    #[test]
    fn an_emptied_file_lacks_its_text_and_a_filled_one_does_not() {
        assert!(reading("").lacks_text_of(&reading("a = 1")));
        assert!(!reading("a = 1").lacks_text_of(&reading("")));
        assert!(!reading("a = 2").lacks_text_of(&reading("a = 1")));
    }
}
