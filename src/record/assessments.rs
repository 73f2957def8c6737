//! `findings.toml`: what the inspectors judged of each case.

use super::answers::CaseAnswers;
use super::declare::table;
use super::text::Line;

table! {
    /// The judgements on the cases (guidance §3.4). A case is its HMIP ID here; nothing about a child belongs in this file.
    pub struct FindingsFile "" {
        /// What was judged of one case.
        pub assessments "assessment": Vec<Assessment> = "[[assessment]]",
    }
}

table! {
    /// What was judged of one case.
    pub struct Assessment "assessment" {
        /// The HMIP ID of the case.
        pub case "case": Line = "\"AB01\"",
        /// Who assessed the case: a member of the team.
        pub assessed_by "assessed-by": Option<Line> = "\"Ruth Calder\"",
        /// Who interviewed the case manager, if that was not the person who assessed the case.
        pub interviewed_by "interviewed-by": Option<Line> = "\"Priya Nair\"",
        /// The case manager, if the case was assessed without them, from its records alone.
        pub without "without": Option<Line> = "\"Mared Ellis\"",
        /// A hash of what `sqspack findings import` wrote. While it matches, nobody has edited the assessment since.
        pub imported "imported": Option<Line> = "\"5d41402abc4b2a76\"",
        /// The answer to each question: the question's ID from `sqspack.toml` or the program, and one of the answers.
        pub answers "answers": CaseAnswers = "{ court-report = \"yes\", reoffending-plan = \"no\" }",
    }
}
