//! The children's file sealed: made, carried by git, read by every command, and opened by others.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support::{Run, Workspace, repository};

const FOLDER: &str = "inspections/2027-01-aberford";
const PLAIN: &str = "children.private.toml";
const SEALED: &str = "children.private.toml.age";
/// The passphrase of the files in `tests/data`, which Go's `age` has sealed.
const OF_DATA: &str = "one-two-three";

fn git(folder: &Path, arguments: &[&str]) -> Output {
    let who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
    Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand")
}

fn does(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let run = git(folder, arguments);
    assert!(run.status.success(), "{arguments:?}: {run:?}");
    run.stdout
}

/// A workspace whose children are not invented.
fn real() -> Workspace {
    let workspace = Workspace::aberford();
    workspace.edit_at("sqspack.toml", "\"2027-01-aberford\", ", "");
    workspace
}

/// The same in a repository, with the rules that `new` writes.
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

/// Runs the program with a passphrase on its standard input.
fn with(passphrase: &str, workspace: &Workspace, arguments: &[&str]) -> Run {
    let arguments = [&["--passphrase-file", "-"], arguments].concat();
    let mut command = workspace.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    child.stdin.take().expect("an input").write_all(format!("{passphrase}\n").as_bytes()).ok();
    let run: Run = child.wait_with_output().expect("an end").into();
    assert_tells_nothing(&run);
    run
}

/// Seals the Aberford children; gives the passphrase.
fn sealed(workspace: &Workspace) -> String {
    let run = workspace.run(["seal", "aberford"]).well();
    assert_tells_nothing(&run);
    run.out.trim().to_owned()
}

/// Puts a sealed file of `tests/data` into the place of the children.
fn put(workspace: &Workspace, data: &str) {
    workspace.remove(PLAIN);
    fs::copy(repository(data), workspace.record(SEALED)).expect("copied");
}

fn assert_tells_nothing(run: &Run) {
    for term in ["uillfeather", "ebulon", "0048218", "2009-12-14"] {
        assert!(!format!("{}{}", run.out, run.err).contains(term), "{}{}", run.out, run.err);
    }
}

