//! `sqspack preview`: what a browser gets, what nobody gets, and what those get who try.

#[path = "../support/mod.rs"]
mod support;

mod attacks;
mod browser;
mod client;
mod moves;
mod shown;

use client::Preview;
use support::Workspace;

#[test]
fn a_second_watcher_of_the_same_workspace_is_refused() {
    let workspace = Workspace::empty();
    let _preview = Preview::start(&workspace, &[]);
    let second = workspace.run(["preview"]);
    assert_eq!(second.code, 2);
    assert!(second.err.contains("is at work in this workspace"), "{}", second.err);
}

#[test]
fn a_port_that_is_taken_is_named_with_what_to_do() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    let other = Workspace::empty().run(["preview", "--port", &preview.port.to_string()]);
    assert_eq!(other.code, 2);
    assert!(
        other.err.contains(&preview.port.to_string()) && other.err.contains("help: leave `--port` out"),
        "{}",
        other.err
    );
}

#[test]
fn a_masked_session_never_shows_what_names_children() {
    let run = Workspace::empty().run(["preview", "--masked", "--named"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--named"), "{}", run.err);
}
