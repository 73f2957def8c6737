//! Children's data at the end of its retention: told when it is due, destroyed as a whole or found unfinished, and told when it is back.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::random::Random;
use crate::support::pdf::Pdf;
use crate::support::{Tree, Workspace};

pub const NAME: &str = Workspace::ABERFORD;
/// How often a destruction is killed; `src/retention` has a test that stops it at each step.
const KILLS: usize = 25;
pub const RULE: &str = "Retention policy, section 4";

fn git(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let who = ["-c", "user.name=a", "-c", "user.email=a@office.example"];
    let run = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
    run.stdout
}

fn commit(workspace: &Workspace) {
    git(workspace.root(), &["add", "--all"]);
    git(workspace.root(), &["commit", "--quiet", "--allow-empty", "-m", "a step"]);
}

/// A published inspection of which a document with children was sent, with a rule that gives a day.
pub fn published() -> Workspace {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    let retention = format!("[retention]\ndays-after-publication = 90\nrule = \"{RULE}\"\n");
    workspace.append_at("sqspack.toml", &retention);
    let published = "[dates.publication]\ndone = 2027-03-10\n";
    workspace.append_at(&format!("inspections/{NAME}/inspection.toml"), published);
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    workspace.run(["build"]).well();
    workspace
        .run(["issue", NAME, "confirmation-letter", "--to", "yot-manager", "--how", "by-hand", "--on", "2027-01-04"])
        .well();
    commit(&workspace);
    workspace.run(["build"]).well();
    workspace.run(["issue", NAME, "sample-message", "--on", "2027-01-11"]).well();
    commit(&workspace);
    workspace.run(["build"]).well();
    workspace
}

pub const DESTROY: [&str; 6] = ["destroy", NAME, "--on", "2027-07-05", "--confirm", NAME];

/// What tells a child: of every child of the demonstration the whole name, the date of birth and the system ID.
pub fn terms(children: &str) -> Vec<String> {
    let of = |key: &str| -> Vec<String> {
        let start = format!("{key} = ");
        children.lines().filter_map(|line| Some(line.strip_prefix(&start)?.trim_matches('"').to_owned())).collect()
    };
    let (families, firsts) = (of("family-name"), of("first-names"));
    assert!(families.len() > 10 && families.len() == firsts.len(), "{} {}", families.len(), firsts.len());
    let names = families.iter().zip(&firsts);
    let names = names.flat_map(|(family, first)| [format!("{first} {family}"), format!("{family}, {first}")]);
    let given = names.chain(children.lines().filter(|line| line.starts_with("family-name")).map(str::to_owned));
    [given.collect(), of("system-id"), of("date-of-birth")].concat()
}

/// What a file says: of a PDF its text, of a workbook what is packed in it.
pub fn said(path: &str, bytes: &[u8]) -> Vec<u8> {
    if path.ends_with(".pdf") && bytes.starts_with(b"%PDF") {
        return Pdf::read(bytes).words().into_bytes();
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return bytes.to_vec() };
    let mut all = Vec::new();
    for index in 0..archive.len() {
        archive.by_index(index).expect("a part").read_to_end(&mut all).expect("readable");
    }
    all
}

/// Whether bytes hold one of some texts.
pub fn holds(bytes: &[u8], terms: &[String]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    terms.iter().any(|term| text.contains(term.as_str()))
}

/// Every copy that a destruction has to take away, as far as it is there.
fn copies(workspace: &Workspace) -> Vec<String> {
    let tree = Tree::of(workspace.root());
    let naming = [
        "case-manager-needs",
        "selected-case-sample",
        "print-pack",
        "sample-message",
        "/salt",
        "private.toml",
        "rewriting-",
    ];
    let is_one = |path: &&str| naming.iter().any(|part| path.contains(part)) && !path.starts_with(".git/");
    tree.paths().into_iter().filter(is_one).map(str::to_owned).collect()
}

