//! `complaints.toml`: what somebody complained of in the conduct of an inspection, and what was noted of it.

use chrono::NaiveDate;

use super::declare::table;
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// Complaints about the conduct of the inspection (guidance §8), and notes by managers who observed it (guidance §6).
    /// Nothing about a child belongs in this file.
    pub struct ComplaintsFile "" {
        /// A complaint.
        pub complaints "complaint": Vec<Complaint> = "[[complaint]]",
        /// A note on how somebody of the team inspects; no document shows it.
        pub observations "observation": Vec<Observation> = "[[observation]]",
    }
}

table! {
    /// A note by a manager of the inspectorate who attended part of the fieldwork (guidance §6), or a note on somebody's
    /// conduct (guidance §8).
    pub struct Observation "observation" {
        /// The day.
        pub on "on": Placed<NaiveDate> = "2027-01-19",
        /// The manager who observed.
        pub observed_by "observed-by": Line = "\"Judith Wren\"",
        /// Whom the note is about: a member of the team. Left out where it is about the team as a whole.
        pub member "member": Option<Line> = "\"Priya Nair\"",
        /// What was noted; never who a child is.
        pub note "note": Paragraph = "\"The interview left the case manager time to think.\"",
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
