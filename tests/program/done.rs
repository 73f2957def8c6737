//! `done` and `undo` write into a record as a person would, and names can be left out.

use std::fs;

use crate::support::Workspace;

#[test]
fn done_writes_one_line_and_undo_takes_it_back_to_the_byte() {
    let workspace = Workspace::aberford();
    let before = workspace.read("inspection.toml");
    let run = workspace.run(["done", "aber", "long-list-due", "announcement", "--on", "2027-01-07"]).well();
    assert_eq!(
        run.out,
        "2027-01-aberford: long-list-due: done on Thursday 7 January 2027\n\
         2027-01-aberford: announcement: done on Thursday 7 January 2027\n"
    );
    let after = workspace.read("inspection.toml");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let kept: Vec<String> = lines(&after).into_iter().filter(|line| !line.starts_with("done")).collect();
    assert_eq!(&kept[..lines(&before).len()], lines(&before));
    assert_eq!(after.matches("done = 2027-01-07").count(), 2);
    workspace.run(["undo", "aber", "long-list-due", "announcement"]).well();
    assert_eq!(workspace.read("inspection.toml"), before);
}

#[test]
fn the_line_ends_and_comments_of_windows_stay() {
    let workspace = Workspace::aberford();
    let before = workspace.read("inspection.toml").replace('\n', "\r\n");
    workspace.write("inspection.toml", &before);
    workspace.run(["done", "aberford", "announcement", "--on", "2026-12-30"]).well();
    let after = workspace.read("inspection.toml");
    assert!(after.contains("done = 2026-12-30\r\n"), "{after}");
    assert_eq!(after.replace("done = 2026-12-30\r\n", ""), before);
}

#[test]
fn a_record_that_cannot_be_read_and_a_milestone_that_is_none_are_refused_and_nothing_is_written() {
    let workspace = Workspace::aberford();
    let before = workspace.read("inspection.toml");
    let run = workspace.run(["done", "aberford", "announcement", "long-list-deu"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `long-list-due`?"), "{}", run.err);
    assert_eq!(workspace.run(["done", "aberford", "translation"]).code, 2, "England translates nothing");
    assert_eq!(workspace.read("inspection.toml"), before);
    workspace.write("inspection.toml", "[[[");
    assert_eq!(workspace.run(["done", "aberford", "announcement"]).code, 2);
    assert_eq!(workspace.read("inspection.toml"), "[[[");
}

#[test]
fn inside_an_inspection_the_name_can_be_left_out() {
    let workspace = Workspace::aberford().and(Workspace::RHYD_Y_TWR);
    let inside = |arguments: &[&str]| {
        let mut command = std::process::Command::new(workspace.command(arguments).get_program());
        command.arg("-C").arg(workspace.path("inspections/2027-01-aberford")).args(arguments);
        crate::support::Run::from(command.output().expect("the program starts")).well().out
    };
    assert!(inside(&["slots"]).starts_with("2027-01-aberford: 20 slots"));
    assert_eq!(inside(&["timeline"]), workspace.run(["timeline", Workspace::ABERFORD]).well().out);
    assert!(inside(&["done", "announcement", "--on", "2026-12-30"]).contains("announcement: done"));
    let explained = workspace.run(["explain", "aberford", "long-list-due"]).well().out;
    assert_eq!(inside(&["explain", "long-list-due"]), explained);
    assert_eq!(inside(&["explain"]), workspace.run(["explain", "aberford"]).well().out);
    let board = inside(&["status", "--on", "2027-01-04"]);
    assert!(board.contains("aberford") && !board.contains("rhyd-y-twr"), "{board}");
}

#[test]
fn a_part_of_a_name_is_enough_if_it_fits_only_one() {
    let workspace = Workspace::aberford().and(Workspace::RHYD_Y_TWR);
    assert_eq!(
        workspace.run(["timeline", "RHYD"]).well().out,
        workspace.run(["timeline", Workspace::RHYD_Y_TWR]).well().out
    );
    let run = workspace.run(["timeline", "2027"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`2027-01-aberford`, `2027-02-rhyd-y-twr`"), "{}", run.err);
    let run = workspace.run(["slots", "2027-01-aberfrod"]);
    assert!(run.err.contains("did you mean `2027-01-aberford`?"), "{}", run.err);
}

#[test]
fn explain_says_what_can_be_explained_of_an_inspection() {
    let workspace = Workspace::aberford();
    let told = workspace.run(["explain", Workspace::ABERFORD, "--format", "json"]).well().json();
    for (kind, count) in [("milestones", 13), ("documents", 8)] {
        let all = told[kind].as_array().unwrap();
        assert!(all.len() >= count, "{told}");
        for one in all {
            let name = one["name"].as_str().unwrap();
            workspace.run(["explain", Workspace::ABERFORD, name]).well();
            assert!(!one["title"].as_str().unwrap().is_empty());
        }
    }
    fs::remove_file(workspace.record("inspection.toml")).unwrap();
    assert_eq!(workspace.run(["explain", Workspace::ABERFORD]).code, 1);
}
