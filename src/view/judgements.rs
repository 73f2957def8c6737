//! What the sheets ask on which inspectors judge their cases (guidance §3.4), as templates see it.

use schemars::JsonSchema;
use serde::Serialize;

use super::people::in_language;
use super::{CaseView, MemberView, PlacedCaseView, ViewBuilder};
use crate::facts::{country, sheet_reference};
use crate::record::QuestionSettings;

/// What is asked about each case, and what there is to choose from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgementSheetView {
    /// The inspection as the hidden marker of a sheet names it.
    pub reference: String,
    /// The questions that are asked in this country, in order.
    pub questions: Vec<JudgementQuestionView>,
    /// The lists of answers to choose from, each once.
    pub answer_lists: Vec<AnswerListView>,
}

/// A question about each case.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgementQuestionView {
    /// Its ID.
    pub id: String,
    /// `Protecting the public`
    pub theme: String,
    /// The question.
    pub text: String,
    /// The number of its list among `answer_lists`, from 1.
    pub answer_list: usize,
}

/// Answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerListView {
    /// Its number, from 1.
    pub number: usize,
    /// The answers in words, in order.
    pub answers: Vec<String>,
}

impl ViewBuilder<'_> {
    /// What is asked about each case.
    pub(super) fn judgement_sheet(&self) -> JudgementSheetView {
        let mut answer_lists: Vec<AnswerListView> = Vec::new();
        let mut question = |question: &QuestionSettings| {
            let answers = self.settings.answers_to(question).into_iter();
            let answers: Vec<String> =
                answers.map(|answer| in_language(self.language, &answer.text, &answer.text_welsh)).collect();
            let known = answer_lists.iter().find(|list| list.answers == answers).map(|list| list.number);
            let answer_list = known.unwrap_or_else(|| {
                answer_lists.push(AnswerListView { number: answer_lists.len() + 1, answers });
                answer_lists.len()
            });
            JudgementQuestionView {
                id: question.id.to_string(),
                theme: self.phrases.theme(question.theme.value.word()),
                text: in_language(self.language, &question.text, &question.text_welsh),
                answer_list,
            }
        };
        let questions = self.settings.questions(country(self.record)).into_iter().map(&mut question).collect();
        JudgementSheetView { reference: sheet_reference(&self.record.folder), questions, answer_lists }
    }

    /// Gives each member of the team the cases that they inspect, in the order of their slots.
    pub(super) fn give_cases(&self, members: &mut [MemberView], placed: &[PlacedCaseView], cases: &[CaseView]) {
        for member in members {
            let own = placed.iter().filter(|case| case.label == member.label);
            member.inspects =
                own.filter_map(|placed| cases.iter().find(|case| case.id == placed.case_id)).cloned().collect();
        }
    }
}
