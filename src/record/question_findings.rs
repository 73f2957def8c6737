//! What can be wrong with the questions and answers in `sqspack.toml` beyond their form.

use std::collections::BTreeSet;

use super::finding::{Finding, Places};
use super::own_questions::own;
use super::reader::list;
use super::settings::SettingsFile;
use super::text::Line;
use crate::problem::code;

/// The least that `smallest-number` may be: with 1, a figure could be about a single case.
const LEAST: u32 = 2;

/// What is wrong with the questions and answers of the settings beyond their form. `found` is what reading has found wrong.
pub fn question_settings(file: &SettingsFile, found: &[Finding]) -> Vec<Finding> {
    let complained: Places = found.iter().map(|finding| finding.at.clone()).collect();
    let checks = [ids, unknown_answers, smallest_number];
    checks.into_iter().flat_map(|check| check(file)).filter(|finding| !complained.cover(&finding.at)).collect()
}

/// Each question and each answer has an ID of its own that can stand as a key.
fn ids(file: &SettingsFile) -> Vec<Finding> {
    let questions: Vec<&Line> = file.questions.iter().map(|question| &question.id).collect();
    let answers: Vec<&Line> = file.answers.iter().map(|answer| &answer.id).collect();
    let mut findings = Vec::new();
    for (what, ids) in [("questions", questions), ("answers", answers)] {
        let mut seen = BTreeSet::new();
        for id in ids {
            let is_plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
            if let Some(sign) = id.chars().find(|sign| !is_plain(*sign)) {
                let message = format!("`{sign}` cannot stand in the ID of one of the {what}");
                let help = "type small letters, digits and hyphens: `\"reoffending-plan\"`";
                findings.push(Finding::new(code::OUT_OF_RANGE, &id.at, message, help));
            } else if !seen.insert(&**id) {
                let message = format!("two {what} have the ID `{}`", &***id);
                findings.push(Finding::new(code::OUT_OF_RANGE, &id.at, message, "give each an ID of its own"));
            }
        }
    }
    findings
}

/// A question names answers that there are.
fn unknown_answers(file: &SettingsFile) -> Vec<Finding> {
    let answers = if file.answers.is_empty() { &own().answers } else { &file.answers };
    let known: Vec<&str> = answers.iter().map(|answer| &**answer.id).collect();
    let named = file.questions.iter().flat_map(|question| &question.answers);
    let unknown = named.filter(|answer| !known.contains(&&****answer));
    let finding = |answer: &Line| {
        let message = format!("`{}` is not one of the answers", &**answer);
        Finding::new(code::UNKNOWN_CHOICE, &answer.at, message, format!("type one of {}", list(&known)))
    };
    unknown.map(finding).collect()
}

fn smallest_number(file: &SettingsFile) -> Vec<Finding> {
    let given = file.programme.iter().filter_map(|programme| programme.smallest_number.as_ref());
    let small = given.filter(|number| number.value < LEAST);
    let message = "a figure could then be about a single case";
    small.map(|number| Finding::new(code::OUT_OF_RANGE, &number.at, message, "type 2 or more: `3`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{FileKind, read_file};

    #[test]
    fn questions_and_answers_that_cannot_be_are_told_at_their_place() {
        let question = |id: &str, more: &str| {
            format!("[[question]]\nid = \"{id}\"\ntheme = \"protecting-the-public\"\ntext = \"x\"\n{more}")
        };
        let twice = question("a", "") + &question("a", "");
        for (text, at, message) in [
            (question("Plan", ""), "\"Plan\"", "`P` cannot stand in the ID of one of the questions"),
            (twice, "\"a\"", "two questions have the ID `a`"),
            (question("a", "answers = [\"yes\", \"maybe\"]\n"), "\"maybe\"", "`maybe` is not one of the answers"),
            ("[programme]\nsmallest-number = 1\n".to_owned(), "1", "a figure could then be about a single case"),
        ] {
            let (file, _, found) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
            let wrong = question_settings(&file, &found);
            let told: Vec<_> =
                wrong.iter().map(|one| (&text[one.at.start..one.at.end], one.message.as_str())).collect();
            assert_eq!(told, [(at, message)]);
        }
    }
}
