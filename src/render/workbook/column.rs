//! What may be typed into a column: data validation and the messages that go with it.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError, utility,
};

use super::description::{CodeLists, Column, ColumnKind};
use super::lists;
use super::style::{LONGEST_MESSAGE, LONGEST_TITLE, clip};

/// Spreadsheets count days from this one on.
const FIRST_DAY: (u16, u8, u8) = (1900, 1, 1);
const LAST_DAY: (u16, u8, u8) = (9999, 12, 31);

/// Width of a column in characters where the description gives none.
pub(super) fn default_width(kind: ColumnKind) -> u16 {
    match kind {
        ColumnKind::Integer => 10,
        ColumnKind::Date => 14,
        ColumnKind::Text | ColumnKind::List => 18,
        ColumnKind::Email => 30,
    }
}

/// `date` as a spreadsheet counts it.
pub(super) fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    // A year before 0 becomes 0, which the library refuses as it does all before 1900.
    let year = u16::try_from(date.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8)
}

/// The rule for a column whose first cell is at `row`, `col`.
pub(super) fn validation(
    column: &Column,
    row: u32,
    col: u16,
    lists: Option<&CodeLists>,
) -> Result<DataValidation, XlsxError> {
    let style = if column.only_warn { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
    allowed(column, row, col, lists)?
        .set_input_title(clip(column.heading.get_ref(), LONGEST_TITLE))?
        .set_input_message(clip(&column.explanation, LONGEST_MESSAGE))?
        .set_error_title(clip(&column.error_title, LONGEST_TITLE))?
        .set_error_message(clip(&column.error_message, LONGEST_MESSAGE))
        .map(|validation| validation.set_error_style(style))
}

fn allowed(column: &Column, row: u32, col: u16, lists: Option<&CodeLists>) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new();
    Ok(match column.kind {
        ColumnKind::Text => new.allow_any_value(),
        ColumnKind::Date => {
            let day = |limit: Option<NaiveDate>, (year, month, day)| {
                limit.map_or_else(|| ExcelDateTime::from_ymd(year, month, day), excel_date)
            };
            let earliest = day(column.from.as_ref().map(|date| *date.get_ref()), FIRST_DAY)?;
            let latest = day(column.to.as_ref().map(|date| *date.get_ref()), LAST_DAY)?;
            new.allow_date(DataValidationRule::Between(earliest, latest))
        }
        ColumnKind::Integer => new.allow_whole_number(DataValidationRule::Between(
            column.minimum.as_ref().map_or(i32::MIN, |least| *least.get_ref()),
            column.maximum.as_ref().map_or(i32::MAX, |greatest| *greatest.get_ref()),
        )),
        ColumnKind::List => {
            // The check of the description has made sure that the list is there.
            match lists.zip(column.list.as_ref()).and_then(|(all, name)| lists::range(all, name.get_ref())) {
                Some(range) => new.allow_list_formula(Formula::new(range)),
                None => new.allow_any_value(),
            }
        }
        ColumnKind::Email => {
            let cell = utility::row_col_to_cell(row, col);
            new.allow_custom(Formula::new(format!(r#"=ISNUMBER(SEARCH("?*@?*.?*",{cell}))"#)))
        }
    })
}
