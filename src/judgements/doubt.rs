//! Something that is to be asked about a sheet.

use super::columns::JudgementColumn;
use crate::problem::Code;

/// What a doubt is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherPlace {
    /// A cell of another row: the sheet's number and the cell.
    Cell(usize, String),
    /// What the sheet of this member of the team brought before.
    Imported(String),
}

/// Something doubtful, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetDoubt {
    /// The cell: `D14`.
    pub cell: String,
    /// The column, if it is about one.
    pub column: Option<JudgementColumn>,
    /// What it is about where it is about no column: a word of [`crate::returned`].
    pub about: &'static str,
    /// What kind of doubt it is.
    pub code: Code,
    /// What it does not go together with.
    pub other: Option<OtherPlace>,
}

impl SheetDoubt {
    /// A doubt about a row, a sheet, or what stands beside both.
    pub fn about(cell: impl Into<String>, about: &'static str, code: Code) -> Self {
        Self { cell: cell.into(), column: None, about, code, other: None }
    }

    /// A doubt about a cell of a column.
    pub fn of(cell: impl Into<String>, column: JudgementColumn, code: Code) -> Self {
        Self { cell: cell.into(), column: Some(column), about: "", code, other: None }
    }

    /// The same with what it does not go together with.
    pub fn against(self, other: OtherPlace) -> Self {
        Self { other: Some(other), ..self }
    }
}