#[test]
fn status_tells_until_when_children_are_kept_and_presses_after_that_day() {
    let workspace = published();
    let kept = |on: &str| {
        let run = workspace.run(["status", "--on", on]).well();
        let json = workspace.run(["status", "--on", on, "--format", "json"]).well().json();
        let line = run.out.lines().find(|line| line.starts_with("  kept ")).map(str::to_owned).unwrap_or_default();
        (line, json[0]["retention"].clone())
    };
    let (line, json) = kept("2027-06-08");
    assert_eq!(line, "  kept     children's data may be here until Tuesday 8 June 2027");
    assert_eq!(json, serde_json::json!({ "state": "kept", "day": "2027-06-08", "rule": RULE }));
    let (line, json) = kept("2027-06-09");
    assert!(
        line.contains("had to be destroyed by Tuesday 8 June 2027: run `sqspack destroy 2027-01-aberford`"),
        "{line}"
    );
    assert_eq!(json["state"], "overdue");
    // Nothing is due where the office has written no rule, and where nothing is here.
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    workspace.write_at("sqspack.toml", settings.split("[retention]").next().unwrap());
    assert_eq!(kept("2029-01-01"), (String::new(), serde_json::Value::Null));
}

#[test]
fn nothing_is_destroyed_before_the_whole_name_was_typed_and_everything_that_it_needs_to_note_is_known() {
    let workspace = published();
    let before = Tree::of(workspace.root()).contents().len();
    let copies_before = copies(&workspace);
    let listed = workspace.run(["destroy", "aberford", "--dry-run"]).well();
    assert!(listed.out.contains("2027-01-11-1/salt") && listed.out.contains("children.private.toml"), "{}", listed.out);
    assert!(
        listed.out.contains("sqspack cannot reach: backups") && listed.out.contains("git's history"),
        "{}",
        listed.out
    );
    assert!(workspace.run(["destroy", "aberford"]).well().out.contains("nothing was destroyed"));
    for (arguments, words) in [
        (vec!["--on", "2027-07-05", "--confirm", "aberford"], "needs the whole name of the folder"),
        (vec!["--confirm", NAME], "say on which day"),
        (
            vec!["--on", "2027-07-05", "--confirm", NAME, "--by", "Zephaniah Quickthorn-Adeyemi\u{7}", "--rule", ""],
            "nothing stands",
        ),
    ] {
        let run = workspace.run([&["destroy", NAME], &arguments[..]].concat());
        assert!(run.code == 2 && run.err.contains(words), "{arguments:?}: {} {}", run.out, run.err);
    }
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    workspace.write_at("sqspack.toml", settings.split("[retention]").next().unwrap());
    let run = workspace.run(DESTROY);
    assert!(run.code == 2 && run.err.contains("no rule says that this is destroyed now"), "{}", run.err);
    // A rule may not name a child.
    let children = workspace.read("children.private.toml");
    let value =
        |key: &str| children.lines().find_map(|line| Some(line.strip_prefix(key)?.trim_matches('"').to_owned()));
    let child = format!("{} {}", value("first-names = ").unwrap(), value("family-name = ").unwrap());
    let run = workspace.run([&DESTROY[..], &["--rule", &format!("{child} asked")]].concat());
    assert!(run.code == 2 && run.err.contains("may name a child") && !run.err.contains(&child), "{}", run.err);
    assert_eq!(copies(&workspace), copies_before);
    assert_eq!(Tree::of(workspace.root()).contents().len(), before);
}

/// `script` of util-linux gives the program a terminal; without it this is left out.
#[test]
#[cfg(target_os = "linux")]
fn at_a_terminal_the_whole_name_has_to_be_typed() {
    let workspace = published();
    let before = copies(&workspace);
    let command = format!("{} destroy {NAME} --on 2027-07-05", env!("CARGO_BIN_EXE_sqspack"));
    for (typed, left) in [("\n", before.len()), ("aberford\n", before.len()), ("2027-01-aberford\n", 0)] {
        let mut script = Command::new("script");
        script.args(["-qec", &command, "/dev/null"]).current_dir(workspace.root());
        let Ok(mut script) = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
            println!("left out: `script` is not here");
            return;
        };
        script.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("written");
        let out = String::from_utf8_lossy(&script.wait_with_output().expect("it ends").stdout).into_owned();
        assert!(out.contains("type the name of the folder: 2027-01-aberford"), "{out}");
        assert_eq!(out.contains("nothing was destroyed"), left > 0, "{typed:?} {out}");
        assert_eq!(copies(&workspace).len(), left, "{typed:?} {out}");
    }
}

