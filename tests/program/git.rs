//! What git takes of children's files: wherever they lie, whatever an editor has left of them, and where git does not answer.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Run, Workspace};

const FOLDER: &str = "inspections/2027-01-aberford";

/// A workspace whose children are not invented, in a repository that ignores the children's file.
fn real() -> Workspace {
    let workspace = Workspace::aberford();
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    workspace.write_at("sqspack.toml", &settings.replace("\"2027-01-aberford\", ", ""));
    workspace.write_at(".gitignore", "*children*private*\n");
    git(workspace.root(), &["init", "--quiet"]);
    workspace
}

fn git(folder: &Path, arguments: &[&str]) {
    let run = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git is at hand");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

fn check(workspace: &Workspace) -> Run {
    workspace.run(["check"])
}

#[test]
fn an_ignored_file_is_fine_and_one_that_git_would_take_is_told() {
    let workspace = real();
    let run = check(&workspace).well();
    assert!(!run.err.contains("SQS0414") && !run.err.contains("SQS0415"), "{}", run.err);
    workspace.write_at(".gitignore", "packs\n");
    let run = check(&workspace).well();
    assert!(run.err.contains("warning[SQS0414]") && run.err.contains("children.private.toml"), "{}", run.err);
}

#[test]
fn what_an_editor_leaves_of_the_file_is_told_where_git_tracks_it_or_would_take_it() {
    for name in [
        ".children.private.toml.swp",
        ".#children.private.toml",
        "#children.private.toml#",
        ".children.private.toml.kate-swp",
    ] {
        let workspace = real();
        workspace.write(name, "Zebulon");
        check(&workspace).well();
        git(workspace.root(), &["add", "--force", &format!("{FOLDER}/{name}")]);
        let run = check(&workspace);
        assert!(run.code == 1 && run.err.contains("error[SQS0407]") && run.err.contains(name), "{name}: {}", run.err);
        git(workspace.root(), &["rm", "--quiet", "--cached", &format!("{FOLDER}/{name}")]);
        workspace.write_at(".gitignore", "children.private.toml\n");
        let run = check(&workspace).well();
        assert!(run.err.contains("warning[SQS0414]") && run.err.contains(name), "{name}: {}", run.err);
    }
}

#[test]
fn a_childrens_file_elsewhere_in_the_workspace_is_told_where_git_tracks_it_or_would_take_it() {
    for path in
        ["children.private.toml", "backup/children.private.toml", &format!("{FOLDER}/old/children.private.toml")]
    {
        let workspace = real();
        workspace.write_at(".gitignore", &format!("/{FOLDER}/children.private.toml\n"));
        let place = workspace.path(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(&place, "[[child]]\nfamily-name = \"Quillon\"\nfirst-names = \"Zoe\"\n").expect("written");
        let run = check(&workspace).well();
        assert!(run.err.contains("warning[SQS0414]") && run.err.contains(path), "{path}: {}", run.err);
        git(workspace.root(), &["add", "--force", path]);
        let run = check(&workspace);
        assert!(run.code == 1 && run.err.contains("error[SQS0407]") && run.err.contains(path), "{path}: {}", run.err);
        assert_eq!(workspace.run(["build"]).code, 1, "{path}");
    }
}

#[test]
fn a_repository_in_the_inspections_folder_is_asked_too() {
    let workspace = real();
    let folder = workspace.path(FOLDER);
    git(&folder, &["init", "--quiet"]);
    check(&workspace).well();
    git(&folder, &["add", "--force", "children.private.toml"]);
    let run = check(&workspace);
    assert!(run.code == 1 && run.err.contains("error[SQS0407]"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn an_inspections_folder_that_is_a_link_is_followed_to_what_git_tracks() {
    let workspace = real();
    fs::create_dir(workspace.path("records")).expect("made");
    fs::rename(workspace.path(FOLDER), workspace.path("records/a")).expect("moved");
    std::os::unix::fs::symlink("../records/a", workspace.path(FOLDER)).expect("linked");
    check(&workspace).well();
    git(workspace.root(), &["add", "--force", "records/a/children.private.toml"]);
    let run = check(&workspace);
    assert!(run.code == 1 && run.err.contains("error[SQS0407]"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn that_git_cannot_be_asked_is_told_and_that_there_is_no_repository_is_fine() {
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.env("PATH", "/nonexistent");
        command
    };
    let workspace = real();
    let run: Run = program().arg("-C").arg(workspace.root()).arg("check").output().expect("it starts").into();
    assert!(run.code == 0 && run.err.contains("warning[SQS0415]: git is not installed here"), "{}", run.err);
    workspace.write_at(".git/index", "no index");
    let run = check(&workspace).well();
    assert!(run.err.contains("warning[SQS0415]: git ended with"), "{}", run.err);
    let alone = Workspace::aberford();
    let run: Run = program().arg("-C").arg(alone.root()).arg("check").output().expect("it starts").into();
    assert!(run.code == 0 && !run.err.contains("SQS0415"), "{}", run.err);
}
