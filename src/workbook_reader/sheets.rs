//! Reads all sheets of a workbook that came back, hidden ones too, with what each cell holds and how it is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::LIMITS;
use super::kind::{NotRead, why_not_read};
use super::marks::{self, Blank, Marks};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, as it stands.
    Text(String),
    /// A number, and the number of digits that its format shows at least.
    Number(f64, usize),
    /// A day; nothing if the number under its format is none that can be.
    Date(Option<NaiveDate>),
    /// Yes or no.
    Truth(bool),
    /// Nothing that could be read.
    Blank(Blank),
}

/// A sheet as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// The cells that hold something, by row and column, both from 0.
    pub cells: BTreeMap<u32, BTreeMap<u32, Value>>,
    /// Rows beyond those that are read, in which something stands.
    pub beyond: BTreeSet<u32>,
    /// Hidden rows and columns, merged cells.
    pub marks: Marks,
    /// Whether the sheet could be read to its end.
    pub is_whole: bool,
}

/// Rows near the top among which a marker and headings are looked for.
const HEADING_ROWS: usize = 60;

impl Value {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Sheet {
    /// The rows near the top that hold something, each with its number.
    pub fn top_rows(&self) -> impl Iterator<Item = (u32, &BTreeMap<u32, Value>)> {
        self.cells.iter().take(HEADING_ROWS).map(|(row, cells)| (*row, cells))
    }

    /// What the sheet says of itself behind these letters in a cell near the top.
    pub fn marker(&self, begins: &str) -> Option<&str> {
        let texts = self.top_rows().flat_map(|(_, cells)| cells.values()).filter_map(Value::text);
        texts.filter_map(|text| text.trim().strip_prefix(begins)).next()
    }

    /// The value of a cell, or that of the merged cells which it belongs to, and whether it is the second. Cells that are merged with
    /// the headings, which end in the row `head`, say nothing of a row.
    pub fn value(&self, row: u32, column: u32, head: u32) -> Option<(&Value, bool)> {
        if let Some(value) = self.cells.get(&row).and_then(|cells| cells.get(&column)) {
            return Some((value, false));
        }
        let merged =
            self.marks.merged.iter().find(|merged| merged.rows.contains(&row) && merged.columns.contains(&column))?;
        let first = *merged.rows.start();
        let is_of_the_column = *merged.columns.start() == column && first > head;
        let value = self.cells.get(&first)?.get(&column).filter(|_| is_of_the_column)?;
        Some((value, true))
    }

