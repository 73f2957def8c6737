//! Makes the sheets that inspectors send back.

use rust_xlsxwriter::{Workbook, Worksheet};

use super::workbooks::{Cell, Nothing, Text, put};

/// The headings of the sheet in the pack: the fixed ones, and the first and second question.
pub const HEADINGS: [&str; 7] = [
    "Case",
    "Tier",
    "Assessed by",
    "Interviewed by",
    "Assessed without",
    "Did the report to court give the court what it needed to know?",
    "Was a good enough assessment made of why the child or young person offended?",
];
pub const WELSH: [&str; 7] = [
    "Achos",
    "Haen",
    "Aseswyd gan",
    "Cyfwelwyd gan",
    "Aseswyd heb",
    "A roddodd yr adroddiad i’r llys yr hyn yr oedd angen i’r llys ei wybod?",
    "A wnaed asesiad digon da o’r rhesymau pam y troseddodd y plentyn neu’r person ifanc?",
];
const FIELDS: [&str; 7] = [
    "case",
    "tier",
    "assessed-by",
    "interviewed-by",
    "without",
    "answers-court-report",
    "answers-reoffending-assessment",
];
/// The other questions, which these sheets leave out.
pub const OTHERS: usize = 11;
/// The row of the first case, from 0; a spreadsheet shows it as 4.
pub const FIRST: u32 = 3;

/// A sheet that is being made.
#[derive(Clone)]
pub struct Sheet {
    pub name: &'static str,
    pub marker: &'static str,
    pub fields: Vec<&'static str>,
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// A row without a fault.
pub fn sound(case: &'static str) -> Vec<Cell> {
    vec![Text(case), Text("Community"), Text("Ruth Calder"), Nothing, Nothing, Text("Yes"), Text("No")]
}

/// Two cases, with a change.
pub fn sheet(change: impl FnOnce(&mut Sheet)) -> Sheet {
    let mut sheet = Sheet {
        name: "Judgements LI",
        marker: "sqspack:judgement-sheet:1:2027-01-aberford:li",
        fields: FIELDS.to_vec(),
        headings: HEADINGS.to_vec(),
        rows: vec![sound("AB01"), sound("AB03")],
    };
    change(&mut sheet);
    sheet
}

pub fn fill(into: &mut Worksheet, given: &Sheet) {
    into.set_name(given.name).expect("a name");
    into.write_string(0, 0, given.marker).expect("written");
    for (row, texts) in [(1, &given.fields), (2, &given.headings)] {
        for (column, text) in (0..).zip(texts) {
            into.write_string(row, column, *text).expect("written");
        }
    }
    for (row, cells) in (FIRST..).zip(&given.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(into, row, column, cell);
        }
    }
}

/// The workbook of a sheet, with a change of what the sheet cannot say itself.
pub fn file_with(given: &Sheet, change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let into = workbook.add_worksheet();
    fill(into, given);
    change(into);
    workbook.save_to_buffer().expect("saved")
}

pub fn file(change: impl FnOnce(&mut Sheet)) -> Vec<u8> {
    file_with(&sheet(change), |_| {})
}
