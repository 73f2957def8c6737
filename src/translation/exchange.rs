//! The translator's file: a workbook with all that is to be translated, one row a text, with its named slots; and its way
//! back.

mod rows;
mod structure;

use std::collections::{BTreeMap, BTreeSet};

use calamine::Data;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::passage;
use crate::phrases::Phrases;
use crate::record::normalise;
use crate::template::{GLOSSARY, Target, TemplateEngine, Templates};
use crate::workbook_reader::find_table;
use rows::{Location, PHRASES};
pub use rows::{TextRow, leaves, rows};
use structure::structure;

pub const CATALOGUE: &str = "catalogue.toml";
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

/// Takes back what the translator has changed. A text is refused if its slots are not where they were, if the template would
/// read it as something else than words, or if somebody has changed it here since the file was made.
///
/// # Errors
/// A file without the columns of ours, in words.
pub fn import(templates: &Templates, file: &[u8]) -> Result<Import, String> {
    let mut import = Import::default();
    let known = rows(templates);
    let mut changes: BTreeMap<&str, Vec<(&TextRow, String)>> = BTreeMap::new();
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
        if let Some(fault) = fault(templates, file, &text) {
            import.refused.push(format!("nothing of `{file}` was taken, since it would not be sound: {fault}"));
        } else if taken > 0 {
            import.taken += taken;
            import.files.insert(file.to_owned(), text);
        }
    }
    Ok(import)
}

/// What a row of the workbook changes, if anything.
fn change(known: &[TextRow], cells: [String; 5]) -> Result<Option<(&TextRow, String)>, String> {
    let [file, key, english, welsh, before] = cells.map(|cell| normalise(&cell).into_owned());
    let same = |one: &str, other: &str| normalise(one) == other;
    let is_here = |row: &&TextRow| row.file == file && same(&row.welsh, &before);
    let english_stands = known.iter().any(|row| row.file == file && same(&row.english, &english));
    // A passage's number may have moved; its words tell which it is, if there is one of them alone.
    let mut of_these_words = known.iter().filter(is_here);
    let row = known.iter().filter(|row| row.key == key && same(&row.english, &english)).find(is_here).or_else(|| {
        let row = of_these_words.next()?;
        (of_these_words.next().is_none() && english_stands).then_some(row)
    });
    if welsh == before || known.iter().any(|row| row.file == file && row.key == key && same(&row.welsh, &welsh)) {
        return Ok(None);
    }
    let Some(row) = row else {
        return Err(format!("{key} of `{file}` has changed here since the file was made, or is no longer there"));
    };
    if welsh.trim().is_empty() {
        return Err(format!("{key} of `{file}` is empty"));
    }
    if slots(&welsh) != slots(&row.welsh) {
        let wanted = match slots(&row.welsh) {
            wanted if wanted.is_empty() => "no slots".to_owned(),
            wanted => format!("these slots and no others: {}", wanted.join(", ")),
        };
        return Err(format!("{key} of `{file}` has to hold {wanted}"));
    }
    if structure(&welsh) != structure(&row.welsh) {
        return Err(format!(
            "{key} of `{file}` has a slot in another place: each of `{{if …}}`, `{{else}}` and `{{endif}}` keeps its order, and \
             what stands between two of them stays there: {welsh}"
        ));
    }
    Ok(Some((row, welsh)))
}

/// A file with its changes, how many were taken, and words for those that were not.
fn written(file: &str, mut text: String, changes: Vec<(&TextRow, String)>) -> (String, usize, Vec<String>) {
    let mut taken = 0;
    let mut refused = Vec::new();
    let mut strings = Vec::new();
    for (row, welsh) in changes {
        match &row.location {
            Location::String(span) => strings.push((span.clone(), welsh)),
            Location::Passage(index) => match passage::replaced(file, &text, *index, &welsh) {
                Ok(new) => {
                    text = new;
                    taken += 1;
                }
                Err(why) => refused.push(format!("{} of `{file}` {why}: {welsh}", row.key)),
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

/// What is wrong with a changed file, if anything: phrases that cannot be read, or a template that Tera cannot.
fn fault(templates: &Templates, file: &str, text: &str) -> Option<String> {
    if file == PHRASES {
        return Phrases::read(text).err().map(|error| error.message().to_owned());
    }
    let target = Target::of(file).filter(|_| file != CATALOGUE && file != GLOSSARY)?;
    // A template may include another in several places.
    let included: BTreeSet<String> = crate::template::named(text).includes.into_iter().collect();
    let included = included.into_iter().map(|path| (path.clone(), templates.text(&path)));
    let sources = included.chain([(file.to_owned(), text.to_owned())]).map(|(path, text)| (path, text, target));
    let errors = TemplateEngine::new(sources).map_err(|error| vec![error]).and_then(|engine| engine.check()).err()?;
    errors.first().map(ToString::to_string)
}

/// The texts of a workbook: file, key, English, Welsh, and the Welsh when the file was made.
fn cells(file: &[u8]) -> Result<Vec<[String; 5]>, String> {
    let table = find_table(file, &HEADINGS)?;
    // An error such as `#REF!` is no text.
    let text = |cell: Option<&Data>| match cell {
        None | Some(Data::Error(_)) => String::new(),
        Some(cell) => cell.to_string(),
    };
    Ok(table.rows.iter().map(|row| std::array::from_fn(|column| text(row.cells.get(column)))).collect())
}

/// The named slots of a text, in order of their names.
fn slots(text: &str) -> Vec<String> {
    let mut slots: Vec<String> =
        text.split('{').skip(1).map(|rest| format!("{{{}}}", rest.split('}').next().unwrap_or_default())).collect();
    slots.sort();
    slots
}

#[cfg(test)]
mod tests;
