//! The list of the demonstration and its sample, why a row is in it, and the documents about a sample.

use std::sync::Arc;

use chrono::NaiveDate;
use snapbox::{assert_data_eq, file};
use sqspack::problem::SourceFile;
use sqspack::publish::{WorkspaceInputs, typst_jobs};
use sqspack::record::{FileKind, Record};
use sqspack::render::compile;
use sqspack::search::Terms;
use sqspack::template::Templates;

use crate::sample::{look_at_doubtful, planted, proposal, references, sample, with_list};
use crate::support::pdf::Pdf;
use crate::support::{Workspace, repository};

const FOLDER: &str = Workspace::ABERFORD;
const SAMPLE: &str = "2-sample/selected-case-sample.pdf";
const NOTE: &str = "2-sample/sample-note.pdf";

/// The Aberford record with a list of 70 rows and the sample that the program takes from it.
fn taken() -> Workspace {
    let workspace = with_list();
    look_at_doubtful(&workspace);
    sample(&workspace, &["take"]).well();
    workspace
}

/// What a document says, without white space.
fn said(workspace: &Workspace, path: &str) -> String {
    workspace.run(["build", FOLDER]).well();
    Pdf::read(workspace.pack(FOLDER).bytes(path)).text()
}

/// The text of the children's file with another line in the row of a selected case.
fn edit_row(workspace: &Workspace, id: &str, key: &str, line: &str) {
    let text = workspace.read("children.private.toml");
    let (before, row) = text.split_once(&format!("id = \"{id}\"\n")).expect("the row");
    let old = row.lines().find(|line| line.starts_with(&format!("{key} = "))).expect("the line");
    let row = row.replacen(&format!("{old}\n"), line, 1);
    workspace.write("children.private.toml", &format!("{before}id = \"{id}\"\n{row}"));
}

#[test]
fn the_list_of_the_demonstration_leads_to_its_sample() {
    let workspace = Workspace::aberford();
    let cases = workspace.read("cases.toml").replace("schedule = \"final\"\n", "");
    workspace.write("cases.toml", &cases[..cases.find("\n[[case]]").expect("cases")]);
    workspace.write("children.private.toml", "# not in yet\n");
    let list = repository("tests/longlist/files/aberford-libreoffice.xlsx");
    workspace.run(["longlist", "import", list.to_str().expect("a path"), FOLDER]).well();
    let proposed = sample(&workspace, &["propose", "--format", "json"]).well().out;
    assert_data_eq!(&proposed, file!["snapshots/aberford-sample.json"]);
    look_at_doubtful(&workspace);
    sample(&workspace, &["take"]).well();
    let proposed: serde_json::Value = serde_json::from_str(&proposed).expect("JSON");
    let mut wanted: Vec<[Option<&str>; 3]> = proposed["selected"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| ["id", "tier", "case_manager"].map(|key| case[key].as_str()))
        .collect();
    wanted.sort_unstable();
    let record: toml::Table = workspace.read("cases.toml").parse().expect("TOML");
    let cases = record["case"].as_array().expect("cases").iter();
    let taken: Vec<[Option<&str>; 3]> = cases
        .map(|case| ["id", "tier", "case-manager"].map(|key| case.get(key).and_then(toml::Value::as_str)))
        .collect();
    assert_eq!(taken, wanted);
}

#[test]
fn a_row_is_explained_by_what_would_take_its_place() {
    let workspace = with_list();
    let chosen = references(&proposal(&workspace));
    let inside = sample(&workspace, &["explain", &chosen[5]]).well().out;
    assert!(inside.starts_with(&format!("{}: community, ", chosen[5])) && inside.contains(": proposed\n"), "{inside}");
    assert!(
        inside.contains(" would be in its place; exchanging them ") || inside.contains("has all that it must have"),
        "{inside}"
    );
    let outside = (1..=70).map(|row| format!("L{row:03}")).find(|row| !chosen.contains(row)).expect("a row");
    let outside = sample(&workspace, &["explain", &outside]).well().out;
    assert!(
        outside.contains(": not proposed\n") && outside.contains(" is in its place; exchanging them "),
        "{outside}"
    );
}

