//! All sheets that are read in one run: what they say of each case together.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::AskedOfCases;
use super::columns::JudgementColumn;
use super::doubt::{OtherPlace, SheetDoubt};
use super::sheet::{self, JudgementSheet, VERSION, marker};
use crate::problem::code;
use crate::workbook_reader::{NotRead, name, read_sheets};

/// What all sheets together say of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Its HMIP ID, as the record writes it.
    pub case: String,
    /// The number of the sheet that has it first.
    pub sheet: usize,
    /// What it says, each with its sheet and cell.
    pub values: BTreeMap<JudgementColumn, (String, usize, String)>,
    /// Columns in which something stands that was not taken.
    pub doubtful: BTreeSet<JudgementColumn>,
}

/// Why nothing is taken from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJudgements {
    /// It cannot be read.
    NotRead(NotRead),
    /// None of its sheets has judgements.
    NoSheet,
}

/// What was read in one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgements {
    /// The sheets of all files, in order.
    pub sheets: Vec<JudgementSheet>,
    /// The cases, in the order of the record.
    pub cases: Vec<Judged>,
    /// The files of which nothing was taken: each by its number, with the reason.
    pub files_left_out: Vec<(usize, NotJudgements)>,
    /// Whether a sheet was made by a newer program than this, so that it may mean something else by a field.
    pub is_newer: bool,
}

/// Reads workbooks as the judgement sheets of an inspection. A file that could not be read brings the reason with it.
pub fn read(files: &[Result<Vec<u8>, NotRead>], asked: &AskedOfCases<'_>) -> Judgements {
    let mut judgements = Judgements::default();
    for (number, file) in files.iter().enumerate() {
        let sheets = match file.as_ref().map_err(|why| *why).and_then(|bytes| read_sheets(bytes)) {
            Ok(workbook) => workbook.sheets,
            Err(why) => {
                judgements.files_left_out.push((number, NotJudgements::NotRead(why)));
                continue;
            }
        };
        judgements.is_newer |= sheets.iter().filter_map(marker).any(|marker| marker.version > VERSION);
        let before = judgements.sheets.len();
        for one in &sheets {
            let read = sheet::read(one, judgements.sheets.len(), asked);
            judgements.sheets.extend(read);
        }
        let is_unread = |sheet: &JudgementSheet| sheet.columns.is_empty() && sheet.owner.is_empty();
        if judgements.sheets[before..].iter().all(is_unread) {
            judgements.sheets.truncate(before);
            judgements.files_left_out.push((number, NotJudgements::NoSheet));
        }
    }
    judgements.cases = together(&mut judgements.sheets);
    judgements.cases.sort_by_key(|judged| asked.place(&judged.case));
    judgements
}

/// What the sheets say of each case. What two rows say differently is taken from neither.
fn together(sheets: &mut [JudgementSheet]) -> Vec<Judged> {
    let mut cases: Vec<Judged> = Vec::new();
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let mut doubts = Vec::new();
        for row in &sheet.kept {
            let cell =
                |column: &JudgementColumn| name(row.number - 1, sheet.columns.get(column).copied().unwrap_or_default());
            let place = cases.iter().position(|known| known.case == row.case).unwrap_or(cases.len());
            if place == cases.len() {
                cases.push(Judged { case: row.case.clone(), sheet: number, ..Judged::default() });
            }
            let judged = &mut cases[place];
            judged.doubtful.extend(&row.doubtful);
            for (column, value) in &row.values {
                match judged.values.get(column) {
                    Some((known, ..)) if known == value => {}
                    Some((_, other, its_cell)) => {
                        let other = OtherPlace::Cell(*other, its_cell.clone());
                        doubts.push(SheetDoubt::of(cell(column), *column, code::JUDGEMENTS_DISAGREE).against(other));
                        judged.values.remove(column);
                        judged.doubtful.insert(*column);
                    }
                    // What was taken from neither row stays so, whatever a third one says.
                    None if judged.doubtful.contains(column) => {}
                    None => drop(judged.values.insert(*column, (value.clone(), number, cell(column)))),
                }
            }
        }
        sheet.doubts.extend(doubts);
    }
    cases.iter_mut().for_each(|judged| doubt_the_interview(judged, sheets));
    cases
}

/// Nobody was interviewed about a case that was assessed without its case manager.
fn doubt_the_interview(judged: &mut Judged, sheets: &mut [JudgementSheet]) {
    let both = [JudgementColumn::InterviewedBy, JudgementColumn::Without];
    if !both.iter().all(|column| judged.values.contains_key(column)) {
        return;
    }
    for column in both {
        judged.doubtful.insert(column);
        if let Some((_, sheet, cell)) = judged.values.remove(&column)
            && column == JudgementColumn::Without
        {
            sheets[sheet].doubts.push(SheetDoubt::of(cell, column, code::INTERVIEW_BOTH_WAYS));
        }
    }
}
