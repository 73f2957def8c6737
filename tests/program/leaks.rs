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
        workspace.write_template(template, &leak);
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
        ("report-page/en.html", ("<h2>Context</h2>", "<h2>Osbert <strong>Quart</strong>erly</h2>")),
        ("announcement-email/en.txt", ("", "\nOsbert Quarterly\n")),
        ("case-sample-spreadsheet/en.workbook.toml", spreadsheet),
        ("timeline-calendar/en.calendar.toml", ("Who acts:", "Osbert Quarterly acts:")),
    ] {
        let own = std::fs::read_to_string(crate::support::repository("templates").join(template)).unwrap();
        let named = if from.is_empty() { format!("{own}{to}") } else { own.replace(from, to) };
        assert_ne!(named, own, "{template}");
        workspace.write_template(template, &named);
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
    let leaking = [
        "4-report/report.pdf",
        "4-report/report.html",
        "1-announcement/announcement-email.eml",
        "2-sample/case-sample-spreadsheet.xlsx",
    ];
    let leaking: Vec<&str> = before
        .paths()
        .into_iter()
        .filter(|path| {
            leaking.iter().any(|file| file.rsplit('/').next() == path.rsplit('/').next())
                || path.ends_with("timeline.ics")
        })
        .collect();
    assert_eq!(leaking.len(), 5, "{:?}", before.paths());
    for file in &leaking {
        let rows = outcome["problems"].as_array().unwrap();
        let message = format!("{file}` would hold a child's name");
        let row = rows.iter().find(|row| row["message"].as_str().unwrap().contains(&message)).unwrap();
        assert!(row["file"].as_str().unwrap().ends_with("/children.private.toml"), "{row}");
        assert_eq!(row["related"][0]["file"], format!("packs/2027-01-aberford/{file}"), "{row}");
        assert!(outcome["removed"].to_string().contains(file), "{file}: {outcome}");
    }
    // What names the child has left the pack, with what carries it; the rest is as it was.
    let after = workspace.pack(Workspace::ABERFORD);
    assert!(leaking.iter().all(|file| !after.paths().contains(file)), "{:?}", after.paths());
    assert_eq!(after.touched_since(&before), ["manifest.json"]);
    let listed: Vec<String> =
        workspace.manifest(Workspace::ABERFORD).iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed.len() + 1, after.paths().len());
    assert!(!workspace.run(["status"]).out.contains("up to date"));
    // Nothing is left to take out, and once the child is no more searched for, the pack is whole again.
    assert_eq!(workspace.build_json().1["removed"], serde_json::json!([]));
    workspace.write("children.private.toml", &children);
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents());
}

#[test]
fn a_published_report_that_names_a_child_who_is_entered_later_leaves_the_pack() {
    let workspace = Workspace::aberford();
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"We met Osbert Quarterly at home.\",\n");
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    let children = workspace.read("children.private.toml");
    let child = "[[child]]\nfamily-name = \"Quarterly\"\nfirst-names = \"Osbert\"\n";
    workspace.write("children.private.toml", &format!("{children}\n{child}"));
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    // The place where somebody typed it is told once, and no file that follows from it.
    assert_eq!(run.err.matches("error[").count(), 1, "{}", run.err);
    assert!(run.err.contains("report.toml:") && !run.err.contains("Quarterly"), "{}", run.err);
    let report = before.paths().into_iter().find(|path| path.ends_with("/report.pdf")).unwrap().to_owned();
    assert!(run.out.contains("taken out of its pack: ") && run.out.contains(&report), "{}", run.out);
    let after = workspace.pack(Workspace::ABERFORD);
    assert!(!after.paths().contains(&report.as_str()), "{:?}", after.paths());
    assert!(after.paths().len() > 5, "the others stay: {:?}", after.paths());
    workspace.edit("report.toml", "Osbert Quarterly", "the child");
    workspace.build();
    assert!(workspace.pack(Workspace::ABERFORD).paths().contains(&report.as_str()));
}

#[test]
fn a_leak_that_was_never_published_takes_nothing_out_of_the_pack() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let (family, _) = child(&workspace);
    workspace.edit("report.toml", "summary = [\n", &format!("summary = [\n  \"We met {family} there.\",\n"));
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
    let own = std::fs::read_to_string(crate::support::repository("templates/report/en.typ")).unwrap();
    workspace.write(
        "report.toml",
        &std::fs::read_to_string(crate::support::repository("inspections/2027-01-aberford/report.toml")).unwrap(),
    );
    workspace.write_template("report/en.typ", &format!("{own}\n{family}\n"));
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
}

/// What may name children, itself or by what it carries.
const NAMING: [&str; 5] = [
    "2-sample/sample-message.eml",
    "2-sample/selected-case-sample.pdf",
    "3-fieldwork/print-pack-dev-chaudhry.pdf",
    "3-fieldwork/print-pack-priya-nair.pdf",
    "3-fieldwork/print-pack-ruth-calder.pdf",
];

