//! Output that cannot be written ends a command with status 2 and without a panic.

#![cfg(target_os = "linux")]

use std::fs::OpenOptions;
use std::process::Stdio;

use crate::support::{Run, Workspace};

/// Every command that ends by itself, with arguments that make it print something.
const COMMANDS: [&[&str]; 16] = [
    &["check"],
    &["build"],
    &["build", "--format", "json"],
    &["timeline", "aberford"],
    &["slots", "aberford"],
    &["done", "aberford", "announcement", "--on", "2026-12-30"],
    &["undo", "aberford", "announcement"],
    &["explain", "aberford"],
    &["explain", "aberford", "confirmation-letter"],
    &["explain", "SQS0303"],
    &["holidays", "2027"],
    &["status"],
    &["schema", "cases"],
    &["completions", "bash"],
    &["manual"],
    &["licences"],
];

fn assert_failed(run: &Run, arguments: &[&str]) {
    assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
    assert!(!run.err.contains("panicked"), "{arguments:?}: {}", run.err);
}

#[test]
fn a_full_disk_and_a_closed_pipe_end_every_command_with_two() {
    let workspace = Workspace::built();
    for arguments in COMMANDS.into_iter().chain([&["--help"][..], &["slots", "--help"], &["--version"]]) {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run: Run = workspace.command(arguments).stdout(full).output().unwrap().into();
        assert_failed(&run, arguments);
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run: Run = workspace.command(arguments).stdout(writer).output().unwrap().into();
        assert_failed(&run, arguments);
    }
}

#[test]
fn a_full_disk_behind_standard_error_is_no_panic_either() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen");
    for arguments in [&["check"][..], &["build"], &["timeline", "nowhere"], &["new"], &["biuld"]] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = workspace.command(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(full).status();
        assert_eq!(status.unwrap().code(), Some(2), "{arguments:?}");
    }
}
