//! `accuracy.toml`: what the YOT found to be inaccurate in the draft report, and what became of it.

use chrono::NaiveDate;

use super::declare::{choice, table};
use super::language::Language;
use super::prose::Prose;
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// The check of the draft report for factual accuracy (guidance §14.3), point by point. Nothing about a child belongs here.
    pub struct AccuracyFile "" {
        /// Something that somebody found to be inaccurate.
        pub points "point": Vec<AccuracyPoint> = "[[point]]",
    }
}

table! {
    /// Something that somebody found to be inaccurate in the draft report. It is open until it has a decision.
    pub struct AccuracyPoint "point" {
        /// Its number; each point has its own.
        pub number "number": Placed<u32> = "1",
        /// The day on which it was raised.
        pub raised "raised": Placed<NaiveDate> = "2027-02-12",
        /// Who raised it: a name, with the post where that helps.
        pub by "by": Line = "\"Helen Marsh, Head of Youth Justice\"",
        /// The paragraph: `1.4` in the commentary; elsewhere the key in `report.toml`, a full stop and which paragraph there:
        /// `summary.2`.
        pub paragraph "paragraph": Line = "\"1.4\"",
        /// What was said, in the words of who raised it.
        pub said "said": Paragraph = "\"We visited 19 of the 20 children at home.\"",
        /// The language of those words; English where it is left out.
        pub said_in "said-in": Option<Placed<Language>> = "\"english\"",
        /// What was decided. Leave it out while the point is open.
        pub decision "decision": Option<Placed<AccuracyDecision>> = "\"accepted\"",
        /// Why.
        pub why "why": Option<Paragraph> = "\"The visits are in the records of 19 children.\"",
        /// The same in Welsh.
        pub why_welsh "why-welsh": Option<Paragraph> = "\"Mae’r ymweliadau yng nghofnodion 19 o blant.\"",
        /// The final words of the paragraph in English, as `report.toml` has them. A paragraph that was taken out has none.
        pub text "text": Option<Prose> = "\"Case managers had visited 19 of the 20 children at home.\"",
        /// The day on which it was decided.
        pub decided "decided": Option<Placed<NaiveDate>> = "2027-02-16",
        /// Who decided it.
        pub decided_by "decided-by": Option<Line> = "\"Ruth Calder\"",
    }
}

choice! {
    /// What becomes of a point of accuracy.
    pub enum AccuracyDecision "a decision on a point of accuracy" {
        /// The report says it as the point asks.
        Accepted = "accepted",
        /// The report changes, and not in everything that the point asks.
        Partly = "partly",
        /// The report stays as it was.
        Declined = "declined",
    }
}

impl AccuracyPoint {
    /// What was decided, where the report changes by it.
    pub fn change(&self) -> Option<AccuracyDecision> {
        let decision = self.decision.as_ref().map(|decision| decision.value);
        decision.filter(|decision| *decision != AccuracyDecision::Declined)
    }
}
