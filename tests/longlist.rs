//! Workbooks as YOTs send them back, one fault each, from the sheet to the record.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use sqspack::facts::{self, Facts};
use sqspack::longlist::{self, Change, Report, Take};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Record, Sources};
use sqspack::workbook_reader::NotRead;
use sqspack::workspace::Workspace;

/// What stands in a cell.
#[derive(Clone, Debug)]
enum Cell {
    Text(&'static str),
    Number(f64),
    Shown(f64, &'static str),
    Date(i32, u32, u32),
    Truth(bool),
    Formula(&'static str, &'static str),
    Nothing,
}
use Cell::{Date, Formula as F, Nothing, Number, Shown, Text, Truth};

const HEADINGS: [&str; 22] = [
    "Case system ID",
    "Family name",
    "First names",
    "Gender",
    "Date of birth",
    "Ethnicity",
    "Order or sentence",
    "Sentence date",
    "Length of sentence",
    "Date terminated",
    "Reason if it ended early",
    "Asset score",
    "Scaled Approach level",
    "Highest vulnerability",
    "Highest RoSH",
    "Looked after",
    "Home or host",
    "Child protection plan",
    "Case manager",
    "Case manager’s e-mail",
    "Line manager",
    "Office",
];
const WELSH: [&str; 22] = [
    "Rhif yn y system achosion",
    "Cyfenw",
    "Enwau cyntaf",
    "Rhywedd",
    "Dyddiad geni",
    "Ethnigrwydd",
    "Gorchymyn neu ddedfryd",
    "Dyddiad y ddedfryd",
    "Hyd y ddedfryd",
    "Dyddiad dod i ben",
    "Rheswm os daeth i ben yn gynnar",
    "Sgôr Asset",
    "Lefel y Dull Graddedig",
    "Bregusrwydd uchaf",
    "Risg uchaf o niwed difrifol",
    "Yn derbyn gofal",
    "Cartref neu letyol",
    "Ar y gofrestr amddiffyn plant",
    "Rheolwr achos",
    "E-bost y rheolwr achos",
    "Rheolwr llinell",
    "Swyddfa",
];
const FIRST: u32 = 4;

/// A row without a fault, of a child with a number of its own.
fn sound(id: &'static str, family: &'static str) -> Vec<Cell> {
    vec![
        Text(id),
        Text(family),
        Text("Wren"),
        Text("Male"),
        Date(2010, 5, 21),
        Text("W1 White: British"),
        Text("youth rehabilitation order"),
        Date(2026, 8, 14),
        Text("12 months"),
        Nothing,
        Nothing,
        Number(20.0),
        Text("Enhanced"),
        Text("Medium"),
        Text("Low"),
        Text("No"),
        Nothing,
        Text("No"),
        Text("Ada Pryor"),
        Text("ada.pryor@aberford.example"),
        Text("Tom Hale"),
        Text("Millgate House"),
    ]
}

/// A list that is being made.
struct Sheet {
    name: &'static str,
    headings: [&'static str; 22],
    rows: Vec<Vec<Cell>>,
}

fn list(change: impl FnOnce(&mut Sheet)) -> Sheet {
    let mut sheet = Sheet {
        name: "Community",
        headings: HEADINGS,
        rows: vec![sound("0048218", "Quillfeather"), sound("0048263", "Orrowick")],
    };
    change(&mut sheet);
    sheet
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let date = Format::new().set_num_format("d mmm yyyy");
    let done = match cell {
        Text(text) => sheet.write_string(row, column, *text).map(|_| ()),
        Number(number) => sheet.write_number(row, column, *number).map(|_| ()),
        Shown(number, format) => {
            sheet.write_number_with_format(row, column, *number, &Format::new().set_num_format(*format)).map(|_| ())
        }
        Date(year, month, day) => {
            let day = ExcelDateTime::from_ymd(*year as u16, *month as u8, *day as u8).expect("a day");
            sheet.write_datetime_with_format(row, column, &day, &date).map(|_| ())
        }
        Truth(truth) => sheet.write_boolean(row, column, *truth).map(|_| ()),
        F(formula, result) => sheet.write_formula(row, column, Formula::new(*formula).set_result(*result)).map(|_| ()),
        Nothing => Ok(()),
    };
    done.expect("written");
}

fn fill(sheet: &mut Worksheet, given: &Sheet) {
    sheet.set_name(given.name).expect("a name");
    sheet.write_string(0, 0, "OFFICIAL-SENSITIVE").expect("written");
    for (column, heading) in (0..).zip(given.headings) {
        sheet.write_string(FIRST - 1, column, heading).expect("written");
    }
    for (row, cells) in (FIRST..).zip(&given.rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell);
        }
    }
}

fn managers(sheet: &mut Worksheet, rows: &[[&str; 5]]) {
    sheet.set_name("Case managers").expect("a name");
    let head = ["Case manager", "Working pattern", "Away the week before", "Not available", "Needs"];
    for (row, cells) in (0..).zip(std::iter::once(&head).chain(rows)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, *text).expect("written");
        }
    }
}

