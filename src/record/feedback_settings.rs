//! `[feedback]` of `sqspack.toml`: where feedback is given.

use super::declare::table;
use super::text::Line;

table! {
    /// Where the people who were inspected give feedback (guidance §7). Without an address, no message asks for it.
    pub struct FeedbackSettings "feedback" {
        /// Address of the confidential survey for case managers (guidance §11.8).
        pub survey "survey": Option<Line> = "\"https://survey.hmip.example/case-managers\"",
        /// Address of the same survey in Welsh.
        pub survey_welsh "survey-welsh": Option<Line> = "\"https://survey.hmip.example/rheolwyr-achos\"",
        /// Address of the evaluation by the manager of the inspected body.
        pub evaluation "evaluation": Option<Line> = "\"https://survey.hmip.example/evaluation\"",
        /// Address of the same evaluation in Welsh.
        pub evaluation_welsh "evaluation-welsh": Option<Line> = "\"https://survey.hmip.example/gwerthusiad\"",
    }
}
