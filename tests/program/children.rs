//! The children's file: where it may lie, and that no message quotes it.

use std::process::Command;

use crate::support::{Tree, Workspace};

const COPIES: [&str; 11] = [
    "children.private.toml.txt",
    "children.private - Copy.toml",
    "children.private.toml - Copy",
    "children.private (conflicted copy).toml",
    "children.private.toml~",
    "children.private.toml.bak",
    "children.private(1).toml",
    "CHILDREN.PRIVATE.TOML",
    "Copy of children.private.toml",
    "children-private.toml",
    "children.private.toml.orig",
];

fn git(workspace: &Workspace, arguments: &[&str]) -> String {
    let run = Command::new("git").arg("-C").arg(workspace.path("")).args(arguments).output().expect("git is at hand");
    String::from_utf8(run.stdout).expect("text")
}

#[test]
fn the_childrens_file_under_any_other_name_stops_the_pack() {
    for name in COPIES {
        let workspace = Workspace::aberford();
        let text = workspace.read("children.private.toml");
        workspace.remove("children.private.toml");
        workspace.write(name, &text);
        let run = workspace.run(["check"]);
        assert_eq!(run.code, 1, "{name}: {}", run.err);
        assert!(run.err.contains("error[SQS0406]") && !run.err.contains("Quillfeather"), "{name}: {}", run.err);
    }
    let workspace = Workspace::aberford();
    let text = workspace.read("children.private.toml");
    workspace.write(COPIES[0], &text);
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
}

#[test]
fn git_ignores_every_copy_of_the_childrens_file_and_not_its_schema() {
    let workspace = Workspace::empty();
    std::fs::remove_file(workspace.path("sqspack.toml")).expect("removed");
    let new = ["new", "--yot", "Harrowdale Youth Justice Service", "--area", "Harrowdale", "--country", "england"];
    let more = ["--authority", "Harrowdale Council", "--fieldwork", "2027-03-08"];
    workspace.run(new.into_iter().chain(more)).well();
    git(&workspace, &["init", "--quiet"]);
    for name in COPIES.into_iter().chain(["children.private.toml", ".children.private.toml.swp"]) {
        let path = format!("inspections/2027-03-harrowdale/{name}");
        assert_eq!(git(&workspace, &["check-ignore", &path]).trim().trim_matches('"'), path, "{name}");
    }
    for path in ["schema/children.private.json", "inspections/2027-03-harrowdale/report.toml"] {
        assert_eq!(git(&workspace, &["check-ignore", path]), "", "{path}");
    }
}

#[test]
fn a_childrens_file_in_git_stops_the_pack_unless_the_children_are_invented() {
    let workspace = Workspace::aberford();
    git(&workspace, &["init", "--quiet"]);
    git(&workspace, &["add", "--all", "--force"]);
    assert_eq!(workspace.run(["check"]).code, 0, "the demonstration's children are invented");
    let settings = std::fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    workspace.write_at("sqspack.toml", &settings.replace("\"2027-01-aberford\", ", ""));
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && run.err.contains("error[SQS0407]"), "{}", run.err);
}

#[test]
fn a_key_of_a_child_in_another_file_is_told_without_what_it_says() {
    let workspace = Workspace::aberford();
    let cases = workspace.read("cases.toml");
    workspace.write("cases.toml", &cases.replacen("[[case]]\n", "[[case]]\nfamily-name = \"Zachariel\"\n", 1));
    let run = workspace.run(["check"]);
    assert!(run.err.contains("error[SQS0408]") && !run.err.contains("Zachariel"), "{}", run.err);
}

#[test]
fn a_year_of_birth_that_cannot_be_right_is_not_quoted() {
    let workspace = Workspace::aberford();
    workspace.edit("children.private.toml", "date-of-birth = 2009-12-14", "date-of-birth = 1009-12-14");
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && !run.err.contains("1009"), "{}", run.err);
}

#[test]
fn a_childs_name_typed_for_a_case_managers_is_not_quoted() {
    let workspace = Workspace::aberford();
    workspace.edit(
        "cases.toml",
        "case-manager = \"Mared Ellis\"\nslot = \"LI 1\"",
        "case-manager = \"Zebulon Quillfeather\"\nslot = \"LI 1\"",
    );
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && !run.err.contains("Zebulon"), "{}", run.err);
    let json = workspace.run(["check", "--format", "json"]);
    assert!(!json.out.contains("Zebulon"), "{}", json.out);
}

#[test]
fn a_name_in_what_people_typed_is_told_at_its_place_and_at_the_childs_line() {
    let workspace = Workspace::aberford();
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"We met Zebulon at home.\",\n");
    let run = workspace.run(["check"]);
    let line = workspace.read("report.toml").lines().position(|line| line.contains("Zebulon")).expect("the line") + 1;
    assert!(run.err.contains(&format!("report.toml:{line}:11")), "{}", run.err);
    assert!(run.err.contains("children.private.toml:10:15") && !run.err.contains("Zebulon"), "{}", run.err);
}

#[test]
fn a_question_is_put_to_rest_with_a_reason_and_an_idle_entry_is_told() {
    let workspace = Workspace::aberford();
    let children = workspace.read("children.private.toml");
    workspace.write(
        "children.private.toml",
        &format!("{children}\n[[child]]\nfamily-name = \"Orlebar\"\nfirst-names = \"Grace\"\n"),
    );
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"Grace under pressure is what we saw.\",\n");
    let asked = workspace.run(["check"]);
    assert!(asked.code == 0 && asked.err.contains("warning[SQS0405]"), "{}", asked.err);
    assert!(asked.err.contains("`at = \"report.toml: summary[1]\"`"), "{}", asked.err);
    let inspection = workspace.read("inspection.toml");
    let settled =
        "[[settled]]\ncode = \"SQS0405\"\nat = \"report.toml: summary[1]\"\nreason = \"a figure of speech\"\n";
    workspace.write("inspection.toml", &format!("{inspection}\n{settled}"));
    let run = workspace.run(["check"]);
    assert!(run.err.is_empty() && run.out.contains("1 settled"), "{}\n{}", run.out, run.err);
    workspace.edit("report.toml", "Grace under pressure is what we saw.", "Calm under pressure is what we saw.");
    let run = workspace.run(["check"]);
    assert!(run.err.contains("warning[SQS0014]"), "{}", run.err);
}
