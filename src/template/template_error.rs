//! What is wrong with a template, in our words and with its place.

use std::fmt;

use serde::{Deserialize, Serialize};
use tera::ErrorKind;

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateError {
    /// The template's name, which is its path under `templates/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for TemplateError {}

/// An error at a byte offset of a template's source.
pub(super) fn error_at(file: &str, source: &str, offset: usize, message: String) -> TemplateError {
    let before = &source[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    TemplateError {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message,
    }
}

/// Tera's error with the place that it gives, and the top of `file` where it gives none.
pub(super) fn from_tera(file: &str, error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            file: report.filename().to_owned(),
            line: report.span().start_line,
            column: report.span().start_col + 1,
            message: lower_first(report.message()),
        },
        _ => from_report(&error.to_string()).unwrap_or_else(|| error_at(file, "", 0, lower_first(&error.to_string()))),
    }
}

/// Reads the first of the reports that Tera joins into one text when it checks names: `error: … --> file:line:column`.
fn from_report(report: &str) -> Option<TemplateError> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
    let place = rest.lines().next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some(TemplateError { file: parts.next()?.to_owned(), line, column, message: lower_first(message) })
}

/// Messages start in lower case and end without a full stop.
fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