const ADA: [[&str; 5]; 1] = [["Ada Pryor", "", "", "", ""]];

fn file_with(given: &Sheet, change: impl FnOnce(&mut Worksheet), people: &[[&str; 5]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(sheet, given);
    change(sheet);
    if !people.is_empty() {
        managers(workbook.add_worksheet(), people);
    }
    workbook.save_to_buffer().expect("saved")
}

fn file(given: &Sheet) -> Vec<u8> {
    file_with(given, |_| {}, &ADA)
}

/// The file with a text of one of its parts changed.
fn patched(file: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let name = entry.name().expect("a name").to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        if name == part {
            let text = String::from_utf8(bytes).expect("text");
            assert!(text.contains(from), "{from} in {text}");
            bytes = text.replacen(from, to, 1).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 18).expect("a day")
}

struct Imported {
    children: String,
    cases: String,
    changes: Vec<Change>,
    report: Report,
}

/// Imports into the demonstration's record without its children and cases, or into what was imported before.
fn import_into(file: &[u8], children: &str, cases: &str, take: &[&str]) -> Imported {
    static DEMONSTRATION: OnceLock<(Workspace, Record)> = OnceLock::new();
    let (workspace, record) = DEMONSTRATION.get_or_init(|| {
        let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace");
        let (record, found) = workspace.read("2027-01-aberford");
        assert!(found.is_empty(), "{found:?}");
        (workspace, record)
    });
    let list = longlist::read(file, monday()).expect("a list");
    let take = Take(take.iter().map(|text| (*text).to_owned()).collect());
    let merged = longlist::merge(&list, children, cases, &take).expect("merged");
    let mut sources: Sources = record.sources.clone();
    for (kind, text) in [(FileKind::Children, &merged.children), (FileKind::Cases, &merged.cases)] {
        sources.insert(kind, Arc::new(SourceFile::new(kind.name().to_owned(), text.clone())));
    }
    let (record, found) = Record::read("2027-01-aberford", sources);
    assert!(found.is_empty(), "{found:?}\n{}", merged.children);
    let holidays = facts::holidays(&workspace.settings);
    let report = longlist::report(&record, &Facts::new(&record, &workspace.settings, &holidays));
    Imported { children: merged.children, cases: merged.cases, changes: merged.changes, report }
}

fn import(file: &[u8]) -> Imported {
    import_into(file, "", "", &[])
}

/// The questions without the one about too few cases, each as code and place.
fn asked(report: &Report) -> Vec<String> {
    let place = |query: &longlist::Query| {
        format!(
            "{} {}!{}",
            &query.code.id[5..],
            query.sheet.as_deref().unwrap_or(""),
            query.cell.as_deref().unwrap_or("")
        )
    };
    report.problems.iter().filter(|query| query.code.id != "SQS0825").map(place).collect()
}

/// Checks one list: what is asked, and how many of how many rows of its first sheet are kept.
fn check(name: &str, file: &[u8], questions: &[&str], kept: (usize, usize)) -> Imported {
    let imported = import(file);
    assert_eq!(asked(&imported.report), questions, "{name}");
    let sheet = &imported.report.sheets[0];
    assert_eq!((sheet.kept, sheet.rows), kept, "{name}");
    for sheet in &imported.report.sheets {
        assert_eq!(sheet.kept + sheet.reported, sheet.rows, "{name}");
    }
    imported
}

/// One cell of the first row changed: column, cell, what is asked, and what the record then holds.
type OneCell = (&'static str, usize, Cell, &'static [&'static str], &'static str);

const ONE_CELL: &[OneCell] = &[
    ("nothing wrong", 3, Text("Male"), &[], "gender = \"male\""),
    ("spaces and capitals", 3, Text("  mALE "), &[], "gender = \"male\""),
    ("a no-break space", 1, Text("Quill\u{a0}Feather\u{a0}"), &[], "family-name = \"Quill Feather\""),
    ("one letter", 3, Text("F"), &[], "gender = \"female\""),
    ("in Welsh", 3, Text("Benyw"), &[], "gender = \"female\""),
    ("no gender of the list", 3, Text("Person"), &["09 Community!D5"], ""),
    ("a date as text", 4, Text("21/05/2010"), &[], "date-of-birth = 2010-05-21"),
    ("a date with dots", 4, Text("21.5.10"), &[], "date-of-birth = 2010-05-21"),
    ("a date with its month in Welsh", 4, Text("21 Mai 2010"), &[], "date-of-birth = 2010-05-21"),
    ("a date as serial number", 4, Number(40319.0), &[], "date-of-birth = 2010-05-21"),
    ("a date in another format", 4, Shown(40319.0, "m/d/yy"), &[], "date-of-birth = 2010-05-21"),
    ("an ambiguous date", 4, Text("05/06/2010"), &["07 Community!E5"], ""),
    ("an American date", 4, Text("05/21/2010"), &["07 Community!E5"], ""),
    ("no date", 4, Text("spring"), &["08 Community!E5"], ""),
    ("a day that is not", 4, Text("31/02/2010"), &["08 Community!E5"], ""),
    ("the 60th day of 1900", 4, Shown(60.0, "d mmm yyyy"), &["08 Community!E5"], ""),
    ("a negative date", 4, Number(-4.0), &["08 Community!E5"], ""),
    ("a year beyond all", 4, Shown(3_000_000.0, "d mmm yyyy"), &["08 Community!E5"], ""),
    ("yes in a column of dates", 4, Truth(true), &["08 Community!E5"], ""),
    ("no date of birth", 4, Nothing, &["06 Community!E5"], ""),
    ("blanks alone", 4, Text(" \u{a0} "), &["06 Community!E5"], ""),
    ("a code alone", 5, Text("b2"), &[], "ethnicity = \"B2\""),
    ("words alone", 5, Text("White British"), &[], "ethnicity = \"W1\""),
    ("code and words in Welsh", 5, Text("W1 Gwyn: Prydeinig"), &[], "ethnicity = \"W1\""),
    ("a word of two lists", 5, Text("Chinese"), &["09 Community!F5"], ""),
    ("an abbreviated order", 6, Text("YRO"), &[], "order = \"youth rehabilitation order\""),
    ("an order in Welsh", 6, Text("Gorchymyn adsefydlu ieuenctid"), &[], "order = \"youth rehabilitation order\""),
    ("an order that could be two", 6, Text("RO"), &["09 Community!G5"], ""),
    ("an order of another tier", 6, Text("Referral order"), &["12 Community!G5"], "order = \"referral order\""),
    ("outside the window", 7, Date(2026, 1, 5), &["11 Community!H5"], "sentenced = 2026-01-05"),
    ("an age that cannot be", 4, Date(1998, 5, 21), &["13 Community!E5"], "date-of-birth = 1998-05-21"),
    ("an end before the sentence", 9, Date(2026, 1, 1), &["19 Community!J5"], "terminated = 2026-01-01"),
    ("a score against the level", 11, Number(40.0), &["16 Community!M5"], "asset-score = 40"),
    ("a score as text", 11, Text("20"), &[], "asset-score = 20"),
    ("AssetPlus", 11, Text("AssetPlus"), &[], ""),
    ("no score", 11, Text("twenty"), &["09 Community!L5"], ""),
    ("a level abbreviated", 13, Text("v. high"), &[], "vulnerability = \"very high\""),
    ("a level in Welsh", 13, Text("Canolig"), &[], "vulnerability = \"medium\""),
    ("no level", 14, Text("fairly"), &["09 Community!O5"], ""),
    ("yes without home or host", 15, Text("Y"), &["18 Community!Q5"], "looked-after = true"),
    ("no in Welsh", 15, Text("Nac ydy"), &[], "looked-after = false"),
    ("yes as a truth", 17, Truth(true), &[], "child-protection = true"),
    ("home without looked after", 16, Text("Home"), &["18 Community!Q5"], "authority = \"home\""),
    ("no address", 19, Nothing, &["06 Community!T5"], ""),
    ("no e-mail address", 19, Text("ada"), &["09 Community!T5"], ""),
    ("a name before the address", 19, Text("Ada <ada.pryor@aberford.example>;"), &[], "ada.pryor@aberford.example"),
    ("no line manager", 20, Nothing, &["06 Community!U5"], ""),
    (
        "a case manager in two spellings",
        18,
        Text("Ada Prior"),
        &["20 Community!S5", "22 Community!S5"],
        "case-manager = \"Ada Prior\"",
    ),
    ("nobody suitable", 18, Text("Nobody suitable"), &[], ""),
    ("an ID shown with zeros", 0, Shown(48218.0, "0000000"), &[], "system-id = \"0048218\""),
    ("an ID without its zeros", 0, Number(48218.0), &["10 Community!A5"], "system-id = \"48218\""),
    ("an ID of 18 digits", 0, Number(123_456_789_012_345_678.0), &["10 Community!A5"], ""),
    ("an ID in scientific form", 0, Text("1.23457E+17"), &["10 Community!A5"], ""),
    ("an ID that became a date", 0, Date(2026, 4, 3), &["10 Community!A5"], ""),
    ("no ID", 0, Nothing, &["06 Community!A5"], ""),
    ("the ID of another child", 0, Text("0048263"), &["10 Community!A6"], "system-id = \"0048263\""),
    ("a formula with its value", 1, F("=A1", "Quillfeather"), &[], "family-name = \"Quillfeather\""),
    ("a length with a space too many", 8, Text("12  months"), &[], "sentence-length = \"12 months\""),
    ("a length that became a date", 8, Date(2026, 12, 1), &["09 Community!I5"], ""),
    ("markup", 1, Text("=HYPERLINK(\"x\")<b>\\"), &[], "family-name = '=HYPERLINK(\"x\")<b>\\'"),
    ("a line break", 1, Text("Quill\r\nFeather"), &[], "family-name = \"Quill Feather\""),
];

#[test]
fn each_fault_of_one_cell_is_asked_about_at_its_cell_and_the_row_is_kept() {
    let mut seen = std::collections::BTreeSet::new();
    for (name, column, cell, questions, held) in ONE_CELL {
        assert!(seen.insert(name), "{name} twice");
        let imported = check(name, &file(&list(|sheet| sheet.rows[0][*column] = cell.clone())), questions, (2, 2));
        assert!(imported.children.contains(held), "{name}: {}", imported.children);
    }
}

#[test]
fn no_message_holds_what_stands_in_a_cell_of_a_child() {
    let secret = "Zyxwvut";
    for column in 0..HEADINGS.len() {
        let report = import(&file(&list(|sheet| sheet.rows[0][column] = Text(secret)))).report;
        let said: String = report.problems.iter().map(|query| format!("{}{}", query.message, query.ask)).collect();
        assert!(!said.contains(secret), "column {column}: {said}");
    }
}

#[test]
fn columns_in_another_order_and_headings_in_welsh_are_found() {
    let mut sheet = list(|sheet| sheet.headings = WELSH);
    sheet.name = "Cymunedol";
    check("Welsh", &file(&sheet), &[], (2, 2));
    sheet.headings.reverse();
    sheet.rows.iter_mut().for_each(|row| row.reverse());
    check("reversed", &file(&sheet), &[], (2, 2));
    sheet.name = "Comunity";
    check("a slip in the sheet's name", &file(&sheet), &[], (2, 2));
}

#[test]
fn rows_that_are_no_cases_are_reported_and_never_dropped() {
    let with = |row: Vec<Cell>| file(&list(|sheet| sheet.rows.push(row)));
    check("a total", &with(vec![Text("Total"), Number(2.0)]), &["05 Community!A7"], (2, 3));
    check("a note", &with(vec![Nothing, Nothing, Text("more to follow")]), &["05 Community!C7"], (2, 3));
    check("headings again", &with(HEADINGS.map(Text).to_vec()), &["05 Community!A7"], (2, 3));
    check(
        "no name",
        &with(
            sound("0048300", "")
                .into_iter()
                .map(|cell| if matches!(cell, Text("")) { Nothing } else { cell })
                .collect(),
        ),
        &["04 Community!A7"],
        (2, 3),
    );
    check("a sentence twice", &with(sound("0048218", "Quillfeather")), &["14 Community!A7"], (2, 3));
    let other_sentence = || {
        let mut row = sound("0048218", "Quillfeather");
        row[7] = Date(2026, 9, 1);
        row
    };
    check("a second sentence", &with(other_sentence()), &[], (3, 3));
    let gap = file(&list(|sheet| sheet.rows.insert(1, vec![Nothing])));
    check("an empty row between", &gap, &[], (2, 2));
    let aside = file_with(&list(|_| {}), |sheet| drop(sheet.write_string(FIRST, 30, "ask Ada")), &ADA);
    check("a note in the margin", &aside, &["05 Community!AE5"], (2, 2));
    let beside = file_with(&list(|_| {}), |sheet| drop(sheet.write_string(FIRST + 5, 30, "ask Ada")), &ADA);
    check("a note beside no case", &beside, &["05 Community!AE10"], (2, 3));
    let above = file_with(&list(|_| {}), |sheet| drop(sheet.write_string(1, 3, "sent by Ada")), &ADA);
    check("a row above", &above, &[], (2, 2));
}

#[test]
fn what_is_hidden_or_merged_is_read_and_said() {
    let row = file_with(&list(|_| {}), |sheet| drop(sheet.set_row_hidden(FIRST)), &ADA);
    check("a hidden row", &row, &["12 Community!A5"], (2, 2));
    let column = file_with(&list(|_| {}), |sheet| drop(sheet.set_column_hidden(3)), &ADA);
    check("a hidden column", &column, &["12 Community!D4"], (2, 2));
    let mut workbook = Workbook::new();
    managers(workbook.add_worksheet(), &ADA);
    let sheet = workbook.add_worksheet();
    fill(sheet, &list(|_| {}));
    sheet.set_hidden(true);
    let imported = import(&workbook.save_to_buffer().expect("saved"));
    assert_eq!(asked(&imported.report), ["12 Community!A4"]);
    assert_eq!(imported.report.sheets[1].kept, 2);
    let merged = list(|sheet| {
        sheet.rows[1] = sound("0048218", "Quillfeather");
        sheet.rows[1][7] = Date(2026, 9, 1);
        for column in [1, 2] {
            sheet.rows[1][column] = Nothing;
        }
    });
    let merge = |sheet: &mut Worksheet| {
        sheet.merge_range(FIRST, 1, FIRST + 1, 1, "Quillfeather", &Format::new()).expect("merged");
        sheet.merge_range(FIRST, 2, FIRST + 1, 2, "Wren", &Format::new()).expect("merged");
    };
    check("merged names", &file_with(&merged, merge, &ADA), &["13 Community!B6", "13 Community!C6"], (2, 2));
}

#[test]
fn errors_and_formulas_without_value_lose_their_own_cell_alone() {
    let part = "xl/worksheets/sheet1.xml";
    let made = file(&list(|sheet| sheet.rows[0][21] = Number(77.0)));
    for (name, cell) in [
        ("an error", "<c r=\"V5\" t=\"e\"><v>#REF!</v></c>"),
        ("an error that nobody knows", "<c r=\"V5\" t=\"e\"><v>#SPILL!</v></c>"),
        ("no kept value", "<c r=\"V5\"><f>TODAY()</f></c>"),
    ] {
        check(name, &patched(&made, part, "<c r=\"V5\"><v>77</v></c>", cell), &["11 Community!V5"], (2, 2));
    }
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let made = file(&list(|sheet| sheet.rows[0][4] = Number(38857.0)));
    let flagged = patched(&made, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    let imported = import(&flagged);
    assert!(imported.children.contains("date-of-birth = 2010-05-21"), "{}", imported.children);
}

#[test]
fn a_cell_in_the_last_row_and_column_stops_nothing() {
    let far = file_with(&list(|_| {}), |sheet| drop(sheet.write_string(FIRST, 16_383, "x")), &ADA);
    check("the last column", &far, &["05 Community!GS5"], (2, 2));
    let far = file_with(&list(|_| {}), |sheet| drop(sheet.write_string(1_048_575, 16_383, "x")), &ADA);
    check("the last row", &far, &["02 Community!A4"], (0, 3));
}

#[test]
fn a_sheet_of_a_tier_without_headings_and_a_missing_column_are_reported() {
    let headless = file(&list(|sheet| sheet.headings = [""; 22]));
    check("no headings", &headless, &["02 Community!A1"], (0, 0));
    let short = file(&list(|sheet| {
        sheet.headings[14] = "Anything";
    }));
    check("a column lost", &short, &["03 Community!A4", "05 Community!O4"], (2, 2));
}

#[test]
fn custodial_fields_are_asked_for_on_the_custodial_sheet() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut given = list(|sheet| {
        sheet.name = "Custodial";
        for row in &mut sheet.rows {
            row[6] = Text("DTO");
        }
    });
    given.rows.pop();
    fill(sheet, &given);
    for (column, heading) in (22..).zip(["Date of release", "Reason for release", "Length of licence"]) {
        sheet.write_string(FIRST - 1, column, heading).expect("written");
    }
    managers(workbook.add_worksheet(), &ADA);
    let made = workbook.save_to_buffer().expect("saved");
    check("no release", &made, &["06 Custodial!W5"], (1, 1));
}

#[test]
fn availability_goes_to_the_case_manager_and_what_cannot_be_read_is_asked_about() {
    let people =
        [["Ada Pryor", "Mon to Wed", "12 January", "Tuesday pm", "wears a hearing aid"], ["Bo Marsh", "", "", "", ""]];
    let imported = import(&file_with(&list(|_| {}), |_| {}, &people));
    assert_eq!(asked(&imported.report), ["24 Case managers!A3"]);
    for line in [
        "works = [\"monday\", \"tuesday\", \"wednesday\"]",
        "away = [2027-01-12]",
        "unavailable = [{ on = 2027-01-19, from = 13:00:00, to = 17:00:00 }]",
        "email = \"ada.pryor@aberford.example\"",
        "line-manager = \"Tom Hale\"",
    ] {
        assert!(imported.cases.contains(line), "{line}: {}", imported.cases);
    }
    assert!(
        imported.children.contains("case-manager-needs = \"wears a hearing aid\"")
            && !imported.cases.contains("hearing")
    );
    let unread = [["Ada Pryor", "term time", "soon", "perhaps", ""]];
    let asked_of = asked(&import(&file_with(&list(|_| {}), |_| {}, &unread)).report);
    assert_eq!(asked_of, ["23 Case managers!B2", "23 Case managers!C2", "23 Case managers!D2"]);
    assert_eq!(asked(&import(&file_with(&list(|_| {}), |_| {}, &[])).report), ["22 Community!S5"]);
}

#[test]
fn files_of_other_kinds_are_told_apart() {
    let zip = |names: &[&str]| {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        }
        out.finish().expect("finished").into_inner()
    };
    let compound = |name: &str| {
        let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file
    };
    let cases: [(Vec<u8>, NotRead); 13] = [
        (Vec::new(), NotRead::Empty),
        (compound("Workbook"), NotRead::OldExcel),
        (compound("EncryptedPackage"), NotRead::Password),
        (compound("WordDocument"), NotRead::OtherDocument),
        (zip(&["mimetype", "content.xml", "META-INF/manifest.xml"]), NotRead::OpenDocument),
        (zip(&["xl/workbook.bin"]), NotRead::Binary),
        (zip(&["xl/workbook.xml", "xl/vbaProject.bin"]), NotRead::Macros),
        (zip(&["word/document.xml"]), NotRead::OtherDocument),
        (b"Family name;First names\r\nA;B\r\n".to_vec(), NotRead::SeparatedValues),
        (b"Dear all".to_vec(), NotRead::Text),
        (b"<html><table></table></html>".to_vec(), NotRead::WebPage),
        (b"%PDF-1.7".to_vec(), NotRead::Pdf),
        (b"PK\x03\x04 nothing".to_vec(), NotRead::Damaged),
    ];
    for (file, kind) in cases {
        assert_eq!(longlist::read(&file, monday()).expect_err("not read"), kind);
    }
}

#[test]
fn a_second_import_of_the_same_list_changes_nothing() {
    let made = file(&list(|_| {}));
    let first = import_into(&made, "# mine\n", "# ours\n[[case]]\nid = \"AB01\" # first\ntier = \"community\"\n", &[]);
    assert!(first.children.starts_with("# mine\n") && first.cases.contains("id = \"AB01\" # first"));
    assert_eq!(first.changes.len(), 3, "{:?}", first.changes);
    let second = import_into(&made, &first.children, &first.cases, &[]);
    assert_eq!((second.children, second.cases, second.changes), (first.children, first.cases, vec![]));
}

#[test]
fn a_second_import_takes_what_changed_and_leaves_what_a_person_edited_unless_told() {
    let first = import(&file(&list(|_| {})));
    let changed = file(&list(|sheet| {
        sheet.rows[0][8] = Text("18 months");
        sheet.rows[1][8] = Text("24 months");
        sheet.rows.push(sound("0048999", "Thistledrake"));
    }));
    let edited =
        first.children.replacen("sentence-length = \"12 months\"", "sentence-length = \"13 months\" # by telephone", 1);
    let keys = vec!["sentence-length".to_owned()];
    let second = import_into(&changed, &edited, &first.cases, &[]);
    assert_eq!(
        second.changes,
        [
            Change::Kept("L001".into(), keys.clone()),
            Change::Changed("L002".into(), keys.clone()),
            Change::New("L003".into())
        ]
    );
    assert!(second.children.contains("\"13 months\" # by telephone") && second.children.contains("\"24 months\""));
    let third = import_into(&changed, &edited, &first.cases, &["L001.sentence-length"]);
    assert!(third.children.contains("\"18 months\" # by telephone"), "{}", third.children);
    let gone = import_into(&file(&list(|sheet| drop(sheet.rows.pop()))), &first.children, &first.cases, &[]);
    assert_eq!(gone.changes, [Change::Gone("L002".into())]);
    assert!(gone.children.contains("Orrowick"));
    let out = import_into(&file(&list(|sheet| drop(sheet.rows.pop()))), &first.children, &first.cases, &["L002"]);
    assert!(!out.children.contains("Orrowick"));
}

#[test]
fn an_answer_typed_into_the_record_closes_its_question_and_stays() {
    let made = file(&list(|sheet| sheet.rows[0][4] = Text("05/06/2010")));
    let first = import(&made);
    let answered = first.children.replacen("ethnicity", "date-of-birth = 2010-06-05\nethnicity", 1);
    let second = import_into(&made, &answered, &first.cases, &[]);
    assert_eq!(asked(&second.report), Vec::<String>::new());
    assert!(second.children.contains("date-of-birth = 2010-06-05"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_stands_in_the_cells_nothing_stops_the_program_and_the_rows_add_up(
        cells in prop::collection::vec((0..12_u32, 0..26_u16, "\\PC{0,12}|[0-9/. ]{0,10}", any::<u8>()), 0..60),
        damage in any::<(prop::sample::Index, u8)>(),
    ) {
        let write = |sheet: &mut Worksheet| {
            for (row, column, text, kind) in &cells {
                match kind % 4 {
                    0 => drop(sheet.write_number(FIRST + row, *column, f64::from(*kind) * 1e4)),
                    1 => drop(sheet.write_boolean(FIRST + row, *column, true)),
                    _ => drop(sheet.write_string(FIRST + row, *column, text.as_str())),
                }
            }
        };
        let mut made = file_with(&list(|_| {}), write, &ADA);
        for sheet in import(&made).report.sheets {
            prop_assert_eq!(sheet.rows, sheet.kept + sheet.reported);
        }
        let at = damage.0.index(made.len());
        made[at] = damage.1;
        longlist::read(&made, monday()).ok();
    }
}
