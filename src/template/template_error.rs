//! What is wrong with a template, in our words and with its place.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use tera::ErrorKind;

use crate::problem::SourceFile;

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateError {
    /// The template's name, which is its path under `templates/`.
    pub file: String,
    /// The bytes of its source where the error stands.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for TemplateError {}

/// An error at these bytes of a template's source.
pub(super) fn error_at(file: &str, span: Range<usize>, message: String) -> TemplateError {
    TemplateError { file: file.to_owned(), span, message }
}

/// Tera's error with the place that Tera gives, or else at the top of `file`. `source` finds a template's text by its name.
pub(super) fn from_tera<'s>(
    file: &str,
    error: &tera::Error,
    source: impl Fn(&str) -> Option<&'s str>,
) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            file: report.filename().to_owned(),
            span: report.span().range.clone(),
            message: lower_first(report.message()),
        },
        _ => from_report(&error.to_string(), source)
            .unwrap_or_else(|| error_at(file, 0..0, lower_first(&error.to_string()))),
    }
}

/// Reads the first of the reports that Tera joins into one text when it checks names: `error: … --> file:line:column`.
/// These reports alone have no span.
fn from_report<'s>(report: &str, source: impl Fn(&str) -> Option<&'s str>) -> Option<TemplateError> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
    let place = rest.lines().next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = parts.next()?;
    let start = SourceFile::new(file, source(file).unwrap_or_default()).offset(line, column);
    Some(error_at(file, start..start, lower_first(message)))
}

/// Messages start in lower case and end without a full stop.
fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
