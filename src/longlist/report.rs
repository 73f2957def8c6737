//! What is to be asked of the list that is in the record, and how many rows each sheet had.

use super::question::{self, CellQuestion, ROW, SHEET};
use super::rules;
use crate::facts::Facts;
use crate::problem::{Code, code};
use crate::record::{Child, LongListSheet, Record};
use crate::workbook_reader::NotRead;

/// A question as it is shown and sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// What kind of question it is.
    pub code: Code,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell: `H14`.
    pub cell: Option<String>,
    /// What is wrong, with its place: never what stands in a cell.
    pub message: String,
    /// What to ask the YOT.
    pub ask: String,
}

/// How many rows a sheet had, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCount {
    /// Its name.
    pub name: String,
    /// Its tier, if it is a sheet of cases and its name says.
    pub tier: Option<&'static str>,
    /// Rows below the headings that are not empty.
    pub rows: usize,
    /// Those that are in the record.
    pub kept: usize,
    /// Those that are not.
    pub reported: usize,
}

/// What is said of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListReport {
    /// The sheets, in their order.
    pub sheets: Vec<SheetCount>,
    /// The questions, by sheet and cell.
    pub problems: Vec<Query>,
}

/// What is said of the list in a record.
pub fn report(record: &Record, facts: &Facts<'_>) -> ListReport {
    let file = &record.children;
    let mut problems = Vec::new();
    for sheet in &file.sheets {
        for question in sheet.questions.iter().filter_map(|line| CellQuestion::read(line)) {
            problems.push(query(question.code, &sheet.name, &question.cell, &question.about));
        }
    }
    for child in file.children.iter().filter(|child| child.row.is_some()) {
        let open = child.questions.iter().filter_map(|line| CellQuestion::read(line));
        for question in open.filter(|one| !(one.is_answered_by_a_value() && rules::has(child, &one.about))) {
            let sheet = place(child).map_or("", |(sheet, _)| sheet);
            problems.push(query(question.code, sheet, &question.cell, &question.about));
        }
    }
    for doubt in rules::doubts(record, facts) {
        let (sheet, cell) =
            doubt.child.map_or((String::new(), String::new()), |child| cell(child, doubt.key, &file.sheets));
        let sheet = if sheet.is_empty() { doubt.sheet } else { sheet };
        problems.push(query(doubt.code, &sheet, &cell, doubt.key));
    }
    let order = |sheet: &Option<String>| file.sheets.iter().position(|known| sheet.as_deref() == Some(&*known.name));
    problems.sort_by_cached_key(|one| (order(&one.sheet), one.cell.as_deref().map(by_row), one.code.id));
    problems.dedup();
    let sheets = file.sheets.iter().map(count).collect();
    ListReport { sheets, problems }
}

/// What is said of a file that cannot be read as the list.
pub fn unreadable(why: NotRead) -> ListReport {
    let query = Query {
        code: code::NOT_A_LIST,
        sheet: None,
        cell: None,
        message: why.words().to_owned(),
        ask: why.ask().to_owned(),
    };
    ListReport { sheets: Vec::new(), problems: vec![query] }
}

fn count(sheet: &LongListSheet) -> SheetCount {
    let (rows, kept) = (sheet.rows.value as usize, sheet.kept.value as usize);
    SheetCount {
        name: sheet.name.to_string(),
        tier: sheet.tier.as_ref().map(|tier| tier.value.name()),
        rows,
        kept,
        reported: rows.saturating_sub(kept),
    }
}

fn query(code: Code, sheet: &str, cell: &str, about: &str) -> Query {
    let (message, ask) = question::words(code, about);
    let heading =
        super::fields::of_key(about).filter(|_| about != ROW && about != SHEET).map(|column| column.headings[0]);
    let place = match (sheet, cell) {
        ("", _) => String::new(),
        (sheet, "") => format!("`{sheet}`: "),
        (sheet, cell) => match heading {
            Some(heading) => format!("`{sheet}!{cell}` ({heading}): "),
            None => format!("`{sheet}!{cell}`: "),
        },
    };
    let there = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Query { code, sheet: there(sheet), cell: there(cell), message: format!("{place}{message}"), ask: ask.to_owned() }
}

/// The sheet and row that a child came from.
fn place(child: &Child) -> Option<(&str, &str)> {
    child.row.as_deref()?.rsplit_once('!')
}

fn cell(child: &Child, key: &str, sheets: &[LongListSheet]) -> (String, String) {
    let Some((sheet, row)) = place(child) else { return (String::new(), String::new()) };
    let columns = sheets.iter().find(|known| **known.name == *sheet).map(|sheet| &sheet.columns);
    let letter = columns.and_then(|columns| columns.iter().find_map(|line| line.strip_prefix(key)?.strip_prefix(' ')));
    (sheet.to_owned(), format!("{}{row}", letter.unwrap_or("A")))
}

/// Cells by row and then by column.
fn by_row(cell: &str) -> (u32, usize, String) {
    let digits = cell.find(|sign: char| sign.is_ascii_digit()).unwrap_or(cell.len());
    (cell[digits..].parse().unwrap_or(0), digits, cell[..digits].to_owned())
}
