//! What is wrong with a description, and where.

use std::fmt;
use std::ops::Range;

use rust_xlsxwriter::XlsxError;

/// Why a description is not a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookError {
    /// What is wrong, lower case and without a full stop.
    pub message: String,
    /// The bytes of the description where it stands.
    pub span: Range<usize>,
}

impl WorkbookError {
    pub(super) fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span }
    }

    /// A refusal of the file format that no rule of ours foresaw, put where the sheet begins.
    pub(super) fn refused(error: &XlsxError, span: Range<usize>) -> Self {
        Self::new(format!("this sheet cannot be written: {error}"), span)
    }
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WorkbookError {}
