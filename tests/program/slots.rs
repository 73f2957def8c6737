//! The grid of the fieldwork as a table, and the schedule that grows with it.

use serde_json::Value;

use crate::support::Workspace;
use crate::support::pdf::Pdf;

fn slots(workspace: &Workspace, arguments: &[&str]) -> Vec<Value> {
    let all = [&["slots", Workspace::ABERFORD, "--format", "json"], arguments].concat();
    workspace.run(all).well().json().as_array().unwrap().clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["slot"].as_str().unwrap()).collect()
}

#[test]
fn every_slot_is_shown_with_its_day_time_place_and_case() {
    let workspace = Workspace::aberford();
    let rows = slots(&workspace, &[]);
    assert_eq!(rows.len(), 20);
    let row = rows.iter().find(|row| row["slot"] == "AI 4").unwrap();
    assert_eq!(
        (&row["date"], &row["time"], &row["place"], &row["cases"][0]["case"], &row["cases"][0]["case_manager"]),
        (&"2027-01-19".into(), &"3pm to 5pm".into(), &"Millgate House".into(), &"AB10".into(), &"Bronagh Kelly".into())
    );
    let table = workspace.run(["slots", Workspace::ABERFORD]).well().out;
    assert!(table.starts_with("2027-01-aberford: 20 slots, 0 free\n"), "{table}");
    assert!(table.contains("AB14, from its records alone"), "{table}");
}

#[test]
fn only_slots_that_a_case_manager_can_take_are_offered_and_each_of_them_passes_check() {
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
    // Mared Ellis is away on the Tuesday; Peter Sugden is interviewed in LA 3 and LA 4.
    for slot in ["LI 1", "LI 3", "AI 4", "LA 5", "LI 7"] {
        workspace.edit("cases.toml", &format!("slot = \"{slot}\"\n"), "");
    }
    let free = |manager: &str| slots(&workspace, &["--for", manager]);
    let mared = free("mared  ellis");
    assert_eq!(names(&mared), ["LI 1", "LI 7", "LA 5"]);
    let back: Vec<bool> = mared.iter().map(|row| row["first_day_back"].as_bool().unwrap()).collect();
    assert_eq!(back, [false, true, true]);
    assert!(!names(&free("Peter Sugden")).contains(&"AI 4"), "at the time of another interview");
    let before = workspace.read("cases.toml");
    for row in mared {
        let slot = row["slot"].as_str().unwrap();
        let line = "case-manager = \"Mared Ellis\"\n";
        workspace.edit("cases.toml", line, &format!("{line}slot = \"{slot}\"\n"));
        let found = workspace.run(["check", Workspace::ABERFORD, "--format", "json"]).well().json();
        assert!(found.as_array().unwrap().iter().all(|problem| problem["severity"] == "warning"), "{slot}: {found}");
        workspace.write("cases.toml", &before);
    }
    let unknown = workspace.run(["slots", Workspace::ABERFORD, "--for", "Mared Elis"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `Mared Ellis`?"), "{}", unknown.err);
}

#[test]
fn where_fieldwork_starts_on_a_tuesday_a_slot_has_the_day_that_check_and_the_schedule_have() {
    let workspace = Workspace::aberford();
    let settings = std::fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    let jubilee = "[[bank-holiday]]\non = 2027-01-18\nname = \"jubilee\"\n";
    workspace.write_at("sqspack.toml", &format!("{settings}\n{jubilee}"));
    workspace.edit("inspection.toml", "starts = 2027-01-18", "starts = 2027-01-19");
    workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
    // Mared Ellis is away on this Tuesday, which is now the first day.
    let line = "case-manager = \"Mared Ellis\"\n";
    workspace.edit("cases.toml", &format!("{line}slot = \"LI 1\"\n"), line);
    let first = slots(&workspace, &[]).into_iter().find(|row| row["slot"] == "LI 1").unwrap();
    assert_eq!(first["date"], "2027-01-19");
    let free = slots(&workspace, &["--for", "Mared Ellis"]);
    assert!(!names(&free).contains(&"LI 1"), "{free:?}");
    workspace.edit("cases.toml", line, &format!("{line}slot = \"LI 1\"\n"));
    let said = workspace.run(["check", Workspace::ABERFORD]).err;
    assert!(said.contains("away on Tuesday 19 January 2027, the day of the slot `LI 1`"), "{said}");
}

#[test]
fn a_clash_names_the_slots_that_the_case_manager_could_take() {
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "slot = \"LI 7\"\n", "");
    workspace.edit(
        "cases.toml",
        "case-manager = \"Kofi Mensah\"\nslot = \"LI 3\"",
        "case-manager = \"Sally Lomax\"\nslot = \"LI 3\"",
    );
    let rows = workspace.run(["check", "--format", "json"]).json();
    let clash = rows.as_array().unwrap().iter().find(|row| row["code"] == "SQS0206").unwrap();
    assert!(clash["help"].as_str().unwrap().ends_with("free for `Sally Lomax`: `LI 7`"), "{clash}");
}

#[test]
fn a_sick_case_manager_s_cases_are_inspected_from_their_records_alone() {
    let workspace = Workspace::aberford();
    let line = "name = \"Gill Shaw\"\n";
    workspace.edit("cases.toml", line, &format!("{line}away = [2027-01-20]\n"));
    let rows = workspace.run(["check", "--format", "json"]).json();
    let away = rows.as_array().unwrap().iter().find(|row| row["code"] == "SQS0207").unwrap();
    assert!(away["help"].as_str().unwrap().starts_with("add `interview = false` to `AB20`"), "{away}");
    workspace.edit("cases.toml", "case-manager = \"Gill Shaw\"\n", "case-manager = \"Gill Shaw\"\ninterview = false\n");
    workspace.run(["check"]).well();
}

#[test]
fn a_schedule_without_every_case_is_made_and_says_in_both_languages_that_it_is_not_complete() {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    let path = "inspections/2027-02-rhyd-y-twr/cases.toml";
    let says = |words: [&str; 2]| {
        workspace.run(["build", "--document", "schedule"]).well();
        let pack = workspace.pack(Workspace::RHYD_Y_TWR);
        ["en", "cy"].map(|language| {
            let page = Pdf::read(pack.bytes(&format!("2-sample/schedule.{language}.pdf"))).text();
            page.contains(words[usize::from(language == "cy")])
        })
    };
    let words = ["notcompleteyet", "hebeichwblhaueto"];
    assert_eq!(says(words), [false, false]);
    workspace.edit_at(path, "slot = \"LI 3\"\n", "");
    assert_eq!(says(words), [true, true]);
}
