//! What was sent is noted, kept, found again and proven; and nothing is noted that nobody could find again.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Tree, Workspace};

const FOLDER: &str = "inspections/2027-01-aberford";
const ISSUE: [&str; 6] = ["issue", "aberford", "--milestone", "announcement", "--on", "2026-12-30"];

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@office.example"];
    let run = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

fn commit(workspace: &Workspace) {
    git(workspace.root(), &["add", "--all"]);
    git(workspace.root(), &["commit", "--quiet", "--allow-empty", "-m", "a step"]);
}

/// Runs `issue`, which has to refuse with these words and to write nothing.
fn refused(workspace: &Workspace, words: &str) {
    let before = fs::read(workspace.record("inspection.toml")).unwrap();
    let ledger = fs::read(workspace.record("issued.toml")).ok();
    let run = workspace.run(ISSUE);
    assert!(run.code == 2 && run.err.contains(words), "{} {}", run.code, run.err);
    assert_eq!(fs::read(workspace.record("inspection.toml")).unwrap(), before);
    assert_eq!(fs::read(workspace.record("issued.toml")).ok(), ledger);
}

#[test]
fn what_was_sent_is_noted_once_it_can_be_found_again_and_every_change_shows() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    refused(&workspace, "this workspace is not in git");
    git(workspace.root(), &["init", "--quiet"]);
    refused(&workspace, "nothing has been committed yet");
    commit(&workspace);
    let team = workspace.read("team.toml");
    workspace.write("team.toml", &format!("{team}# a note\n"));
    refused(&workspace, "older than team.toml");
    workspace.run(["build"]).well();
    refused(&workspace, "the last commit does not have the record as it is: inspections/2027-01-aberford/team.toml");
    // Another checkout has other line ends.
    workspace.write("team.toml", &team.replace('\n', "\r\n"));
    workspace.run(["build"]).well();

    let run = workspace.run(ISSUE).well();
    assert!(run.out.contains("2027-01-aberford: announcement: done on Wednesday 30 December 2026"), "{}", run.out);
    let ledger = workspace.read("issued.toml");
    assert!(workspace.read("inspection.toml").contains("done = 2026-12-30"));
    let entries = ledger.matches("[[issue]]").count();
    assert!(entries > 0 && ledger.contains("helen.marsh@") && ledger.contains("confirmation-letter.pdf"), "{ledger}");
    let children = workspace.read("children.private.toml");
    let names = children.lines().filter_map(|line| line.strip_prefix("family-name = ")?.split('"').nth(1));
    for name in names {
        assert!(!ledger.contains(name) && !run.out.contains(name), "{name}");
    }
    let proof = format!("{entries} entries, the chain is whole; the bytes of {entries} are kept here");
    let proof = if entries == 1 { proof.replace("entries,", "entry,") } else { proof };
    assert!(workspace.run(["verify", "--chain"]).well().out.contains(&proof));
    workspace.run(["check"]).well();
    refused(&workspace, "older than");
    let run = workspace.run(["verify", "--rebuild"]).well();
    assert!(run.out.contains("1-announcement/announcement-email.eml at "), "{}", run.out);
    assert!(
        run.out.lines().all(|line| line.ends_with(": the same bytes") || line.contains("says of nothing")),
        "{}",
        run.out
    );

    // A file is found by its bytes, whatever it is called.
    let letter = fs::read(workspace.path("packs/2027-01-aberford/1-announcement/confirmation-letter.pdf")).unwrap();
    fs::write(workspace.path("renamed.pdf"), &letter).unwrap();
    let run = workspace.run(["verify", "renamed.pdf"]).well();
    assert!(run.out.contains("confirmation-letter.pdf of 2027-01-aberford, sent on 30 December 2026"), "{}", run.out);
    fs::write(workspace.path("renamed.pdf"), [&letter[..], b"\n"].concat()).unwrap();
    let run = workspace.run(["verify", "renamed.pdf"]).well();
    assert!(
        run.out.contains("other bytes, but the same words as 1-announcement/confirmation-letter.pdf"),
        "{}",
        run.out
    );
    fs::write(workspace.path("renamed.pdf"), &letter[..letter.len() / 2]).unwrap();
    let run = workspace.run(["verify", "renamed.pdf", "sqspack.toml"]);
    assert!(run.code == 1 && run.out.contains("sqspack.toml: not known"), "{}", run.out);
    fs::remove_file(workspace.path("renamed.pdf")).unwrap();
    commit(&workspace);
    let tracked = Command::new("git").arg("-C").arg(workspace.root()).args(["ls-files"]).output().unwrap();
    let tracked = String::from_utf8(tracked.stdout).unwrap();
    assert!(tracked.contains("issued.toml") && !tracked.contains("issued/"), "{tracked}");

    // What changes afterwards is told, and the copy stays.
    workspace.edit("contacts.toml", "Helen Marsh", "Helen Marshall");
    let before = Tree::of(&workspace.path("packs"));
    let run = workspace.run(["build", "--dry-run"]).well();
    assert!(run.out.contains("changed 1-announcement/") && run.out.contains("Marshall"), "{}", run.out);
    assert_eq!(Tree::of(&workspace.path("packs")), before, "a dry run writes nothing");
    let run = workspace.run(["build"]).well();
    assert!(run.out.contains("from what was sent on 30 December 2026"), "{}", run.out);
    let run = workspace.run(["diff", "aberford", "--issued"]);
    assert!(run.code == 1 && run.out.contains("as sent on 30 December 2026: "), "{} {}", run.out, run.err);
    assert!(run.out.contains("[-Marsh") && run.out.contains("{+Marshall"), "{}", run.out);
    assert!(!run.out.contains("2-sample/"), "what was never sent is not compared: {}", run.out);
    let rows = workspace.run(["build", "--format", "json"]).well().json();
    assert_eq!(rows[0]["changed_since_sent"][0]["sent"], "2026-12-30", "{rows}");
    let run = workspace.run(["status", "--on", "2027-01-04"]);
    assert!(run.out.contains("from what was sent on 30 December 2026"), "{}", run.out);
    git(workspace.root(), &["checkout", "--quiet", FOLDER]);
    workspace.edit("contacts.toml", "\"helen.marsh@", "\"h.marsh@");
    let run = workspace.run(["check"]);
    assert!(run.err.contains("warning[SQS1103]") && run.err.contains("on 30 December 2026"), "{}", run.err);
    git(workspace.root(), &["checkout", "--quiet", FOLDER]);

    // An edited entry stops the pack, and proves no file.
    let ledger = workspace.read("issued.toml");
    workspace.write("issued.toml", &ledger.replacen("2026-12-30\n", "2026-12-29\n", 1));
    let run = workspace.run(["check"]);
    assert!(run.code == 1 && run.err.contains("error[SQS1101]"), "{}", run.err);
    assert_eq!(workspace.run(["verify", "--chain"]).code, 1);
    let (start, hash) = ledger.split_once("sha256 = \"").expect("a hash");
    workspace.write("issued.toml", &format!("{start}sha256 = \"{}{}", "0".repeat(64), &hash[64..]));
    let run = workspace.run(["verify", "--rebuild"]);
    assert!(run.code == 1 && run.out.contains("not the same; it was sent by sqspack "), "{}", run.out);
    let run = workspace.run(["verify", "packs/2027-01-aberford/1-announcement/confirmation-letter.pdf"]);
    assert_eq!(run.code, 1, "{}", run.out);
    workspace.write("issued.toml", &ledger[..ledger.rfind("[[issue]]").unwrap()]);
    let run = workspace.run(["verify", "--chain"]);
    assert!(run.code == 1 && run.out.contains("was taken out or edited"), "{}", run.out);
}

