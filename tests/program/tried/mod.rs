//! Faults that were found by trying, each as a small input: a sound record, one change, one command. The files have the
//! sections of the list of what was tried. What needs whole documents is tried in `tests/facts` and `tests/render_pages` too.

mod children;
mod facts;
mod forms;
mod lines;
mod lists;
mod names;
mod pages;
mod rows;
mod same;
mod typing;

use crate::support::Workspace;

/// A message: its code, and its words with the help.
type Told = (String, String);

/// What `check` says.
fn told(workspace: &Workspace) -> Vec<Told> {
    let rows = workspace.run(["check", "--format", "json"]).json();
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| (word(row, "code"), format!("{}\n{}", word(row, "message"), word(row, "help")))).collect()
}

/// Finds one message: its code, and words that it has.
#[track_caller]
fn assert_one(workspace: &Workspace, code: &str, words: &[&str]) {
    let found = told(workspace);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, code, "{found:?}");
    words.iter().for_each(|word| assert!(found[0].1.contains(word), "{word}: {found:?}"));
}

/// A workspace in which one text of a file is another.
fn changed(file: &str, from: &str, to: &str) -> Workspace {
    let workspace = Workspace::aberford();
    let text = workspace.read(file);
    assert!(text.contains(from), "{file} has no {from}");
    workspace.write(file, &text.replacen(from, to, 1));
    workspace
}
