//! A cell into a value of the record, or a question about it.

use chrono::{Datelike, NaiveDate};

use super::dates;
use super::fields::CellKind;
use super::words::{ListWords, WordList, says_nothing};
use crate::problem::{Code, code};
use crate::record::{MOST_IN_LINE, normalise, single_spaced};
use crate::workbook_reader::{Sheets, Value};

/// A value as the record has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// Text.
    Text(String),
    /// A date.
    Day(NaiveDate),
    /// A number.
    Number(u32),
    /// Yes or no.
    Truth(bool),
}

impl Taken {
    /// As TOML writes it.
    pub fn toml(&self) -> toml_edit::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Day(day) => toml_date(*day).into(),
            Self::Number(number) => i64::from(*number).into(),
            Self::Truth(truth) => (*truth).into(),
        }
    }
}

/// A day as TOML writes it.
pub fn toml_date(day: NaiveDate) -> toml_edit::Datetime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    let date = toml_edit::Date { year, month: part(day.month()), day: part(day.day()) };
    toml_edit::Datetime { date: Some(date), time: None, offset: None }
}

/// What a cell gives: a value, a question, both or nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellRead {
    /// The value.
    pub taken: Option<Taken>,
    /// What is to be asked.
    pub question: Option<Code>,
}

impl CellRead {
    fn of(taken: Taken) -> Self {
        Self { taken: Some(taken), question: None }
    }

    fn asked(question: Code) -> Self {
        Self { taken: None, question: Some(question) }
    }
}

/// Digits that a spreadsheet keeps of a number.
const KEPT_DIGITS: f64 = 1e15;

/// The value of a cell in a column of a kind.
pub fn take(kind: CellKind, cell: &Value, sheets: &Sheets, words: &ListWords) -> CellRead {
    if let Value::Blank(_) = cell {
        return CellRead::asked(code::CELL_WITHOUT_VALUE);
    }
    if kind == CellKind::Date {
        return date(cell, sheets);
    }
    let text = match cell {
        Value::Text(text) => single_spaced(&normalise(text)),
        Value::Number(number, digits) => match number_as_text(*number, *digits) {
            Some(text) => text,
            None => return CellRead::asked(code::DOUBTFUL_ID),
        },
        Value::Truth(truth) if kind == CellKind::Truth => return CellRead::of(Taken::Truth(*truth)),
        // A spreadsheet makes dates of IDs and lengths: 3-4 becomes 3 April.
        Value::Truth(_) | Value::Date(_) => {
            return CellRead::asked(if kind == CellKind::Id { code::DOUBTFUL_ID } else { code::NOT_IN_LIST });
        }
        Value::Blank(_) => return CellRead::asked(code::CELL_WITHOUT_VALUE),
    };
    of_text(kind, &text, matches!(cell, Value::Text(_)), words)
}

fn of_text(kind: CellKind, text: &str, was_text: bool, words: &ListWords) -> CellRead {
    let is_nothing = says_nothing(text) || words.is_nobody(text);
    if text.is_empty() || (is_nothing && kind != CellKind::Id && kind != CellKind::Truth) {
        return CellRead::default();
    }
    if text.len() > MOST_IN_LINE {
        return CellRead::asked(code::NOT_IN_LIST);
    }
    match kind {
        CellKind::Text => CellRead::of(Taken::Text(text.to_owned())),
        CellKind::Id if was_text && is_scientific(text) => CellRead::asked(code::DOUBTFUL_ID),
        CellKind::Id => CellRead::of(Taken::Text(text.to_owned())),
        CellKind::Word(list) => match words.value(list, text) {
            Some(word) => CellRead::of(Taken::Text(word.to_owned())),
            None if list == WordList::ReleaseReason => CellRead::of(Taken::Text(text.to_owned())),
            // An order in words of the YOT's own is kept, and asked about.
            None if list == WordList::Order => {
                CellRead { taken: Some(Taken::Text(text.to_lowercase())), question: Some(code::NOT_IN_LIST) }
            }
            None => CellRead::asked(code::NOT_IN_LIST),
        },
        CellKind::Truth => {
            let truth = words.value(WordList::YesOrNo, text);
            truth.map_or(CellRead::asked(code::NOT_IN_LIST), |truth| CellRead::of(Taken::Truth(truth == "true")))
        }
        CellKind::Score => match text.parse::<u32>() {
            Ok(score) if score <= 64 => CellRead::of(Taken::Number(score)),
            _ => CellRead::asked(code::NOT_IN_LIST),
        },
        CellKind::Email => {
            let address = text.trim_start_matches("mailto:").trim_end_matches([';', ',', '.']);
            let address = address.rsplit_once('<').map_or(address, |(_, address)| address.trim_end_matches('>'));
            match email_address::EmailAddress::is_valid(address) && !address.contains(char::is_whitespace) {
                true => CellRead::of(Taken::Text(address.to_owned())),
                false => CellRead::asked(code::NOT_IN_LIST),
            }
        }
        CellKind::Date => dates::typed(text).map_or_else(CellRead::asked, |day| CellRead::of(Taken::Day(day))),
    }
}

fn date(cell: &Value, sheets: &Sheets) -> CellRead {
    let day = match cell {
        Value::Date(day) => day.and_then(dates::possible).ok_or(code::NOT_A_DATE),
        Value::Number(serial, _) => sheets.day(*serial).and_then(dates::possible).ok_or(code::NOT_A_DATE),
        Value::Text(text) if says_nothing(text) => return CellRead::default(),
        Value::Text(text) => dates::typed(text),
        Value::Truth(_) | Value::Blank(_) => Err(code::NOT_A_DATE),
    };
    day.map_or_else(CellRead::asked, |day| CellRead::of(Taken::Day(day)))
}

/// A number as its digits; nothing if the spreadsheet has lost some of them.
fn number_as_text(number: f64, digits: usize) -> Option<String> {
    if !number.is_finite() || number.abs() >= KEPT_DIGITS {
        return None;
    }
    Some(if number.fract() == 0.0 { format!("{number:0>digits$.0}") } else { number.to_string() })
}

/// A long number as a spreadsheet shortens it: 1.23E+17.
fn is_scientific(text: &str) -> bool {
    let Some((number, power)) = text.to_lowercase().split_once("e+").map(|(a, b)| (a.to_owned(), b.to_owned())) else {
        return false;
    };
    number.parse::<f64>().is_ok() && power.parse::<u32>().is_ok()
}
