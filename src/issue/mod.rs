//! What goes out: which files to whom, the copies that are kept of them, their entry in the ledger; and the proof, later, of what a file
//! is and that no entry was changed.

mod entries;
mod parcel;
mod proof;

pub use entries::{NewEntries, Occasion, recover};
pub use parcel::{Parcel, WantedParcels};
pub use proof::{KnownFile, Proof, destroyed, find_file, mended, prove};
