//! The check of the draft report for factual accuracy: the words of the draft are kept, points are answered, changes are shown.

use crate::support::Workspace;
use crate::support::pdf::Pdf;

const RESPONSE: &str = "4-report/accuracy-response.pdf";
const CHANGES: &str = "4-report/draft-to-final.pdf";
const FORM: &str = "4-report/factual-accuracy-form.xlsx";
const ANSWER: &str = "4-report/accuracy-message.eml";
const MESSAGE: &str = "4-report/draft-report-message.eml";

/// Whether a PDF says this, wherever its lines are broken.
fn says(workspace: &Workspace, path: &str, said: &str) -> bool {
    let said: String = said.split_whitespace().collect();
    Pdf::read(workspace.pack(Workspace::ABERFORD).bytes(path)).text().contains(&said)
}

fn has(workspace: &Workspace, path: &str) -> bool {
    workspace.pack(Workspace::ABERFORD).paths().contains(&path)
}

#[test]
fn the_words_of_the_draft_are_kept_once_with_its_figures_written_out() {
    let workspace = Workspace::aberford();
    let start = |more: &[&str]| workspace.run(["accuracy", "start", "aberford"].iter().chain(more));
    let again = start(&[]);
    assert!(again.code == 2 && again.err.contains("kept already") && again.err.contains("--again"), "{}", again.err);
    workspace.edit("report.toml", "strengths = [", "strengths = [\n  \"In {findings.court-report} cases.\",");
    let unjudged = start(&["--again"]);
    assert!(unjudged.code == 1 && unjudged.err.contains("SQS1403"), "{}", unjudged.err);
    let workspace = workspace.and_findings(Workspace::ABERFORD);
    let start = |more: &[&str]| workspace.run(["accuracy", "start", "aberford"].iter().chain(more));
    start(&["--again"]).well();
    let kept = workspace.read("report-draft.toml");
    assert!(kept.starts_with("#:schema ../../schema/report-draft.json\n# The report as it was sent"), "{kept}");
    assert!(kept.contains("\"In 12 of 17 cases.\"") && !kept.contains("{findings"), "{kept}");
    assert!(!workspace.run(["check"]).err.contains("SQS1808"));

    workspace.remove("report-draft.toml");
    workspace.remove("accuracy.toml");
    workspace.write("report.toml", "state = \"draft\"\n");
    assert!(start(&[]).err.contains("no paragraph yet"));
}

#[test]
fn each_point_is_answered_and_every_change_of_words_is_shown() {
    let workspace = Workspace::built();
    let decisions =
        ["Accepted, 2 February 2027", "Accepted in part, 2 February 2027", "Not accepted: the report stays"];
    for said in decisions.into_iter().chain(["One family asked to be seen", "had visited almost every child"]) {
        assert!(says(&workspace, RESPONSE, said), "{said}");
    }
    for said in
        ["had visited {+almost+} every child", "[-days-]{+two weeks+}", "Changes since the draft report, so far"]
    {
        assert!(says(&workspace, CHANGES, said), "{said}");
    }
    assert!(!says(&workspace, CHANGES, "Summary"), "what is as it was is not shown");

    workspace.edit("report.toml", "gets to know its children well", "knows its children");
    let told = workspace.run(["check"]).err;
    assert!(told.contains("SQS1808") && told.contains("paragraph summary.1 differs from the draft"), "{told}");
    workspace.build();
    assert!(says(&workspace, CHANGES, "Summary, paragraph 1"));
}

#[test]
fn a_point_that_is_open_holds_back_the_answer_and_the_publication() {
    let workspace = Workspace::built();
    assert!(has(&workspace, FORM) && has(&workspace, MESSAGE) && has(&workspace, RESPONSE));
    let open = "\n[[point]]\nnumber = 4\nraised = 2027-02-01\nby = \"Helen Marsh\"\nparagraph = \"1.2\"\nsaid = \"Xylophones.\"\n";
    workspace.append_at("inspections/2027-01-aberford/accuracy.toml", open);
    workspace.build();
    assert!(!has(&workspace, RESPONSE) && !has(&workspace, ANSWER), "it would not answer every point");
    let board = workspace.run(["status", "--on", "2027-02-02"]).well().out;
    assert!(board.contains("open     1 point of accuracy\n") && !board.contains("Xylophones"), "{board}");
    let programs = workspace.run(["status", "--on", "2027-02-02", "--format", "json"]).well().json();
    assert_eq!(programs[0]["open"]["accuracy_points"], 1);
    let told = || workspace.run(["check", "aberford", "--for", "publication"]);
    assert!(told().out.contains("a decision on every point of accuracy"), "{}", told().out);
    workspace.edit("report.toml", "state = \"draft\"", "state = \"final\"");
    let refused = told().err;
    assert!(refused.contains("SQS1807") && !refused.contains("Xylophones"), "{refused}");
}

#[test]
fn the_answer_and_the_changes_go_to_the_yot_manager_alone_once_both_are_there() {
    let workspace = Workspace::built();
    let printed = workspace.run(["recipients", "aberford"]).well().out;
    let message = printed.split("\n\n").find(|block| block.starts_with(ANSWER)).expect("the message");
    assert!(message.contains("with accuracy-response.pdf, draft-to-final.pdf"), "{message}");
    assert!(message.contains("to   Helen Marsh") && message.matches('@').count() == 1, "{message}");

    workspace.remove("report-draft.toml");
    let told = workspace.run(["build"]).well();
    assert!(!has(&workspace, ANSWER) && has(&workspace, RESPONSE));
    let told = told.out + &told.err;
    assert!(told.contains("accuracy-message") && told.contains("sqspack accuracy start"), "{told}");
}

#[test]
fn a_child_named_in_a_point_is_refused_as_everywhere() {
    let workspace = Workspace::aberford();
    let children = workspace.read("children.private.toml");
    let value = |key: &str| {
        let line = children.lines().find(|line| line.starts_with(key)).expect("a line");
        line.split('"').nth(1).expect("a value").to_owned()
    };
    let name = format!("{} {}", value("first-names"), value("family-name"));
    workspace.edit("accuracy.toml", "We read the notes again.", &format!("We read the notes of {name} again."));
    let run = workspace.run(["check"]);
    assert!(run.err.contains("SQS0402") && run.err.contains("accuracy.toml"), "{}", run.err);
    assert!(!run.err.contains(&name));
}