#[test]
fn who_and_what_is_not_known_is_refused_in_words() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    for (arguments, words) in [
        (vec!["aberford", "confirmation-leter", "--on", "2026-12-30"], "did you mean `confirmation-letter`?"),
        (vec!["aberford", "confirmation-letter", "--on", "2026-12-30"], "say to whom it went and how"),
        (vec!["aberford", "--milestone", "anouncement"], "did you mean `announcement`?"),
        (vec!["aberford", "--milestone", "announcement"], "say on which day it went out"),
        (
            vec!["aberford", "confirmation-letter", "--to", "Helen Mash", "--how", "post", "--on", "2026-12-30"],
            "did you mean `Helen Marsh`?",
        ),
    ] {
        let run = workspace.run([&["issue"], &arguments[..]].concat());
        assert!(run.code == 2 && run.err.contains(words), "{arguments:?}: {} {}", run.code, run.err);
    }
    assert!(!workspace.record("issued.toml").exists() && !workspace.path("issued").exists());
    let post =
        ["issue", "aberford", "confirmation-letter", "--to", "yot-manager", "--how", "by-hand", "--on", "2027-01-04"];
    let run = workspace.run(post).well();
    assert!(run.out.contains("to Helen Marsh") && !run.out.contains("done on"), "{}", run.out);
}