#[test]
fn packs_of_records_that_differ_in_a_date_of_birth_alone_are_the_same_to_the_byte() {
    let (one, other) = (Workspace::aberford(), Workspace::aberford());
    other.edit("children.private.toml", "date-of-birth = 2009-12-14", "date-of-birth = 2010-03-02");
    for workspace in [&one, &other] {
        workspace.build();
    }
    let packs = [&one, &other].map(|workspace| workspace.pack(Workspace::ABERFORD));
    let [one, other] = packs.each_ref().map(|pack| {
        let mut contents = pack.contents();
        let all = contents.len();
        contents.retain(|path, _| !NAMING.contains(path));
        assert_eq!(contents.len(), all - NAMING.len(), "what may name children");
        contents
    });
    assert_eq!(one, other);
}

#[test]
fn a_child_who_changes_is_searched_for_and_no_file_is_touched_but_what_names_children() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit("children.private.toml", "date-of-birth = 2009-12-14", "date-of-birth = 2010-03-02");
    assert!(workspace.run(["status"]).out.contains("older than children.private.toml (since "));
    workspace.build();
    let after = workspace.pack(Workspace::ABERFORD);
    assert_eq!(after.touched_since(&before), NAMING, "what may name children alone");
    assert!(workspace.run(["status"]).out.contains("up to date"));
}

#[test]
fn a_single_document_that_was_built_for_other_children_counts_as_searched_for_none() {
    let workspace = Workspace::aberford();
    let own = std::fs::read_to_string(crate::support::repository("templates/report/en.typ")).unwrap();
    workspace.write_template("report/en.typ", &own);
    workspace.build();
    let children = workspace.read("children.private.toml");
    workspace.write_template("report/en.typ", &format!("{own}\nOsbert Quarterly\n"));
    let child = "[[child]]\nfamily-name = \"Quarterly\"\nfirst-names = \"Osbert\"\n";
    let with_child = format!("{children}\n{child}");
    workspace.write("children.private.toml", &with_child);
    assert_eq!(workspace.run(["build"]).code, 1);
    workspace.write("children.private.toml", &children);
    workspace.run(["build", "--document", "report"]).well();
    workspace.write("children.private.toml", &with_child);
    let (code, outcome) = workspace.build_json();
    assert!(code == 1 && outcome["removed"].to_string().contains("report.pdf"), "{outcome}");
}

#[test]
fn the_number_of_children_that_were_searched_for_is_told_and_that_there_are_none_to_search_for() {
    let workspace = Workspace::built();
    let text = workspace.read("children.private.toml");
    let entries: Vec<&str> = text.split_inclusive("[[child]]").collect();
    let count = entries.len() - 3;
    let with_two_fewer = entries[..=count].concat();
    workspace.write("children.private.toml", with_two_fewer.strip_suffix("[[child]]").expect("more follow"));
    let cases = workspace.read("cases.toml").lines().filter(|line| line.trim() == "[[case]]").count();
    let told = format!("{count} of {cases} cases have their child");
    workspace.build();
    let searched = |workspace: &Workspace| {
        let bytes = workspace.pack(Workspace::ABERFORD).bytes("manifest.json").to_vec();
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()["searched"].clone()
    };
    for command in ["build", "status"] {
        let run = workspace.run([command]).well();
        assert!(run.out.contains(&told), "{command}: {}", run.out);
    }
    // A build that finds all as it left it knows too.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    workspace.build();
    assert!(workspace.build().out.contains(&told));
    assert_eq!(searched(&workspace)["children"], count);
    // As in a clone, to which git does not bring the file.
    workspace.remove("children.private.toml");
    for command in ["status", "build", "status"] {
        let run = workspace.run([command]).well();
        assert!(run.out.contains("not searched for children"), "{command}: {}", run.out);
    }
    assert_eq!(searched(&workspace), serde_json::json!({ "children": null, "cases": cases, "cases_with_child": 0 }));
    assert_eq!(workspace.build_json().1["searched"]["children"], serde_json::Value::Null);
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
fn an_adult_after_whom_files_are_named_may_have_the_full_name_of_a_child() {
    let workspace = Workspace::aberford();
    let children = workspace.read("children.private.toml");
    let child = "[[child]]\nfamily-name = \"Chaudhry\"\nfirst-names = \"Dev\"\n";
    workspace.write("children.private.toml", &format!("{children}\n{child}"));
    let run = workspace.build().well();
    assert!(run.err.contains("SQS0404"), "{}", run.err);
    let pack = workspace.pack(Workspace::ABERFORD);
    assert!(pack.paths().iter().any(|path| path.contains("dev-chaudhry")), "{:?}", pack.paths());
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
