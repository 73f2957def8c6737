//! A question about a cell: kept in the record as `H14 sentenced SQS0807`, and put into words for the YOT. It never holds
//! what stands in the cell.

use super::fields::of_key;
use crate::problem::{Code, code};

/// What a question about a whole row names instead of a key.
pub const ROW: &str = "row";
/// What a question about a whole sheet names instead of a key.
pub const SHEET: &str = "sheet";

/// A question about a cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct CellQuestion {
    /// The cell, as a spreadsheet names it: `H14`.
    pub cell: String,
    /// The key that the cell fills, `ROW` or `SHEET`.
    pub about: String,
    /// What kind of question it is.
    pub code: Code,
}

impl CellQuestion {
    /// A question about a cell.
    pub fn new(cell: impl Into<String>, about: &str, code: Code) -> Self {
        Self { cell: cell.into(), about: about.to_owned(), code }
    }

    /// As the record keeps it.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.cell, self.about, self.code.id)
    }

    /// From the record's line; nothing if a person made something else of it.
    pub fn read(line: &str) -> Option<Self> {
        let mut parts = line.split_whitespace();
        let (cell, about, id) = (parts.next()?, parts.next()?, parts.next()?);
        let code = code::ALL.iter().find(|code| code.id == id)?;
        Some(Self::new(cell, about, *code))
    }

    /// Whether a value under its key answers it.
    pub fn is_answered_by_a_value(&self) -> bool {
        [code::EMPTY_CELL, code::UNCLEAR_DATE, code::NOT_A_DATE, code::CELL_WITHOUT_VALUE].contains(&self.code)
    }
}

/// What is said of a question, and what the YOT is asked, without any value of the list.
pub fn words(code: Code, about: &str) -> (&'static str, &'static str) {
    let is_date = of_key(about).is_some_and(|column| column.kind == super::fields::CellKind::Date);
    match code.id {
        "SQS0802" => (
            "this sheet has no row of headings that can be found, has too many rows, or is damaged; nothing of it was taken",
            "please put the headings of the sheet that we sent above the cases, delete what is no case, and send it again",
        ),
        "SQS0803" => (
            "the sheet has no such column, or has it twice",
            "please add the column as in the sheet that we sent, or say why it is not there",
        ),
        "SQS0804" => (
            "the family name or the first names are missing, so that this row was not taken",
            "please say whose sentence this is, or that the row is no case; a second sentence of a child needs the names again",
        ),
        "SQS0805" if about == ROW => (
            "this row looks like a total, a heading or a note and was not taken",
            "please say if it is a case after all",
        ),
        "SQS0805" => {
            ("this stands outside the columns of the list and was not taken", "please say whether it belongs to a case")
        }
        "SQS0806" => ("this cell is empty, and the case needs it", "please fill it in"),
        "SQS0807" => (
            "this date can be read with the day or with the month first, so that it was not taken",
            "please give the date with its month as a word",
        ),
        "SQS0808" => ("this is no date that can be read, so that it was not taken", "please give day, month and year"),
        "SQS0809" if about == "order" => ("this order is none of the list", "please choose the order from the list"),
        "SQS0809" if about == "asset-score" => {
            ("this is no score from 0 to 64", "please give the score, or say that AssetPlus was used")
        }
        "SQS0809" if about == "case-manager-email" => {
            ("this is no e-mail address", "please give the case manager’s address")
        }
        "SQS0809" => {
            ("this is none of the values of the list, so that it was not taken", "please choose one from the list")
        }
        "SQS0810" => (
            "a spreadsheet may have changed this ID: it lost digits or leading zeros, or another child has it",
            "please type the ID again as text, as the case system shows it",
        ),
        "SQS0811" => {
            ("this cell shows an error, or a formula without its value", "please type the value instead of the formula")
        }
        "SQS0812" if about == SHEET => ("this sheet is hidden; it was read", "please say if its cases are not meant"),
        "SQS0812" if about == ROW => ("this row is hidden; it was read", "please say if the case is not meant"),
        "SQS0812" => ("this column is hidden; it was read", "please say if its values are out of date"),
        "SQS0813" => (
            "this cell is merged with others; its value was taken for each of their rows",
            "please say if it holds for one row alone",
        ),
        "SQS0814" => (
            "another row has the same sentence of the same child; this one was not taken",
            "please say which of the two is right",
        ),
        "SQS0815" => (
            "this did not exist on the date of the sentence, or comes from another code list than the rest",
            "please check it and the date of the sentence",
        ),
        "SQS0816" => {
            ("the Asset score and the level of the Scaled Approach do not usually go together", "please check both")
        }
        "SQS0817" => (
            "a release needs the length of the licence, or the reason if there was none",
            "please fill in one of the two",
        ),
        "SQS0818" => (
            "the child is looked after, and the authority is neither home nor host; or the other way round",
            "please choose home or host, or correct the column ‘Looked after’",
        ),
        "SQS0819" => (
            "this date lies before the sentence, or after a date that has to follow it",
            "please check the dates of this row",
        ),
        "SQS0820" => (
            "this case manager is written in another way in another row",
            "please say whether the two are one person, and how the name is written",
        ),
        "SQS0821" if about == "line-manager" => {
            ("this case manager has no line manager", "please name the line manager")
        }
        "SQS0821" => ("this case manager has no e-mail address", "please give the address, to which the survey goes"),
        "SQS0822" => (
            "the sheet of case managers says nothing about this person, without which no schedule can be made",
            "please add a row there: absences, working pattern, needs, or that there are none",
        ),
        "SQS0823" => (
            "this cannot be read as days and times, so that it was not taken",
            "please give days with dates, and times where a part of a day is meant",
        ),
        "SQS0824" => ("this case manager has no case in the list", "please say whether a case is missing"),
        "SQS0825" => (
            "the list has fewer cases of this tier than are to be selected",
            "please check whether cases are missing from it",
        ),
        "SQS0411" => (
            "the sentence began outside the dates for this tier",
            "please check the date; a case outside the dates is not wanted",
        ),
        "SQS0412" => {
            ("this order belongs to another tier", "please check the order, or put the case on the sheet of its tier")
        }
        "SQS0413" => (
            "by these dates the child was not 10 to 17 when sentenced",
            "please check the date of birth and the date of the sentence",
        ),
        _ if is_date => ("this date is doubtful", "please check it"),
        _ => ("this is doubtful", "please check it"),
    }
}
