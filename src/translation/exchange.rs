//! The translator's file: a workbook with all that is to be translated, one row a text, with its named slots; and its way
//! back.

mod rows;
mod structure;

use std::collections::BTreeMap;

use calamine::Data;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::passage;
use crate::phrases::Phrases;
use crate::record::normalise;
use crate::template::{GLOSSARY, Target, TemplateEngine, Templates};
use crate::workbook_reader::find_table;
use rows::{Location, PHRASES};
pub use rows::{Row, leaves, rows};
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
fn change(known: &[Row], cells: [String; 5]) -> Result<Option<(&Row, String)>, String> {
    let [file, key, english, welsh, before] = cells.map(|cell| normalise(&cell).into_owned());
    let same = |one: &str, other: &str| normalise(one) == other;
    let is_here = |row: &&Row| row.file == file && same(&row.welsh, &before);
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
fn written(file: &str, mut text: String, changes: Vec<(&Row, String)>) -> (String, usize, Vec<String>) {
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
    let included = crate::template::named(text).includes.into_iter().map(|path| (path.clone(), templates.text(&path)));
    let sources = included.chain([(file.to_owned(), text.to_owned())]).map(|(path, text)| (path, text, target));
    let errors = TemplateEngine::new(sources).map_err(|error| vec![error]).and_then(|engine| engine.check()).err()?;
    errors.first().map(ToString::to_string)
}

/// The texts of a workbook: file, key, English, Welsh, and the Welsh when the file was made.
fn cells(file: &[u8]) -> Result<Vec<[String; 5]>, String> {
    let table = find_table(file, &HEADINGS)?;
    let text = |cell: Option<&Data>| cell.map(ToString::to_string).unwrap_or_default();
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

    /// What comes of one Welsh text put for another.
    fn tried(from: &str, to: &str) -> Import {
        let templates = embedded();
        import(&templates, &returned(&templates, from, to)).expect("read")
    }

    #[test]
    fn a_slot_that_changes_its_place_among_conditions_is_refused() {
        let rows = rows(&embedded());
        let conditional: Vec<&Row> = rows
            .iter()
            .filter(|row| row.welsh.contains("{else}") && row.welsh.contains("{endif}"))
            .filter(|row| matches!(row.location, Location::Passage(_)))
            .collect();
        assert!(conditional.len() > 3, "{conditional:?}");
        for row in conditional {
            let swapped =
                row.welsh.replacen("{else}", "{x}", 1).replacen("{endif}", "{else}", 1).replacen("{x}", "{endif}", 1);
            let import = tried(&row.welsh, &swapped);
            assert!(import.files.is_empty() && !import.refused.is_empty(), "{swapped}");
        }
    }

    #[test]
    fn what_would_become_markup_is_refused_and_says_what() {
        for (to, sign) in [
            ("_Y camau_ nesaf", "_"),
            ("*Y camau* nesaf", "*"),
            ("Y~camau nesaf", "~"),
            ("Y camau\\nesaf", "\\n"),
            ("Y camau \\ nesaf", "\\"),
            ("Y `camau` nesaf", "`"),
            ("Y $camau$ nesaf", "$"),
            ("Y camau @nesaf", "@nesaf"),
        ] {
            let import = tried("Y camau nesaf", to);
            assert!(import.files.is_empty() && import.refused.len() == 1, "{to}");
            assert!(import.refused[0].contains(&format!("`{sign}`")), "{to}: {}", import.refused[0]);
        }
    }

    #[test]
    fn decomposed_letters_are_composed() {
        let import = tried("Y camau nesaf", "Y ca\u{302}m nesaf");
        assert!(import.files["report/cy.typ"].contains("== Y c\u{e2}m nesaf"));
    }

    #[test]
    fn columns_come_back_in_any_order_with_further_ones_and_on_any_sheet() {
        let templates = embedded();
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "Nodiadau").expect("written");
        let sheet = workbook.add_worksheet();
        let all = cells(&export(&templates).expect("written")).expect("read");
        for (line, cells) in (0u32..).zip([HEADINGS.map(str::to_owned)].into_iter().chain(all)) {
            let [file, key, english, welsh, before] = cells;
            let welsh = if welsh == "Y camau nesaf" { "Beth nesaf?".to_owned() } else { welsh };
            for (column, cell) in (0u16..).zip([before, "sylw".to_owned(), welsh, file, english, key]) {
                sheet.write_string(line, column, cell).expect("written");
            }
        }
        let import = import(&templates, &workbook.save_to_buffer().expect("written")).expect("read");
        assert_eq!((import.taken, import.refused.len()), (1, 0));
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
