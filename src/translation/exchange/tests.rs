//! The way of a text to the translator and back.

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
    let import = import(&templates, &returned(&templates, "Ystafelloedd ac adeilad", "Beth nesaf?")).expect("read");
    let path = "team-and-preparation/cy.typ";
    assert_eq!(import.files[path], templates.text(path).replace("== Ystafelloedd ac adeilad", "== Beth nesaf?"));
    assert_eq!((import.files.len(), import.taken), (1, 1));
}

#[test]
fn a_sentence_is_put_into_each_template_that_has_it_whatever_they_include_and_however_often() {
    let templates = embedded();
    let import = import(&templates, &returned(&templates, "Y camau nesaf", "Beth nesaf?")).expect("read");
    for path in ["report/cy.typ", "report-page/cy.html"] {
        assert_eq!(import.files[path], templates.text(path).replace("Y camau nesaf", "Beth nesaf?"));
    }
    assert_eq!((import.files.len(), import.taken, import.refused.len()), (2, 2, 0));
}

#[test]
fn a_sentence_that_has_lost_a_slot_or_would_be_code_is_refused() {
    let templates = embedded();
    let (from, path) = ("Hyd pob slot: {programme.slot_minutes} munud.", "case-sample-specification/cy.typ");
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
    let conditional: Vec<&TextRow> = rows
        .iter()
        .filter(|row| row.welsh.contains("{else}") && row.welsh.contains("{endif}"))
        .filter(|row| matches!(row.location, Location::Passage(_)))
        .collect();
    assert!(conditional.len() > 3, "{conditional:?}");
    for row in conditional {
        let swapped =
            row.welsh.replacen("{else}", "{x}", 1).replacen("{endif}", "{else}", 1).replacen("{x}", "{endif}", 1);
        let [file, key, english, before] = [&row.file, &row.key, &row.english, &row.welsh].map(ToString::to_string);
        assert!(change(&rows, [file, key, english, swapped.clone(), before]).is_err(), "{swapped}");
    }
}

#[test]
fn what_would_become_markup_is_refused_and_says_what() {
    for (to, sign) in [
        ("_Ystafelloedd_ ac adeilad", "_"),
        ("*Ystafelloedd* ac adeilad", "*"),
        ("Ystafelloedd~ac adeilad", "~"),
        ("Ystafelloedd ac\\nadeilad", "\\n"),
        ("Ystafelloedd ac \\ adeilad", "\\"),
        ("Ystafelloedd `ac` adeilad", "`"),
        ("Ystafelloedd $ac$ adeilad", "$"),
        ("Ystafelloedd ac @adeilad", "@adeilad"),
    ] {
        let import = tried("Ystafelloedd ac adeilad", to);
        assert!(import.files.is_empty() && import.refused.len() == 1, "{to}");
        assert!(import.refused[0].contains(&format!("`{sign}`")), "{to}: {}", import.refused[0]);
    }
}

#[test]
fn decomposed_letters_are_composed() {
    let import = tried("Ystafelloedd ac adeilad", "Ysta\u{302}d ac adeilad");
    assert!(import.files["team-and-preparation/cy.typ"].contains("== Yst\u{e2}d ac adeilad"));
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
        let welsh = if welsh == "Ystafelloedd ac adeilad" { "Beth nesaf?".to_owned() } else { welsh };
        for (column, cell) in (0u16..).zip([before, "sylw".to_owned(), welsh, file, english, key]) {
            sheet.write_string(line, column, cell).expect("written");
        }
    }
    let import = import(&templates, &workbook.save_to_buffer().expect("written")).expect("read");
    assert_eq!((import.taken, import.refused.len()), (1, 0));
}

#[test]
fn a_sentence_that_moved_in_its_template_is_still_found_and_a_newer_one_is_never_overwritten() {
    let path = "team-and-preparation/cy.typ";
    let sent = returned(&embedded(), "Ystafelloedd ac adeilad", "Beth nesaf?");
    let moved = super::super::tests::with(path, |text| {
        text.replace("== Ystafelloedd ac adeilad", "== Rhagor\n\n== Ystafelloedd ac adeilad")
    });
    assert!(import(&moved, &sent).expect("read").files[path].contains("== Rhagor\n\n== Beth nesaf?"));
    let newer = super::super::tests::with(path, |text| text.replace("== Ystafelloedd ac adeilad", "== Nesaf"));
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
        ("shared/schedule-words/cy.typ", "Allwedd"),
        ("case-sample-spreadsheet/cy.workbook.toml", "Rhywedd"),
        ("announcement-email/cy.html", "Annwyl gydweithwyr"),
        ("catalogue.toml", "Llythyr cadarnhau"),
        ("phrases/cy.toml", "Trafodaeth gloi: {name}"),
        ("glossary.toml", "gwaith maes"),
    ] {
        assert!(rows.iter().any(|row| row.file == file && row.welsh == welsh), "{welsh}");
    }
    let lost: Vec<&TextRow> = rows.iter().filter(|row| row.english.is_empty()).collect();
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
