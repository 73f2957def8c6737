//! The children's file renamed, emptied or damaged: nobody knows whom to look for, so that nothing is published and nothing is quoted.

use std::fs;

use crate::misplaced::said;
use crate::support::Workspace;

#[test]
fn the_childrens_file_is_known_by_its_content_whatever_it_is_called() {
    let workspace = Workspace::aberford();
    let children = workspace.record("children.private.toml");
    let text = fs::read_to_string(&children).unwrap();
    workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"zebulon quillfeather\"");
    let names =
        ["kids.toml", "child.toml", "privat.toml", "children.privat.toml", "notes.txt", "children.bak", "young people"];
    for is_alone in [true, false] {
        for name in names {
            if is_alone {
                fs::remove_file(&children).ok();
            }
            fs::write(workspace.record(name), text.replace('\n', "\r\n")).unwrap();
            for command in ["check", "build"] {
                let (said, shows) = said(&workspace, &[command, Workspace::ABERFORD]);
                let quotes = said.to_lowercase().contains("zebulon");
                assert!(said.contains("error[SQS0406]") && !shows && !quotes, "{name}, {command}: {said}");
            }
            fs::remove_file(workspace.record(name)).unwrap();
        }
        fs::write(&children, &text).unwrap();
    }
    workspace.edit("cases.toml", "schedule = \"zebulon quillfeather\"", "schedule = \"final\"");
    for name in ["notes.txt", "to do", "budget.md"] {
        fs::write(workspace.record(name), "ring the YOT about the family-name of [[child]]\n").unwrap();
    }
    workspace.run(["check"]).well();
}

#[test]
fn a_childrens_file_that_has_lost_its_children_stops_the_pack_and_nothing_is_quoted() {
    let workspace = Workspace::aberford();
    let children = workspace.record("children.private.toml");
    let cases = workspace.read("cases.toml");
    let text = fs::read_to_string(&children).unwrap();
    for emptied in ["", "\n\n", "# none\n", "child = []\n", "#:schema ../../schema/children.private.json\n"] {
        fs::write(&children, emptied).unwrap();
        workspace
            .write("cases.toml", &cases.replacen("schedule = \"final\"", "schedule = \"zebulon quillfeather\"", 1));
        for command in ["check", "build"] {
            let (said, shows) = said(&workspace, &[command, Workspace::ABERFORD]);
            let quotes = said.to_lowercase().contains("zebulon");
            assert!(said.contains("error[SQS0409]") && !shows && !quotes, "{emptied:?}, {command}: {said}");
        }
        workspace.write("cases.toml", &cases);
    }
    assert_eq!(workspace.pack(Workspace::ABERFORD), crate::support::Tree::default());
    // Before anybody is selected, the pack tells that there were children.
    let one_case = workspace.read("cases.toml").find("[[case]]").expect("cases");
    workspace.write("cases.toml", &cases[..one_case]);
    assert!(!workspace.run(["check"]).err.contains("SQS0409"));
    workspace.write("cases.toml", &cases);
    fs::write(&children, &text).unwrap();
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    fs::write(&children, "# none\n").unwrap();
    workspace.write("cases.toml", &cases[..one_case]);
    let run = workspace.run(["build"]);
    assert!(run.code == 1 && run.err.contains("error[SQS0409]"), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
    // A machine without the file is another thing.
    fs::remove_file(&children).unwrap();
    assert!(!workspace.run(["check"]).err.contains("SQS0409"));
}

#[test]
fn no_command_prints_a_record_while_nobody_can_tell_whom_it_names() {
    let workspace = Workspace::aberford();
    let reason = "reason = \"office closed on 31 December\"";
    workspace.edit("inspection.toml", reason, "reason = \"court case of Zebulon Quillfeather\"");
    let children = workspace.record("children.private.toml");
    let text = fs::read_to_string(&children).unwrap();
    let cut = text.find("Quillfeather").expect("the child") + 4;
    for damaged in [
        text.replace("\"Quillfeather\"", "“Quillfeather”"),
        text.replace("\"Quillfeather\"", "Quillfeather"),
        text[..cut].to_owned(),
        format!("<<<<<<< HEAD\n{text}"),
        format!("{text}\0"),
        text.replace("[[child]]", "[[children]]"),
        text.replace("[[child]]", ""),
        String::new(),
    ] {
        fs::write(&children, &damaged).unwrap();
        for form in ["human", "json"] {
            let (printed, shows) = said(&workspace, &["timeline", Workspace::ABERFORD, "--format", form]);
            assert!(!shows && !printed.contains("court case"), "{printed}");
        }
        for command in ["explain", "check", "status"] {
            let (printed, shows) = said(&workspace, &[command, Workspace::ABERFORD]);
            assert!(!shows, "{command}: {printed}");
        }
    }
    fs::remove_file(&children).unwrap();
    fs::create_dir(workspace.record("old")).unwrap();
    fs::write(workspace.record("old/list.toml"), &text).unwrap();
    let (check, shows) = said(&workspace, &["check"]);
    assert!(check.contains("error[SQS0406]") && check.contains("old/list.toml") && !shows, "{check}");
    let (printed, shows) = said(&workspace, &["timeline", Workspace::ABERFORD]);
    assert!(!shows && !printed.contains("court case"), "{printed}");
}

#[test]
fn nothing_is_quoted_while_a_childrens_file_lies_there_that_is_not_read() {
    let workspace = Workspace::aberford();
    let children = workspace.record("children.private.toml");
    let text = fs::read_to_string(&children).unwrap();
    workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"zebulon quillfeather\"");
    let is_told = |state: &str| {
        for command in ["check", "build", "explain"] {
            let (said, shows) = said(&workspace, &[command, Workspace::ABERFORD]);
            let quotes = said.to_lowercase().contains("zebulon");
            assert!(said.contains("cases.toml") && !shows && !quotes, "{state}, {command}: {said}");
        }
    };
    fs::remove_file(&children).unwrap();
    for name in ["children.private.toml.txt", "children.private - Copy.toml", "children.private.toml.bak"] {
        fs::write(workspace.record(name), &text).unwrap();
        is_told(name);
        fs::remove_file(workspace.record(name)).unwrap();
    }
    fs::create_dir(&children).unwrap();
    is_told("a folder");
    fs::remove_dir(&children).unwrap();
    fs::write(&children, format!("# {}\n{text}", "x".repeat(20 << 20))).unwrap();
    is_told("too large");
    fs::write(&children, [&b"\0PK\x03"[..], &[0; 64]].concat()).unwrap();
    is_told("no text");
}

