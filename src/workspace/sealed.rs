//! The sealed children's file, which may be in git: where it lies, what it says, and whether it is what the plain one says.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, Refused};
use super::folder::Folder;
use super::hash::sha256;
use super::scratch::Scratch;
use super::{Workspace, durable, gate, keyring};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::FileKind;
use crate::sealing::OpenFault;

/// The name of the sealed children's file.
pub const SEALED: &str = "children.private.toml.age";

/// The sealed children's file of an inspection.
#[derive(Clone, Debug)]
pub struct SealedFile {
    /// The inspection's folder, by which the keyring knows it.
    pub folder: PathBuf,
    /// Its path for messages.
    pub shown: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl SealedFile {
    /// That of an inspection; nothing where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(workspace: &Workspace, folder: &str) -> Result<Option<Self>, Refused> {
        let place = workspace.inspections().join(folder);
        Self::read_in(workspace, folder, &files::open_folder(&workspace.root, &place)?)
    }

    fn read_in(workspace: &Workspace, folder: &str, open: &Folder) -> Result<Option<Self>, Refused> {
        let (place, shown) = (workspace.inspections().join(folder), shown(folder));
        match files::read_in(&workspace.root, open, SEALED) {
            Ok(bytes) => Ok(Some(Self { folder: place, shown, bytes })),
            Err(Refused::Missing) => Ok(None),
            Err(refused) => Err(refused),
        }
    }
}

/// Whether an inspection has a sealed children's file, and no plain one beside it.
pub fn is_alone(workspace: &Workspace, folder: &str) -> bool {
    let place = workspace.inspections().join(folder);
    let is_there = |name: &str| place.join(name).symlink_metadata().is_ok();
    is_there(SEALED) && !is_there(FileKind::Children.name())
}

/// The file of an inspection that somebody has to be asked about: no plain one is there, and no passphrase is known.
pub fn closed(workspace: &Workspace, folder: &str) -> Option<SealedFile> {
    let file = SealedFile::read(workspace, folder).ok()?.filter(|_| is_alone(workspace, folder))?;
    matches!(keyring::text(&file.folder, &file.bytes), Ok(None)).then_some(file)
}

/// Whether the children of an inspection can be read: from the plain file, or from the sealed one once it was opened.
pub fn has_readable_children(workspace: &Workspace, folder: &str) -> bool {
    let plain = workspace.inspections().join(folder).join(FileKind::Children.name());
    let opened = |file: SealedFile| matches!(keyring::text(&file.folder, &file.bytes), Ok(Some(_)));
    plain.exists() || SealedFile::read(workspace, folder).ok().flatten().is_some_and(opened)
}

/// The text of the sealed file in an open folder; nothing where there is none.
pub(super) fn text(workspace: &Workspace, folder: &str, open: &Folder) -> Result<Option<String>, Box<Problem>> {
    let unreadable = |refused: Refused| Box::new(super::refusal(&refused, shown(folder)));
    let Some(file) = SealedFile::read_in(workspace, folder, open).map_err(unreadable)? else { return Ok(None) };
    match keyring::text(&file.folder, &file.bytes) {
        Ok(Some(text)) => Ok(Some(text.as_str().to_owned())),
        Ok(None) => Err(Box::new(not_opened(folder))),
        Err(fault) => Err(Box::new(fault_at(folder, fault))),
    }
}

/// What is wrong with a sealed file that lies beside the plain one, which is the one that counts.
pub(super) fn beside_plain(workspace: &Workspace, folder: &str) -> Vec<Problem> {
    if is_alone(workspace, folder) {
        return Vec::new();
    }
    let Ok(Some(file)) = SealedFile::read(workspace, folder) else { return Vec::new() };
    if let Err(fault) = crate::sealing::look(&file.bytes) {
        return vec![fault_at(folder, fault)];
    }
    let place = workspace.inspections().join(folder).join(FileKind::Children.name());
    let Ok(text) = files::read_text(&workspace.root, &place).map(super::without_mark) else { return Vec::new() };
    let (message, help) = match Note::load(workspace, folder) {
        Some(note) if note.is_of_file(&file.bytes) && note.is_of_text(workspace, &text) => return Vec::new(),
        Some(note) if note.is_of_file(&file.bytes) => (
            "`children.private.toml` has changed since it was sealed, so that others have it as it was",
            format!("type `sqspack seal {folder}`, and commit the sealed file"),
        ),
        Some(_) => (
            "the sealed file has changed since it was last sealed or opened here, and the plain file is read",
            format!("type `sqspack seal {folder}`: it tells whether both say the same"),
        ),
        None => (
            "nobody has compared the sealed file with the plain one here, and the plain file is read",
            format!("type `sqspack seal {folder}`: it tells whether both say the same"),
        ),
    };
    vec![Problem::new(code::SEALED_OLDER, at(folder), message, help)]
}