/// What identifies the children of a file and stands in no other file of the record.
fn terms(workspace: &Workspace) -> BTreeSet<String> {
    let keys = ["id", "system-id", "family-name", "first-names", "date-of-birth"];
    let value = |line: &str| {
        let (key, value) = line.split_once(" = ")?;
        keys[1..].contains(&key).then(|| value.trim_matches('"').to_owned())
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
fn what_was_sealed_is_read_as_the_plain_file_is() {
    let workspace = real();
    workspace.build();
    let pack = workspace.pack(Workspace::ABERFORD);
    let passphrase = sealed(&workspace);
    assert_eq!(passphrase.split('-').count(), 10, "ten words");
    assert!(!workspace.run(["check"]).well().err.contains("SQS135"), "it says what the plain file says");
    workspace.remove(PLAIN);
    let built = with(&passphrase, &workspace, &["build", "--format", "json"]).well().json();
    let searched = &built[0]["searched"];
    assert_eq!(searched["children"], searched["cases"], "{searched}");
    assert!(workspace.pack(Workspace::ABERFORD).touched_since(&pack).is_empty(), "nothing is written anew");
    for command in [&["check"][..], &["status"], &["timeline", "aberford"], &["slots", "aberford"]] {
        assert!(!with(&passphrase, &workspace, command).err.contains("SQS135"), "{command:?}");
    }
    assert!(!workspace.record(PLAIN).exists());
}

#[test]
fn without_the_passphrase_a_record_is_read_as_in_a_clone_without_children_and_it_is_said() {
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    let run = workspace.run(["build"]).well();
    assert!(run.err.contains("SQS1351") && run.err.contains("--passphrase-file"), "{}", run.err);
    assert!(
        run.out.contains("not searched for children") || run.err.contains("not searched for children"),
        "{}",
        run.out
    );
    let opened = with(OF_DATA, &workspace, &["build"]).well();
    assert!(!opened.err.contains("SQS1351") && opened.out.contains("searched for"), "{}{}", opened.out, opened.err);
}

#[test]
fn a_file_that_the_age_of_others_has_sealed_is_opened() {
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    with(OF_DATA, &workspace, &["unseal", "aberford"]).well();
    assert!(workspace.read(PLAIN).contains("Quillfeather"));
}

#[test]
fn the_age_of_others_opens_what_was_sealed() {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !is_there("age") || !is_there("python3") {
        assert!(std::env::var_os("SQSPACK_NEEDS_AGE").is_none(), "age or python3 is not here");
        println!("left out: age or python3 is not here, which open the sealed file independently");
        return;
    }
    let workspace = real();
    let passphrase = sealed(&workspace);
    let script = repository("tests/independent/with_age.py");
    let opened = |passphrase: &str, to: PathBuf| {
        let mut command = Command::new("python3");
        command.arg(&script).args(["open", passphrase]).arg(workspace.record(SEALED)).arg(to);
        command.output().expect("python3 runs").status.success()
    };
    assert!(opened(&passphrase, workspace.path("opened.toml")));
    assert_eq!(fs::read_to_string(workspace.path("opened.toml")).expect("opened"), workspace.read(PLAIN));
    assert!(!opened("another", workspace.path("not-opened.toml")));
}

#[test]
fn a_second_sealing_has_the_passphrase_that_stands_and_writes_only_what_has_changed() {
    let workspace = real();
    let passphrase = sealed(&workspace);
    let first = fs::read(workspace.record(SEALED)).expect("sealed");
    let again = with(&passphrase, &workspace, &["seal", "aberford"]).well();
    assert!(again.out.contains("nothing was written"), "{}", again.out);
    assert_eq!(fs::read(workspace.record(SEALED)).expect("sealed"), first);
    workspace.edit(PLAIN, "sentence-length = \"18 months\"", "sentence-length = \"19 months\"");
    for command in ["check", "status", "build"] {
        let run = workspace.run([command]);
        assert!(
            format!("{}{}", run.out, run.err).contains("has changed since it was sealed"),
            "{command}: {}{}",
            run.out,
            run.err
        );
        assert_tells_nothing(&run);
    }
    let refused = with("another-one", &workspace, &["seal", "aberford"]);
    assert!(refused.code == 2 && refused.err.contains("the passphrase does not open this file"), "{}", refused.err);
    assert_eq!(fs::read(workspace.record(SEALED)).expect("sealed"), first);
    with(&passphrase, &workspace, &["seal", "aberford"]).well();
    let second = fs::read(workspace.record(SEALED)).expect("sealed");
    assert_ne!(second, first);
    assert!(!workspace.run(["check"]).well().err.contains("SQS1353"));
    let text = workspace.read(PLAIN);
    workspace.remove(PLAIN);
    with(&passphrase, &workspace, &["unseal", "aberford"]).well();
    assert_eq!(workspace.read(PLAIN), text);
}

#[test]
fn nothing_is_sealed_that_has_errors_or_is_not_there() {
    let workspace = real();
    workspace.edit(PLAIN, "tier = \"community\"", "tier = \"comunity\"");
    let run = workspace.run(["seal", "aberford"]);
    assert!(run.code == 1 && run.err.contains("SQS0006"), "{}", run.err);
    assert_tells_nothing(&run);
    workspace.remove(PLAIN);
    let run = workspace.run(["seal", "aberford"]);
    assert!(run.code == 2 && run.err.contains("has no `children.private.toml`"), "{}", run.err);
    assert!(!workspace.record(SEALED).exists());
}

#[test]
fn a_plain_file_that_says_something_else_is_never_written_over() {
    let workspace = real();
    let text = workspace.read(PLAIN);
    fs::copy(repository("tests/data/sealed-by-age.age"), workspace.record(SEALED)).expect("copied");
    let run = with(OF_DATA, &workspace, &["unseal", "aberford"]);
    assert!(run.code == 2 && run.err.contains("was kept"), "{}", run.err);
    assert_eq!(workspace.read(PLAIN), text);
}

#[test]
fn children_that_are_sealed_alone_are_not_written_in_the_clear_by_another_command() {
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    let list = repository("tests/longlist/files/aberford-openpyxl.xlsx");
    let list = list.to_str().expect("a path");
    let run = with(OF_DATA, &workspace, &["longlist", "import", list, "aberford"]);
    let run = if run.err.contains("unexpected argument") {
        with(OF_DATA, &workspace, &["longlist", "import", "aberford", list])
    } else {
        run
    };
    assert!(run.code == 2 && run.err.contains("sqspack unseal"), "{}{}", run.out, run.err);
    assert!(!workspace.record(PLAIN).exists());
}

#[test]
fn what_does_not_open_is_told_in_one_message_without_a_word_of_it() {
    let good = fs::read(repository("tests/data/sealed-by-age.age")).expect("a file");
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let marked = [b"age-encryption.org/v1\n<<<<<<< HEAD\n", &good[22..], b"\n=======\n", &good[22..], b"\n>>>>>>> b\n"];
    for (bytes, code, words) in [
        (flipped(good.len() - 1), "SQS1352", "was changed after it was sealed"),
        (flipped(36), "SQS1352", "does not open this file"),
        (good[..good.len() - 5].to_vec(), "SQS1352", "was changed after it was sealed"),
        (good[..40].to_vec(), "SQS1352", "was changed after it was sealed"),
        (b"[[child]]\nfamily-name = \"Quillfeather\"\n".to_vec(), "SQS1352", "is not a sealed file"),
        (
            fs::read(repository("tests/data/sealed-for-a-key.age")).expect("a file"),
            "SQS1352",
            "for the key of a person",
        ),
        (marked.concat(), "SQS1354", "two versions"),
    ] {
        let workspace = real();
        workspace.remove(PLAIN);
        fs::write(workspace.record(SEALED), bytes).expect("written");
        let run = with(OF_DATA, &workspace, &["check"]);
        assert!(run.code == 1 && run.err.contains(code) && run.err.contains(words), "{words}: {}", run.err);
        assert_eq!(run.err.matches("SQS135").count(), 1, "{}", run.err);
        assert!(run.err.contains(&format!("{FOLDER}/{SEALED}")), "{}", run.err);
        let run = with(OF_DATA, &workspace, &["unseal", "aberford"]);
        assert!(run.code == 2 && run.err.contains(words), "{words}: {}", run.err);
        assert!(!workspace.record(PLAIN).exists());
    }
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    let run = with("one-two-four", &workspace, &["check"]);
    assert!(run.code == 1 && run.err.contains("the passphrase does not open this file"), "{}", run.err);
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

#[cfg(unix)]
#[test]
fn a_passphrase_comes_from_a_file_descriptor_too_and_an_empty_file_is_refused() {
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    let program = env!("CARGO_BIN_EXE_sqspack");
    let script = format!(
        "'{program}' -C '{}' --passphrase-file /dev/fd/3 check 3<<'E'\n{OF_DATA}\nE\n",
        workspace.root().display()
    );
    let run: Run = Command::new("sh").args(["-c", &script]).output().expect("sh runs").into();
    assert!(!run.err.contains("SQS135"), "{}", run.err);
    let run = with("", &workspace, &["check"]);
    assert!(run.code == 2 && run.err.contains("is empty"), "{}", run.err);
}
