//! The case sample spreadsheet, opened by a reader that is not the program's own.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};

use crate::support::demonstrations;

const PATH: &str = "1-announcement/case-sample-spreadsheet.xlsx";

fn open(inspection: usize) -> Xlsx<Cursor<Vec<u8>>> {
    let (workspace, name) = &demonstrations()[inspection];
    Xlsx::new(Cursor::new(workspace.pack(name).english(PATH).to_vec())).expect("a workbook")
}

/// A part of the English workbook as it is stored.
fn part(path: &str) -> String {
    part_of(0, PATH, path)
}

/// A part of a workbook of an inspection.
fn part_of(inspection: usize, workbook: &str, path: &str) -> String {
    let (workspace, name) = &demonstrations()[inspection];
    let bytes = workspace.pack(name).bytes(workbook).to_vec();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(path).expect("the part is there").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn there_is_a_sheet_of_instructions_one_for_each_tier_one_for_case_managers_and_the_code_lists() {
    let names = open(0).sheet_names();
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(names[1..], ["First tier", "Community", "Custodial", "Case managers", "Code lists"]);
}

#[test]
fn every_field_of_the_guidance_has_its_column_and_custodial_cases_have_three_more() {
    let mut workbook = open(0);
    let mut headings = |sheet: &str| -> Vec<String> {
        let range = workbook.worksheet_range(sheet).expect("the sheet is there");
        let widest = range.rows().max_by_key(|row| row.iter().filter(|cell| !cell.to_string().is_empty()).count());
        widest.expect("rows").iter().map(ToString::to_string).filter(|text| !text.is_empty()).collect()
    };
    let (first, custodial) = (headings("First tier"), headings("Custodial"));
    // The needs of case managers stand on a sheet of their own, once for each.
    assert!(first.len() >= 22, "{first:?}");
    assert!(headings("Case managers").contains(&"Needs".to_owned()));
    assert_eq!(custodial.len(), first.len() + 3, "{custodial:?}");
}

#[test]
fn no_cell_holds_a_formula() {
    let mut workbook = open(0);
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).expect("the sheet is there").is_empty(), "{name}");
    }
}

#[test]
fn nothing_is_hidden_but_marker_and_fields_and_coded_fields_have_drop_downs_and_date_limits() {
    assert!(!part("xl/workbook.xml").contains("hidden"));
    for sheet in 1..=6 {
        let xml = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        // The sheets that come back filled in say in two hidden rows what they are.
        let hidden = if (2..=5).contains(&sheet) { 2 } else { 0 };
        assert_eq!(xml.matches("hidden=\"1\"").count(), hidden, "sheet {sheet}");
        if (2..=4).contains(&sheet) {
            assert!(xml.contains("type=\"list\"") && xml.contains("type=\"date\""), "sheet {sheet}");
        }
    }
}

#[test]
fn in_wales_a_child_is_on_a_register() {
    let mut workbook = open(1);
    let range = workbook.worksheet_range("Community").expect("the sheet is there");
    let text: String = range.rows().flatten().map(ToString::to_string).collect();
    assert!(text.contains("register"), "{text}");
}

#[test]
fn a_child_who_was_eighteen_or_under_ten_on_every_day_of_the_window_is_asked_about() {
    // First tier: sentenced from 18 August to 18 November 2026. Spreadsheets count the days from the end of 1899.
    let days = ["2008-08-19", "2016-11-18"].map(|date| {
        let date: chrono::NaiveDate = date.parse().expect("a date");
        (date - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date")).num_days()
    });
    let limits = format!("<formula1>{}</formula1><formula2>{}</formula2>", days[0], days[1]);
    let sheet = part("xl/worksheets/sheet2.xml");
    let rules: Vec<&str> = sheet.split("<dataValidation ").filter(|rule| rule.contains(&limits)).collect();
    assert_eq!(rules.len(), 1, "{limits} in {sheet}");
    assert!(rules[0].contains("errorStyle=\"warning\"") && rules[0].contains("19 August 2008"), "{}", rules[0]);
}

#[test]
fn dates_in_the_welsh_sheet_show_welsh_months() {
    let styles = part_of(1, "1-announcement/case-sample-spreadsheet.cy.xlsx", "xl/styles.xml");
    let formats: Vec<&str> = styles.split("formatCode=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let dates: Vec<&&str> = formats.iter().filter(|format| format.contains("mmm")).collect();
    assert!(!dates.is_empty() && dates.iter().all(|format| format.starts_with("[$-452]")), "{formats:?}");
}

#[test]
fn an_order_keeps_its_capital_letters() {
    let texts = part("xl/sharedStrings.xml");
    assert!(texts.contains("section 252A sentence") && !texts.contains("252a"), "{texts}");
}
