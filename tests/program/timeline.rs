//! The dates of an inspection.

use serde_json::Value;
use snapbox::{assert_data_eq, file};

use crate::support::{Workspace, demonstrations};

const MILESTONES: [&str; 14] = [
    "announcement",
    "planning-meeting",
    "long-list-due",
    "sample-sent",
    "information-due",
    "final-schedule",
    "fieldwork-start",
    "fieldwork-end",
    "interim-feedback",
    "report-edited",
    "draft-report-sent",
    "factual-accuracy-due",
    "translation",
    "publication",
];

fn entries(workspace: &Workspace, inspection: &str) -> Vec<Value> {
    let run = workspace.run(["timeline", inspection, "--format", "json"]).well();
    run.json().as_array().unwrap().clone()
}

fn names(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["milestone"].as_str().unwrap()).collect()
}

#[test]
fn easter_in_the_notice_window_parts_the_two_rules_and_both_are_told() {
    let workspace = Workspace::copy_of("examples/easter-in-the-notice");
    let run = workspace.run(["timeline", "2016-04-brackshire", "--format", "json"]).well();
    assert_data_eq!(run.out, file!["snapshots/timeline-easter.json"]);
    let run = workspace.run(["timeline", "2016-04-brackshire"]).well();
    assert_data_eq!(run.out, file!["snapshots/timeline-easter.txt"]);
}

#[test]
fn only_an_inspection_in_wales_has_a_translation() {
    let (english, welsh) = (&demonstrations()[0], &demonstrations()[1]);
    let without: Vec<&str> = MILESTONES.into_iter().filter(|name| *name != "translation").collect();
    assert_eq!(names(&entries(&english.0, english.1)), without);
    assert_eq!(names(&entries(&welsh.0, welsh.1)), MILESTONES);
}

#[test]
fn the_date_is_the_one_set_by_hand_else_the_counted_else_the_nominal() {
    for (workspace, inspection) in demonstrations() {
        for entry in entries(workspace, inspection) {
            let taken =
                ["by_hand", "counted", "nominal"].into_iter().map(|rule| &entry[rule]).find(|date| !date.is_null());
            assert_eq!(Some(&entry["date"]), taken, "{entry}");
            assert!(!entry["reason"].as_str().unwrap().is_empty(), "{entry}");
        }
    }
}

#[test]
fn entries_stand_in_the_order_of_their_dates() {
    for (workspace, inspection) in demonstrations() {
        let entries = entries(workspace, inspection);
        let dates: Vec<&str> = entries.iter().map(|entry| entry["date"].as_str().unwrap()).collect();
        assert!(dates.is_sorted(), "{inspection}: {dates:?}");
    }
}

#[test]
fn a_record_that_is_wrong_elsewhere_still_has_its_dates() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "nowhere");
    assert_eq!(entries(&workspace, Workspace::ABERFORD).len(), 13);
    workspace.edit("inspection.toml", "starts = 2027-01-18", "starts = \"in January\"");
    let run = workspace.run(["timeline", Workspace::ABERFORD]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[SQS0005]") && run.err.contains("inspection.toml:"), "{}", run.err);
}