#[test]
fn no_message_quotes_a_child_while_the_childrens_file_cannot_be_read() {
    for (from, to) in [
        ("family-name = \"Quillfeather\"", "family-name = \"Quillfeather"),
        ("date-of-birth = 2009-12-14", "date-of-birth = \"2009-12-14\""),
        ("system-id = \"0048218\"", "system-id = 0048218"),
    ] {
        let workspace = Workspace::aberford();
        workspace.edit("children.private.toml", from, to);
        for value in ["Zebulon Quillfeather", "14 December 2009", "0048218"] {
            workspace.edit("cases.toml", "schedule = \"final\"", &format!("schedule = \"{value}\""));
            let (check, shows) = said(&workspace, &["check"]);
            assert!(check.contains("cases.toml") && !shows, "{to}, {value}: {check}");
            workspace.edit("cases.toml", &format!("schedule = \"{value}\""), "schedule = \"final\"");
        }
    }
}

#[test]
fn a_childrens_file_under_an_editors_name_or_above_its_inspection_is_told_where_there_is_no_other() {
    for name in [
        ".children.private.toml",
        "#children.private.toml#",
        ".children.private.toml.swp",
        ".hidden",
        "4913",
        "../children.private.toml",
        "../../children.private.toml",
        ".git-x/children.private.toml",
    ] {
        let workspace = Workspace::aberford();
        let from = workspace.record("children.private.toml");
        let to = from.parent().expect("a folder").join(name);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::rename(&from, &to).expect("moved");
        workspace.edit("inspection.toml", "office closed on 31 December", "Zebulon Quillfeather is in court");
        for command in ["check", "build", "timeline"] {
            let (said, shows) = said(&workspace, &[command, Workspace::ABERFORD]);
            assert!(said.contains("SQS0406") && !shows, "{name}: {command}: {said}");
        }
        assert!(!workspace.root().join("packs/2027-01-aberford/manifest.json").exists(), "{name}");
    }
    // Beside the file itself it is what an editor keeps while somebody types.
    let workspace = Workspace::aberford();
    let file = workspace.record("children.private.toml");
    std::fs::copy(&file, file.with_file_name(".children.private.toml.swp")).expect("copied");
    assert!(!said(&workspace, &["check"]).0.contains("SQS0406"));
}
