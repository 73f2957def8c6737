//! Between the announcement and the sample each document is made while the record calls for it, and none shows a hole.

use std::collections::{BTreeSet, HashSet};

use crate::inspection::{ENGLAND, Inspection, WALES, scars_in};

/// The documents that the state of the record calls for.
const OF_THE_STATE: [&str; 12] = [
    "call-sheet",
    "contacts-form",
    "covering-message",
    "information-reminder",
    "longlist-receipt",
    "longlist-reminder",
    "planning-agenda",
    "planning-invitation",
    "planning-message",
    "planning-note",
    "readiness-checklist",
    "reading-list",
];

const ANNOUNCED: &str = "\n[dates.announcement]\ndone = 2027-01-02\n";
const AGREED: &str = "\n[[agreed]]\nabout = \"premises\"\nwhat = \"A room each.\"\nwhat-welsh = \"Ystafell yr un.\"\n\
    who = \"Ann Lloyd\"\nby = 2027-01-08\n";
const LIST: &str = "[[long-list-sheet]]\nname = \"Community\"\nrows = 1\nkept = 1\n\n[[child]]\nreference = \"L001\"\n\
    row = \"Community!14\"\nfamily-name = \"Quill\"\nfirst-names = \"Wren\"\ntier = \"community\"\n";

/// A demonstration as it was before the announcement.
fn before_the_announcement(name: &'static str) -> Inspection {
    let mut inspection = Inspection::of(name);
    for file in ["cases.toml", "report.toml"] {
        inspection.files.insert(format!("inspections/{name}/{file}"), String::new());
    }
    let path = format!("inspections/{name}/inspection.toml");
    let text = inspection.files[&path].clone();
    let later = ["\n[dates.", "\n[[change]]", "\n[planning]", "\n[[agreed]]", "\n[[information]]", "\n# The Friday"];
    let end = later.iter().filter_map(|heading| text.find(heading)).min().unwrap_or(text.len());
    inspection.files.insert(path, format!("{}\n", &text[..end]));
    inspection.leave_out(&[]);
    inspection
}

fn append(inspection: &mut Inspection, file: &str, lines: &str) {
    let path = format!("inspections/{}/{file}", inspection.name);
    inspection.files.entry(path).or_default().push_str(lines);
    inspection.leave_out(&[]);
}

/// Which of the documents are made. None leaves a hole that is seen.
fn made(inspection: &Inspection) -> BTreeSet<String> {
    let id = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
    let mut rendered = inspection.rendered();
    rendered.retain(|(name, _)| OF_THE_STATE.contains(&id(name).as_str()));
    let made = rendered.iter().map(|(name, _)| id(name)).collect();
    assert_eq!(scars_in(rendered, &mut HashSet::new()), Vec::<String>::new(), "{}", inspection.name);
    made
}

fn assert_made(inspection: &Inspection, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(made(inspection), expected, "{}", inspection.name);
}

#[test]
fn each_document_is_made_while_the_record_calls_for_it() {
    for name in [ENGLAND, WALES] {
        let mut inspection = before_the_announcement(name);
        assert_made(&inspection, &["call-sheet", "contacts-form", "covering-message", "readiness-checklist"]);

        append(&mut inspection, "inspection.toml", ANNOUNCED);
        let forms = ["contacts-form", "readiness-checklist"];
        let asked = ["information-reminder", "longlist-reminder", "planning-agenda", "planning-invitation"];
        assert_made(&inspection, &[&forms[..], &asked[..]].concat());

        append(&mut inspection, "inspection.toml", AGREED);
        let planned = ["planning-agenda", "planning-message", "planning-note"];
        let reminders = ["information-reminder", "longlist-reminder"];
        assert_made(&inspection, &[&forms[..], &planned[..], &reminders[..]].concat());

        append(&mut inspection, "children.private.toml", LIST);
        let listed = ["information-reminder", "longlist-receipt"];
        assert_made(&inspection, &[&forms[..], &planned[..], &listed[..]].concat());

        for item in [
            "public-protection",
            "child-protection",
            "compliance",
            "management-oversight",
            "quality-assurance",
            "structure-chart",
        ] {
            let lines = format!("\n[[information]]\nitem = \"{item}\"\nreceived = 2027-01-08\nkept = \"shelf\"\n");
            append(&mut inspection, "inspection.toml", &lines);
        }
        assert!(made(&inspection).contains("information-reminder"), "one item is still to come");
        let none = "\n[[information]]\nitem = \"partnership-chart\"\ndoes-not-exist = 2027-01-08\n";
        append(&mut inspection, "inspection.toml", none);
        assert_made(&inspection, &[&forms[..], &planned[..], &["longlist-receipt", "reading-list"]].concat());

        let case = "[[case]]\nid = \"AB01\"\ntier = \"community\"\n";
        append(&mut inspection, "cases.toml", case);
        assert_made(&inspection, &[&planned[..], &["reading-list"]].concat());
    }
}

#[test]
fn no_key_that_is_left_out_early_leaves_a_hole_that_is_seen() {
    for (name, more) in [(WALES, ""), (ENGLAND, ANNOUNCED)] {
        let mut inspection = before_the_announcement(name);
        append(&mut inspection, "inspection.toml", more);
        let mut known = HashSet::new();
        for hole in inspection.holes() {
            let record = inspection.sound_without(std::slice::from_ref(&hole)).expect("a sound record");
            let scars = scars_in(inspection.rendered_from(&record), &mut known);
            assert_eq!(scars, Vec::<String>::new(), "{name} without {hole:?}");
        }
    }
}

#[test]
fn a_receipt_counts_the_cases_and_names_no_child() {
    let mut inspection = before_the_announcement(ENGLAND);
    append(&mut inspection, "children.private.toml", LIST);
    let text = &inspection.texts()["longlist-receipt/en.txt"];
    assert!(text.contains("Number of cases in it: 1."), "{text}");
    assert!(text.contains("- Community: 1") && text.contains("- Custodial: 0"), "{text}");
    assert!(!text.contains("Quill") && !text.contains("Wren"), "{text}");
}

#[test]
fn the_call_sheet_has_the_order_of_the_guidance_and_a_place_for_what_is_not_known() {
    let inspection = before_the_announcement(ENGLAND);
    let text = &inspection.texts()["call-sheet/en.typ"];
    let order =
        ["Helen Marsh", "manager on duty", "The line manager of the YOT manager", "Chair of the Management Board"];
    let places: Vec<Option<usize>> = order.iter().map(|words| text.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {text}");
    let mut inspection = before_the_announcement(ENGLAND);
    let path = format!("inspections/{ENGLAND}/contacts.toml");
    inspection.files.insert(path, String::new());
    inspection.leave_out(&[]);
    let text = &inspection.texts()["call-sheet/en.typ"];
    assert!(text.contains("The YOT manager") && text.contains("The Chair of the Management Board"), "{text}");
    assert!(
        text.contains("Director of Children’s Services") && !text.contains("Director of Social Services"),
        "{text}"
    );
}
