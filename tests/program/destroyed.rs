//! An inspection whose children's data was destroyed: what can still be proven, made and told.

use std::fs;

use crate::destroy::{DESTROY, NAME, RULE, holds, published, said, terms};
use crate::sample;
use crate::support::Tree;

#[test]
fn the_ledger_is_proven_without_what_was_destroyed_and_says_what_it_can_show_no_more() {
    let workspace = published();
    let sent = fs::read(workspace.path(&format!("packs/{NAME}/2-sample/selected-case-sample.pdf"))).unwrap();
    let salt = fs::read(workspace.path(&format!("issued/{NAME}/2027-01-11-1/salt"))).unwrap();
    fs::write(workspace.path("sent.pdf"), &sent).unwrap();
    assert!(workspace.run(["verify", "sent.pdf"]).well().out.contains("selected-case-sample.pdf of 2027-01-aberford"));
    workspace.run(DESTROY).well();
    let run = workspace.run(["verify", "--chain"]).well();
    assert!(
        run.out.contains("2 entries, the chain is whole; the bytes of 2 are kept here; of 1 of these"),
        "{}",
        run.out
    );
    let run = workspace.run(["verify", "sent.pdf"]);
    assert!(
        run.code == 1
            && run
                .out
                .contains("files of entry 2 of 2027-01-aberford that may name children were destroyed on 5 July 2027"),
        "{}",
        run.out
    );
    let letter = format!("packs/{NAME}/1-announcement/confirmation-letter.pdf");
    workspace.run(["verify", letter.as_str()]).well();
    // Only what was destroyed may be missing.
    let kept = workspace.path(&format!("issued/{NAME}/2027-01-04-1/1-announcement-confirmation-letter.pdf"));
    let bytes = fs::read(&kept).unwrap();
    fs::remove_file(&kept).unwrap();
    let run = workspace.run(["verify", "--chain"]);
    assert!(run.code == 1 && run.out.contains("confirmation-letter.pdf is missing"), "{}", run.out);
    fs::write(&kept, bytes).unwrap();
    // And what was destroyed may not be here again.
    let back = workspace.path(&format!("issued/{NAME}/2027-01-11-1/2-sample-selected-case-sample.pdf"));
    fs::write(&back, sent).unwrap();
    fs::write(back.with_file_name("salt"), salt).unwrap();
    let run = workspace.run(["verify", "--chain"]);
    assert!(run.code == 1 && run.out.contains("was destroyed on 5 July 2027, and is here again"), "{}", run.out);
    let run = workspace.run(["check"]);
    assert!(
        run.code == 1 && run.err.contains("error[SQS1301]") && run.err.contains("2027-01-11-1/salt"),
        "{}",
        run.err
    );
}

#[test]
fn whatever_comes_back_is_an_error_until_it_is_destroyed_again() {
    let workspace = published();
    let children = workspace.read("children.private.toml");
    workspace.run(DESTROY).well();
    for path in [
        format!("inspections/{NAME}/children.private.toml"),
        format!("inspections/{NAME}/children.private.toml.age"),
        format!("inspections/{NAME}/.children.private.toml.swp"),
        format!("packs/{NAME}/3-fieldwork/print-pack-priya-nair.pdf"),
        format!("issued/{NAME}/2027-01-11-1/salt"),
    ] {
        workspace.write_at(&path, &children);
        let run = workspace.run(["check"]);
        assert!(run.code == 1 && run.err.contains("error[SQS1301]"), "{path}: {}", run.err);
        let json = workspace.run(["status", "--on", "2027-08-01", "--format", "json"]).json();
        assert_eq!(json[0]["retention"]["state"], "back", "{path}");
        let before = workspace.read("destroyed.toml");
        workspace.run(DESTROY).well();
        assert!(!workspace.path(&path).exists(), "{path}");
        let after = workspace.read("destroyed.toml");
        assert!(after.starts_with(&before) && after.len() > before.len(), "{after}");
        workspace.run(["check"]).well();
    }
    assert_eq!(workspace.read("destroyed.toml").matches("[[destroyed]]").count(), 6);
    // A build does nothing with a file that came back.
    workspace.write("children.private.toml", &children);
    let run = workspace.run(["build"]);
    assert!(run.code == 1 && run.out.contains("its pack is as it was"), "{} {}", run.out, run.err);
}

