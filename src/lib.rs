//! Turns the plain-text record of a youth offending inspection into every document that it needs.
//!
//! A folder of TOML is the record; the pack is a pure function of the record, the templates and the program. Data flows
//! one way, through rooms that know nothing of those after them: `docs/architecture.md` shows the way.

#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::dbg_macro, clippy::todo, clippy::unimplemented)]
// What is for one room alone, and what no user of the library can bear; tests may do both (clippy.toml).
#![cfg_attr(
    not(test),
    warn(
        clippy::disallowed_methods,
        clippy::expect_used,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::unwrap_used
    )
)]

pub mod aggregate;
pub mod allocation;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod difference;
pub mod explain;
pub mod facts;
pub mod history;
pub mod issue;
pub mod judgements;
pub mod ledger;
pub mod limited;
pub mod longlist;
pub mod pack;
pub mod page;
pub mod phrases;
pub mod preview;
pub mod problem;
pub mod publish;
pub mod record;
pub mod render;
pub mod retention;
pub mod returned;
pub mod sample;
pub mod scaffold;
pub mod scheduling;
pub mod sealing;
pub mod search;
pub mod selection;
pub mod status;
pub mod template;
pub mod translation;
pub mod vault;
pub mod view;
pub mod watch;
pub mod workbook_reader;
pub mod workspace;