#[test]
fn what_was_destroyed_is_nowhere_in_the_workspace_and_in_no_object_of_git_and_the_ledger_stands() {
    let workspace = published();
    let terms = terms(&workspace.read("children.private.toml"));
    workspace.write(".children.private.toml.swp", "left by an editor");
    workspace.write("old/children.private.toml.bak", "left by somebody");
    workspace.write("children.private.toml.age", "sealed");
    workspace.write("notes.txt", &workspace.read("children.private.toml"));
    workspace.write_at(".sqspack/.sqspack-1f-0", &workspace.read("children.private.toml"));
    workspace.write_at(&format!("packs/{NAME}/3-fieldwork/Copy of print-pack.pdf"), "a note on it");
    let renamed = workspace.path(&format!("packs/{NAME}/for Ruth.pdf"));
    fs::copy(workspace.path(&format!("packs/{NAME}/2-sample/selected-case-sample.pdf")), &renamed).expect("a copy");
    let is_named = |path: &str, bytes: &[u8]| !path.starts_with(".git/") && holds(&said(path, bytes), &terms);
    let named = Tree::of(workspace.root()).contents().iter().filter(|(path, bytes)| is_named(path, bytes)).count();
    assert!(named > 4, "{named}");
    let ledger = workspace.read("issued.toml");
    let pack = Tree::of(&workspace.path(&format!("packs/{NAME}")));

    let run = workspace.run(DESTROY).well();
    assert!(!holds(run.out.as_bytes(), &terms) && !holds(run.err.as_bytes(), &terms), "{}", run.out);
    assert!(run.out.contains("it is enough that its passphrase is deleted"), "{}", run.out);
    assert_eq!(copies(&workspace), [""; 0]);
    // Somebody may have called a folder after a child.
    assert!(!workspace.record("old").exists() && !renamed.exists() && !workspace.record("notes.txt").exists());
    let noted = workspace.read("destroyed.toml");
    assert!(
        noted.contains("on = 2027-07-05\nby = \"Colin Ashworth\"\nrule = \"Retention policy, section 4\"\n"),
        "{noted}"
    );
    assert!(noted.contains("entries = [\"2027-01-11-1\"]"), "{noted}");
    assert_eq!(workspace.read("issued.toml"), ledger);
    commit(&workspace);
    for (path, bytes) in Tree::of(workspace.root()).contents() {
        assert!(!is_named(path, bytes), "{path}");
        assert!(!path.starts_with(".sqspack/destroying-") && !path.starts_with(".sqspack/rewriting-"), "{path}");
    }
    let objects = git(workspace.root(), &["cat-file", "--batch-all-objects", "--batch"]);
    assert!(objects.len() > 10_000 && !holds(&objects, &terms));

    // The other documents are as they were, and a build makes no others.
    let run = workspace.run(["build"]).well();
    assert!(run.out.contains("was destroyed on 5 July 2027: documents that name children are not made"), "{}", run.out);
    assert!(!run.out.contains("waits for") && run.err.is_empty(), "{} {}", run.out, run.err);
    let after = Tree::of(&workspace.path(&format!("packs/{NAME}")));
    let touched = after.touched_since(&pack);
    assert!(
        touched.iter().all(|path| ["manifest.json", "1-announcement/recipients.pdf"].contains(path)),
        "{touched:?}"
    );
    assert_eq!(copies(&workspace), [""; 0]);
    workspace.run(["check"]).well();
    let status = workspace.run(["status", "--on", "2027-08-01"]).well();
    assert!(
        status.out.contains("children's data was destroyed on 5 July 2027 under: Retention policy"),
        "{}",
        status.out
    );
    let json = workspace.run(["status", "--on", "2027-08-01", "--format", "json"]).well().json();
    assert_eq!(json[0]["retention"]["state"], "destroyed");
    assert!(workspace.run(["destroy", NAME]).well().out.contains("knows of no copy of children's data here"));
}

