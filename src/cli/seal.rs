use std::path::Path;

use super::output::{flush, say, tell};
use super::{Failure, Status, checked, passphrase, read, show, targets};
use crate::problem::Problem;
use crate::record::FileKind;
use crate::sealing::{Passphrase, seal};
use crate::workspace::sealed::{self, SEALED, SealedFile};
use crate::workspace::{Workspace, git_program, keyring, without_mark};

/// Seal the children's file, so that git may carry it
///
/// Makes `children.private.toml.age` beside `children.private.toml`. The first time it makes a passphrase and prints it, once: keep it in
/// your office's password manager, and nowhere in git. Later it asks for that passphrase, and writes only if the children have changed.
/// `sqspack` reads the sealed file where the plain one is not there; `age -d` opens it too.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack seal 2027-01-aberford\n  \
        sqspack --passphrase-file - seal aberford < passphrase.txt")]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_closed(directory, args.folder.as_deref())?;
    let before = SealedFile::read(&workspace, &folder)
        .map_err(|refused| Failure(format!("inspections/{folder}/{SEALED}: {}", refused.message())))?;
    let plain = FileKind::Children.name();
    if sealed::is_alone(&workspace, &folder) {
        let help = format!("type `sqspack unseal {folder}` to change the children, and seal them again");
        return Err(Failure(format!("{folder} has no `{plain}`, and its children are sealed already\nhelp: {help}")));
    }
    let (record, found) = read(&workspace, &folder);
    let wrong: Vec<Problem> = checked(&record, &workspace.settings, found)
        .into_iter()
        .filter(|problem| problem.is_error() && problem.place.file.path.ends_with(&format!("/{plain}")))
        .collect();
    if !wrong.is_empty() {
        show(&wrong)?;
        return Ok(Status::Problems);
    }
    let Some(source) = record.sources.get(&FileKind::Children) else {
        let help = "write the children into it; `sqspack longlist import` does that from the list of the YOT";
        return Err(Failure(format!("{folder} has no `{plain}` that could be sealed\nhelp: {help}")));
    };
    match before {
        None => seal_first(&workspace, &folder, &source.text)?,
        Some(before) => seal_again(&workspace, &folder, &source.text, &before)?,
    }
    tell_of_git(&workspace, &folder)?;
    Ok(Status::Well)
}

/// Seals with a new passphrase, which is printed before anything is written: nothing can be sealed that nobody can open.
fn seal_first(workspace: &Workspace, folder: &str, text: &str) -> Result<(), Failure> {
    let passphrase = Passphrase::generate()?;
    let sealed = seal(text, &passphrase)?;
    tell!("the passphrase of {folder}, which is shown this once:")?;
    say!("{}", passphrase.shown())?;
    flush()?;
    written(workspace, folder, &sealed, text)?;
    tell!("next: put the passphrase into your office's password manager, under the name of the inspection")?;
    tell!(
        "help: without it nobody opens the file, and nobody can make another; never put it into git, a message or `sqspack.toml`"
    )
}

/// Seals with the passphrase that the inspection has, if the children have changed.
fn seal_again(workspace: &Workspace, folder: &str, text: &str, before: &SealedFile) -> Result<(), Failure> {
    passphrase::demand(before)?;
    let opened = keyring::text(&before.folder, &before.bytes).map_err(|fault| passphrase::failure(before, fault))?;
    if opened.is_some_and(|opened| without_mark(opened.to_string()) == text) {
        sealed::note(workspace, folder, &before.bytes, text);
        return say!("{}: says what the plain file says; nothing was written", before.shown);
    }
    let Some(passphrase) = keyring::passphrase(&before.folder) else {
        return Err(Failure(format!("{}: the file was not opened", before.shown)));
    };
    let sealed = seal(text, &passphrase)?;
    written(workspace, folder, &sealed, text)?;
    say!("{}: sealed again, with the passphrase that it had", before.shown)
}

fn written(workspace: &Workspace, folder: &str, sealed: &[u8], text: &str) -> Result<(), Failure> {
    sealed::write(workspace, folder, sealed)?;
    sealed::note(workspace, folder, sealed, text);
    tell!("inspections/{folder}/{SEALED}: written; git may have it")
}

/// Warns where git would leave the sealed file out.
fn tell_of_git(workspace: &Workspace, folder: &str) -> Result<(), Failure> {
    let path = format!("inspections/{folder}/{SEALED}");
    let is_ignored = git_program::output(git_program::git(&workspace.root).args(["check-ignore", "--quiet", &path]));
    if is_ignored.is_err() {
        return Ok(());
    }
    tell!("warning: .gitignore keeps the sealed file out of git; add the line `!/inspections/*/{SEALED}` at its end")
}
