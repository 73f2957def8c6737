//! `concerns.toml`: what inspectors saw in a case that cannot wait for the report.

use chrono::NaiveDate;

use super::declare::{choice, table};
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// What cannot wait for the report (guidance §13). A case is its HMIP ID here; nothing about a child belongs in this file.
    pub struct ConcernsFile "" {
        /// Something of concern in one case.
        pub concerns "concern": Vec<Concern> = "[[concern]]",
    }
}

table! {
    /// Something of concern in one case, from the day on which it was seen to the day on which it is closed.
    pub struct Concern "concern" {
        /// The HMIP ID of the case.
        pub case "case": Line = "\"AB01\"",
        /// A concern, or an alert. The report cannot be final while an alert is open.
        pub kind "kind": Placed<ConcernKind> = "\"alert\"",
        /// The day on which it was seen.
        pub seen "seen": Placed<NaiveDate> = "2027-01-19",
        /// Who saw it: a member of the team.
        pub seen_by "seen-by": Option<Line> = "\"Ruth Calder\"",
        /// What was seen; never who the child is.
        pub what "what": Paragraph = "\"The plan says nothing of the knife that the police found.\"",
        /// The day on which the case manager was told, where possible during the interview.
        pub case_manager_told "case-manager-told": Option<Placed<NaiveDate>> = "2027-01-19",
        /// Why a manager was told before the case manager, or why the case manager was not told at all.
        pub case_manager_later "case-manager-later": Option<Paragraph> = "\"the case manager is on sick leave\"",
        /// The manager to whom it was escalated.
        pub manager "manager": Option<Line> = "\"Helen Marsh\"",
        /// The day on which the manager was told.
        pub manager_told "manager-told": Option<Placed<NaiveDate>> = "2027-01-19",
        /// What the manager was asked to do.
        pub asked "asked": Option<Paragraph> = "\"Review the plan with the police.\"",
        /// The day by which it was asked for.
        pub by "by": Option<Placed<NaiveDate>> = "2027-01-22",
        /// The day on which the answer came.
        pub answered "answered": Option<Placed<NaiveDate>> = "2027-01-21",
        /// The answer.
        pub answer "answer": Option<Paragraph> = "\"The plan was reviewed on 20 January.\"",
        /// The day on which it was closed. Leave it out while it is open.
        pub closed "closed": Option<Placed<NaiveDate>> = "2027-01-22",
        /// Who closed it: a member of the team, satisfied that all was done.
        pub closed_by "closed-by": Option<Line> = "\"Ruth Calder\"",
    }
}

choice! {
    /// How urgent something of concern is.
    pub enum ConcernKind "a kind of concern" {
        /// A concern.
        Concern = "concern",
        /// An alert.
        Alert = "alert",
    }
}
