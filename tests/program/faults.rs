//! A machine that refuses: what the build says, what stays as it was, and what `status` says of it.

use std::fs;

use serde_json::{Value, json};

use crate::support::Workspace;

const NOTE: &str = "1-announcement/confirmation-letter";

/// A workspace in both languages with its pack.
fn bilingual() -> Workspace {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    workspace.build();
    workspace
}

fn pack_in_status(workspace: &Workspace) -> Value {
    workspace.run(["status", "--format", "json"]).json()[0]["pack"].clone()
}

/// Puts a folder with something in it in the place of a file of the pack, and gives the file's content.
fn obstruct(workspace: &Workspace, inspection: &str, path: &str) -> Vec<u8> {
    let place = workspace.path("packs").join(inspection).join(path);
    let content = fs::read(&place).unwrap();
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    fs::write(place.join("own.txt"), "mine").unwrap();
    content
}

#[test]
fn with_one_language_held_neither_is_replaced_nor_the_message_that_carries_it() {
    let workspace = bilingual();
    let inspection = Workspace::RHYD_Y_TWR;
    let before = workspace.pack(inspection);
    let welsh = format!("{NOTE}.cy.pdf");
    obstruct(&workspace, inspection, &welsh);
    let contacts = "inspections/2027-02-rhyd-y-twr/contacts.toml";
    let text = fs::read_to_string(workspace.path(contacts)).unwrap();
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).unwrap().to_owned();
    workspace.edit_at(contacts, &name, &format!("{name}-Pugh"));

    let run = workspace.run(["build", "--format", "json"]);
    assert_eq!(run.code, 2, "{}", run.err);
    let row = &run.json()[0];
    let fault = row["fault"].as_str().unwrap();
    assert!(fault.starts_with(&format!("`packs/{inspection}/{welsh}` is a folder, and has to be a file")), "{fault}");
    let english = format!("{NOTE}.en.pdf");
    let message = "1-announcement/announcement-email.eml";
    let after = workspace.pack(inspection);
    for path in [english.as_str(), message] {
        assert!(fault.contains(path), "{path}: {fault}");
        assert!(after.bytes(path) == before.bytes(path), "{path}");
    }

    let pack = pack_in_status(&workspace);
    assert_eq!((&pack["state"], &pack["missing"]), (&json!("broken"), &json!([welsh])), "{pack}");
    assert_eq!(pack["old"], json!([message, english]));
    let since = pack["since"].clone();
    assert_eq!(since.as_object().unwrap().len(), 3, "{since}");
    workspace.run(["build"]);
    assert_eq!(pack_in_status(&workspace)["since"], since, "a second build that fails changes no moment");
    assert!(workspace.run(["status"]).out.contains(".eml (since "));

    fs::remove_dir_all(workspace.path("packs").join(inspection).join(&welsh)).unwrap();
    workspace.build();
    assert_eq!(pack_in_status(&workspace)["state"], "current");
}

#[test]
fn a_pack_of_which_a_file_was_lost_or_changed_is_not_said_to_be_up_to_date() {
    let workspace = Workspace::built();
    assert_eq!(pack_in_status(&workspace)["state"], "current");
    let path = |name: &str| workspace.path("packs/2027-01-aberford/1-announcement").join(name);
    fs::remove_file(path("timeline.pdf")).unwrap();
    fs::write(path("timeline.ics"), "").unwrap();
    let pack = pack_in_status(&workspace);
    assert_eq!(pack["state"], "broken");
    assert_eq!(pack["missing"], json!(["1-announcement/timeline.pdf"]));
    assert_eq!(pack["changed"], json!(["1-announcement/timeline.ics"]));
    let said = workspace.run(["status"]).out;
    for words in
        ["missing: 1-announcement/timeline.pdf (since ", "changed by hand: 1-announcement/timeline.ics (since "]
    {
        assert!(said.contains(words), "{said}");
    }
    for file in ["1-announcement/timeline.pdf", "1-announcement/timeline.ics"] {
        assert!(pack["since"].get(file).is_some(), "{file}: {pack}");
    }
    // A record that cannot be built leaves them so, and the build says it.
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen");
    let said = workspace.run(["build"]).out;
    assert!(said.contains("its pack is as it was; missing: 1-announcement/timeline.pdf (since "), "{said}");
}

#[test]
fn settings_that_were_emptied_are_asked_about_until_they_are_back_or_meant() {
    let workspace = Workspace::built();
    workspace.write_at("sqspack.toml", "[office]\ntelephone = \"0161 496 0100\"\n");
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.write_at("sqspack.toml", "");
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("has 0 of the 2 lines") && run.err.contains("git checkout sqspack.toml"), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
    fs::remove_file(workspace.path(".sqspack/settings")).unwrap();
    workspace.build();
}

#[test]
fn a_temporary_file_that_was_left_anywhere_goes_with_the_next_build() {
    let workspace = Workspace::built();
    let left = [
        ".sqspack-a",
        ".sqspack/.sqspack-b",
        "inspections/2027-01-aberford/.sqspack-c",
        "templates/.sqspack-d",
        "templates/report/.sqspack-e",
    ];
    left.iter().for_each(|path| workspace.write_at(path, "half"));
    workspace.write_at("sqspack-notes.txt", "mine");
    workspace.write_at(".sqspack-notes", "mine");
    workspace.build();
    for path in left {
        assert!(!workspace.path(path).exists(), "{path}");
    }
    assert!(workspace.path("sqspack-notes.txt").exists() && workspace.path(".sqspack-notes").exists());
}

#[test]
fn a_folder_s_name_that_documents_cannot_show_or_that_is_too_long_is_told_by_check() {
    for (name, words) in [
        ("\u{4e2d}\u{6587}".to_owned(), "a character that the documents cannot show: `\u{4e2d}`"),
        ("o\u{fb01}ce".to_owned(), "a character that the documents cannot show: `\u{fb01}`"),
        ("a".repeat(150), "the folder's name is too long"),
    ] {
        let workspace = Workspace::aberford();
        fs::rename(workspace.path("inspections/2027-01-aberford"), workspace.path("inspections").join(&name)).unwrap();
        let run = workspace.run(["check"]);
        assert_eq!(run.code, 1, "{name}");
        assert!(run.err.contains(words), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_lock_a_note_or_a_manifest_makes_nobody_wait() {
    for path in [".sqspack/lock", ".sqspack/stamps.json", ".sqspack/secret", "packs/2027-01-aberford/manifest.json"] {
        let workspace = Workspace::built();
        let place = workspace.path(path);
        fs::remove_file(&place).ok();
        assert!(std::process::Command::new("mkfifo").arg(&place).status().unwrap().success());
        let mut child = workspace.command(["build"]).spawn().unwrap();
        let ended = (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            child.try_wait().unwrap().is_some()
        });
        child.kill().ok();
        child.wait().unwrap();
        assert!(ended, "{path}");
    }
}

#[test]
fn a_date_of_the_year_one_is_told_as_it_was_typed() {
    let workspace = Workspace::aberford();
    let text = workspace.read("inspection.toml");
    workspace.write("inspection.toml", &format!("{text}\n[dates.publication]\non = 0001-01-01\nreason = \"a slip\"\n"));
    let run = workspace.run(["check"]);
    assert!(!run.err.contains("1970"), "{}", run.err);
    assert_ne!(run.code, 0, "{}", run.out);
}
