//! `report.toml`: what the inspection found.

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::declare::{choice, table};
use super::prose::Prose;
use super::reader::{Placed, Reader, Scalar, Wrong};
use super::text::Line;
use super::written::decimal;
use crate::problem::code;

table! {
    /// The findings. Whatever is not there yet stands in the report as a visible gap. In each text, an empty line begins a
    /// new paragraph, lines that begin with `- ` are a list, and `{findings.court-report}` writes a figure of the findings in.
    pub struct ReportFile "" {
        /// Whether the report is the draft that the YOT manager checks, or the final one; where it is left out, a draft. In a
        /// final report a gap is an error.
        pub state "state": Option<Placed<ReportState>> = "\"draft\"",
        /// The numbers of paragraphs of the commentary that were in the draft and have been taken out. No other paragraph
        /// gets these numbers, so the remaining paragraphs keep theirs (guidance §14.3).
        pub withdrawn "withdrawn": Vec<Line> = "[\"1.2\"]",
        /// Paragraphs about the context, after the standing text.
        pub context "context": Vec<Prose> = "[\"The service was reorganised in the spring.\"]",
        /// The published reoffending rate and what it is compared with.
        pub reoffending "reoffending": Option<Reoffending> = "[reoffending]",
        /// The overall summary, paragraph by paragraph.
        pub summary "summary": Vec<Prose> = "[\"Overall, we found that …\"]",
        /// How the findings compare with the previous inspection.
        pub previous_inspection "previous-inspection": Option<Prose> = "\"In 2024 we found that …\"",
        /// The commentary, in four themes.
        pub commentary "commentary": Option<Commentary> = "[commentary]",
        /// Paragraphs about operational management.
        pub operational_management "operational-management": Vec<Prose> = "[\"Case managers told us that …\"]",
        /// Key strengths, the most significant first.
        pub strengths "strengths": Vec<Prose> = "[\"Assessments were timely.\"]",
        /// Areas requiring improvement, the most significant first.
        pub improvements "improvements": Vec<Prose> = "[\"Plans should be reviewed after significant change.\"]",
        /// Who read the draft as its quality assurance, and what was put right.
        pub quality_assurance "quality-assurance": Vec<QualityAssurance> = "[[quality-assurance]]",
        /// The same findings in Welsh, as the translators give them; what is not there yet is a visible gap in the Welsh
        /// report.
        pub welsh "welsh": Option<WelshReport> = "[welsh]",
    }
}

choice! {
    /// How far the report is (guidance §14.3).
    pub enum ReportState "a state of the report" {
        /// The draft that the YOT manager checks for factual inaccuracies.
        Draft = "draft",
        /// The report that is published.
        Final = "final",
    }
}

table! {
    /// A reading of the report as its quality assurance (guidance §6). A final report has had one.
    pub struct QualityAssurance "quality-assurance" {
        /// Who read the report.
        pub read_by "read-by": Line = "\"Judith Wren\"",
        /// The day on which they read it.
        pub on "on": Placed<NaiveDate> = "2027-02-08",
        /// What was put right; left out where nothing was wrong.
        pub put_right "put-right": Vec<Line> = "[\"Said how many plans we read.\"]",
    }
}

table! {
    /// The findings in Welsh.
    pub struct WelshReport "welsh" {
        /// Paragraphs about the context.
        pub context "context": Vec<Prose> = "[\"…\"]",
        /// The overall summary, paragraph by paragraph.
        pub summary "summary": Vec<Prose> = "[\"…\"]",
        /// How the findings compare with the previous inspection.
        pub previous_inspection "previous-inspection": Option<Prose> = "\"…\"",
        /// The commentary, in four themes.
        pub commentary "commentary": Option<Commentary> = "{ protecting-the-public = [\"…\"] }",
        /// Paragraphs about operational management.
        pub operational_management "operational-management": Vec<Prose> = "[\"…\"]",
        /// Key strengths.
        pub strengths "strengths": Vec<Prose> = "[\"…\"]",
        /// Areas requiring improvement.
        pub improvements "improvements": Vec<Prose> = "[\"…\"]",
        /// Where the reoffending figures were published.
        pub source "source": Option<Line> = "\"Y Weinyddiaeth Gyfiawnder, ystadegau cyfiawnder ieuenctid\"",
        /// The cohort that the reoffending figures describe.
        pub cohort "cohort": Option<Line> = "\"…\"",
    }
}

