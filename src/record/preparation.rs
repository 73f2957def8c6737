//! What the announcement brings about before the sample is chosen: what the planning meeting agreed, and what has come of the
//! information in advance. Both are groups of `inspection.toml`.

use chrono::NaiveDate;

use super::declare::{choice, table};
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// The planning meeting by telephone (guidance §10.4). What was agreed stands in `[[agreed]]`.
    pub struct Planning "planning" {
        /// Who took part.
        pub present "present": Vec<Line> = "[\"Helen Marsh\", \"Ruth Calder\"]",
    }
}

table! {
    /// Something that was agreed in the planning meeting; the YOT manager gets it in writing. What is about one case or one
    /// member of staff does not belong here: it is confidential (guidance §10.4).
    pub struct AgreedPoint "agreed" {
        /// The point of the agenda.
        pub about "about": Placed<Topic> = "\"premises\"",
        /// What was agreed.
        pub what "what": Paragraph = "\"Each inspector has a room on the first floor.\"",
        /// The same in Welsh.
        pub what_welsh "what-welsh": Option<Paragraph> = "\"Bydd gan bob arolygydd ystafell ar y llawr cyntaf.\"",
        /// Who sees to it.
        pub who "who": Option<Line> = "\"Helen Marsh\"",
        /// By when.
        pub by "by": Option<Placed<NaiveDate>> = "2027-01-11",
    }
}

choice! {
    /// A point of the planning meeting's agenda (guidance §10.4 and §11).
    pub enum Topic "a point of the agenda" {
        /// The choice of cases and the long-list.
        Sample = "sample",
        /// How the lead inspector learns what is worth knowing about a case.
        Cases = "cases",
        /// How the needs of individual staff are met.
        Staff = "staff",
        /// The schedule of the fieldwork.
        Schedule = "schedule",
        /// When case managers are available.
        Availability = "availability",
        /// Contact details of those who get the report.
        Contacts = "contacts",
        /// Offices, rooms and doors.
        Premises = "premises",
        /// Access to the case management system and other records.
        Access = "access",
        /// The information in advance.
        Information = "information",
        /// Anything else.
        Other = "other",
    }
}

table! {
    /// Something that the YOT is asked to send in advance, and whether it has come (guidance §10.2). Anything without an
    /// entry is still to come.
    pub struct Information "information" {
        /// What was asked for.
        pub item "item": Placed<InformationItem> = "\"public-protection\"",
        /// What the document that came is called; needed for `other`.
        pub title "title": Option<Line> = "\"Public protection policy 2026\"",
        /// Its title in Welsh, where it has one.
        pub title_welsh "title-welsh": Option<Line> = "\"Polisi diogelu’r cyhoedd 2026\"",
        /// The day on which it was asked for.
        pub asked "asked": Option<Placed<NaiveDate>> = "2026-12-30",
        /// The day on which it came.
        pub received "received": Option<Placed<NaiveDate>> = "2027-01-08",
        /// The day on which the YOT said that there is no such document. The YOT has to write nothing for the inspection,
        /// except the structure chart.
        pub does_not_exist "does-not-exist": Option<Placed<NaiveDate>> = "2027-01-08",
        /// The days on which the YOT was reminded.
        pub chased "chased": Vec<Placed<NaiveDate>> = "[2027-01-08]",
        /// Where it lies, for the inspectors.
        pub kept "kept": Option<Line> = "\"team folder, Information in advance\"",
    }
}

choice! {
    /// What the YOT is asked to send in advance (guidance §10.2).
    pub enum InformationItem "an item of the information in advance" {
        /// Policy or procedure on public protection.
        PublicProtection = "public-protection",
        /// Policy or procedure on child protection and on managing vulnerability.
        ChildProtection = "child-protection",
        /// Policy or procedure on compliance, engagement and enforcement.
        Compliance = "compliance",
        /// Policy or procedure on how managers oversee practice.
        ManagementOversight = "management-oversight",
        /// Procedure for the quality assurance of casework and of reports to court.
        QualityAssurance = "quality-assurance",
        /// Structure chart of the YOT, with names: the one that is needed in any case.
        StructureChart = "structure-chart",
        /// Chart of where the YOT stands among its partners.
        PartnershipChart = "partnership-chart",
        /// Something else that was asked for.
        Other = "other",
    }
}
