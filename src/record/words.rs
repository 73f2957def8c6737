//! What the calendar's words are in a record, and what a TOML error is in an officer's words.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::declare::{choice_schema, choose};
use super::reader::{Reader, Scalar, Wrong};
use crate::calendar::{Country, Milestone, Tier};
use crate::problem::code;

macro_rules! calendar_words {
    ($type:ident, $meaning:ident, $needed:literal, $about:literal) => {
        impl Scalar for $type {
            fn blank() -> Self {
                Self::ALL[0]
            }
            fn parse(value: &DeValue<'_>, _: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
                choose(value, $needed, Self::ALL.iter().map(|choice| (choice.name(), *choice)), reader)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<_> = Self::ALL.iter().map(|word| (word.name(), $meaning(*word).to_owned())).collect();
                choice_schema(&words, $about)
            }
        }
    };
}

calendar_words!(Country, country, "a country", "The country: decides who is written to, and when.");
calendar_words!(Milestone, milestone, "a milestone", "A step of the inspection that has a date.");
calendar_words!(Tier, tier, "a tier", "The tier of a sentence.");

fn country(country: Country) -> &'static str {
    match country {
        Country::England => {
            "The director of children's services is written to; publication is in week 3 after fieldwork."
        }
        Country::Wales => "The director of social services is written to; publication is in week 5, in both languages.",
    }
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::FirstTier => "Referral and reparation orders.",
        Tier::Community => "Youth rehabilitation orders.",
        Tier::Custodial => "Sentences of detention.",
    }
}

fn milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announcement => "The call to the YOT manager, and the letter and pack on the same day.",
        Milestone::PlanningMeeting => "The planning meeting by telephone.",
        Milestone::LongListDue => "The YOT returns the long-list.",
        Milestone::SampleSent => "The selected sample and the schedule go to the YOT.",
        Milestone::InformationDue => "The YOT has sent the information in advance.",
        Milestone::FinalSchedule => "The final schedule goes to the YOT.",
        Milestone::FieldworkStart => "Set it in `[fieldwork]` as `starts`, not here.",
        Milestone::FieldworkEnd => "Set it in `[fieldwork]` as `ends`, not here.",
        Milestone::InterimFeedback => "The lead inspector's interim feedback by telephone.",
        Milestone::ReportEdited => "The draft report is edited and quality assured.",
        Milestone::DraftReportSent => "The draft report goes to the YOT manager.",
        Milestone::FactualAccuracyDue => "The YOT has returned factual inaccuracies.",
        Milestone::Translation => "Wales: the report goes to the translators.",
        Milestone::Publication => "The report is published.",
    }
}

/// Complains of an error that the TOML parser found.
pub fn complain_of_syntax(error: &toml::de::Error, text: &str, reader: &mut Reader) {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
    reader.complain(code::SYNTAX, span, message, syntax_help(error.message()));
}

/// How to mend a TOML error, by what the parser says of it.
fn syntax_help(message: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if has(&["duplicate key"]) {
        "each key may stand once in its group: take one of the two out; for another entry of a list, begin it with `[[…]]`"
    } else if has(&["quot", "string"]) {
        "put text between two straight quotes: `name = \"Helen Marsh\"`"
    } else if has(&["unclosed", "`]`", "array"]) {
        "close every bracket: `[\"one\", \"two\"]`, `[group]`, `[[entry]]`"
    } else if has(&["date", "time"]) {
        "write dates as `2027-01-18` and times as `14:00:00`, without quotes"
    } else if has(&["no value", "`=`", "key"]) {
        "write `key = value`, one to a line"
    } else {
        "write `key = value`, one to a line; text stands in quotes, dates as `2027-01-18`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;

    #[test]
    fn every_syntax_error_of_a_file_is_complained_of_with_help() {
        let text = "name = Helen\nwhen = \ntitle = \"ok\"\n";
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        let mut reader = Reader::new(FileKind::Contacts);
        errors.iter().for_each(|error| complain_of_syntax(error, text, &mut reader));
        assert!(reader.complaints.len() >= 2, "{:?}", reader.complaints);
        assert!(reader.complaints.iter().all(|complaint| !complaint.help.is_empty()));
    }
}
