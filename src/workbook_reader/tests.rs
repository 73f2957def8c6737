//! Workbooks as people and other programs send them, most written as raw XML.

use std::io::Write;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A sheet of a workbook: its name, its state and its rows as XML.
type SheetXml<'a> = (&'a str, &'a str, &'a str);

/// A workbook of raw XML.
pub fn workbook(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{relationships}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let (mut list, mut targets) = (String::new(), String::new());
    for (number, (name, state, rows)) in (1..).zip(sheets) {
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>"));
        targets.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{relationships}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        ));
        add(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    add("xl/_rels/workbook.xml.rels", &format!("<Relationships xmlns=\"{package}\">{targets}</Relationships>"));
    add(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relationships}\"><sheets>{list}</sheets></workbook>"),
    );
    zip.finish().expect("finished").into_inner()
}

fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

fn headings(row: u32) -> String {
    format!("<row r=\"{row}\">{}{}</row>", text(&format!("A{row}"), "Name"), text(&format!("B{row}"), " tier "))
}

fn read(rows: &str) -> Result<Vec<Vec<String>>, String> {
    of(&workbook(&[("List", "visible", rows)]))
}

fn of(file: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let table = find_table(file, &["Name", "Tier"])?;
    Ok(table.rows.into_iter().map(|row| row.cells.iter().map(ToString::to_string).collect()).collect())
}

#[test]
fn a_cell_in_the_last_row_and_column_is_named_and_takes_no_memory() {
    let rows = format!("{}<row r=\"1048576\">{}</row>", headings(1), text("XFD1048576", "x"));
    let words = read(&rows).expect_err("too far out");
    assert!(words.contains("XFD1048576"), "{words}");
}

#[test]
fn a_far_cell_without_a_value_does_not_matter() {
    let row = format!("<row r=\"2\">{}</row><row r=\"1048576\"><c r=\"XFD1048576\"></c></row>", text("A2", "a"));
    assert_eq!(read(&(headings(1) + &row)).expect("read"), [["a", ""]]);
}

#[test]
fn an_error_that_nobody_knows_loses_its_own_cell_alone() {
    let row = format!(
        "<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#SPILL!</v></c>{}</row><row r=\"3\">{}</row>",
        text("B2", "first"),
        text("A3", "b")
    );
    assert_eq!(read(&(headings(1) + &row)).expect("read"), [["", "first"], ["b", ""]]);
}

#[test]
fn a_hidden_sheet_is_not_taken_and_further_sheets_are_left_alone() {
    let hidden = format!("{}<row r=\"2\">{}</row>", headings(1), text("A2", "hidden"));
    let shown = format!("{}<row r=\"2\">{}</row>", headings(1), text("A2", "shown"));
    let far = text("XFD1048576", "x");
    let sheets = [
        ("Old", "hidden", hidden.as_str()),
        ("Older", "veryHidden", hidden.as_str()),
        ("Notes", "visible", far.as_str()),
        ("List", "visible", shown.as_str()),
        ("More", "visible", hidden.as_str()),
    ];
    assert_eq!(of(&workbook(&sheets)).expect("read"), [["shown", ""]]);
}

#[test]
fn columns_are_found_by_their_headings_in_any_order_below_a_title_and_among_others() {
    let rows = format!(
        "<row r=\"1\">{}</row><row r=\"3\">{}{}{}</row><row r=\"5\">{}{}{}</row>",
        text("A1", "Our list"),
        text("B3", "TIER"),
        text("C3", "Remarks"),
        text("D3", "Name"),
        text("B5", "first"),
        text("C5", "none"),
        text("D5", "a")
    );
    assert_eq!(read(&rows).expect("read"), [["a", "first"]]);
}

#[test]
fn a_heading_that_is_missing_or_there_twice_is_named() {
    let missing = format!("<row r=\"1\">{}{}</row>", text("A1", "Name"), text("B1", "Teir"));
    assert_eq!(read(&missing).expect_err("missing"), "sheet 1: no column is called `Tier`");
    let twice = format!("<row r=\"1\">{}{}{}</row>", text("A1", "Name"), text("B1", "Tier"), text("C1", "tier"));
    assert_eq!(read(&twice).expect_err("twice"), "sheet 1: two columns are called `Tier`");
    assert_eq!(of(&workbook(&[("List", "hidden", "")])).expect_err("none"), "the workbook has no visible sheet");
}

#[test]
fn what_is_no_workbook_is_refused_in_words() {
    let old = [&COMPOUND[..], b"rest"].concat();
    assert!(of(&old).expect_err("old").contains("password"));
    for file in [&b""[..], b"Name,Tier\n", b"<html></html>", b"PK\x03\x04"] {
        assert!(of(file).expect_err("none").starts_with("this is no Excel workbook"), "{file:?}");
    }
}

#[test]
fn a_file_that_would_unpack_to_more_than_the_limit_is_refused_before_it_is_unpacked() {
    let size = usize::try_from(LIMITS.unpacked).expect("a size") + 1;
    let file = workbook(&[("List", "visible", &" ".repeat(size))]);
    assert!(file.len() < size / 100, "{}", file.len());
    assert!(of(&file).expect_err("a bomb").contains("128 MB"));
}

#[test]
fn cells_are_named_as_a_spreadsheet_names_them() {
    assert_eq!([name(13, 3), name(0, 25), name(0, 26), name(1_048_575, 16_383)], ["D14", "Z1", "AA1", "XFD1048576"]);
}

proptest! {
    #[test]
    fn no_content_of_a_cell_and_no_damage_to_a_file_stops_the_program(
        kind in "(s|n|b|e|d|str|inlineStr)?",
        value in "[^<&]{0,20}",
        damage in any::<(prop::sample::Index, u8)>(),
    ) {
        let rows = format!("{}<row r=\"2\"><c r=\"A2\" t=\"{kind}\"><v>{value}</v></c></row>", headings(1));
        let mut file = workbook(&[("List", "visible", &rows)]);
        of(&file).ok();
        let at = damage.0.index(file.len());
        file[at] = damage.1;
        of(&file).ok();
    }
}
