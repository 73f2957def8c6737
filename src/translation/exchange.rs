//! The translator's file: a workbook with all that is to be translated, one row a text, with its named slots; and its way
//! back.

mod rows;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::passage;
use crate::phrases::Phrases;
use crate::template::Templates;
pub use rows::leaves;
use rows::{Location, PHRASES, Row, rows};

const CATALOGUE: &str = "catalogue.toml";
const HEADINGS: [&str; 5] = ["File", "Text", "English", "Welsh", "Welsh when this file was made"];
const WIDTHS: [f64; 5] = [18.0, 34.0, 60.0, 60.0, 60.0];

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
        let cells = [&row.file, &row.key, &row.english, &row.welsh, &row.welsh];
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
    let mut changes: BTreeMap<&str, Vec<(&Row, String)>> = BTreeMap::new();
    for cells in cells(file)? {
        match change(&known, cells) {
            Ok(Some((row, welsh))) => changes.entry(&row.file).or_default().push((row, welsh)),
            Ok(None) => {}
            Err(words) => import.refused.push(words),
        }
    }
    for (file, changes) in changes {
        let before = if file == CATALOGUE { templates.catalogue_text() } else { templates.text(file) };
        let (text, taken, refused) = written(file, before, changes);
        import.refused.extend(refused);
        if file == PHRASES {
            Phrases::read(&text).map_err(|error| format!("`{file}` would not be sound: {}", error.message()))?;
        }
        if taken > 0 {
            import.taken += taken;
            import.files.insert(file.to_owned(), text);
        }
    }
    Ok(import)
}

/// What a row of the workbook changes, if anything.
fn change(known: &[Row], [file, key, english, welsh, before]: [String; 5]) -> Result<Option<(&Row, String)>, String> {
    let is_here = |row: &&Row| row.file == file && row.welsh == before;
    let english_stands = known.iter().any(|row| row.file == file && row.english == english);
    // A passage's number may have moved; its words tell which it is, if there is one of them alone.
    let mut of_these_words = known.iter().filter(is_here);
    let row = known.iter().filter(|row| row.key == key && row.english == english).find(is_here).or_else(|| {
        let row = of_these_words.next()?;
        (of_these_words.next().is_none() && english_stands).then_some(row)
    });
    if welsh == before || known.iter().any(|row| row.file == file && row.key == key && row.welsh == welsh) {
        return Ok(None);
    }
    let Some(row) = row else {
        return Err(format!("{key} of `{file}` has changed here since the file was made, or is no longer there"));
    };
    let given = slots(&welsh);
    if (given != slots(&row.welsh) && given != slots(&row.english)) || welsh.trim().is_empty() {
        let wanted = match slots(&row.welsh) {
            wanted if wanted.is_empty() => "no slots".to_owned(),
            wanted => format!("these slots and no others: {}", wanted.join(", ")),
        };
        return Err(format!("{key} of `{file}` has to hold {wanted}"));
    }
    Ok(Some((row, welsh)))
}

/// A file with its changes, how many were taken, and words for those that were not.
fn written(file: &str, mut text: String, changes: Vec<(&Row, String)>) -> (String, usize, Vec<String>) {
    let mut taken = 0;
    let mut refused = Vec::new();
    let mut strings = Vec::new();
    for (row, welsh) in changes {
        match &row.location {
            Location::String(span) => strings.push((span.clone(), welsh)),
            Location::Passage(index) => match passage::replaced(file, &text, *index, &welsh) {
                Some(new) => {
                    text = new;
                    taken += 1;
                }
                None => refused.push(format!("{} of `{file}` would be read as markup or code: {welsh}", row.key)),
            },
        }
    }
    strings.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    taken += strings.len();
    for (span, welsh) in strings {
        text.replace_range(span, &toml::Value::String(welsh).to_string());
    }
    (text, taken, refused)
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
    fn a_changed_sentence_of_a_template_is_put_in_its_place_and_nothing_else_changes() {
        let templates = embedded();
        let import = import(&templates, &returned(&templates, "Y camau nesaf", "Beth nesaf?")).expect("read");
        let path = "report/cy.typ";
        assert_eq!(import.files[path], templates.text(path).replace("== Y camau nesaf", "== Beth nesaf?"));
        assert_eq!((import.files.len(), import.taken), (1, 1));
    }

    #[test]
    fn a_sentence_that_has_lost_a_slot_or_would_be_code_is_refused() {
        let templates = embedded();
        let (from, path) =
            ("Hyd pob slot, mewn munudau: {programme.slot_minutes}.", "case-sample-specification/cy.typ");
        let whole =
            rows(&templates).into_iter().find(|row| row.file == path && row.welsh.starts_with(from)).expect("a row");
        for to in [whole.welsh.replace("{programme.slot_minutes}", "120"), whole.welsh.replace("Hyd", "#panic() Hyd")] {
            let import = import(&templates, &returned(&templates, &whole.welsh, &to)).expect("read");
            assert!(import.files.is_empty() && import.refused.len() == 1, "{import:?}");
        }
    }

    #[test]
    fn a_sentence_that_moved_in_its_template_is_still_found_and_a_newer_one_is_never_overwritten() {
        let path = "report/cy.typ";
        let sent = returned(&embedded(), "Y camau nesaf", "Beth nesaf?");
        let moved =
            super::super::tests::with(path, |text| text.replace("== Y camau nesaf", "== Rhagor\n\n== Y camau nesaf"));
        assert!(import(&moved, &sent).expect("read").files[path].contains("== Rhagor\n\n== Beth nesaf?"));
        let newer = super::super::tests::with(path, |text| text.replace("== Y camau nesaf", "== Nesaf"));
        let import = import(&newer, &sent).expect("read");
        assert!(import.files.is_empty() && import.refused.len() == 1, "{import:?}");
    }

    #[test]
    fn every_text_of_the_welsh_documents_reaches_the_translator() {
        let rows = rows(&embedded());
        for pair in super::super::pairs(&embedded()) {
            // The subject of the message has names alone.
            let is_there = rows.iter().any(|row| row.file == pair.welsh) || pair.welsh.ends_with(".subject.txt");
            assert!(is_there, "{}", pair.welsh);
        }
        for (file, welsh) in [
            ("schedule/cy.typ", "Allwedd"),
            ("case-sample-spreadsheet/cy.workbook.toml", "Rhywedd"),
            ("announcement-email/cy.html", "Annwyl gydweithwyr"),
            ("catalogue.toml", "Llythyr cadarnhau"),
            ("phrases/cy.toml", "Trafodaeth gloi: {name}"),
            ("glossary.toml", "gwaith maes"),
        ] {
            assert!(rows.iter().any(|row| row.file == file && row.welsh == welsh), "{welsh}");
        }
        let lost: Vec<&Row> = rows.iter().filter(|row| row.english.is_empty()).collect();
        assert!(lost.len() < 12, "{lost:?}");
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
