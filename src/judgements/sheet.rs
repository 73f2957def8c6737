//! A sheet into rows: finds the headings, tells cases from notes, and takes each cell.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::AskedOfCases;
use super::columns::JudgementColumn;
use super::doubt::SheetDoubt;
use crate::longlist::tier_of;
use crate::problem::{Code, code};
use crate::record::{normalise, single_spaced};
use crate::returned::{ASIDE, ROW, SHEET, is_beside_the_table};
use crate::workbook_reader::{Sheet, Value, below_fields, fullest_row, name};

/// A row of a sheet that was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JudgedRow {
    /// Its number as a spreadsheet shows it.
    pub number: u32,
    /// The HMIP ID of its case, as the record writes it.
    pub case: String,
    /// What it says: answers as their IDs, people as the record writes them.
    pub values: BTreeMap<JudgementColumn, String>,
    /// Columns in which something stands that was not taken.
    pub doubtful: BTreeSet<JudgementColumn>,
}

/// A sheet that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgementSheet {
    /// Its name as it may be shown: any other than the usual ones may be a child's.
    pub name: String,
    /// The label of whoever it was made for, in small letters; empty if it does not say so.
    pub owner: String,
    /// How many rows below the headings are not empty.
    pub rows: usize,
    /// The rows that were taken.
    pub kept: Vec<JudgedRow>,
    /// Where its columns are.
    pub columns: BTreeMap<JudgementColumn, u32>,
    /// What is to be asked about it.
    pub doubts: Vec<SheetDoubt>,
}

/// What the marker of a sheet begins with; version, inspection and label follow: `sqspack:judgement-sheet:1:2027-01-aberford:li`.
const MARKER: &str = "sqspack:judgement-sheet:";
/// The newest version of the sheet that this program knows. A new one says that fields mean something else, not that there are more.
pub const VERSION: u32 = 1;

/// Most rows of a sheet: an inspection has some fifty cases.
const MOST_ROWS: usize = 3_000;
/// Columns beyond the judgements about which something is asked.
const MOST_ASIDE: usize = 20;
/// Columns by which a table of judgements is told from any other.
const LEAST_COLUMNS: usize = 3;

/// What a sheet says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementMarker {
    /// The version of the sheet.
    pub version: u32,
    /// The inspection.
    pub reference: String,
    /// The label of whoever it was made for.
    pub owner: String,
}

/// The marker of a sheet, if it still has one.
pub fn marker(sheet: &Sheet) -> Option<JudgementMarker> {
    let mut parts = sheet.marker(MARKER)?.split(':');
    let (version, reference, owner) = (parts.next()?, parts.next()?, parts.next()?);
    Some(JudgementMarker { version: version.parse().ok()?, reference: reference.to_owned(), owner: owner.to_owned() })
}

