//! Which documents an inspection's pack holds: the plan that follows from a record and the catalogue.

mod plan;

pub use plan::{Deliverable, Missing, Plan, Waiting, plan, recipients};
