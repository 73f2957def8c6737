//! What `guard` keeps out of git, and that the hooks which it installs refuse it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::Workspace;

pub const FOLDER: &str = "inspections/2027-01-aberford";

pub fn git(folder: &Path, arguments: &[&str]) -> Output {
    let who = ["-c", "user.name=A", "-c", "user.email=a@b.example"];
    Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand")
}

pub fn does(folder: &Path, arguments: &[&str]) {
    let run = git(folder, arguments);
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

/// A workspace whose children are not invented, in a repository that has its record and ignores the children's file.
pub fn real() -> Workspace {
    let workspace = Workspace::aberford();
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    workspace.write_at("sqspack.toml", &settings.replace("\"2027-01-aberford\", ", ""));
    workspace.write_at(".gitignore", "*private*\n/packs/\n/.sqspack/\n");
    does(workspace.root(), &["init", "--quiet", "-b", "main"]);
    does(workspace.root(), &["add", "--all"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "the record"]);
    workspace
}

/// What must never be printed.
pub fn assert_tells_nothing(said: &str) {
    for term in ["Quillfeather", "quillfeather", "Zebulon", "zebulon", "0048218", "2009-12-14"] {
        assert!(!said.contains(term), "{said}");
    }
}

#[test]
fn the_index_is_looked_at_and_not_the_files_as_they_are_now() {
    let workspace = real();
    let staged = || workspace.run(["guard", "--staged"]);
    assert!(staged().well().out.contains("nothing found"));
    let wide: Vec<u8> = "Zebulon Quillfeather".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let list = fs::read(crate::support::repository("tests/longlist/files/aberford-openpyxl.xlsx")).expect("a list");
    for (path, content, words) in [
        ("notes.md", b"a line\nabout Zebulon Quillfeather\n".to_vec(), "notes.md:2: this holds a child's name"),
        ("wide.txt", wide, "wide.txt:1: this holds a child's name"),
        ("plan.toml", b"a = \"Zebulon Quillf\\u0065ather\"".to_vec(), "plan.toml:1: this holds a child's name"),
        ("zebulon-quillfeather.md", b"x".to_vec(), "its name holds a child's name"),
        ("list.xlsx", list, "list.xlsx: `.xlsx` is a format of packs"),
        ("packs/a.txt", b"x".to_vec(), "packs/a.txt: sqspack makes this"),
        ("inspections/children.private.toml.bak", b"x".to_vec(), "this is the children's file"),
    ] {
        fs::create_dir_all(workspace.path(path).parent().expect("a folder")).expect("made");
        fs::write(workspace.path(path), content).expect("written");
        staged().well();
        does(workspace.root(), &["add", "--force", path]);
        fs::remove_file(workspace.path(path)).expect("gone");
        let run = staged();
        assert!(run.code == 1 && run.err.contains(words), "{path}: {}", run.err);
        assert_tells_nothing(&(run.out + &run.err));
        does(workspace.root(), &["rm", "--quiet", "--cached", path]);
    }
    // What is staged counts, and what is only in the file does not.
    let team = workspace.read("team.toml");
    workspace.write("team.toml", &format!("{team}# Zebulon Quillfeather\n"));
    staged().well();
    assert_eq!(workspace.run(["guard"]).code, 0);
}

#[test]
fn the_hooks_refuse_a_commit_and_a_push_and_run_the_hook_that_was_there() {
    let workspace = real();
    let hooks = workspace.path(".git/hooks");
    fs::create_dir_all(&hooks).expect("made");
    let own = hooks.join("pre-commit");
    fs::write(&own, "#!/bin/sh\ntouch ran\n").expect("written");
    #[cfg(unix)]
    fs::set_permissions(&own, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("allowed");
    for _ in 0..2 {
        workspace.run(["guard", "install"]).well();
    }
    workspace.write_at("notes.md", "nobody\n");
    does(workspace.root(), &["add", "notes.md"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "notes"]);
    assert!(workspace.path("ran").exists());

    let refused = |arguments: &[&str]| {
        let run = git(workspace.root(), arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(!run.status.success(), "{said}");
        assert_tells_nothing(&said);
        said
    };
    workspace.write_at("notes.md", "Zebulon Quillfeather\n");
    does(workspace.root(), &["add", "notes.md"]);
    assert!(refused(&["commit", "--quiet", "-m", "notes"]).contains("notes.md:1"));
    // A commit of one file has an index of its own.
    does(workspace.root(), &["reset", "--quiet"]);
    assert!(refused(&["commit", "--quiet", "-m", "notes", "notes.md"]).contains("notes.md:1"));
    workspace.write_at("notes.md", "somebody\n");
    assert!(refused(&["commit", "--quiet", "-m", "of Zebulon Quillfeather", "notes.md"]).contains("the message:1"));

    // Who makes a commit, or is said to be its author, is named in it.
    let child = ["-c", "user.name=Zebulon Quillfeather"];
    let author = "--author=Zebulon Quillfeather <a@b.example>";
    for arguments in [
        [&child[..], &["commit", "--quiet", "--allow-empty", "-m", "a step"]].concat(),
        vec!["commit", "--quiet", "--allow-empty", author, "-m", "a step"],
    ] {
        assert!(refused(&arguments).contains("the name of whoever makes the commit"), "{arguments:?}");
    }
    does(
        workspace.root(),
        &["-c", "user.name=Zebulon Quillfeather", "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "a step"],
    );
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("the name of somebody who made commit "), "{}", run.err);
    assert_tells_nothing(&(run.out + &run.err));
    does(workspace.root(), &["reset", "--quiet", "--soft", "HEAD~1"]);

    // Past the hook it is found before it is sent, and in all that the repository keeps, after it was taken out too.
    does(workspace.root(), &["commit", "--quiet", "--no-verify", "-m", "of Zebulon Quillfeather", "notes.md"]);
    workspace.write_at("other.md", "Zebulon Quillfeather\n");
    does(workspace.root(), &["add", "other.md", "--force", &format!("{FOLDER}/children.private.toml")]);
    does(workspace.root(), &["commit", "--quiet", "--no-verify", "-m", "more"]);
    let bare = tempfile::tempdir().expect("a folder");
    does(bare.path(), &["init", "--quiet", "--bare"]);
    let to = bare.path().to_string_lossy().into_owned();
    assert!(refused(&["push", "--quiet", &to, "main"]).contains("other.md:1"));
    does(workspace.root(), &["reset", "--quiet", "--soft", "HEAD~2"]);
    does(workspace.root(), &["reset", "--quiet"]);
    let run = workspace.run(["guard", "--history"]);
    assert_eq!(run.code, 1);
    assert_tells_nothing(&(run.out + &run.err));
    for words in ["the message of commit", "other.md:1 (since commit", "children.private.toml (since commit"] {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }

    // A program that has moved away lets nothing through.
    let text = fs::read_to_string(&own).expect("a hook");
    fs::write(&own, text.replace("/sqspack'", "/nowhere'")).expect("written");
    workspace.write_at("more.md", "nobody\n");
    does(workspace.root(), &["add", "more.md"]);
    assert!(!git(workspace.root(), &["commit", "--quiet", "-m", "more"]).status.success());
    workspace.run(["guard", "install"]).well();
    workspace.run(["guard", "uninstall"]).well();
    assert_eq!(fs::read_to_string(&own).expect("a hook"), "#!/bin/sh\ntouch ran\n");
    does(workspace.root(), &["commit", "--quiet", "-m", "more"]);
}

#[test]
fn a_childrens_file_that_is_not_saved_as_utf_8_is_searched_for_all_the_same_and_one_that_nobody_can_read_stops_git() {
    let workspace = real();
    let private = workspace.record("children.private.toml");
    let text = fs::read_to_string(&private).expect("a file");
    let ansi: Vec<u8> =
        text.replacen("first-names = \"", "first-names = \"\u{e9}", 1).chars().map(|sign| sign as u8).collect();
    let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    workspace.write_at("notes.md", "of Quillfeather\n");
    does(workspace.root(), &["add", "notes.md"]);
    let name = Workspace::ABERFORD;
    let contacts = workspace.read("contacts.toml");
    for bytes in [ansi, wide] {
        fs::write(&private, &bytes).expect("written");
        let run = workspace.run(["guard", "--staged"]);
        assert!(run.code == 1 && run.err.contains("notes.md:1"), "{}{}", run.out, run.err);
        let run = workspace.run(["check", name]);
        assert!(run.code == 1 && run.err.contains("error[SQS0001]"), "{}", run.err);
        workspace.write("contacts.toml", &contacts.replacen("title = ", "titel = \"Zebulon Quillfeather\" #", 1));
        for arguments in [["check", name], ["build", name], ["explain", name], ["recipients", name], ["slots", name]] {
            let run = workspace.run(arguments);
            assert_tells_nothing(&(run.out + &run.err));
        }
        workspace.write("contacts.toml", &contacts);
        let run = workspace.run(["schedule", "pin", name, "AB01", "--reason", "Zebulon Quillfeather moved"]);
        assert!(run.code != 0 && !workspace.read("cases.toml").contains("Zebulon"), "{}", run.out);
    }
    // Whom to look for, nobody knows.
    for bytes in [b"\x00\x01\x02\xff".as_slice(), b"nothing of the kind"] {
        fs::write(&private, bytes).expect("written");
        let run = workspace.run(["guard", "--staged"]);
        assert!(run.code == 1 && run.err.contains("nobody knows whom to look for"), "{}{}", run.out, run.err);
    }
    fs::rename(&private, workspace.record("children.toml")).expect("renamed");
    assert_eq!(workspace.run(["guard", "--staged"]).code, 1);
    fs::remove_file(workspace.record("children.toml")).expect("gone");
    assert_eq!(workspace.run(["guard", "--staged"]).code, 0);
}

#[test]
fn a_file_that_is_too_large_to_be_searched_is_refused_unless_the_settings_allow_it() {
    let workspace = real();
    workspace.write_at("big.txt", &format!("{} Zebulon Quillfeather", "some,line,of,a,list\n".repeat(430_000)));
    does(workspace.root(), &["add", "big.txt"]);
    let staged = || workspace.run(["guard", "--staged"]);
    assert!(
        staged().code == 1 && staged().err.contains("big.txt: this is too large to be searched"),
        "{}",
        staged().err
    );
    does(workspace.root(), &["commit", "--quiet", "--no-verify", "-m", "a list"]);
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("too large to be searched"), "{}", run.err);
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    assert!(settings.contains("[guard]\n"));
    workspace.write_at("sqspack.toml", &settings.replace("[guard]\n", "[guard]\nallowed = [\"big.txt\"]\n"));
    assert!(!workspace.run(["guard", "--history"]).err.contains("big.txt"));
}

#[test]
fn hooks_are_put_into_no_folder_outside_the_repository_whether_or_not_it_is_there() {
    let outside = tempfile::tempdir().expect("a folder");
    let workspace = real();
    let root = workspace.root().file_name().expect("a name").to_string_lossy().into_owned();
    for path in [
        outside.path().join("hooks").to_string_lossy().into_owned(),
        format!("../{root}-hooks"),
        "a/../../hooks".into(),
    ] {
        does(workspace.root(), &["config", "core.hooksPath", &path]);
        let run = workspace.run(["guard", "install"]);
        assert!(run.code == 2 && run.err.contains("core.hooksPath"), "{path}: {}{}", run.out, run.err);
        assert!(!outside.path().join("hooks").exists() && !workspace.path(&format!("../{root}-hooks")).exists());
    }
    does(workspace.root(), &["config", "core.hooksPath", "office-hooks"]);
    workspace.run(["guard", "install"]).well();
    assert!(workspace.path("office-hooks/pre-commit").exists());
}

#[test]
fn a_file_that_is_written_as_the_childrens_file_is_refused_under_any_name_where_no_child_is_known() {
    let workspace = real();
    let text = workspace.read("children.private.toml");
    fs::remove_file(workspace.record("children.private.toml")).expect("gone");
    workspace.write_at("list-from-yot.txt", &text);
    workspace.write_at("notes.md", "a `[[child]]` has a `family-name`\n");
    does(workspace.root(), &["add", "list-from-yot.txt", "notes.md"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(
        run.code == 1 && run.err.contains("list-from-yot.txt: this is the children's file, or a copy"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("notes.md"), "{}", run.err);
}

#[test]
fn while_a_childrens_file_has_lost_its_children_everything_is_refused() {
    let workspace = real();
    for emptied in ["", "# none\n", "child = []\n"] {
        workspace.write("children.private.toml", emptied);
        let run = workspace.run(["guard"]);
        assert!(run.code == 1 && run.err.contains("children.private.toml"), "{emptied:?}: {}{}", run.out, run.err);
    }
    workspace.remove("children.private.toml");
    workspace.run(["guard"]).well();
    workspace.write("kids.toml", "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n");
    let run = workspace.run(["guard"]);
    assert!(run.code == 1, "{}{}", run.out, run.err);
    assert_tells_nothing(&format!("{}{}", run.out, run.err));
}

#[test]
fn an_inspection_that_is_a_repository_of_its_own_is_told_since_nothing_guards_it() {
    let workspace = real();
    assert!(!workspace.run(["guard"]).err.contains("of its own"));
    does(&workspace.path(FOLDER), &["init", "--quiet", "-b", "main"]);
    for arguments in [&["guard"][..], &["guard", "--history"], &["guard", "install"]] {
        let run = workspace.run(arguments);
        assert!(
            run.err.contains("2027-01-aberford: its folder is a git repository of its own"),
            "{arguments:?}: {}",
            run.err
        );
    }
}
