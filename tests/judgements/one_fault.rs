//! Workbooks with one fault each.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use sqspack::judgements::{self, NotJudgements};
use sqspack::workbook_reader::NotRead;

use super::sheets::{FIRST, HEADINGS, OTHERS, Sheet, WELSH, file, file_with, fill, sheet, sound};
use super::workbooks::{Date, F, Nothing, Number, Text, Truth, patched};
use super::{FOLDER, Imported, asked, import, with_asked};

/// Checks one workbook: what is asked beside the questions that these sheets leave out, and how many of how many rows are kept.
fn check(name: &str, file: Vec<u8>, questions: &[&str], kept: (usize, usize)) -> Imported {
    let imported = import(file);
    let is_of_another_column = |question: &&String| !question.starts_with("04 Judgements LI!A3");
    let told: Vec<String> = asked(&imported.report).iter().filter(is_of_another_column).cloned().collect();
    assert_eq!(told, questions, "{name}: {:?}", imported.report.problems);
    let sheet = &imported.report.sheets[0];
    assert_eq!((sheet.kept, sheet.rows, sheet.reported), (kept.0, kept.1, kept.1 - kept.0), "{name}");
    imported
}

type OneCell = (&'static str, usize, super::workbooks::Cell, &'static [&'static str], &'static str);

/// One cell of the first row changed: column, cell, what is asked, and what the record then holds.
const ONE_CELL: &[OneCell] = &[
    ("nothing wrong", 5, Text("Yes"), &[], "court-report = \"yes\""),
    ("capitals and blanks", 5, Text("  yES\u{a0}"), &[], "court-report = \"yes\""),
    ("the other language", 5, Text("Naddo"), &[], "court-report = \"no\""),
    ("words of several letters", 5, Text("NOT APPLICABLE"), &[], "court-report = \"not-applicable\""),
    ("as the record writes it", 5, Text("not-applicable"), &[], "court-report = \"not-applicable\""),
    ("a formula with its value", 5, F("=\"Yes\"", "Yes"), &[], "court-report = \"yes\""),
    ("no answer of the list", 5, Text("mostly"), &["09 Judgements LI!F4"], ""),
    ("two answers", 5, Text("Yes / No"), &["09 Judgements LI!F4"], ""),
    ("a number for an answer", 5, Number(1.0), &["09 Judgements LI!F4"], ""),
    ("a truth for an answer", 5, Truth(true), &["09 Judgements LI!F4"], ""),
    ("a date for an answer", 5, Date(2027, 1, 18), &["09 Judgements LI!F4"], ""),
    ("markup", 5, Text("=1+1<b>\\"), &["09 Judgements LI!F4"], ""),
    ("no answer", 5, Nothing, &["08 Judgements LI!F4"], ""),
    ("blanks alone", 5, Text(" \u{a0} "), &["08 Judgements LI!F4"], ""),
    ("nobody who assessed", 2, Nothing, &["08 Judgements LI!C4"], ""),
    ("an assessor in other capitals", 2, Text("ruth  CALDER"), &[], "assessed-by = \"Ruth Calder\""),
    ("half a name", 2, Text("Ruth"), &["10 Judgements LI!C4"], ""),
    ("an interviewer", 3, Text("Priya Nair"), &[], "interviewed-by = \"Priya Nair\""),
    ("an interviewer from elsewhere", 3, Text("Ann Wray"), &["10 Judgements LI!D4"], ""),
    ("a case manager who is none", 4, Text("Ann Wray"), &["10 Judgements LI!E4"], ""),
    ("an ID in small letters", 0, Text("ab 01"), &[], "case = \"AB01\""),
    ("another tier", 1, Text("Custodial"), &["14 Judgements LI!B4"], "case = \"AB01\""),
    ("no tier of the list", 1, Text("Youth"), &["14 Judgements LI!B4"], "case = \"AB01\""),
    ("the tier in Welsh", 1, Text("Cymunedol"), &[], "case = \"AB01\""),
    ("no tier", 1, Nothing, &[], "case = \"AB01\""),
];

#[test]
fn each_fault_of_one_cell_is_asked_about_at_its_cell_and_the_row_is_kept() {
    let mut seen = BTreeSet::new();
    for (name, column, cell, questions, held) in ONE_CELL {
        assert!(seen.insert(name), "{name} twice");
        let imported = check(name, file(|sheet| sheet.rows[0][*column] = cell.clone()), questions, (2, 2));
        assert!(imported.text.contains(held), "{name}: {}", imported.text);
    }
}

#[test]
fn no_message_and_no_line_of_the_record_holds_what_somebody_typed() {
    let secret = "Zyxwvut Quillfeather";
    for column in 0..HEADINGS.len() {
        let imported = import(file(|sheet| sheet.rows[0][column] = Text(secret)));
        let said: String =
            imported.report.problems.iter().map(|query| format!("{}{}", query.message(), query.ask)).collect();
        assert!(!said.contains("Zyxwvut") && !imported.text.contains("Zyxwvut"), "column {column}: {said}");
    }
    let named = import(file(|sheet| sheet.name = "Zyxwvut"));
    assert_eq!(named.report.sheets[0].name, "sheet 1");
    assert_eq!(named.report.sheets[0].kept, 2);
}

#[test]
fn rows_that_are_no_cases_are_reported_and_never_dropped() {
    let with = |row: Vec<super::workbooks::Cell>| file(|sheet| sheet.rows.push(row));
    check("no such case", with(sound("AB99")), &["06 Judgements LI!A6"], (2, 3));
    check("no case", with(vec![Nothing, Text("Community"), Text("Ruth Calder")]), &["06 Judgements LI!B6"], (2, 3));
    check("a total", with(vec![Text("Total"), Number(2.0)]), &["06 Judgements LI!A6"], (2, 3));
    check("headings again", with(HEADINGS.map(Text).to_vec()), &["05 Judgements LI!A6"], (2, 3));
    check("a case not judged yet", with(vec![Text("AB06"), Text("Community")]), &["07 Judgements LI!A6"], (2, 3));
    check("an empty row between", file(|sheet| sheet.rows.insert(1, vec![Nothing])), &[], (2, 2));
    let beside = file_with(&sheet(|_| {}), |sheet| drop(sheet.write_string(FIRST, 30, "ask Ada")));
    check("a note in the margin", beside, &["05 Judgements LI!AE4"], (2, 2));
    let below = file_with(&sheet(|_| {}), |sheet| drop(sheet.write_string(FIRST + 5, 30, "ask Ada")));
    check("a note beside no case", below, &["05 Judgements LI!AE9"], (2, 3));
}

#[test]
fn one_case_in_two_rows_is_taken_where_they_agree_and_asked_about_where_not() {
    check("the same twice", file(|sheet| sheet.rows.push(sound("AB01"))), &[], (3, 3));
    let other = file(|sheet| {
        sheet.rows.push(sound("AB01"));
        sheet.rows[2][5] = Text("No");
    });
    let imported = check("two answers", other, &["15 Judgements LI!F6"], (3, 3));
    assert_eq!(imported.text.matches("court-report = ").count(), 1, "only that of AB03: {}", imported.text);
    let what = &imported.report.problems.last().expect("a problem").what;
    assert!(what.contains("`Judgements LI!F4`"), "{what}");
}

#[test]
fn an_interview_that_was_held_and_was_not_is_taken_in_neither_way() {
    let manager = super::record(FOLDER).cases.case_managers[0].name.to_string();
    let without: &'static str = manager.leak();
    let both = file(|sheet| {
        sheet.rows[0][3] = Text("Priya Nair");
        sheet.rows[0][4] = Text(without);
    });
    let imported = check("both", both, &["16 Judgements LI!E4"], (2, 2));
    assert!(!imported.text.contains("interviewed-by") && !imported.text.contains("without ="), "{}", imported.text);
    let alone = check("without alone", file(|sheet| sheet.rows[0][4] = Text(without)), &[], (2, 2));
    assert!(alone.text.contains(&format!("without = \"{without}\"")), "{}", alone.text);
}

#[test]
fn what_is_hidden_or_merged_is_read_and_said() {
    let row = file_with(&sheet(|_| {}), |sheet| drop(sheet.set_row_hidden(FIRST)));
    check("a hidden row", row, &["12 Judgements LI!A4"], (2, 2));
    let column = file_with(&sheet(|_| {}), |sheet| drop(sheet.set_column_hidden(5)));
    check("a hidden column", column, &["12 Judgements LI!F3"], (2, 2));
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Code lists").expect("a name").write_string(0, 0, "Yes").expect("written");
    let hidden = workbook.add_worksheet();
    fill(hidden, &sheet(|_| {}));
    hidden.set_hidden(true);
    check("a hidden sheet", workbook.save_to_buffer().expect("saved"), &["12 Judgements LI!A3"], (2, 2));
    let merged = file_with(&sheet(|sheet| sheet.rows[1][5] = Nothing), |sheet| {
        sheet.merge_range(FIRST, 5, FIRST + 1, 5, "No", &Format::new()).expect("merged");
    });
    let imported = check("merged answers", merged, &["13 Judgements LI!F5"], (2, 2));
    assert_eq!(imported.text.matches("court-report = \"no\"").count(), 2);
}

#[test]
fn errors_and_formulas_without_value_lose_their_own_cell_alone() {
    let made = file(|sheet| sheet.rows[0][5] = Number(77.0));
    for (name, cell) in [
        ("an error", "<c r=\"F4\" t=\"e\"><v>#REF!</v></c>"),
        ("an error that nobody knows", "<c r=\"F4\" t=\"e\"><v>#SPILL!</v></c>"),
        ("no kept value", "<c r=\"F4\"><f>TODAY()</f></c>"),
    ] {
        let patched = patched(&made, "xl/worksheets/sheet1.xml", "<c r=\"F4\"><v>77</v></c>", cell);
        check(name, patched, &["11 Judgements LI!F4"], (2, 2));
    }
}

#[test]
fn columns_are_found_by_fields_and_by_headings_in_either_language_wherever_they_stand() {
    let no_fields = |sheet: &mut Sheet| {
        sheet.marker = "";
        sheet.fields.clear();
    };
    let reversed = |sheet: &mut Sheet| {
        sheet.fields.reverse();
        sheet.headings.reverse();
        sheet.rows.iter_mut().for_each(|row| row.reverse());
    };
    check("reversed", file(reversed), &[], (2, 2));
    check("no fields", file(no_fields), &[], (2, 2));
    let welsh = |sheet: &mut Sheet| {
        no_fields(sheet);
        sheet.headings = WELSH.to_vec();
    };
    check("Welsh", file(welsh), &[], (2, 2));
    check("own headings", file(|sheet| sheet.headings = vec!["?"; 7]), &[], (2, 2));
    let moved = |into: &mut Worksheet| drop(into.insert_note(0, 0, &rust_xlsxwriter::Note::new("mine")));
    check("a comment on a cell", file_with(&sheet(|_| {}), moved), &[], (2, 2));
    let lost = import(file(|sheet| {
        sheet.fields[5] = "";
        sheet.headings[5] = "Anything";
    }));
    let missing = asked(&lost.report).iter().filter(|question| question.starts_with("04 ")).count();
    assert_eq!(missing, OTHERS + 1);
    assert!(asked(&lost.report).contains(&"05 Judgements LI!F3".to_owned()), "{:?}", asked(&lost.report));
}

#[test]
fn a_sheet_that_is_none_of_this_inspection_or_cannot_be_read_gives_nothing() {
    let other = |sheet: &mut Sheet| sheet.marker = "sqspack:judgement-sheet:1:2024-03-aberford:li";
    let imported = check("another inspection", file(other), &["03 Judgements LI!A3"], (0, 2));
    assert_eq!(imported.text, "");
    let headless = |sheet: &mut Sheet| {
        sheet.fields.clear();
        sheet.headings = vec![""; 7];
    };
    check("no headings", file(headless), &["02 Judgements LI!A1"], (0, 0));
    let long = |sheet: &mut Sheet| sheet.rows = vec![sound("AB01"); 3_001];
    check("too many rows", file(long), &["02 Judgements LI!A3"], (0, 3_001));
    let far = file_with(&sheet(|_| {}), |sheet| drop(sheet.write_string(1_048_575, 16_383, "x")));
    check("the last row", far, &["02 Judgements LI!A3"], (0, 3));
    let newer = import(file(|sheet| sheet.marker = "sqspack:judgement-sheet:2:2027-01-aberford:li"));
    assert!(newer.read.is_newer && !import(file(|_| {})).read.is_newer);
}

#[test]
fn a_sheet_that_was_not_sent_is_told() {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), &sheet(|_| {}));
    workbook.add_worksheet().set_name("Notes").expect("a name").write_string(0, 0, "ask Ada").expect("written");
    workbook.add_worksheet().set_name("Sheet3").expect("a name");
    workbook.add_worksheet().set_name("Read this first").expect("a name").write_string(0, 0, "x").expect("written");
    let imported = check("notes", workbook.save_to_buffer().expect("saved"), &["05 sheet 2!A1"], (2, 2));
    assert_eq!(imported.report.sheets.len(), 2);
}

#[test]
fn files_of_other_kinds_are_told_apart_and_the_others_are_taken() {
    let mut plain = Workbook::new();
    plain.add_worksheet().write_string(0, 0, "Dear all").expect("written");
    let files = [
        Ok(b"Case;Tier\r\nAB01;x\r\n".to_vec()),
        Ok(file(|_| {})),
        Ok(b"%PDF-1.7".to_vec()),
        Err(NotRead::BeyondLimits),
        Ok(plain.save_to_buffer().expect("saved")),
    ];
    with_asked(FOLDER, |asked| {
        let read = judgements::read(&files, asked);
        let not_read = NotJudgements::NotRead;
        let expected = [
            (0, not_read(NotRead::SeparatedValues)),
            (2, not_read(NotRead::Pdf)),
            (3, not_read(NotRead::BeyondLimits)),
            (4, NotJudgements::NoSheet),
        ];
        assert_eq!(read.files_left_out, expected);
        assert_eq!(read.cases.len(), 2);
    });
}
