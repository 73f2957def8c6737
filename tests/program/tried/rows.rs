//! What the list of faults has and the other files try inside one room alone, or for one file or form alone: here with
//! the whole program, and for every file and form of the kind.

use std::fs;
use std::process::Command;

use super::{assert_one, changed, told};
use crate::support::pdf::Pdf;
use crate::support::{Tree, Workspace};

const RECORD: [&str; 4] = ["inspection.toml", "team.toml", "cases.toml", "report.toml"];

/// A document of the office's own for each contact.
const BADGE: &str = "[[document]]\nid = \"badge\"\ntitle.en = \"Badge\"\ntitle.cy = \"Bathodyn\"\n\
                     stage = \"3-fieldwork\"\nformat = \"pdf\"\nper = \"contact\"\nmarking = \"OFFICIAL\"\n\
                     audience = \"office\"\nmilestone = \"fieldwork-start\"\n";

fn badge(language: &str) -> String {
    format!(
        "#set document(title: \"Badge\", date: datetime(year: 2027, month: 2, day: 22))\n\
         #set text(font: \"Sqspack Sans\", lang: \"{language}\", region: \"GB\")\n= Badge\n{{{{ item.name }}}}\n"
    )
}

/// The names of the badges of the Welsh demonstration.
fn badges(workspace: &Workspace) -> Vec<String> {
    let pack = workspace.pack(Workspace::RHYD_Y_TWR);
    pack.paths().into_iter().filter_map(|path| Some(path.strip_prefix("3-fieldwork/badge-")?.to_owned())).collect()
}

#[test]
fn a_document_for_each_contact_keeps_welsh_letters_as_plain_ones_and_an_insertion_renames_no_other() {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    workspace.write_at("templates/catalogue.toml", BADGE);
    workspace.write_at("templates/badge/cy.typ", &badge("cy"));
    workspace.write_template("badge/en.typ", &badge("en"));
    workspace.build();
    let before = badges(&workspace);
    for name in ["sion-davies-howe.en.pdf", "sion-davies-howe.cy.pdf", "rhodri-wyn-puw.en.pdf"] {
        assert!(before.iter().any(|known| known == name), "{name}: {before:?}");
    }
    assert!(before.iter().all(|name| !name.contains(|sign: char| sign.is_ascii_digit())), "{before:?}");
    let path = format!("inspections/{}/contacts.toml", Workspace::RHYD_Y_TWR);
    let text = fs::read_to_string(workspace.path(&path)).unwrap();
    let first = "[[contact]]\nname = \"Aeron Llŷn\"\nroles = [\"report-copy\"]\nemail = \"aeron.llyn@fro.example\"\n\n";
    workspace.write_at(&path, &text.replacen("[[contact]]", &format!("{first}[[contact]]"), 1));
    workspace.build();
    let after = badges(&workspace);
    assert_eq!(after.len(), before.len() + 2, "{after:?}");
    assert!(before.iter().all(|name| after.contains(name)), "{before:?}\n{after:?}");
}

#[test]
fn every_file_of_the_record_under_windows_second_ending_is_named_alone() {
    for file in RECORD {
        let workspace = Workspace::aberford();
        let path = workspace.record(file);
        fs::rename(&path, path.with_extension("toml.txt")).unwrap();
        let (named, asked) = (format!("`{file}.txt` is not read"), format!("rename it to `{file}`"));
        assert_one(&workspace, "SQS0017", &[&named, &asked]);
    }
}

#[test]
fn an_unfinished_merge_is_one_message_in_the_settings_and_in_the_childrens_file_which_is_not_quoted() {
    let marked = |one: &str, other: &str| format!("<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> theirs\n");
    let workspace = Workspace::aberford();
    let telephone = "telephone = \"0161 496 0100\"\n";
    workspace.edit_at("sqspack.toml", telephone, &marked(telephone, "telephone = \"0161 496 0101\"\n"));
    let run = workspace.run(["check"]);
    assert_eq!((run.code, run.err.matches("error[").count()), (1, 1), "{}", run.err);
    assert!(run.err.contains("error[SQS0015]") && run.err.contains("0161 496 0101"), "{}", run.err);

    let name = "family-name = \"Quillfeather\"\n";
    let workspace = changed("children.private.toml", name, &marked(name, "family-name = \"Quillfether\"\n"));
    assert_one(&workspace, "SQS0015", &["an unfinished merge"]);
    let run = workspace.run(["build"]);
    assert_eq!((run.code, workspace.pack(Workspace::ABERFORD)), (1, Tree::default()));
    assert!(!run.err.contains("Quill") && !run.out.contains("Quill"), "{}", run.err);
}

#[test]
fn a_merge_with_the_common_text_between_and_windows_line_ends_is_one_message() {
    let line = "telephone = \"01632 960140\"\n";
    let merge = "<<<<<<< HEAD\r\ntelephone = \"1\"\r\n||||||| base\r\ntelephone = \"2\"\r\n=======\r\n\
                 telephone = \"3\"\r\n>>>>>>> theirs\r\n";
    let workspace = changed("contacts.toml", line, merge);
    assert_one(&workspace, "SQS0015", &["one side says `telephone = \"1\"`", "the other `telephone = \"3\"`"]);
}

