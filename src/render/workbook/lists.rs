//! The sheet that shows every code list. Drop-downs take their values from it: a list written into the rule itself is
//! limited to 255 characters, cannot hold a comma, and shows to nobody who pastes values instead of choosing them.

use rust_xlsxwriter::{Worksheet, XlsxError, utility};

use super::description::{CodeLists, ColumnKind};
use super::style::{self, Styles, TITLE_ROW, note_text};

const NOTE_ROW: u32 = 2;
const HEADING_ROW: u32 = 3;
const FIRST_VALUE: u32 = 4;

/// Narrowest and widest column of a list, in characters.
const WIDTHS: (usize, usize) = (14, 60);

/// The cells that hold the values of the list `name`, as a reference from any sheet.
pub(super) fn range(lists: &CodeLists, name: &str) -> Option<String> {
    let index = lists.list.iter().position(|list| list.name.get_ref() == name)?;
    let last = FIRST_VALUE + u32::try_from(lists.list[index].values.len()).ok()? - 1;
    let column = u16::try_from(index).ok()?;
    Some(format!("={}", utility::worksheet_range_absolute(lists.sheet.get_ref(), FIRST_VALUE, column, last, column)))
}

/// The sheet of code lists; adds what it says to `found`.
pub(super) fn write(
    lists: &CodeLists,
    marking: &str,
    styles: &Styles,
    found: &mut String,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = style::new_sheet(lists.sheet.get_ref(), &lists.title, marking)?;
    sheet.set_landscape().set_paper_size(style::A4);
    sheet.write_string_with_format(0, 0, marking, &styles.marking)?;
    sheet.write_string_with_format(TITLE_ROW, 0, &lists.title, &styles.title)?;
    sheet.write_string_with_format(NOTE_ROW, 0, &lists.note, &styles.line)?;
    for text in [lists.sheet.get_ref(), marking, &lists.title, &lists.note] {
        note_text(found, text);
    }
    for (col, list) in (0..).zip(&lists.list) {
        let name = list.name.get_ref();
        let longest = list.values.iter().chain([name]).map(|value| value.chars().count()).max();
        sheet.set_column_width(col, longest.unwrap_or_default().clamp(WIDTHS.0, WIDTHS.1) as f64 + 2.0)?;
        sheet.write_string_with_format(HEADING_ROW, col, name, &styles.required_heading)?;
        note_text(found, name);
        for (row, value) in (FIRST_VALUE..).zip(&list.values) {
            sheet.write_string_with_format(row, col, value, styles.cell(ColumnKind::List))?;
            note_text(found, value);
        }
    }
    sheet.set_freeze_panes(FIRST_VALUE, 0)?;
    sheet.set_repeat_rows(HEADING_ROW, HEADING_ROW)?;
    Ok(sheet)
}
