//! How words become documents: Tera with one escape for each target, and Typst as a sandboxed world.
//!
//! A template is words ([`Words`]); what it yields for a PDF is Typst source, which [`compile()`] lays out within the
//! template tree ([`Tree`]) and nothing else: no network, no packages, no clock, one embedded font family. The room
//! knows templates, text and bytes. What an inspection is, it does not know.
//!
//! Three walls keep a record's text from being taken for markup: [`crate::record::normalise`] when the record is read, the escape of
//! the target when Tera prints it, and [`lint_typst`], which proves of each template that its values stand where that
//! escape holds.

mod compile;
mod escape;
mod filters;
pub mod fonts;
pub mod ics;
mod lint;
pub mod mail;
mod paths;
mod sentinel;
mod streams;
mod tags;
mod template_error;
mod text;
mod words;
pub mod workbook;
mod world;

pub use compile::{Pdf, Place, TypstJob, TypstProblem, compile, evict};
pub use escape::{escape_toml, escape_typst, typst_literal};
pub use fonts::missing_glyphs;
pub use lint::{LintProblem, lint_typst};
pub use paths::{Path, Step, named, shown};
pub use sentinel::{SENTINEL, sentinel_view};
pub use tags::{Kind, Tag, tags};
pub use template_error::TemplateError;
pub use tera::Context;
pub use words::{Target, Words};
pub use world::{Files, Tree, warm_up};
