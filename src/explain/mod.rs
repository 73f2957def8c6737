//! Explains in plain words what the program says and why: a date, the code of a message, the facts of a document.

pub mod codes;
pub mod date;
mod days;
pub mod document;
mod origin;
mod people;
#[cfg(test)]
mod tests;
mod traced;

pub use date::time_of;
pub use origin::Origins;
pub use traced::{ExplainedRecord, masked_dates};
