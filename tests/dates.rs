//! The commands about dates, run as a person runs them.

use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sqspack")).current_dir(folder).args(args).output().expect("it runs")
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

const FEED: &str = r#"{"england-and-wales": {"division": "england-and-wales", "events": [
    {"title": "New Year’s Day", "date": "2031-01-01", "notes": "", "bunting": true},
    {"title": "Moved holiday", "date": "2031-01-23", "notes": "", "bunting": true}]}}"#;

#[test]
fn an_imported_list_moves_the_dates_that_it_reaches_and_keeps_the_comments_of_the_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let new = [
        "new",
        "a",
        "--yot",
        "Aberford YOT",
        "--country",
        "england",
        "--authority",
        "Aberford",
        "--fieldwork",
        "2031-02-03",
    ];
    assert!(run(root, &new).status.success());
    let date = || {
        let timeline = json(&run(root, &["timeline", "a", "--format", "json"]));
        (timeline[0]["date"].clone(), timeline[0]["reason"].as_str().expect("a reason").to_owned())
    };
    let (before, reason) = date();
    assert_eq!(before, "2031-01-17");
    assert!(reason.contains("by rule"), "{reason}");
    std::fs::write(root.join("feed.json"), FEED).expect("written");
    let comments =
        |text: String| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    let settings = || std::fs::read_to_string(root.join("sqspack.toml")).expect("read");
    let kept = comments(settings());
    assert!(run(root, &["holidays", "import", "feed.json", "--yes"]).status.success());
    assert!(
        comments(settings()).starts_with(&kept[..1]) && kept.iter().all(|line| comments(settings()).contains(line))
    );
    let (after, reason) = date();
    assert_eq!(after, "2031-01-16");
    assert!(reason.contains("Moved holiday on 23 January") && !reason.contains("by rule"), "{reason}");
    let listed = json(&run(root, &["holidays", "2031", "--format", "json"]));
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    assert_eq!(listed[0]["by"], "sqspack.toml");
}

#[test]
fn a_file_that_is_no_list_leaves_the_settings_as_they_were() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("sqspack.toml"), "# ours\n").expect("written");
    std::fs::write(folder.path().join("feed.json"), "{}").expect("written");
    assert_eq!(run(folder.path(), &["holidays", "import", "feed.json"]).status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("sqspack.toml")).expect("read"), "# ours\n");
}

#[test]
fn each_kind_of_explanation_is_given_and_a_slip_is_met_with_what_was_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let explain = |args: &[&str]| run(root, &[&["explain"], args, &["--format", "json"]].concat());
    assert_eq!(json(&explain(&["sqs0301"]))["code"], "SQS0301");
    assert_eq!(json(&explain(&["2027-01-aberford", "announcement"]))["passed_over"][0]["name"], "New Year's Day");
    let facts = json(&explain(&["2027-01-aberford", "schedule"]));
    assert!(facts.as_array().is_some_and(|facts| facts.iter().any(|fact| fact["fact"] == "schedule")));
    for (args, meant) in [
        (&["SQS0391"][..], "did you mean `SQS0301`?"),
        (&["2027-01-aberford", "long-list-deu"], "did you mean `long-list-due`?"),
        (&["2027-01-aberford", "confirmation-leter"], "did you mean `confirmation-letter`?"),
        (&["2027-01-abreford", "announcement"], "did you mean `2027-01-aberford`?"),
    ] {
        let output = explain(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains(meant), "{args:?}: {told}");
    }
}
