//! From a text to a sealed file.

use super::{Passphrase, WORK, open};

/// Why a text was not sealed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealFault(pub String);

impl std::fmt::Display for SealFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the file was not sealed: {}", self.0)
    }
}

impl std::error::Error for SealFault {}

/// Seals a text. What is given out has been opened again and compared, because the text may be gone when it is needed.
///
/// # Errors
/// The library could not seal it, or what it made does not open.
pub fn seal(text: &str, passphrase: &Passphrase) -> Result<Vec<u8>, SealFault> {
    seal_with(text, passphrase, WORK)
}

/// The same with another amount of work.
pub(super) fn seal_with(text: &str, passphrase: &Passphrase, work: u8) -> Result<Vec<u8>, SealFault> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.secret());
    recipient.set_work_factor(work);
    let sealed = age::encrypt(&recipient, text.as_bytes()).map_err(|error| SealFault(error.to_string()))?;
    match open(&sealed, passphrase) {
        Ok(opened) if opened.as_str() == text => Ok(sealed),
        _ => Err(SealFault("what was made does not open again; the machine's memory may be faulty".to_owned())),
    }
}