/// The sheet's rows, if it is a sheet of judgements; for any other that holds something, the question about it. `number` is its
/// number among all that are read.
pub fn read(sheet: &Sheet, number: usize, asked: &AskedOfCases<'_>) -> Option<JudgementSheet> {
    let marker = marker(sheet);
    let mut read = JudgementSheet {
        name: shown_name(&sheet.name, number),
        owner: marker.as_ref().map(|marker| marker.owner.clone()).unwrap_or_default(),
        rows: 0,
        kept: Vec::new(),
        columns: BTreeMap::new(),
        doubts: Vec::new(),
    };
    let Some((head, columns)) = head(sheet, asked) else {
        let is_empty = sheet.cells.is_empty() && sheet.beyond.is_empty() && sheet.is_whole;
        let is_foreign = marker.is_none() && sheet.is_whole;
        let code = if is_foreign { code::BESIDE_JUDGEMENTS } else { code::JUDGEMENTS_UNREADABLE };
        read.doubts.push(SheetDoubt::about("A1", SHEET, code));
        let is_left_alone = is_empty || (is_foreign && is_beside_the_table(&sheet.name));
        return (!is_left_alone).then_some(read);
    };
    read.columns = columns.iter().map(|(number, column)| (*column, *number)).collect();
    let below = sheet.cells.range(head + 1..);
    read.rows = below.clone().count() + sheet.beyond.len();
    let first = || name(head, 0);
    if marker.is_some_and(|marker| marker.reference != asked.reference) {
        read.rows = read.rows.min(100_000);
        read.doubts.push(SheetDoubt::about(first(), SHEET, code::JUDGEMENTS_OF_ANOTHER));
        return Some(read);
    }
    if read.rows > MOST_ROWS || !sheet.is_whole || !sheet.beyond.is_empty() {
        read.rows = read.rows.min(100_000);
        read.doubts.push(SheetDoubt::about(first(), SHEET, code::JUDGEMENTS_UNREADABLE));
        return Some(read);
    }
    let reading = Reading { sheet, asked, head, columns: &columns };
    reading.doubt_the_sheet(&mut read.doubts);
    for (row, cells) in below {
        match reading.row(*row, cells, &mut read.doubts) {
            Ok(taken) => read.kept.push(taken),
            Err(code) => {
                let first = cells.keys().next().copied().unwrap_or_default();
                read.doubts.push(SheetDoubt::about(name(*row, first), ROW, code));
            }
        }
    }
    Some(read)
}

/// A usual name, which the sheet in the pack has; any other may be a child's, and the sheet is told by its number.
fn shown_name(sheet: &str, number: usize) -> String {
    let label = ["Judgements ", "Barnau "].iter().find_map(|usual| sheet.strip_prefix(usual));
    let is_label = |label: &str| {
        label.len() <= 4 && label.starts_with(['L', 'A']) && label.chars().all(|sign| sign.is_ascii_alphanumeric())
    };
    if label.is_some_and(is_label) { sheet.to_owned() } else { format!("sheet {}", number + 1) }
}

/// The row of the headings, and the columns.
fn head(sheet: &Sheet, asked: &AskedOfCases<'_>) -> Option<(u32, BTreeMap<u32, JudgementColumn>)> {
    let is_table = |(_, columns): &(u32, BTreeMap<u32, JudgementColumn>)| {
        columns.len() >= LEAST_COLUMNS && columns.values().any(|column| *column == JudgementColumn::Case)
    };
    let called = |text: &str| JudgementColumn::called(text, asked);
    let by_fields = fullest_row(sheet, |text| JudgementColumn::of_field(text, asked)).filter(is_table);
    let below = by_fields.map(|(row, mut columns)| (below_fields(sheet, row, &mut columns, called), columns));
    below.or_else(|| fullest_row(sheet, called).filter(is_table))
}

struct Reading<'s> {
    sheet: &'s Sheet,
    asked: &'s AskedOfCases<'s>,
    head: u32,
    columns: &'s BTreeMap<u32, JudgementColumn>,
}

