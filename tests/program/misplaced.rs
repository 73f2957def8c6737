//! A child where somebody's or something's name belongs, or in a file that cannot be read: no document and no message shows it.

use crate::support::Workspace;

const OF_THE_CHILD: [&str; 4] = ["Quillfeather", "Zebulon", "14 December 2009", "0048218"];

/// What a command says, and whether it shows the child.
fn said(workspace: &Workspace, arguments: &[&str]) -> (String, bool) {
    let run = workspace.run(arguments);
    let said = format!("{}{}", run.out, run.err);
    let shows = OF_THE_CHILD.iter().any(|word| said.contains(word));
    (said, shows)
}

#[test]
fn a_line_of_an_address_covers_no_child_elsewhere_and_two_of_them_are_asked_about() {
    let workspace = Workspace::aberford();
    workspace.edit(
        "contacts.toml",
        "[\"Town Hall\", \"Castle Square\"",
        "[\"Town Hall\", \"Zebulon\", \"Quillfeather\"",
    );
    let (check, shows) = said(&workspace, &["check"]);
    assert!(check.contains("warning[SQS0404]") && !shows, "{check}");
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
