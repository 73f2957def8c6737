//! Ways past the guard by a push: names with blanks, remotes that moved, pushes that were only rehearsed.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::guard::{FOLDER, does, git, real};
use crate::guard_outwitted::{refused, remote};
use crate::support::Workspace;

/// A workspace with the guard's hooks, a remote, and a commit that names a child and was made past the hooks.
fn with_leak() -> (Workspace, TempDir) {
    let workspace = real();
    let root = workspace.root();
    workspace.run(["guard", "install"]).well();
    let remote = remote(&workspace, "origin");
    workspace.write_at("memo.txt", "of Zebulon Quillfeather\n");
    does(root, &["add", "memo.txt"]);
    does(root, &["commit", "--quiet", "--no-verify", "-m", "some notes"]);
    (workspace, remote)
}

#[test]
fn a_push_is_looked_at_whatever_blanks_are_in_its_names() {
    let (workspace, _remote) = with_leak();
    let root = workspace.root();
    assert!(refused(root, &["push", "origin", "HEAD^{/some notes}:refs/heads/a"]).contains("memo.txt:1"));
    let branch = "plain\u{a0}name";
    does(root, &["branch", branch]);
    assert!(refused(root, &["push", "origin", branch]).contains("memo.txt:1"));
    does(root, &["branch", "zebulon\u{a0}quillfeather", "HEAD~1"]);
    assert!(refused(root, &["push", "origin", "zebulon\u{a0}quillfeather"]).contains("the name of a branch or tag"));
    assert!(!workspace.path(".sqspack/pushed").exists());
}

#[test]
fn a_push_that_was_rehearsed_or_made_while_nobody_was_known_is_looked_at_when_it_is_made() {
    let (workspace, _remote) = with_leak();
    let root = workspace.root();
    let (file, aside) = (workspace.path(FOLDER).join("children.private.toml"), workspace.path("aside"));
    fs::rename(&file, &aside).expect("moved");
    does(root, &["push", "--quiet", "--dry-run", "origin", "HEAD:refs/heads/a"]);
    fs::rename(&aside, &file).expect("moved back");
    assert!(refused(root, &["push", "origin", "HEAD:refs/heads/a"]).contains("memo.txt:1"));
    // The same where the child is entered meanwhile.
    let children = fs::read_to_string(&file).expect("the children's file");
    fs::write(&file, children.replace("Zebulon", "Odo").replace("Quillfeather", "Tarrantby")).expect("written");
    does(root, &["push", "--quiet", "--dry-run", "origin", "HEAD:refs/heads/a"]);
    fs::write(&file, children).expect("written");
    assert!(refused(root, &["push", "origin", "HEAD:refs/heads/a"]).contains("memo.txt:1"));
}

#[test]
fn a_patch_by_mail_is_read_with_its_comments_and_a_name_of_a_file_in_an_old_encoding_is_read() {
    let workspace = real();
    let root = workspace.root();
    workspace.run(["guard", "install"]).well();
    let message = workspace.path("message");
    fs::write(&message, "#Zebulon Quillfeather\n").expect("written");
    let run = Command::new(env!("CARGO_BIN_EXE_sqspack"))
        .arg("-C")
        .arg(root)
        .args(["guard", "--whole", "--message"])
        .arg(&message)
        .env_remove("GIT_EDITOR")
        .output()
        .expect("it runs");
    assert!(String::from_utf8_lossy(&run.stderr).contains("the message:1"));
    assert!(fs::read_to_string(workspace.path(".git/hooks/applypatch-msg")).expect("a hook").contains("--whole"));
}

#[test]
#[cfg(target_os = "linux")]
fn names_of_files_that_are_no_utf8_are_told_apart_and_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let workspace = real();
    let root = workspace.root();
    let write = |name: &[u8], text: &str| fs::write(root.join(OsStr::from_bytes(name)), text).expect("written");
    write(b"n\xe8.txt", "about Zebulon Quillfeather\n");
    write(b"n\xe9.txt", "nothing\n");
    does(root, &["add", "--all"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("nè.txt:1"), "{}", run.err);
    does(root, &["rm", "--quiet", "--force", "-r", "--cached", "."]);
    fs::remove_file(root.join(OsStr::from_bytes(b"n\xe8.txt"))).expect("gone");
    write(b"Zebul\xf3n Quillfeather.txt", "x");
    does(root, &["add", "--all"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("names a child") || run.err.contains("child's name"), "{}", run.err);
}

#[test]
fn a_remote_whose_address_changed_gets_nothing_that_was_not_looked_at() {
    let (workspace, _first) = with_leak();
    let root = workspace.root();
    does(root, &["push", "--quiet", "--no-verify", "origin", "HEAD:dirty"]);
    let public = tempfile::tempdir().expect("a temporary folder");
    does(public.path(), &["init", "--quiet", "--bare"]);
    does(root, &["remote", "set-url", "origin", &public.path().to_string_lossy()]);
    assert!(refused(root, &["push", "origin", "HEAD:dirty"]).contains("memo.txt:1"));
    // Also once something else went there.
    does(root, &["push", "--quiet", "origin", "HEAD~1:refs/heads/clean"]);
    assert!(refused(root, &["push", "origin", "HEAD:dirty"]).contains("memo.txt:1"));
    // What the guard let through is not looked at again.
    does(root, &["checkout", "--quiet", "-b", "next", "HEAD~1"]);
    does(root, &["commit", "--quiet", "--allow-empty", "-m", "a step"]);
    let run = git(root, &["push", "origin", "HEAD:next"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("nothing found in 1 files"), "{said}");
}
