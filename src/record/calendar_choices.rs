//! How a record writes a country, a milestone and a tier.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::declare::{choice_schema, choose};
use super::reader::{Reader, Scalar, Wrong};
use crate::calendar::{Country, Milestone, Tier};

macro_rules! calendar_choice {
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

calendar_choice!(Country, country, "a country", "The country: decides who is written to, and when.");
calendar_choice!(Milestone, milestone, "a milestone", "A step of the inspection that has a date.");
calendar_choice!(Tier, tier, "a tier", "The tier of a sentence.");

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
