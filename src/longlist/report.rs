//! What is to be asked of the list that is in the record, and how many rows each sheet had.

use super::fields::{is_plain_name, of_key};
use super::question::CellQuestion;
use super::rules;
use crate::facts::Facts;
use crate::phrases::Phrases;
use crate::problem::{Code, code};
use crate::record::{Child, Language, LongListSheet, Record};
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
    /// The heading of the cell's column.
    pub heading: Option<&'static str>,
    /// What is doubtful: never what stands in a cell.
    pub what: String,
    /// What to ask the YOT.
    pub ask: String,
}

impl Query {
    /// What is doubtful, with its place.
    pub fn message(&self) -> String {
        let place = match (&self.sheet, &self.cell, self.heading) {
            (None, ..) => String::new(),
            (Some(sheet), None, _) => format!("`{sheet}`: "),
            (Some(sheet), Some(cell), Some(heading)) => format!("`{sheet}!{cell}` ({heading}): "),
            (Some(sheet), Some(cell), None) => format!("`{sheet}!{cell}`: "),
        };
        format!("{place}{}", self.what)
    }
}

/// The words of questions, in one language.
#[derive(Clone, Copy, Debug)]
pub struct QuestionWords<'p> {
    /// The phrases.
    pub phrases: &'p Phrases,
    /// Their language.
    pub language: Language,
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

impl ListReport {
    /// The same for a screen: a sheet whose name may be a child's is told by its number among the sheets of the record.
    pub fn without_names(mut self) -> Self {
        let names: Vec<String> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let shown = |name: &str| match names.iter().position(|known| known == name) {
            _ if is_plain_name(name) => name.to_owned(),
            Some(index) => format!("sheet {}", index + 1),
            None => "a sheet".to_owned(),
        };
        for sheet in &mut self.sheets {
            sheet.name = shown(&sheet.name);
        }
        for query in &mut self.problems {
            query.sheet = query.sheet.as_deref().map(shown);
        }
        self
    }
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
pub fn report(record: &Record, facts: &Facts<'_>, words: QuestionWords<'_>) -> ListReport {
    let problems = open(record, facts).into_iter().map(|open| query(open, words)).collect();
    ListReport { sheets: record.children.sheets.iter().map(count).collect(), problems }
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

/// What is said of a file that cannot be read as the list.
pub fn unreadable(why: NotRead) -> ListReport {
    let query = Query {
        code: code::NOT_A_LIST,
        sheet: None,
        cell: None,
        heading: None,
        what: why.words().to_owned(),
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

fn query(open: Open, words: QuestionWords<'_>) -> Query {
    let Open { code, sheet, cell, about } = open;
    let (what, ask) = words.phrases.question(code.id, &about);
    let there = |text: String| Some(text).filter(|text| !text.is_empty());
    let column = of_key(&about).filter(|_| !cell.is_empty());
    Query {
        code,
        sheet: there(sheet),
        cell: there(cell),
        heading: column.map(|column| column.heading(words.language)),
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

/// Cells by row and then by column.
fn by_row(cell: &str) -> (u32, usize, String) {
    let digits = cell.find(|sign: char| sign.is_ascii_digit()).unwrap_or(cell.len());
    (cell[digits..].parse().unwrap_or(0), digits, cell[..digits].to_owned())
}
