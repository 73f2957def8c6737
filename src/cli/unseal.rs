use std::path::Path;

use super::output::say;
use super::{Failure, Status, passphrase, targets};
use crate::record::FileKind;
use crate::workspace::sealed::{self, SEALED, SealedFile};
use crate::workspace::{durable, files, keyring, without_mark};

/// Write the children's file from the sealed one
///
/// You need it only to change the children: every command reads the sealed file as it reads the plain one. The command never
/// overwrites a plain file that says something else. `sqspack seal` seals it again.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack unseal 2027-01-aberford\n  sqspack --passphrase-file - unseal aberford < passphrase.txt"
)]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_closed(directory, args.folder.as_deref())?;
    let file = SealedFile::read(&workspace, &folder)
        .map_err(|refused| Failure(format!("inspections/{folder}/{SEALED}: {}", refused.message())))?
        .ok_or_else(|| Failure(format!("{folder} has no `{SEALED}`\nhelp: `sqspack seal {folder}` makes it")))?;
    passphrase::demand(&file)?;
    let opened = keyring::text(&file.folder, &file.bytes).map_err(|fault| passphrase::failure(&file, fault))?;
    let Some(text) = opened else { return Err(Failure(format!("{}: the file was not opened", file.shown))) };
    let name = FileKind::Children.name();
    let place = workspace.inspections().join(&folder).join(name);
    if sealed::is_alone(&workspace, &folder) {
        durable::write_new_closed(&place, &text)?;
        sealed::note(&workspace, &folder, &file.bytes, &text);
        say!("inspections/{folder}/{name}: written; git leaves it alone. `sqspack seal {folder}` seals it again")?;
        return Ok(Status::Well);
    }
    if files::read_text(&workspace.root, &place).is_ok_and(|there| without_mark(there) == *text) {
        sealed::note(&workspace, &folder, &file.bytes, &text);
        say!("inspections/{folder}/{name}: says what the sealed file says; nothing was written")?;
        return Ok(Status::Well);
    }
    let help = "rename the plain file, run this again, join the two by hand, and delete the renamed one";
    Err(Failure(format!(
        "inspections/{folder}/{name} says something else than the sealed file, and was kept\nhelp: {help}"
    )))
}
