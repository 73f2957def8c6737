//! Sheets that come in one after the other, and what a person has edited between.

use sqspack::returned::ImportChange;

use super::sheets::{file, sound};
use super::workbooks::{Nothing, Text};
use super::{FOLDER, Imported, asked, import, import_into};

fn again(file: Vec<u8>, text: &str, take: &[&str]) -> Imported {
    import_into(FOLDER, &[file], text, take)
}

fn keys(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const COMMENTS: &str = "# ours\n\n[[assessment]] # one\ncase = \"ab01\" # as agreed\n[assessment.answers]\ncourt-report = \"yes\" # twice\n";

#[test]
fn the_same_sheet_again_changes_nothing() {
    let first = import(file(|_| {}));
    assert_eq!(first.changes, ["AB01", "AB03"].map(|case| ImportChange::New(case.to_owned())));
    let second = again(file(|_| {}), &first.text, &[]);
    assert_eq!((second.text, second.changes), (first.text, Vec::new()));
}

#[test]
fn a_mended_sheet_changes_what_nobody_has_edited() {
    let first = import(file(|_| {})).text;
    let second = again(file(|sheet| sheet.rows[0][5] = Text("No")), &first, &[]);
    assert_eq!(second.changes, [ImportChange::Changed("AB01".to_owned(), keys(&["court-report"]))]);
    assert_eq!(second.text.matches("court-report = \"no\"").count(), 1);
    // And once more: what the second import wrote is nobody's edit.
    let third = again(file(|_| {}), &second.text, &[]);
    assert_eq!(third.changes, [ImportChange::Changed("AB01".to_owned(), keys(&["court-report"]))]);
}

#[test]
fn what_a_person_has_edited_stays_unless_take_names_it() {
    let first = import(file(|_| {})).text;
    let edited = first.replacen("court-report = \"yes\"", "court-report = \"not-applicable\" # after the meeting", 1);
    let kept = again(file(|_| {}), &edited, &[]);
    assert_eq!(kept.changes, [ImportChange::Kept("AB01".to_owned(), keys(&["court-report"]))]);
    assert_eq!(kept.text, edited);
    for take in ["AB01.court-report", "AB01", "ab01", "all"] {
        let taken = again(file(|_| {}), &edited, &[take]);
        assert_eq!(taken.changes, [ImportChange::Changed("AB01".to_owned(), keys(&["court-report"]))], "{take}");
        assert!(taken.text.contains("court-report = \"yes\" # after the meeting"), "{}", taken.text);
    }
    assert_eq!(again(file(|_| {}), &edited, &["AB03", "AB01.harm-plan"]).text, edited);
}

#[test]
fn comments_order_and_a_persons_entries_stay_and_gaps_are_filled() {
    let merged = again(file(|_| {}), COMMENTS, &[]);
    let expected = "# ours\n\n[[assessment]] # one\ncase = \"ab01\" # as agreed\nassessed-by = \"Ruth Calder\"\n[assessment.answers]\n\
                    court-report = \"yes\" # twice\nreoffending-assessment = \"no\"\n";
    assert!(merged.text.starts_with(expected), "{}", merged.text);
    let filled = ImportChange::Changed("AB01".to_owned(), keys(&["assessed-by", "reoffending-assessment"]));
    assert_eq!(merged.changes, [filled, ImportChange::New("AB03".to_owned())]);
    let inline = "[[assessment]]\ncase = \"AB01\"\nanswers = { court-report = \"yes\" }\n";
    let merged = again(file(|_| {}), inline, &[]);
    let answers = "answers = { court-report = \"yes\", reoffending-assessment = \"no\" }";
    assert!(merged.text.contains(answers), "{}", merged.text);
    let bare = "# The judgements.\n";
    assert!(again(file(|_| {}), bare, &[]).text.starts_with("# The judgements.\n\n[[assessment]]\n"));
}

#[test]
fn what_a_sheet_has_no_more_is_told_and_stays_unless_it_is_to_go() {
    let first = import(file(|_| {})).text;
    let blank = || file(|sheet| sheet.rows[0][5] = Nothing);
    let told = again(blank(), &first, &[]);
    assert_eq!(told.changes, [ImportChange::Gone("AB01.court-report".to_owned())]);
    assert_eq!(told.text, first);
    let gone = again(blank(), &first, &["AB01.court-report"]);
    assert_eq!(gone.changes, [ImportChange::Changed("AB01".to_owned(), keys(&["court-report"]))]);
    assert_eq!(gone.text.matches("court-report").count(), 1);
    let shorter = || file(|sheet| sheet.rows.truncate(1));
    let told = again(shorter(), &first, &[]);
    assert_eq!((told.changes, told.text), (vec![ImportChange::Gone("AB03".to_owned())], first.clone()));
    let gone = again(shorter(), &first, &["AB03"]);
    assert_eq!(gone.changes, [ImportChange::Removed("AB03".to_owned())]);
    assert!(!gone.text.contains("AB03"), "{}", gone.text);
    // What is doubtful is no gap, and neither is a case that somebody typed.
    let doubtful = again(file(|sheet| sheet.rows[0][5] = Text("mostly")), &first, &[]);
    assert_eq!((doubtful.changes, doubtful.text), (Vec::new(), first));
    assert_eq!(again(shorter(), "[[assessment]]\ncase = \"AB07\"\n", &[]).changes.len(), 1);
}

#[test]
fn two_sheets_that_disagree_about_a_case_are_reported_and_neither_is_guessed() {
    let of_priya = |answer: &'static str| {
        file(|sheet| {
            sheet.name = "Judgements AI";
            sheet.marker = "sqspack:judgement-sheet:1:2027-01-aberford:ai";
            sheet.rows = vec![sound("AB01")];
            sheet.rows[0][5] = Text(answer);
        })
    };
    // In one run neither is taken.
    let together = import_into(FOLDER, &[file(|_| {}), of_priya("No")], "", &[]);
    assert!(asked(&together.report).contains(&"15 Judgements AI!F4".to_owned()), "{:?}", asked(&together.report));
    assert_eq!(together.text.matches("court-report").count(), 1);
    // One after the other, what was there first stays, and the other inspector is named.
    let first = import(file(|_| {})).text;
    let later = again(of_priya("No"), &first, &[]);
    assert_eq!((&later.text, &later.changes), (&first, &Vec::new()));
    let disagrees = later.report.problems.iter().find(|query| query.code.id == "SQS1715").expect("a problem");
    assert!(disagrees.what.contains("the sheet of Ruth Calder"), "{}", disagrees.what);
    assert_eq!(disagrees.cell.as_deref(), Some("F4"));
    let taken = again(of_priya("No"), &first, &["AB01.court-report"]);
    assert!(taken.text.contains("court-report = \"no\""));
    // Where they agree, nothing is said.
    let same = again(of_priya("Yes"), &first, &[]);
    assert!(!asked(&same.report).iter().any(|question| question.starts_with("15")), "{:?}", asked(&same.report));
}

#[test]
fn an_interview_against_what_the_record_says_is_asked_about_and_not_written() {
    let text = "[[assessment]]\ncase = \"AB01\"\ninterviewed-by = \"Priya Nair\"\n";
    let manager = super::record(FOLDER).cases.case_managers[0].name.to_string();
    let without: &'static str = manager.leak();
    let merged = again(file(|sheet| sheet.rows[0][4] = Text(without)), text, &[]);
    assert!(asked(&merged.report).contains(&"16 Judgements LI!E4".to_owned()), "{:?}", asked(&merged.report));
    assert!(!merged.text.contains("without ="), "{}", merged.text);
}
