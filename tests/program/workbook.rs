//! The case sample spreadsheet, opened by a reader that is not the program's own.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};

use crate::support::{Workspace, demonstrations};

const PATH: &str = "1-announcement/case-sample-spreadsheet.xlsx";

fn open(inspection: usize) -> Xlsx<Cursor<Vec<u8>>> {
    let (workspace, name) = &demonstrations()[inspection];
    Xlsx::new(Cursor::new(workspace.pack(name).english(PATH).to_vec())).expect("a workbook")
}

/// A part of the workbook as it is stored.
fn part(path: &str) -> String {
    let bytes = demonstrations()[0].0.pack(Workspace::ABERFORD).bytes(PATH).to_vec();
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
fn nothing_is_hidden_and_coded_fields_have_drop_downs_and_date_limits() {
    assert!(!part("xl/workbook.xml").contains("hidden"));
    for sheet in 1..=6 {
        let xml = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!xml.contains("hidden=\"1\""), "sheet {sheet}");
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
