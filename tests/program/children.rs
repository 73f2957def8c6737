//! The children's file: where it may lie, and that no message quotes it.

use std::process::Command;

use serde_json::json;
use sqspack::publish::WorkspaceInputs;
use sqspack::template::Templates;

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
fn a_copy_of_the_childrens_file_stops_a_pack_that_has_nothing_to_do_and_is_counted_by_status() {
    let workspace = Workspace::built();
    // Once for the stamps, which are taken of files at rest, and once with them.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    workspace.build();
    let stamps = std::fs::read(workspace.path(".sqspack/stamps.json")).expect("stamps");
    assert!(String::from_utf8_lossy(&stamps).contains("\"seen\""));
    workspace.build();
    for name in COPIES {
        let text = workspace.read("children.private.toml");
        workspace.write(name, &text);
        let run = workspace.run(["build"]);
        assert!(run.code == 1 && run.err.contains("error[SQS0406]"), "{name}: {}{}", run.out, run.err);
        let run = workspace.run(["status"]);
        assert!(run.code == 1 && run.out.contains("1 error"), "{name}: {}", run.out);
        workspace.remove(name);
        workspace.build();
    }
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
    let run = workspace.run(["status"]);
    assert!(run.code == 1 && run.out.contains("1 error"), "{}", run.out);
}

#[test]
fn a_childrens_file_in_git_stops_a_pack_that_has_nothing_to_do() {
    let workspace = Workspace::built();
    let settings = std::fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    workspace.write_at("sqspack.toml", &settings.replace("\"2027-01-aberford\", ", ""));
    workspace.write_at(".gitignore", "*children*private*\n");
    git(&workspace, &["init", "--quiet"]);
    workspace.build();
    // Once for the stamps, which are taken of files at rest.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    workspace.build();
    let stamps = std::fs::read(workspace.path(".sqspack/stamps.json")).expect("stamps");
    assert!(String::from_utf8_lossy(&stamps).contains("\"seen\""));
    let path = "inspections/2027-01-aberford/children.private.toml";
    for _ in 0..2 {
        git(&workspace, &["add", "--force", path]);
        let run = workspace.run(["build"]);
        assert!(run.code == 1 && run.err.contains("error[SQS0407]"), "{}{}", run.out, run.err);
        git(&workspace, &["rm", "--quiet", "--cached", path]);
        workspace.build();
    }
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
    let workspace = Workspace::aberford().without_draft();
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"We met Zebulon at home.\",\n");
    let run = workspace.run(["check"]);
    let line = workspace.read("report.toml").lines().position(|line| line.contains("Zebulon")).expect("the line") + 1;
    assert!(run.err.contains(&format!("report.toml:{line}:11")), "{}", run.err);
    assert!(run.err.contains("children.private.toml:10:15") && !run.err.contains("Zebulon"), "{}", run.err);
    let row = &workspace.run(["check", "--format", "json"]).json()[0];
    assert_eq!((&row["line"], &row["column"]), (&json!(line), &json!(11)));
    let childs = "inspections/2027-01-aberford/children.private.toml";
    let message = "the children's file has it here";
    assert_eq!(row["related"], json!([{ "file": childs, "line": 10, "column": 15, "message": message }]));
}

#[test]
fn a_question_is_put_to_rest_with_a_reason_and_an_idle_entry_is_told() {
    let workspace = Workspace::aberford().without_draft();
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

/// What is said, in both forms, of the Aberford record with another text in one of its files.
fn said_of(workspace: &Workspace, file: &str, text: &str) -> String {
    workspace.write(file, text);
    let opened = sqspack::workspace::Workspace::open(workspace.root()).expect("a workspace");
    let inputs = WorkspaceInputs::new(opened, Templates::embedded().expect("the program's templates"));
    let (_, problems) = inputs.checked(Workspace::ABERFORD);
    assert!(!problems.is_empty(), "{text}");
    format!("{}{}", sqspack::problem::render(&problems, false), sqspack::problem::to_json(&problems))
}

#[test]
fn nothing_that_is_typed_into_the_childrens_file_is_quoted_however_wrong_it_is() {
    const WRONG: [&str; 9] = [
        "\"Zzyzx\\nZzyzx\"",
        "\"\"\nZzyzx = \"Zzyzx\"",
        "98765",
        "0987-06-05",
        "[\"Zzyzx\"]",
        "{ Zzyzx = \"Zzyzx\" }",
        "Zzyzx",
        "\"Zzyzx",
        "\"Zzyzx \u{10ffff}\"",
    ];
    let workspace = Workspace::aberford();
    let text = workspace.read("children.private.toml");
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| *line == "[[child]]").expect("a child");
    let entry = lines[first + 1..].iter().take_while(|line| !line.starts_with("[["));
    for (index, line) in (first + 1..).zip(entry).filter(|(_, line)| line.contains(" = ")) {
        let key = line.split(" = ").next().expect("a key");
        for value in WRONG {
            let mut changed = lines.clone();
            let wrong = format!("{key} = {value}");
            changed[index] = &wrong;
            // Where a value is right in its form, nothing need be said: one more line that is wrong.
            let said = said_of(&workspace, "children.private.toml", &format!("{}\nZzyzx = 1\n", changed.join("\n")));
            for secret in ["Zzyzx", "98765", "0987", "987-06"] {
                assert!(!said.contains(secret), "{wrong}: {said}");
            }
        }
    }
}

