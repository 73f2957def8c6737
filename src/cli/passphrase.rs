//! The passphrases of sealed children's files: from a person at a terminal, without showing what is typed, or from a file.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use console::Term;
use zeroize::Zeroizing;

use super::Failure;
use super::output::{err, tell};
use crate::sealing::Passphrase;
use crate::workspace::sealed::{SealedFile, closed};
use crate::workspace::{Workspace, keyring};

/// How often somebody may mistype a passphrase.
const TRIES: usize = 3;

/// The largest file of passphrases that is read, in bytes.
const LARGEST: u64 = 64 * 1024;

/// Set once nobody sits before the terminal who could be asked.
static ASKS_NO_MORE: AtomicBool = AtomicBool::new(false);

/// Takes the passphrases of a file, one a line: a pipe will do, and `-` is standard input.
pub fn offer(path: &Path) -> Result<(), Failure> {
    let mut text = Zeroizing::new(String::new());
    let read = match path.to_str() {
        Some("-") => std::io::stdin().take(LARGEST).read_to_string(&mut text),
        _ => File::open(path).and_then(|file| file.take(LARGEST).read_to_string(&mut text)),
    };
    read.map_err(|error| {
        let help = "name a text file with the passphrase in a line of its own, or `-` for standard input";
        Failure(format!("the passphrase file {} cannot be read: {error}\nhelp: {help}", path.display()))
    })?;
    let passphrases: Vec<Passphrase> = text.lines().filter_map(Passphrase::typed).collect();
    if passphrases.is_empty() {
        return Err(Failure(format!("the passphrase file {} is empty", path.display())));
    }
    keyring::offer(passphrases);
    Ok(())
}

/// Asks for the passphrase of each of these inspections whose children's file is sealed and whose passphrase is not known. Nobody is
/// asked twice in a run, and nobody without a terminal.
pub fn ask(workspace: &Workspace, folders: &[String]) -> Result<(), Failure> {
    if !can_ask() {
        return Ok(());
    }
    for file in folders.iter().filter_map(|folder| closed(workspace, folder)) {
        if !keyring::is_declined(&file.folder) && !asked(&file, "Enter leaves it sealed")? {
            keyring::decline(&file.folder);
        }
    }
    Ok(())
}

/// Asks for the passphrase of a sealed file that has to be opened.
pub fn demand(file: &SealedFile) -> Result<(), Failure> {
    if keyring::text(&file.folder, &file.bytes).map_err(|fault| failure(file, fault))?.is_some() {
        return Ok(());
    }
    if can_ask() && asked(file, "Enter ends this")? {
        return Ok(());
    }
    let help = "run this in a terminal, which asks for the passphrase, or give it with `--passphrase-file FILE`";
    Err(Failure(format!("{}: the file was not opened\nhelp: {help}", file.shown)))
}

/// From now on nobody is asked.
pub fn ask_no_more() {
    ASKS_NO_MORE.store(true, Ordering::Relaxed);
}

/// A fault of a sealed file as the end of a command.
pub fn failure(file: &SealedFile, fault: crate::sealing::OpenFault) -> Failure {
    Failure(format!("{}: {fault}\nhelp: {}", file.shown, fault.help()))
}

fn can_ask() -> bool {
    let is_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    is_terminal && !ASKS_NO_MORE.load(Ordering::Relaxed)
}

/// Asks until the file is open; says whether it is.
fn asked(file: &SealedFile, way_out: &str) -> Result<bool, Failure> {
    for _ in 0..TRIES {
        err(format_args!("passphrase of {} ({way_out}): ", file.shown))?;
        let typed = Zeroizing::new(Term::stderr().read_secure_line()?);
        let Some(passphrase) = Passphrase::typed(&typed) else { return Ok(false) };
        match keyring::try_passphrase(&file.folder, &file.bytes, passphrase) {
            Ok(()) => return Ok(true),
            Err(fault) => tell!("{fault}")?,
        }
    }
    Ok(false)
}
