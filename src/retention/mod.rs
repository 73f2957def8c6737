//! The end of children's data (guidance §5): which copies there are, until when they are kept, and how they are destroyed.
//!
//! [`Copies`] finds them, [`Destruction`] destroys them and writes `destroyed.toml`, and [`RetentionState`] says how an inspection stands.
//! What sqspack cannot reach, nothing here claims to have destroyed.

mod around;
mod copies;
mod destruction;
mod names;
mod state;

pub use around::{Surroundings, Suspicion};
pub use copies::{ChildCopy, Copies, CopyKind};
pub use destruction::{Destruction, NewDestruction};
pub use state::{RetentionState, still_here};
