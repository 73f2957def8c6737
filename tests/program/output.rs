//! Output that cannot be written ends a command with status 2 and without a panic.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::aggregate;
use crate::sample;
use crate::support::{Run, Workspace, repository};

/// Every command, with arguments that make it print something. `_` stands for a blank within an argument, `#` for a number that
/// is another one each time. What changes templates or adds an inspection comes last.
const COMMANDS: [&str; 43] = [
    "check",
    "check --format json",
    "build",
    "build --format json",
    "draft aberford announcement-email --text",
    "recipients aberford",
    "diff HEAD aberford --document announcement-email",
    "watch",
    "watch --format json",
    "watch --format short",
    "preview",
    "timeline aberford",
    "slots aberford",
    "done aberford announcement --on 2026-12-30",
    "undo aberford announcement",
    "verify --chain aberford",
    "destroy aberford --dry-run",
    "explain aberford",
    "explain aberford confirmation-letter",
    "explain SQS0303",
    "guard",
    "guard install",
    "guard uninstall",
    "seal aberford",
    "unseal kept/inspections/2027-01-aberford --passphrase-file tests/data/passphrase.txt",
    "holidays 2027",
    "holidays import list.json --yes",
    "aggregate published",
    "status",
    "status --format json",
    "status --format html",
    "status --masked",
    "schema cases",
    "templates",
    "templates trust",
    "completions bash",
    "manual",
    "licences",
    "longlist check aberford",
    "longlist import packs/2027-01-aberford/1-announcement/case-sample-spreadsheet.xlsx aberford",
    "findings import packs/2027-01-aberford/3-fieldwork/judgement-sheet-priya-nair.xlsx aberford",
    "translations export sheet.xlsx",
    "translations import sheet.xlsx",
];

/// Commands that change what the others print, and so come after them.
const LAST: [&str; 11] = [
    "accuracy start aberford --again",
    "schedule propose aberford",
    "schedule explain aberford AB01",
    "schedule swap aberford AB19 AB20",
    "schedule pin aberford AB07 --reason agreed_by_telephone",
    "schedule unpin aberford AB07",
    "schedule replan aberford",
    "schedule take aberford",
    "schedule sent aberford",
    "translations agree",
    "new 2028-03-harrowdale-# --yot Harrowdale_YJS --area Harrowdale --country england --authority Harrowdale_Council \
     --fieldwork 2028-03-06 --site Weir_House --lead-inspector Ruth_Calder ruth.calder@hmip.example 07700_900111 \
     --support-officer Colin_Ashworth colin.ashworth@hmip.example 0161_496_0123",
];

/// Commands that can do their work only once, most of them on a long-list: each has an inspection of its own.
const OF_THE_SAMPLE: [&str; 9] = [
    "sample propose lists/inspections/open-#",
    "sample propose lists/inspections/open-# --format json",
    "sample explain lists/inspections/open-# L003",
    "sample pin lists/inspections/open-# L003 --reason asked_for",
    "sample bar lists/inspections/open-# L003 --reason not_suitable",
    "sample swap lists/inspections/open-# L001 L003",
    "sample take lists/inspections/looked-at-#",
    "sample replace lists/inspections/taken-# AB07 --reason with_the_court",
    "issue sent-#/inspections/2027-01-aberford --milestone announcement --on 2026-12-30",
];

fn all() -> impl Iterator<Item = &'static str> {
    OF_THE_SAMPLE.into_iter().chain(COMMANDS).chain(LAST)
}

/// Inspections with a long-list below `lists/`: as it came, looked at, and with its sample taken; two of each for a command.
fn put_lists(workspace: &Workspace) {
    let source = sample::with_list();
    let copy = |stage: &str| {
        for number in 0..2 * OF_THE_SAMPLE.len() {
            for entry in fs::read_dir(source.record("")).unwrap().map(Result::unwrap) {
                let path = format!("lists/inspections/{stage}-{number}/{}", entry.file_name().to_string_lossy());
                workspace.write_at(&path, &fs::read_to_string(entry.path()).unwrap());
            }
        }
    };
    workspace.write_at("lists/sqspack.toml", "");
    copy("open");
    sample::look_at_doubtful(&source);
    copy("looked-at");
    source.run(["sample", "take", Workspace::ABERFORD]).well();
    copy("taken");
}

/// A workspace of its own for `aggregate`: three inspections whose reports were published.
fn put_published(workspace: &Workspace) {
    let source = aggregate::published(3);
    let copied = Command::new("cp").arg("-a").arg(source.root()).arg(workspace.path("published")).status().unwrap();
    assert!(copied.success());
}

/// A workspace of its own for `unseal`, whose sealed file says what the plain one says.
fn put_sealed(workspace: &Workspace) {
    workspace.write_at("kept/sqspack.toml", "");
    for (data, name) in [("sealed.toml", "children.private.toml"), ("sealed-by-age.age", "children.private.toml.age")] {
        let place = workspace.path("kept/inspections/2027-01-aberford");
        fs::create_dir_all(&place).unwrap();
        fs::copy(repository(&format!("tests/data/{data}")), place.join(name)).unwrap();
    }
}

/// Workspaces of their own for `issue`: in git, with a pack.
fn put_sent(workspace: &Workspace) {
    let last = OF_THE_SAMPLE.len() - 1;
    for number in [last, 2 * last, 2 * last + 1] {
        let place = workspace.path(&format!("sent-{number}"));
        let source = Workspace::built();
        let copied = Command::new("cp").arg("-a").arg(source.root()).arg(&place).status().unwrap();
        assert!(copied.success());
        fs::write(place.join(".gitignore"), "/packs/\n/.sqspack/\n*children*private*\n").unwrap();
        let who = ["-c", "user.name=a", "-c", "user.email=a@office.example"];
        for arguments in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "-m", "one"]] {
            let run = Command::new("git").arg("-C").arg(&place).args(who).args(arguments).status().unwrap();
            assert!(run.success(), "{arguments:?}");
        }
    }
}

