//! What a build makes, what it leaves alone, and that it is the same everywhere.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use snapbox::{assert_data_eq, str};

use crate::support::pdf::Pdf;
use crate::support::{Workspace, demonstrations, repository};
use crate::whole_pack::whole;

#[test]
fn a_build_makes_the_whole_pack_and_says_so() {
    let workspace = Workspace::aberford();
    let run = workspace.build();
    assert_data_eq!(
        run.out,
        str![[r#"
2027-01-aberford: 80 written, 0 unchanged, searched for 20 children

"#]]
    );
    assert_eq!(run.err, "");
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), whole());
}

/// Whether a file may name children, itself or by what it carries.
fn names_children(path: &str) -> bool {
    ["case-manager-needs", "selected-case-sample", "sample-message", "print-pack"]
        .iter()
        .any(|document| path.contains(document))
}

#[test]
fn every_pack_has_a_manifest_that_tells_the_truth_about_every_file() {
    for (workspace, inspection) in demonstrations() {
        let pack = workspace.pack(inspection);
        let files = workspace.manifest(inspection);
        let listed: BTreeSet<&str> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
        let there: BTreeSet<&str> = pack.paths().into_iter().filter(|path| *path != "manifest.json").collect();
        assert_eq!(listed, there);
        for file in &files {
            let path = file["path"].as_str().unwrap();
            let is_message = path.ends_with(".eml");
            let keys: Vec<&String> = file.as_object().unwrap().keys().collect();
            let expected = ["path", "document", "language", "audience", "marking", "pages", "sha256", "fingerprint"];
            let paired: &[&str] =
                if inspection.ends_with("rhyd-y-twr") && !is_message { &["pair", "record"] } else { &[] };
            let keys: Vec<&String> = keys.into_iter().filter(|key| *key != "names_children").collect();
            assert_eq!(keys, [&expected[..], paired].concat(), "{path}");
            assert_eq!(file["names_children"] == json!(true), names_children(path), "{path}");
            let bytes = pack.bytes(path);
            let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            // Of what names children the manifest tells no hash: whoever has it could guess a date of birth.
            let hash = if names_children(path) { String::new() } else { hash };
            assert_eq!(file["sha256"], json!(hash), "{path}");
            let pages = path.ends_with(".pdf").then(|| Pdf::read(bytes).pages().len());
            assert_eq!(file["pages"], json!(pages), "{path}");
            let language = match (inspection.ends_with("rhyd-y-twr"), path.contains(".cy.")) {
                (true, _) if is_message => "cy en",
                (true, true) => "cy",
                _ => "en",
            };
            assert_eq!(file["language"], json!(language), "{path}");
            let names_children = names_children(path);
            assert_eq!(
                file["marking"],
                json!(if names_children { "OFFICIAL-SENSITIVE" } else { "OFFICIAL" }),
                "{path}"
            );
            // The calendar file and the page bear the name that people know.
            let document = file["document"].as_str().unwrap();
            let bears_another = ["timeline-calendar", "report-page"].contains(&document);
            assert!(path.contains(document) || bears_another, "{path}");
            assert!(!file["audience"].as_str().unwrap().is_empty(), "{path}");
            let fingerprint = if names_children { 0 } else { 64 };
            assert_eq!(file["fingerprint"].as_str().unwrap().len(), fingerprint, "{path}");
        }
    }
}

