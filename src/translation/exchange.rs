//! The translator's file: a workbook with what is to be translated, one row a text, with its named slots; and its way back.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use crate::pack::Templates;
use crate::view::Phrases;

const PHRASES: &str = "phrases/cy.toml";
const GLOSSARY: &str = "glossary.toml";
const HEADINGS: [&str; 5] = ["File", "Text", "English", "Welsh", "Welsh when this file was made"];
const WIDTHS: [f64; 5] = [18.0, 34.0, 60.0, 60.0, 60.0];

/// A text to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    file: &'static str,
    key: String,
    english: String,
    welsh: String,
    span: Range<usize>,
}

/// What came back from the translator.
#[derive(Debug, Default)]
pub struct Import {
    /// The files that change, by path under `templates/`, each with its new text.
    pub files: BTreeMap<String, String>,
    /// How many texts were taken.
    pub taken: usize,
    /// What was not taken, in words.
    pub refused: Vec<String>,
}

/// The translator's file.
///
/// # Errors
/// A workbook that cannot be written.
pub fn export(templates: &Templates) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Translation")?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (heading, width)) in (0u16..).zip(HEADINGS.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &Format::new().set_bold())?;
    }
    for (line, row) in (1u32..).zip(rows(templates)) {
        let cells = [row.file, &row.key, &row.english, &row.welsh, &row.welsh];
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string_with_format(line, column, cell, &wrap)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

/// Takes back what the translator has changed. A text with other slots than it had is refused, and so is one that
/// somebody has changed here since the file was made.
///
/// # Errors
/// Words for a file that is no workbook of ours.
pub fn import(templates: &Templates, file: &[u8]) -> Result<Import, String> {
    let mut import = Import::default();
    let known = rows(templates);
    let mut changes: BTreeMap<&str, Vec<(Range<usize>, String)>> = BTreeMap::new();
    for [file, key, english, welsh, before] in cells(file)? {
        let Some(row) = known.iter().find(|row| row.file == file && row.key == key) else {
            import.refused.push(format!("`{key}` is no text of `{file}`"));
            continue;
        };
        if welsh == before || welsh == row.welsh {
            continue;
        }
        if row.welsh != before || row.english != english {
            import.refused.push(format!("`{key}` of `{file}` has changed here since the file was made"));
        } else if slots(&welsh) != slots(&row.welsh) || welsh.trim().is_empty() {
            let wanted = slots(&row.welsh).join(", ");
            import.refused.push(format!("`{key}` of `{file}` has to hold these slots and no others: {wanted}"));
        } else {
            changes.entry(row.file).or_default().push((row.span.clone(), welsh));
        }
    }
    for (file, mut spans) in changes {
        let mut text = templates.text(file);
        import.taken += spans.len();
        spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, welsh) in spans {
            text.replace_range(span, &toml::Value::String(welsh).to_string());
        }
        if file == PHRASES {
            Phrases::read(&text).map_err(|error| format!("`{file}` would not be sound: {}", error.message()))?;
        }
        import.files.insert(file.to_owned(), text);
    }
    Ok(import)
}

/// The texts of the phrases and the terms of the glossary.
fn rows(templates: &Templates) -> Vec<Row> {
    let (english, welsh) = (leaves(&templates.text("phrases/en.toml")), leaves(&templates.text(PHRASES)));
    let glossary = leaves(&templates.text(GLOSSARY));
    let original = |key: &String| english.get(key).map(|(text, _)| text.clone()).unwrap_or_default();
    let phrase = |(key, (text, span)): (&String, &(String, Range<usize>))| Row {
        file: PHRASES,
        english: original(key),
        key: key.clone(),
        welsh: text.clone(),
        span: span.clone(),
    };
    let term = |(key, (text, span)): (&String, &(String, Range<usize>))| {
        let (english, _) = glossary.get(&format!("{}.english", key.strip_suffix(".welsh")?))?;
        let (english, welsh) = (english.clone(), text.clone());
        Some(Row { file: GLOSSARY, key: key.clone(), english, welsh, span: span.clone() })
    };
    // A tier's name is a word of the program's, not a text.
    let phrases = welsh.iter().filter(|(key, _)| !key.ends_with(".tier")).map(phrase);
    phrases.chain(glossary.iter().filter_map(term)).collect()
}

