//! Ways past the guard that attackers have found: other working trees, other remotes, moved folders, what only the settings say.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::guard::{FOLDER, assert_tells_nothing, does, git, real};
use crate::support::Workspace;

/// A remote of this name for a workspace's repository.
pub fn remote(workspace: &Workspace, name: &str) -> TempDir {
    let remote = tempfile::tempdir().expect("a temporary folder");
    does(remote.path(), &["init", "--quiet", "--bare"]);
    does(workspace.root(), &["remote", "add", name, &remote.path().to_string_lossy()]);
    remote
}

/// What git says of a command that it refuses.
pub fn refused(folder: &Path, arguments: &[&str]) -> String {
    let run = git(folder, arguments);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!run.status.success(), "{said}");
    said
}

#[test]
fn children_whom_only_the_settings_call_invented_are_looked_for_until_a_commit_has_their_file() {
    let workspace = real();
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    // As a colleague may have pushed it.
    let invented = settings.replace("invented = [", "invented = [\"2027-01-aberford\", ");
    assert_ne!(settings, invented);
    workspace.write_at("sqspack.toml", &invented);
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(workspace.root(), &["add", "--all"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("notes.md:1: this holds a child's name"), "{}", run.err);
    does(workspace.root(), &["rm", "--quiet", "--cached", "notes.md"]);
    does(workspace.root(), &["add", "--force", &format!("{FOLDER}/children.private.toml")]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(
        run.code == 1 && run.err.contains("children.private.toml: ") && run.err.contains("--no-verify"),
        "{}",
        run.err
    );
    does(workspace.root(), &["commit", "--quiet", "--no-verify", "-m", "they are invented"]);
    does(workspace.root(), &["add", "notes.md"]);
    workspace.run(["guard", "--staged"]).well();
}

#[test]
fn the_children_of_every_working_tree_of_the_repository_are_looked_for() {
    let workspace = real();
    let other = tempfile::tempdir().expect("a temporary folder");
    let tree = other.path().join("review");
    does(workspace.root(), &["worktree", "add", "--quiet", &tree.to_string_lossy(), "-b", "review"]);
    assert!(!tree.join(FOLDER).join("children.private.toml").exists());
    fs::write(tree.join("notes.md"), "about Zebulon Quillfeather\n").expect("written");
    does(&tree, &["add", "notes.md"]);
    let guard = |folder: &Path, options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        let run = command.arg("-C").arg(folder).arg("guard").args(options).output().expect("it runs");
        [run.stdout, run.stderr].map(|said| String::from_utf8_lossy(&said).into_owned())
    };
    let [out, err] = guard(&tree, &["--staged"]);
    assert!(err.contains("notes.md:1: this holds a child's name"), "{err}");
    assert_tells_nothing(&(out + &err));
    // The same file in both is counted once.
    let file = format!("{FOLDER}/children.private.toml");
    fs::copy(workspace.path(&file), tree.join(&file)).expect("copied");
    does(&tree, &["rm", "--quiet", "--cached", "notes.md"]);
    let counted = |folder: &Path| guard(folder, &[])[0].split("; ").nth(1).map(str::to_owned);
    assert!(counted(&tree).is_some_and(|said| said.contains("children were looked for")));
    assert_eq!(counted(&tree), counted(workspace.root()));
}

#[test]
fn a_schema_is_let_through_whatever_is_noted_of_a_child() {
    let workspace = real();
    let file = format!("{FOLDER}/children.private.toml");
    let text = fs::read_to_string(workspace.path(&file)).expect("a text");
    let schema = workspace.run(["schema", "children"]).well().out;
    let needs = "works Monday to Wednesday";
    assert!(schema.contains(needs), "an example that is a note");
    let noted = text.replacen("[[child]]\n", &format!("[[child]]\ncase-manager-needs = \"{needs}\"\n"), 1);
    workspace.write_at(&file, &noted);
    fs::create_dir_all(workspace.path("schema")).expect("made");
    workspace.write_at("schema/children.private.json", &schema);
    does(workspace.root(), &["add", "schema"]);
    workspace.run(["guard", "--staged"]).well();
    // The same words anywhere else are a note on a child.
    workspace.write_at("notes.md", &format!("{needs}\n"));
    does(workspace.root(), &["add", "notes.md"]);
    assert_eq!(workspace.run(["guard", "--staged"]).code, 1);
}

#[test]
fn a_merge_and_a_patch_that_came_by_mail_are_refused_as_a_commit_is() {
    let workspace = real();
    let root = workspace.root();
    does(root, &["checkout", "--quiet", "-b", "theirs"]);
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(root, &["add", "notes.md"]);
    does(root, &["commit", "--quiet", "-m", "notes"]);
    let patch = git(root, &["format-patch", "--stdout", "-1"]).stdout;
    does(root, &["checkout", "--quiet", "main"]);
    workspace.write_at("plan.md", "room 7 is free\n");
    does(root, &["add", "plan.md"]);
    does(root, &["commit", "--quiet", "-m", "plan"]);
    workspace.run(["guard", "install"]).well();
    let said = refused(root, &["merge", "--no-edit", "theirs"]);
    assert!(said.contains("notes.md:1: this holds a child's name"), "{said}");
    does(root, &["merge", "--abort"]);
    let mail = tempfile::tempdir().expect("a temporary folder");
    let mail = mail.path().join("1.patch");
    fs::write(&mail, patch).expect("written");
    let said = refused(root, &["am", &mail.to_string_lossy()]);
    assert!(said.contains("notes.md:1: this holds a child's name"), "{said}");
    does(root, &["am", "--abort"]);
    assert!(!workspace.path("notes.md").exists());
}

#[test]
fn a_commit_of_another_file_under_the_name_of_the_childrens_does_not_make_the_children_invented() {
    let workspace = real();
    let file = format!("{FOLDER}/children.private.toml");
    let children = fs::read_to_string(workspace.path(&file)).expect("a text");
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    workspace.write_at("sqspack.toml", &settings.replace("invented = [", "invented = [\"2027-01-aberford\", "));
    workspace.write_at(&file, "# a demonstration\n");
    does(workspace.root(), &["add", "--all", "--force", "inspections", "sqspack.toml"]);
    does(workspace.root(), &["commit", "--quiet", "-m", "as a colleague may have pushed it"]);
    workspace.write_at(&file, &children);
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(workspace.root(), &["add", "notes.md", &file]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("notes.md:1: this holds a child's name"), "{}", run.err);
    assert!(run.err.contains(&format!("{file}: this is a children's file that no commit has yet")), "{}", run.err);
    // A branch without a commit knows nothing of what was committed elsewhere.
    does(workspace.root(), &["checkout", "--quiet", "--orphan", "other"]);
    assert_eq!(workspace.run(["guard", "--staged"]).code, 1);
}

#[test]
fn what_one_remote_has_is_looked_at_again_before_another_gets_it() {
    let workspace = real();
    let root = workspace.root();
    let [_first, second] = ["first", "second"].map(|name| remote(&workspace, name));
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(root, &["add", "notes.md"]);
    does(root, &["commit", "--quiet", "-m", "notes"]);
    does(root, &["push", "--quiet", "first", "main"]);
    does(root, &["rm", "--quiet", "notes.md"]);
    does(root, &["commit", "--quiet", "-m", "no notes"]);
    workspace.run(["guard", "install"]).well();
    does(root, &["push", "--quiet", "first", "main"]);
    for remote in ["second", &*second.path().to_string_lossy()] {
        let said = refused(root, &["push", remote, "main"]);
        assert!(said.contains("notes.md:1 (since commit"), "{said}");
    }
}

#[test]
fn a_branch_that_is_named_after_a_child_can_be_taken_away_where_it_was_pushed() {
    let workspace = real();
    let root = workspace.root();
    let _remote = remote(&workspace, "origin");
    does(root, &["push", "--quiet", "origin", "main:zebulon-quillfeather"]);
    workspace.run(["guard", "install"]).well();
    refused(root, &["push", "origin", "main:zebulon-quillfeather-2"]);
    does(root, &["push", "--quiet", "origin", "--delete", "zebulon-quillfeather"]);
}

#[test]
fn a_folder_that_is_named_after_a_child_is_refused_with_nothing_new_in_it_and_so_is_another_repository() {
    let workspace = real();
    let root = workspace.root();
    let _remote = remote(&workspace, "origin");
    fs::create_dir(workspace.path("notes")).expect("made");
    workspace.write_at("notes/a.md", "room 7 is free\n");
    does(root, &["add", "notes"]);
    does(root, &["commit", "--quiet", "-m", "notes"]);
    does(root, &["push", "--quiet", "origin", "main"]);
    does(root, &["mv", "notes", "Zebulon Quillfeather"]);
    does(root, &["commit", "--quiet", "-m", "moved"]);
    workspace.run(["guard", "install"]).well();
    let said = refused(root, &["push", "origin", "main"]);
    assert!(said.contains("its name holds a child's name"), "{said}");
    assert!(!said.contains("Zebulon"), "{said}");
    let inner = workspace.path("Zebulon-Quillfeather");
    fs::create_dir(&inner).expect("made");
    does(&inner, &["init", "--quiet"]);
    does(&inner, &["commit", "--quiet", "--allow-empty", "-m", "begun"]);
    does(root, &["add", "Zebulon-Quillfeather"]);
    assert_eq!(workspace.run(["guard", "--staged"]).code, 1);
}

#[test]
fn a_childrens_file_that_lies_in_no_inspection_any_more_stops_git_and_one_of_another_workspace_is_read() {
    let workspace = real();
    let root = workspace.root();
    for place in ["archive", "inspections/old", "inspections/.2027-01-aberford"] {
        let to = workspace.path(place);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::rename(workspace.path(FOLDER), &to).expect("moved");
        let to_read = place == "inspections/old";
        workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
        does(root, &["add", "notes.md"]);
        let run = workspace.run(["guard", "--staged"]);
        let words = if to_read { "this holds a child's name" } else { "nobody knows whom to look for" };
        assert!(run.code == 1 && run.err.contains(words), "{place}: {}", run.err);
        fs::rename(&to, workspace.path(FOLDER)).expect("moved back");
    }
    // The hooks of one workspace of a repository know the children of the others.
    fs::create_dir_all(workspace.path("second/inspections")).expect("made");
    workspace.write_at("second/sqspack.toml", "");
    does(root, &["add", "second/sqspack.toml"]);
    let run = Command::new(env!("CARGO_BIN_EXE_sqspack"))
        .arg("-C")
        .arg(workspace.path("second"))
        .args(["guard", "--staged"])
        .output();
    let said = String::from_utf8_lossy(&run.expect("it runs").stderr).into_owned();
    assert!(said.contains("notes.md:1: this holds a child's name"), "{said}");
}

#[test]
fn the_message_of_a_signed_tag_that_was_merged_is_looked_at() {
    let workspace = real();
    let root = workspace.root();
    let head = String::from_utf8(git(root, &["cat-file", "commit", "HEAD"]).stdout).expect("a text");
    let (head, message) = head.split_once("\n\n").expect("a head");
    let tag = "mergetag object 1234567890123456789012345678901234567890\n type commit\n tag x\n tagger A <a@b.example> 1 +0000\n \n about \
               Zebulon Quillfeather";
    let file = workspace.path("commit");
    fs::write(&file, format!("{head}\n{tag}\n\n{message}")).expect("written");
    let made = git(root, &["hash-object", "-t", "commit", "-w", "--literally", &file.to_string_lossy()]);
    let made = String::from_utf8(made.stdout).expect("a number");
    does(root, &["update-ref", "refs/heads/main", made.trim()]);
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("has beside its message:"), "{}", run.err);
}

