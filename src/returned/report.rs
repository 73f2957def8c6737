//! What is said of a sheet that came back: how many rows it had, and what is to be asked about it.

use crate::problem::Code;
use crate::workbook_reader::NotRead;

/// A question as it is shown and sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What kind of question it is.
    pub code: Code,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell: `H14`.
    pub cell: Option<String>,
    /// The heading of the cell's column.
    pub heading: Option<String>,
    /// What is doubtful: never what stands in a cell.
    pub what: String,
    /// What to ask whoever filled the sheet in.
    pub ask: String,
}

impl Query {
    /// What is doubtful, with its place.
    pub fn message(&self) -> String {
        let place = match (&self.sheet, &self.cell, &self.heading) {
            (None, ..) => String::new(),
            (Some(sheet), None, _) => format!("`{sheet}`: "),
            (Some(sheet), Some(cell), Some(heading)) => format!("`{sheet}!{cell}` ({heading}): "),
            (Some(sheet), Some(cell), None) => format!("`{sheet}!{cell}`: "),
        };
        format!("{place}{}", self.what)
    }
}

/// How many rows a sheet had, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCount {
    /// Its name.
    pub name: String,
    /// Its tier, if it is a sheet of cases of one tier and says so.
    pub tier: Option<&'static str>,
    /// Rows below the headings that are not empty.
    pub rows: usize,
    /// Those that are in the record.
    pub kept: usize,
    /// Those that are not.
    pub reported: usize,
}

/// What is said of what came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReturnReport {
    /// The sheets, in their order.
    pub sheets: Vec<SheetCount>,
    /// The questions, by sheet and cell.
    pub problems: Vec<Query>,
}

impl ReturnReport {
    /// What is said of a file that cannot be read; `code` says what it should have been.
    pub fn unreadable(code: Code, why: NotRead) -> Self {
        let (what, ask) = (why.words().to_owned(), why.ask().to_owned());
        let query = Query { code, sheet: None, cell: None, heading: None, what, ask };
        Self { sheets: Vec::new(), problems: vec![query] }
    }

    /// The same for others: a sheet whose name may be a child's is told by its number among all of them, behind the word for a sheet. `is_plain`
    /// says of which names that is sure not to be so.
    pub fn without_names(mut self, sheet: &str, is_plain: impl Fn(&str) -> bool) -> Self {
        let names: Vec<String> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let shown = |name: &str| match names.iter().position(|known| known == name) {
            _ if is_plain(name) => name.to_owned(),
            Some(index) => format!("{sheet} {}", index + 1),
            None => "a sheet".to_owned(),
        };
        for sheet in &mut self.sheets {
            sheet.name = shown(&sheet.name);
        }
        for query in &mut self.problems {
            query.sheet = query.sheet.as_deref().map(shown);
        }
        self
    }
}

/// Cells by row and then by column.
pub fn by_row(cell: &str) -> (u32, usize, String) {
    let digits = cell.find(|sign: char| sign.is_ascii_digit()).unwrap_or(cell.len());
    (cell[digits..].parse().unwrap_or(0), digits, cell[..digits].to_owned())
}
