//! A sheet into rows: finds the headings, tells cases from totals and notes, and takes each cell.

use std::collections::BTreeMap;

use super::fields::{CASES, CellKind, MANAGERS, Needed, called};
use super::headings::{self, Columns, Head, tier};
use super::values::{CellRead, Taken, take};
use super::words::{ListWords, is_total};
use crate::calendar::Tier;
use crate::facts::tier_of_order;
use crate::problem::code;
use crate::returned::{ASIDE, CellQuestion, ROW, SHEET, is_beside_the_table};
use crate::workbook_reader::{Sheet, Sheets, Value, name};

/// A row of a sheet that was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListRow {
    /// Its number as a spreadsheet shows it.
    pub number: u32,
    /// What it says, by the keys of the record.
    pub values: BTreeMap<&'static str, Taken>,
    /// What is to be asked about it.
    pub questions: Vec<CellQuestion>,
}

impl ListRow {
    /// The text under a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.values.get(key)? {
            Taken::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A sheet that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSheet {
    /// Its name.
    pub name: String,
    /// Its tier; none for the sheet of case managers, and for one whose name does not say.
    pub tier: Option<Tier>,
    /// Whether it is the sheet of case managers.
    pub is_of_managers: bool,
    /// How many rows below the headings are not empty.
    pub rows: usize,
    /// The rows that were taken.
    pub kept: Vec<ListRow>,
    /// The columns that were found: key and letter.
    pub columns: Vec<(&'static str, String)>,
    /// What is to be asked about the sheet, and about the rows that were not taken.
    pub questions: Vec<CellQuestion>,
}

/// Most rows of a list: a YOT has some hundred cases.
const MOST_ROWS: usize = 3_000;
/// Columns beyond the list about which something is asked.
const MOST_ASIDE: usize = 20;

/// The sheet's rows, if it is a sheet of cases or of case managers; for any other sheet that holds something, the question about it.
pub fn read(sheet: &Sheet, sheets: &Sheets, words: &ListWords) -> Option<ReadSheet> {
    let mut read = ReadSheet {
        name: sheet.name.clone(),
        tier: tier(sheet),
        is_of_managers: false,
        rows: 0,
        kept: Vec::new(),
        columns: Vec::new(),
        questions: Vec::new(),
    };
    let Some(Head { row: head, columns, is_of_managers }) = headings::find(sheet) else {
        let is_empty = sheet.cells.is_empty() && sheet.beyond.is_empty() && sheet.is_whole;
        let is_foreign = read.tier.is_none() && sheet.is_whole;
        let code = if is_foreign { code::LEFT_OUT } else { code::SHEET_UNREADABLE };
        read.questions.push(CellQuestion::new("A1", SHEET, code));
        let is_left_alone = is_empty || (is_foreign && is_beside_the_table(&sheet.name));
        return (!is_left_alone).then_some(read);
    };
    read.is_of_managers = is_of_managers;
    if is_of_managers {
        read.tier = None;
    }
    read.columns = columns.iter().map(|(number, column)| (column.key, letters(*number))).collect();
    let below = sheet.cells.range(head + 1..);
    read.rows = below.clone().count() + sheet.beyond.len();
    if read.rows > MOST_ROWS || !sheet.is_whole || !sheet.beyond.is_empty() {
        read.rows = read.rows.min(100_000);
        read.questions.push(CellQuestion::new(name(head, 0), SHEET, code::SHEET_UNREADABLE));
        return Some(read);
    }
    let reading = Reading { sheet, sheets, words, head, columns: &columns };
    reading.ask_about_the_sheet(&mut read);
    for (row, cells) in below {
        match reading.row(*row, cells, read.is_of_managers, read.tier) {
            Ok(taken) => read.kept.push(taken),
            Err(question) => read.questions.push(question),
        }
    }
    doubt_ids(&mut read, sheet, &columns);
    Some(read)
}

/// The letters of a column.
fn letters(column: u32) -> String {
    name(0, column).trim_end_matches('1').to_owned()
}

struct Reading<'s> {
    sheet: &'s Sheet,
    sheets: &'s Sheets,
    words: &'s ListWords,
    head: u32,
    columns: &'s Columns,
}

impl Reading<'_> {
    fn ask_about_the_sheet(&self, read: &mut ReadSheet) {
        let first = name(self.head, 0);
        if self.sheet.is_hidden {
            read.questions.push(CellQuestion::new(&first, SHEET, code::HIDDEN));
        }
        let known = if read.is_of_managers { MANAGERS } else { CASES };
        for column in known {
            let is_needed = match column.needed {
                Needed::Always => true,
                Needed::Custodial => read.tier == Some(Tier::Custodial),
                Needed::Sometimes => read.is_of_managers,
            };
            if is_needed && !self.columns.values().any(|found| found.key == column.key) {
                read.questions.push(CellQuestion::new(&first, column.key, code::COLUMN_MISSING));
            }
        }
        for (number, column) in self.columns {
            if self.sheet.marks.hidden_columns.contains(number) {
                read.questions.push(CellQuestion::new(name(self.head, *number), column.key, code::HIDDEN));
            }
        }
        let aside = self.sheet.beside(self.head, |number| self.columns.contains_key(&number));
        for (number, row) in aside.into_iter().take(MOST_ASIDE) {
            read.questions.push(CellQuestion::new(name(row, number), ASIDE, code::LEFT_OUT));
        }
    }

