//! The whole workbook: its sheets, and what concerns several of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::headings::{VERSION, marker};
use super::managers::{Manager, managers};
use super::sheet::{self, ListRow, ReadSheet};
use super::values::Taken;
use super::words::ListWords;
use crate::problem::code;
use crate::returned::plain;
use crate::returned::{CellQuestion, ROW};
use crate::workbook_reader::{NotRead, read_sheets};

/// A list that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Its sheets of cases, and that of case managers.
    pub sheets: Vec<ReadSheet>,
    /// The case managers whom it names.
    pub managers: Vec<Manager>,
    /// Whether its sheet was made by a newer program than this, so that it may mean something else by a field.
    pub is_newer: bool,
}

/// Reads a workbook as the long-list of the inspection whose fieldwork week begins on a Monday. `words` are those of the
/// code lists in all languages.
///
/// # Errors
/// A file that is no workbook that can be read.
pub fn read(file: &[u8], monday: NaiveDate, words: &ListWords) -> Result<List, NotRead> {
    let workbook = read_sheets(file)?;
    let mut sheets: Vec<ReadSheet> =
        workbook.sheets.iter().filter_map(|one| sheet::read(one, &workbook, words)).collect();
    report_repeated(&mut sheets);
    doubt_shared_ids(&mut sheets);
    let managers = managers(&mut sheets, monday);
    let is_newer = workbook.sheets.iter().filter_map(marker).any(|marker| marker.version > VERSION);
    Ok(List { sheets, managers, is_newer })
}

impl List {
    /// The rows of cases, each with its sheet's name.
    pub fn rows(&self) -> impl Iterator<Item = (&ReadSheet, &ListRow)> {
        self.sheets
            .iter()
            .filter(|sheet| !sheet.is_of_managers)
            .flat_map(|sheet| sheet.kept.iter().map(move |row| (sheet, row)))
    }
}

fn day(row: &ListRow, key: &str) -> Option<NaiveDate> {
    match row.values.get(key)? {
        Taken::Day(day) => Some(*day),
        _ => None,
    }
}

/// Who a row's child is: name and date of birth.
fn child(row: &ListRow) -> (String, Option<NaiveDate>) {
    let name = |key| row.text(key).map(plain).unwrap_or_default();
    (format!("{} {}", name("first-names"), name("family-name")), day(row, "date-of-birth"))
}

/// An ID for comparing: one program keeps the zeros in front and another loses them.
fn id(text: &str) -> String {
    plain(text).trim_start_matches('0').to_owned()
}

/// One sentence of one child is taken once.
fn report_repeated(sheets: &mut [ReadSheet]) {
    let mut known = std::collections::BTreeSet::new();
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.is_of_managers) {
        let mut questions = Vec::new();
        sheet.kept.retain(|row| {
            let Some(sentenced) = day(row, "sentenced") else { return true };
            let sentence = (child(row), row.text("system-id").map(id), sentenced, row.text("order").map(plain));
            let is_new = known.insert(sentence);
            if !is_new {
                questions.push(CellQuestion::new(format!("A{}", row.number), ROW, code::LISTED_TWICE));
            }
            is_new
        });
        sheet.questions.extend(questions);
    }
}

/// An ID that another child has before is not taken.
fn doubt_shared_ids(sheets: &mut [ReadSheet]) {
    let mut owners: BTreeMap<String, (String, Option<NaiveDate>)> = BTreeMap::new();
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.is_of_managers) {
        let column = sheet.columns.iter().find(|(key, _)| *key == "system-id").map(|(_, letter)| letter.clone());
        for row in &mut sheet.kept {
            let (Some(known), child) = (row.text("system-id").map(id), child(row)) else { continue };
            let owner = owners.entry(known).or_insert_with(|| child.clone());
            let is_other = owner.0 != child.0 || owner.1.zip(child.1).is_some_and(|(one, other)| one != other);
            if is_other {
                row.values.remove("system-id");
                let cell = format!("{}{}", column.as_deref().unwrap_or("A"), row.number);
                row.questions.push(CellQuestion::new(cell, "system-id", code::DOUBTFUL_ID));
            }
        }
    }
}
