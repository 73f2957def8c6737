//! Spreadsheets: a TOML description becomes an `.xlsx` file.
//!
//! The description says what a workbook holds (sheets, lines of text, columns with what may be typed into them, rows,
//! code lists), never how it looks, so that an office adds a workbook of its own with a template alone. It comes from a
//! template, which may put a value only inside a quoted TOML string; here such a value is a cell's text and nothing
//! else: no formula, no reference, no format. Every sheet that a workbook holds can be seen; hidden rows
//! hold names for the program alone.

mod check;
mod column;
mod description;
mod fault;
mod lists;
mod sheet;
mod shown;
mod style;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, XlsxError};

use description::Description;
use style::Styles;

pub use fault::WorkbookError;
pub use shown::{ShownSheet, shown};

/// What a workbook says about itself, beside its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Title of the document.
    pub title: String,
    /// Who it comes from.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// Language of its words: `en` or `cy`.
    pub language: String,
    /// The date that it bears; stands as its time of creation, in place of the clock's.
    pub created: NaiveDate,
}

/// A finished workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// The `.xlsx` file.
    pub bytes: Vec<u8>,
    /// All text that a reader can come upon, a cell, message or name a line: for the search for children's names.
    pub text: String,
    /// Number of sheets, the one with the code lists included.
    pub sheets: usize,
}

/// Makes the workbook that `description`, a TOML text, describes. The same two arguments always give the same bytes.
///
/// # Errors
/// When the text is no TOML, holds a key or kind that does not exist, or asks for what a spreadsheet cannot hold.
pub fn render(description: &str, properties: &Properties) -> Result<Workbook, WorkbookError> {
    let Properties { title, author, subject, language, .. } = properties;
    let mut text = [title, author, subject, language].map(String::as_str).join("\n\n") + "\n";
    let mut workbook = compose(description, properties, &mut text)?;
    let sheets = workbook.worksheets().len();
    let bytes = workbook.save_to_buffer().map_err(|error| WorkbookError::refused(&error, 0..0))?;
    Ok(Workbook { bytes, text, sheets })
}

/// The workbook before it is packed; what it says goes to `found`.
fn compose(
    text: &str,
    properties: &Properties,
    found: &mut String,
) -> Result<rust_xlsxwriter::Workbook, WorkbookError> {
    let description: Description =
        toml::from_str(text).map_err(|error| WorkbookError::new(error.message(), error.span().unwrap_or(0..0)))?;
    check::check(&description)?;

    let styles = Styles::new(&properties.language);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.set_properties(&document_properties(properties).map_err(|error| WorkbookError::refused(&error, 0..0))?);
    for sheet in &description.sheet {
        let written = sheet::write(sheet, &description, &styles, found);
        workbook.push_worksheet(written.map_err(|error| WorkbookError::refused(&error, sheet.name.span()))?);
    }
    if let Some(lists) = &description.code_lists {
        let written = lists::write(lists, &description.marking, &styles, found);
        workbook.push_worksheet(written.map_err(|error| WorkbookError::refused(&error, lists.sheet.span()))?);
    }
    Ok(workbook)
}

fn document_properties(properties: &Properties) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(style::plain(&properties.title))
        .set_author(style::plain(&properties.author))
        .set_subject(style::plain(&properties.subject))
        .set_custom_property("Language", properties.language.as_str())
        .set_creation_datetime(&column::excel_date(properties.created)?))
}

#[cfg(test)]
mod part_tests;
#[cfg(test)]
mod tests;
