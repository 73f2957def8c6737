use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use chrono::NaiveDate;

use super::*;

/// A sheet of text, a table with a column of each kind and one given row, and a code list.
pub(super) const CASES: &str = r#"
marking = "OFFICIAL-SENSITIVE"

[[sheet]]
name = "Read me"
title = "How to fill this in"
text = [
    { heading = "Fields" },
    { paragraph = "One row a case." },
    { pair = ["Return to", "the office"] },
    { guide = ["Cases"] },
]

[[sheet]]
name = "Cases"
title = "Cases"
blank-rows = 10
freeze-columns = 1
column = [
    { heading = "ID", explanation = "As the system shows it", required = true, note = "Always" },
    { heading = "Sentence date", kind = "date", from = "2026-05-20", to = "2026-11-20", error-title = "Not in time" },
    { heading = "Level", kind = "list", list = "Levels" },
    { heading = "Score", kind = "integer", minimum = 0, maximum = 64 },
    { heading = "E-mail", kind = "email", only-warn = true },
]
row = [{ cells = ["007", "2026-06-01", "High", "12", "=1+1"] }]

[code-lists]
sheet = "Code lists"
title = "Code lists"
list = [{ name = "Levels", values = ["Low, or none", "High"] }]
"#;

pub(super) fn properties() -> Properties {
    Properties {
        title: "Cases".into(),
        author: "Inspectorate".into(),
        subject: "Aberford".into(),
        language: "en".into(),
        created: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    }
}

fn read(description: &str) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(render(description, &properties()).unwrap().bytes)).unwrap()
}

fn refusal(old: &str, new: &str) -> String {
    assert!(CASES.contains(old));
    let description = CASES.replace(old, new);
    let error = render(&description, &properties()).unwrap_err();
    format!("{}: {error}", &description[error.span.clone()])
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    assert_eq!(render(CASES, &properties()), render(CASES, &properties()));
}

#[test]
fn every_sheet_can_be_seen_and_the_code_lists_come_last() {
    let workbook = read(CASES);
    let sheets: Vec<_> = workbook.sheets_metadata().iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    let visible = SheetVisible::Visible;
    assert_eq!(sheets, [("Read me", visible), ("Cases", visible), ("Code lists", visible)]);
    assert_eq!(render(CASES, &properties()).unwrap().sheets, 3);
}

#[test]
fn the_marking_is_the_first_cell_of_every_sheet() {
    let mut workbook = read(CASES);
    for (_, range) in workbook.worksheets() {
        assert_eq!(range.get_value((0, 0)), Some(&Data::String("OFFICIAL-SENSITIVE".into())));
    }
}