#[test]
fn a_childs_key_in_another_file_tells_none_of_its_value_in_any_form() {
    let workspace = Workspace::aberford();
    let cases = workspace.read("cases.toml");
    for line in [
        "family-name = \"Zzyzx\"",
        "date-of-birth = 0987-06-05",
        "dob = \"98765\"",
        "system-id = 98765",
        "first-names = [\"Zzyzx\"]",
        "surname = { is = \"Zzyzx\" }",
    ] {
        for text in [cases.replacen("[[case]]\n", &format!("[[case]]\n{line}\n"), 1), format!("{line}\n{cases}")] {
            let said = said_of(&workspace, "cases.toml", &text);
            for secret in ["Zzyzx", "98765", "0987"] {
                assert!(!said.contains(secret), "{line}: {said}");
            }
        }
    }
}

#[test]
fn a_file_that_is_named_after_a_child_is_told_by_its_folder() {
    let workspace = Workspace::aberford();
    workspace.write("Zebulon-Quillfeather.toml", "a = 1\n");
    for arguments in [vec!["check"], vec!["check", "--format", "json"], vec!["timeline", Workspace::ABERFORD]] {
        let run = workspace.run(arguments);
        assert!(!run.out.contains("Quillfeather") && !run.err.contains("Quillfeather"), "{}{}", run.out, run.err);
    }
    assert!(workspace.run(["check"]).err.contains("warning[SQS0012]"));
}

#[test]
fn no_command_quotes_a_childs_name_that_was_typed_in_place_of_another_value() {
    let workspace = Workspace::aberford();
    let tier = "tier = \"Zebulon Quillfeather\"";
    let cases = workspace.read("cases.toml");
    let line = cases.lines().find(|line| line.starts_with("tier = ")).expect("a tier");
    workspace.write("cases.toml", &cases.replacen(line, tier, 1));
    workspace.edit("inspection.toml", "[fieldwork]\n", "[fieldwork]\nZebulon-Quillfeather = 1\n");
    let folder = Workspace::ABERFORD;
    for arguments in [
        vec!["check", folder],
        vec!["build", folder],
        vec!["status", folder],
        vec!["timeline", folder],
        vec!["slots", folder],
        vec!["explain", folder, "announcement"],
        vec!["explain", folder, "report"],
        vec!["done", folder, "announcement", "--on", "2026-12-30"],
    ] {
        let run = workspace.run(&arguments);
        assert!(!format!("{}{}", run.out, run.err).contains("Quillfeather"), "{arguments:?}: {}{}", run.out, run.err);
    }
}

#[test]
fn a_name_beside_a_second_place_of_a_message_or_between_two_places_is_not_quoted() {
    let workspace = Workspace::aberford();
    let cases = workspace.read("cases.toml");
    let twice = "[[case]]\nid = \"ZZ01\"\n";
    for (first, between) in [(" # Quillfeather", ""), ("", "# Quillfeather\n"), (" # born 14 December 2009", "")] {
        let text = format!("{cases}\n[[case]]\nid = \"ZZ01\"{first}\n{between}{twice}");
        let said = said_of(&workspace, "cases.toml", &text);
        assert!(said.contains("SQS"), "{said}");
        for secret in ["Quillfeather", "December 2009"] {
            assert!(!said.contains(secret), "{first}{between}: {said}");
        }
    }
    // One line alone lies between the two places.
    let keys = "[[case]]\nid = \"ZZ01\"\n# Quillfeather\nid = \"ZZ02\"\n";
    let said = said_of(&workspace, "cases.toml", &format!("{cases}\n{keys}"));
    assert!(!said.contains("Quillfeather"), "{said}");
}

