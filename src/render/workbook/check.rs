//! What a description may not ask for, though it reads as TOML.

use std::collections::HashSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde_spanned::Spanned;

use super::description::{CodeLists, Column, ColumnKind, Description, Sheet, TextLine};
use super::fault::WorkbookError;

/// Characters that the file format refuses in a sheet's name.
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// Columns that the file format holds.
const MOST_COLUMNS: usize = 16_384;

/// Longest name of a sheet, in UTF-16 units as the file format counts them.
const LONGEST_NAME: usize = 31;

pub(super) fn check(description: &Description) -> Result<(), WorkbookError> {
    if description.sheet.is_empty() {
        return Err(WorkbookError::new("the workbook has no sheet", 0..0));
    }
    let own = description.sheet.iter().map(|sheet| &sheet.name);
    sheet_names(own.chain(description.code_lists.as_ref().map(|lists| &lists.sheet)))?;
    if let Some(lists) = &description.code_lists {
        code_lists(lists)?;
    }
    for sheet in &description.sheet {
        guides(sheet, description)?;
        if sheet.column.len() > MOST_COLUMNS {
            return Err(WorkbookError::new(format!("a sheet has at most {MOST_COLUMNS} columns"), sheet.name.span()));
        }
        headings(sheet)?;
        hidden_names(sheet)?;
        rows(sheet)?;
        for column in &sheet.column {
            kind(column, description.code_lists.as_ref())?;
        }
    }
    Ok(())
}

fn sheet_names<'a>(names: impl Iterator<Item = &'a Spanned<String>>) -> Result<(), WorkbookError> {
    let mut seen = HashSet::new();
    for name in names {
        let text = name.get_ref();
        let wrong = if text.trim().is_empty() {
            "a sheet needs a name".to_owned()
        } else if text.encode_utf16().count() > LONGEST_NAME {
            format!("the sheet's name is longer than {LONGEST_NAME} characters: `{text}`")
        } else if text.contains(NOT_IN_NAMES) || text.contains(char::is_control) {
            format!("a sheet's name holds none of [ ] : * ? / \\ and no line break: `{text}`")
        } else if text.starts_with('\'') || text.ends_with('\'') {
            format!("a sheet's name neither begins nor ends with an apostrophe: `{text}`")
        } else if text.eq_ignore_ascii_case("history") {
            "spreadsheet programs keep the name `History` for themselves".to_owned()
        } else if !seen.insert(text.to_lowercase()) {
            format!("two sheets have the name `{text}`")
        } else {
            continue;
        };
        return Err(WorkbookError::new(wrong, name.span()));
    }
    Ok(())
}

fn code_lists(lists: &CodeLists) -> Result<(), WorkbookError> {
    let mut seen = HashSet::new();
    for list in &lists.list {
        let name = list.name.get_ref();
        if !seen.insert(name) {
            return Err(WorkbookError::new(format!("two code lists have the name `{name}`"), list.name.span()));
        }
        if list.values.is_empty() || list.values.iter().any(|value| value.trim().is_empty()) {
            return Err(WorkbookError::new(
                format!("the code list `{name}` is empty or has an empty value"),
                list.name.span(),
            ));
        }
    }
    Ok(())
}

fn guides(sheet: &Sheet, description: &Description) -> Result<(), WorkbookError> {
    let named =
        sheet.text.iter().flat_map(|line| if let TextLine::Guide(names) = line { names.as_slice() } else { &[] });
    for name in named {
        if !sheet.column.is_empty() {
            return Err(WorkbookError::new("a guide stands on a sheet without a table of its own", name.span()));
        }
        if !description.sheet.iter().any(|other| other.name.get_ref() == name.get_ref()) {
            return Err(WorkbookError::new(
                format!("there is no sheet `{}` to guide through", name.get_ref()),
                name.span(),
            ));
        }
    }
    Ok(())
}

fn headings(sheet: &Sheet) -> Result<(), WorkbookError> {
    let mut seen = HashSet::new();
    for column in &sheet.column {
        let heading = column.heading.get_ref();
        if heading.trim().is_empty() || heading.contains(char::is_control) {
            return Err(WorkbookError::new("a column needs a heading of one line", column.heading.span()));
        }
        if !seen.insert(heading.to_lowercase()) {
            return Err(WorkbookError::new(format!("two columns have the heading `{heading}`"), column.heading.span()));
        }
    }
    Ok(())
}

