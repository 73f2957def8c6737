//! A child where somebody's or something's name belongs, or in a file that cannot be read: no document and no message shows it.

use crate::support::Workspace;

const OF_THE_CHILD: [&str; 4] = ["Quillfeather", "Zebulon", "14 December 2009", "0048218"];

/// What a command says, and whether it shows the child.
pub fn said(workspace: &Workspace, arguments: &[&str]) -> (String, bool) {
    let run = workspace.run(arguments);
    let said = format!("{}{}", run.out, run.err);
    let shows = OF_THE_CHILD.iter().any(|word| said.contains(word));
    (said, shows)
}

#[test]
fn a_line_of_an_address_covers_no_child_elsewhere_and_a_first_name_alone_is_an_error() {
    let workspace = Workspace::aberford();
    workspace.edit(
        "contacts.toml",
        "[\"Town Hall\", \"Castle Square\"",
        "[\"Town Hall\", \"Zebulon\", \"Quillfeather\"",
    );
    let (check, shows) = said(&workspace, &["check"]);
    assert!(check.contains("error[SQS0402]") && !shows, "{check}");
    workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\" # of Zebulon");
    workspace.edit("inspection.toml", "reason = \"office closed on 31 December\"", "reason = \"Zebulon is in court\"");
    let (check, shows) = said(&workspace, &["check"]);
    assert!(check.contains("error[SQS0402]") && !shows, "{check}");
}

#[test]
fn a_childs_family_name_as_the_whole_name_of_an_adult_or_in_that_of_a_place_is_asked_about() {
    for (file, from, to) in [
        ("cases.toml", "name = \"Mared Ellis\"", "name = \"Quillfeather\""),
        ("inspection.toml", "name = \"", "name = \"Quillfeather family home, "),
    ] {
        let workspace = Workspace::aberford();
        let text = workspace.read(file);
        workspace.write(file, &text.replacen(from, to, 1));
        let (check, shows) = said(&workspace, &["check"]);
        assert!(check.contains("warning[SQS0404]") && !shows, "{file}: {check}");
    }
}

#[test]
fn no_command_prints_a_record_that_names_a_child() {
    let workspace = Workspace::aberford();
    let reason = "reason = \"office closed on 31 December\"";
    workspace.edit("inspection.toml", reason, "reason = \"Zebulon Quillfeather (born 14 December 2009, 0048218)\"");
    for arguments in [&["timeline"][..], &["explain", "announcement"], &["explain", "timeline"], &["explain"]] {
        let (command, rest) = arguments.split_first().expect("a command");
        for form in ["human", "json"] {
            let all = [&[*command, Workspace::ABERFORD][..], rest, &["--format", form]].concat();
            let (printed, shows) = said(&workspace, &all);
            assert!(printed.contains("SQS0402") && !shows, "{all:?}: {printed}");
        }
    }
}

#[test]
fn a_heading_that_is_typed_into_the_childrens_file_is_not_quoted() {
    let workspace = Workspace::aberford();
    let text = workspace.read("children.private.toml");
    for heading in
        ["[Zzyzx]", "[[Zzyzx Zzyzx]]", "[child.Zzyzx]", "[[child.zzyzx]]", "[0987-06-05]", "[98765]", "[[\"Zzyzx\"]]"]
    {
        let entry = format!("{text}\n{heading}\nsystem-id = \"0099123\"\ntier = \"community\"\n");
        workspace.write("children.private.toml", &entry);
        for command in ["check", "build", "explain"] {
            let run = workspace.run([command, Workspace::ABERFORD]);
            let said = format!("{}{}", run.out, run.err).to_lowercase();
            assert!(run.code != 0 && said.contains("children.private.toml"), "{heading}: {said}");
            for secret in ["zzyzx", "98765", "0987"] {
                assert!(!said.contains(secret), "{heading}, {command}: {said}");
            }
        }
    }
}

