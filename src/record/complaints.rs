//! `complaints.toml`: what somebody complained of in the conduct of an inspection.

use chrono::NaiveDate;

use super::declare::table;
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// What somebody complained of in the conduct of the inspection (guidance §8). Nothing about a child belongs in this file.
    pub struct ComplaintsFile "" {
        /// A complaint.
        pub complaints "complaint": Vec<Complaint> = "[[complaint]]",
    }
}

table! {
    /// A complaint, from the day on which it was raised to its outcome.
    pub struct Complaint "complaint" {
        /// The day on which it was raised.
        pub raised "raised": Placed<NaiveDate> = "2027-01-19",
        /// Who raised it.
        pub raised_by "raised-by": Line = "\"Helen Marsh\"",
        /// What it is about.
        pub about "about": Paragraph = "\"Two interviews began late.\"",
        /// The day on which the lead inspector answered.
        pub answered "answered": Option<Placed<NaiveDate>> = "2027-01-20",
        /// What the lead inspector answered, and did to put it right.
        pub answer "answer": Option<Paragraph> = "\"The interviews of Wednesday begin half an hour later.\"",
        /// Whether whoever raised it is satisfied with the answer.
        pub satisfied "satisfied": Option<Placed<bool>> = "false",
        /// The day on which whoever raised it was told of the complaints procedure: needed where they are not satisfied.
        pub procedure_told "procedure-told": Option<Placed<NaiveDate>> = "2027-01-21",
        /// The day on which it came to its end. Leave it out while it is open.
        pub closed "closed": Option<Placed<NaiveDate>> = "2027-02-26",
        /// What came of it.
        pub outcome "outcome": Option<Paragraph> = "\"The complaint was taken no further.\"",
    }
}
