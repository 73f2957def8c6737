//! From a sealed file to its text.

use std::io::Read;

use age::{DecryptError, Decryptor};
use zeroize::Zeroizing;

use super::{MOST_WORK, Passphrase};

/// How every file of this format begins.
const BEGINNING: &[u8] = b"age-encryption.org/v1\n";

/// What git writes into a file that two people have changed.
const MARKS: [&[u8]; 2] = [b"<<<<<<< ", b"\n>>>>>>> "];

/// Why a file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// It is no file of the age format.
    NotSealed,
    /// Git has written two versions into it.
    Conflict,
    /// It is a file of that format which no passphrase opens, but the key of a person or machine.
    OtherKey,
    /// It asks for more work than this program does for a file.
    TooMuchWork,
    /// The passphrase is another one, or that part of the file was changed which the passphrase opens.
    WrongPassphrase,
    /// The passphrase is right, and the file is not what was sealed: a byte is another one, or its end is missing.
    Damaged,
    /// What was sealed is no UTF-8 text.
    NotText,
}

impl OpenFault {
    /// What is wrong, for a message.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotSealed => "this is not a sealed file: it does not begin as files of the age format do",
            Self::Conflict => "git has written two versions of the sealed file into one",
            Self::OtherKey => "this file is sealed for the key of a person or machine, and not with a passphrase",
            Self::TooMuchWork => "this file was sealed with more work than is done here to open one",
            Self::WrongPassphrase => "the passphrase does not open this file",
            Self::Damaged => "the sealed file was changed after it was sealed, or a part of it is missing",
            Self::NotText => "what was sealed is not a text",
        }
    }

    /// What to do.
    pub fn help(self) -> &'static str {
        match self {
            Self::NotSealed => {
                "if it holds children's data in the clear, rename it to `children.private.toml` and type `sqspack seal`; if not, bring \
                 back the sealed one with `git checkout`"
            }
            Self::Conflict => {
                "take each version with `git checkout --ours` and `--theirs`, `sqspack unseal` both, join them, and type `sqspack seal`"
            }
            Self::OtherKey => {
                "open it with `age -d` and its key, write the text to `children.private.toml`, and type `sqspack seal`"
            }
            Self::TooMuchWork => {
                "open it with `age -d`, write the text to `children.private.toml`, and type `sqspack seal`"
            }
            Self::WrongPassphrase => {
                "look the passphrase of this inspection up again; if it is right, the file was changed: bring back the version before with \
                 `git checkout`"
            }
            Self::Damaged => "bring back the version before with `git checkout`, or seal the plain file again",
            Self::NotText => "open it with `age -d` and see what it is",
        }
    }
}

impl std::fmt::Display for OpenFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.message())
    }
}

impl std::error::Error for OpenFault {}

/// Looks whether this is a file that a passphrase can open, without one.
///
/// # Errors
/// What can be seen to be wrong with it from outside.
pub fn look(sealed: &[u8]) -> Result<(), OpenFault> {
    decryptor(sealed).map(drop)
}

/// Opens a sealed file. Where a part of it was changed, nothing of it is given out.
///
/// # Errors
/// Why it does not open; nothing of what was sealed is in it.
pub fn open(sealed: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<String>, OpenFault> {
    let decryptor = decryptor(sealed)?;
    let mut identity = age::scrypt::Identity::new(passphrase.secret());
    identity.set_max_work_factor(MOST_WORK);
    let identities: [&dyn age::Identity; 1] = [&identity];
    let mut reader = decryptor.decrypt(identities.into_iter()).map_err(|error| match error {
        DecryptError::ExcessiveWork { .. } => OpenFault::TooMuchWork,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            OpenFault::WrongPassphrase
        }
        _ => OpenFault::Damaged,
    })?;
    // With room for all of it from the start, nothing of it stays behind where it lay before it grew.
    let mut bytes = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut bytes).map_err(|_| OpenFault::Damaged)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| OpenFault::NotText)?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn decryptor(sealed: &[u8]) -> Result<Decryptor<&[u8]>, OpenFault> {
    if MARKS.iter().any(|mark| sealed.windows(mark.len()).any(|part| part == *mark)) {
        return Err(OpenFault::Conflict);
    }
    if !sealed.starts_with(BEGINNING) {
        return Err(OpenFault::NotSealed);
    }
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| OpenFault::Damaged)?;
    if decryptor.is_scrypt() { Ok(decryptor) } else { Err(OpenFault::OtherKey) }
}
