//! The sealed children's file in git: what git takes and keeps, what the guard lets pass, and that nothing of a child is in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::seal::{FOLDER, OF_DATA, PLAIN, SEALED, assert_tells_nothing, real, sealed, with};
use crate::support::{Workspace, repository};

fn git(folder: &Path, arguments: &[&str]) -> Output {
    let who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
    Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand")
}

fn does(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let run = git(folder, arguments);
    assert!(run.status.success(), "{arguments:?}: {run:?}");
    run.stdout
}

/// A workspace whose children are not invented, in a repository, with the rules that `new` writes.
fn in_git() -> Workspace {
    let (workspace, new) = (real(), begun());
    for rules in [".gitignore", ".gitattributes"] {
        fs::copy(new.path(rules), workspace.path(rules)).expect("copied");
    }
    does(workspace.root(), &["init", "--quiet", "-b", "main"]);
    does(workspace.root(), &["add", "--all"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "the record"]);
    workspace
}

/// A workspace that `new` has begun.
fn begun() -> Workspace {
    let workspace = Workspace::bare();
    let words =
        "new 2027-03-harrowdale --yot Harrowdale --country england --authority Harrowdale --fieldwork 2027-03-08";
    workspace.run(words.split(' ')).well();
    workspace
}

/// What identifies the children of a file and stands in no other file of the record.
fn terms(workspace: &Workspace) -> BTreeSet<String> {
    let keys = ["system-id", "family-name", "first-names", "date-of-birth"];
    let value = |line: &str| {
        let (key, value) = line.split_once(" = ")?;
        keys.contains(&key).then(|| value.trim_matches('"').to_owned())
    };
    let text = workspace.read(PLAIN);
    let all: BTreeSet<String> = text.lines().filter_map(value).filter(|term| term.len() >= 4).collect();
    let others: String = fs::read_dir(workspace.record(""))
        .expect("a folder")
        .flatten()
        .filter_map(|entry| (entry.file_name() != PLAIN).then(|| fs::read_to_string(entry.path()).ok()).flatten())
        .collect();
    let own: BTreeSet<String> = all.into_iter().filter(|term| !others.contains(term)).collect();
    assert!(own.len() > 50, "{own:?}");
    own
}

#[test]
fn a_whole_object_store_holds_no_term_of_the_children() {
    let workspace = in_git();
    sealed(&workspace);
    let looked_for = terms(&workspace);
    does(workspace.root(), &["add", "--all"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "the children, sealed"]);
    workspace.run(["guard", "--history"]).well();
    let listed = does(workspace.root(), &["ls-files"]);
    let listed = String::from_utf8(listed).expect("text");
    assert!(listed.contains(SEALED) && !listed.lines().any(|path| path.ends_with(PLAIN)), "{listed}");
    let store = does(workspace.root(), &["cat-file", "--batch-all-objects", "--batch"]);
    let holds = |term: &str| store.windows(term.len()).any(|part| part == term.as_bytes());
    assert!(holds("age-encryption.org/v1"), "the store is searched");
    for term in looked_for {
        assert!(!holds(&term), "a term of {} letters", term.len());
    }
}

#[test]
fn git_takes_the_sealed_file_and_no_other_and_keeps_its_bytes_whatever_its_line_ends() {
    let workspace = in_git();
    let is_ignored =
        |name: &str| git(workspace.root(), &["check-ignore", "--quiet", &format!("{FOLDER}/{name}")]).status.success();
    assert!(!is_ignored(SEALED));
    for name in [
        PLAIN,
        "children.private.toml.bak",
        "children.private.toml.age.orig",
        "Children.Private.toml",
        "mine.private.toml",
    ] {
        assert!(is_ignored(name), "{name}");
    }
    let bytes = b"age-encryption.org/v1\n\r\n\n\r\0\xff\r\n".repeat(9);
    fs::write(workspace.record(SEALED), &bytes).expect("written");
    does(workspace.root(), &["-c", "core.autocrlf=true", "add", "--all"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "sealed"]);
    let clone = tempfile::tempdir().expect("a folder");
    let (from, to) = (workspace.root().to_str().expect("a path"), clone.path().join("clone"));
    does(
        clone.path(),
        &["-c", "core.autocrlf=true", "-c", "core.eol=crlf", "clone", "--quiet", from, to.to_str().expect("a path")],
    );
    assert_eq!(fs::read(to.join(FOLDER).join(SEALED)).expect("there"), bytes);
}

#[test]
fn the_guard_lets_the_sealed_file_pass_and_refuses_a_plain_one_of_its_name() {
    let workspace = in_git();
    fs::copy(repository("tests/data/sealed-by-age.age"), workspace.record(SEALED)).expect("copied");
    does(workspace.root(), &["add", "--all"]);
    workspace.run(["guard", "--staged"]).well();
    for is_known in [true, false] {
        fs::copy(workspace.record(PLAIN), workspace.record(SEALED)).expect("copied");
        if !is_known {
            workspace.remove(PLAIN);
        }
        does(workspace.root(), &["add", "--all"]);
        let run = workspace.run(["guard", "--staged"]);
        assert!(run.code == 1 && run.err.contains("no passphrase has sealed it"), "{}{}", run.out, run.err);
        assert_tells_nothing(&run);
        assert_eq!(workspace.run(["check"]).code, 1, "check tells it too");
    }
    put_again(&workspace);
    let run = workspace.run(["guard", "--staged"]).well();
    assert!(run.out.contains("those of 1 inspection are sealed"), "{}", run.out);
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(workspace.root(), &["add", "--all"]);
    let run = with(OF_DATA, &workspace, &["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("notes.md:1: this holds a child's name"), "{}", run.err);
}

fn put_again(workspace: &Workspace) {
    fs::copy(repository("tests/data/sealed-by-age.age"), workspace.record(SEALED)).expect("copied");
    does(workspace.root(), &["add", "--all"]);
}

#[test]
fn two_versions_that_git_cannot_join_are_told_with_what_to_do() {
    let workspace = in_git();
    let commit = |data: &str, message: &str| {
        fs::copy(repository(data), workspace.record(SEALED)).expect("copied");
        does(workspace.root(), &["add", "--all"]);
        does(workspace.root(), &["commit", "--quiet", "-m", message]);
    };
    commit("tests/data/sealed-by-age.age", "one");
    does(workspace.root(), &["checkout", "--quiet", "-b", "other"]);
    commit("tests/data/sealed-for-a-key.age", "other");
    does(workspace.root(), &["checkout", "--quiet", "main"]);
    let mut bytes = fs::read(workspace.record(SEALED)).expect("there");
    *bytes.last_mut().expect("a byte") ^= 1;
    fs::write(workspace.record(SEALED), bytes).expect("written");
    does(workspace.root(), &["commit", "--quiet", "-a", "-m", "ours"]);
    assert!(!git(workspace.root(), &["merge", "other"]).status.success(), "git cannot join them");
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && run.err.contains("SQS1354") && run.err.contains("sqspack unseal"), "{}", run.err);
}
