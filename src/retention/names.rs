//! Names of files that hold children's data, and how much of such a name may be shown: a person may have put a child's into it.

use std::collections::BTreeSet;

use crate::record::FileKind;
use crate::template::Catalogue;
use crate::workspace::folder::BESIDE;
use crate::workspace::{has_children, is_astray};

/// The ending of the name that the sealed children's file has after that of the plain one.
const SEALED: &str = ".age";

/// Words that an editor, a system or git puts to the name of a copy.
const KNOWN_WORDS: [&str; 14] =
    ["of", "txt", "swp", "swo", "bak", "backup", "tmp", "old", "orig", "copy", "save", "autosave", "conflicted", "age"];

/// Whether a file is the children's file, under its own name.
pub fn is_private(name: &str) -> bool {
    name == FileKind::Children.name()
}

/// Whether a file is the children's file, sealed.
pub fn is_sealed(name: &str) -> bool {
    name.strip_suffix(SEALED).is_some_and(is_private)
}

/// Whether a file is a copy of the children's file, or what an editor or a killed program has left of it.
pub fn is_leftover(name: &str) -> bool {
    has_children(name) || is_astray(name)
}

/// Whether a file is one that a program was writing when it was killed, or is writing now.
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with(BESIDE)
}

/// A path of which each part that a person may have given is `…`, but for the folders and files that sqspack names itself.
pub fn shown(path: &str, folder: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let part = |(at, part): (usize, &&str)| match at {
        _ if at < 2 || *part == folder || is_known(part) => (*part).to_owned(),
        _ => "…".to_owned(),
    };
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join("/")
}

/// Whether the name of a leftover says nothing beside what programs put to the name of the children's file.
pub fn is_known(name: &str) -> bool {
    let small = name.to_lowercase();
    let of_ours = || FileKind::Children.name().split('.');
    let is_known = |word: &str| KNOWN_WORDS.contains(&word) || of_ours().any(|part| part == word);
    let words = || small.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    is_unfinished(name) || of_ours().all(|part| words().any(|word| word == part)) && words().all(is_known)
}

/// What the documents that may name children are called, in small letters and without an ending.
pub fn stems(catalogue: &Catalogue) -> BTreeSet<String> {
    let naming = catalogue.documents.iter().filter(|document| document.may_hold_children());
    naming.map(|document| document.file().to_lowercase()).filter(|stem| !stem.is_empty()).collect()
}

/// The last part of a path.
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_may_have_put_into_the_name_of_a_copy_is_not_shown() {
        let shown = |name: &str| shown(&format!("inspections/2027-01-aberford/{name}"), "2027-01-aberford");
        for name in [
            "children.private.toml",
            "children.private.toml.age",
            ".children.private.toml.swp",
            "Copy of children.private.toml",
            "#children.private.toml#",
            "children.private.toml~",
            "children.private - Copy (2).toml",
            "children.private.toml.txt",
            ".sqspack-1f-0",
        ] {
            assert_eq!(shown(name), format!("inspections/2027-01-aberford/{name}"));
        }
        for name in ["children.private.toml of Zebulon", "zebulon.private.toml", "quillfeather children.private.toml"] {
            assert_eq!(shown(name), "inspections/2027-01-aberford/…");
        }
        assert_eq!(shown("Zebulon/children.private.toml"), "inspections/2027-01-aberford/…/children.private.toml");
    }

    #[test]
    fn the_children_file_is_known_plain_sealed_and_as_a_leftover_and_no_other_file_is() {
        assert!(is_private("children.private.toml") && is_sealed("children.private.toml.age"));
        assert!(is_leftover(".children.private.toml.swp") && is_leftover(".#children.private.toml"));
        for name in ["cases.toml", "issued.toml", "destroyed.toml", "notes.txt"] {
            assert!(!is_private(name) && !is_sealed(name) && !is_leftover(name), "{name}");
        }
    }
}
