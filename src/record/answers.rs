//! A table whose keys are questions and whose values are answers, both of them data of the workspace.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_spanned::Spanned;
use toml::de::DeValue;

use super::at::At;
use super::reader::{Field, MOST_ENTRIES, Placed, Reader, Wrong};
use super::text::Line;
use crate::problem::code;

/// The answers about a case, in the order in which they stand in the file. Which questions and answers there are, the
/// settings say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseAnswers(pub Vec<CaseAnswer>);

/// The answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseAnswer {
    /// The question's ID.
    pub question: Placed<String>,
    /// The answer.
    pub answer: Line,
}

impl Field for CaseAnswers {
    const REQUIRED: bool = false;
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Self {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "type each question with its answer: `answers = { court-report = \"yes\" }`";
            let wrong = Wrong::kind("a group of answers", value.get_ref(), help);
            reader.complain(wrong.code, value.span(), wrong.message, wrong.help);
            return Self::default();
        };
        if table.len() > MOST_ENTRIES {
            let message = format!("this group has {} answers, and {MOST_ENTRIES} are the most", table.len());
            reader.complain(code::TOO_LONG, value.span(), message, "take answers out");
            return Self::default();
        }
        let answer = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| CaseAnswer {
            question: Placed { value: key.get_ref().to_string(), at: reader.at(key.span()) },
            answer: Line::read(value, reader),
        };
        let mut answers: Vec<CaseAnswer> = table.iter().map(answer).collect();
        answers.sort_by_key(|answer| answer.question.at.start);
        Self(answers)
    }
    fn blank(_: At) -> Self {
        Self::default()
    }
    fn is_given(&self) -> bool {
        !self.0.is_empty()
    }
}

impl JsonSchema for CaseAnswers {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CaseAnswers".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let answer = generator.subschema_for::<Line>();
        schemars::json_schema!({ "type": "object", "additionalProperties": answer })
    }
}