#[test]
fn a_second_build_writes_nothing_at_all() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let run = workspace.build();
    assert_data_eq!(
        run.out,
        str![[r#"
2027-01-aberford: 0 written, 80 unchanged, searched for 20 children

"#]]
    );
    assert_eq!(workspace.pack(Workspace::ABERFORD).touched_since(&before), [""; 0]);
}

#[test]
fn what_has_been_at_rest_is_stamped_and_the_next_build_need_not_read_it() {
    let workspace = Workspace::built();
    let record = fs::read_dir(workspace.path("inspections").join(Workspace::ABERFORD)).unwrap();
    let paths = workspace.pack(Workspace::ABERFORD);
    let pack = workspace.path("packs").join(Workspace::ABERFORD);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in record.map(|entry| entry.unwrap().path()).chain(paths.paths().into_iter().map(|path| pack.join(path))) {
        File::options().append(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }
    let first = workspace.build().out;
    let stamps = fs::read_to_string(workspace.path(".sqspack/stamps.json")).unwrap();
    // The first line is a seal.
    let stamps: Value = serde_json::from_str(stamps.split_once('\n').unwrap().1).unwrap();
    assert_eq!(
        stamps["inspections"][Workspace::ABERFORD]["files"].as_array().map(Vec::len),
        Some(whole().len() - 1),
        "{stamps}"
    );
    // A build that reads the stamp alone says the same.
    assert_eq!(workspace.build().out, first);
}

#[test]
fn saving_a_record_without_changing_what_it_says_touches_no_document() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit("team.toml", "[lead-inspector]", "# A remark for colleagues.\n[lead-inspector]");
    workspace.build();
    // The manifest holds a fingerprint of the record's text, and `status` compares it to tell whether a pack is current.
    assert_eq!(workspace.pack(Workspace::ABERFORD).touched_since(&before), ["manifest.json"]);
}

#[test]
fn the_name_of_an_elected_member_changes_the_report_and_who_gets_it_and_nothing_else() {
    assert_eq!(
        touched_by(|workspace| workspace.edit("contacts.toml", "Councillor Gordon Pike", "Councillor Gordon Perch")),
        [
            "4-report/distribution-list.pdf",
            "4-report/draft-report-message.eml",
            "4-report/report.html",
            "4-report/report.pdf",
            "manifest.json"
        ]
    );
}

#[test]
fn the_name_of_the_chief_executive_changes_what_she_is_sent_and_nothing_else() {
    assert_eq!(
        touched_by(|workspace| workspace.edit("contacts.toml", "\"Imogen Thwaite\"", "\"Imogen Thwaite-Bell\"")),
        [
            "1-announcement/announcement-email.eml",
            "1-announcement/confirmation-letter.pdf",
            "1-announcement/recipients.pdf",
            "4-report/distribution-list.pdf",
            "4-report/draft-report-message.eml",
            "4-report/report.html",
            "4-report/report.pdf",
            "manifest.json"
        ]
    );
}

#[test]
fn a_case_manager_s_name_changes_what_names_them_alone() {
    assert_eq!(
        touched_by(|workspace| workspace.edit("cases.toml", "Gill Shaw", "Gill Shawcross")),
        [
            "1-announcement/recipients.pdf",
            "2-sample/final-schedule-message.eml",
            "2-sample/interview-calendar-gill-shawcross.ics",
            "2-sample/interview-invitation-gill-shawcross.eml",
            "2-sample/interview-slip-gill-shawcross.pdf",
            "2-sample/sample-message.eml",
            "2-sample/schedule.pdf",
            "2-sample/selected-case-sample.pdf",
            "2-sample/team-interviews-denise-cartwright.pdf",
            "2-sample/whole-schedule.pdf",
            "3-fieldwork/judgement-sheet-dev-chaudhry.xlsx",
            "3-fieldwork/judgement-sheet-priya-nair.xlsx",
            "3-fieldwork/judgement-sheet-ruth-calder.xlsx",
            "3-fieldwork/print-pack-dev-chaudhry.pdf",
            "3-fieldwork/print-pack-priya-nair.pdf",
            "3-fieldwork/print-pack-ruth-calder.pdf",
            "3-fieldwork/survey-invitation-gill-shawcross.eml",
            "3-fieldwork/team-briefing-message.eml",
            "manifest.json"
        ]
    );
}

/// Which files of a pack are written again after a change of the record; the others keep their bytes and their time.
fn touched_by(change: impl FnOnce(&Workspace)) -> Vec<String> {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    change(&workspace);
    workspace.build();
    workspace.pack(Workspace::ABERFORD).touched_since(&before).into_iter().map(str::to_owned).collect()
}

#[test]
fn one_document_can_be_made_alone() {
    let workspace = Workspace::aberford();
    let run = workspace.run(["build", "--document", "schedule"]).well();
    assert_data_eq!(
        run.out,
        str![[r#"
2027-01-aberford: 1 written, 0 unchanged, searched for 20 children

"#]]
    );
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), ["2-sample/schedule.pdf", "manifest.json"]);
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), whole());
}