#[test]
fn a_given_cell_keeps_its_zeros_becomes_a_date_only_in_a_column_of_dates_and_is_never_a_formula() {
    let mut workbook = read(CASES);
    let cases = workbook.worksheet_range("Cases").unwrap();
    let row: Vec<String> = cases.rows().next_back().unwrap().iter().map(|cell| format!("{cell:?}")).collect();
    assert_eq!(row[0], r#"String("007")"#);
    assert!(row[1].contains("DateTime"), "{}", row[1]);
    assert_eq!(row[3], "Float(12.0)");
    assert_eq!(row[4], r#"String("=1+1")"#);
    assert!(workbook.worksheet_formula("Cases").unwrap().is_empty());
}

#[test]
fn what_begins_like_a_formula_stays_text_in_every_place() {
    let places = ["How to fill this in", "One row a case.", "Always", "=1+1", "Low, or none"];
    for start in ["=2+2", "+1", "-1", "@SUM(1)"] {
        let description = places
            .iter()
            .fold(CASES.replace("\"ID\"", &format!("\"{start}\"")), |text, place| text.replace(place, start));
        let mut workbook = read(&description);
        let mut found = 0;
        for (name, range) in workbook.worksheets() {
            found += range.used_cells().filter(|cell| *cell.2 == Data::String(start.into())).count();
            assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "{start}");
        }
        // The heading stands in its table and in the guide.
        assert_eq!(found, places.len() + 2, "{start}");
    }
}

#[test]
fn headings_are_those_of_a_table() {
    let mut workbook = read(CASES);
    workbook.load_tables().unwrap();
    let name = workbook.table_names_in_sheet("Cases")[0].clone();
    let table = workbook.table_by_name(&name).unwrap();
    assert_eq!(table.columns(), ["ID", "Sentence date", "Level", "Score", "E-mail"]);
}

#[test]
fn the_text_for_the_search_holds_cells_messages_and_names() {
    let text = render(CASES, &properties()).unwrap().text;
    for part in ["Read me", "How to fill this in", "As the system shows it", "Not in time", "007", "2026-06-01", "12"] {
        assert!(text.lines().any(|line| line == part), "{part}");
    }
    assert!(text.contains("Low, or none"));
}

#[test]
fn a_guide_explains_each_heading_of_the_named_sheets_once() {
    let mut workbook = read(CASES);
    let guide = workbook.worksheet_range("Read me").unwrap();
    let explained = guide.rows().filter(|row| row[0] == Data::String("ID".into())).count();
    assert_eq!(explained, 1);
}

#[test]
fn a_slip_is_told_with_its_place() {
    assert_eq!(
        refusal("name = \"Cases\"", "name = \"Cases: all\""),
        "\"Cases: all\": a sheet's name holds none of [ ] : * ? / \\ and no line break: `Cases: all`"
    );
    assert!(refusal("blank-rows", "blank-lines").starts_with("blank-lines: unknown field `blank-lines`"));
    assert!(refusal("kind = \"email\"", "kind = \"post\"").contains("unknown variant `post`"));
    assert_eq!(refusal("list = \"Levels\"", "list = \"Grades\""), "\"Grades\": there is no code list `Grades`");
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_refused() {
    let long = "n".repeat(32);
    for (old, new, message) in [
        ("name = \"Cases\"", "name = \" \"", "a sheet needs a name"),
        ("name = \"Cases\"", &format!("name = \"{long}\""), "longer than 31 characters"),
        ("name = \"Cases\"", "name = \"code LISTS\"", "two sheets have the name"),
        ("name = \"Cases\"", "name = \"'Cases\"", "an apostrophe"),
        ("name = \"Cases\"", "name = \"History\"", "keep the name"),
        ("\"Score\"", "\"id\"", "two columns have the heading `id`"),
        ("\"Score\"", "\"a\\nb\"", "a heading of one line"),
        ("cells = [\"007\", ", "cells = [", "the row has 4 cells, and its sheet 5 columns"),
        ("\"2026-05-20\"", "\"2026-12-20\"", "above the upper limit"),
        ("\"2026-05-20\"", "\"1899-12-31\"", "the years 1900 to 9999 only"),
        ("list = \"Levels\"", "list = \"Levels\", minimum = 1", "`minimum` belongs to a column of kind `integer`"),
        ("kind = \"list\", list = \"Levels\"", "kind = \"list\"", "needs `list"),
        ("[\"Low, or none\", \"High\"]", "[]", "the code list `Levels` is empty"),
        ("guide = [\"Cases\"]", "guide = [\"Case\"]", "no sheet `Case` to guide through"),
    ] {
        let told = refusal(old, new);
        assert!(told.contains(message), "{told}");
    }
    assert_eq!(render("marking = \"\"\nsheet = []", &properties()).unwrap_err().message, "the workbook has no sheet");
}

#[test]
fn any_text_in_a_cell_is_read_back_as_it_was() {
    for hostile in ["<a>&amp;", "_x0041_", "'quoted", "two\nlines", "ŵŷ 😀 \u{202e}abc", "\u{1}control"] {
        let quoted = toml::Value::String(hostile.into()).to_string();
        let mut workbook = read(&CASES.replace("\"007\"", &quoted));
        let cases = workbook.worksheet_range("Cases").unwrap();
        let cell = cases.rows().next_back().unwrap()[0].to_string();
        assert_eq!(cell, hostile);
    }
}

#[test]
fn the_text_that_is_searched_holds_every_part_of_a_workbook() {
    let names =
        ["OFFICIAL-SENSITIVE", "Read me", "How to fill this in", "Fields", "One row a case.", "Return to", "ID"];
    let more =
        ["As the system shows it", "Always", "Not in time", "007", "2026-06-01", "=1+1", "Levels", "Low, or none"];
    for part in names.into_iter().chain(more) {
        let description = CASES.replace(&format!("\"{part}\""), "\"Zoe Quillon\"");
        assert_ne!(description, CASES, "{part}");
        // A name that others refer to becomes another everywhere.
        let text = render(&description, &properties()).unwrap_or_else(|error| panic!("{part}: {error}")).text;
        assert!(text.contains("Zoe Quillon"), "{part}");
    }
    for part in ["title", "author", "subject"] {
        let mut planted = properties();
        let place = match part {
            "title" => &mut planted.title,
            "author" => &mut planted.author,
            _ => &mut planted.subject,
        };
        "Zoe Quillon".clone_into(place);
        assert!(render(CASES, &planted).unwrap().text.contains("Zoe Quillon"), "{part}");
    }
}
