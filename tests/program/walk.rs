//! An inspection from the list that comes back to the slips of its case managers, with nothing typed that a command can write.

use crate::sample::look_at_doubtful;
use crate::support::pdf::Pdf;
use crate::support::{Run, Workspace, repository};

const FOLDER: &str = Workspace::ABERFORD;

fn run(workspace: &Workspace, arguments: &[&str]) -> Run {
    workspace.run(arguments).well()
}

/// The Aberford record before the list came back: no case, no case manager, no child.
fn before_the_list() -> Workspace {
    let workspace = Workspace::aberford();
    workspace.write("cases.toml", "# Written by the commands.\n");
    workspace.write("children.private.toml", "# not in yet\n");
    workspace
}

/// The record once the list is in, the sample taken and the schedule made.
fn scheduled() -> Workspace {
    let workspace = before_the_list();
    let list = repository("tests/longlist/files/aberford-libreoffice.xlsx");
    run(&workspace, &["longlist", "import", list.to_str().expect("a path"), FOLDER]);
    look_at_doubtful(&workspace);
    run(&workspace, &["sample", "take", FOLDER]);
    run(&workspace, &["schedule", "take", FOLDER]);
    workspace
}

fn lines(workspace: &Workspace, start: &str) -> usize {
    workspace.read("cases.toml").lines().filter(|line| line.starts_with(start)).count()
}

#[test]
fn the_list_that_comes_back_is_all_that_the_schedule_and_its_slips_need() {
    let workspace = scheduled();
    assert_eq!((lines(&workspace, "[[case]]"), lines(&workspace, "slot = ")), (20, 20));
    assert!(lines(&workspace, "away = ") > 0, "the absences of the list are in the record");
    let found = workspace.run(["check", FOLDER]).well().out;
    assert!(!found.contains("error"), "{found}");
    let proposed = run(&workspace, &["schedule", "propose", FOLDER, "--format", "json"]).json();
    let goals = proposed["goals"].as_array().expect("goals");
    assert!(goals.iter().all(|goal| goal["value"] == 0), "{goals:?}");
    run(&workspace, &["build", FOLDER]);
    let pack = workspace.pack(FOLDER);
    let managers = |key: &str| -> Vec<String> {
        let cases: toml::Table = workspace.read("cases.toml").parse().expect("TOML");
        let entries = cases[key].as_array().expect("entries").clone();
        let name = if key == "case" { "case-manager" } else { "name" };
        entries.iter().filter_map(|entry| Some(entry.get(name)?.as_str()?.to_owned())).collect()
    };
    let interviewed: std::collections::BTreeSet<String> = managers("case").into_iter().collect();
    let slips: Vec<&str> = pack.paths().into_iter().filter(|path| path.contains("interview-slip")).collect();
    assert_eq!(slips.len(), interviewed.len());
    for slip in slips {
        let text = Pdf::read(pack.bytes(slip)).text();
        let of = interviewed.iter().filter(|name| text.contains(&name.replace(' ', ""))).count();
        assert_eq!(of, 1, "{slip}: {text}");
    }
}

#[test]
fn what_case_managers_need_stands_in_the_officers_own_list_and_nowhere_else() {
    let workspace = Workspace::aberford();
    let proposed = run(&workspace, &["schedule", "propose", FOLDER]).out;
    let named = "Look first at what these case managers need; 2-sample/case-manager-needs.pdf has it:\n  Owen Tranter, Sally Lomax\n";
    assert!(proposed.ends_with(named), "{proposed}");
    assert!(!proposed.contains("hearing"), "{proposed}");
    run(&workspace, &["build", FOLDER]);
    let pack = workspace.pack(FOLDER);
    let with_need = |path: &&str| path.ends_with(".pdf") && Pdf::read(pack.bytes(path)).text().contains("hearingaid");
    let paths: Vec<&str> = pack.paths().into_iter().filter(with_need).collect();
    assert_eq!(paths, ["2-sample/case-manager-needs.pdf"]);
    let list = Pdf::read(pack.bytes("2-sample/case-manager-needs.pdf")).text();
    assert_eq!(list.matches("hearingaid").count(), 1, "two of the list's rows say it: {list}");
}

#[test]
fn a_case_that_falls_out_after_the_schedule_went_out_is_told_to_those_who_were_to_meet_over_it() {
    let workspace = scheduled();
    workspace.append_at(&format!("inspections/{FOLDER}/inspection.toml"), "\n[dates.sample-sent]\ndone = 2027-01-11\n");
    let cases: toml::Table = workspace.read("cases.toml").parse().expect("TOML");
    let entries = cases["case"].as_array().expect("cases");
    let old = entries.iter().find(|case| case["id"].as_str() == Some("AB07")).expect("a case");
    let text = |key: &str| old.get(key).and_then(toml::Value::as_str).expect("a text").to_owned();
    let (manager, slot) = (text("case-manager"), text("slot"));
    let told = run(&workspace, &["sample", "replace", FOLDER, "AB07", "--reason", "the file is with the court"]).out;
    assert!(told.contains("`sqspack schedule replan 2027-01-aberford`"), "{told}");
    let before = format!("before = {{ slot = \"{slot}\", case = \"AB07\", case-manager = \"{manager}\" }}");
    assert!(workspace.read("cases.toml").contains(&before), "{before}");
    let replanned = run(&workspace, &["schedule", "replan", FOLDER, "--format", "json"]).json();
    let moved = replanned["moved"].as_array().expect("moves");
    let new = moved.iter().find(|change| change["case"] == "AB21").expect("the case in its place");
    assert_eq!(new["replaces"], "AB07");
    assert!(moved.len() <= 2, "one other case at most gives way: {moved:?}");
    let named: Vec<&str> =
        replanned["told"].as_array().expect("names").iter().filter_map(|name| name.as_str()).collect();
    assert!(named.contains(&manager.as_str()), "{manager}: {named:?}");
    let words = run(&workspace, &["schedule", "replan", FOLDER, "--take"]).out;
    assert!(words.contains(&format!("in the place of AB07, {manager}")), "{words}");
    run(&workspace, &["build", FOLDER]);
    let changes = Pdf::read(workspace.pack(FOLDER).bytes("2-sample/schedule-changes.pdf")).text();
    for part in ["caseAB07,whichisnotinspectedanymore", &manager.replace(' ', "")] {
        assert!(changes.contains(part), "{part}: {changes}");
    }
    run(&workspace, &["schedule", "sent", FOLDER]);
    assert!(!workspace.read("cases.toml").contains("before = "));
}
