//! The columns of a judgement sheet: the fields that stand behind their headings, and the headings in both languages.

use super::asked::AskedOfCases;
use crate::returned::plain;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JudgementColumn {
    /// The HMIP ID of the case.
    Case,
    /// Its tier.
    Tier,
    /// Who assessed it.
    AssessedBy,
    /// Who interviewed the case manager.
    InterviewedBy,
    /// The case manager without whom it was assessed.
    Without,
    /// The question of this number.
    Question(usize),
}

/// The columns that every sheet has: field, and heading in English and Welsh.
const FIXED: [(JudgementColumn, &str, &str, &str); 5] = [
    (JudgementColumn::Case, "case", "Case", "Achos"),
    (JudgementColumn::Tier, "tier", "Tier", "Haen"),
    (JudgementColumn::AssessedBy, "assessed-by", "Assessed by", "Aseswyd gan"),
    (JudgementColumn::InterviewedBy, "interviewed-by", "Interviewed by", "Cyfwelwyd gan"),
    (JudgementColumn::Without, "without", "Assessed without", "Aseswyd heb"),
];

/// What the field of a question begins with; its ID follows.
const ANSWER: &str = "answers-";

impl JudgementColumn {
    /// All columns that a sheet should have.
    pub fn all(asked: &AskedOfCases<'_>) -> Vec<Self> {
        let fixed = FIXED.iter().map(|(column, ..)| *column);
        fixed.chain((0..asked.questions.len()).map(Self::Question)).collect()
    }

    /// Whether the record keeps what stands in it, and does not have it from elsewhere.
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Case | Self::Tier)
    }

    /// Whether every case has something in it.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::AssessedBy | Self::Question(_))
    }

    /// The column with a field.
    pub fn of_field(field: &str, asked: &AskedOfCases<'_>) -> Option<Self> {
        let field = field.trim();
        if let Some(id) = field.strip_prefix(ANSWER) {
            return asked.questions.iter().position(|(question, _)| **question.id == *id).map(Self::Question);
        }
        FIXED.iter().find(|(_, known, ..)| *known == field).map(|(column, ..)| *column)
    }

    /// The column with a heading in either language.
    pub fn called(heading: &str, asked: &AskedOfCases<'_>) -> Option<Self> {
        let heading = plain(heading);
        let is_fixed = |(_, _, english, welsh): &&(Self, &str, &str, &str)| {
            [english, welsh].iter().any(|known| plain(known) == heading)
        };
        if let Some((column, ..)) = FIXED.iter().find(is_fixed) {
            return Some(*column);
        }
        let is_called = |(question, _): &(&crate::record::QuestionSettings, _)| {
            let welsh = question.text_welsh.as_ref();
            plain(&question.text) == heading || welsh.is_some_and(|text| plain(text) == heading)
        };
        asked.questions.iter().position(is_called).map(Self::Question)
    }

    /// Its name in `findings.toml`, as changes and questions have it.
    pub fn key<'k>(self, asked: &'k AskedOfCases<'_>) -> &'k str {
        match self {
            Self::Question(number) => asked.questions.get(number).map_or("", |(question, _)| &question.id),
            fixed => FIXED.iter().find(|(column, ..)| *column == fixed).map_or("", |(_, field, ..)| field),
        }
    }

    /// Its heading in English.
    pub fn heading(self, asked: &AskedOfCases<'_>) -> String {
        match self {
            Self::Question(number) => {
                asked.questions.get(number).map_or_else(String::new, |(question, _)| question.text.to_string())
            }
            fixed => {
                FIXED.iter().find(|(column, ..)| *column == fixed).map_or("", |(_, _, english, _)| english).to_owned()
            }
        }
    }
}
