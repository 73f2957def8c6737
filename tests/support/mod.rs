//! What the whole-program tests share: workspaces in temporary folders, the program, and independent readers of what it
//! makes.
#![allow(dead_code, unused_imports, reason = "every test binary uses its own part of this")]

pub mod pdf;
pub mod standards;
mod workspace;

pub use workspace::{Run, Tree, Workspace, copy_folder, demonstrations, repository};
