//! A question about a cell: kept in the record as `H14 sentenced SQS0807`. It never holds what stands in the cell.

use crate::problem::{Code, code};

/// What a question about a whole row names instead of a key.
pub const ROW: &str = "row";
/// What a question about a whole sheet names instead of a key.
pub const SHEET: &str = "sheet";
/// What a question about a column that the list does not have names instead of a key.
pub const ASIDE: &str = "aside";

/// A question about a cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CellQuestion {
    /// The cell, as a spreadsheet names it: `H14`.
    pub cell: String,
    /// The key that the cell fills, `ROW`, `SHEET` or `ASIDE`.
    pub about: String,
    /// What kind of question it is.
    pub code: Code,
}

impl CellQuestion {
    /// A question about a cell.
    pub fn new(cell: impl Into<String>, about: &str, code: Code) -> Self {
        Self { cell: cell.into(), about: about.to_owned(), code }
    }

    /// As the record keeps it.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.cell, self.about, self.code.id)
    }

    /// From the record's line; nothing if a person made something else of it.
    pub fn read(line: &str) -> Option<Self> {
        let mut parts = line.split_whitespace();
        let (cell, about, id) = (parts.next()?, parts.next()?, parts.next()?);
        let code = code::ALL.iter().find(|code| code.id == id)?;
        Some(Self::new(cell, about, *code))
    }

    /// Whether a value under its key answers it.
    pub fn is_answered_by_a_value(&self) -> bool {
        [code::EMPTY_CELL, code::UNCLEAR_DATE, code::NOT_A_DATE, code::CELL_WITHOUT_VALUE].contains(&self.code)
    }
}