#[test]
fn what_git_shows_below_a_message_in_its_editor_is_no_part_of_it_and_a_line_of_the_message_is() {
    let workspace = real();
    workspace.run(["guard", "install"]).well();
    let root = workspace.root();
    // Somebody committed a leak in another clone; taking it out shows it once more.
    workspace.write_at("notes.md", "about Zebulon Quillfeather\n");
    does(root, &["add", "notes.md"]);
    does(root, &["commit", "--quiet", "--no-verify", "-m", "notes"]);
    workspace.write_at("notes.md", "about a case\n");
    does(root, &["add", "notes.md"]);
    let commit = |editor: &str, arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(root).env("GIT_EDITOR", editor).arg("commit").args(arguments);
        git.output().expect("git")
    };
    let with_name = "sed -i.bak '1s/.*/# about Zebulon Quillfeather/'";
    let with_both = "sed -i.bak '1s/.*/about Zebulon Quillfeather/'";
    assert!(!commit(with_both, &["--verbose"]).status.success());
    assert!(!commit("true", &["-m", "# about Zebulon Quillfeather"]).status.success(), "git keeps this line");
    assert!(!commit(with_name, &["--verbose"]).status.success(), "nothing is left of such a message");
    let run = commit("sed -i.bak '1s/.*/a step/'", &["--verbose"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn settings_in_a_folder_let_no_childrens_file_into_git_and_whoever_bears_a_childs_name_is_told_what_to_do() {
    let workspace = real();
    let root = workspace.root();
    workspace.write_at("sub/sqspack.toml", "");
    let children = fs::read_to_string(workspace.path(FOLDER).join("children.private.toml")).expect("the file");
    workspace.write_at("sub/inspections/a/children.private.toml", &children.replace("Quillfeather", "Tarrant"));
    does(root, &["add", "--force", "sub/inspections/a/children.private.toml"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("sub/inspections/a/children.private.toml: "), "{}", run.err);
    does(root, &["rm", "--quiet", "--cached", "sub/inspections/a/children.private.toml"]);
    fs::remove_dir_all(workspace.path("sub")).expect("gone");
    workspace.run(["guard", "install"]).well();
    let author = "--author=Zebulon Quillfeather <a@b.example>";
    let said = refused(root, &["commit", "--quiet", "--allow-empty", author, "-m", "a step"]);
    assert!(said.contains("is entered in `team.toml`"), "{said}");
}

#[test]
fn what_is_in_two_encodings_and_what_was_refused_and_lies_in_git_all_the_same_is_found() {
    let workspace = real();
    let root = workspace.root();
    let utf16: Vec<u8> = "notes of a day\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("marked.txt", [&[0xff, 0xfe][..], &utf16, b"We met Zebulon Quillfeather.\r\n"].concat()),
        ("plain.txt", [&utf16[..], &utf16, b"We met Zebulon Quillfeather.\r\n"].concat()),
        ("bom.txt", b"\xff\xfeborn 14 December 2009, ID 0048218".to_vec()),
        ("one.txt", b"met Zebulon Qu\xc3\xadllfeather\nin the caf\xe9\n".to_vec()),
    ] {
        fs::write(workspace.path(name), bytes).expect("written");
        does(root, &["add", name]);
        let run = workspace.run(["guard", "--staged"]);
        assert!(run.code == 1 && run.err.contains(name), "{name}: {}", run.err);
        does(root, &["rm", "--quiet", "--force", "--cached", name]);
    }
    // Git keeps what was staged, whether or not it became a commit.
    let run = workspace.run(["guard", "--history"]);
    assert_eq!(run.err.matches("to which no name leads any more").count(), 4, "{}", run.err);
    does(root, &["gc", "--quiet", "--prune=now"]);
    does(root, &["branch", "zebulon-quillfeather"]);
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("the name of a branch or tag: "), "{}", run.err);
    does(root, &["branch", "-D", "zebulon-quillfeather"]);
    workspace.run(["guard", "--history"]).well();
    fs::write(workspace.path(".git/COMMIT_EDITMSG"), "of Zebulon Quillfeather\n").expect("written");
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("`COMMIT_EDITMSG`"), "{}", run.err);
}

