//! What is to be asked of whoever filled the sheets in, and how many rows each sheet had.

use super::asked::AskedOfCases;
use super::doubt::{OtherPlace, SheetDoubt};
use super::judged::{Judgements, NotJudgements};
use crate::phrases::Phrases;
use crate::problem::code;
use crate::returned::{Query, ReturnReport, SheetCount, by_row};

/// What is said of judgement sheets: `more` are the doubts that came up when they were written into the record.
pub fn report(
    judgements: &Judgements,
    more: &[(usize, SheetDoubt)],
    asked: &AskedOfCases<'_>,
    phrases: &Phrases,
) -> ReturnReport {
    let files = judgements.files_left_out.iter().map(|(number, why)| left_out(*number, *why, phrases));
    let mut problems: Vec<Query> = files.collect();
    for (number, sheet) in judgements.sheets.iter().enumerate() {
        let later = more.iter().filter(|(of, _)| *of == number).map(|(_, doubt)| doubt);
        let mut doubts: Vec<&SheetDoubt> = sheet.doubts.iter().chain(later).collect();
        doubts.sort_by_cached_key(|doubt| (by_row(&doubt.cell), doubt.code.id));
        problems.extend(doubts.into_iter().map(|doubt| query(judgements, &sheet.name, doubt, asked, phrases)));
    }
    let count = |sheet: &super::JudgementSheet| SheetCount {
        name: sheet.name.clone(),
        tier: None,
        rows: sheet.rows,
        kept: sheet.kept.len(),
        reported: sheet.rows.saturating_sub(sheet.kept.len()),
    };
    ReturnReport { sheets: judgements.sheets.iter().map(count).collect(), problems }
}

fn query(
    judgements: &Judgements,
    sheet: &str,
    doubt: &SheetDoubt,
    asked: &AskedOfCases<'_>,
    phrases: &Phrases,
) -> Query {
    let (about, other) = match (&doubt.column, &doubt.other) {
        (_, Some(OtherPlace::Imported(member))) => ("imported", member.clone()),
        (_, Some(OtherPlace::Cell(number, cell))) => {
            let sheet = judgements.sheets.get(*number).map_or("", |sheet| &sheet.name);
            ("", format!("`{sheet}!{cell}`"))
        }
        (Some(column), None) => (column.key(asked), String::new()),
        (None, None) => (doubt.about, String::new()),
    };
    let (what, ask) = phrases.question(doubt.code.id, about);
    Query {
        code: doubt.code,
        sheet: Some(sheet.to_owned()),
        cell: Some(doubt.cell.clone()),
        heading: doubt.column.map(|column| column.heading(asked)),
        what: what.replace("{other}", &other),
        ask: ask.to_owned(),
    }
}

/// What is said of a file of which nothing was taken.
fn left_out(number: usize, why: NotJudgements, phrases: &Phrases) -> Query {
    let (what, ask) = match why {
        NotJudgements::NotRead(why) => (why.words(), why.ask()),
        NotJudgements::NoSheet => phrases.question(code::NOT_JUDGEMENTS.id, ""),
    };
    Query {
        code: code::NOT_JUDGEMENTS,
        sheet: Some(format!("file {}", number + 1)),
        cell: None,
        heading: None,
        what: what.to_owned(),
        ask: ask.to_owned(),
    }
}
