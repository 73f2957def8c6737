//! A second list after the first, and what a person has typed between the two.

use super::*;

#[test]
fn a_second_import_of_the_same_list_changes_nothing() {
    let made = file(&list(|_| {}));
    let first = import_into(&made, "# mine\n", "# ours\n[[case]]\nid = \"AB01\" # first\ntier = \"community\"\n", &[]);
    assert!(first.children.starts_with("# mine\n") && first.cases.contains("id = \"AB01\" # first"));
    assert_eq!(first.changes.len(), 3, "{:?}", first.changes);
    let second = import_into(&made, &first.children, &first.cases, &[]);
    assert_eq!((second.children, second.cases, second.changes), (first.children, first.cases, vec![]));
}

#[test]
fn a_second_import_takes_what_changed_and_leaves_what_a_person_edited_unless_told() {
    let first = import(&file(&list(|_| {})));
    let changed = file(&list(|sheet| {
        sheet.rows[0][8] = Text("18 months");
        sheet.rows[1][8] = Text("24 months");
        sheet.rows.push(sound("0048999", "Thistledrake"));
    }));
    let edited =
        first.children.replacen("sentence-length = \"12 months\"", "sentence-length = \"13 months\" # by telephone", 1);
    let keys = vec!["sentence-length".to_owned()];
    let second = import_into(&changed, &edited, &first.cases, &[]);
    assert_eq!(
        second.changes,
        [
            ImportChange::Kept("L001".into(), keys.clone()),
            ImportChange::Changed("L002".into(), keys.clone()),
            ImportChange::New("L003".into())
        ]
    );
    assert!(second.children.contains("\"13 months\" # by telephone") && second.children.contains("\"24 months\""));
    let third = import_into(&changed, &edited, &first.cases, &["L001.sentence-length"]);
    assert!(third.children.contains("\"18 months\" # by telephone"), "{}", third.children);
    let gone = import_into(&file(&list(|sheet| drop(sheet.rows.pop()))), &first.children, &first.cases, &[]);
    assert_eq!(gone.changes, [ImportChange::Gone("L002".into())]);
    assert!(gone.children.contains("Orrowick"));
    let out = import_into(&file(&list(|sheet| drop(sheet.rows.pop()))), &first.children, &first.cases, &["L002"]);
    assert!(!out.children.contains("Orrowick"));
}

#[test]
fn an_answer_typed_into_the_record_closes_its_question_and_stays() {
    let made = file(&list(|sheet| sheet.rows[0][4] = Text("05/06/2010")));
    let first = import(&made);
    let answered = first.children.replacen("ethnicity", "date-of-birth = 2010-06-05\nethnicity", 1);
    let second = import_into(&made, &answered, &first.cases, &[]);
    assert_eq!(asked(&second.report), Vec::<String>::new());
    assert!(second.children.contains("date-of-birth = 2010-06-05"));
}

#[test]
fn a_name_of_a_case_manager_that_a_person_has_corrected_brings_nobody_new() {
    let made = file(&list(|sheet| sheet.rows[0][18] = Text("Ada Prior")));
    let first = import(&made);
    assert!(first.cases.contains("Ada Prior"));
    let corrected = first.children.replace("Ada Prior", "Ada Pryor");
    let second = import_into(&made, &corrected, "", &[]);
    assert!(!second.cases.contains("Ada Prior"), "{}", second.cases);
    assert!(second.cases.contains("Ada Pryor"), "{}", second.cases);
}