/// Every text of a TOML file by its path, with its place.
fn leaves(text: &str) -> BTreeMap<String, (String, Range<usize>)> {
    fn visit(path: &str, value: &Spanned<DeValue<'_>>, found: &mut BTreeMap<String, (String, Range<usize>)>) {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        match value.get_ref() {
            DeValue::String(text) => drop(found.insert(path.to_owned(), (text.to_string(), value.span()))),
            DeValue::Array(items) => {
                (1..)
                    .zip(items.iter())
                    .for_each(|(number, item): (usize, _)| visit(&below(&number.to_string()), item, found));
            }
            DeValue::Table(table) => table.iter().for_each(|(key, item)| visit(&below(key.get_ref()), item, found)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    if let Ok(table) = DeTable::parse(text) {
        table.get_ref().iter().for_each(|(key, value)| visit(key.get_ref(), value, &mut found));
    }
    found
}

/// The rows of a workbook below its headings.
fn cells(file: &[u8]) -> Result<Vec<[String; 5]>, String> {
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(file)).map_err(|error: calamine::XlsxError| error.to_string())?;
    let range =
        workbook.worksheet_range_at(0).ok_or("the workbook has no sheet")?.map_err(|error| error.to_string())?;
    let text = |cell: Option<&Data>| cell.map(ToString::to_string).unwrap_or_default();
    let mut rows = range.rows().map(|row| std::array::from_fn(|column| text(row.get(column))));
    match rows.next() {
        Some(headings) if headings == HEADINGS.map(str::to_owned) => Ok(rows.collect()),
        _ => Err(format!("the first row has to be {}", HEADINGS.join(", "))),
    }
}

/// The named slots of a text, in order of their names.
fn slots(text: &str) -> Vec<String> {
    let mut slots: Vec<String> =
        text.split('{').skip(1).map(|rest| format!("{{{}}}", rest.split('}').next().unwrap_or_default())).collect();
    slots.sort();
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a translator sends back who has put one Welsh text for another.
    fn returned(templates: &Templates, from: &str, to: &str) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (line, cells) in (0u32..).zip(
            [HEADINGS.map(str::to_owned)].into_iter().chain(cells(&export(templates).expect("written")).expect("read")),
        ) {
            for (column, cell) in (0u16..).zip(cells) {
                let cell = if column == 3 && cell == from { to } else { &cell };
                sheet.write_string(line, column, cell).expect("written");
            }
        }
        workbook.save_to_buffer().expect("written")
    }

    fn embedded() -> Templates {
        Templates::embedded().expect("sound templates")
    }

    #[test]
    fn what_nobody_has_changed_comes_back_as_nothing() {
        let templates = embedded();
        let import = import(&templates, &export(&templates).expect("written")).expect("read");
        assert!(import.files.is_empty() && import.refused.is_empty(), "{import:?}");
    }

    #[test]
    fn a_changed_text_is_put_in_its_place_and_nothing_else_changes() {
        let templates = embedded();
        let import = import(&templates, &returned(&templates, "Annwyl {name}", "Annwyl gyfaill {name}")).expect("read");
        let expected = templates.text(PHRASES).replace("\"Annwyl {name}\"", "\"Annwyl gyfaill {name}\"");
        assert_eq!(import.files[PHRASES], expected);
    }

    #[test]
    fn a_text_with_a_broken_slot_is_refused() {
        let templates = embedded();
        let import = import(&templates, &returned(&templates, "Annwyl {name}", "Annwyl {nam}")).expect("read");
        assert!(import.files.is_empty() && import.refused.len() == 1, "{import:?}");
    }

    #[test]
    fn newer_text_is_never_overwritten() {
        let sent = returned(&embedded(), "Annwyl {name}", "Annwyl gyfaill {name}");
        let newer = super::super::tests::with(PHRASES, |text| text.replace("Annwyl {name}", "Annwyl, {name}"));
        let import = import(&newer, &sent).expect("read");
        assert!(import.files.is_empty() && import.refused.len() == 1, "{import:?}");
    }

    #[test]
    fn a_file_that_is_no_workbook_is_refused_with_words() {
        assert!(import(&embedded(), b"words").is_err());
    }
}
