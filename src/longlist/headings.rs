//! Where a sheet's table begins, and which column is which: by what the sheet that is sent has in two hidden rows (a marker, and
//! the names of the fields), then by the headings.

use std::collections::BTreeMap;

use super::fields::{CASES, Column, MANAGERS, called, tier_of};
use crate::calendar::Tier;
use crate::workbook_reader::{Sheet, below_fields, fullest_row};

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
    let (version, page) = sheet.marker(MARKER)?.split_once(':')?;
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

fn has(columns: &Columns, key: &str) -> bool {
    columns.values().any(|column| column.key == key)
}

/// By the names of the fields. What somebody has called a column since then does not matter; a column without a field counts by its heading.
fn by_fields(sheet: &Sheet) -> Option<Head> {
    let of = |known: &'static [Column]| {
        fullest_row(sheet, |text| known.iter().find(|column| column.key == text.trim())).map(|found| (known, found))
    };
    let is_of_cases = |found: &Columns| found.len() >= 4 && (has(found, "family-name") || has(found, "system-id"));
    let is_of_managers = |found: &Columns| found.len() >= 3 && has(found, "case-manager") && has(found, "works");
    let cases = of(CASES).filter(|(_, (_, found))| is_of_cases(found));
    let is_of_managers_alone = cases.is_none();
    let managers = || of(MANAGERS).filter(|(_, (_, found))| is_of_managers(found));
    let (known, (row, mut columns)) = cases.or_else(managers)?;
    let row = below_fields(sheet, row, &mut columns, |text| called(known, text));
    Some(Head { row, columns, is_of_managers: is_of_managers_alone })
}

/// By the headings in either language.
fn by_headings(sheet: &Sheet) -> Option<Head> {
    if let Some((row, columns)) = fullest_row(sheet, |text| called(CASES, text))
        && columns.len() >= 4
        && (has(&columns, "family-name") || has(&columns, "system-id"))
        && (has(&columns, "sentenced") || has(&columns, "order"))
    {
        return Some(Head { row, columns, is_of_managers: false });
    }
    let (row, columns) = fullest_row(sheet, |text| called(MANAGERS, text))?;
    let is_table = columns.len() >= 3 && has(&columns, "case-manager");
    is_table.then_some(Head { row, columns, is_of_managers: true })
}
