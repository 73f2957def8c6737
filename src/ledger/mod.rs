//! The ledger: what `issued.toml` says of what went out, as a chain of entries in which each holds a hash of itself and of the entry
//! before.
//!
//! The last entry has no other after it to vouch for it. So its own hash stands in it, the kept copy has the entry beside the bytes,
//! and the repository has earlier versions of the file.

mod chain;
mod entry;
mod hashes;
mod sent;

pub use chain::{Chain, ChainFault, Link};
pub use entry::{EntryText, SentFile, SentTo, appended, quoted};
pub use hashes::{differs_since, is_issued, salted};
pub use sent::{Sent, day_and_month, last_of, last_to};
