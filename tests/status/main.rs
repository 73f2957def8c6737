//! The board of `sqspack status`, and the calendar file of a pack, by the program itself.

#[path = "../support/mod.rs"]
mod support;

use ical::parser::ical::component::IcalEvent;
use serde_json::Value;
use support::Workspace;
use support::pdf::Pdf;

const INSPECTION: &str = "inspections/2027-01-aberford/inspection.toml";

/// A workspace with the demonstration inspections, not built.
fn workspace() -> Workspace {
    Workspace::aberford().and(Workspace::RHYD_Y_TWR)
}

fn board(workspace: &Workspace, on: &str) -> Vec<Value> {
    let rows = workspace.run(["status", "--on", on, "--format", "json"]).json();
    rows.as_array().expect("a board").clone()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|due| due["milestone"].as_str().expect("a name")).collect()
}

#[test]
fn the_board_of_the_demonstrations_is_plain_text_outside_a_terminal() {
    let run = workspace().run(["status", "--on", "2027-01-08"]);
    let expected = "\
Friday 8 January 2027: 2 inspections, 1 with something overdue, 0 with something due today

2027-01-aberford  Aberford Youth Offending Team
  overdue  Announcement of the inspection, 9:30am on Wednesday 30 December 2026: Lead inspector (9 days)
  overdue  Planning meeting by telephone, Monday 4 January 2027: Lead inspector and YOT (4 days)
  overdue  Long-list of cases due, midday on Thursday 7 January 2027: YOT (1 day)
  next     Selected cases and schedule sent, 4pm on Monday 11 January 2027: Support services officer
  next     Information in advance due, 5pm on Monday 11 January 2027: YOT
  step     announcement: `sqspack check 2027-01-aberford --for announcement` tells what is missing
  pack     none yet

2027-02-rhyd-y-twr  Rhyd-y-tŵr and Bro Llanhŷl Youth Offending Service
  next     Announcement of the inspection, Friday 5 February 2027: Lead inspector
  step     announcement: `sqspack check 2027-02-rhyd-y-twr --for announcement` tells what is missing
  pack     none yet
  info     in advance: 3 of 7 received, 1 does not exist, 3 still to come
";
    assert_eq!((run.out.as_str(), run.code), (expected, 0));
}