#[test]
fn a_message_or_a_folder_that_is_too_large_to_be_searched_is_not_let_through() {
    let workspace = real();
    let root = workspace.root();
    let message = workspace.path("message");
    fs::write(&message, format!("{}\nof Zebulon Quillfeather\n", "a long line of it\n".repeat(520_000)))
        .expect("written");
    does(root, &["commit", "--quiet", "--no-verify", "--allow-empty", "-F", &message.to_string_lossy()]);
    fs::remove_file(&message).expect("gone");
    let run = workspace.run(["guard", "--history"]);
    assert!(run.code == 1 && run.err.contains("commit ") && run.err.contains("too large"), "{}", run.err);
}

#[test]
fn a_name_that_the_record_gives_to_somebody_else_is_counted_as_not_looked_for() {
    let workspace = real();
    assert!(!workspace.run(["guard"]).well().out.contains("by the full name"));
    let team = workspace.read("team.toml");
    workspace.write(
        "team.toml",
        &format!("{team}\n[[member]]\nname = \"Zebulon Quillfeather\"\nrole = \"lead-inspector\"\n"),
    );
    let run = workspace.run(["guard"]).well();
    assert!(run.out.contains("1 of them not by the full name, which the record gives to somebody else"), "{}", run.out);
    assert_eq!(workspace.run(["guard", "--format", "json"]).json()["namesakes"], 1);
}

