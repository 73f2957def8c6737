//! Templates: the catalogue of documents, the program's own files and the workspace's, and Tera with one escape for each
//! target.
//!
//! A template is words ([`Words`]). Three walls keep a record's text from being taken for markup:
//! [`crate::record::normalise`] when the record is read, the escape of the target when Tera prints it, and
//! [`lint_typst`], which proves of each template that its values stand where that escape holds.

mod catalogue;
mod escape;
mod filters;
mod lint;
mod own_files;
mod paths;
mod sentinel;
mod tags;
mod template_error;
mod templates;
mod words;

pub use catalogue::{Catalogue, Document, Format, Per, Recipients};
pub use escape::{escape_toml, escape_typst, typst_literal};
pub use lint::{LintProblem, lint_typst};
pub use own_files::OwnFiles;
pub use paths::{Path, Step, named, shown};
pub use sentinel::{SENTINEL, sentinel_view};
pub use tags::{Kind, Tag, tags};
pub use template_error::TemplateError;
pub use templates::{AGREED, Broken, GLOSSARY, Templates};
pub use tera::Context;
pub use words::{Target, Words};
