//! What a browser shows of a workspace while its records are edited: the board, and each document as it will print.
//!
//! Everything is served from memory, to this machine alone. One thing can be written: the slots of cases. [`Session`] hears from the
//! watcher and holds what is shown; a document is laid out when somebody wants to see it.
//!
//! - `gate` decides of every request whether it may come in, before anything else looks at it.
//! - `server` reads requests from sockets, within limits of time, size and number, and writes answers.
//! - `routes` finds the answer; `answer` gives each one the headers that keep a browser from doing more than show it.
//! - `session` holds the inspections and what is wrong with them; `inspection` reads one; `drawn` keeps pages by their hash.
//! - `grid` is the page of a schedule, of a `grid_record`; `moving` answers for it, and `moves` writes, for who has a token.
//! - `page` has the words of a page in their places, and `column` those of a document.

mod answer;
mod beside;
mod column;
mod drawn;
mod gate;
mod grid;
mod grid_record;
mod inspection;
mod moves;
mod moving;
mod page;
mod routes;
mod server;
mod session;
#[cfg(test)]
mod tests;
mod trouble;

pub use gate::Gate;
pub use grid_record::GridRecord;
pub use moves::{CasesWriter, Moves};
pub use routes::{BoardSource, Server};
pub use server::serve;
pub use session::{Hearing, Session, Shows};
