//! Reads a workbook that somebody sends back.
//!
//! Such a file can hold anything. A cell in the last row and column of a sheet makes calamine's usual reader reserve
//! 550 GB; one error that it does not know loses the whole sheet. So this reads cell by cell, keeps what it reads within
//! limits, and finds the table by its headings: on any visible sheet, in any row near the top, the columns in any
//! order. Other sheets and columns are left alone.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

mod heads;
mod kind;
mod marks;
mod sheets;
#[cfg(test)]
mod tests;

pub use heads::{below_fields, fullest_row};
pub use kind::NotRead;
pub use marks::{Blank, Marks, MergedCells};
pub use sheets::{Sheet, Sheets, Value, read_sheets};

/// How much of a file is read.
struct Limits {
    rows: u32,
    columns: u32,
    cells: usize,
    unpacked: u64,
    heading_rows: usize,
}

/// A long list has some hundred rows, a translator's file some thousand.
const LIMITS: Limits =
    Limits { rows: 20_000, columns: 200, cells: 1_000_000, unpacked: 128 * 1024 * 1024, heading_rows: 20 };

/// What a compound file begins with: an old workbook, or one with a password.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// A table that was found by its headings.
#[derive(Debug, PartialEq)]
pub struct Table {
    /// The sheet's name.
    pub sheet: String,
    /// The rows below the headings in which one of the table's columns is filled.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// The number that the spreadsheet shows beside it.
    pub number: u32,
    /// What the cells hold, in the order of the headings that were asked for.
    pub cells: Vec<Data>,
}

/// The cells of a sheet that hold something, by row and column.
type Cells = BTreeMap<u32, BTreeMap<u32, Data>>;

/// Finds the table with these headings on the first visible sheet that has it. Case and spaces of headings do not count.
///
/// # Errors
/// A file that is no workbook, or has no such table, in words for the person who sent it.
pub fn find_table(file: &[u8], headings: &[&str]) -> Result<Table, String> {
    // The reading library panics on some damaged files, and a file from outside must not end the program.
    std::panic::catch_unwind(|| search(file, headings))
        .unwrap_or_else(|_| Err("the workbook is damaged; open it, save it anew as .xlsx and try again".to_owned()))
}

/// Reads a workbook in both of these ways and keeps nothing. The libraries believe what a file says of its own size, and one
/// that lies fills the memory. So this is done in a process within limits before the file is read here.
pub fn rehearse(file: &[u8]) {
    read_sheets(file).ok();
    // No column is called so, so that every sheet is read.
    find_table(file, &["\u{0}"]).ok();
}

fn search(file: &[u8], headings: &[&str]) -> Result<Table, String> {
    let mut workbook = open(file)?;
    let is_shown =
        |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let sheets: Vec<String> =
        workbook.sheets_metadata().iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect();
    let mut why_not = Vec::new();
    for (index, sheet) in sheets.into_iter().enumerate() {
        match cells(&mut workbook, &sheet).and_then(|cells| table(&sheet, &cells, headings)) {
            Ok(table) => return Ok(table),
            // A sheet's name may be a child's.
            Err(words) => why_not.push(format!("sheet {}: {words}", index + 1)),
        }
    }
    if why_not.is_empty() {
        return Err("the workbook has no visible sheet".to_owned());
    }
    Err(why_not.join("; "))
}

fn open(file: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, String> {
    if file.starts_with(&COMPOUND) {
        return Err("this is an old workbook (.xls) or has a password; save it as .xlsx without a password".to_owned());
    }
    let not_xlsx = "this is no Excel workbook; save it as .xlsx, whatever its name ends with";
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).map_err(|_| not_xlsx.to_owned())?;
    let sizes: Result<Vec<u64>, _> =
        (0..archive.len()).map(|part| archive.by_index_raw(part).map(|part| part.size())).collect();
    let unpacked = sizes.map_err(|_| not_xlsx.to_owned())?.into_iter().fold(0, u64::saturating_add);
    if unpacked > LIMITS.unpacked {
        return Err(format!("unpacked it is larger than {} MB", LIMITS.unpacked / 1024 / 1024));
    }
    calamine::open_workbook_from_rs(Cursor::new(file)).map_err(|error: XlsxError| format!("{not_xlsx} ({error})"))
}

/// The cells of a sheet that hold something. One with an error that calamine does not know counts as empty.
fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Cells, String> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    let (mut cells, mut count) = (Cells::new(), 0);
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(cells),
            // The reader goes on behind a cell of this kind; the cell stays empty.
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(error.to_string()),
        };
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString("") => continue,
            value => Data::from(value.clone()),
        };
        count += 1;
        if row >= LIMITS.rows || column >= LIMITS.columns || count > LIMITS.cells {
            return Err(format!(
                "cell {} lies too far out: at most {} rows and {} columns are read; delete what stands there",
                name(row, column),
                LIMITS.rows,
                LIMITS.columns
            ));
        }
        cells.entry(row).or_default().insert(column, value);
    }
}

/// The name of a cell as a spreadsheet shows it: `D14`.
pub fn name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
}

/// The table with these headings among the cells of a sheet.
fn table(sheet: &str, cells: &Cells, headings: &[&str]) -> Result<Table, String> {
    let mut nearest: Vec<&str> = headings.to_vec();
    for (row, held) in cells.iter().take(LIMITS.heading_rows) {
        let columns: Vec<Vec<u32>> = headings.iter().map(|heading| columns_called(held, heading)).collect();
        let missing: Vec<&str> = headings
            .iter()
            .zip(&columns)
            .filter(|(_, columns)| columns.is_empty())
            .map(|(heading, _)| *heading)
            .collect();
        if !missing.is_empty() {
            if missing.len() < nearest.len() {
                nearest = missing;
            }
            continue;
        }
        if let Some((heading, _)) = headings.iter().zip(&columns).find(|(_, columns)| columns.len() > 1) {
            return Err(format!("two columns are called `{heading}`"));
        }
        let columns: Vec<u32> = columns.into_iter().flatten().collect();
        let below = cells.range(row + 1..).map(|(row, held)| Row {
            number: row + 1,
            cells: columns.iter().map(|column| held.get(column).cloned().unwrap_or_default()).collect(),
        });
        let is_filled = |row: &Row| row.cells.iter().any(|cell| *cell != Data::Empty);
        return Ok(Table { sheet: sheet.to_owned(), rows: below.filter(is_filled).collect() });
    }
    Err(format!(
        "no column is called {}",
        nearest.iter().map(|heading| format!("`{heading}`")).collect::<Vec<_>>().join(", ")
    ))
}

/// The columns with this heading in a row.
fn columns_called(row: &BTreeMap<u32, Data>, heading: &str) -> Vec<u32> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    row.iter().filter(|(_, cell)| plain(&cell.to_string()) == plain(heading)).map(|(column, _)| *column).collect()
}
