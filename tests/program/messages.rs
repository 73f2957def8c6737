//! Every message of a record with everything wrong, as a person and as a program read them.

use std::fs;

use snapbox::{Data, assert_data_eq};

use crate::support::pdf::Pdf;
use crate::support::{Workspace, repository};

/// A snapshot of this module that a person can review; `SNAPSHOTS=overwrite` renews it.
fn snapshot(name: &str) -> Data {
    Data::read_from(&repository("tests/program/snapshots").join(name), None)
}

#[test]
fn every_problem_of_a_record_is_told_in_one_run_with_its_place_and_help() {
    let run = Workspace::copy_of("tests/fixtures/faulty").run(["check"]);
    assert_eq!(run.code, 1);
    assert_data_eq!(run.err, snapshot("faulty.txt").raw());
}

#[test]
fn problems_come_in_the_order_of_files_and_lines_and_never_show_a_child() {
    let run = Workspace::copy_of("tests/fixtures/faulty").run(["check", "2027-03-harrowdale", "--format", "json"]);
    assert_eq!(run.code, 1);
    let rows = run.json();
    let rows = rows.as_array().unwrap();
    let place = |row: &serde_json::Value| {
        (row["file"].as_str().unwrap().to_owned(), row["line"].as_u64().unwrap(), row["column"].as_u64().unwrap())
    };
    assert!(rows.windows(2).all(|pair| place(&pair[0]) <= place(&pair[1])));
    assert!(rows.len() >= 20, "{}", rows.len());
    for row in rows {
        // Few have further places.
        let keys: Vec<&String> = row.as_object().unwrap().keys().filter(|key| *key != "related").collect();
        assert_eq!(keys, ["code", "severity", "message", "help", "file", "line", "column"]);
        assert!(["error", "warning"].contains(&row["severity"].as_str().unwrap()));
        assert!(!row["help"].as_str().unwrap().is_empty(), "{row}");
    }
    for word in ["Quillfeather", "Zebulon", "Zeb", "December 2009"] {
        assert!(!run.out.contains(word), "{word}");
    }
}

#[test]
fn the_message_shows_no_colour_where_nobody_looks_at_a_terminal() {
    let run = Workspace::copy_of("tests/fixtures/faulty").run(["check"]);
    assert!(!run.err.contains('\u{1b}') && !run.out.contains('\u{1b}'));
}

#[test]
fn a_record_that_is_no_toml_does_not_hide_what_is_wrong_in_the_others() {
    let workspace = Workspace::aberford();
    workspace.write("report.toml", "summary = [\"unfinished\n");
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen");
    let rows = workspace.run(["check", "--format", "json"]).json();
    let codes: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"SQS0101") && codes.contains(&"SQS0002"), "{codes:?}");
}

#[test]
fn a_warning_about_the_settings_is_told_by_every_command_and_stops_none() {
    let workspace = Workspace::built();
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    let closure =
        "[[closure]]\nfrom = 2027-01-04\nto = 2027-01-05\nname = \"move\"\ninspection = \"2027-09-nowhere\"\n";
    workspace.write_at("sqspack.toml", &format!("{settings}\n{closure}"));
    workspace.edit("contacts.toml", "Helen Marsh", "Helen Marshall");

    let explain: [&str; 3] = ["explain", Workspace::ABERFORD, "confirmation-letter"];
    for arguments in [&["check"][..], &["status", "--on", "2026-11-02"], &["holidays", "2027"], &["build"]] {
        let run = workspace.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        assert!(run.err.contains("SQS0314") && run.err.contains("2027-09-nowhere"), "{arguments:?}: {}", run.err);
    }
    assert_eq!(workspace.run(explain).code, 0);
    let letter = workspace.pack(Workspace::ABERFORD);
    let letter = Pdf::read(letter.english("1-announcement/confirmation-letter.pdf")).text();
    assert!(letter.contains("HelenMarshall"), "the pack is built in spite of the warning");
    let checked = workspace.run(["check", "--format", "json"]).json();
    let (_, built) = workspace.build_json();
    for rows in [&checked, &built["problems"]] {
        assert_eq!(rows[0]["code"], "SQS0314", "{rows}");
        assert_eq!(rows[0]["severity"], "warning", "{rows}");
    }
}

#[test]
fn wrong_usage_ends_with_two_and_says_what_was_meant() {
    let workspace = Workspace::aberford();
    let run = workspace.run(["build", "2027-01-aberfrod"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `2027-01-aberford`?"), "{}", run.err);
    let run = workspace.run(["build", "--document", "shedule"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `schedule`?"), "{}", run.err);
    assert_eq!(workspace.run(["biuld"]).code, 2);
    fs::remove_file(workspace.path("sqspack.toml")).unwrap();
    let run = workspace.run(["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("sqspack.toml"), "{}", run.err);
}
