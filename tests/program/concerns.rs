//! Concerns, alerts and complaints: counted on the board, told to the manager whom the record names, and in no other document.

use crate::support::Workspace;
use crate::support::pdf::Pdf;

const CONCERNS: &str = r#"[[concern]]
case = "AB01"
kind = "alert"
seen = 2027-01-19
seen-by = "Ruth Calder"
what = "Xylophone words of what was seen."
case-manager-told = 2027-01-19
manager = "Helen Marsh"
manager-told = 2027-01-19
asked = "Xylophone words of what was asked."
by = 2027-01-22

[[concern]]
case = "AB02"
kind = "concern"
seen = 2027-01-19
what = "More xylophone words."
"#;

const NOTE: &str = "3-fieldwork/escalation-note-ab01-2027-01-19.eml";

const RECEIPT: &str = "3-fieldwork/complaint-letter-receipt-2027-01-19-quentin-xylander.pdf";

const COMPLAINTS: &str = r#"[[complaint]]
raised = 2027-01-19
raised-by = "Quentin Xylander"
about = "Xylophone words of a complaint."
"#;

#[test]
fn concerns_and_complaints_change_no_other_document_whether_they_come_or_go() {
    let workspace = Workspace::built();
    let without = workspace.pack(Workspace::ABERFORD);
    workspace.write("concerns.toml", CONCERNS);
    workspace.write("complaints.toml", COMPLAINTS);
    workspace.build();
    let with = workspace.pack(Workspace::ABERFORD);
    let added: Vec<&str> = with.paths().into_iter().filter(|path| !without.paths().contains(path)).collect();
    assert_eq!(added, [RECEIPT, NOTE], "the other concern names no manager who is to be told");
    let touched = with.touched_since(&without);
    assert!(touched.iter().all(|path| [NOTE, RECEIPT, "manifest.json"].contains(path)), "{touched:?}");

    workspace.remove("concerns.toml");
    workspace.remove("complaints.toml");
    workspace.build();
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), without.paths());
    let again = workspace.pack(Workspace::ABERFORD);
    for path in without.paths() {
        assert_eq!(again.bytes(path), without.bytes(path), "{path}");
    }
}