/// What stands in hidden rows is for a program: a person must not miss anything there.
fn hidden_names(sheet: &Sheet) -> Result<(), WorkbookError> {
    let is_plain = |text: &str| {
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        !text.is_empty() && text.len() <= 60 && text.chars().all(plain)
    };
    if let Some(part) = sheet.marker.iter().find(|part| !is_plain(part.get_ref())) {
        return Err(WorkbookError::new(
            format!("a part of a marker is made of small letters, digits and hyphens: `{}`", part.get_ref()),
            part.span(),
        ));
    }
    if let Some(part) = sheet.marker.first().filter(|_| sheet.column.is_empty()) {
        return Err(WorkbookError::new("a marker belongs to a sheet with columns", part.span()));
    }
    let mut seen = HashSet::new();
    for field in sheet.column.iter().filter_map(|column| column.field.as_ref()) {
        let name = field.get_ref();
        if !is_plain(name) {
            let wrong = format!("a field's name is made of small letters, digits and hyphens: `{name}`");
            return Err(WorkbookError::new(wrong, field.span()));
        }
        if !seen.insert(name) {
            return Err(WorkbookError::new(format!("two columns have the field `{name}`"), field.span()));
        }
    }
    Ok(())
}

fn rows(sheet: &Sheet) -> Result<(), WorkbookError> {
    let columns = sheet.column.len();
    for row in &sheet.row {
        let cells = row.cells.get_ref().len();
        if cells != columns {
            let message = format!("the row has {cells} cells, and its sheet {columns} columns");
            return Err(WorkbookError::new(message, row.cells.span()));
        }
    }
    Ok(())
}

/// A key that belongs to another kind of column is a slip that would silently leave a column unchecked.
fn kind(column: &Column, lists: Option<&CodeLists>) -> Result<(), WorkbookError> {
    only_for(ColumnKind::List, column, "list", column.list.as_ref().map(Spanned::span))?;
    only_for(ColumnKind::Date, column, "from", column.from.as_ref().map(Spanned::span))?;
    only_for(ColumnKind::Date, column, "to", column.to.as_ref().map(Spanned::span))?;
    only_for(ColumnKind::Integer, column, "minimum", column.minimum.as_ref().map(Spanned::span))?;
    only_for(ColumnKind::Integer, column, "maximum", column.maximum.as_ref().map(Spanned::span))?;
    ordered(column.from.as_ref(), column.to.as_ref())?;
    ordered(column.minimum.as_ref(), column.maximum.as_ref())?;
    for date in [&column.from, &column.to].into_iter().flatten() {
        representable(date)?;
    }
    if column.kind == ColumnKind::List { known_list(column, lists) } else { Ok(()) }
}

fn only_for(kind: ColumnKind, column: &Column, key: &str, given: Option<Range<usize>>) -> Result<(), WorkbookError> {
    match given {
        Some(span) if column.kind != kind => {
            let word = format!("{kind:?}").to_lowercase();
            Err(WorkbookError::new(format!("`{key}` belongs to a column of kind `{word}`"), span))
        }
        _ => Ok(()),
    }
}

fn ordered<T: PartialOrd>(least: Option<&Spanned<T>>, greatest: Option<&Spanned<T>>) -> Result<(), WorkbookError> {
    match (least, greatest) {
        (Some(least), Some(greatest)) if least.get_ref() > greatest.get_ref() => {
            Err(WorkbookError::new("this limit is above the upper limit", least.span()))
        }
        _ => Ok(()),
    }
}

/// Spreadsheets count days from 1900 on.
fn representable(date: &Spanned<NaiveDate>) -> Result<(), WorkbookError> {
    if (1900..=9999).contains(&date.get_ref().year()) {
        Ok(())
    } else {
        Err(WorkbookError::new("a spreadsheet holds dates of the years 1900 to 9999 only", date.span()))
    }
}

fn known_list(column: &Column, lists: Option<&CodeLists>) -> Result<(), WorkbookError> {
    let Some(list) = &column.list else {
        return Err(WorkbookError::new("a column of kind `list` needs `list = \"…\"`", column.heading.span()));
    };
    let known = lists.is_some_and(|lists| lists.list.iter().any(|other| other.name.get_ref() == list.get_ref()));
    if known {
        Ok(())
    } else {
        Err(WorkbookError::new(format!("there is no code list `{}`", list.get_ref()), list.span()))
    }
}
