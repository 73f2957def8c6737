//! Where a sheet's table begins, and which column is which: by what the sheet that is sent has in two hidden rows (a marker, and
//! the names of the fields), then by the headings.

use std::collections::BTreeMap;

use super::fields::{CASES, Column, MANAGERS, called, tier_of};
use crate::calendar::Tier;
use crate::workbook_reader::{Sheet, Value};

/// The columns of a sheet, by number.
pub type Columns = BTreeMap<u32, &'static Column>;

/// The head of a table.
#[derive(Debug)]
pub struct Head {
    /// The row of its headings.
    pub row: u32,
    /// Its columns.
    pub columns: Columns,
    /// Whether it is the table of case managers.
    pub is_of_managers: bool,
}

/// What the marker of a sheet begins with; the version and the page follow: `sqspack:case-sample:1:community`.
const MARKER: &str = "sqspack:case-sample:";
/// The newest version of the sheet that this program knows. A new one says that fields mean something else, not that there are more.
pub const VERSION: u32 = 1;

/// Rows near the top among which the headings are looked for.
const HEADING_ROWS: usize = 60;
/// Rows below the names of the fields among which the headings stand, where somebody has put rows between.
const ROWS_BETWEEN: usize = 10;

/// What a sheet says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The version of the sheet that was sent.
    pub version: u32,
    /// Its tier; none for the page of case managers.
    pub tier: Option<Tier>,
}

/// The marker of a sheet, if it still has one.
pub fn marker(sheet: &Sheet) -> Option<Marker> {
    let texts = sheet.cells.values().take(HEADING_ROWS).flat_map(BTreeMap::values).filter_map(text);
    let (version, page) = texts.filter_map(|text| text.trim().strip_prefix(MARKER)?.split_once(':')).next()?;
    Some(Marker { version: version.parse().ok()?, tier: Tier::ALL.into_iter().find(|tier| tier.name() == page) })
}

/// The tier of a sheet: as its marker says, else as its name tells.
pub fn tier(sheet: &Sheet) -> Option<Tier> {
    marker(sheet).map_or_else(|| tier_of(&sheet.name), |marker| marker.tier)
}

/// The head of a sheet's table, if it has one.
pub fn find(sheet: &Sheet) -> Option<Head> {
    by_fields(sheet).or_else(|| by_headings(sheet))
}

fn text(cell: &Value) -> Option<&str> {
    match cell {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn has(columns: &Columns, key: &str) -> bool {
    columns.values().any(|column| column.key == key)
}

/// The columns whose cells in a row say which they are. The first of two that say the same is meant.
fn columns(cells: &BTreeMap<u32, Value>, which: impl Fn(&str) -> Option<&'static Column>) -> Columns {
    let mut found = Columns::new();
    for (number, cell) in cells {
        if let Some(column) = text(cell).and_then(&which)
            && !has(&found, column.key)
        {
            found.insert(*number, column);
        }
    }
    found
}

/// The row with the most columns, and these.
fn fullest(sheet: &Sheet, which: impl Fn(&str) -> Option<&'static Column>) -> Option<(u32, Columns)> {
    let rows: Vec<(u32, Columns)> =
        sheet.cells.iter().take(HEADING_ROWS).map(|(row, cells)| (*row, columns(cells, &which))).collect();
    let most = rows.iter().map(|(_, found)| found.len()).max()?;
    let first = rows.iter().position(|(_, found)| found.len() == most)?;
    // Of two rows alike, one below the other, as headings in both languages, the lower one is next to the cases.
    let mut run = rows.into_iter().skip(first).take_while(|(_, found)| found.len() == most && most > 0);
    let mut last = run.next()?;
    for next in run {
        if next.0 != last.0 + 1 {
            break;
        }
        last = next;
    }
    Some(last)
}

/// By the names of the fields. What somebody has called a column since then does not matter; a column without a field counts by its heading.
fn by_fields(sheet: &Sheet) -> Option<Head> {
    let of = |known: &'static [Column]| {
        fullest(sheet, |text| known.iter().find(|column| column.key == text.trim())).map(|found| (known, found))
    };
    let is_of_cases = |found: &Columns| found.len() >= 4 && (has(found, "family-name") || has(found, "system-id"));
    let is_of_managers = |found: &Columns| found.len() >= 3 && has(found, "case-manager") && has(found, "works");
    let cases = of(CASES).filter(|(_, (_, found))| is_of_cases(found));
    let is_of_managers_alone = cases.is_none();
    let managers = || of(MANAGERS).filter(|(_, (_, found))| is_of_managers(found));
    let (known, (row, mut columns)) = cases.or_else(managers)?;
    let is_heading = |(number, cell): (&u32, &Value)| {
        let named = text(cell).and_then(|text| called(known, text));
        named.is_some_and(|named| columns.get(number).is_some_and(|column| column.key == named.key))
    };
    let below = || sheet.cells.range(row + 1..).take(ROWS_BETWEEN);
    let headings = below().find(|(_, cells)| cells.iter().filter(|cell| is_heading(*cell)).count() >= 2);
    // Where every heading has been changed, a row of texts next to the fields is theirs.
    let texts = |cells: &BTreeMap<u32, Value>| {
        cells.len() * 2 > columns.len() && cells.values().all(|cell| matches!(cell, Value::Text(_)))
    };
    let head = headings.or_else(|| below().next().filter(|(next, cells)| **next == row + 1 && texts(cells)));
    for (number, cell) in head.into_iter().flat_map(|(_, cells)| cells) {
        if let Some(column) = text(cell).and_then(|text| called(known, text))
            && !columns.contains_key(number)
            && !has(&columns, column.key)
        {
            columns.insert(*number, column);
        }
    }
    let row = head.map_or(row, |(head, _)| *head);
    Some(Head { row, columns, is_of_managers: is_of_managers_alone })
}

/// By the headings in either language.
fn by_headings(sheet: &Sheet) -> Option<Head> {
    if let Some((row, columns)) = fullest(sheet, |text| called(CASES, text))
        && columns.len() >= 4
        && (has(&columns, "family-name") || has(&columns, "system-id"))
        && (has(&columns, "sentenced") || has(&columns, "order"))
    {
        return Some(Head { row, columns, is_of_managers: false });
    }
    let (row, columns) = fullest(sheet, |text| called(MANAGERS, text))?;
    let is_table = columns.len() >= 3 && has(&columns, "case-manager");
    is_table.then_some(Head { row, columns, is_of_managers: true })
}
