//! Workbooks as YOTs send them back, one fault each, from the sheet to the record.

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use sqspack::facts::{self, Facts};
use sqspack::longlist::{self, ListWords, QuestionWords};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Language, Record, Sources};
use sqspack::returned::{ImportChange, Query, ReturnReport, Take};
use sqspack::template::Templates;
use sqspack::workbook_reader::NotRead;
use sqspack::workspace::Workspace;

mod again;
mod one_cell;
mod one_fault;
mod returned;
mod workbooks;

use one_cell::ONE_CELL;
use workbooks::*;

fn templates() -> &'static Templates {
    static TEMPLATES: OnceLock<Templates> = OnceLock::new();
    TEMPLATES.get_or_init(|| Templates::embedded().expect("templates"))
}

fn words() -> &'static ListWords {
    static WORDS: OnceLock<ListWords> = OnceLock::new();
    let phrases = |language| templates().phrases(language).expect("phrases");
    WORDS.get_or_init(|| ListWords::new(&[phrases(Language::English), phrases(Language::Welsh)]))
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 18).expect("a day")
}

struct Imported {
    children: String,
    cases: String,
    changes: Vec<ImportChange>,
    report: ReturnReport,
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
    let list = longlist::read(file, monday(), words()).expect("a list");
    let take = Take(take.iter().map(|text| (*text).to_owned()).collect());
    let merged = longlist::merge(&list, children, cases, &take).expect("merged");
    let mut sources: Sources = record.sources.clone();
    for (kind, text) in [(FileKind::Children, &merged.children), (FileKind::Cases, &merged.cases)] {
        sources.insert(kind, Arc::new(SourceFile::new(kind.name().to_owned(), text.clone())));
    }
    let (record, found) = Record::read("2027-01-aberford", sources);
    assert!(found.is_empty(), "{found:?}\n{}", merged.children);
    let holidays = facts::holidays(&workspace.settings);
    let phrases = templates().phrases(Language::English).expect("English");
    let words = QuestionWords { phrases, language: Language::English };
    let report = longlist::report(&record, &Facts::new(&record, &workspace.settings, &holidays), words);
    Imported { children: merged.children, cases: merged.cases, changes: merged.changes, report }
}

fn import(file: &[u8]) -> Imported {
    import_into(file, "", "", &[])
}

/// The questions without the one about too few cases, each as code and place.
fn asked(report: &ReturnReport) -> Vec<String> {
    let place = |query: &Query| {
        format!(
            "{} {}!{}",
            &query.code.id[5..],
            query.sheet.as_deref().unwrap_or(""),
            query.cell.as_deref().unwrap_or("")
        )
    };
    report.problems.iter().filter(|query| query.code.id != "SQS0825").map(place).collect()
}

/// The sheets of which a row is neither kept nor asked about.
fn unsaid(file: &[u8]) -> Vec<String> {
    let list = longlist::read(file, monday(), words()).expect("a list");
    let adds_up = |sheet: &&longlist::ReadSheet| {
        let asked = sheet.questions.iter().filter(|question| question.about == "row").count();
        let is_unread = sheet.questions.iter().any(|question| question.code.id == "SQS0802");
        is_unread && sheet.kept.is_empty() || sheet.rows == sheet.kept.len() + asked
    };
    list.sheets.iter().filter(|sheet| !adds_up(sheet)).map(|sheet| sheet.name.clone()).collect()
}

/// Checks one list: what is asked, and how many of how many rows of its first sheet are kept.
fn check(name: &str, file: &[u8], questions: &[&str], kept: (usize, usize)) -> Imported {
    let imported = import(file);
    assert_eq!(asked(&imported.report), questions, "{name}");
    let sheet = &imported.report.sheets[0];
    assert_eq!((sheet.kept, sheet.rows), kept, "{name}");
    assert_eq!(unsaid(file), Vec::<String>::new(), "{name}");
    imported
}

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
        let said: String = report.problems.iter().map(|query| format!("{}{}", query.message(), query.ask)).collect();
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
fn a_sheet_that_was_not_sent_is_told() {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), &list(|_| {}));
    managers(workbook.add_worksheet(), &ADA);
    let more = workbook.add_worksheet();
    more.set_name("Sheet1").expect("a name");
    for (column, cell) in (0..).zip(sound("0048301", "Fennimore")) {
        put(more, 0, column, &cell);
    }
    workbook.add_worksheet().set_name("Sheet2").expect("a name");
    workbook.add_worksheet().set_name("Code lists").expect("a name").write_string(0, 0, "Gender").expect("written");
    let made = workbook.save_to_buffer().expect("saved");
    let imported = check("cases without headings", &made, &["05 Sheet1!A1"], (2, 2));
    assert_eq!(imported.report.sheets.len(), 3);
    let says = &imported.report.problems.last().expect("a question").what;
    assert!(says.starts_with("this sheet is none of those"), "{says}");
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
    let misspelt = [["Ada Prior", "", "", "", ""]];
    assert_eq!(asked(&import(&file_with(&list(|_| {}), |_| {}, &misspelt)).report), ["20 Case managers!A2"]);
}

#[test]
fn a_case_manager_of_whom_no_row_says_more_is_asked_about_once() {
    let without = |column: usize| file(&list(|sheet| sheet.rows.iter_mut().for_each(|row| row[column] = Nothing)));
    check("no address", &without(19), &["06 Community!T5"], (2, 2));
    check("no line manager", &without(20), &["06 Community!U5"], (2, 2));
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
        assert_eq!(longlist::read(&file, monday(), words()).expect_err("not read"), kind);
    }
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
        import(&made);
        prop_assert_eq!(unsaid(&made), Vec::<String>::new());
        let at = damage.0.index(made.len());
        made[at] = damage.1;
        longlist::read(&made, monday(), words()).ok();
    }
}
