//! Names of files and folders that keep a part of the record from being read.

use std::fs;

use crate::support::{Run, Workspace};

const COPIES: [&str; 7] = [
    "contacts.toml.txt",
    "Contacts.toml",
    "contacts (1).toml",
    "contact.toml",
    "contacts - Copy.toml",
    "contacts.toml~",
    "contacts.txt",
];

#[track_caller]
fn only(run: &Run) -> serde_json::Value {
    let rows = run.json();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    rows[0].clone()
}

#[test]
fn a_file_of_the_record_under_another_name_alone_stops_the_pack_and_is_told_how_it_is_called() {
    for name in COPIES {
        let workspace = Workspace::built();
        let before = workspace.pack(Workspace::ABERFORD);
        fs::rename(workspace.record("contacts.toml"), workspace.record(name)).unwrap();
        let row = only(&workspace.run(["check", "--format", "json"]));
        assert_eq!((&row["code"], &row["severity"]), (&"SQS0017".into(), &"error".into()), "{row}");
        assert!(row["message"].as_str().unwrap().contains(&format!("`{name}` is not read")), "{row}");
        assert!(row["help"].as_str().unwrap().starts_with("rename it to `contacts.toml`"), "{row}");
        assert_eq!(workspace.run(["build"]).code, 1, "{name}");
        assert_eq!(workspace.pack(Workspace::ABERFORD), before, "{name}");
    }
    let workspace = Workspace::aberford();
    fs::rename(workspace.record("inspection.toml"), workspace.record("inspection.toml.txt")).unwrap();
    assert_eq!(only(&workspace.run(["check", "--format", "json"]))["code"], "SQS0017");
}

#[test]
fn a_copy_beside_the_file_is_warned_of_and_stops_nothing() {
    for name in COPIES {
        let workspace = Workspace::built();
        fs::copy(workspace.record("contacts.toml"), workspace.record(name)).unwrap();
        let run = workspace.run(["check", "--format", "json"]);
        let row = only(&run);
        assert_eq!((run.code, &row["code"], &row["severity"]), (0, &"SQS0012".into(), &"warning".into()), "{row}");
        assert!(row["message"].as_str().unwrap().contains("copy of `contacts.toml`"), "{row}");
        let built = workspace.build();
        assert!(built.err.contains("SQS0012"), "{name}: {}", built.err);
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_told_by_its_first_line_that_is_not_and_how_to_save_it() {
    let workspace = Workspace::aberford();
    let text = workspace.read("contacts.toml");
    let line = 1 + text.lines().position(|line| line.contains("Patrick Osei")).unwrap();
    let ansi: Vec<u8> =
        text.replace("Patrick", "Ren\u{e9}e").chars().map(|sign| u8::try_from(sign).unwrap_or(b'?')).collect();
    fs::write(workspace.record("contacts.toml"), ansi).unwrap();
    let row = only(&workspace.run(["check", "--format", "json"]));
    assert!(row["message"].as_str().unwrap().contains(&format!("line {line} is the first")), "{row}");
    assert!(row["help"].as_str().unwrap().contains("`UTF-8` behind Encoding"), "{row}");
    for mark in [&[0xff, 0xfe][..], &[]] {
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
        fs::write(workspace.record("contacts.toml"), mark.iter().copied().chain(wide).collect::<Vec<u8>>()).unwrap();
        let row = only(&workspace.run(["check", "--format", "json"]));
        assert!(row["message"].as_str().unwrap().contains("saved as UTF-16"), "{row}");
    }
}

fn new(workspace: &Workspace, folder: &str) -> Run {
    let fixed =
        ["--yot", "A YOT", "--country", "england", "--authority", "Aberford Council", "--fieldwork", "2027-01-18"];
    workspace.run([&["new", folder][..], &fixed].concat())
}

#[test]
fn folders_that_windows_cannot_tell_apart_or_cannot_have_are_refused_by_new_and_reported_by_check() {
    let workspace = Workspace::aberford();
    for (name, words) in
        [("con", "for a device"), ("LPT1.2027", "for a device"), ("2027-01-ABERFORD", "2027-01-aberford already")]
    {
        let run = new(&workspace, name);
        assert_eq!(run.code, 2, "{name}: {}", run.out);
        assert!(run.err.contains(words), "{name}: {}", run.err);
    }
    fs::rename(workspace.path("inspections/2027-01-aberford"), workspace.path("inspections/aux")).unwrap();
    let row = only(&workspace.run(["check", "--format", "json"]));
    assert_eq!(row["code"], "SQS0018");

    let workspace = Workspace::aberford().and(Workspace::ABERFORD);
    let twin = workspace.path("inspections/2027-01-Aberford");
    if twin.exists() {
        // This disk takes the two for one, so that there can be no second.
        return;
    }
    fs::create_dir(&twin).unwrap();
    for entry in fs::read_dir(workspace.path("inspections/2027-01-aberford")).unwrap().flatten() {
        fs::copy(entry.path(), twin.join(entry.file_name())).unwrap();
    }
    let run = workspace.run(["check"]);
    assert_eq!((run.code, run.err.matches("SQS0018").count()), (1, 2), "{}", run.err);
    assert!(run.err.contains("differ in capital letters alone"), "{}", run.err);
}

#[test]
fn the_pack_of_a_folder_that_was_renamed_is_named_by_build_and_status_and_stays() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    fs::rename(workspace.path("inspections/2027-01-aberford"), workspace.path("inspections/2027-01-abbotsford"))
        .unwrap();
    for command in ["build", "status"] {
        let run = workspace.run([command]).well();
        assert!(run.err.contains("packs/2027-01-aberford has no inspection"), "{command}: {}", run.err);
    }
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
    assert_eq!(workspace.run(["status", "2027-01-abbotsford"]).err.matches("no inspection").count(), 1);
}
