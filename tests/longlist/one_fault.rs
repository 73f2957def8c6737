//! Workbooks with exactly one fault each, and the whole message that is expected.

use std::collections::BTreeSet;

use super::one_cell::ONE_CELL;
use super::workbooks::Cell::{self, Date, Nothing, Number, Text, Truth};
use super::workbooks::{HEADINGS, file, list};
use super::{asked, import, unsaid};

/// One cell of the first row changed: what is wrong, column, cell, the end of the code, and the cell that is asked about.
const MORE: &[(&str, usize, Cell, &str, &str)] = &[
    ("no gender", 3, Nothing, "06", "D5"),
    ("a number for a gender", 3, Number(1.0), "09", "D5"),
    ("a date for a gender", 3, Date(2026, 8, 14), "09", "D5"),
    ("a 13th month", 4, Text("21/13/2010"), "08", "E5"),
    ("a year alone", 4, Text("2010"), "08", "E5"),
    ("a day without its year", 4, Text("21 May"), "08", "E5"),
    ("two dates", 4, Text("21/05/2010 or 22/05/2010"), "08", "E5"),
    ("a child of six", 4, Date(2020, 1, 1), "13", "E5"),
    ("no ethnic group", 5, Nothing, "06", "F5"),
    ("a group of no list", 5, Text("Martian"), "09", "F5"),
    ("a code of no list", 5, Text("Z9"), "09", "F5"),
    ("no order", 6, Nothing, "06", "G5"),
    ("an order of no list", 6, Text("conditional caution"), "09", "G5"),
    ("no date of sentence", 7, Nothing, "06", "H5"),
    ("a month for a date", 7, Text("in August"), "08", "H5"),
    ("a date of sentence in doubt", 7, Text("05/06/2026"), "07", "H5"),
    ("a sentence after the window", 7, Date(2027, 1, 10), "11", "H5"),
    ("no length", 8, Nothing, "06", "I5"),
    ("a word for an end", 9, Text("revoked"), "08", "J5"),
    ("an end in doubt", 9, Text("10/11/2026"), "07", "J5"),
    ("a score above 64", 11, Number(65.0), "09", "L5"),
    ("half a score", 11, Number(12.5), "09", "L5"),
    ("a negative score", 11, Number(-3.0), "09", "L5"),
    ("a low score at a higher level", 11, Number(5.0), "16", "M5"),
    ("no level of the Scaled Approach", 12, Nothing, "06", "M5"),
    ("a level of another scale", 12, Text("Maximum"), "09", "M5"),
    ("no vulnerability", 13, Nothing, "06", "N5"),
    ("a vulnerability in other words", 13, Text("fairly"), "09", "N5"),
    ("no risk of harm", 14, Nothing, "06", "O5"),
    ("a percentage for a risk", 14, Number(0.4), "09", "O5"),
    ("no word on looked after", 15, Nothing, "06", "P5"),
    ("perhaps looked after", 15, Text("perhaps"), "09", "P5"),
    ("an authority that is neither", 16, Text("Elsewhere"), "09", "Q5"),
    ("no word on child protection", 17, Nothing, "06", "R5"),
    ("sometimes on a plan", 17, Text("sometimes"), "09", "R5"),
    ("a blank in an address", 19, Text("ada pryor@aberford.example"), "09", "T5"),
    ("two addresses", 19, Text("ada@aberford.example; tom@aberford.example"), "09", "T5"),
    ("no office", 21, Nothing, "06", "V5"),
    ("yes for an ID", 0, Truth(true), "10", "A5"),
];

/// What is said and asked by the end of a code, for a column's own words with its heading.
const WORDS: &[(&str, &str, &str, &str)] = &[
    ("06", "", "this cell is empty, and the case needs it", "please fill it in"),
    (
        "07",
        "",
        "this date can be read with the day or with the month first, so that it was not taken",
        "please give the date with its month as a word",
    ),
    ("08", "", "this is no date that can be read, so that it was not taken", "please give day, month and year"),
    ("09", "Order or sentence", "this order is none of the list", "please choose the order from the list"),
    ("09", "Asset score", "this is no score from 0 to 64", "please give the score, or say that AssetPlus was used"),
    ("09", "Case manager’s e-mail", "this is no e-mail address", "please give the case manager’s address"),
    ("09", "", "this is none of the values of the list, so that it was not taken", "please choose one from the list"),
    (
        "10",
        "",
        "a spreadsheet may have changed this ID: it lost digits or leading zeros, or another child has it",
        "please type the ID again as text, as the case system shows it",
    ),
    (
        "11",
        "",
        "the sentence began outside the dates for this tier",
        "please check the date; a case outside the dates is not wanted",
    ),
    (
        "12",
        "",
        "this order belongs to another tier",
        "please check the order, or put the case on the sheet of its tier",
    ),
    (
        "13",
        "",
        "by these dates the child was not 10 to 17 when sentenced",
        "please check the date of birth and the date of the sentence",
    ),
    ("16", "", "the Asset score and the level of the Scaled Approach do not usually go together", "please check both"),
    (
        "18",
        "",
        "the child is looked after, and the authority is neither home nor host; or the other way round",
        "please choose home or host, or correct the column ‘Looked after’",
    ),
    (
        "19",
        "",
        "this date lies before the sentence, or after a date that has to follow it",
        "please check the dates of this row",
    ),
    (
        "20",
        "",
        "this case manager is written in another way in another row",
        "please say whether the two are one person, and how the name is written",
    ),
];

/// Each fault once: what is wrong, column, cell, and the one question.
fn faults() -> Vec<(&'static str, usize, &'static Cell, String)> {
    let more = MORE
        .iter()
        .map(|(name, column, cell, code, place)| (*name, *column, cell, format!("{code} Community!{place}")));
    let one_cell = ONE_CELL.iter().filter(|(_, _, _, questions, _)| questions.len() == 1);
    one_cell
        .map(|(name, column, cell, questions, _)| (*name, *column, cell, questions[0].to_owned()))
        .chain(more)
        .collect()
}

#[test]
fn each_of_more_than_60_workbooks_with_one_fault_gives_one_message_with_its_cell_its_heading_and_what_to_ask() {
    let mut seen = BTreeSet::new();
    for (name, column, cell, question) in faults() {
        assert!(seen.insert(name), "{name} twice");
        let made = file(&list(|sheet| sheet.rows[0][column] = cell.clone()));
        let report = import(&made).report;
        assert_eq!(asked(&report), std::slice::from_ref(&question), "{name}");
        let problem = report.problems.iter().find(|query| query.code.id != "SQS0825").expect("a problem");
        let (code, place) = question.split_once(" Community!").expect("a code and a cell");
        let asked_column = usize::from(place.as_bytes()[0] - b'A');
        let heading = HEADINGS[asked_column];
        let words = |of: &str| WORDS.iter().find(|(known, column, ..)| *known == code && *column == of);
        let (_, _, what, ask) = words(heading).or_else(|| words("")).unwrap_or_else(|| panic!("{name}: no words"));
        assert_eq!(problem.message(), format!("`Community!{place}` ({heading}): {what}"), "{name}");
        assert_eq!(problem.ask, *ask, "{name}");
        assert_eq!((report.sheets[0].kept, report.sheets[0].rows), (2, 2), "{name}");
        assert_eq!(unsaid(&made), Vec::<String>::new(), "{name}");
    }
    assert!(seen.len() > 60, "{}", seen.len());
}
