//! Makes the workbooks that YOTs send back.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(&'static str),
    Number(f64),
    Shown(f64, &'static str),
    Date(i32, u32, u32),
    Truth(bool),
    Formula(&'static str, &'static str),
    Nothing,
}
pub use Cell::{Date, Formula as F, Nothing, Number, Shown, Text, Truth};

pub const HEADINGS: [&str; 22] = [
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
pub const WELSH: [&str; 22] = [
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
pub const FIRST: u32 = 4;

/// A row without a fault, of a child with a number of its own.
pub fn sound(id: &'static str, family: &'static str) -> Vec<Cell> {
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
pub struct Sheet {
    pub name: &'static str,
    pub headings: [&'static str; 22],
    pub rows: Vec<Vec<Cell>>,
}

pub fn list(change: impl FnOnce(&mut Sheet)) -> Sheet {
    let mut sheet = Sheet {
        name: "Community",
        headings: HEADINGS,
        rows: vec![sound("0048218", "Quillfeather"), sound("0048263", "Orrowick")],
    };
    change(&mut sheet);
    sheet
}

pub fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
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

pub fn fill(sheet: &mut Worksheet, given: &Sheet) {
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

pub fn managers(sheet: &mut Worksheet, rows: &[[&str; 5]]) {
    sheet.set_name("Case managers").expect("a name");
    let head = ["Case manager", "Working pattern", "Away the week before", "Not available", "Needs"];
    for (row, cells) in (0..).zip(std::iter::once(&head).chain(rows)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, *text).expect("written");
        }
    }
}

pub const ADA: [[&str; 5]; 1] = [["Ada Pryor", "", "", "", ""]];

pub fn file_with(given: &Sheet, change: impl FnOnce(&mut Worksheet), people: &[[&str; 5]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(sheet, given);
    change(sheet);
    if !people.is_empty() {
        managers(workbook.add_worksheet(), people);
    }
    workbook.save_to_buffer().expect("saved")
}

pub fn file(given: &Sheet) -> Vec<u8> {
    file_with(given, |_| {}, &ADA)
}

/// The file with a text of one of its parts changed.
pub fn patched(file: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
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