#[test]
fn the_schedule_is_planned_again_from_the_one_that_was_sent_or_from_a_commit() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    let send = ["issue", "aberford", "schedule", "--to", "yot-manager", "--how", "by-hand", "--on", "2027-01-11"];
    workspace.run(send).well();
    commit(&workspace);
    // Somebody exchanges two cases by hand, and nothing in the record says so.
    workspace.run(["schedule", "swap", "aberford", "AB05", "AB07"]).well();
    commit(&workspace);
    let replan = |more: &[&str]| {
        let run = workspace.run([&["schedule", "replan", "aberford", "--format", "json"], more].concat()).well();
        run.json()
    };
    let since_sending = replan(&[]);
    assert_eq!(since_sending["since"], serde_json::json!({ "issued": "2027-01-11-1" }));
    assert_eq!(since_sending["moved"], serde_json::json!([]), "both go back to where they were told to be");
    let at = |plan: &serde_json::Value, id: &str| {
        let slots = plan["slots"].as_array().expect("slots");
        slots.iter().find(|slot| slot["case"] == id).expect("the case")["slot"].clone()
    };
    let since_commit = replan(&["--since", "HEAD"]);
    assert_eq!(since_commit["since"], serde_json::json!({ "commit": "HEAD" }));
    assert_eq!(at(&since_commit, "AB07"), at(&since_sending, "AB05"));
    let before = workspace.read("cases.toml");
    let text = workspace.run(["schedule", "replan", "aberford", "--take"]).well().out;
    assert!(text.contains("Counted from the schedule that was sent on 11 January 2027 (entry 2027-01-11-1)"), "{text}");
    assert_ne!(workspace.read("cases.toml"), before);
    assert!(
        workspace.run(["schedule", "replan", "aberford", "--since", "nowhere"]).err.contains("git knows no commit")
    );
    // A clone without the commit says from what it counts instead.
    fs::remove_dir_all(workspace.path(".git")).unwrap();
    let run = workspace.run(["schedule", "replan", "aberford"]).well();
    assert!(run.err.contains("so changes are counted from cases.toml"), "{}", run.err);
}

#[test]
fn a_message_goes_to_its_readers_once_by_its_own_way_and_an_invitation_is_not_the_meeting() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    let issue = |more: &[&str]| workspace.run([&["issue", "aberford"], more, &["--on", "2027-01-13"]].concat());
    for (more, words) in [
        (&["sample-message", "--how", "email"][..], "which goes by no ordinary e-mail"),
        (&["selected-case-sample", "--to", "yot-manager", "--how", "email"], "which goes by no ordinary e-mail"),
        (&["announcement-email", "--to", "board-chair"], "goes to those in its head: Imogen Thwaite"),
        (&["interview-slip", "--to", "yot-manager", "--how", "by-hand"], "name one: interview-slip-mared-ellis, "),
    ] {
        let run = issue(more);
        assert!(run.code == 2 && run.err.contains(words), "{more:?}: {} {}", run.code, run.err);
    }
    assert!(!workspace.record("issued.toml").exists());
    let slip = ["interview-slip-anneke-visser", "--to", "yot-manager", "--how", "by-hand"];
    let run = issue(&slip).well();
    assert!(run.out.contains("interview-slip-anneke-visser.pdf to Helen Marsh"), "{}", run.out);
    commit(&workspace);
    workspace.run(["build"]).well();
    let run = issue(&slip);
    assert!(
        run.code == 2 && run.err.contains("is noted already, for the same day and people: entry 2027-01-13-1"),
        "{}",
        run.err
    );

    // What asks for something, or reminds of it, is not that itself; the board knows that it has gone.
    let workspace = Workspace::aberford();
    workspace.write("cases.toml", "");
    for file in ["children.private.toml", "report.toml"] {
        std::fs::remove_file(workspace.record(file)).unwrap();
    }
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    workspace.run(["done", "aberford", "announcement", "--on", "2026-12-30"]).well();
    workspace.run(["build"]).well();
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    let run = workspace.run(["issue", "aberford", "planning-invitation", "--on", "2027-01-04"]).well();
    assert!(
        !run.out.contains("done on") && !workspace.read("inspection.toml").contains("planning-meeting"),
        "{}",
        run.out
    );
    let board = workspace.run(["status", "--on", "2027-01-06", "--format", "json"]).json();
    let messages = board[0]["messages"].as_array().expect("messages");
    let state =
        |id: &str| messages.iter().find(|message| message["document"] == id).map(|message| message["state"].clone());
    assert_eq!(state("planning-invitation"), Some("sent".into()), "{messages:?}");
}

