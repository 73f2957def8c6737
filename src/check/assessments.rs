//! What was judged of the cases (guidance §3.4). A judgement that is missing is no mistake before the report is final.

use crate::problem::code;
use crate::record::{Assessment, CaseAnswer, Line, QuestionSettings};

use super::context::Context;
use super::names::{as_str, folded, folded_id, repeated, suggestion};
use super::{Finding, Findings};

/// Each assessment is about a selected case, and each case has one.
pub fn are_of_selected_cases(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let ids: Vec<&str> = cases.iter().map(|case| as_str(&case.id)).collect();
    for assessment in &context.record.findings.assessments {
        let id = &assessment.case;
        if cases.iter().all(|case| folded_id(&case.id) != folded_id(id)) {
            let message = format!("no selected case has the ID `{id}`");
            let help = match ids.as_slice() {
                [] => "list the selected cases first: `[[case]]` in cases.toml".to_owned(),
                ids => suggestion(id, ids, "type the ID of a selected case:"),
            };
            findings.add(Finding::new(code::FINDINGS_OF_NO_CASE, &id.at, message, help));
        }
    }
    let all = context.record.findings.assessments.iter().map(|assessment| &assessment.case);
    for (id, first) in repeated(all, folded_id, context) {
        let message = format!("the case `{id}` is assessed twice");
        let help = "make one `[[assessment]]` of the two, or type the other case's ID";
        findings.add(Finding::new(code::ASSESSED_TWICE, &id.at, message, help).with(&first.at, "assessed here first"));
    }
}

/// Each answer is one that its question can have, and each question is asked in this country.
pub fn answer_what_is_asked(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    let questions = context.settings.questions(country);
    for answer in context.record.findings.assessments.iter().flat_map(|assessment| &assessment.answers.0) {
        let id = &answer.question.value;
        match questions.iter().find(|question| *question.id.value == **id) {
            Some(question) => findings.0.extend(other_answer(context, question, answer)),
            None => {
                let ids: Vec<&str> = questions.iter().map(|question| as_str(&question.id)).collect();
                let message = format!("`{id}` is not a question that is asked in {}", country_words(context));
                let help = suggestion(id, &ids, "the questions are");
                findings.add(Finding::new(code::UNKNOWN_QUESTION, &answer.question.at, message, help));
            }
        }
    }
}

/// What is wrong with an answer to a question.
fn other_answer(context: &Context<'_>, question: &QuestionSettings, answer: &CaseAnswer) -> Option<Finding> {
    let known: Vec<&str> = match question.answers.as_slice() {
        [] => context.settings.answers().iter().map(|answer| as_str(&answer.id)).collect(),
        own => own.iter().map(as_str).collect(),
    };
    let given = as_str(&answer.answer);
    if known.contains(&given) {
        return None;
    }
    let message = format!("`{given}` is not an answer to `{}`", question.id);
    let help = suggestion(given, &known, "type one of");
    Some(Finding::new(code::UNKNOWN_ANSWER, &answer.answer.at, message, help))
}