#[test]
fn what_somebody_typed_is_not_said_again_where_it_names_a_child() {
    let workspace = Workspace::aberford();
    for typed in ["Zebulon Quillfeather", "Quillfeather", "zebulon", "14 December 2009", "0048218"] {
        for arguments in [
            &["timeline", typed][..],
            &["check", typed],
            &["build", typed],
            &["explain", typed],
            &["explain", Workspace::ABERFORD, typed],
            &["slots", Workspace::ABERFORD, "--for", typed],
            &["done", Workspace::ABERFORD, typed],
            &["sample", "pin", Workspace::ABERFORD, typed, "--reason", "seen"],
        ] {
            let run = workspace.run(arguments);
            let said = format!("{}{}", run.out, run.err);
            assert!(run.code != 0 && !said.contains(typed), "{arguments:?}: {said}");
        }
    }
    let run = workspace.run(["timeline", "nowhere"]);
    assert!(run.err.contains("`nowhere`"), "{}", run.err);
}

#[test]
fn a_sheet_that_is_named_after_a_child_is_told_by_its_number() {
    let workspace = Workspace::aberford();
    let list = crate::support::repository("tests/longlist/files/aberford-libreoffice.xlsx");
    for name in ["Zebulon Quillfeather", "Wren Thistledrake", "born 14 December 2009", "0048218"] {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("Community").unwrap().write_string(0, 0, "a").unwrap();
        book.add_worksheet().set_name(name).unwrap().write_string(0, 0, "a").unwrap();
        let path = workspace.path("returned.xlsx");
        book.save(&path).unwrap();
        for arguments in [&["longlist", "import", "returned.xlsx"][..], &["longlist", "check"]] {
            for form in ["human", "json"] {
                let run = workspace.run([arguments, &[Workspace::ABERFORD, "--format", form]].concat());
                let said = format!("{}{}", run.out, run.err);
                assert!(said.contains("sheet 2") && !said.contains(name), "{arguments:?}: {said}");
            }
        }
    }
    let run = workspace.run(["longlist", "import", list.to_str().unwrap(), Workspace::ABERFORD]);
    assert!(run.out.contains("Case managers: 11 rows"), "{}{}", run.out, run.err);
}

#[test]
fn a_case_manager_of_one_name_that_is_a_childs_too_is_named_by_no_message() {
    let workspace = Workspace::aberford();
    let children = workspace.read("children.private.toml");
    let child = "[[child]]\nfamily-name = \"Smith\"\nfirst-names = \"Wren\"\n";
    workspace.write("children.private.toml", &format!("{children}\n{child}"));
    for name in ["Quillfeather", "Smith"] {
        let cases = workspace.read("cases.toml");
        // In two slots at once, among others.
        let twice = cases.replace("case-manager = \"Mared Ellis\"", &format!("case-manager = \"{name}\""));
        let slot = twice.lines().find(|line| line.starts_with("slot = ")).expect("a slot").to_owned();
        let lines: Vec<&str> =
            twice.lines().map(|line| if line.starts_with("slot = ") { &slot } else { line }).collect();
        workspace.write("cases.toml", &lines.join("\n"));
        for arguments in
            [&["check"][..], &["slots", Workspace::ABERFORD], &["slots", Workspace::ABERFORD, "--for", name]]
        {
            for form in ["human", "json"] {
                let run = workspace.run([arguments, &["--format", form]].concat());
                assert!(!format!("{}{}", run.out, run.err).contains(name), "{arguments:?}: {}{}", run.out, run.err);
            }
        }
        workspace.write(
            "cases.toml",
            &cases.replace("case-manager = \"Mared Ellis\"", &format!("case-manager = \"{name}\"")),
        );
        let run = workspace.run(["slots", Workspace::ABERFORD, "--for", name]);
        assert!(!format!("{}{}", run.out, run.err).contains(name), "{}{}", run.out, run.err);
        workspace.write("cases.toml", &cases);
    }
}

