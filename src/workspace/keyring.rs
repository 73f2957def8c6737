//! The passphrases that this run of the program knows, and what they have opened. Both are in memory alone.
//!
//! Every command opens workspaces anew, and the watcher reads a record again and again; a try costs a second. So the keyring belongs
//! to the process, as the gate does: whoever asks a person puts the answer here, and the readers of records take from here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::sealing::{OpenFault, Passphrase, look, open};

static KEYRING: Mutex<Keyring> = Mutex::new(Keyring {
    offered: Vec::new(),
    of_inspections: BTreeMap::new(),
    tried: BTreeMap::new(),
    declined: BTreeSet::new(),
});

/// A sealed file: its inspection's folder and a hash of its bytes.
type Sealed = (PathBuf, [u8; 32]);

struct Keyring {
    /// Those that may open any inspection.
    offered: Vec<Passphrase>,
    /// Those that have opened an inspection's file. Another version of the file has the same one.
    of_inspections: BTreeMap<PathBuf, Passphrase>,
    /// What came of the files that were tried.
    tried: BTreeMap<Sealed, Result<Zeroizing<String>, OpenFault>>,
    /// Folders of which a person has said that their file stays sealed.
    declined: BTreeSet<PathBuf>,
}

impl Keyring {
    /// Keeps what came of a file, in the place of what came of its version before.
    fn keep(&mut self, key: Sealed, tried: Result<Zeroizing<String>, OpenFault>) {
        self.tried.retain(|(folder, _), _| *folder != key.0);
        self.tried.insert(key, tried);
    }
}

fn keyring() -> MutexGuard<'static, Keyring> {
    KEYRING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Offers passphrases for any inspection.
pub fn offer(passphrases: Vec<Passphrase>) {
    let mut keyring = keyring();
    keyring.offered.extend(passphrases);
    keyring.tried.retain(|_, tried| tried.is_ok());
}

/// Whether a passphrase has been offered for any inspection, so that nobody has to be asked.
pub fn has_offers() -> bool {
    !keyring().offered.is_empty()
}

/// Notes that the file of a folder stays sealed in this run.
pub fn decline(folder: &Path) {
    keyring().declined.insert(folder.to_owned());
}

/// Whether a person has said that the file of a folder stays sealed.
pub fn is_declined(folder: &Path) -> bool {
    keyring().declined.contains(folder)
}

/// The text of the sealed file of a folder; nothing while no passphrase is known for it.
///
/// # Errors
/// Why it does not open.
pub fn text(folder: &Path, sealed: &[u8]) -> Result<Option<Zeroizing<String>>, OpenFault> {
    look(sealed)?;
    let mut keyring = keyring();
    let key = (folder.to_owned(), Sha256::digest(sealed).into());
    if let Some(tried) = keyring.tried.get(&key) {
        return tried.clone().map(Some);
    }
    let known: Vec<Passphrase> =
        keyring.of_inspections.get(folder).into_iter().chain(&keyring.offered).cloned().collect();
    let mut last = None;
    for passphrase in known {
        let opened = open(sealed, &passphrase);
        let is_wrong = opened.as_ref().err() == Some(&OpenFault::WrongPassphrase);
        if opened.is_ok() {
            keyring.of_inspections.insert(folder.to_owned(), passphrase);
        }
        last = Some(opened);
        if !is_wrong {
            break;
        }
    }
    let Some(last) = last else { return Ok(None) };
    keyring.keep(key, last.clone());
    last.map(Some)
}

/// Tries a passphrase on the sealed file of a folder, and keeps it if it opens it.
///
/// # Errors
/// Why it does not open.
pub fn try_passphrase(folder: &Path, sealed: &[u8], passphrase: Passphrase) -> Result<(), OpenFault> {
    let text = open(sealed, &passphrase)?;
    let mut keyring = keyring();
    keyring.keep((folder.to_owned(), Sha256::digest(sealed).into()), Ok(text));
    keyring.of_inspections.insert(folder.to_owned(), passphrase);
    Ok(())
}

/// The passphrase that has opened the sealed file of a folder.
pub fn passphrase(folder: &Path) -> Option<Passphrase> {
    keyring().of_inspections.get(folder).cloned()
}
