//! What an officer types by mistake in Windows, out of Word and Outlook: one message for one cause, with what to type.

use super::{assert_one, changed, told};
use crate::support::Workspace;

/// Makes one change and finds one message: its code, and words that it has.
#[track_caller]
fn assert_told(file: &str, from: &str, to: &str, code: &str, words: &[&str]) -> Workspace {
    let workspace = changed(file, from, to);
    assert_one(&workspace, code, words);
    workspace
}

#[test]
fn spaces_that_nobody_sees_change_no_document() {
    let plain = Workspace::built();
    let before = plain.pack(Workspace::ABERFORD);
    plain.edit("inspection.toml", "Aberford Youth Offending Team\"", "  Aberford  Youth\u{a0}Offending Team \"");
    plain.edit("contacts.toml", "\"Imogen Thwaite\"", "\"Imogen \u{a0} Thwaite \"");
    plain.edit("cases.toml", "case-manager = \"Mared Ellis\"", "case-manager = \"Mared\u{a0}Ellis\"");
    assert_eq!(told(&plain), []);
    plain.build();
    let after = plain.pack(Workspace::ABERFORD);
    let documents = |tree: &crate::support::Tree| {
        tree.0
            .iter()
            .filter(|(path, _)| *path != "manifest.json")
            .map(|(path, file)| (path.clone(), file.clone()))
            .collect::<Vec<_>>()
    };
    assert!(documents(&before) == documents(&after));
}

#[test]
fn a_name_in_another_spelling_is_one_person_and_said_to_be_written_in_two_ways() {
    for (from, to) in [("Bronagh Kelly", "Bronagh Kélly"), ("Anneke Visser", "anneke Visser")] {
        let (from, to) = (format!("case-manager = \"{from}\""), format!("case-manager = \"{to}\""));
        assert_told("cases.toml", &from, &to, "SQS0127", &["count as one person", "one way everywhere"]);
    }
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "Bronagh Kelly", "Bronagh O'Kelly");
    let text = workspace.read("cases.toml");
    workspace.write(
        "cases.toml",
        &text.replacen("case-manager = \"Bronagh O'Kelly\"", "case-manager = \"Bronagh O’Kelly\"", 1),
    );
    assert_eq!(told(&workspace).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["SQS0127"]);
}

#[test]
fn what_a_word_processor_puts_is_named_and_the_line_shown_as_it_should_be() {
    let name = "name = \"Imogen Thwaite\"";
    let straight = &["curly quotation mark", "`name = \"Imogen Thwaite\"`"];
    assert_told("contacts.toml", name, "name = “Imogen Thwaite”", "SQS0002", straight);
    assert_told(
        "contacts.toml",
        name,
        "name\u{a0}= \"Imogen Thwaite\"",
        "SQS0002",
        &["no-break space", "`name = \"Im"],
    );
    let words = &["apostrophe ends the text", "`name = \"Pat O'Dwyer\"`"];
    assert_told("contacts.toml", name, "name = 'Pat O'Dwyer'", "SQS0002", words);
}

#[test]
fn numbers_dates_and_times_in_another_form_are_shown_in_the_records() {
    let telephone = "telephone = \"01632 960140\"";
    let quoted = &["quotation marks", "`telephone = \"01632960140\"`"];
    assert_told("contacts.toml", telephone, "telephone = 01632960140", "SQS0002", quoted);
    for (typed, code) in [
        ("18/01/2027", "SQS0002"),
        ("18 January 2027", "SQS0002"),
        ("\"18/01/2027\"", "SQS0005"),
        ("\"Monday 18th January 2027\"", "SQS0005"),
    ] {
        let line = format!("starts = {typed}");
        let words = &["year, month and day", "`starts = 2027-01-18`"];
        assert_told("inspection.toml", "starts = 2027-01-18", &line, code, words);
    }
    let group = |time: &str| format!("[dates.long-list-due]\non = 2027-01-07\nat = {time}\nreason = \"agreed\"\n");
    for (typed, code) in [("1.30pm", "SQS0002"), ("\"13:30\"", "SQS0005"), ("\"1.30 p.m.\"", "SQS0005")] {
        let words = &["hours, minutes and seconds", "`at = 13:30:00`"];
        assert_told("inspection.toml", "[dates.announcement]", &(group(typed) + "\n[dates.announcement]"), code, words);
    }
}

