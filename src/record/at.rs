//! Where a value stands in the record.

use super::file_kind::FileKind;

/// Where a value stands: in which of the record's files, and at which bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The file.
    pub file: FileKind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}
