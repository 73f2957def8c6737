//! Plain words on what the program says and why: a date, a message code, the facts of a document.

pub mod codes;
pub mod date;
pub mod document;
mod origin;
mod people;

pub use date::time_of;
pub use origin::Origins;