table! {
    /// The published reoffending rate.
    pub struct Reoffending "reoffending" {
        /// The YOT's rate in per cent, to one decimal.
        pub rate "rate": Placed<PerCent> = "37.5",
        /// The YOT's rate a year before.
        pub previous "previous": Placed<PerCent> = "39.1",
        /// The rate of England and Wales.
        pub england_and_wales "england-and-wales": Placed<PerCent> = "38.0",
        /// Where the figures were published.
        pub source "source": Line = "\"Ministry of Justice, Youth justice statistics\"",
        /// The cohort that the figures describe.
        pub cohort "cohort": Line = "\"young people cautioned, convicted or released in 2025\"",
    }
}

table! {
    /// The commentary: paragraphs on each of the four themes, which are numbered 1.1, 1.2 and so on.
    pub struct Commentary "commentary" {
        /// Reducing the likelihood of reoffending.
        pub reducing_reoffending "reducing-reoffending": Vec<Prose> = "[\"…\"]",
        /// Protecting the public.
        pub protecting_the_public "protecting-the-public": Vec<Prose> = "[\"…\"]",
        /// Protecting the child or young person.
        pub protecting_the_child "protecting-the-child": Vec<Prose> = "[\"…\"]",
        /// Ensuring that the sentence is served.
        pub serving_the_sentence "serving-the-sentence": Vec<Prose> = "[\"…\"]",
    }
}

/// A percentage to one decimal, kept in tenths so that it is printed as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PerCent {
    /// Tenths of a per cent: 375 for 37.5.
    pub tenths: u32,
}

impl std::fmt::Display for PerCent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

impl Scalar for PerCent {
    fn blank() -> Self {
        Self { tenths: 0 }
    }
    fn parse(value: &DeValue<'_>, span: std::ops::Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let help = "write a number from 0 to 100 with one decimal, without quotes: `37.5`";
        let typed = match value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            other => {
                let typed = other.as_str().and_then(decimal);
                let words = "type a number from 0 to 100 with one decimal, without quotation marks";
                let help = reader.with_line(words, &span, typed, "`12.5`");
                return Err(Wrong::kind("a percentage", other, help));
            }
        };
        let out_of_range = || Wrong {
            code: code::OUT_OF_RANGE,
            message: format!("{} is not a percentage to one decimal", reader.quoted(typed)),
            help: help.to_owned(),
        };
        let (whole, tenth) = typed.split_once('.').unwrap_or((typed, "0"));
        let digits = whole.parse::<u32>().ok().filter(|_| tenth.len() == 1).zip(tenth.parse::<u32>().ok());
        let tenths = digits.and_then(|(whole, tenth)| whole.checked_mul(10)?.checked_add(tenth));
        tenths.filter(|tenths| *tenths <= 1000).map(|tenths| Self { tenths }).ok_or_else(out_of_range)
    }
}

impl JsonSchema for PerCent {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PerCent".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // No `multipleOf`: an editor that divides binary fractions would refuse 38.1.
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;

    fn read(text: &str) -> Option<String> {
        let parsed = DeValue::parse(text).expect("a TOML value");
        PerCent::parse(parsed.get_ref(), 0..0, &mut Reader::new(FileKind::Report, "")).ok().map(|rate| rate.to_string())
    }

    #[test]
    fn a_percentage_is_printed_as_it_was_typed() {
        assert_eq!(read("37.5").as_deref(), Some("37.5"));
        assert_eq!(read("38").as_deref(), Some("38.0"));
        assert_eq!(read("0.5").as_deref(), Some("0.5"));
        assert_eq!(read("100").as_deref(), Some("100.0"));
    }

    #[test]
    fn what_is_not_a_percentage_to_one_decimal_is_refused() {
        for typed in ["37.55", "100.1", "-1.5", "1e3", "inf", "0x10", "\"37.5\""] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
