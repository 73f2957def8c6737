//! The page in a real browser, where there is one: `tests/browser/preview.mjs` says what a person sees, and
//! `tests/browser/schedule.mjs` how they move a case.

use std::path::Path;
use std::process::Command;

use crate::client::Preview;
use crate::support::{Workspace, repository};

/// What has to be on the machine, with the arguments by which it says that it is.
const NEEDED: [(&str, &str); 3] = [("node", "--version"), ("chromium", "--version"), ("chromedriver", "--version")];

/// The variable by which `.ci/run` asks for the test: a browser of the machine is not started unasked.
const DEMANDED: &str = "SQSPACK_BROWSER";

#[test]
fn a_person_at_a_browser_sees_what_was_saved_and_what_is_wrong() {
    run("tests/browser/preview.mjs", &Workspace::built());
}

#[test]
fn a_person_at_a_browser_moves_a_case_by_keyboard_and_by_dragging_it() {
    run("tests/browser/schedule.mjs", &Workspace::built());
}

/// Runs what a person does at a browser.
fn run(script: &str, workspace: &Workspace) {
    if std::env::var_os(DEMANDED).is_none() {
        println!("left out: `{DEMANDED}=demanded` starts a browser");
        return;
    }
    let is_there = |(program, argument): &(&str, &str)| Command::new(program).arg(argument).output().is_ok();
    let missing: Vec<&str> = NEEDED.iter().filter(|needed| !is_there(needed)).map(|(program, _)| *program).collect();
    assert!(missing.is_empty(), "there is no {} on this machine", missing.join(", no "));
    let axe = repository("target/axe/node_modules/axe-core/axe.min.js");
    assert!(axe.is_file(), "there is no {}: `npm install --prefix target/axe axe-core`", axe.display());
    let mut preview = Preview::unopened(workspace, &[]);
    preview.until("watching");
    let pictures = repository("target/pictures");
    std::fs::create_dir_all(&pictures).expect("made");
    let address = format!("http://{}{}", preview.host(), preview.first);
    let run = Command::new("node")
        .arg(repository(script))
        .args([
            &address,
            &workspace.root().display().to_string(),
            &preview.id().to_string(),
            &axe.display().to_string(),
        ])
        .arg(Path::new(&pictures))
        .arg(std::env::var("SQSPACK_EDITS").unwrap_or_else(|_| "3".to_owned()))
        .output()
        .expect("node starts");
    let out = String::from_utf8_lossy(&run.stdout);
    println!("{out}");
    assert!(run.status.success(), "{out}{}", String::from_utf8_lossy(&run.stderr));
}
