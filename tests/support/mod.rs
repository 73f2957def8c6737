//! What the whole-program tests share: workspaces in temporary folders, the program, and independent readers of what it
//! makes.

pub mod pdf;
pub mod standards;
mod workspace;

pub use workspace::{Tree, Workspace, demonstrations, repository};