    /// The cells beside a table's columns that stand in its rows, its headings among them: the first of each column.
    pub fn beside(&self, head: u32, is_of_the_table: impl Fn(u32) -> bool) -> BTreeMap<u32, u32> {
        let mut beside: BTreeMap<u32, u32> = BTreeMap::new();
        for (row, cells) in self.cells.range(head..) {
            let is_a_row = cells.keys().any(|number| is_of_the_table(*number));
            for number in cells.keys().filter(|number| is_a_row && !is_of_the_table(**number)) {
                beside.entry(*number).or_insert(*row);
            }
        }
        beside
    }
}

/// All sheets of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheets {
    /// In the order of the workbook.
    pub sheets: Vec<Sheet>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

impl Sheets {
    /// The day of a number that stands where a date belongs.
    pub fn day(&self, serial: f64) -> Option<NaiveDate> {
        let days = if self.is_1904 { serial + 1462.0 } else { serial };
        (1.0..3_000_000.0)
            .contains(&days)
            .then(|| NaiveDate::from_ymd_opt(1899, 12, 30))??
            .checked_add_days(chrono::Days::new(days as u64))
    }
}

/// Reads a workbook.
///
/// # Errors
/// A file that is no workbook that is read.
pub fn read_sheets(file: &[u8]) -> Result<Sheets, NotRead> {
    if let Some(why) = why_not_read(file) {
        return Err(why);
    }
    // The reading library panics on some damaged files, and a file from outside must not end the program.
    std::panic::catch_unwind(|| read(file)).unwrap_or(Err(NotRead::Damaged))
}

fn read(file: &[u8]) -> Result<Sheets, NotRead> {
    let mut workbook: Xlsx<Cursor<&[u8]>> =
        calamine::open_workbook_from_rs(Cursor::new(file)).map_err(|_: XlsxError| NotRead::Damaged)?;
    let listed = workbook.sheets_metadata().to_vec();
    let mut marks = marks::of_sheets(file).into_iter();
    let is_1904 = workbook.has_1904_epoch();
    let (mut sheets, mut count) = (Vec::new(), 0);
    for about in listed {
        let marks = marks.next().unwrap_or_default();
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = Sheet {
            name: about.name,
            is_hidden: about.visible != SheetVisible::Visible,
            cells: BTreeMap::new(),
            beyond: BTreeSet::new(),
            marks,
            is_whole: true,
        };
        sheet.is_whole = fill(&mut workbook, &mut sheet, &mut count);
        for ((row, column), blank) in &sheet.marks.blanks {
            if *row < LIMITS.rows && *column < LIMITS.columns {
                sheet.cells.entry(*row).or_default().insert(*column, Value::Blank(*blank));
            }
        }
        sheets.push(sheet);
    }
    Ok(Sheets { sheets, is_1904 })
}

/// Reads a sheet's cells; tells whether it came to the end.
fn fill(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet, count: &mut usize) -> bool {
    let Ok(mut reader) = workbook.worksheet_cells_reader(&sheet.name) else { return false };
    loop {
        let (cell, style) = match reader.next_cell_with_style_id() {
            Ok(Some(cell)) => cell,
            Ok(None) => return true,
            // The reader goes on behind an error that it does not know; the marks have the cell's place.
            Err(XlsxError::CellError(_)) => continue,
            Err(_) => return false,
        };
        let (row, column) = cell.get_position();
        let digits = |reader: &calamine::XlsxCellReader<'_, _>| {
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            format.map_or(0, |format| least_digits(&format.format_code))
        };
        let Some(value) = value(cell.get_value(), || digits(&reader)) else { continue };
        if row >= LIMITS.rows {
            sheet.beyond.insert(row);
            continue;
        }
        *count += 1;
        if *count > LIMITS.cells {
            return false;
        }
        if column < LIMITS.columns {
            sheet.cells.entry(row).or_default().insert(column, value);
        } else {
            // Beyond every column that is read: the row counts, and what stands there is said to be left out.
            sheet.cells.entry(row).or_default().insert(LIMITS.columns, Value::Blank(Blank::NoValue));
        }
    }
}

/// Digits that a format of zeros shows at least: `0000000` is 7. LibreOffice writes a locale before it: `[$-409]0000000`.
fn least_digits(format: &str) -> usize {
    let format = format.strip_prefix("[$").and_then(|rest| Some(rest.split_once(']')?.1)).unwrap_or(format);
    let is_zeros = !format.is_empty() && format.chars().all(|letter| letter == '0');
    if is_zeros { format.len() } else { 0 }
}

fn value(held: &DataRef<'_>, digits: impl FnOnce() -> usize) -> Option<Value> {
    Some(match held {
        DataRef::Empty => return None,
        DataRef::String(text) => text_value(text)?,
        DataRef::SharedString(text) => text_value(text)?,
        DataRef::Int(number) => Value::Number(*number as f64, digits()),
        DataRef::Float(number) => Value::Number(*number, digits()),
        DataRef::Bool(truth) => Value::Truth(*truth),
        DataRef::DateTime(moment) if moment.is_duration() => Value::Number(moment.as_f64(), 0),
        // The 60th day of 1900 never was, and nothing before it is a date of a list.
        DataRef::DateTime(moment) if !(61.0..100_000.0).contains(&moment.as_f64()) => Value::Date(None),
        DataRef::DateTime(moment) => Value::Date(moment.as_datetime().map(|moment| moment.date())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            let day = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
            Value::Date(day)
        }
        DataRef::Error(_) => Value::Blank(Blank::Error),
    })
}

fn text_value(text: &str) -> Option<Value> {
    let blank = text.chars().all(|letter| letter.is_whitespace() || letter == '\u{a0}' || letter == '\u{200b}');
    (!blank).then(|| Value::Text(text.to_owned()))
}