#[test]
fn an_inspection_with_a_long_list_is_as_sound_without_its_children_as_with_them() {
    let workspace = sample::with_list();
    sample::look_at_doubtful(&workspace);
    workspace.run(["sample", "take", NAME]).well();
    workspace.run(["build"]).well();
    let pack = Tree::of(&workspace.path(&format!("packs/{NAME}")));
    let terms = terms(&workspace.read("children.private.toml"));
    workspace.run([&DESTROY[..], &["--rule", RULE]].concat()).well();
    let run = workspace.run(["build"]).well();
    let after = Tree::of(&workspace.path(&format!("packs/{NAME}")));
    let gone: Vec<&str> = pack.paths().into_iter().filter(|path| !after.0.contains_key(*path)).collect();
    // The note on the sample counts the list, which is gone too.
    assert_eq!(gone, ["2-sample/sample-message.eml", "2-sample/sample-note.pdf", "2-sample/selected-case-sample.pdf"]);
    assert_eq!(after.touched_since(&pack), ["1-announcement/recipients.pdf", "manifest.json"]);
    assert!(run.err.is_empty() && workspace.run(["check"]).well().err.is_empty(), "{}", run.err);
    for (path, bytes) in Tree::of(workspace.root()).contents() {
        assert!(!holds(&said(path, bytes), &terms), "{path}");
    }
    let sheet = format!("packs/{NAME}/1-announcement/case-sample-spreadsheet.xlsx");
    let again = workspace.run(["longlist", "import", &sheet, NAME]);
    assert!(again.code == 2 && again.err.contains("destroyed on 5 July 2027; nothing was imported"), "{}", again.err);
}

#[test]
fn a_copy_of_the_childrens_file_in_no_inspection_is_named_and_left_for_a_person_to_look_at() {
    let workspace = published();
    let copies =
        ["children.private - Copy.toml", "inspections/children.private.toml.bak", "packs/children.private.toml"];
    copies.iter().for_each(|path| workspace.write_at(path, "x"));
    workspace.write_at("Quillfeather children.private.toml", "x");
    workspace.write_at("packs/Quillfeather/2-sample/selected-case-sample.pdf", "x");
    for arguments in [&["destroy", NAME, "--dry-run"][..], &DESTROY, &["destroy", NAME]] {
        let run = workspace.run(arguments);
        for path in copies.iter().chain(&["./…", "./…/selected-case-sample.pdf"]) {
            let words = format!(
                "  {path} looks like a children's file or a document that names children, and belongs to no inspection"
            );
            assert!(run.out.contains(&words), "{arguments:?}: {}", run.out);
        }
        assert!(!run.out.contains("Quillfeather"), "{}", run.out);
    }
    assert!(copies.iter().all(|path| workspace.path(path).exists()));
}

#[test]
#[cfg(unix)]
fn what_names_children_and_what_the_program_keeps_of_them_is_closed_to_other_users() {
    use std::os::unix::fs::PermissionsExt;

    let workspace = published();
    let mode = |path: &str| fs::metadata(workspace.path(path)).expect(path).permissions().mode() & 0o777;
    for folder in [".sqspack", "issued"] {
        assert_eq!(mode(folder), 0o700, "{folder}");
    }
    let manifest = workspace.manifest(NAME);
    let naming = manifest.iter().filter(|file| file["names_children"] == true);
    let mut counted = 0;
    for file in naming {
        let path = format!("packs/{NAME}/{}", file["path"].as_str().expect("a path"));
        assert_eq!(mode(&path), 0o600, "{path}");
        counted += 1;
    }
    assert!(counted > 2 && mode(&format!("packs/{NAME}/1-announcement/confirmation-letter.pdf")) & 0o444 != 0o400);
}

#[test]
fn a_file_with_the_bytes_of_a_copy_is_named_under_whatever_name_it_lies_and_what_stays_of_what_was_sent_is_counted() {
    let workspace = published();
    let children = fs::read(workspace.record("children.private.toml")).unwrap();
    fs::create_dir_all(workspace.path("old")).unwrap();
    for path in ["zebulon.txt", "old/list.bin"] {
        fs::write(workspace.path(path), &children).unwrap();
    }
    // As large, and another file.
    fs::write(workspace.path("other.bin"), vec![b'x'; children.len()]).unwrap();
    let run = workspace.run(["destroy", NAME, "--dry-run"]).well();
    let twins = run.out.lines().filter(|line| line.contains("is the same as one of these")).count();
    assert!(
        twins == 2 && !run.out.contains("zebulon") && run.out.contains("  old/list.bin is the same"),
        "{}",
        run.out
    );
    assert!(run.out.contains("of what was sent ") && run.out.contains(" stay: they were searched"), "{}", run.out);
    workspace.run(DESTROY).well();
    assert_eq!(fs::read(workspace.path("old/list.bin")).unwrap(), children);
}