#[test]
fn an_unfinished_merge_is_one_message_wherever_it_stands_and_stops_the_pack() {
    let marked = |text: &str| format!("<<<<<<< HEAD\n{text}\n=======\n{text} # theirs\n>>>>>>> theirs\n");
    let words = &["an unfinished merge", "keep the lines that are right"];
    let line = "telephone = \"01632 960140\"\n";
    let workspace = assert_told("contacts.toml", line, &marked(line.trim_end()), "SQS0015", words);
    assert_eq!(workspace.run(["build"]).code, 1);
    assert_told(
        "contacts.toml",
        "roles = [\"yot-manager\"]",
        &format!("roles = [\n{}]", marked("\"yot-manager\",")),
        "SQS0015",
        words,
    );
    let text = format!("summary = [\n\"\"\"\n{}\"\"\",\n", marked("Overall, we found"));
    let workspace = assert_told("report.toml", "summary = [\n", &text, "SQS0015", words);
    assert_eq!(workspace.run(["build"]).code, 1);
}

#[test]
fn lines_that_end_in_carriage_returns_alone_are_one_message() {
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "\n", "\r");
    let found = told(&workspace);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("EOL Conversion"), "{found:?}");
}

#[test]
fn keys_below_a_heading_that_is_still_commented_out_point_at_that_heading_once() {
    let words = &["still commented out", "delete the `#` before it: `[[case-manager]]`"];
    let heading = "[[case-manager]]\nname = \"Mared Ellis\"";
    assert_told("cases.toml", heading, &format!("# {heading}"), "SQS0003", words);
    let entry = "\n# [[case-manager]]\nname = \"Jo Hurst\"\ncase-maneger = \"x\"\n";
    let workspace = Workspace::aberford();
    let text = workspace.read("cases.toml");
    workspace.write("cases.toml", &(text + entry));
    let found = told(&workspace);
    assert!(found.len() == 1 && words.iter().all(|word| found[0].1.contains(word)), "{found:?}");
}

#[test]
fn a_day_that_can_have_no_effect_is_warned_of() {
    assert_told("cases.toml", "away = [2027-01-19]", "away = [2027-02-19]", "SQS0220", &["19 February 2027"]);
}

#[test]
fn a_key_that_stands_twice_shows_both_places() {
    let email = "email = \"imogen.thwaite@aberford.example\"\n";
    let workspace = assert_told("contacts.toml", email, &email.repeat(2), "SQS0002", &["twice in its group"]);
    let shown = workspace.run(["check"]).err;
    assert!(shown.contains("it stands here first") && shown.matches("imogen.thwaite").count() == 2, "{shown}");
}

#[test]
fn an_address_names_the_sign_that_cannot_stand_in_it() {
    let address = "imogen.thwaite@aberford.example";
    for (typed, words) in [
        ("o’brien@aberford.example", ["curly apostrophe `’`", "o'brien@aberford.example"]),
        ("siôn@aberford.example", ["the letter `ô`", "sion@aberford.example"]),
    ] {
        assert_told("contacts.toml", address, typed, "SQS0101", &words);
    }
}

#[test]
fn one_address_for_a_person_and_an_assistant_stops_no_pack() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "patrick.osei@aberford.example", "imogen.thwaite@aberford.example");
    let run = workspace.run(["check", "--format", "json"]);
    let rows = run.json();
    assert_eq!((run.code, rows.as_array().map(Vec::len)), (0, Some(1)), "{rows}");
    assert_eq!(rows[0]["severity"], "warning");
}
