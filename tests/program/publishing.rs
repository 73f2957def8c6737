//! What happens to a pack that somebody or something else has touched, and to one whose record is wrong.

use std::fs;

use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::support::{Tree, Workspace, demonstrations};

const LETTER: &str = "1-announcement/confirmation-letter.pdf";

fn pack_file(workspace: &Workspace, path: &str) -> std::path::PathBuf {
    workspace.path("packs").join(Workspace::ABERFORD).join(path)
}

#[test]
fn a_file_changed_or_lost_by_hand_is_made_again_and_no_other_is_touched() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    fs::write(pack_file(&workspace, LETTER), "scribbled over").unwrap();
    fs::remove_file(pack_file(&workspace, "2-sample/schedule.pdf")).unwrap();
    assert_data_eq!(
        workspace.build().out,
        str![[r#"
2027-01-aberford: 2 written, 78 unchanged, searched for 20 children

"#]]
    );
    let after = workspace.pack(Workspace::ABERFORD);
    assert_eq!(after.contents(), before.contents());
    assert_eq!(after.touched_since(&before), [LETTER, "2-sample/schedule.pdf"]);
}

#[test]
fn a_pack_without_its_manifest_is_made_again_to_the_byte() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    fs::remove_file(pack_file(&workspace, "manifest.json")).unwrap();
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents());
}

#[test]
fn a_damaged_manifest_is_made_again() {
    let damages: [&[u8]; 5] = [b"", b"{", b"[]", b"{\"files\": 3}", b"\xff\xfe"];
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    for damage in damages {
        fs::write(pack_file(&workspace, "manifest.json"), damage).unwrap();
        workspace.build();
        assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents(), "{damage:?}");
    }
}

#[test]
fn a_manifest_edited_by_hand_makes_the_program_remove_nothing_outside_the_pack() {
    let workspace = Workspace::built();
    workspace.write_at("precious.txt", "keep me");
    workspace.write_at("packs/other/1-announcement/theirs.pdf", "keep me");
    let outside = tempfile::tempdir().unwrap();
    let absolute = outside.path().join("precious.txt");
    fs::write(&absolute, "keep me").unwrap();
    let paths = [
        "../../precious.txt",
        "../other/1-announcement/theirs.pdf",
        "1-announcement/../../../precious.txt",
        "1-announcement/..",
        "..",
        ".",
        "",
        "/",
        "..\\..\\precious.txt",
        absolute.to_str().unwrap(),
    ];
    let mut files = workspace.manifest(Workspace::ABERFORD);
    for path in paths {
        let mut entry = files[0].clone();
        entry["path"] = json!(path);
        files.push(entry);
    }
    fs::write(pack_file(&workspace, "manifest.json"), json!({ "files": files }).to_string()).unwrap();
    let (code, row) = workspace.build_json();
    assert_eq!((code, &row["removed"]), (0, &json!([])));
    for kept in [workspace.path("precious.txt"), workspace.path("packs/other/1-announcement/theirs.pdf"), absolute] {
        assert_eq!(fs::read_to_string(kept).unwrap(), "keep me");
    }
}

#[test]
fn a_manifest_cannot_pass_a_stranger_s_file_off_as_ours() {
    // A fingerprint in the manifest that is right and a hash that matches a file which was put in its place: whoever can
    // write both can write the document too, but a changed file alone is never believed.
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let mut files = workspace.manifest(Workspace::ABERFORD);
    for file in &mut files {
        file["sha256"] = json!("0".repeat(64));
    }
    fs::write(pack_file(&workspace, "manifest.json"), json!({ "files": files }).to_string()).unwrap();
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents());
}

#[test]
fn a_record_with_errors_keeps_its_pack_byte_for_byte_and_the_others_are_built() {
    let workspace = Workspace::built().and(Workspace::RHYD_Y_TWR);
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen.marsh at aberford.example");
    workspace.edit("contacts.toml", "Head of Youth Justice", "Head of Service");
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    assert_data_eq!(
        run.out,
        str![[r#"
2027-01-aberford: 1 error; its pack is as it was
2027-02-rhyd-y-twr: 83 written, 0 unchanged, searched for 20 children

"#]]
    );
    assert_eq!(workspace.pack(Workspace::ABERFORD).touched_since(&before), [""; 0]);
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), before.paths());
}

#[test]
fn a_record_with_errors_that_never_had_a_pack_gets_none() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "nowhere");
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
}

#[test]
fn a_document_that_leaves_the_plan_is_taken_away_and_other_files_stay() {
    let workspace = Workspace::built();
    workspace.write_at("packs/2027-01-aberford/2-sample/notes from the call.txt", "keep me");
    workspace.write_at("packs/2027-01-aberford/cover.pdf", "keep me");
    workspace.edit("cases.toml", "\"final\"", "\"for-checking\"");
    workspace.edit("cases.toml", "\nslot = ", "\n# slot = ");
    assert_data_eq!(
        workspace.build().out,
        str![[r#"
2027-01-aberford: 4 written, 16 unchanged, 60 taken away, searched for 20 children
  schedule waits for a slot for a selected case (cases.toml)

"#]]
    );
    let paths = workspace.pack(Workspace::ABERFORD);
    assert!(!paths.paths().contains(&"2-sample/schedule.pdf"));
    assert_eq!(paths.bytes("2-sample/notes from the call.txt"), b"keep me");
    assert_eq!(paths.bytes("cover.pdf"), b"keep me");
}

#[test]
fn an_empty_folder_goes_with_the_last_document_in_it() {
    let workspace = Workspace::built();
    workspace.edit("cases.toml", "\"final\"", "\"for-checking\"");
    workspace.edit("cases.toml", "\nslot = ", "\n# slot = ");
    workspace.remove("children.private.toml");
    workspace.build();
    assert!(!pack_file(&workspace, "2-sample").exists());
}

#[test]
fn what_a_crash_has_left_is_swept_away() {
    let workspace = Workspace::built();
    workspace.write_at("packs/2027-01-aberford/1-announcement/.sqspack-1f-0", "half a letter");
    workspace.write_at("packs/2027-01-aberford/.sqspack-1f-1-old", "half a manifest");
    workspace.build();
    let whole = &demonstrations()[0].0;
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), whole.pack(Workspace::ABERFORD).paths());
}

#[test]
fn a_template_that_fails_publishes_nothing_of_that_pack() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit("contacts.toml", "\"Imogen Thwaite\"", "\"Imogen Thwaite-Bell\"");
    workspace.write_template("report/en.typ", "#set document(title: \"Report\")\n= Report\n#panic(\"not today\")\n");
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[SQS0503]") && run.err.contains("templates/report/en.typ:3:"), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before);
}
