//! `cases.toml`: the selected cases, the case managers and when they are away.

use chrono::{NaiveDate, NaiveTime};

use super::declare::{choice, table};
use super::reader::Placed;
use super::text::{Email, Line, Paragraph};
use crate::calendar::Tier;

table! {
    /// The selected cases and the case managers who present them. Nothing about a child belongs here.
    pub struct CasesFile "" {
        /// Whether the schedule is the one for checking, which goes out with the selected sample, or the final one; where it is
        /// left out, for checking. In a final schedule each case has its slot.
        pub schedule "schedule": Option<Placed<ScheduleState>> = "\"for-checking\"",
        /// A case manager.
        pub case_managers "case-manager": Vec<CaseManager> = "[[case-manager]]",
        /// A row of the long-list that a person wants in the sample; `sqspack sample pin` writes it.
        pub pins "pin": Vec<Pinned> = "[[pin]]",
        /// A row of the long-list that a person keeps out of the sample; `sqspack sample bar` writes it.
        pub bars "bar": Vec<Barred> = "[[bar]]",
        /// A selected case.
        pub cases "case": Vec<Case> = "[[case]]",
    }
}

choice! {
    /// How far the schedule is (guidance §15).
    pub enum ScheduleState "a state of the schedule" {
        /// The schedule that the YOT checks, sent with the selected sample.
        ForChecking = "for-checking",
        /// The schedule that holds.
        Final = "final",
    }
}

table! {
    /// A case manager, who is interviewed about the cases they hold (guidance §11.5).
    pub struct CaseManager "case-manager" {
        /// Name.
        pub name "name": Line = "\"Mared Ellis\"",
        /// E-mail address; the link to the feedback survey goes there (guidance §11.8).
        pub email "email": Option<Email> = "\"mared.ellis@aberford.example\"",
        /// Telephone number.
        pub telephone "telephone": Option<Line> = "\"01632 960178\"",
        /// Name of the line manager.
        pub line_manager "line-manager": Option<Line> = "\"Tom Hale\"",
        /// The office where the case manager is based; it need not be one where fieldwork takes place.
        pub site "site": Option<Line> = "\"Millgate House\"",
        /// Days on which the case manager is away, in the fieldwork week or the week before.
        pub away "away": Vec<Placed<NaiveDate>> = "[2027-01-19]",
        /// Hours at which the case manager cannot come.
        pub unavailable "unavailable": Vec<Unavailable> = "[{ on = 2027-01-19, from = 13:00:00, to = 17:00:00 }]",
        /// Days, or mornings and afternoons, on which the case manager works, if not on all.
        pub works "works": Vec<Line> = "[\"monday\", \"tuesday morning\"]",
    }
}

table! {
    /// Hours of a day at which somebody cannot come.
    pub struct Unavailable "unavailable" {
        /// The day.
        pub on "on": Placed<NaiveDate> = "2027-01-19",
        /// From this time.
        pub from "from": Placed<NaiveTime> = "13:00:00",
        /// To this time.
        pub to "to": Placed<NaiveTime> = "17:00:00",
        /// Why.
        pub reason "reason": Option<Line> = "\"court\"",
    }
}

table! {
    /// A selected case.
    pub struct Case "case" {
        /// The HMIP ID: the reference that HMI Probation gives to the case.
        pub id "id": Line = "\"AB01\"",
        /// The tier of the sentence.
        pub tier "tier": Placed<Tier> = "\"community\"",
        /// Name of the case manager. Leave it out for a case that is inspected from its records alone.
        pub case_manager "case-manager": Option<Line> = "\"Mared Ellis\"",
        /// The slot in the schedule: `LI 3` is the third case on the lead inspector's page.
        pub slot "slot": Option<Line> = "\"LI 3\"",
    }
}

table! {
    /// A row of the long-list that has to be in the sample (guidance §10.4). The row is named by its reference alone.
    pub struct Pinned "pin" {
        /// The reference of the row.
        pub reference "reference": Line = "\"L017\"",
        /// Why, in words that the YOT may read; never a child's name.
        pub reason "reason": Paragraph = "\"the lead inspector wants a second remand case\"",
    }
}

table! {
    /// A row of the long-list that must not be in the sample (guidance §10.4). It counts in the shares all the same.
    pub struct Barred "bar" {
        /// The reference of the row.
        pub reference "reference": Line = "\"L021\"",
        /// Why, in words that the YOT may read; never a child's name.
        pub reason "reason": Paragraph = "\"another YOT made the assessment and the plan\"",
    }
}