#[test]
fn the_selected_case_sample_has_each_case_with_its_child_by_inspector_and_a_line_for_each_copy() {
    let workspace = taken();
    let text = said(&workspace, SAMPLE);
    assert!(text.contains("CasesbyHMIPIDHMIPIDChildDateofbirthSystemIDTierCasemanagerAB01"), "{text}");
    let rows = workspace.read("children.private.toml");
    for (place, number) in rows.split("[[child]]").skip(1).zip(0..) {
        let (family, first) = planted(number);
        let is_selected = place.contains("\nid = ");
        assert_eq!(text.contains(&format!("{first}{family}")), is_selected, "{number}");
        assert_eq!(text.contains(&format!("77{number:05}")), is_selected, "{number}");
    }
    assert!(text.contains("Copies,returnanddestruction") && text.contains("Numberof3,heldby"), "{text}");
    assert!(text.contains("1RuthCalder2PriyaNair3DevChaudhry"), "{text}");
    for (id, slot) in [("AB04", "AI 1"), ("AB02", "LI 5"), ("AB09", "LI 1")] {
        let tier = format!("id = \"{id}\"\n");
        workspace.edit("cases.toml", &tier, &format!("{tier}slot = \"{slot}\"\n"));
    }
    let text = said(&workspace, SAMPLE);
    let places: Vec<usize> = [
        "Leadinspector:RuthCalder",
        "AB09",
        "AB02",
        "Assistantinspector:PriyaNair",
        "AB04",
        "Caseswithoutaslotintheschedule",
        "AB01",
        "AB03",
        "AB20",
    ]
    .map(|part| text.find(part).unwrap_or_else(|| panic!("{part} in {text}")))
    .to_vec();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn other_names_change_the_selected_case_sample_alone_and_only_a_message_by_secure_mail_carries_it() {
    let workspace = taken();
    workspace.run(["build", FOLDER]).well();
    let before = workspace.pack(FOLDER);
    assert!(before.paths().contains(&NOTE), "{:?}", before.paths());
    let mut text = workspace.read("children.private.toml");
    for number in 0..70 {
        let ((family, first), (other_family, other_first)) = (planted(number), planted(number + 200));
        text = text.replace(&family, &other_family).replace(&first, &other_first);
    }
    workspace.write("children.private.toml", &text);
    workspace.run(["build", FOLDER]).well();
    let mut touched = workspace.pack(FOLDER);
    touched.0.retain(|path, file| before.0.get(path) != Some(file));
    assert_eq!(touched.paths(), ["2-sample/sample-message.eml", SAMPLE]);
    let catalogue = Templates::embedded().expect("templates").catalogue;
    let carries = |id: &str| {
        let messages = catalogue.documents.iter().filter(|document| document.attach.iter().any(|other| other == id));
        messages.map(|message| (message.id.as_str(), message.secure)).collect::<Vec<_>>()
    };
    assert_eq!(carries("selected-case-sample"), [("sample-message", true)]);
    assert_eq!((carries("sample-note"), carries("print-pack")), (vec![], vec![]));
}

#[test]
fn a_childs_name_is_text_and_what_is_not_recorded_is_a_visible_gap() {
    let workspace = taken();
    let long = "Zaxqwyaurelianus ".repeat(14);
    edit_row(&workspace, "AB01", "family-name", "family-name = \"#zstrong[Zaxqwyqq] $zx$ *_zb_* {{ zaxqwyqr }}\"\n");
    edit_row(&workspace, "AB02", "family-name", &format!("family-name = \"{}\"\n", long.trim()));
    edit_row(&workspace, "AB03", "date-of-birth", "");
    workspace.edit("children.private.toml", "id = \"AB05\"\n", "");
    let text = said(&workspace, SAMPLE);
    assert!(text.contains("#zstrong[Zaxqwyqq]$zx$*_zb_*{{zaxqwyqr}}"), "{text}");
    assert_eq!(text.matches("Zaxqwyaurelianus").count(), 14, "{text}");
    assert_eq!(text.matches("Notrecorded").count(), 1, "{text}");
    assert!(text.contains("AB05Tobewritten:thechild"), "{text}");
    let note = said(&workspace, NOTE);
    assert!(note.contains("havenorowinthelong-list:AB05"), "{note}");
}

#[test]
fn the_documents_about_a_sample_wait_until_it_is_taken_and_its_children_are_there() {
    let workspace = with_list();
    let before = workspace.build().out;
    assert!(!before.contains("selected-case-sample") && !before.contains("sample-note"), "{before}");
    workspace.write("cases.toml", "[[case]]\nid = \"AB01\"\ntier = \"community\"\n");
    workspace.remove("children.private.toml");
    let waiting = workspace.build().out;
    assert!(
        waiting.contains("selected-case-sample waits for the child of a selected case (children.private.toml)"),
        "{waiting}"
    );
    let pack = workspace.pack(FOLDER);
    assert!(!pack.paths().contains(&SAMPLE) && !pack.paths().contains(&NOTE), "{:?}", pack.paths());
}

#[test]
fn the_note_says_what_the_record_holds_and_names_no_child() {
    let workspace = with_list();
    workspace.append_at(
        &format!("inspections/{FOLDER}/inspection.toml"),
        "[sample]\nfirst-tier = 5\ncommunity = 10\ncustodial = 5\nreason = \"few custodial sentences this year\"\n",
    );
    look_at_doubtful(&workspace);
    sample(&workspace, &["bar", "L010", "--reason", "the court has the file"]).well();
    look_at_doubtful(&workspace);
    sample(&workspace, &["take"]).well();
    let text = said(&workspace, NOTE);
    for part in [
        "Firsttier20listed5wanted5selected",
        "notthe programme’s.Thereason:fewcustodialsentencesthisyear".replace(' ', "").as_str(),
        "Onecasemanagerpresents3casesatmost",
        "L010BarredthecourthasthefileNo",
        "Nocasehasbeenreplacedsince",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for goal in proposal(&workspace)["goals"].as_array().expect("goals") {
        let (value, alone) = (&goal["value"], &goal["alone"]);
        let shown = if *value == 0 { format!("{value}best{alone}Reached") } else { format!("{value}best{alone}") };
        assert!(text.contains(&shown), "{goal}: {text}");
    }
    for number in 0..70 {
        let (family, first) = planted(number);
        assert!(!text.contains(&family) && !text.contains(&first), "{number}");
        assert!(!text.contains(&format!("77{number:05}")), "{number}");
    }
    sample(&workspace, &["replace", "AB07", "--reason", "moved to another YOT"]).well();
    let cases = workspace.read("cases.toml");
    let (_, bar) = cases.split_once("reason = \"moved to another YOT\"\nreplaced-by = \"").expect("the bar");
    let by = bar.split('"').next().expect("a row");
    let text = said(&workspace, NOTE);
    assert!(text.contains(&format!("{by}movedtoanotherYOT")), "{by}: {text}");
    assert!(!text.contains("Nocasehasbeenreplacedsince"), "{text}");
}

#[test]
fn the_note_is_right_of_a_sample_that_a_person_changed_by_hand() {
    let workspace = taken();
    let chosen = proposal(&workspace)["selected"].as_array().expect("cases").clone();
    // A row in whose place a proposed one stands, because it is worse.
    let out = chosen.iter().find(|case| case["tier"] == "community").expect("a case");
    let reference = out["reference"].as_str().expect("a row");
    let stands_for = |row: &String| {
        let explained = sample(&workspace, &["explain", row]).well().out;
        explained.contains(&format!("  {reference} is in its place; exchanging them alone gives "))
    };
    let into = (1..=70)
        .map(|number| format!("L{number:03}"))
        .filter(|row| chosen.iter().all(|case| case["reference"] != row.as_str()))
        .find(stands_for);
    let Some(into) = into else { panic!("no row would come in for {reference}") };
    let id = out["id"].as_str().expect("an ID");
    workspace.edit("children.private.toml", &format!("id = \"{id}\"\nreference"), "reference");
    workspace.edit(
        "children.private.toml",
        &format!("reference = \"{into}\"\n"),
        &format!("id = \"{id}\"\nreference = \"{into}\"\n"),
    );
    let told = sample(&workspace, &["explain", &into]).well().out;
    let (_, changes) = told.split_once("exchanging them alone gives ").expect("changes");
    let first = changes.split_whitespace().nth(1).expect("a value");
    let text = said(&workspace, NOTE);
    assert!(text.contains("Peopledecidedonthissample:"), "{text}");
    assert!(text.contains(first), "{first}: {text}");
    // A pin that the sample does not keep to, and a case too few.
    let cases = workspace.read("cases.toml");
    let (kept, _) = cases.rsplit_once("\n[[case]]").expect("a case");
    workspace.write("cases.toml", &format!("{kept}\n[[pin]]\nreference = \"{reference}\"\nreason = \"wanted\"\n"));
    let (_, last) = cases.rsplit_once("\nid = \"").expect("an ID");
    let last = last.split('"').next().expect("an ID");
    workspace.edit("children.private.toml", &format!("id = \"{last}\"\n"), "");
    let text = said(&workspace, NOTE);
    assert!(text.contains(&format!("{reference}PinnedwantedNo,againstthedecision")), "{text}");
    assert!(text.contains("(notaswanted)"), "{text}");
}

#[test]
fn the_names_that_the_note_must_not_have_are_searched_for_in_it() {
    let workspace = taken();
    let (family, first) = planted(3);
    workspace.append_at(
        &format!("inspections/{FOLDER}/cases.toml"),
        &format!("\n[[pin]]\nreference = \"L004\"\nreason = \"{first} {family} asked for it\"\n"),
    );
    let run = workspace.run(["build", FOLDER]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("SQS04") && !run.err.contains(&family), "{}", run.err);
}

#[test]
fn no_numbers_of_the_note_stand_side_by_side_like_a_date_of_birth() {
    let workspace = taken();
    let opened = sqspack::workspace::Workspace::open(workspace.root()).expect("a workspace");
    let inputs = WorkspaceInputs::new(opened, Templates::embedded().expect("templates"));
    let jobs = typst_jobs(&inputs, FOLDER).expect("a sound record");
    let note = jobs.iter().find(|job| job.name == "sample-note/en.typ").expect("the note");
    let text = compile(note, &inputs.tree).expect("a note").text;
    // Behind the dates in its head, with 10 for every number: three side by side are then a day of October 2010.
    let (_, text) = text.split_once("Tiers").expect("a heading");
    let words = text.split_inclusive(|sign: char| !sign.is_ascii_digit());
    let ten = |part: &str| {
        let rest = part.trim_start_matches(|sign: char| sign.is_ascii_digit());
        if rest.len() < part.len() { format!("10{rest}") } else { part.to_owned() }
    };
    let text: String = words.map(ten).collect();
    // Children who were born on each day of ten years.
    let first = NaiveDate::from_ymd_opt(2008, 1, 1).expect("a day");
    let child = |day: NaiveDate| {
        format!("[[child]]\nfamily-name = \"Zaxqwy\"\nfirst-names = \"Vurzhuq\"\ndate-of-birth = {day}\n")
    };
    let children: String = first.iter_days().take(3_650).map(child).collect();
    let source = SourceFile::private(FileKind::Children.name().to_owned(), children);
    let (record, _) = Record::read(FOLDER, [(FileKind::Children, Arc::new(source))].into());
    let hits = Terms::new(&record).find(&text);
    assert!(hits.is_empty(), "{} dates in {text}", hits.len());
}