#[test]
fn a_name_that_is_spelt_out_or_written_as_an_address_has_it_stops_the_pack() {
    for words in ["at x.example/%51uillfeather", "Quillfe&#97;ther", "Q u i l l f e a t h e r", "0 0 4 8 2 1 8"] {
        let workspace = Workspace::aberford();
        workspace.edit("report.toml", "summary = [\n", &format!("summary = [\n  \"We met {words} at home.\",\n"));
        let run = workspace.run(["check"]);
        assert!(run.code == 1 && run.err.contains("error[SQS0402]"), "{words}: {}", run.err);
        assert!(!run.err.contains(words), "{}", run.err);
    }
}

#[test]
fn a_system_id_that_is_typed_for_an_hmip_id_and_a_name_in_that_of_a_body_stop_the_pack_and_no_command_prints_them() {
    for (file, from, to, help) in [
        ("cases.toml", "id = \"AB01\"", "id = \"0048218\"", "give the case an HMIP ID of its own"),
        ("contacts.toml", "\"North Brack Police\"", "\"Zebulon Quillfeather House\"", "take it out"),
        ("contacts.toml", "\"Castle Square\"", "\"Zebulon Quillfeather House\"", "take it out"),
    ] {
        let workspace = Workspace::aberford();
        assert!(workspace.read(file).contains(from), "{file}: {from}");
        workspace.write(file, &workspace.read(file).replacen(from, to, 1));
        let name = Workspace::ABERFORD;
        for arguments in [
            &["check", name][..],
            &["build", name],
            &["slots", name],
            &["status"],
            &["recipients", name],
            &["explain", name, "timeline"],
            &["explain", name, "confirmation-letter"],
            &["schedule", "propose", name],
            &["aggregate"],
        ] {
            let run = workspace.run(arguments);
            let said = run.out + &run.err;
            assert!(!said.contains("48218") && !said.contains("Quillfeather"), "{arguments:?}: {said}");
            if arguments[0] == "check" {
                assert!(run.code == 1 && said.contains("error[SQS0402]") && said.contains(help), "{said}");
            }
        }
        assert_eq!(workspace.pack(name), Tree::default());
    }
}

#[test]
fn a_folder_that_is_named_after_a_child_is_told_by_check() {
    let workspace = Workspace::aberford();
    std::fs::rename(workspace.record(""), workspace.path("inspections/2027-01-quillfeather")).expect("renamed");
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && run.err.contains("error[SQS0402]"), "{}", run.err);
}

#[test]
fn a_name_typed_for_a_settled_code_a_site_or_a_case_system_is_neither_quoted_nor_made() {
    let settled = "\n[[settled]]\ncode = \"Quillfeather\"\nat = \"x\"\nreason = \"x\"\n";
    for (file, from, to) in [
        ("inspection.toml", "[fieldwork]\n", format!("[fieldwork] # x\n{settled}")),
        ("team.toml", "name = \"Ruth Calder\"\n", "name = \"Ruth Calder\"\nsite = \"Quillfeather\"\n".to_owned()),
    ] {
        let workspace = Workspace::aberford();
        let text = workspace.read(file);
        let text = if to.ends_with(settled) { text + settled } else { text.replace(from, &to) };
        let said = said_of(&workspace, file, &text);
        assert!(!said.contains("Quillfeather"), "{file}: {said}");
    }
    let workspace = Workspace::aberford();
    workspace.edit("inspection.toml", "\"Childview\"", "\"Childview of Zebulon Quillfeather\"");
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
}

#[test]
fn a_child_who_is_entered_as_present_or_beside_a_telephone_is_told() {
    let workspace = Workspace::aberford();
    let inspection = workspace.read("inspection.toml");
    let met = "[planning]\nmet = 2027-01-08\npresent = [\"Helen Marsh\", \"Zebulon Quillfeather\"]\n";
    workspace.write("inspection.toml", &format!("{inspection}\n{met}"));
    let run = workspace.run(["check"]);
    assert!(run.err.contains("warning[SQS0404]") && !run.err.contains("Quillfeather"), "{}", run.err);
    workspace.write("inspection.toml", &inspection);
    let contacts = workspace.read("contacts.toml");
    let line = contacts.lines().find(|line| line.starts_with("telephone = ")).expect("a telephone");
    workspace.write("contacts.toml", &contacts.replacen(line, "telephone = \"01632 960145 (Zebulon)\"", 1));
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && run.err.contains("error[SQS0402]") && !run.err.contains("Zebulon"), "{}", run.err);
}