#[test]
fn making_one_document_leaves_the_others_of_the_pack_as_they_are() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit("contacts.toml", "\"Helen Marsh\"", "\"Helen Marsham\"");
    workspace.run(["build", "--document", "confirmation-letter"]).well();
    let after = workspace.pack(Workspace::ABERFORD);
    assert_eq!(after.touched_since(&before), ["1-announcement/confirmation-letter.pdf", "manifest.json"]);
    assert_eq!(after.paths(), whole());
    workspace.build();
    let fresh = Workspace::aberford();
    fresh.edit("contacts.toml", "\"Helen Marsh\"", "\"Helen Marsham\"");
    fresh.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), fresh.pack(Workspace::ABERFORD).contents());
}

#[test]
fn a_message_can_be_made_alone_with_its_attachments_inside() {
    let workspace = Workspace::aberford();
    workspace.run(["build", "--document", "announcement-email"]).well();
    let pack = workspace.pack(Workspace::ABERFORD);
    assert_eq!(pack.paths(), ["1-announcement/announcement-email.eml", "manifest.json"]);
    let whole = &demonstrations()[0].0;
    let path = "1-announcement/announcement-email.eml";
    assert_eq!(pack.bytes(path), whole.pack(Workspace::ABERFORD).bytes(path));
}

