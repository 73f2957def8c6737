//! `[[question]]` and `[[answer]]` of `sqspack.toml`: what is asked about each case.

use super::declare::{choice, table};
use super::reader::Placed;
use super::text::Line;
use crate::calendar::Country;

choice! {
    /// A theme of the inspection, in the order of the report.
    pub enum Theme "a theme" {
        /// Reducing the likelihood of reoffending.
        ReducingReoffending = "reducing-reoffending",
        /// Protecting the public.
        ProtectingThePublic = "protecting-the-public",
        /// Protecting the child or young person.
        ProtectingTheChild = "protecting-the-child",
        /// Ensuring that the sentence is served.
        ServingTheSentence = "serving-the-sentence",
    }
}

choice! {
    /// What an answer says of the work on a case.
    pub enum AnswerMeaning "what an answer means" {
        /// The work was good enough.
        For = "for",
        /// The work was not good enough.
        Against = "against",
        /// The question does not arise in the case, so percentages leave the case out.
        Neither = "neither",
    }
}

table! {
    /// A question that is asked about each case (guidance §3.4). As soon as `sqspack.toml` has one, it replaces all questions
    /// of the program.
    pub struct QuestionSettings "question" {
        /// Its ID, as `findings.toml` names it: small letters, digits and hyphens.
        pub id "id": Line = "\"reoffending-plan\"",
        /// The theme to which it belongs.
        pub theme "theme": Placed<Theme> = "\"reducing-reoffending\"",
        /// The question.
        pub text "text": Line = "\"Was there a good enough plan to reduce reoffending?\"",
        /// The question in Welsh.
        pub text_welsh "text-welsh": Option<Line> = "\"A oedd cynllun digon da i leihau aildroseddu?\"",
        /// The country in which it is asked, where that is not both.
        pub country "country": Option<Placed<Country>> = "\"wales\"",
        /// The answers that it can have; where they are left out, all.
        pub answers "answers": Vec<Line> = "[\"yes\", \"no\"]",
    }
}

table! {
    /// An answer that a judgement can be. As soon as `sqspack.toml` has one, it replaces all answers of the program.
    pub struct AnswerSettings "answer" {
        /// The answer as `findings.toml` has it.
        pub id "id": Line = "\"yes\"",
        /// The answer in words.
        pub text "text": Line = "\"Yes\"",
        /// The answer in Welsh.
        pub text_welsh "text-welsh": Option<Line> = "\"Do\"",
        /// What it says of the work.
        pub means "means": Placed<AnswerMeaning> = "\"for\"",
    }
}