#[test]
fn a_passphrase_that_seal_has_made_goes_into_no_commit() {
    let workspace = real();
    let root = workspace.root();
    workspace.run(["guard", "install"]).well();
    let words = "cloud-inflict-magic-fitness-gesture-solar-oak-hunt-razor-lemon";
    workspace.write_at("note.txt", &format!("for the file:\n{words}\n"));
    does(root, &["add", "note.txt"]);
    let said = refused(root, &["commit", "-m", "a note"]);
    assert!(said.contains("note.txt: this holds ten words") && !said.contains(words), "{said}");
    does(root, &["rm", "--quiet", "--force", "note.txt"]);
    assert!(refused(root, &["commit", "--allow-empty", "-m", words]).contains("the message: this holds ten words"));
}

#[test]
fn a_message_that_gives_the_name_of_a_branch_is_read_as_one() {
    let workspace = real();
    let root = workspace.root();
    let children = workspace.read("children.private.toml");
    workspace.write(
        "children.private.toml",
        &format!("{children}\n[[child]]\nfamily-name = \"Hope\"\nfirst-names = \"Faith\"\n"),
    );
    workspace.run(["guard", "install"]).well();
    for message in ["Merge branch 'faith-hope'", "see notes/faith-hope.md", "Merge pull request 4 from tess/faith-hope"]
    {
        assert!(refused(root, &["commit", "--allow-empty", "-m", message]).contains("the message"), "{message}");
    }
    does(root, &["commit", "--quiet", "--allow-empty", "-m", "hope-to-finish, faith-groups"]);
    // The place of a finding does not say the name that was found.
    workspace.write_at("notes/faith-hope.md", "x");
    does(root, &["add", "notes"]);
    let run = workspace.run(["guard", "--staged"]);
    assert!(run.code == 1 && run.err.contains("notes/…: its name holds") && !run.err.contains("faith"), "{}", run.err);
}