#[test]
fn the_words_of_the_draft_are_kept_with_the_entry_that_sends_it_and_stay_when_it_is_sent_again() {
    let workspace = Workspace::aberford();
    workspace.remove("report-draft.toml");
    workspace.remove("accuracy.toml");
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n/issued/\n");
    workspace.build();
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    let send = |on: &str| workspace.run(["issue", "aberford", "draft-report-message", "--on", on]).well().out;
    assert!(send("2027-01-27").contains("report-draft.toml"));
    let kept = workspace.read("report-draft.toml");
    assert!(kept.contains("visited almost every child"), "{kept}");

    workspace.edit("report.toml", "visited almost every child", "visited each child");
    workspace.build();
    commit(&workspace);
    assert!(!send("2027-01-28").contains("report-draft.toml"));
    assert_eq!(workspace.read("report-draft.toml"), kept);
    let changes = workspace.pack(Workspace::ABERFORD);
    assert!(changes.paths().contains(&"4-report/draft-to-final.pdf"));
}

#[test]
fn what_was_sent_is_proven_after_a_rebase_in_a_shallow_clone_and_in_a_further_worktree_and_a_flipped_byte_is_told() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n/issued/\n*children*private*\n");
    git(workspace.root(), &["init", "--quiet", "--initial-branch=main"]);
    commit(&workspace);
    workspace.run(["build"]).well();
    workspace.run(ISSUE).well();
    commit(&workspace);
    let letter = "packs/2027-01-aberford/1-announcement/confirmation-letter.pdf";
    let sent = fs::read(workspace.path(letter)).expect("a letter");
    let sentence = "confirmation-letter.pdf of 2027-01-aberford, sent on 30 December 2026";

    // Rebased upon another first commit: each commit has another name, and the ledger the same words.
    git(workspace.root(), &["checkout", "--quiet", "--orphan", "other"]);
    git(workspace.root(), &["rm", "--quiet", "-r", "--cached", "."]);
    git(workspace.root(), &["commit", "--quiet", "--allow-empty", "-m", "another beginning"]);
    git(workspace.root(), &["checkout", "--quiet", "--force", "main"]);
    git(workspace.root(), &["rebase", "--quiet", "--root", "--onto", "other"]);
    assert!(workspace.run(["verify", letter]).well().out.contains(sentence));
    workspace.run(["verify", "--chain"]).well();

    // Without the kept bytes, a clone still knows a file by its hash.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let origin = format!("file://{}", workspace.root().display());
    let clone = elsewhere.path().join("clone");
    git(elsewhere.path(), &["clone", "--quiet", "--depth=1", &origin, &clone.to_string_lossy()]);
    let worktree = elsewhere.path().join("worktree");
    git(workspace.root(), &["worktree", "add", "--quiet", "--detach", &worktree.to_string_lossy()]);
    for place in [&clone, &worktree] {
        fs::write(place.join("letter.pdf"), &sent).expect("written");
        let in_place = |arguments: &[&str]| {
            let run = Command::new(env!("CARGO_BIN_EXE_sqspack")).arg("-C").arg(place).args(arguments).output();
            let run = run.expect("the program starts");
            (run.status.code(), String::from_utf8_lossy(&run.stdout).into_owned())
        };
        let (code, out) = in_place(&["verify", &place.join("letter.pdf").to_string_lossy()]);
        assert!(code == Some(0) && out.contains(sentence), "{place:?}: {out}");
        let (code, out) = in_place(&["verify", "--chain"]);
        assert!(code == Some(0) && out.contains("the chain is whole"), "{place:?}: {out}");
    }

    // A byte of a kept copy.
    let kept = walkdir::WalkDir::new(workspace.path("issued")).into_iter().filter_map(Result::ok);
    let copies = kept.filter(|entry| entry.path().to_string_lossy().ends_with("confirmation-letter.pdf"));
    let path = copies.map(|entry| entry.path().to_owned()).next().expect("a copy");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a copy of a test, which the test may change")]
    permissions.set_readonly(false);
    fs::set_permissions(&path, permissions).expect("writable");
    let mut bytes = sent.clone();
    for at in [0, bytes.len() / 3, bytes.len() - 1] {
        bytes[at] ^= 1;
        fs::write(&path, &bytes).expect("written");
        let run = workspace.run(["verify", "--chain"]);
        assert_eq!(run.code, 1, "{at}: {}", run.out);
        bytes[at] ^= 1;
    }
    fs::write(&path, &sent).expect("written");
    workspace.run(["verify", "--chain"]).well();
}
