//! A child's name, date of birth or system ID reaches no document of the pack (guidance §10.4).

use crate::support::{Tree, Workspace};

/// The first child of the demonstration record: family name, first names, date of birth as an officer would type it.
fn child(workspace: &Workspace) -> (String, String) {
    let text = workspace.read("children.private.toml");
    let value = |key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).expect("the key is there");
        line.split('"').nth(1).expect("a text").to_owned()
    };
    (value("family-name"), value("first-names"))
}

/// Builds, which has to fail with the code for a leak, to write nothing, and to name no child.
fn refuses(workspace: &Workspace) {
    let (family, first) = child(workspace);
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1, "{}\n{}", run.out, run.err);
    assert!(run.err.contains("error[SQS0402]"), "{}", run.err);
    assert!(!run.err.contains(&family) && !run.err.contains(&first), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
}

#[test]
fn a_template_that_names_a_child_on_purpose_fails_the_build_and_nothing_is_written() {
    let workspace = Workspace::aberford();
    let (family, _) = child(&workspace);
    let leak = format!("#set document(title: \"Report\")\n= Report\nAs {family} told us.\n");
    workspace.write_template("report/en.typ", &leak);
    refuses(&workspace);
}

#[test]
fn a_name_that_a_line_break_parts_is_found() {
    let workspace = Workspace::aberford();
    let (family, first) = child(&workspace);
    let leak = format!(
        "#set document(title: \"Report\")\n= Report\n#block(width: 1pt)[{} {family}]\n",
        first.split(' ').next().unwrap()
    );
    workspace.write_template("report/en.typ", &leak);
    refuses(&workspace);
}

#[test]
fn findings_that_name_a_child_fail_the_build() {
    let workspace = Workspace::aberford();
    let (family, _) = child(&workspace);
    let report = workspace.read("report.toml");
    let family = family.to_uppercase();
    workspace.write(
        "report.toml",
        &format!(
            "operational-management = [\"The plan for {family} was late.\"]\n{}",
            report.replace("operational-management", "#operational-management")
        ),
    );
    refuses(&workspace);
}

#[test]
fn a_message_and_a_workbook_that_name_a_child_fail_the_build() {
    for template in ["announcement-email/en.txt", "case-sample-spreadsheet/en.workbook.toml"] {
        let workspace = Workspace::aberford();
        let (family, _) = child(&workspace);
        let own = std::fs::read_to_string(crate::support::repository("templates").join(template)).unwrap();
        // A remark in the mail; the title of a sheet of the workbook.
        let leak = if template.ends_with(".toml") {
            own.replace("Long-list of cases:", &format!("Long-list of cases of {family}:"))
        } else {
            format!("{own}\nP.S. {family}\n")
        };
        workspace.write_template(&format!("{template}"), &leak);
        let run = workspace.run(["build"]);
        assert!(run.err.contains("error[SQS0402]"), "{template}: {}", run.err);
        assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default(), "{template}");
    }
}

#[test]
fn a_child_entered_after_the_build_is_searched_for_in_every_file_that_stands() {
    let workspace = Workspace::aberford();
    let spreadsheet = ("Long-list of cases:", "Long-list of Osbert Quarterly:");
    for (template, (from, to)) in [
        ("report/en.typ", ("", "\nOsbert Quarterly\n")),
        ("announcement-email/en.txt", ("", "\nOsbert Quarterly\n")),
        ("case-sample-spreadsheet/en.workbook.toml", spreadsheet),
        ("timeline-calendar/en.calendar.toml", ("Who acts:", "Osbert Quarterly acts:")),
    ] {
        let own = std::fs::read_to_string(crate::support::repository("templates").join(template)).unwrap();
        let named = if from.is_empty() { format!("{own}{to}") } else { own.replace(from, to) };
        assert_ne!(named, own, "{template}");
        workspace.write_template(&format!("{template}"), &named);
    }
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    // Nothing of any document changes here: only the child to search for is new.
    let children = workspace.read("children.private.toml");
    workspace.write(
        "children.private.toml",
        &format!("{children}\n[[child]]\nfamily-name = \"Quarterly\"\nfirst-names = \"Osbert\"\n"),
    );
    let (code, outcome) = workspace.build_json();
    assert_eq!(code, 1, "{outcome}");
    for file in ["report.pdf", "announcement-email.eml", "case-sample-spreadsheet.xlsx", "timeline.ics"] {
        assert!(
            outcome["problems"].to_string().contains(&format!("{file}` would hold a child's name")),
            "{file}: {outcome}"
        );
    }
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
}

#[test]
fn an_adult_with_the_full_name_of_a_child_is_told_once_and_one_with_half_of_it_is_not() {
    let workspace = Workspace::aberford();
    let children = workspace.read("children.private.toml");
    for (first, expected) in [("Zebulon", &[][..]), ("Helen", &["SQS0404"][..])] {
        let child = format!("{children}\n[[child]]\nfamily-name = \"Marsh\"\nfirst-names = \"{first}\"\n");
        workspace.write("children.private.toml", &child);
        let rows = workspace.run(["check", "--format", "json"]).json();
        let codes: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
        assert_eq!(codes, expected, "{first}");
    }
}

#[test]
fn the_manifest_and_the_stamps_hold_nothing_of_a_child() {
    let workspace = Workspace::built();
    workspace.build();
    let (family, first) = child(&workspace);
    for tree in [workspace.pack(Workspace::ABERFORD), Tree::of(&workspace.path(".sqspack"))] {
        for (path, bytes) in tree.contents() {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&family) && !text.contains(&first), "{path}");
        }
    }
}
