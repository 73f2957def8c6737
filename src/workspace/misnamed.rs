//! Files and folders whose names keep a part of the record from being read: a copy, another ending, a capital letter, a
//! name that not every system can have.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::sealed::SEALED;
use super::{Workspace, is_hidden, private};
use crate::problem::{Place, Problem, SourceFile, code, did_you_mean};
use crate::record::reader::list;
use crate::record::{FileKind, Sources};

/// The words that a copy of a file, or a file with another ending, has in its name beside the file's own.
const OF_COPIES: [&str; 10] = ["toml", "txt", "text", "copy", "of", "old", "bak", "orig", "backup", "conflicted"];

/// The endings that a program for texts or tables gives a file, which sqspack cannot read.
const OF_OFFICES: [&str; 8] = ["docx", "doc", "rtf", "odt", "xlsx", "xls", "ods", "csv"];

/// Endings that are slips of `toml`.
const NEARLY_TOML: [&str; 6] = ["tml", "tom", "tmol", "tolm", "toml1", "tomi"];

/// The file of the record that a name means without being it. The children's file is not among them: [`private`] knows it.
pub fn meant(name: &str) -> Option<FileKind> {
    let is_an_editors = is_hidden(name) || name.starts_with(['#', '~']);
    if is_an_editors
        || private::is_astray(name)
        || name == SEALED
        || FileKind::RECORD.iter().any(|kind| kind.name() == name)
    {
        return None;
    }
    let small = name.to_lowercase();
    let words: Vec<&str> = small.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let kinds = FileKind::RECORD.into_iter().filter(|kind| !kind.is_private());
    let stem = |kind: FileKind| kind.name().trim_end_matches(".toml");
    let exact = kinds.clone().find(|kind| words.contains(&stem(*kind)));
    let alike = || {
        let near = did_you_mean(words.first()?, kinds.clone().map(stem))?;
        kinds.clone().find(|kind| words.contains(&"toml") && stem(*kind) == near)
    };
    exact.or_else(alike).filter(|kind| {
        let of_copy = |word: &&str| {
            let is_ending = OF_OFFICES.contains(word) || NEARLY_TOML.contains(word);
            is_ending || OF_COPIES.contains(word) || word.chars().all(|sign| sign.is_ascii_digit())
        };
        words.contains(&"toml") || words.iter().all(|word| *word == stem(*kind) || of_copy(word))
    })
}

/// Whether a file in an inspection's folder can make a difference. That includes a file that only looks like a part of the
/// record, because a build warns of it, and a copy of the children's file, which stops the pack, under whatever name.
pub fn is_part_of_record(name: &str) -> bool {
    is_like_record(name) || private::is_astray(name) || private::may_be_copy(name) || name == SEALED
}

/// Whether a file is called as a part of the record may be, rightly or not.
fn is_like_record(name: &str) -> bool {
    name.ends_with(".toml") && !is_hidden(name) || meant(name).is_some()
}

/// What is wrong with the names in an inspection's folder. A file that is there under another name alone is an error: a pack
/// without it would say less than the officer typed. Those `astray` are the children's file, of which [`private`] tells.
pub fn files(workspace: &Workspace, folder: &str, sources: &Sources, astray: &[String]) -> Vec<Problem> {
    let mut names = workspace.names_in(folder);
    names.sort();
    let is_there = |kind: FileKind| sources.contains_key(&kind) || names.iter().any(|name| name == kind.name());
    let known = FileKind::RECORD.map(FileKind::name);
    let counts = |name: &&String| {
        is_like_record(name) && !astray.contains(name) && *name != SEALED && !known.contains(&name.as_str())
    };
    let misnamed: Vec<Problem> = names.iter().filter(counts).filter_map(|name| file(folder, name, is_there)).collect();
    let is_named = |kind: FileKind| names.iter().any(|name| meant(name) == Some(kind));
    let missing =
        FileKind::RECORD.into_iter().filter(|kind| !kind.is_private() && !is_there(*kind) && !is_named(*kind));
    let below = missing.filter_map(|kind| in_a_folder_below(workspace, folder, kind)).collect();
    [misnamed, below].concat()
}

/// A file of the record that lies in a folder of the inspection's, where nobody reads it, and is missing in its place.
fn in_a_folder_below(workspace: &Workspace, folder: &str, kind: FileKind) -> Option<Problem> {
    let right = kind.name();
    let below = private::folders_below(workspace, folder).into_iter().find(|(_, path)| path.join(right).is_file());
    let (name, _) = below?;
    let message = format!("`{name}/{right}` is not read, because it lies in a folder of its own");
    let help = format!("move it up into `inspections/{folder}`; if nothing of it is needed, rename that folder's copy");
    let place = Place::new(Arc::new(SourceFile::new(format!("inspections/{folder}/{name}/{right}"), "")), 0..0);
    Some(Problem::new(code::MISNAMED_FILE, place, message, help))
}

