//! Tests on the parts of the file, for what a reader of values does not show.

use std::io::{Cursor, Read};

use super::tests::{CASES, properties};
use super::*;

/// The XML of all parts, one after another.
fn xml(description: &str) -> String {
    let bytes = render(description, &properties()).unwrap().bytes;
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..parts.len() {
        parts.by_index(index).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn a_column_takes_what_its_kind_allows() {
    let xml = xml(CASES);
    for rule in [
        r#"<dataValidation type="date" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="Not in time""#,
        "<formula1>46162</formula1><formula2>46346</formula2>",
        "<formula1>'Code lists'!$A$5:$A$6</formula1>",
        "<formula1>0</formula1><formula2>64</formula2>",
        r#"type="custom" errorStyle="warning""#,
        r#"promptTitle="ID" prompt="As the system shows it" sqref="A5:A15""#,
    ] {
        assert!(xml.contains(rule), "{rule}\n{xml}");
    }
}

#[test]
fn a_required_cell_is_tinted_once_its_row_has_been_begun() {
    assert!(xml(CASES).contains(r#"<formula>AND(COUNTA($A5:$E5)&gt;0,A5="")</formula>"#));
}

#[test]
fn the_marking_stands_on_every_printed_page() {
    assert_eq!(xml(CASES).matches("&amp;ROFFICIAL-SENSITIVE</oddHeader>").count(), 3);
    assert_eq!(xml(CASES).matches("<oddFooter>&amp;LOFFICIAL-SENSITIVE&amp;R").count(), 3);
}

#[test]
fn headings_stay_in_view_and_on_every_page_of_paper() {
    let xml = xml(CASES);
    assert!(xml.contains(r#"<pane xSplit="1" ySplit="4" topLeftCell="B5""#));
    assert!(xml.contains(">Cases!$4:$4</definedName>"));
}

#[test]
fn nothing_is_hidden_and_no_cells_are_merged() {
    let xml = xml(CASES);
    assert!(!xml.contains("hidden=\"1\"") && !xml.contains("veryHidden") && !xml.contains("mergeCell"));
}

#[test]
fn the_time_of_creation_is_the_documents_date() {
    let xml = xml(CASES);
    assert!(xml.contains(r#"<dcterms:created xsi:type="dcterms:W3CDTF">2026-12-31T00:00:00Z</dcterms:created>"#));
    assert!(xml.contains(r#"<dcterms:modified xsi:type="dcterms:W3CDTF">2026-12-31T00:00:00Z</dcterms:modified>"#));
}
