//! The watcher: its promises, each with a watcher at work on a workspace in a temporary folder.

mod any_sequence;
mod branches;
mod editors;
mod edits;
mod files;
mod fresh;
mod machine;
#[cfg(target_os = "linux")]
mod namespaces;
mod private;
mod program;
mod promises;
mod random;
mod sealed;
mod tiny;
mod watching;
