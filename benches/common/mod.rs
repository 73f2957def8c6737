//! What the benches share: the program and workspaces to run it on, the typst tool, time, and the parts that can be asked for.

pub mod parts;
pub mod peak;
pub mod program;
pub mod table;
pub mod timing;
pub mod typst_tool;

use std::error::Error;

/// What went wrong, in words; a bench has nobody to sort errors for.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;
