//! What is wrong with a description, and where.

use std::fmt;
use std::ops::Range;

use rust_xlsxwriter::XlsxError;

/// Why a description is not a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookError {
    /// What is wrong, lower case and without a full stop.
    pub message: String,
    /// Line of the description, from 1.
    pub line: usize,
    /// Column in that line in characters, from 1.
    pub column: usize,
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for WorkbookError {}

/// Something wrong, and the bytes of the description where it stands.
#[derive(Debug)]
pub(super) struct Fault {
    message: String,
    span: Range<usize>,
}

impl Fault {
    pub fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span }
    }

    /// A refusal of the file format that no rule of ours foresaw, put where the sheet begins.
    pub fn refused(error: &XlsxError, span: Range<usize>) -> Self {
        Self::new(format!("this sheet cannot be written: {error}"), span)
    }

    /// The error with line and column in place of bytes.
    pub fn locate(self, description: &str) -> WorkbookError {
        let before = description.get(..self.span.start).unwrap_or(description);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        WorkbookError {
            message: self.message,
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
