//! How much of a record is looked at. `benches/growth.rs` shows how the cost of a check grows with a record.

use super::tests::TestRecord;
use crate::problem::code;
use crate::record::FileKind::{Contacts, Inspection};

fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

#[test]
fn of_more_mistakes_than_anybody_mends_the_first_are_told_and_no_rule_judges_the_file() {
    let keys = many(10_010, |number| format!("key-{number} = 1\n"));
    let problems = TestRecord::sound().with(Contacts, &keys).problems();
    assert_eq!(problems.len(), 1_001);
    let (more, told): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.code == code::TOO_LONG);
    assert!(told.iter().all(|problem| problem.code == code::UNKNOWN_KEY));
    assert_eq!(more.len(), 1);
    let message = "this file has 9010 more mistakes, and these are the first 1000";
    assert_eq!(more[0].message, message);
}

#[test]
fn of_a_rule_that_finds_more_than_anybody_mends_the_first_are_told_and_the_rest_are_counted() {
    let contact = |number: usize| format!("[[contact]]\nname = \"Ann Bee{number}\"\nroles = [\"yot-manager\"]\n");
    let problems = TestRecord::sound().with(Contacts, &many(3_000, contact)).problems();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    problems.iter().for_each(|problem| *counts.entry(problem.code.id).or_default() += 1);
    let (most, count) = counts.iter().max_by_key(|(_, count)| **count).expect("problems");
    assert_eq!(*count, 1_000, "{most}");
    let last = problems.iter().rfind(|problem| problem.code.id == *most).expect("one");
    assert!(last.help.contains("this file has ") && last.help.ends_with(" more of this kind"), "{}", last.help);
}

#[test]
fn more_settled_warnings_than_a_record_can_have_are_refused_at_the_first_too_many() {
    let entry =
        |number: usize| format!("[[settled]]\ncode = \"SQS0001\" # {number}\nat = \"team.toml\"\nreason = \"x\"\n");
    let problems = TestRecord::sound().append(Inspection, &many(501, entry)).problems();
    let refused: Vec<_> = problems.iter().filter(|problem| problem.code == code::TOO_LONG).collect();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].message.starts_with("501 warnings are settled here, and 500"), "{}", refused[0].message);
    let (before, after) = refused[0].place.file.text.split_at(refused[0].place.span.start);
    assert!(before.contains("# 499") && !before.contains("# 500") && after.contains("# 500"));
}
