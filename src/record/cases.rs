//! `cases.toml`: the selected cases, the case managers and when they are away.

use chrono::{NaiveDate, NaiveTime};

use super::declare::{choice, table};
use super::email::Email;
use super::language::Preference;
use super::reader::Placed;
use super::text::{Line, Paragraph};
use super::working_times::WorkingTime;
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
        /// The final schedule.
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
        /// The language in which they are written to, where the inspection is in two.
        pub language "language": Option<Placed<Preference>> = "\"welsh\"",
        /// Name of the line manager.
        pub line_manager "line-manager": Option<Line> = "\"Tom Hale\"",
        /// The office where the case manager is based; it need not be one where fieldwork takes place.
        pub site "site": Option<Line> = "\"Millgate House\"",
        /// Days on which the case manager is away, in the fieldwork week or the week before.
        pub away "away": Vec<Placed<NaiveDate>> = "[2027-01-19]",
        /// Hours at which the case manager cannot come.
        pub unavailable "unavailable": Vec<Unavailable> = "[{ on = 2027-01-19, from = 13:00:00, to = 17:00:00 }]",
        /// Days, or mornings and afternoons, on which the case manager works, if not on all.
        pub works "works": Vec<Placed<WorkingTime>> = "[\"monday\", \"tuesday morning\"]",
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
        /// Whether the case manager is interviewed about the case in its slot; yes if you leave it out. Without an interview,
        /// the case is inspected from its records alone (guidance §11.6).
        pub interview "interview": Option<Placed<bool>> = "true",
        /// Why the case has to stay in its slot; `sqspack schedule pin` writes it.
        pub pinned "pinned": Option<Paragraph> = "\"agreed with the case manager by telephone\"",
        /// What the schedule said of the case when it last went out, where it has changed since; `sqspack schedule replan
        /// --take` writes it.
        pub before "before": Option<Before> = "{ slot = \"LI 3\" }",
    }
}

table! {
    /// What the schedule said of a case when it last went out.
    pub struct Before "before" {
        /// The slot.
        pub slot "slot": Line = "\"LI 3\"",
        /// Whether the case manager was to be interviewed; where it is left out, they were.
        pub interview "interview": Option<Placed<bool>> = "false",
        /// The case that had the slot, where this one has come in its place; `sqspack sample replace` writes it.
        pub case "case": Option<Line> = "\"AB07\"",
        /// The case manager of the case that had the slot, if that was somebody else.
        pub case_manager "case-manager": Option<Line> = "\"Mared Ellis\"",
    }
}

impl Case {
    /// The case manager who was to be interviewed in the slot of `before` when the schedule last went out: nobody where the record
    /// does not say what it said then, or where there was to be no interview.
    pub fn former_interviewee(&self) -> Option<&Line> {
        let before = self.before.as_ref()?;
        let is_held = before.interview.as_ref().is_none_or(|interview| interview.value);
        let same_case = self.case_manager.as_ref().filter(|_| before.case.is_none());
        before.case_manager.as_ref().or(same_case).filter(|_| is_held)
    }

    /// The case manager who is interviewed about the case: nobody where it has none, or where the record says that there
    /// is no interview (guidance §11.6).
    pub fn interviewee(&self) -> Option<&Line> {
        self.case_manager.as_ref().filter(|_| self.interview.as_ref().is_none_or(|interview| interview.value))
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
        /// The row that stands in its place, where this one fell out of the selected sample; `sqspack sample replace` writes it.
        pub replaced_by "replaced-by": Option<Line> = "\"L034\"",
    }
}