    fn row(
        &self,
        row: u32,
        cells: &BTreeMap<u32, Value>,
        is_of_managers: bool,
        tier: Option<Tier>,
    ) -> Result<ListRow, CellQuestion> {
        let left_out = |code| Err(CellQuestion::new(name(row, *cells.keys().next().unwrap_or(&0)), ROW, code));
        let filled: Vec<u32> = cells.keys().copied().filter(|number| self.columns.contains_key(number)).collect();
        let first_text = cells.values().find_map(|cell| match cell {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let repeats_headings = filled.iter().filter(|number| {
            matches!(&cells[number], Value::Text(text) if called(if is_of_managers { MANAGERS } else { CASES }, text) == self.columns.get(number).copied())
        });
        if filled.is_empty() || repeats_headings.count() >= 2 || (first_text.is_some_and(is_total) && filled.len() < 6)
        {
            return left_out(code::LEFT_OUT);
        }
        let mut taken = ListRow { number: row + 1, ..ListRow::default() };
        for (number, column) in self.columns {
            let Some((cell, is_merged)) = self.sheet.value(row, *number, self.head) else { continue };
            let place = name(row, *number);
            let CellRead { taken: value, question } = take(column.kind, cell, self.sheets, self.words);
            if is_merged {
                taken.questions.push(CellQuestion::new(&place, column.key, code::MERGED));
            }
            if let Some(question) = question {
                // What is not read of a case manager's days is asked about in its own words.
                taken.questions.push(CellQuestion::new(&place, column.key, question));
            }
            if let Some(value) = value {
                taken.values.insert(column.key, value);
            }
        }
        if is_of_managers {
            let is_named = taken.values.contains_key("case-manager");
            return if is_named { Ok(taken) } else { left_out(code::LEFT_OUT) };
        }
        if !taken.values.contains_key("family-name") || !taken.values.contains_key("first-names") {
            let is_a_note = filled.len() < 3
                && !filled.iter().any(|number| matches!(self.columns[number].key, "family-name" | "system-id"));
            return left_out(if is_a_note { code::LEFT_OUT } else { code::NOT_A_CASE });
        }
        if let Some(tier) = tier.or_else(|| tier_of_order(taken.text("order")?)) {
            taken.values.insert("tier", Taken::Text(tier.name().to_owned()));
        }
        self.ask_about_gaps(row, cells, tier, &mut taken);
        if self.sheet.marks.hidden_rows.contains(&row) {
            taken.questions.push(CellQuestion::new(name(row, 0), ROW, code::HIDDEN));
        }
        Ok(taken)
    }

    /// Asks about what every case needs and has not. Nobody has to be a case manager where a row says so, and where none is named
    /// the name alone is asked for.
    fn ask_about_gaps(&self, row: u32, cells: &BTreeMap<u32, Value>, tier: Option<Tier>, taken: &mut ListRow) {
        let column_of = |key: &str| self.columns.iter().find(|(_, column)| column.key == key).map(|(number, _)| number);
        let has_nobody = column_of("case-manager").and_then(|number| cells.get(number)).is_some()
            && taken.text("case-manager").is_none();
        for (number, column) in self.columns {
            let is_needed = match column.needed {
                Needed::Always => true,
                Needed::Custodial => tier == Some(Tier::Custodial),
                Needed::Sometimes => false,
            };
            let is_of_nobody = match column.key {
                "case-manager" | "office" => has_nobody,
                "case-manager-email" | "line-manager" => taken.text("case-manager").is_none(),
                _ => false,
            };
            let is_asked =
                taken.questions.iter().any(|question| question.about == column.key && question.code != code::MERGED);
            if is_needed && !is_of_nobody && !is_asked && !taken.values.contains_key(column.key) {
                taken.questions.push(CellQuestion::new(name(row, *number), column.key, code::EMPTY_CELL));
            }
        }
    }
}

/// An ID that is a number, and shorter than another of the sheet or among some that begin with a zero, may have lost zeros.
fn doubt_ids(read: &mut ReadSheet, sheet: &Sheet, columns: &Columns) {
    let Some((number, _)) = columns.iter().find(|(_, column)| column.kind == CellKind::Id) else { return };
    let ids: Vec<&str> = read
        .kept
        .iter()
        .filter_map(|row| row.text("system-id"))
        .filter(|id| id.chars().all(|sign| sign.is_ascii_digit()))
        .collect();
    let longest = ids.iter().map(|id| id.len()).max().unwrap_or(0);
    let any_zero = ids.iter().any(|id| id.starts_with('0'));
    for row in &mut read.kept {
        let Some(length) = row.text("system-id").map(str::len) else { continue };
        let cell = sheet.cells.get(&(row.number - 1)).and_then(|cells| cells.get(number));
        let is_plain_number = matches!(cell, Some(Value::Number(_, 0)));
        if is_plain_number && (length < longest || any_zero) {
            row.questions.push(CellQuestion::new(name(row.number - 1, *number), "system-id", code::DOUBTFUL_ID));
        }
    }
}