fn words(command: &str, number: usize) -> Vec<String> {
    command.split_whitespace().map(|word| word.replace('_', " ").replace('#', &number.to_string())).collect()
}

/// A workspace in which each of the commands does well.
fn workspace() -> Workspace {
    let workspace = Workspace::built();
    let day = r#"{"title": "New Year’s Day", "date": "2027-01-01", "notes": ""}"#;
    let list = format!(r#"{{"england-and-wales": {{"division": "england-and-wales", "events": [{day}]}}}}"#);
    workspace.write_at("list.json", &list);
    workspace.run(["translations", "export", "sheet.xlsx"]).well();
    put_lists(&workspace);
    put_sent(&workspace);
    put_published(&workspace);
    put_sealed(&workspace);
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "sqspack.toml", "inspections"],
        &["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "the record"],
    ] {
        let run = Command::new("git").arg("-C").arg(workspace.root()).args(arguments).output().unwrap();
        assert!(run.status.success(), "{run:?}");
    }
    workspace
}

/// The commands below one, as its help lists them, and whether it needs one of them.
fn listed(workspace: &Workspace, command: &[&str]) -> (Vec<String>, bool) {
    let help = workspace.run(command.iter().chain(&["--help"])).well().out;
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    (names.map(str::to_owned).collect(), help.contains("<COMMAND>"))
}

/// Every command that can be typed, as the program's own help lists them.
fn typed(workspace: &Workspace) -> BTreeSet<String> {
    let mut typed = BTreeSet::new();
    for name in listed(workspace, &[]).0 {
        let (further, needs_one) = listed(workspace, &[&name]);
        typed.extend(further.into_iter().map(|further| format!("{name} {further}")));
        if !needs_one {
            typed.insert(name);
        }
    }
    typed
}

/// Runs a command to its end, which has to come soon.
fn end(mut command: Command) -> Run {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < Duration::from_secs(120), "{command:?} goes on");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap().into()
}

fn full() -> File {
    OpenOptions::new().write(true).open("/dev/full").unwrap()
}

fn closed() -> std::io::PipeWriter {
    std::io::pipe().unwrap().1
}

#[test]
fn a_full_disk_and_a_closed_pipe_end_every_command_with_two_and_say_why() {
    let workspace = workspace();
    let commands = typed(&workspace);
    let of = |command: &str| commands.iter().filter(|name| command.starts_with(*name)).max_by_key(|name| name.len());
    let tried: BTreeSet<String> = all().filter_map(of).cloned().collect();
    assert_eq!(tried, commands, "a command of the program is not tried here");
    for (number, arguments) in all().enumerate() {
        for (nth, output) in [Stdio::from(full()), closed().into()].into_iter().enumerate() {
            let mut command = workspace.command(words(arguments, 2 * number + nth));
            command.stdout(output).stdin(Stdio::null());
            let run = end(command);
            assert_eq!(run.code, 2, "{arguments}: {}", run.err);
            assert!(run.err.contains("cannot write the output: "), "{arguments}: {}", run.err);
            assert!(!run.err.contains("has a fault"), "{arguments}: {}", run.err);
        }
    }
}

#[test]
fn help_that_cannot_be_written_ends_with_two() {
    let workspace = Workspace::empty();
    let pages = [&["--help"][..], &["slots", "--help"], &["help", "build"], &["--version"]];
    for arguments in pages {
        for output in [Stdio::from(full()), closed().into()] {
            let mut command = workspace.command(arguments);
            command.stdout(output);
            assert_eq!(end(command).code, 2, "{arguments:?}");
        }
    }
}

#[test]
fn a_full_disk_behind_standard_error_is_no_panic_either() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen");
    for arguments in [&["check"][..], &["build"], &["timeline", "nowhere"], &["new"], &["biuld"], &["watch"]] {
        let mut command = workspace.command(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(full());
        let mut child = command.spawn().unwrap();
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() && started.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().ok();
        assert_eq!(child.wait().unwrap().code(), Some(2), "{arguments:?}");
    }
    let workspace = self::workspace();
    for (number, arguments) in all()
        .enumerate()
        .filter(|(_, arguments)| !["watch", "preview"].iter().any(|endless| arguments.starts_with(endless)))
    {
        let mut command = workspace.command(words(arguments, number));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(full());
        let code = command.status().unwrap().code();
        assert!(matches!(code, Some(0..=2)), "{arguments}: {code:?}");
    }
}

#[test]
fn what_was_typed_on_the_command_line_is_not_said_again_wherever_it_stands_in_an_argument() {
    let workspace = Workspace::aberford();
    for arguments in [
        &["build", "--document=Quillfeather"][..],
        &["build", "--document", "Quillfeather"],
        &["aggregate", "--to=0048218"],
        &["status", "--on=Quillfeather"],
        &["check", "--for=Zebulon"],
        &["check", "--format=zebulon-quillfeather"],
        &["check", "--quillfeather=1"],
        &["holidays", "0048218"],
        &["translations", "export", "Zebulon Quillfeather.xlsx"],
        &["translations", "export", "Quillfeather"],
        &["verify", "Zebulon Quillfeather.xlsx"],
        &["diff", "Quillfeather..HEAD", "aberford"],
    ] {
        let run = workspace.run(arguments);
        let said = (run.out + &run.err).to_lowercase();
        for term in ["quillfeather", "zebulon", "48218"] {
            assert!(!said.contains(term), "{arguments:?}: {said}");
        }
    }
}
