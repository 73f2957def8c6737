//! The children's file sealed: made, carried by git, read by every command, and opened by others.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Run, Workspace, repository};

pub const FOLDER: &str = "inspections/2027-01-aberford";
pub const PLAIN: &str = "children.private.toml";
pub const SEALED: &str = "children.private.toml.age";
/// The passphrase of the files in `tests/data`, which Go's `age` has sealed.
pub const OF_DATA: &str = "one-two-three";

/// A workspace whose children are not invented.
pub fn real() -> Workspace {
    let workspace = Workspace::aberford();
    workspace.edit_at("sqspack.toml", "\"2027-01-aberford\", ", "");
    workspace
}

/// Runs the program with a passphrase on its standard input.
pub fn with(passphrase: &str, workspace: &Workspace, arguments: &[&str]) -> Run {
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
pub fn sealed(workspace: &Workspace) -> String {
    let run = workspace.run(["seal", "aberford"]).well();
    assert_tells_nothing(&run);
    run.out.trim().to_owned()
}

/// Puts a sealed file of `tests/data` into the place of the children.
fn put(workspace: &Workspace, data: &str) {
    workspace.remove(PLAIN);
    fs::copy(repository(data), workspace.record(SEALED)).expect("copied");
}

pub fn assert_tells_nothing(run: &Run) {
    for term in ["uillfeather", "ebulon", "0048218", "2009-12-14"] {
        assert!(!format!("{}{}", run.out, run.err).contains(term), "{}{}", run.out, run.err);
    }
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

/// Runs a command in a terminal that gives these answers; gives what the terminal shows, and whether the command did well.
#[cfg(unix)]
fn in_terminal(answers: &str, command: &[&OsStr]) -> (String, bool) {
    let script = repository("tests/independent/in_terminal.py");
    let run = Command::new("python3").arg(script).arg(answers).args(command).output().expect("python3 runs");
    (String::from_utf8_lossy(&run.stdout).into_owned(), run.status.success())
}

/// Whether these programs are on this machine. Where one is not, and has to be by this variable, the test fails.
#[cfg(unix)]
fn are_there(programs: &[&str], demanded: &str) -> bool {
    let is_there = |program: &&str| Command::new(program).arg("--version").output().is_ok();
    let are_there = programs.iter().all(is_there);
    assert!(are_there || std::env::var_os(demanded).is_none(), "{programs:?} are not all here");
    if !are_there {
        println!("left out: {programs:?} are not all on this machine");
    }
    are_there
}

#[cfg(unix)]
#[test]
fn the_age_of_others_opens_what_was_sealed() {
    if !are_there(&["age", "python3"], "SQSPACK_NEEDS_AGE") {
        return;
    }
    let workspace = real();
    let passphrase = sealed(&workspace);
    let (from, to) = (workspace.record(SEALED), workspace.path("opened.toml"));
    let command = ["age", "-d", "-o"].map(OsStr::new).into_iter().chain([to.as_os_str(), from.as_os_str()]);
    let command: Vec<&OsStr> = command.collect();
    assert!(!in_terminal("another", &command).1 && !to.exists());
    let (shown, is_well) = in_terminal(&passphrase, &command);
    assert!(is_well, "{shown}");
    assert_eq!(fs::read_to_string(&to).expect("opened"), workspace.read(PLAIN));
}

#[cfg(unix)]
#[test]
fn a_person_in_a_terminal_is_asked_once_and_nothing_that_is_typed_is_shown() {
    if !are_there(&["python3"], "SQSPACK_NEEDS_PYTHON") {
        return;
    }
    let workspace = real();
    put(&workspace, "tests/data/sealed-by-age.age");
    let program = [OsStr::new(env!("CARGO_BIN_EXE_sqspack")), OsStr::new("-C"), workspace.root().as_os_str()];
    for command in ["check", "build", "status"] {
        let command = [&program[..], &[OsStr::new(command)]].concat();
        let (shown, _) = in_terminal(OF_DATA, &command);
        assert_eq!(shown.matches("passphrase of").count(), 1, "{shown}");
        assert!(!shown.contains(OF_DATA) && !shown.contains("was not opened"), "{shown}");
        let (shown, _) = in_terminal(&format!("one-two-four,{OF_DATA}"), &command);
        assert_eq!(shown.matches("the passphrase does not open this file").count(), 1, "{shown}");
        assert!(!shown.contains("one-two") && !shown.contains("was not opened"), "{shown}");
        let (shown, _) = in_terminal("", &command);
        assert_eq!(shown.matches("passphrase of").count(), 1, "{shown}");
        assert!(shown.contains("was not opened"), "{shown}");
    }
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