#[test]
fn carriage_returns_alone_are_one_message_in_every_file() {
    for file in RECORD.into_iter().chain(["contacts.toml", "children.private.toml"]) {
        let workspace = Workspace::aberford();
        workspace.edit(file, "\n", "\r");
        assert_one(&workspace, "SQS0002", &["carriage return alone", "EOL Conversion"]);
    }
}

#[test]
fn copies_of_the_childrens_file_in_a_new_workspace_are_neither_offered_by_git_nor_passed_over_by_check() {
    let workspace = Workspace::bare();
    let new = ["new", "--yot", "A YOT", "--country", "england", "--authority", "Aberford Council"];
    workspace.run(new.into_iter().chain(["--fieldwork", "2027-01-18"])).well();
    let git = |arguments: &[&str]| {
        let run = Command::new("git").arg("-C").arg(workspace.root()).args(arguments).output().expect("git is at hand");
        String::from_utf8(run.stdout).expect("text")
    };
    git(&["init", "--quiet"]);
    let copies = [
        "children.private - Copy.toml",
        "children.private (conflicted copy).toml",
        "children.private.toml.txt",
        "children.private.toml~",
    ];
    for name in copies {
        fs::copy(workspace.record("children.private.toml"), workspace.record(name)).unwrap();
    }
    let offered = git(&["status", "--porcelain", "--untracked-files=all"]);
    assert!(offered.contains("contacts.toml"), "{offered}");
    assert!(!offered.lines().any(|line| line.contains("inspections/") && line.contains("children")), "{offered}");
    let found = told(&workspace);
    for name in copies {
        let named = format!("`{name}`");
        let one = found.iter().filter(|(code, words)| code == "SQS0406" && words.contains(&named)).count();
        assert_eq!(one, 1, "{name}: {found:?}");
    }
}

#[test]
fn a_childs_second_first_name_that_is_a_contacts_is_asked_about() {
    let workspace = Workspace::aberford().without_draft();
    workspace.edit("children.private.toml", "first-names = \"Zebulon\"", "first-names = \"Helen Zebulon\"");
    assert_eq!(told(&workspace), [], "the contact alone is no child");
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"It was late. Helen was late too.\",\n");
    assert_one(&workspace, "SQS0405", &["may be the name of a child"]);
}

#[test]
fn no_message_says_that_the_lead_inspector_was_checked_whose_check_is_not_recorded() {
    let sound = Workspace::built();
    let message = |workspace: &Workspace| {
        let pack = workspace.pack(Workspace::ABERFORD);
        let all = String::from_utf8(pack.bytes("1-announcement/announcement-email.eml").to_vec()).expect("ASCII");
        // What follows is the attachments in letters that spell anything.
        all.split("Content-Disposition: attachment").next().unwrap_or_default().to_owned()
    };
    assert!(message(&sound).contains("DBS"), "the demonstration says it");
    sound.edit("team.toml", "dbs-checked = 2025-03-14\n", "");
    sound.build();
    assert!(!message(&sound).contains("DBS"), "{}", message(&sound));
}

#[test]
fn a_welsh_report_without_its_own_source_and_cohort_has_a_gap_and_no_bare_full_stop() {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    let english = Workspace::aberford().read("report.toml");
    let report = format!("inspections/{}/report.toml", Workspace::RHYD_Y_TWR);
    workspace.write_at(&report, &format!("{english}\n[welsh]\nsummary = [\"Crynodeb.\"]\n"));
    workspace.build();
    let text = Pdf::read(workspace.pack(Workspace::RHYD_Y_TWR).bytes("4-report/report.cy.pdf")).text();
    assert!(text.contains("Ffynhonnell:I’wysgrifennu"), "{text}");
    assert!(!text.contains("Ffynhonnell:."), "{text}");
}

#[test]
fn a_report_counts_two_cases_fewer() {
    let workspace = Workspace::aberford();
    let without_two = |file: &str, heading: &str| {
        let text = workspace.read(file);
        let last = text.rfind(heading).unwrap();
        let last = text[..last].rfind(heading).unwrap();
        workspace.write(file, &text[..last]);
    };
    without_two("cases.toml", "[[case]]");
    without_two("children.private.toml", "[[child]]");
    workspace.run(["build", "--document", "report"]).well();
    let text = Pdf::read(workspace.pack(Workspace::ABERFORD).bytes("4-report/report.pdf")).text();
    assert!(text.contains("Weinspected18recentcases"), "{text}");
}

#[test]
fn a_row_of_equals_signs_is_one_message_that_says_to_delete_it() {
    for row in ["========", "  =====", "==========  "] {
        let workspace = changed("contacts.toml", "[[contact]]", &format!("{row}\n[[contact]]"));
        assert_one(&workspace, "SQS0002", &["drawn below a heading", "delete it"]);
    }
}

#[test]
fn no_in_the_childrens_file_is_not_turned_into_true() {
    let from = "looked-after = false";
    for typed in ["\"No\"", "\"n\"", "\"nag ydy\""] {
        let workspace = changed("children.private.toml", from, &format!("looked-after = {typed}"));
        assert_one(&workspace, "SQS0005", &["`true` for yes, `false` for no"]);
    }
}
