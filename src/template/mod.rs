//! Templates: the catalogue of documents, the program's own files and the workspace's, and Tera with one escape for each
//! target.
//!
//! [`TemplateEngine`] renders the templates. Three walls keep a record's text from being taken for markup:
//! [`crate::record::normalise`] when the record is read, the escape of the target when Tera prints it, and
//! [`lint_typst`], which proves of each template that its values stand where that escape holds.

mod audience;
mod catalogue;
mod catalogue_faults;
mod changes;
mod depth;
mod engine;
mod escape;
mod filters;
mod lint;
mod own_files;
mod paths;
mod sentinel;
mod tags;
mod template_error;
mod templates;
mod trust;
mod within_limits;

pub use audience::{Per, Recipient, Recipients};
pub use catalogue::{Catalogue, Document, Draft, Format};
pub use changes::{OwnFile, changes};
pub use engine::{Target, TemplateContext, TemplateEngine};
pub use escape::{escape_toml, escape_typst, typst_literal};
pub use lint::{LintProblem, lint_typst};
pub use own_files::OwnFiles;
pub use paths::{Path, Segment, named, shown};
pub use sentinel::{SENTINEL, sentinel_view};
pub use tags::{Tag, TagKind, Token, TokenKind, tags};
pub use template_error::TemplateError;
pub use templates::{AGREED, Broken, GLOSSARY, TemplateFiles, Templates};
pub use trust::{TRUSTED, is_trusted, trust};
pub use within_limits::{RENDER, render_job};
