//! A workbook as text: what its sheets say, for whoever only looks at it.

use super::description::{Description, TextLine};

/// What a sheet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSheet {
    /// Name on the tab.
    pub name: String,
    /// The line below the marking.
    pub title: String,
    /// The lines of text: a label, which may be empty, and what it labels.
    pub lines: Vec<(String, String)>,
    /// Headings of the table's columns.
    pub headings: Vec<String>,
    /// The rows that are filled in.
    pub rows: Vec<Vec<String>>,
    /// How many empty rows follow.
    pub blank_rows: u32,
}

/// The sheets of the workbook that a description describes; none where it describes none.
pub fn shown(description: &str) -> Vec<ShownSheet> {
    let Ok(Description { sheet, .. }) = toml::from_str(description) else { return Vec::new() };
    let line = |line: TextLine| match line {
        TextLine::Heading(text) | TextLine::Paragraph(text) => Some((String::new(), text)),
        TextLine::Pair([label, text]) => Some((label, text)),
        // It only repeats the headings of other sheets.
        TextLine::Guide(_) => None,
    };
    let sheets = sheet.into_iter().map(|sheet| ShownSheet {
        name: sheet.name.into_inner(),
        title: sheet.title,
        lines: sheet.text.into_iter().filter_map(line).collect(),
        headings: sheet.column.into_iter().map(|column| column.heading.into_inner()).collect(),
        rows: sheet.row.into_iter().map(|row| row.cells.into_inner()).collect(),
        blank_rows: sheet.blank_rows,
    });
    sheets.collect()
}
