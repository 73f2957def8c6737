//! Seals the children's file with a passphrase and opens it again, in memory alone.
//!
//! A sealed text is a file of the age format (version 1, one scrypt recipient), so that `age -d` opens it without this program.
//! Nothing here prints, asks or writes, and no fault holds anything of what was sealed.

mod open;
mod passphrase;
mod seal;

pub use open::{OpenFault, look, open};
pub use passphrase::{Passphrase, holds_passphrase};
pub use seal::{SealFault, seal};

/// How much work a try of a passphrase costs, as a power of two: up to a second. It is fixed, so that every file takes the same time.
const WORK: u8 = 18;

/// The most work that a file may ask for: some four seconds, and 1 GB of memory.
const MOST_WORK: u8 = 20;

#[cfg(test)]
mod tests;
