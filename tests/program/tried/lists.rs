//! Lists of bank holidays from others: what is refused in words, and what is asked before it is believed.

use crate::support::{Run, Workspace};

fn import(text: &str, further: &[&str]) -> (Workspace, Run) {
    let workspace = Workspace::empty();
    workspace.write_at("list.txt", text);
    let run = workspace.run([&["holidays", "import", "list.txt"][..], further].concat());
    (workspace, run)
}

fn calendar(events: &[&str]) -> String {
    let event = |lines: &&str| {
        format!("BEGIN:VEVENT\r\nUID:a@b.example\r\nDTSTAMP:20260101T000000Z\r\n{lines}\r\nEND:VEVENT\r\n")
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n")
}

#[test]
fn a_list_that_lacks_days_of_the_rule_names_each_and_changes_nothing_until_somebody_says_so() {
    let days = |days: &[&str]| {
        let events = days.iter().map(|day| format!(r#"{{"title": "Holiday", "date": "{day}", "notes": ""}}"#));
        let events = events.collect::<Vec<_>>().join(",");
        format!(r#"{{"england-and-wales": {{"division": "england-and-wales", "events": [{events}]}}}}"#)
    };
    let three = days(&["2027-01-01", "2027-03-26", "2027-03-29"]);
    let (workspace, run) = import(&three, &[]);
    assert_eq!(run.code, 2, "{}", run.out);
    for day in ["3 May 2027", "31 May 2027", "30 Aug 2027", "27 Dec 2027", "28 Dec 2027"] {
        assert!(run.err.contains(day), "{day}: {}", run.err);
    }
    assert!(!run.err.contains("26 Mar 2027") && run.err.contains("`--yes`"), "{}", run.err);
    let before = Workspace::empty();
    let settings = |workspace: &Workspace| std::fs::read_to_string(workspace.path("sqspack.toml")).unwrap();
    assert_eq!(settings(&workspace), settings(&before));
    let (workspace, run) = import(&three, &["--yes"]);
    run.well();
    assert_ne!(settings(&workspace), settings(&before));
}

#[test]
fn an_event_of_several_days_is_a_bank_holiday_on_each() {
    let (workspace, run) = import(
        &calendar(&["DTSTART;VALUE=DATE:20271227\r\nDTEND;VALUE=DATE:20271229\r\nSUMMARY:Christmas"]),
        &["--yes"],
    );
    run.well();
    let listed = workspace.run(["holidays", "2027", "--format", "json"]).json();
    let days: Vec<&str> = listed.as_array().unwrap().iter().map(|row| row["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2027-12-27", "2027-12-28"]);
}

#[test]
fn what_is_no_list_of_days_is_refused_in_an_officers_words() {
    for (text, words) in [
        (
            calendar(&["DTSTART;VALUE=DATE:20271227\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas"]),
            "`Christmas` in the file repeats",
        ),
        (calendar(&["DTSTART;TZID=Europe/London:20271227T000000\r\nSUMMARY:Christmas"]), "a time of day"),
        ("<!DOCTYPE html>\n<html><body>Bank holidays".to_owned(), "this is a web page"),
        ("[{\"date\": \"2027-12-27\"}]".to_owned(), "no part `england-and-wales`"),
        ("2027-12-27 Christmas".to_owned(), "neither the JSON of the public list nor a calendar file"),
        ("{\"england-and-wales\": [".to_owned(), "line 1 has another form"),
    ] {
        let (_, run) = import(&text, &["--yes"]);
        assert_eq!(run.code, 2, "{text}");
        assert!(run.err.contains(words) && run.err.contains("help: save the public list"), "{}", run.err);
        for raw in ["expected", "EOF", "serde", "Error"] {
            assert!(!run.err.contains(raw), "{}", run.err);
        }
    }
}