#[test]
fn a_folder_that_is_named_after_a_child_is_shown_by_its_month_alone() {
    let workspace = Workspace::aberford();
    let folder = "2027-01-quillfeather";
    std::fs::rename(
        workspace.path("inspections").join(Workspace::ABERFORD),
        workspace.path("inspections").join(folder),
    )
    .expect("renamed");
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "quillfeather"],
        &["build"],
        &["build", "--format", "json"],
        &["status"],
        &["status", "--format", "json"],
        &["timeline", folder],
        &["explain", folder, "announcement"],
        &["slots", folder],
    ] {
        let (printed, _) = said(&workspace, arguments);
        assert!(!printed.to_lowercase().contains("quillfeather"), "{arguments:?}: {printed}");
        let shows_folder = ["check", "build", "status"].contains(&arguments[0]);
        assert!(!shows_folder || printed.contains("2027-01-…"), "{arguments:?}: {printed}");
    }
    let (check, _) = said(&workspace, &["check"]);
    assert!(check.contains("inspections/2027-01-…") && check.contains("error[SQS0402]"), "{check}");
}

#[test]
fn no_command_of_the_schedule_prints_what_was_typed_of_a_child() {
    let workspace = Workspace::aberford();
    let text = workspace.read("cases.toml");
    let pinned = "slot = \"LI 1\"\npinned = \"because Zebulon Quillfeather asked\"";
    workspace.write("cases.toml", &text.replacen("slot = \"LI 1\"", pinned, 1));
    for arguments in [
        &["schedule", "explain", "aberford", "AB01"][..],
        &["schedule", "propose", "aberford"],
        &["schedule", "propose", "aberford", "--format", "json"],
        &["schedule", "replan", "aberford", "--format", "json"],
        &["schedule", "swap", "aberford", "AB01", "AB02"],
    ] {
        let (printed, shows) = said(&workspace, arguments);
        assert!(printed.contains("SQS0402") && !shows, "{arguments:?}: {printed}");
    }
}

#[test]
fn a_child_in_a_comment_is_told_without_the_comment() {
    let workspace = Workspace::aberford();
    for file in ["cases.toml", "team.toml", "contacts.toml", "inspection.toml"] {
        for comment in ["# AB01 Zebulon: at court 19th", "# quillfeather", "# born 14 December 2009", "  # 0048218 \""]
        {
            let text = workspace.read(file);
            for typed in [format!("{comment}\n{text}"), format!("{text}\n{comment}")] {
                workspace.write(file, &typed);
                let (check, shows) = said(&workspace, &["check"]);
                let quotes = check.contains("quillfeather") || check.contains("court 19th");
                assert!(check.contains("error[SQS0402]") && !shows && !quotes, "{file}, {comment}: {check}");
                assert!(check.contains(&format!("{file}:")), "{check}");
            }
            workspace.write(file, &text);
        }
    }
    workspace.run(["check"]).well();
}

#[test]
fn an_example_that_new_writes_in_a_comment_is_no_childs() {
    let workspace = Workspace::aberford();
    let text = workspace.read("inspection.toml");
    workspace.edit("children.private.toml", "family-name = \"Quillfeather\"", "family-name = \"Hartley\"");
    workspace.edit("children.private.toml", "first-names = \"Zebulon\"", "first-names = \"Owen\"");
    workspace.write("inspection.toml", &format!("{text}\n#name = \"Owen Hartley\"\n"));
    let (check, _) = said(&workspace, &["check"]);
    assert!(!check.contains("SQS0402"), "{check}");
    workspace.write(
        "inspection.toml",
        &format!("{text}\n# Owen Hartley was late\n#name = \"Owen Hartley or his mother\"\n"),
    );
    let (check, _) = said(&workspace, &["check"]);
    assert!(check.matches("error[SQS0402]").count() == 2 && !check.contains("was late"), "{check}");
}

#[test]
fn a_childs_name_is_no_hmip_id_and_no_command_prints_it() {
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "id = \"AB01\"", "id = \"Zebulon Quillfeather\"");
    for arguments in
        [&["check"][..], &["schedule", "propose", "aberford"], &["schedule", "explain", "aberford", "AB02"]]
    {
        let (printed, shows) = said(&workspace, arguments);
        assert!(printed.contains("error[SQS0402]") && !shows, "{arguments:?}: {printed}");
    }
}
