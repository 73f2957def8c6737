//! What is to be asked of the list that is in the record, and how many rows each sheet had.

use super::fields::of_key;
use super::rules;
use crate::facts::Facts;
use crate::phrases::Phrases;
use crate::problem::Code;
use crate::record::{Child, Language, LongListSheet, Record};
use crate::returned::{CellQuestion, Query, ReturnReport, SheetCount, by_row};

/// The words of questions, in one language.
#[derive(Clone, Copy, Debug)]
pub struct QuestionWords<'p> {
    /// The phrases.
    pub phrases: &'p Phrases,
    /// Their language.
    pub language: Language,
}

/// Something doubtful with its place: what kind, the sheet, the cell and what it is about. Sheet and cell may be empty.
#[derive(Clone, Debug, PartialEq)]
struct Open {
    code: Code,
    sheet: String,
    cell: String,
    about: String,
}

/// What is said of the list in a record.
pub fn report(record: &Record, facts: &Facts<'_>, words: QuestionWords<'_>) -> ReturnReport {
    let problems = open(record, facts).into_iter().map(|open| query(open, words)).collect();
    ReturnReport { sheets: record.children.sheets.iter().map(count).collect(), problems }
}

/// How far the list in a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListState {
    /// Number of its cases.
    pub cases: usize,
    /// Number of the questions about it that are open.
    pub questions: usize,
}

/// How far the list in a record is; nothing until it is in.
pub fn state(record: &Record, facts: &Facts<'_>) -> Option<ListState> {
    let cases = record.children.children.iter().filter(|child| child.row.is_some()).count();
    (!record.children.sheets.is_empty()).then(|| ListState { cases, questions: open(record, facts).len() })
}

/// What is doubtful about the list in a record, by sheet and cell.
fn open(record: &Record, facts: &Facts<'_>) -> Vec<Open> {
    let file = &record.children;
    let of = |question: CellQuestion, sheet: &str| Open {
        code: question.code,
        sheet: sheet.to_owned(),
        cell: question.cell,
        about: question.about,
    };
    let mut found = Vec::new();
    for sheet in &file.sheets {
        let questions = sheet.questions.iter().filter_map(|line| CellQuestion::read(line));
        found.extend(questions.map(|question| of(question, &sheet.name)));
    }
    for child in file.children.iter().filter(|child| child.row.is_some()) {
        let sheet = place(child).map_or("", |(sheet, _)| sheet);
        let questions = child.questions.iter().filter_map(|line| CellQuestion::read(line));
        let is_open = |one: &CellQuestion| !(one.is_answered_by_a_value() && child.has(&one.about));
        found.extend(questions.filter(is_open).map(|question| of(question, sheet)));
    }
    for doubt in rules::doubts(record, facts) {
        let (sheet, cell) =
            doubt.child.map_or((String::new(), String::new()), |child| cell(child, doubt.key, &file.sheets));
        let sheet = if sheet.is_empty() { doubt.sheet } else { sheet };
        found.push(Open { code: doubt.code, sheet, cell, about: doubt.key.to_owned() });
    }
    let order = |sheet: &str| file.sheets.iter().position(|known| sheet == &**known.name);
    found.sort_by_cached_key(|one| (order(&one.sheet), by_row(&one.cell), one.code.id));
    found.dedup();
    found
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

fn query(open: Open, words: QuestionWords<'_>) -> Query {
    let Open { code, sheet, cell, about } = open;
    let (what, ask) = words.phrases.question(code.id, &about);
    let there = |text: String| Some(text).filter(|text| !text.is_empty());
    let column = of_key(&about).filter(|_| !cell.is_empty());
    Query {
        code,
        sheet: there(sheet),
        cell: there(cell),
        heading: column.map(|column| column.heading(words.language).to_owned()),
        what: what.to_owned(),
        ask: ask.to_owned(),
    }
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