/// What is wrong with a file's name.
fn file(folder: &str, name: &str, is_there: impl Fn(FileKind) -> bool) -> Option<Problem> {
    let shown: String = name.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect();
    let place = Place::new(Arc::new(SourceFile::new(format!("inspections/{folder}/{shown}"), "")), 0..0);
    let Some(kind) = meant(name) else {
        let message = format!("`{shown}` is not part of the record and is not read");
        let help = format!("move it elsewhere; the record's files are {}", list(&FileKind::RECORD.map(FileKind::name)));
        return Some(Problem::new(code::UNKNOWN_FILE, place, message, help));
    };
    let right = kind.name();
    let small = name.to_lowercase();
    let is_of_office = OF_OFFICES.iter().any(|ending| small.ends_with(&format!(".{ending}")));
    if is_of_office && !small.contains("toml") && is_there(kind) {
        // A text or a table beside the record, such as a list that somebody sent.
        return None;
    }
    if is_there(kind) {
        let message = format!("`{shown}` looks like a copy of `{right}`, and is not read");
        let help = match name.eq_ignore_ascii_case(right) {
            true => format!("rename it to `{right}`, in small letters; delete it if that is there too"),
            false => format!("delete it, or move it elsewhere; if it is the newer one, name it `{right}` instead"),
        };
        return Some(Problem::new(code::UNKNOWN_FILE, place, message, help));
    }
    let message = format!("`{shown}` is not read, because its name is not `{right}`");
    let help = match small.ends_with(".txt") {
        _ if is_of_office => format!(
            "open it where it was made, save it as plain text (Save As, Plain Text, UTF-8), and name that `{right}`; if it is \
             another document, take `{right}` from a copy, or write it"
        ),
        true => {
            format!("rename it to `{right}`; Windows shows endings once Explorer has View, Show, File name extensions")
        }
        false => format!("rename it to `{right}`"),
    };
    Some(Problem::new(code::MISNAMED_FILE, place, message, help))
}

/// The longest name of a folder, in bytes: some systems take no longer path, and the pack's files lie below it.
const LONGEST_NAME: usize = 120;

/// The names that Windows keeps for its devices, with any ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Why a name cannot be a folder's on every system, or leads elsewhere.
pub fn unusable(name: &str) -> Option<&'static str> {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | ' ');
    let ends = |ends: fn(&str, [char; 2]) -> bool| ends(name, ['.', ' ']);
    if name.len() > LONGEST_NAME {
        Some("the folder's name is too long")
    } else if name.is_empty() || !name.chars().all(plain) || ends(|name, of| name.starts_with(of)) {
        Some("the folder's name has characters that cannot stand in a file name everywhere")
    } else if ends(|name, of| name.ends_with(of)) {
        Some("the folder's name ends with a full stop or a space, which Windows takes away")
    } else if is_reserved(name) {
        Some("the folder's name is one that Windows keeps for a device")
    } else {
        None
    }
}

/// Whether a name can be a folder's on every system and leads nowhere else.
pub fn is_plain_name(name: &str) -> bool {
    unusable(name).is_none()
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let device = stem.trim_end_matches(|sign: char| matches!(sign, '0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'));
    let numbers = stem.chars().count() - device.chars().count();
    RESERVED.iter().position(|name| *name == device).is_some_and(|at| numbers == usize::from(at >= 4))
}

/// A folder that many systems take for the same one, because the names differ in capital letters or accents typed apart.
pub fn twin(root: &Path, folder: &str) -> Option<String> {
    let folded = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let wanted = folded(folder);
    let entries = fs::read_dir(root.join("inspections")).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.into_iter().find(|name| name != folder && folded(name) == wanted)
}

/// What is wrong with an inspection's folder of which another has the same name in other letters.
pub fn twins(workspace: &Workspace, folder: &str) -> Option<Problem> {
    let twin = twin(&workspace.root, folder)?;
    let file = SourceFile::new(format!("inspections/{folder}"), "");
    let message = format!("`{folder}` and `{twin}` differ in capital letters alone, and are one folder in Windows");
    let help = "give one of the two another name";
    Some(Problem::new(code::UNUSABLE_NAME, Place::new(Arc::new(file), 0..0), message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_which_a_file_of_the_record_gets_another_name_is_known() {
        for name in [
            "contacts.toml.txt",
            "Contacts.toml",
            "contacts (1).toml",
            "contact.toml",
            "contacts - Copy.toml",
            "Copy of contacts.toml",
            "contacts.toml~",
            "contacts.toml.bak",
            "contacts.txt",
            "contacts",
            "contacts (Ruth's conflicted copy 2027-01-04).toml",
            "CONTACTS.TOML",
            "contacts.docx",
            "contacts.toml.docx",
            "Contacts.xlsx",
            "contacts.tml",
        ] {
            assert_eq!(meant(name), Some(FileKind::Contacts), "{name}");
            assert!(is_part_of_record(name), "{name}");
        }
    }

    #[test]
    fn the_files_themselves_and_notes_beside_them_are_not_taken_for_others() {
        for name in [
            "contacts.toml",
            "report.toml",
            "contacts to ring.docx",
            "report draft.pdf",
            "notes.txt",
            ".contacts.toml.swp",
            "#contacts.toml#",
            "~$contacts.docx",
            "budget.toml",
            "children.private.toml.txt",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
        assert!(is_part_of_record("team.toml") && is_part_of_record("taem.toml"));
        assert!(is_part_of_record("children.private.toml.bak") && !is_part_of_record(".children.private.toml.swp"));
        for name in [".team.toml", ".#team.toml", ".team.toml.swp", "notes~", "4913"] {
            assert!(!is_part_of_record(name), "{name}");
        }
    }

    #[test]
    fn a_plain_name_leads_nowhere_else_and_is_no_device_of_windows() {
        for name in ["2027-01-aberford", "con-2", "2027-01-con", "community", "com", "lpt", "console"] {
            assert!(is_plain_name(name), "{name}");
        }
        for name in
            ["", "..", "a/b", "a\\b", "c:", "a\nb", " a", "a.", "con", "NUL", "Aux.2027", "com1", "LPT9.x", "prn "]
        {
            assert!(!is_plain_name(name), "{name:?}");
        }
    }
}
