//! No claim without its fact: no document says what the record does not say, and none shows a hole in its place.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;
use sqspack::publish::typst_jobs;
use sqspack::render::compile;

mod drafts;
mod holes;
mod inspection;
mod preparation;
mod texts;

use holes::{Hole, pairs};
use inspection::{ENGLAND, Inspection, WALES, scars_in};
use texts::{Piece, pieces};

/// The scars that sets of holes leave, each with the holes.
fn scars_of(name: &'static str, sets: &[Vec<Hole>]) -> Vec<String> {
    let found = sets.par_chunks(48).map(|sets| {
        let mut inspection = Inspection::of(name);
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        for set in sets {
            if let Some(record) = inspection.sound_without(set) {
                let scars = scars_in(inspection.rendered_from(&record), &mut known);
                found.extend(scars.into_iter().map(|scar| format!("without {set:?}\n  {scar}")));
            }
        }
        found
    });
    found.flatten().collect()
}

#[test]
fn no_key_that_is_left_out_alone_leaves_a_hole_that_is_seen() {
    for name in [ENGLAND, WALES] {
        let holes = Inspection::holes_of(name);
        assert!(holes.len() > 60, "{name}: {}", holes.len());
        let sets: Vec<Vec<Hole>> = holes.into_iter().map(|hole| vec![hole]).collect();
        let found = scars_of(name, &sets);
        assert!(found.is_empty(), "{name}: {}\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn no_two_keys_of_one_person_or_thing_leave_a_hole_that_is_seen() {
    for name in [ENGLAND, WALES] {
        let holes = Inspection::holes_of(name);
        // The first of its kind stands for all the others: their tables have the same keys.
        let is_another = |hole: &Hole| hole.way.len() > 1 && hole.way[1].parse().is_ok_and(|index: usize| index > 0);
        let holes: Vec<Hole> = holes.into_iter().filter(|hole| !is_another(hole)).collect();
        let found = scars_of(name, &pairs(&holes));
        assert!(found.is_empty(), "{name}: {}\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn the_barest_record_that_is_right_gives_whole_pages() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        let mut left_out = Vec::new();
        for hole in Inspection::holes_of(name) {
            left_out.push(hole);
            if !inspection.is_sound_without(&left_out) {
                left_out.pop();
            }
        }
        inspection.leave_out(&left_out);
        assert_eq!(inspection.scars(), Vec::<String>::new(), "{name}");
        for job in typst_jobs(&inspection.inputs, name).expect("a sound record") {
            let pdf =
                compile(&job, &inspection.inputs.tree).unwrap_or_else(|problems| panic!("{}: {problems:?}", job.name));
            for scar in [", ,", ": .", "()", "( "] {
                assert!(!pdf.text.contains(scar), "{name}, {}: {scar}\n{}", job.name, pdf.text);
            }
        }
    }
}

#[test]
fn a_check_that_is_not_recorded_is_not_claimed_for_anybody() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        let claims = |inspection: &Inspection| {
            let about = |text: &str| ["DBS", "Disclosure", "Datgelu"].iter().any(|word| text.contains(word));
            let texts = inspection.texts();
            texts.values().filter(|text| about(text)).count()
        };
        assert!(claims(&inspection) > 2, "{name}");
        inspection.change("team.toml", "dbs-checked = 2024", "# dbs-checked = 2024");
        assert_eq!(claims(&inspection), 0, "{name}");
        let mut inspection = Inspection::of(name);
        inspection.change("team.toml", "dbs-checked = 2024", "dbs-checked = 2020");
        assert_eq!(claims(&inspection), 0, "{name}: too long ago");
    }
}

#[test]
fn a_report_counts_the_cases_that_the_record_holds() {
    let mut inspection = Inspection::of(ENGLAND);
    assert!(inspection.texts()["report/en.typ"].contains("We inspected 20 recent cases"));
    let path = format!("inspections/{ENGLAND}/cases.toml");
    let cases = inspection.files[&path].clone();
    let (first, rest) = cases.split_once("[[case]]").expect("a case");
    let fewer = rest.rsplit_once("[[case]]").expect("another").0;
    let fewer = format!("{first}[[case]]{fewer}");
    inspection.files.insert(path.clone(), fewer);
    inspection.leave_out(&[]);
    assert!(inspection.texts()["report/en.typ"].contains("We inspected 19 recent cases"));
    inspection.files.insert(path, first.to_owned());
    inspection.leave_out(&[]);
    let report = &inspection.texts()["report/en.typ"];
    assert!(!report.contains("We inspected") && report.contains("how many cases we inspected"), "{report}");
}

#[test]
fn what_is_planned_is_not_told_as_settled() {
    let texts = Inspection::of(ENGLAND).texts();
    let letter = &texts["confirmation-letter/en.typ"];
    assert!(letter.contains("plan to inspect 20 cases, typically 4 first tier"), "{letter}");
    assert!(letter.contains("We expect to work at") && !letter.contains("as agreed"), "{letter}");
}

#[test]
fn whoever_signs_a_message_speaks_as_i() {
    let time =
        "[dates.planning-meeting]\non = 2027-01-06\nat = 10:30:00\nreason = \"as agreed\"\n\n[dates.announcement]";
    let mut timed = Inspection::of(ENGLAND);
    timed.change("inspection.toml", "[dates.announcement]", time);
    let english = ["I announced this", "ur lead inspector", "tell the lead inspector"];
    let welsh = ["Cyhoeddais hyn", "in harolygydd arweiniol", "i’r arolygydd arweiniol"];
    for (inspection, language, [wanted, ours, another]) in
        [(Inspection::of(ENGLAND), "en", english), (timed, "en", english), (Inspection::of(WALES), "cy", welsh)]
    {
        let texts = inspection.texts();
        for part in ["txt", "html"] {
            let text = &texts[&format!("announcement-email/{language}.{part}")];
            assert!(text.contains(wanted), "{text}");
            assert!(!text.contains(ours) && !text.contains(another), "{text}");
        }
    }
}

#[test]
fn the_announcement_shows_every_number_and_address_that_it_asks_to_have_checked() {
    let mut inspection = Inspection::of(ENGLAND);
    for telephone in ["01632\u{a0}960140", "01632\u{a0}960141", "01632\u{a0}960145"] {
        assert!(inspection.texts()["announcement-email/en.txt"].contains(telephone), "{telephone}");
    }
    inspection.change("contacts.toml", "telephone = \"01632 960141\"\n", "");
    assert!(inspection.texts()["announcement-email/en.txt"].contains("telephone number missing"));
}

#[test]
fn a_time_that_is_set_is_not_also_left_open() {
    let mut inspection = Inspection::of(ENGLAND);
    let open = "I will agree the time with the YOT manager";
    assert!(inspection.texts()["announcement-email/en.txt"].contains(open));
    inspection.change(
        "inspection.toml",
        "[dates.announcement]",
        "[dates.planning-meeting]\non = 2027-01-06\nat = 10:30:00\nreason = \"as agreed\"\n\n[dates.announcement]",
    );
    let text = &inspection.texts()["announcement-email/en.txt"];
    assert!(text.contains("Keep 10:30am on") && !text.contains(open), "{text}");
}

#[test]
fn nothing_is_named_twice_in_a_row() {
    let mut inspection = Inspection::of(ENGLAND);
    inspection.change(
        "inspection.toml",
        "address = [\"12 Millgate\"",
        "address = [\"Millgate House\", \"12 Millgate\"",
    );
    inspection.change(
        "contacts.toml",
        "name = \"Carys Holt\"\ntitle = \"Head of Region, North\"",
        "name = \"Youth Justice Board for England and Wales\"",
    );
    inspection.change(
        "contacts.toml",
        "name = \"Eleanor Voss\"\ntitle = \"Regional Director\"\nroles = [\"inspectorate\"]\norganisation = \"Ofsted\"",
        "name = \"Ofsted\"\nroles = [\"inspectorate\"]",
    );
    let texts = inspection.texts();
    for text in texts.values() {
        assert!(!text.contains("Millgate House, Millgate House"), "{text}");
    }
    let lines: Vec<&str> = texts["report/en.typ"].lines().collect();
    assert!(lines.contains(&"Ofsted") && lines.contains(&"Youth Justice Board for England and Wales"), "{lines:#?}");
}

#[test]
fn no_document_has_apostrophes_of_two_kinds() {
    for name in [ENGLAND, WALES] {
        for (document, text) in Inspection::of(name).texts() {
            let place = text.find('\'').map(|at| text[..at].lines().last().unwrap_or_default().to_owned());
            assert_eq!(place, None, "{document}");
        }
    }
}

#[test]
fn specification_and_sheet_call_a_field_by_one_name_and_agree_on_what_may_be_empty() {
    for (name, empty, one) in [(ENGLAND, "empty", "en"), (WALES, "wag", "cy")] {
        let rendered: BTreeMap<String, String> = Inspection::of(name).rendered().into_iter().collect();
        let sheet: toml::Value =
            toml::from_str(&rendered[&format!("case-sample-spreadsheet/{one}.workbook.toml")]).expect("TOML");
        let said = pieces("a.typ", &rendered[&format!("case-sample-specification/{one}.typ")]);
        let mut columns = 0;
        for column in sheet["sheet"].as_array().expect("sheets").iter().filter_map(|sheet| sheet.get("column")) {
            for column in column.as_array().expect("columns") {
                let heading = column["heading"].as_str().expect("a heading").to_owned();
                let at = said.iter().position(|piece| *piece == Piece::Text(heading.clone()));
                let at = at.unwrap_or_else(|| panic!("the specification has no `{heading}`"));
                let Piece::Text(values) = &said[at + 2] else { panic!("no values of `{heading}`") };
                let required = column.get("required").is_some();
                // What has to be there may be empty only beside an answer that says why.
                assert!(required != values.contains(empty) || values.contains('‘'), "{heading}: {required}, {values}");
                columns += 1;
            }
        }
        assert!(columns > 70, "{columns}");
    }
}

#[test]
fn the_enclosure_says_what_the_guidance_says_and_goes_with_the_message() {
    for (name, tag, words) in [
        (
            ENGLAND,
            "en",
            [
                "1:30pm to 2pm",
                "2:15pm to 2:45pm",
                "4:30pm",
                "swipe",
                "Log-ins",
                "complain",
                "victim",
                "Tea, coffee",
                "8:30am to 6pm",
            ],
        ),
        (
            WALES,
            "cy",
            [
                "1:30pm i 2pm",
                "2:15pm i 2:45pm",
                "4:30pm",
                "cerdyn",
                "cyfrifon",
                "gwyno",
                "dioddefwr",
                "de, coffi",
                "8:30am i 6pm",
            ],
        ),
    ] {
        let texts = Inspection::of(name).texts();
        let text = &texts[&format!("team-and-preparation/{tag}.typ")];
        for word in words {
            assert!(text.contains(word), "{word}\n{text}");
        }
        assert!(texts[&format!("announcement-email/{tag}.txt")].contains("team-and-preparation"), "{name}");
    }
}