impl Reading<'_> {
    fn doubt_the_sheet(&self, doubts: &mut Vec<SheetDoubt>) {
        let first = name(self.head, 0);
        if self.sheet.is_hidden {
            doubts.push(SheetDoubt::about(&first, SHEET, code::JUDGEMENTS_HIDDEN));
        }
        for column in JudgementColumn::all(self.asked) {
            if !self.columns.values().any(|found| *found == column) {
                doubts.push(SheetDoubt::of(&first, column, code::JUDGEMENTS_COLUMN_MISSING));
            }
        }
        for (number, column) in self.columns {
            if self.sheet.marks.hidden_columns.contains(number) {
                doubts.push(SheetDoubt::of(name(self.head, *number), *column, code::JUDGEMENTS_HIDDEN));
            }
        }
        let aside = self.sheet.beside(self.head, |number| self.columns.contains_key(&number));
        for (number, row) in aside.into_iter().take(MOST_ASIDE) {
            doubts.push(SheetDoubt::about(name(row, number), ASIDE, code::BESIDE_JUDGEMENTS));
        }
    }

    /// What a row says of its case, or why it is not taken.
    fn row(&self, row: u32, cells: &BTreeMap<u32, Value>, doubts: &mut Vec<SheetDoubt>) -> Result<JudgedRow, Code> {
        let place = |number: u32| name(row, number);
        let repeats_a_heading = |(number, cell): &(&u32, &Value)| {
            cell.text().and_then(|text| JudgementColumn::called(text, self.asked)).as_ref() == self.columns.get(number)
                && self.columns.contains_key(number)
        };
        if cells.keys().all(|number| !self.columns.contains_key(number))
            || cells.iter().filter(repeats_a_heading).count() >= 2
        {
            return Err(code::BESIDE_JUDGEMENTS);
        }
        let case = self.columns.iter().find(|(_, column)| **column == JudgementColumn::Case);
        let case = case.and_then(|(number, _)| self.sheet.value(row, *number, self.head));
        let case = case.and_then(|(value, _)| text(value)).and_then(|typed| self.asked.case(&typed));
        let Some(case) = case else { return Err(code::JUDGED_NO_CASE) };
        let mut taken = JudgedRow { number: row + 1, case: case.id.to_string(), ..JudgedRow::default() };
        let mut found = Vec::new();
        for (number, column) in self.columns {
            let Some((value, is_merged)) = self.sheet.value(row, *number, self.head) else { continue };
            if is_merged {
                found.push(SheetDoubt::of(place(*number), *column, code::JUDGEMENTS_MERGED));
            }
            match self.take(*column, value) {
                _ if *column == JudgementColumn::Case => {}
                Ok(typed) if *column == JudgementColumn::Tier => {
                    if tier_of(&typed) != Some(case.tier.value) {
                        found.push(SheetDoubt::of(place(*number), *column, code::OTHER_TIER));
                    }
                }
                Ok(value) => drop(taken.values.insert(*column, value)),
                Err(code) => {
                    taken.doubtful.insert(*column);
                    found.push(SheetDoubt::of(place(*number), *column, code));
                }
            }
        }
        if taken.values.is_empty() && taken.doubtful.is_empty() {
            return Err(code::NOTHING_JUDGED);
        }
        if self.sheet.marks.hidden_rows.contains(&row) {
            found.push(SheetDoubt::about(place(0), ROW, code::JUDGEMENTS_HIDDEN));
        }
        let is_gap = |(_, column): &(&u32, &JudgementColumn)| {
            column.is_needed() && !taken.values.contains_key(column) && !taken.doubtful.contains(column)
        };
        if let Some((number, column)) = self.columns.iter().find(is_gap) {
            found.push(SheetDoubt::of(place(*number), *column, code::JUDGEMENT_MISSING));
        }
        doubts.append(&mut found);
        Ok(taken)
    }

    /// What a cell says: the ID of an answer, or a name as the record has it; a tier as it was typed.
    fn take(&self, column: JudgementColumn, value: &Value) -> Result<String, Code> {
        if let Value::Blank(_) = value {
            return Err(code::JUDGEMENT_WITHOUT_VALUE);
        }
        let (known, otherwise) = match column {
            JudgementColumn::Case | JudgementColumn::Tier => return Ok(text(value).unwrap_or_default()),
            JudgementColumn::Question(number) => {
                (text(value).and_then(|typed| self.asked.answer(number, &typed)), code::ANSWER_NOT_OFFERED)
            }
            JudgementColumn::Without => {
                (text(value).and_then(|typed| self.asked.manager(&typed)), code::PERSON_NOT_LISTED)
            }
            JudgementColumn::AssessedBy | JudgementColumn::InterviewedBy => {
                (text(value).and_then(|typed| self.asked.member(&typed)), code::PERSON_NOT_LISTED)
            }
        };
        known.map(str::to_owned).ok_or(otherwise)
    }
}

/// The text of a cell; of a whole number its digits.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(single_spaced(&normalise(text))),
        Value::Number(number, _) if number.fract() == 0.0 => Some(number.to_string()),
        _ => None,
    }
}