#[test]
fn the_list_that_the_yot_sent_and_a_note_on_a_child_are_named_wherever_in_the_workspace_they_lie() {
    let workspace = published();
    workspace.write_at("returned.xlsx", "x");
    workspace.write_at("office/note.txt", "Zebulon Quillfeather was seen");
    workspace.write_at("office/other.txt", "a case was seen");
    workspace.write_at("schema/children.private.json", "{}");
    let run = workspace.run(["destroy", NAME, "--dry-run"]).well();
    let told = |place: &str| run.out.lines().filter(|line| line.starts_with(&format!("  {place} "))).count();
    assert_eq!((told("returned.xlsx"), told("office/note.txt"), told("office/other.txt")), (1, 1, 0), "{}", run.out);
    assert!(!run.out.contains("schema/"), "{}", run.out);
}

#[test]
fn a_comment_in_the_record_and_a_file_that_is_called_after_a_child_are_told_before_anything_is_destroyed() {
    let workspace = published();
    let children = workspace.read("children.private.toml");
    let value =
        |key: &str| children.lines().find_map(|line| Some(line.strip_prefix(key)?.trim_matches('"').to_owned()));
    let (first, family) = (value("first-names = ").unwrap(), value("family-name = ").unwrap());
    let cases = workspace.read("cases.toml");
    workspace.write("cases.toml", &format!("# {first} {family}: mother called on 4 May\n{cases}"));
    let small = format!("{first}-{family}").to_lowercase();
    workspace.write_at(&format!("notes/{small}.md"), "x");
    workspace.write_at(&format!("notes/{small}-2.md"), "x");
    fs::create_dir_all(workspace.path(&format!("visits/{small}"))).unwrap();
    let run = workspace.run(DESTROY).well();
    let told = |place: &str| run.out.lines().any(|line| line.contains(place) && line.contains("holds data of these"));
    for place in [&*format!("inspections/{NAME}/cases.toml"), "2 shown as ./notes/…: each", "./visits/…"] {
        assert!(told(place), "{place}: {}", run.out);
    }
    assert!(!run.out.contains(&family), "{}", run.out);
}

#[test]
fn a_copy_of_the_childrens_file_under_any_name_is_told_after_the_destruction_too_and_no_schema_is() {
    let workspace = published();
    let children = workspace.read("children.private.toml");
    workspace.write_at("notes/kids.md", &children);
    workspace.write_at("schema/children.private.json", "{ \"a\": \"works Monday to Wednesday\" }");
    for run in [workspace.run(DESTROY).well(), workspace.run(["destroy", NAME]).well()] {
        let told = run.out.lines().filter(|line| line.contains("and stays")).collect::<Vec<_>>();
        assert!(matches!(told[..], [line] if line.contains("notes/") || line.contains("./…")), "{}", run.out);
    }
}

#[test]
fn copies_in_folders_of_the_officers_own_are_named_however_deep_they_lie() {
    let workspace = published();
    let case_sample = fs::read(workspace.path(&format!("packs/{NAME}/2-sample/selected-case-sample.pdf"))).unwrap();
    let children = fs::read(workspace.path(&format!("inspections/{NAME}/children.private.toml"))).unwrap();
    let copies = [
        (format!("packs/{NAME}/2-sample/old/ours.pdf"), &case_sample),
        (format!("packs/{NAME}/2-sample/printed/copy/ours.pdf"), &case_sample),
        (format!("inspections/{NAME}/old/a/kids.csv"), &children),
    ];
    for (path, bytes) in &copies {
        fs::create_dir_all(workspace.path(path).parent().unwrap()).unwrap();
        fs::write(workspace.path(path), bytes).unwrap();
    }
    let said = workspace.run(["destroy", NAME, "--dry-run"]).out;
    for (path, _) in &copies {
        assert!(said.contains(path.as_str()), "{path}: {said}");
    }
}
