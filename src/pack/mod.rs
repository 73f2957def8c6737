//! Which documents an inspection's pack holds: the catalogue, the templates, and the plan that follows from a record.

mod catalogue;
mod own_files;
mod plan;
mod templates;

pub use catalogue::{Catalogue, Document, Format, Per, Recipients};
pub use own_files::OwnFiles;
pub use plan::{Deliverable, Missing, Plan, Waiting, plan, recipients};
pub use templates::{AGREED, Broken, GLOSSARY, Templates};