#[test]
#[cfg(unix)]
fn nothing_is_destroyed_through_a_link_or_while_one_stands_where_a_copy_would() {
    let outside = tempfile::tempdir().unwrap();
    let own = outside.path().join("own.toml");
    fs::write(&own, "own").unwrap();
    let workspace = published();
    let before_link = copies(&workspace);
    std::os::unix::fs::symlink(&own, workspace.record(".children.private.toml.swp")).unwrap();
    let before = copies(&workspace);
    let run = workspace.run(DESTROY);
    assert!(run.code == 1 && run.out.contains("is no file, but a link"), "{} {}", run.out, run.err);
    assert_eq!(copies(&workspace), before);
    fs::remove_file(workspace.record(".children.private.toml.swp")).unwrap();
    // A folder of the pack, a kept sending or any folder below the record may lead to copies elsewhere.
    for place in [format!("packs/{NAME}/2-sample"), format!("issued/{NAME}/later"), format!("inspections/{NAME}/old")] {
        let (place, aside) = (workspace.path(&place), outside.path().join("aside"));
        let was_there = fs::rename(&place, &aside).is_ok();
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&aside, &place).unwrap();
        let run = workspace.run(DESTROY);
        assert!(run.code == 1 && run.out.contains("is no file, but a link"), "{place:?}: {} {}", run.out, run.err);
        fs::remove_file(&place).unwrap();
        if was_there {
            fs::rename(&aside, &place).unwrap();
        }
    }
    assert_eq!(copies(&workspace), before_link);
    fs::hard_link(workspace.record("children.private.toml"), outside.path().join("kept")).unwrap();
    let run = workspace.run(DESTROY).well();
    assert!(run.out.contains("children.private.toml (has another name elsewhere"), "{}", run.out);
    assert_eq!(fs::read_to_string(own).unwrap(), "own");
}

#[test]
fn a_destruction_that_is_killed_is_told_and_finished_with_the_same_day_name_and_rule() {
    let workspace = published();
    let whole = Tree::of(workspace.root());
    let started = Instant::now();
    workspace.run(DESTROY).well();
    let time = started.elapsed();
    let after = Tree::of(&workspace.path("inspections"));
    let mut chance = Random(20_270_705);
    let mut unfinished = 0;
    for kill in 0..KILLS {
        let _ = fs::remove_file(workspace.record("destroyed.toml"));
        for path in
            whole.paths().into_iter().filter(|path| !path.starts_with(".git/") && !workspace.path(path).exists())
        {
            let place = workspace.path(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, whole.bytes(path)).unwrap();
        }
        let mut command = workspace.command(DESTROY);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(time.mul_f64(0.2 + 0.9 * chance.below(1000) as f64 / 1000.0));
        child.kill().ok();
        child.wait().unwrap();
        let noted = workspace.path(&format!(".sqspack/destroying-{NAME}")).exists();
        if noted {
            unfinished += 1;
            let run = workspace.run(["check"]);
            assert!(run.code == 1 && run.err.contains("error[SQS1302]"), "{}", run.err);
            let json = workspace.run(["status", "--on", "2027-08-01", "--format", "json"]).json();
            assert_eq!(json[0]["retention"]["state"], "unfinished");
            workspace.run(["destroy", NAME]).well();
        } else if !workspace.record("destroyed.toml").exists() {
            assert_eq!(copies(&workspace).len(), 12 - 2, "kill {kill}: nothing was begun");
            workspace.run(DESTROY).well();
        }
        assert_eq!(copies(&workspace), [""; 0], "kill {kill}");
        assert_eq!(Tree::of(&workspace.path("inspections")).contents(), after.contents(), "kill {kill}");
    }
    println!("{unfinished} of {KILLS} kills left a destruction unfinished");
}
