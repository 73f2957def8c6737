//! The pack of an inspection: the plan that follows from a record and the catalogue, and the stages of each file.
//!
//! A file is [`Planned`], then [`Rendered`], then [`Made`]. Each stage is a type of its own, and each step takes one stage
//! and gives the next, so that no step can meet a file too early.

mod bilingual;
mod deliverable;
mod document;
mod file_names;
mod file_view;
mod made;
mod message;
mod plan;
mod planned;
mod recipients;
mod rendered;
#[cfg(test)]
mod tests;

pub use deliverable::Deliverable;
pub use document::{RenderedDocument, Source, own_warnings};
pub use file_view::FileView;
pub use made::Made;
pub use message::RenderedMessage;
pub use plan::{Waiting, due_date};
pub use planned::{Planned, PlannedPack, Route};
pub use recipients::{MessageReader, Readers};
pub use rendered::Rendered;
