//! What was read from some files, so that it can be told whether two readings were of the same.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::problem::{Problem, code};
use crate::record::Sources;

/// One reading of an inspection's files, or of the settings and templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    digest: [u8; 32],
    filled: BTreeSet<String>,
    certain: bool,
}

impl Reading {
    /// What was read of a record: the text of the files, and why others were not read.
    pub fn of(sources: &Sources, refused: &[Problem]) -> Self {
        Self::of_files(sources.iter().map(|(kind, source)| (kind.name(), source.text.as_bytes())), refused)
    }

    /// What was read of any files: each with its name and content, and why others were not read.
    pub fn of_files<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>, refused: &[Problem]) -> Self {
        let mut digest = Sha256::new();
        let mut add = |piece: &[u8]| {
            digest.update((piece.len() as u64).to_le_bytes());
            digest.update(piece);
        };
        let mut filled = BTreeSet::new();
        for (name, content) in files {
            add(name.as_bytes());
            add(content);
            if !content.trim_ascii().is_empty() {
                filled.insert(name.to_owned());
            }
        }
        for problem in refused {
            add(problem.place.file.path.as_bytes());
            add(problem.message.as_bytes());
        }
        let certain = refused.iter().all(|problem| problem.code.id != code::UNREADABLE.id);
        Self { digest: digest.finalize().into(), filled, certain }
    }

    /// Whether a file that had text in an earlier reading has none any more. Editors and `git checkout` empty or remove a
    /// file before they write it, so that this is worth a second look.
    pub fn lacks_text_of(&self, earlier: &Self) -> bool {
        !self.filled.is_superset(&earlier.filled)
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
    use crate::record::FileKind;

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
