//! The figures of the findings: how many cases stand on which side of each question, and which of that may be printed.

use std::collections::BTreeMap;

use super::country;
use super::names::folded_id;
use super::suppression::ShownFigures;
use super::tally::Tally;
use crate::calendar::Tier;
use crate::record::{AnswerMeaning, CaseAnswers, QuestionSettings, Record, Settings};

/// The figures of an inspection's findings.
#[derive(Clone, Debug)]
pub struct FindingsFigures<'s> {
    /// How many judgements there have to be: one on each question about each selected case.
    pub due: usize,
    /// How many of them are still missing.
    pub missing: usize,
    /// The figures, question by question.
    pub questions: Vec<QuestionFigures<'s>>,
}

/// The figures of one question.
#[derive(Clone, Debug)]
pub struct QuestionFigures<'s> {
    /// The question.
    pub question: &'s QuestionSettings,
    /// All cases, and those of each tier in order; nothing where the figure must not be printed.
    pub all: Option<Tally>,
    /// The tiers, in order.
    pub tiers: [Option<Tally>; 3],
}

/// The judgements of an inspection, counted: nothing is left out yet, so that nobody prints it.
pub(super) struct CountedFindings<'s> {
    /// How many judgements there have to be.
    due: usize,
    /// How many of them are still missing.
    missing: usize,
    /// Each question with its cases by tier.
    pub(super) questions: Vec<(&'s QuestionSettings, [Tally; 3])>,
}

impl<'s> CountedFindings<'s> {
    /// Counts the judgements of a record; nothing while no case is assessed.
    pub(super) fn of(record: &Record, settings: &'s Settings) -> Option<Self> {
        let assessments = &record.findings.assessments;
        if assessments.is_empty() {
            return None;
        }
        let mut by_case: BTreeMap<String, &CaseAnswers> = BTreeMap::new();
        for assessment in assessments {
            by_case.entry(folded_id(&assessment.case)).or_insert(&assessment.answers);
        }
        let cases = record.cases.cases.iter().map(|case| {
            let tier = Tier::ALL.iter().position(|tier| *tier == case.tier.value).unwrap_or_default();
            (by_case.get(&folded_id(&case.id)), tier)
        });
        let cases: Vec<(Option<&&CaseAnswers>, usize)> = cases.collect();
        let questions = settings.questions(country(record));
        let mut figures = Self { due: 0, missing: 0, questions: Vec::new() };
        for question in questions {
            let mut tiers = [Tally::default(); 3];
            for (answers, tier) in &cases {
                let meaning = answers.and_then(|answers| meaning(settings, question, answers));
                figures.due += 1;
                figures.missing += usize::from(meaning.is_none());
                tiers[*tier].count(meaning.unwrap_or(AnswerMeaning::Neither));
            }
            figures.questions.push((question, tiers));
        }
        Some(figures)
    }

    /// Whether each question has its answer about each case.
    pub(super) fn is_complete(&self) -> bool {
        self.missing == 0 && self.due > 0
    }
}

impl<'s> FindingsFigures<'s> {
    /// The figures of a record; nothing while no case is assessed.
    pub fn of(record: &Record, settings: &'s Settings) -> Option<Self> {
        let CountedFindings { due, missing, questions } = CountedFindings::of(record, settings)?;
        let figures = |(question, tiers)| QuestionFigures::of(question, tiers, settings.smallest_number());
        Some(Self { due, missing, questions: questions.into_iter().map(figures).collect() })
    }

    /// Whether each question has its answer about each case. Figures are printed only then: those of two days, one before and
    /// one after a case was judged, would differ by that case.
    pub fn is_complete(&self) -> bool {
        self.missing == 0 && self.due > 0
    }
}

impl<'s> QuestionFigures<'s> {
    fn of(question: &'s QuestionSettings, tiers: [Tally; 3], least: u32) -> Self {
        let shown = ShownFigures::of(&tiers, least);
        let all = tiers.iter().fold(Tally::default(), |sum, tier| sum.with(*tier));
        Self {
            question,
            all: shown.all.then_some(all),
            tiers: std::array::from_fn(|tier| shown.tiers[tier].then_some(tiers[tier])),
        }
    }
}

/// What the answer to a question means; nothing where there is no answer that the question can have.
fn meaning(settings: &Settings, question: &QuestionSettings, answers: &CaseAnswers) -> Option<AnswerMeaning> {
    let answer = answers.0.iter().find(|answer| *answer.question.value == **question.id)?;
    let is_allowed = question.answers.is_empty() || question.answers.iter().any(|one| ***one == *answer.answer.value);
    let known = settings.answers().iter().find(|known| *known.id.value == *answer.answer.value);
    known.filter(|_| is_allowed).map(|known| known.means.value)
}