#[test]
fn an_open_alert_goes_to_the_manager_whom_the_record_names_alone_and_by_secure_mail() {
    let workspace = Workspace::aberford();
    workspace.write("concerns.toml", CONCERNS);
    workspace.build();
    let pack = workspace.pack(Workspace::ABERFORD);
    let message = mail_parser::MessageParser::default().parse(pack.bytes(NOTE)).expect("a message");
    assert!(message.subject().is_some_and(|subject| subject.starts_with("OFFICIAL-SENSITIVE: ")));
    let text = message.body_text(0).expect("a text").replace("\r\n", "\n");
    for said in [
        "This is an alert about the case AB01",
        "What was seen, on 19 January 2027, by Ruth Calder: Xylophone words of what was seen.",
        "The case manager was told on 19 January 2027.",
        "What we ask of you: Xylophone words of what was asked.",
        "Please tell me by Friday 22 January what was done.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let readers = workspace.run(["recipients", "aberford"]).well().out;
    let block = readers.split("\n\n").find(|block| block.starts_with(NOTE)).expect("the note");
    assert!(block.contains("by secure mail") && block.contains("to   Helen Marsh"), "{block}");
    assert!(block.matches('@').count() == 2 && block.contains("answers to ruth.calder@"), "{block}");

    // What is not recorded is not said.
    workspace.edit("concerns.toml", "case-manager-told = 2027-01-19\n", "");
    workspace.edit("concerns.toml", "asked = \"Xylophone words of what was asked.\"\nby = 2027-01-22\n", "");
    workspace.build();
    let pack = workspace.pack(Workspace::ABERFORD);
    let message = mail_parser::MessageParser::default().parse(pack.bytes(NOTE)).expect("a message");
    let text = message.body_text(0).expect("a text");
    for unsaid in ["case manager", "What we ask", "Please tell me by"] {
        assert!(!text.contains(unsaid), "{unsaid}: {text}");
    }
}

#[test]
fn a_note_waits_for_an_address_for_secure_mail_and_goes_from_the_pack_once_the_alert_is_closed() {
    let workspace = Workspace::aberford();
    workspace.write("concerns.toml", &CONCERNS.replace("Helen Marsh", "Nobody Known"));
    let run = workspace.run(["build"]).well();
    let told = run.out + &run.err;
    assert!(told.contains("escalation-note waits for an address of Nobody Known for secure mail"), "{told}");
    assert!(!workspace.pack(Workspace::ABERFORD).paths().contains(&NOTE));
    let answered = "by = 2027-01-22\nanswered = 2027-01-21\nanswer = \"Done.\"\nclosed = 2027-01-22\nclosed-by = \"Ruth Calder\"\n";
    workspace.write("concerns.toml", &CONCERNS.replace("by = 2027-01-22\n", answered));
    workspace.build();
    assert!(!workspace.pack(Workspace::ABERFORD).paths().contains(&NOTE));
}

#[test]
fn whoever_complained_gets_a_letter_of_each_step_that_the_record_has_and_of_no_other() {
    let workspace = Workspace::aberford();
    let letters = |more: &str| {
        workspace.write("complaints.toml", &format!("{COMPLAINTS}{more}"));
        workspace.build();
        let pack = workspace.pack(Workspace::ABERFORD);
        let paths = pack.paths().into_iter().filter(|path| path.contains("complaint-letter"));
        paths.map(|path| (path.to_owned(), Pdf::read(pack.bytes(path)).text())).collect::<Vec<_>>()
    };
    let steps = |letters: &[(String, String)]| {
        let step = |(path, _): &(String, String)| path.split('-').nth(3).expect("a step").to_owned();
        letters.iter().map(step).collect::<Vec<_>>()
    };
    let received = letters("");
    assert_eq!(steps(&received), ["receipt"]);
    let text = &received[0].1;
    assert!(text.contains("DearQuentinXylander"), "{text}");
    assert!(text.contains("Xylophonewordsofacomplaint.") && text.contains("Iwillanswerit."), "{text}");

    assert_eq!(steps(&letters("answered = 2027-01-20\n")), ["receipt"], "an answer without its words is none");
    let answered =
        "answered = 2027-01-20\nanswer = \"We begin later.\"\nsatisfied = false\nprocedure-told = 2027-01-21\n";
    let told = letters(answered);
    assert_eq!(steps(&told), ["answer", "procedure", "receipt"]);
    assert!(told[0].1.contains("Webeginlater."), "{}", told[0].1);
    assert!(told[1].1.contains("Youarenotsatisfied") && !told[1].1.contains("Webeginlater"), "{}", told[1].1);
    let closed = letters(&format!("{answered}closed = 2027-02-26\noutcome = \"Taken no further.\"\n"));
    assert_eq!(steps(&closed), ["answer", "outcome", "procedure", "receipt"]);
    assert!(closed[1].1.contains("Takennofurther."), "{}", closed[1].1);
}

#[test]
fn the_board_tells_of_open_matters_as_a_count_and_says_nothing_of_them() {
    let workspace = Workspace::aberford();
    let board = |on: &str| workspace.run(["status", "--on", on]).well().out;
    assert!(!board("2027-01-22").contains("alert"));
    workspace.write("concerns.toml", CONCERNS);
    workspace.write("complaints.toml", COMPLAINTS);
    assert!(board("2027-01-22").contains("open     1 alert, 1 concern, 1 complaint\n"), "{}", board("2027-01-22"));
    let late = board("2027-01-23");
    assert!(late.contains("open     1 alert, 1 concern, 1 complaint; 1 answer overdue\n"), "{late}");
    let programs = workspace.run(["status", "--on", "2027-01-23", "--format", "json"]).well();
    let open = serde_json::json!({ "concerns": 1, "alerts": 1, "late": 1, "complaints": 1, "accuracy_points": 0, "observations": 0 });
    assert_eq!(programs.json()[0]["open"], open);
    let page = workspace.run(["status", "--on", "2027-01-23", "--format", "html"]).well().out;
    assert!(page.contains("1 alert, 1 concern, 1 complaint; 1 answer overdue"));
    for shown in [late, programs.out, page] {
        let lower = shown.to_lowercase();
        assert!(!lower.contains("xyl"), "{shown}");
    }
}

#[test]
fn a_note_of_an_observation_is_counted_and_in_no_document() {
    let workspace = Workspace::built();
    let without = workspace.pack(Workspace::ABERFORD);
    let note = "[[observation]]\non = 2027-01-19\nobserved-by = \"Judith Wren\"\nnote = \"Xylophone words.\"\n";
    workspace.write("complaints.toml", note);
    workspace.build();
    let with = workspace.pack(Workspace::ABERFORD);
    assert_eq!(with.paths(), without.paths());
    assert!(with.touched_since(&without).iter().all(|path| *path == "manifest.json"));
    let board = workspace.run(["status", "--on", "2027-01-22"]).well().out;
    assert!(board.contains("notes    1 note of an observation\n"), "{board}");
    let programs = workspace.run(["status", "--on", "2027-01-22", "--format", "json"]).well();
    assert_eq!(programs.json()[0]["open"]["observations"], 1);
    assert!(!(board + &programs.out).to_lowercase().contains("xyl"));
}

#[test]
fn a_final_report_over_an_open_alert_leaves_the_pack_as_it_was() {
    let workspace = Workspace::built();
    workspace.edit("report.toml", "state = \"draft\"", "state = \"final\"");
    let told = || workspace.run(["check"]).err;
    assert!(!told().contains("SQS1606"), "{}", told());
    workspace.write("concerns.toml", CONCERNS);
    let refused = told();
    assert!(refused.contains("SQS1606") && refused.contains("concerns.toml:3:8"), "{refused}");
    assert!(!refused.to_lowercase().contains("xyl"), "{refused}");
    let before = workspace.pack(Workspace::ABERFORD);
    let run = workspace.run(["build"]);
    assert!(run.err.contains("SQS1606"), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD).touched_since(&before), Vec::<&str>::new());
    workspace.edit("concerns.toml", "kind = \"alert\"", "kind = \"concern\"");
    assert!(!told().contains("SQS1606"), "{}", told());
}

#[test]
fn an_inspection_whose_dates_are_all_done_still_tells_of_what_is_open() {
    let workspace = Workspace::aberford();
    let milestones = workspace.run(["status", "--on", "2027-06-01", "--format", "json"]).well().json();
    for milestone in milestones[0]["overdue"].as_array().expect("milestones") {
        let name = milestone["milestone"].as_str().expect("a name");
        let on = milestone["date"].as_str().expect("a day");
        workspace.run(["done", Workspace::ABERFORD, name, "--on", on]).well();
    }
    let board = || workspace.run(["status", "--on", "2027-06-01"]).well().out;
    assert!(board().contains("all recorded as done") && !board().contains("alert"), "{}", board());
    workspace.write("concerns.toml", CONCERNS);
    assert!(board().contains("open     1 alert, 1 concern; 1 answer overdue"), "{}", board());
}
