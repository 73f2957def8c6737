//! From sources to bytes: Typst as a sandboxed world, the workbook, the message, the calendar file.
//!
//! What a template yields for a PDF is Typst source, which [`compile()`] lays out within the template tree ([`Tree`]) and
//! nothing else: no network, no packages, no clock, one embedded font family. The room knows text and bytes, and nothing of
//! inspections.

mod compile;
mod crowded;
pub mod fonts;
pub mod ics;
pub mod mail;
mod markup;
mod pages;
mod pdf_words;
mod streams;
mod text;
mod within_limits;
pub mod workbook;
mod world;

pub use compile::{Pdf, Position, TypstJob, TypstProblem, evict};
pub use fonts::missing_glyphs;
pub use markup::{readable, seen};
pub use pages::{DRAW, DrawnPage, draw, draw_job};
pub use pdf_words::{PDF_WORDS, pdf_words, pdf_words_job};
pub use within_limits::{LAY_OUT, compile, lay_out_job};
pub use world::{FileLoader, Tree, warm_up};