fn country_words(context: &Context<'_>) -> &'static str {
    match context.country() {
        Some(crate::calendar::Country::Wales) => "Wales",
        _ => "England",
    }
}

/// Whoever assessed or interviewed is in the team.
pub fn were_made_by_the_team(context: &Context<'_>, findings: &mut Findings) {
    let members: Vec<&str> = context.facts.roster.members.iter().map(|member| as_str(member.name)).collect();
    if members.is_empty() {
        return;
    }
    let people = |assessment: &'_ Assessment| [assessment.assessed_by.clone(), assessment.interviewed_by.clone()];
    for name in context.record.findings.assessments.iter().flat_map(people).flatten() {
        if members.iter().any(|member| folded(member) == folded(&name)) {
            continue;
        }
        let message = format!("`{name}` is not a member of the inspection team");
        let help = suggestion(&name, &members, "type the name as in team.toml:");
        findings.add(Finding::new(code::UNKNOWN_ASSESSOR, &name.at, message, help));
    }
}

/// The case manager without whom a case was assessed is listed, and was not interviewed about it.
pub fn say_once_who_was_there(context: &Context<'_>, findings: &mut Findings) {
    let managers = &context.record.cases.case_managers;
    let names: Vec<&str> = managers.iter().map(|manager| as_str(&manager.name)).collect();
    for assessment in &context.record.findings.assessments {
        let Some(without) = &assessment.without else { continue };
        if !names.iter().any(|name| folded(name) == folded(without)) {
            let message = format!("`{without}` is not listed as a case manager");
            let help = suggestion(without, &names, "type the name as in cases.toml:");
            findings.add(Finding::new(code::UNKNOWN_CASE_MANAGER, &without.at, message, help));
        }
        if let Some(interviewed) = &assessment.interviewed_by {
            findings.add(contradicts(assessment, without, interviewed));
        }
    }
}

fn contradicts(assessment: &Assessment, without: &Line, interviewed: &Line) -> Finding {
    let message =
        format!("`{}` was assessed without `{without}`, and `{interviewed}` interviewed them", assessment.case);
    let help = "take `without` or `interviewed-by` out";
    let finding = Finding::new(code::INTERVIEW_CONTRADICTS, &without.at, message, help);
    finding.with(&interviewed.at, "interviewed here")
}

#[cfg(test)]
mod tests {
    use crate::check::tests::TestRecord;
    use crate::problem::{Problem, code};
    use crate::record::FileKind::Findings;

    fn told(files: &TestRecord) -> Vec<(String, String)> {
        let of = |problem: &Problem| (problem.code.id.to_owned(), problem.message.clone());
        files.problems().iter().filter(|problem| problem.place.file.path.ends_with("findings.toml")).map(of).collect()
    }

    #[test]
    fn what_was_judged_is_about_selected_cases_by_the_team_and_answers_what_is_asked() {
        let sound =
            "[[assessment]]\ncase = \"ab 01\"\nassessed-by = \"LEAD\"\n[assessment.answers]\ncourt-report = \"yes\"\n";
        let files = TestRecord::sound();
        let lead = files.facts(|facts| facts.roster.members[0].name.to_string());
        let sound = sound.replace("LEAD", &lead);
        assert_eq!(told(&files.clone().with(Findings, &sound)), []);
        for (was, becomes, id, message) in [
            ("ab 01", "AB99", "SQS1201", "no selected case has the ID `AB99`"),
            ("court-report", "court-raport", "SQS1203", "`court-raport` is not a question that is asked in England"),
            ("court-report", "welsh-choice", "SQS1203", "`welsh-choice` is not a question that is asked in England"),
            ("\"yes\"", "\"perhaps\"", "SQS1204", "`perhaps` is not an answer to `court-report`"),
            (lead.as_str(), "Nobody Known", "SQS1205", "`Nobody Known` is not a member of the inspection team"),
            (
                "[assessment.answers]",
                "without = \"Nobody Known\"\n[assessment.answers]",
                "SQS0208",
                "`Nobody Known` is not listed as a case manager",
            ),
        ] {
            let text = sound.replacen(was, becomes, 1);
            assert_eq!(told(&files.clone().with(Findings, &text)), [(id.to_owned(), message.to_owned())]);
        }
        let twice = format!("{sound}{}", sound.replace("ab 01", "AB01"));
        assert_eq!(told(&files.clone().with(Findings, &twice))[0].0, "SQS1202");
        let both =
            sound.replace("[assessment.answers]", &format!("interviewed-by = \"{lead}\"\nwithout = \"Joan Price\""));
        let both = both.split("court-report").next().expect("a part");
        assert_eq!(told(&files.with(Findings, both))[0].0, "SQS1206");
    }

    #[test]
    fn a_missing_judgement_is_told_as_a_count_once_the_report_is_final_and_not_before() {
        let begun = TestRecord::sound().with(Findings, "[[assessment]]\ncase = \"AB01\"\n");
        assert_eq!(told(&begun), []);
        let is_told = |files: &TestRecord| {
            let gap = |problem: &&Problem| problem.code == code::FINAL_WITH_GAP;
            files
                .problems()
                .iter()
                .filter(gap)
                .any(|problem| problem.message.contains("judgements on the cases are missing"))
        };
        let done = begun.clone().with(crate::record::FileKind::Report, "state = \"final\"");
        assert!(is_told(&done) && !is_told(&begun));
        assert!(!is_told(&done.without(Findings)));
    }
}