/// Whether a problem is one of the sealed children's file.
pub fn is_about(problem: &Problem) -> bool {
    let codes = [code::SEALED_CLOSED, code::SEALED_UNREADABLE, code::SEALED_OLDER, code::SEALED_CONFLICT];
    codes.iter().any(|code| code.id == problem.code.id)
}

/// Whether a path of a repository is that of a sealed children's file: in a folder of `inspections`.
pub fn is_sealed_path(path: &str) -> bool {
    let mut parts = Path::new(path).components().rev().map(|part| part.as_os_str());
    parts.next().is_some_and(|name| name == SEALED)
        && parts.next().is_some()
        && parts.next().is_some_and(|name| name == "inspections")
}

/// Writes the sealed file of an inspection, durably.
///
/// # Errors
/// The disk refuses.
pub fn write(workspace: &Workspace, folder: &str, bytes: &[u8]) -> io::Result<()> {
    durable::write_over(&workspace.inspections().join(folder).join(SEALED), bytes)
}

/// Notes that a sealed file says what the plain one says. Losing the note costs a comparison and nothing else.
pub fn note(workspace: &Workspace, folder: &str, sealed: &[u8], text: &str) {
    let _writing = gate::enter();
    let Ok(scratch) = Scratch::make(workspace) else { return };
    if let Some(of_text) = scratch.seal(SEALED, text.as_bytes()) {
        scratch.write(&name_of_note(folder), format!("{}\n{of_text}", sha256(sealed)).as_bytes()).ok();
    }
}

/// What was noted of a sealed file: its hash, and a hash of its text with the secret of this workspace. A plain hash of the text would
/// let anybody guess until one fits.
struct Note(String);

impl Note {
    fn load(workspace: &Workspace, folder: &str) -> Option<Self> {
        let bytes = Scratch::open(workspace)?.read(&name_of_note(folder))?;
        String::from_utf8(bytes).ok().map(Self)
    }

    fn is_of_file(&self, sealed: &[u8]) -> bool {
        self.0.lines().next() == Some(sha256(sealed).as_str())
    }

    fn is_of_text(&self, workspace: &Workspace, text: &str) -> bool {
        let of_text = Scratch::open(workspace).and_then(|scratch| scratch.seal(SEALED, text.as_bytes()));
        of_text.is_some() && self.0.lines().nth(1) == of_text.as_deref()
    }
}

/// The name of the note on a sealed file, in the scratch folder.
pub fn name_of_note(folder: &str) -> String {
    format!("sealed-{folder}")
}

fn not_opened(folder: &str) -> Problem {
    let message = "the children's file is sealed and was not opened, so that nobody is searched for";
    let help = "run the command in a terminal, which asks for the passphrase, or give it with `--passphrase-file FILE`";
    Problem::new(code::SEALED_CLOSED, at(folder), message, help)
}

fn fault_at(folder: &str, fault: OpenFault) -> Problem {
    let code = if fault == OpenFault::Conflict { code::SEALED_CONFLICT } else { code::SEALED_UNREADABLE };
    Problem::new(code, at(folder), fault.message(), fault.help())
}

fn at(folder: &str) -> Place {
    Place::new(Arc::new(SourceFile::private(shown(folder), "")), 0..0)
}

fn shown(folder: &str) -> String {
    format!("inspections/{folder}/{SEALED}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_path_is_that_of_a_file_in_the_folder_of_an_inspection() {
        for path in ["inspections/a/children.private.toml.age", "office/inspections/a/children.private.toml.age"] {
            assert!(is_sealed_path(path), "{path}");
        }
        for path in [
            "children.private.toml.age",
            "inspections/children.private.toml.age",
            "inspections/a/b/children.private.toml.age",
            "packs/a/children.private.toml.age",
            "inspections/a/Children.private.toml.age",
            "inspections/a/children.private.toml",
        ] {
            assert!(!is_sealed_path(path), "{path}");
        }
    }

    #[test]
    fn what_was_noted_of_a_sealed_file_holds_for_its_bytes_and_its_text_and_says_neither() {
        let root = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(root.path().join(FileKind::Settings.name()), "").expect("written");
        let workspace = Workspace::open(root.path()).expect("a workspace");
        assert!(Note::load(&workspace, "a").is_none());
        note(&workspace, "a", b"sealed", "born 2009-12-14");
        let noted = Note::load(&workspace, "a").expect("noted");
        assert!(noted.is_of_file(b"sealed") && noted.is_of_text(&workspace, "born 2009-12-14"));
        assert!(!noted.is_of_file(b"other") && !noted.is_of_text(&workspace, "born 2009-12-15"));
        assert!(!noted.0.contains("2009") && !noted.0.contains(&sha256(b"born 2009-12-14")));
    }
}