#[test]
fn the_board_as_a_page_says_what_is_due_and_who_is_where_and_names_no_child() {
    let workspace = workspace();
    let page = || workspace.run(["status", "--on", "2027-01-18", "--format", "html"]).well().out;
    let html = page();
    for words in [
        "<span class=\"tag\">7 days overdue</span>",
        "<time datetime=\"2027-01-18\">1pm on Monday 18 January 2027</time>",
        "Aberford Youth Offending Team, Millgate House: Ruth Calder, Priya Nair, Dev Chaudhry",
        "<code>sqspack check 2027-01-aberford --for announcement</code>",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    let children = workspace.path(&format!("inspections/{}/children.private.toml", Workspace::ABERFORD));
    let children = std::fs::read_to_string(children).expect("the demonstration's");
    let of_children = |line: &&str| line.starts_with("family-name = ") || line.starts_with("system-id = ");
    let names: Vec<&str> = children.lines().filter(of_children).filter_map(|line| line.split('"').nth(1)).collect();
    assert!(names.len() > 20 && names.iter().all(|name| !html.contains(name)), "{names:?}");
    assert_eq!(html, page());
}

#[test]
fn the_messages_of_a_pack_are_late_due_or_sent_once_their_milestone_is_done() {
    let workspace = workspace();
    workspace.run(["build", Workspace::ABERFORD]).well();
    let state = |workspace: &Workspace, on: &str| {
        let row = board(workspace, on).into_iter().find(|row| row["inspection"] == Workspace::ABERFORD).expect("a row");
        let messages = row["messages"].as_array().expect("a list").clone();
        let message = messages.into_iter().find(|one| one["document"] == "announcement-email").expect("the message");
        (row["step"].clone(), message["state"].clone())
    };
    assert_eq!(state(&workspace, "2026-12-29"), ("announcement".into(), "ahead".into()));
    assert_eq!(state(&workspace, "2026-12-30"), ("announcement".into(), "due-today".into()));
    assert_eq!(state(&workspace, "2026-12-31"), ("announcement".into(), "late".into()));
    workspace.run(["done", Workspace::ABERFORD, "announcement", "--on", "2026-12-30"]).well();
    assert_eq!(state(&workspace, "2026-12-31"), ("sample".into(), "sent".into()));
}

#[test]
fn only_what_the_record_says_is_done_and_only_from_that_day_on() {
    let workspace = workspace();
    workspace.append_at(INSPECTION, "[dates.long-list-due]\ndone = 2027-01-06\n");
    let row = &board(&workspace, "2027-01-08")[0];
    assert_eq!(names(&row["overdue"]), ["announcement", "planning-meeting"]);
    assert!(row["overdue"].as_array().expect("a list").iter().all(|due| due["later_done"] == true));
    assert_eq!((&row["state"], &row["done"]), (&"ahead".into(), &1.into()));
    let before = &board(&workspace, "2027-01-05")[0];
    assert_eq!((&before["state"], &before["done"]), (&"overdue".into(), &0.into()));
}

#[test]
fn the_most_pressing_comes_first_and_what_was_forgotten_last_in_one_line() {
    let workspace = workspace();
    workspace.run(["done", Workspace::ABERFORD, "planning-meeting", "--on", "2027-01-04"]).well();
    let board = workspace.run(["status", Workspace::ABERFORD, "--on", "2027-01-11"]).well().out;
    let labels: Vec<&str> = board.lines().skip(3).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(labels, ["overdue", "today", "today", "next", "earlier", "step", "pack", "info"], "{board}");
    assert!(board.contains("1 earlier one is not recorded as done: announcement\n"), "{board}");
    workspace.run(["done", Workspace::ABERFORD, "sample-sent", "--on", "2027-01-11"]).well();
    let board = workspace.run(["status", Workspace::ABERFORD, "--on", "2027-01-11"]).well().out;
    assert!(board.contains("  today    Information in advance due"), "{board}");
    assert!(board.contains("2 earlier ones are not recorded as done: announcement, long-list-due\n"), "{board}");
}

#[test]
fn an_inspection_with_everything_done_is_quiet_and_last() {
    let workspace = workspace();
    workspace.edit("inspection.toml", "reason =", "done = 2026-12-30\nreason =");
    for (name, done) in [
        ("planning-meeting", "2027-01-04"),
        ("long-list-due", "2027-01-07"),
        ("sample-sent", "2027-01-11"),
        ("information-due", "2027-01-11"),
        ("final-schedule", "2027-01-14"),
        ("fieldwork-start", "2027-01-18"),
        ("fieldwork-end", "2027-01-20"),
        ("interim-feedback", "2027-01-22"),
        ("report-edited", "2027-01-25"),
        ("draft-report-sent", "2027-01-27"),
        ("factual-accuracy-due", "2027-02-01"),
        ("publication", "2027-02-10"),
    ] {
        workspace.append_at(INSPECTION, &format!("[dates.{name}]\ndone = {done}\n"));
    }
    let rows = board(&workspace, "2027-02-11");
    assert_eq!((&rows[1]["inspection"], &rows[1]["state"]), (&"2027-01-aberford".into(), &"done".into()));
    assert_eq!(rows[1]["errors"], 0);
}

#[test]
fn a_record_with_errors_shows_their_number_and_the_dates_that_can_be_known() {
    let workspace = workspace();
    workspace.append_at(INSPECTION, "[dates.sample-sent]\non = \"soon\"\nreason = \"agreed\"\n");
    let run = workspace.run(["status", "--on", "2027-01-08", "--format", "json"]);
    assert_eq!(run.code, 1);
    let rows = run.json();
    assert_eq!((&rows[0]["state"], &rows[0]["errors"]), (&"unknown".into(), &1.into()));
    assert_eq!(rows[0]["unknown"], serde_json::json!(["sample-sent"]));
    assert_eq!(names(&rows[0]["next"]), ["information-due"]);
    workspace.append_at(INSPECTION, "[[[");
    let row = &board(&workspace, "2027-01-08")[0];
    assert_eq!((&row["state"], &row["milestones"]), (&"unknown".into(), &Value::Null));
}

#[test]
fn an_old_pack_is_told_with_what_has_changed_and_since_when_each_is_so() {
    let workspace = workspace();
    workspace.run(["build", Workspace::ABERFORD]).well();
    let pack = |workspace: &Workspace| board(workspace, "2027-01-08").remove(0)["pack"].clone();
    assert_eq!(pack(&workspace)["older_than"], serde_json::json!([]));
    // Saved as it was, it is no change, however new its time is.
    let contacts = workspace.read("contacts.toml");
    workspace.write("contacts.toml", &contacts);
    assert_eq!(pack(&workspace)["older_than"], serde_json::json!([]));

    workspace.edit("team.toml", "Ruth Calder", "Ruth Calder-Bell");
    workspace.remove("report.toml");
    workspace.edit("children.private.toml", "date-of-birth = 2009-12-14", "date-of-birth = 2010-03-02");
    workspace.append_at("sqspack.toml", "\n# a remark\n");
    workspace.write_template("report/en.typ", "#set document(title: \"Report\")\n= Report\n");
    let now = pack(&workspace);
    let parts = ["report.toml", "sqspack.toml", "team.toml", "templates/", "children.private.toml"];
    assert_eq!((&now["state"], &now["older_than"]), (&"stale".into(), &serde_json::json!(parts)));
    let line = workspace.run(["status", Workspace::ABERFORD]).out;
    for part in parts {
        let since = now["since"][part].as_str().expect("a moment");
        assert!(since.starts_with("20") && line.contains(&format!("{part} (since ")), "{since}: {line}");
    }
    workspace.run(["build", Workspace::ABERFORD]).well();
    let again = pack(&workspace);
    assert_eq!((&again["state"], &again["older_than"]), (&"current".into(), &serde_json::json!([])));
}

fn events(workspace: &Workspace) -> Vec<IcalEvent> {
    let pack = workspace.pack(Workspace::ABERFORD);
    ical::IcalParser::new(pack.bytes("1-announcement/timeline.ics"))
        .next()
        .expect("a calendar")
        .expect("no error")
        .events
}

fn value(events: &[IcalEvent], milestone: &str, name: &str) -> String {
    let uid = format!("2027-01-aberford.{milestone}@sqspack.invalid");
    let of = |event: &IcalEvent, name: &str| {
        event.properties.iter().find(|property| property.name == name).and_then(|property| property.value.clone())
    };
    let event = events.iter().find(|event| of(event, "UID").as_deref() == Some(&uid)).expect("the event");
    of(event, name).expect("the property")
}

#[test]
fn a_pack_is_current_until_the_record_changes_and_its_calendar_follows_with_higher_numbers() {
    let workspace = workspace();
    workspace.run(["build", Workspace::ABERFORD]).well();
    let row = board(&workspace, "2027-01-08").remove(0);
    assert_eq!((&row["pack"]["state"], &row["errors"]), (&"current".into(), &0.into()));
    let before = events(&workspace);
    assert_eq!(before.len(), 13);
    assert_eq!(value(&before, "sample-sent", "DTSTART"), "20270111T160000");

    workspace.append_at(INSPECTION, "[dates.sample-sent]\non = 2027-01-12\nreason = \"agreed with the YOT\"\n");
    assert_eq!(board(&workspace, "2027-01-08")[0]["pack"]["state"], "stale");
    assert!(!workspace.run(["build", Workspace::ABERFORD]).err.contains("SQS0601"));
    let after = events(&workspace);
    assert_eq!(value(&after, "sample-sent", "DTSTART"), "20270112T160000");
    assert_eq!(
        (value(&before, "sample-sent", "SEQUENCE"), value(&after, "sample-sent", "SEQUENCE")),
        ("0".into(), "1".into())
    );

    workspace.edit("inspection.toml", "2027-01-12", "2027-01-13");
    let said = workspace.run(["build", Workspace::ABERFORD]).err;
    assert!(said.contains("SQS0601") && said.contains("add `revision = 1` under a line `[calendar]`"), "{said}");
    let again = workspace.run(["build", Workspace::ABERFORD]).err;
    assert!(again.contains("`sample-sent` has moved"), "it stays until it is dealt with: {again}");
    workspace.append_at(INSPECTION, "[calendar]\nrevision = 1\n");
    assert!(!workspace.run(["build", Workspace::ABERFORD]).err.contains("SQS0601"));
    workspace.run(["build", Workspace::ABERFORD]).well();
    assert_eq!(value(&events(&workspace), "sample-sent", "SEQUENCE"), "3");
}

#[test]
fn postponed_fieldwork_moves_every_event_under_a_higher_number() {
    let workspace = workspace();
    workspace.run(["build", Workspace::ABERFORD]).well();
    workspace.edit("inspection.toml", "starts = 2027-01-18", "starts = 2027-01-25");
    let said = workspace.run(["build", Workspace::ABERFORD]).err;
    assert!(said.contains("SQS0601"), "a day that changes without a word is asked about: {said}");
    workspace.append_at(
        INSPECTION,
        "[[change]]\nwhat = \"fieldwork-postponed\"\ndecided = 2027-01-08\nfrom-day = 2027-01-18\nto-day = 2027-01-25\n",
    );
    let said = workspace.run(["build", Workspace::ABERFORD]).err;
    assert!(!said.contains("SQS0601"), "{said}");
    assert_eq!(value(&events(&workspace), "sample-sent", "SEQUENCE"), "2");
}

#[test]
fn what_was_done_before_fieldwork_was_postponed_keeps_its_day_in_every_document() {
    let workspace = workspace();
    workspace.run(["build", Workspace::ABERFORD]).well();
    let day = |name: &str| value(&events(&workspace), name, "DTSTART");
    let sample = day("sample-sent");
    workspace.run(["done", Workspace::ABERFORD, "planning-meeting", "--on", "2027-01-05"]).well();
    workspace.edit("inspection.toml", "starts = 2027-01-18", "starts = 2027-01-25");
    workspace.append_at(
        INSPECTION,
        "[[change]]\nwhat = \"fieldwork-postponed\"\ndecided = 2027-01-08\nfrom-day = 2027-01-18\nto-day = 2027-01-25\n",
    );
    workspace.run(["build", Workspace::ABERFORD]).well();
    assert_ne!(day("sample-sent"), sample, "what is to come moves");
    let pack = workspace.path("packs").join(Workspace::ABERFORD);
    let text = |path: &str| {
        let words = Pdf::read(&std::fs::read(pack.join(path)).expect("a PDF")).text();
        words.split_whitespace().collect::<String>()
    };
    let timeline = text("1-announcement/timeline.pdf");
    assert!(timeline.contains("Planningmeetingbytelephone(done)Tuesday5January2027"), "{timeline}");
    assert!(timeline.contains("beforefieldworkwaspostponedkeepsitsday"), "{timeline}");
    let why = workspace.run(["explain", Workspace::ABERFORD, "planning-meeting"]).well().out;
    assert!(why.contains("it was done before fieldwork was postponed"), "{why}");
}
