//! What a judgement sheet can say: the cases, questions, answers and people of a record.

use crate::facts::{Facts, country, folded, folded_id, is_same_name, sheet_reference};
use crate::record::{AnswerSettings, Case, CaseManager, Line, QuestionSettings, Record, Settings};
use crate::returned::plain;

/// What the sheets of an inspection are read against.
#[derive(Debug)]
pub struct AskedOfCases<'r> {
    /// The inspection as a marker names it.
    pub reference: String,
    /// The questions that are asked in its country, each with the answers that it can have.
    pub questions: Vec<(&'r QuestionSettings, Vec<&'r AnswerSettings>)>,
    /// The team: each label as a marker names it, and the name.
    pub members: Vec<(String, &'r str)>,
    cases: &'r [Case],
    managers: &'r [CaseManager],
}

impl<'r> AskedOfCases<'r> {
    /// What is asked about the cases of a record.
    pub fn new(record: &'r Record, facts: &Facts<'r>, settings: &'r Settings) -> Self {
        let questions = settings.questions(country(record)).into_iter();
        Self {
            reference: sheet_reference(&record.folder),
            questions: questions.map(|question| (question, settings.answers_to(question))).collect(),
            members: facts
                .roster
                .members
                .iter()
                .map(|member| (member.label.to_lowercase(), as_str(member.name)))
                .collect(),
            cases: &record.cases.cases,
            managers: &record.cases.case_managers,
        }
    }

    /// The selected case of an HMIP ID.
    pub fn case(&self, typed: &str) -> Option<&'r Case> {
        self.cases.iter().find(|case| folded_id(&case.id) == folded_id(typed))
    }

    /// The place of a selected case in the record.
    pub fn place(&self, case: &str) -> usize {
        self.cases.iter().position(|known| *case == **known.id).unwrap_or(self.cases.len())
    }

    /// The answer that a word is, in either language, to the question of this number.
    pub fn answer(&self, question: usize, typed: &str) -> Option<&'r str> {
        let typed = plain(&typed.replace('-', " "));
        let words = |answer: &AnswerSettings| {
            let welsh = answer.text_welsh.as_ref().map(|words| words.to_string());
            [answer.id.to_string(), answer.text.to_string()].into_iter().chain(welsh).collect::<Vec<_>>()
        };
        let is_meant =
            |answer: &&&AnswerSettings| words(answer).iter().any(|word| plain(&word.replace('-', " ")) == typed);
        self.questions.get(question)?.1.iter().find(is_meant).map(|answer| &**answer.id)
    }

    /// The member of the team of this name.
    pub fn member(&self, typed: &str) -> Option<&'r str> {
        self.members.iter().map(|(_, name)| *name).find(|name| folded(name) == folded(typed))
    }

    /// The case manager of this name.
    pub fn manager(&self, typed: &str) -> Option<&'r str> {
        self.managers.iter().find(|manager| is_same_name(&manager.name, typed)).map(|manager| &**manager.name)
    }
}

fn as_str(line: &Line) -> &str {
    line
}
