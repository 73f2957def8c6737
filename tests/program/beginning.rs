//! What `new` writes, and what it does with what another `new` has left.

use std::fs;

use crate::support::{Run, Workspace};

fn new(workspace: &Workspace, authority: &str) -> Run {
    begin(workspace, authority, "2027-03-08")
}

fn begin(workspace: &Workspace, authority: &str, fieldwork: &str) -> Run {
    workspace.run([
        "new",
        "--yot",
        "Bro Hafren Youth Offending Service",
        "--country",
        "wales",
        "--authority",
        authority,
        "--fieldwork",
        fieldwork,
    ])
}

const RECORD: &str = "inspections/2027-03-bro-hafren";

#[test]
fn a_new_inspection_has_every_file_commented_and_an_office_to_fill_in() {
    let workspace = Workspace::bare();
    new(&workspace, "Cyngor Sir Bro Hafren").well();
    let children = fs::read_to_string(workspace.path(RECORD).join("children.private.toml")).unwrap();
    assert!(children.contains("#[[child]]") && children.lines().all(|line| line.is_empty() || line.starts_with('#')));
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    assert!(settings.contains("\n[office]\n"), "{settings}");
    workspace.run(["check", "bro-hafren"]).well();
}

#[test]
fn an_interrupted_new_is_completed_by_the_next_and_a_half_folder_never_counts() {
    let workspace = Workspace::bare();
    // What a kill before the last step leaves: some files of the workspace, and a record under another name.
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\nchildren.private.toml\n");
    workspace.write_at("inspections/.sqspack-Xy12/inspection.toml", "[yot]\n");
    workspace.write_at(".vscode/settings.json", "{}\n");
    new(&workspace, "Cyngor Sir Bro Hafren").well();
    let names: Vec<String> = fs::read_dir(workspace.path("inspections"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["2027-03-bro-hafren"]);
    for file in ["sqspack.toml", ".gitattributes", "schema/cases.json", ".vscode/tasks.json", "tombi.toml"] {
        assert!(workspace.path(file).is_file(), "{file}");
    }
    assert_eq!(fs::read_to_string(workspace.path(".vscode/settings.json")).unwrap(), "{}\n");
    let again = new(&workspace, "Cyngor Sir Bro Hafren");
    assert_eq!(again.code, 2);
    assert!(again.err.contains("already exists") && again.err.contains("2027-03-bro-hafren-2"), "{}", again.err);
}

#[test]
fn no_inspection_is_begun_in_a_folder_that_is_called_after_a_child() {
    let workspace = Workspace::aberford();
    for folder in ["2027-03-quillfeather", "2009-12-14-bro-hafren", "zebulon-quillfeather"] {
        let answers = ["--yot", "Bro Hafren YOS", "--country", "wales", "--authority", "Bro Hafren"];
        let run = workspace.run([&["new", folder, "--fieldwork", "2027-03-08"][..], &answers].concat());
        let said = format!("{}{}", run.out, run.err);
        assert!(run.code == 2 && said.contains("would tell of a child") && !said.contains(folder), "{folder}: {said}");
        assert!(!workspace.path(&format!("inspections/{folder}")).exists());
    }
    begin(&workspace, "Bro Hafren", "2027-03-08").well();
}

#[test]
fn answers_that_cannot_be_leave_nothing_behind() {
    let workspace = Workspace::bare();
    let run = new(&workspace, "Cyngor\u{7}\nSir");
    assert_eq!(run.code, 2, "{}", run.out);
    assert_eq!(fs::read_dir(workspace.root()).unwrap().count(), 0);
}

#[test]
fn fieldwork_begins_on_a_tuesday_after_a_bank_holiday_that_sqspack_toml_adds_and_on_no_other() {
    for (settings, code) in [("", 2), ("[[bank-holiday]]\non = 2027-03-08\nname = \"Jubilee\"\n", 0)] {
        let workspace = Workspace::bare();
        workspace.write_at("sqspack.toml", settings);
        let run = begin(&workspace, "Cyngor Sir Bro Hafren", "2027-03-09");
        assert_eq!(run.code, code, "{}", run.err);
        assert_eq!(run.err.contains("fieldwork starts on a Monday"), code == 2, "{}", run.err);
    }
}

#[test]
fn a_gitignore_that_lets_the_children_into_git_is_warned_of_and_left_as_it_is() {
    let workspace = Workspace::bare();
    workspace.write_at(".gitignore", "*.bak\n");
    let run = new(&workspace, "Cyngor Sir Bro Hafren").well();
    assert!(run.err.contains("add the line `children.private.toml`"), "{}", run.err);
    assert_eq!(fs::read_to_string(workspace.path(".gitignore")).unwrap(), "*.bak\n");
}

#[test]
fn an_empty_answer_is_refused_in_words_by_every_command_and_leaves_nothing_behind() {
    let bare = Workspace::bare();
    let run = new(&bare, "");
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("behind `--authority`") && !run.err.contains("take the line out"), "{}", run.err);
    assert_eq!(fs::read_dir(bare.root()).unwrap().count(), 0);
    let workspace = Workspace::aberford();
    for arguments in [
        &["check", ""][..],
        &["slots", "aberford", "--for", " "],
        &["done", "aberford", "announcement", "--on="],
        &["sample", "pin", "aberford", "L004", "--reason", ""],
        &["explain", "aberford", ""],
    ] {
        let run = workspace.run(arguments);
        let is_told = run.code == 2 && run.err.contains("nothing") && run.err.contains("help: type the text");
        assert!(is_told, "{arguments:?}: {}", run.err);
    }
}