#[test]
fn after_several_edits_the_pack_is_what_a_fresh_build_makes() {
    let edits = |workspace: &Workspace, step: usize| match step {
        0 => {
            workspace.edit("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
            workspace.edit("cases.toml", "slot = \"LA 6\"\n", "");
        }
        1 => workspace.edit("contacts.toml", "Head of Youth Justice", "Head of Service"),
        2 => workspace.edit("team.toml", "Colin Ashworth", "Colin Ashby"),
        _ => workspace.edit(
            "cases.toml",
            "tier = \"first-tier\"\n\n[[case]]\nid = \"AB15\"",
            "tier = \"first-tier\"\nslot = \"LA 6\"\n\n[[case]]\nid = \"AB15\"",
        ),
    };
    let edited = Workspace::built();
    let fresh = Workspace::aberford();
    for step in 0..4 {
        edits(&edited, step);
        edits(&fresh, step);
        edited.run(["build"]);
    }
    fresh.build();
    assert_eq!(edited.pack(Workspace::ABERFORD).contents(), fresh.pack(Workspace::ABERFORD).contents());
}

#[test]
fn what_is_built_late_on_a_long_line_has_the_bytes_of_what_is_built_alone() {
    let fill = |folders: &[String]| {
        let workspace = Workspace::empty();
        for (folder, file) in folders.iter().flat_map(|folder| EARLY.iter().map(move |file| (folder, file))) {
            let from = repository(&format!("inspections/{}/{file}", Workspace::ABERFORD));
            workspace.write_at(&format!("inspections/{folder}/{file}"), &fs::read_to_string(from).unwrap());
        }
        workspace
    };
    // Typst's memory is cleared after the eighth and the sixteenth.
    let folders: Vec<String> = (1..=18).map(|number| format!("2027-01-office-{number:02}")).collect();
    let line = fill(&folders);
    line.run(["build"]).well();
    let alone = fill(&folders[17..]);
    alone.run(["build"]).well();
    let pack = alone.pack(&folders[17]);
    assert!(pack.paths().len() > 4, "{:?}", pack.paths());
    assert_eq!(line.pack(&folders[17]).contents(), pack.contents());
}

/// The files of a record on the day of the announcement.
const EARLY: [&str; 3] = ["inspection.toml", "team.toml", "contacts.toml"];

#[test]
fn two_places_two_times_and_two_environments_give_the_same_bytes() {
    let one = &demonstrations()[0].0;
    let other = Workspace::aberford();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in fs::read_dir(other.record("")).unwrap() {
        File::options().write(true).open(file.unwrap().path()).unwrap().set_modified(long_ago).unwrap();
    }
    let mut command = other.command(["build", Workspace::ABERFORD]);
    command.env_clear().env("TZ", "Pacific/Kiritimati").env("LC_ALL", "cy_GB.UTF-8").env("LANG", "cy_GB.UTF-8");
    command.env("HOME", other.path("home")).env("SOURCE_DATE_EPOCH", "1").env("RAYON_NUM_THREADS", "1");
    command.current_dir(other.path("inspections"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(one.pack(Workspace::ABERFORD).contents(), other.pack(Workspace::ABERFORD).contents());
}

#[test]
fn two_builds_at_once_both_succeed_and_leave_one_whole_pack() {
    let workspace = Workspace::aberford();
    let mut first = workspace.command(["build"]).spawn().unwrap();
    let second = workspace.run(["build"]).well();
    assert!(first.wait().unwrap().success());
    assert!(second.err.is_empty() || second.err.contains("another build is at work here"), "{}", second.err);
    let alone = &demonstrations()[0].0;
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), alone.pack(Workspace::ABERFORD).contents());
}

#[test]
fn a_workspace_and_an_example_are_built_in_one_run() {
    let workspace = Workspace::aberford();
    let example = Workspace::copy_of("examples/smallest-team");
    let run = workspace.run(["build", ".", example.path("").to_str().unwrap()]);
    assert_data_eq!(
        run.well().out,
        str![[r#"
2027-01-aberford: 80 written, 0 unchanged, searched for 20 children
2027-09-isle-of-thrane: 46 written, 0 unchanged, not searched for children (there is no `children.private.toml`)
  selected-case-sample waits for the child of a selected case (children.private.toml)
  sample-message waits for an address of Moira Tulloch for secure mail (`secure-email` in contacts.toml, or its domain in `[domains]` in sqspack.toml)

"#]]
    );
}

#[test]
fn a_workspace_is_named_from_where_the_program_runs() {
    let workspace = Workspace::copy_of("examples/smallest-team");
    let folder = workspace.path("").canonicalize().unwrap();
    let (above, name) = (folder.parent().unwrap(), folder.file_name().unwrap().to_str().unwrap());
    for typed in [name.to_owned(), format!("./{name}"), format!("{name}/../{name}/")] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sqspack"));
        let output = command.args(["build", &typed]).current_dir(above).output().unwrap();
        assert!(output.status.success(), "{typed}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn what_a_build_did_is_told_as_json() {
    let workspace = Workspace::built();
    workspace.edit("contacts.toml", "Councillor Gordon Pike", "Councillor Gordon Perch");
    let (code, row) = workspace.build_json();
    assert_eq!(code, 0);
    assert_eq!(row["inspection"], Workspace::ABERFORD);
    assert_eq!(
        row["written"],
        json!([
            "4-report/report.pdf",
            "4-report/report.html",
            "4-report/draft-report-message.eml",
            "4-report/distribution-list.pdf"
        ])
    );
    assert_eq!(row["removed"], json!([]));
    assert_eq!(row["waiting"], json!([]));
    assert_eq!(row["fault"], Value::Null);
    let mut others = whole();
    let written = row["written"].as_array().unwrap();
    others.retain(|path| path != "manifest.json" && !written.contains(&json!(path)));
    let mut unchanged: Vec<&str> = row["unchanged"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    unchanged.sort_unstable();
    assert_eq!(unchanged, others);
}
