//! What came from elsewhere, by git or by hand, makes the program neither write nor delete outside its packs, nor believe a
//! document that it did not make.

use std::fs;
use std::path::Path;

use serde_json::json;
use sqspack::workspace::hash::sha256;

use crate::support::{Tree, Workspace};

const LETTER: &str = "1-announcement/confirmation-letter.pdf";

fn in_pack(workspace: &Workspace, path: &str) -> std::path::PathBuf {
    workspace.path("packs").join(Workspace::ABERFORD).join(path)
}

/// Puts entries into the manifest of the pack, each a copy of the first with these changes.
fn put_into_manifest(workspace: &Workspace, entries: &[serde_json::Value]) {
    let path = in_pack(workspace, "manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let files = manifest["files"].as_array_mut().unwrap();
    for changes in entries {
        let mut entry = files[0].clone();
        entry.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        files.push(entry);
    }
    fs::write(path, manifest.to_string()).unwrap();
}

#[test]
fn an_officer_s_own_file_that_a_manifest_names_is_not_deleted() {
    let workspace = Workspace::built();
    workspace.write_at("packs/2027-01-aberford/2-sample/notes.txt", "mine");
    // Somebody who writes the manifest can know the file's hash.
    let hash = sha256(b"mine");
    put_into_manifest(&workspace, &[json!({ "path": "2-sample/notes.txt", "sha256": hash })]);
    let (code, row) = workspace.build_json();
    assert_eq!((code, &row["removed"]), (0, &json!([])));
    assert_eq!(fs::read_to_string(in_pack(&workspace, "2-sample/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_document_and_its_manifest_changed_together_are_made_again_and_never_sent() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let forged = b"%PDF-1.7 forged";
    fs::write(in_pack(&workspace, LETTER), forged).unwrap();
    let path = in_pack(&workspace, "manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    let hash = sha256(before.bytes(LETTER));
    assert!(text.contains(&hash));
    fs::write(&path, text.replace(&hash, &sha256(forged))).unwrap();
    let said = workspace.run(["status"]).well().out;
    let (_, changed) = said.split_once("changed by hand: ").expect("what was changed");
    assert!(changed.starts_with("1-announcement/confirmation-letter.pdf (since "), "{said}");
    assert!(changed.contains("), manifest.json (since "), "{said}");
    assert_eq!(changed.matches(" (since ").count(), 2, "no other was changed: {said}");
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents());
}

#[test]
fn a_page_number_typed_into_a_manifest_does_not_stay() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.edit_at("packs/2027-01-aberford/manifest.json", "\"pages\": 1,", "\"pages\": 7,");
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), before.contents());
}

#[test]
fn what_a_build_remembers_is_not_believed_from_another_copy_of_the_workspace() {
    let workspace = Workspace::aberford();
    let theirs = &crate::support::demonstrations()[0].0;
    // As git brings a pack and a scratch folder that somebody forced into a commit.
    for file in walkdir::WalkDir::new(theirs.root()).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let place = workspace.root().join(file.path().strip_prefix(theirs.root()).unwrap());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(file.path(), place).unwrap();
    }
    let said = workspace.run(["status"]).well().out;
    assert!(said.contains("none yet"), "{said}");
    fs::remove_file(in_pack(&workspace, LETTER)).unwrap();
    assert_eq!(workspace.build_json().1["written"], json!([LETTER]));
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn nothing_outside_is_read_while_somebody_exchanges_an_inspections_folder_for_a_link() {
        let (workspace, outside) = (Workspace::aberford(), tempfile::tempdir().unwrap());
        let place = workspace.path("inspections").join(Workspace::ABERFORD);
        for file in fs::read_dir(&place).unwrap().flatten() {
            let text = fs::read_to_string(file.path()).unwrap().replace("Aberford", "Outsidesecret");
            fs::write(outside.path().join(file.file_name()), text).unwrap();
        }
        let opened = sqspack::workspace::Workspace::open(workspace.root()).unwrap();
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let hidden = workspace.path("inspections/hidden");
                while !is_over.load(Ordering::Relaxed) {
                    fs::rename(&place, &hidden).unwrap();
                    symlink(outside.path(), &place).unwrap();
                    fs::remove_file(&place).unwrap();
                    fs::rename(&hidden, &place).unwrap();
                }
            });
            for _ in 0..3_000 {
                let (sources, problems) = opened.files(Workspace::ABERFORD);
                let is_outside = sources.values().any(|source| source.text.contains("Outsidesecret"));
                assert!(!is_outside, "{problems:?}");
            }
            is_over.store(true, Ordering::Relaxed);
        });
    }

    #[test]
    fn a_link_in_the_scratch_folder_leads_no_build_outside() {
        for name in ["lock", "watch", "stamps.json", "secret", ".gitignore", "settings", "pack-2027-01-aberford"] {
            let (workspace, outside) = (Workspace::aberford(), tempfile::tempdir().unwrap());
            let own = outside.path().join("own.txt");
            fs::write(&own, "mine").unwrap();
            fs::create_dir(workspace.path(".sqspack")).unwrap();
            symlink(&own, workspace.path(".sqspack").join(name)).unwrap();
            let run = workspace.run(["build", "--document", "timeline"]);
            assert_eq!(fs::read_to_string(&own).unwrap(), "mine", "{name}");
            assert_eq!(Tree::of(outside.path()).paths(), ["own.txt"], "{name}");
            // The lock alone cannot do without its file: it would be no lock.
            assert_eq!(run.code, if name == "lock" { 2 } else { 0 }, "{name}: {}", run.err);
            assert_eq!(run.err.contains("`.sqspack/lock` is a link"), name == "lock", "{}", run.err);
        }
    }

    #[test]
    fn a_pipe_a_device_or_a_folder_in_the_place_of_a_file_never_blocks_a_build() {
        for name in [".sqspack/lock", ".sqspack/stamps.json", ".sqspack/secret", "packs/2027-01-aberford/manifest.json"]
        {
            let workspace = Workspace::aberford();
            let place = workspace.path(name);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
            let run = workspace.run(["build", "--document", "timeline"]);
            assert_eq!(run.code, if name.ends_with("lock") { 2 } else { 0 }, "{name}: {}", run.err);
            assert!(run.code == 0 || run.err.contains("`.sqspack/lock` is a pipe or device"), "{}", run.err);
        }
    }

    #[test]
    fn a_pipe_in_the_place_of_what_git_reads_never_blocks_a_command() {
        for (name, arguments, told) in [
            (".gitignore", &["check"][..], "is no plain file, and git would wait for it"),
            (".git/info/exclude", &["check"], "is no plain file, and git would wait for it"),
            (".git/hooks/pre-commit", &["guard", "install"], "the hook pre-commit: this is not a plain file"),
        ] {
            let workspace = Workspace::aberford();
            let settings = workspace.path("sqspack.toml");
            let own = fs::read_to_string(&settings).unwrap();
            // Git is asked about real children alone.
            let kept: Vec<&str> = own.lines().filter(|line| !line.starts_with("invented")).collect();
            fs::write(&settings, kept.join("\n")).unwrap();
            let begun = Command::new("git").args(["init", "--quiet"]).current_dir(workspace.root()).status();
            assert!(begun.unwrap().success());
            let place = workspace.path(name);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::remove_file(&place).ok();
            assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
            let run = workspace.run(arguments);
            assert!(run.err.contains(told) || run.out.contains(told), "{name}: {} {}", run.out, run.err);
        }
    }

    #[test]
    fn nothing_is_deleted_through_a_link_that_a_manifest_names() {
        let (workspace, outside) = (Workspace::built(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("HEAD"), "mine").unwrap();
        fs::write(outside.path().join(".sqspack-1f-0"), "mine").unwrap();
        symlink(outside.path(), in_pack(&workspace, "9-x")).unwrap();
        put_into_manifest(&workspace, &[json!({ "path": "9-x/HEAD" })]);
        workspace.build();
        assert_eq!(Tree::of(outside.path()).paths(), [".sqspack-1f-0", "HEAD"]);
    }

    #[test]
    fn a_folder_that_is_exchanged_for_a_link_while_builds_run_leads_none_of_them_outside() {
        let (workspace, outside) = (Workspace::built(), tempfile::tempdir().unwrap());
        let stage = in_pack(&workspace, "1-announcement");
        let aside = workspace.path("aside");
        fs::write(outside.path().join("timeline.pdf"), "mine").unwrap();
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    exchange(&stage, &aside, outside.path());
                }
            });
            for number in 0..12 {
                workspace.edit("contacts.toml", "telephone = \"", &format!("# {number}\ntelephone = \""));
                fs::remove_file(workspace.path("packs/2027-01-aberford/1-announcement/timeline.ics")).ok();
                workspace.run(["build", "--document", "timeline-calendar"]);
                workspace.run(["build", "--document", "timeline"]);
            }
            ended.store(true, Ordering::Relaxed);
        });
        let left = Tree::of(outside.path());
        assert_eq!(left.paths(), ["timeline.pdf"]);
        assert_eq!(left.bytes("timeline.pdf"), b"mine");
    }

    /// Puts a link in a folder's place, and the folder back. What a build has made there meanwhile goes.
    fn exchange(folder: &Path, aside: &Path, outside: &Path) {
        if fs::rename(folder, aside).is_ok() {
            symlink(outside, folder).ok();
            if fs::remove_file(folder).is_err() {
                fs::remove_dir_all(folder).ok();
            }
            fs::rename(aside, folder).ok();
        }
    }
}
