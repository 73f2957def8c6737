//! Faults of the machine, in words: what is wrong with a place and what to do about it.

use std::io::{self, ErrorKind};

use cap_std::fs::Metadata;

/// What stands where a plain file or a folder has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A link, in the place of a file.
    LinkForFile,
    /// A folder, in the place of a file.
    FolderForFile,
    /// A pipe, device or socket.
    Device,
    /// A link, in the place of a folder.
    LinkForFolder,
    /// A file or another thing, in the place of a folder.
    NotAFolder,
}

impl Refusal {
    /// What stands in the place of a file.
    pub fn instead_of_file(about: &Metadata) -> Self {
        match about {
            about if about.is_symlink() => Self::LinkForFile,
            about if about.is_dir() => Self::FolderForFile,
            _ => Self::Device,
        }
    }

    /// What stands in the place of a folder.
    pub fn instead_of_folder(about: &Metadata) -> Self {
        if about.is_symlink() { Self::LinkForFolder } else { Self::NotAFolder }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::LinkForFile => "is a link, and has to be a file of its own: take the link away",
            Self::FolderForFile => "is a folder, and has to be a file: move the folder away",
            Self::Device => "is a pipe or device, and has to be a file: take it away",
            Self::LinkForFolder => "is a link, and has to be a folder of its own: take the link away",
            Self::NotAFolder => "is a file, and has to be a folder: move it away",
        })
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::LinkForFolder | Refusal::NotAFolder => ErrorKind::NotADirectory,
            Refusal::FolderForFile => ErrorKind::IsADirectory,
            Refusal::LinkForFile | Refusal::Device => ErrorKind::InvalidInput,
        };
        Self::new(kind, refusal)
    }
}

/// The same error with the path in its words, for messages that say no more than the error does.
pub fn at(path: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), message(path, error))
}

/// What is wrong with a place, in words that say what to do.
pub fn message(path: &str, error: &io::Error) -> String {
    if let Some(refusal) = error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>()) {
        return format!("`{path}` {refusal}");
    }
    if is_held(error) {
        return format!("`{path}` is held: close it in the program that has it open");
    }
    let (what, help) = match error.kind() {
        ErrorKind::PermissionDenied => ("may not be written", "see that you may write the file and its folder"),
        ErrorKind::StorageFull => ("cannot be written because the disk is full", "make room on it"),
        ErrorKind::QuotaExceeded => ("cannot be written because your share of the disk is full", "make room on it"),
        ErrorKind::ReadOnlyFilesystem => {
            ("lies on a disk or share that can only be read", "ask for leave to write there, or move the workspace")
        }
        ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            ("is a folder, and has to be a file", "move the folder away")
        }
        ErrorKind::NotADirectory => ("has a file where a folder has to be", "move the file away"),
        ErrorKind::InvalidFilename => ("has a name that is too long for the disk", "shorten the folder's name"),
        ErrorKind::NotFound => ("has lost its folder", "see that the workspace is still where it was"),
        ErrorKind::FileTooLarge => ("is larger than the disk, or the program, takes", "move it away"),
        _ => {
            return format!(
                "`{path}` cannot be written ({error}): see that the disk and its folder are as they should be"
            );
        }
    };
    format!("`{path}` {what} ({error}): {help}")
}

/// Whether another program has the file open and lets nobody else at it.
fn is_held(error: &io::Error) -> bool {
    // Windows: a sharing violation, and a locked region.
    let held_on_windows = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    held_on_windows || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_words_of_its_own_that_name_the_place() {
        let kinds = [
            ErrorKind::PermissionDenied,
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::IsADirectory,
            ErrorKind::NotADirectory,
            ErrorKind::InvalidFilename,
            ErrorKind::ResourceBusy,
            ErrorKind::Other,
        ];
        let refusals = [Refusal::LinkForFile, Refusal::Device, Refusal::LinkForFolder];
        let errors = kinds.map(io::Error::from).into_iter().chain(refusals.map(io::Error::from));
        let mut said: Vec<String> = errors.map(|error| message("packs/a/letter.pdf", &error)).collect();
        assert!(
            said.iter().all(|words| words.starts_with("`packs/a/letter.pdf` ") && words.contains(": ")),
            "{said:#?}"
        );
        let all = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all);
        assert_eq!(said.iter().filter(|words| words.contains("program that has it open")).count(), 1);
    }
}
