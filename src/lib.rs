//! Turns the plain-text record of a youth offending inspection into every document that it needs.
//!
//! A folder of TOML is the record; the pack is a pure function of the record, the templates and the program. Data flows
//! one way, through rooms that know nothing of those after them: `docs/architecture.md` shows the way.

pub mod build;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod facts;
pub mod pack;
pub mod problem;
pub mod record;
pub mod render;
pub mod scaffold;
pub mod search;
pub mod translation;
pub mod view;
pub mod workspace;
