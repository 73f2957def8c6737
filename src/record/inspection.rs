//! `inspection.toml`: the YOT, the fieldwork week, dates set by hand.

use chrono::{NaiveDate, NaiveTime};

use super::changes::ArrangementChange;
use super::declare::table;
use super::email::Email;
use super::keyed::Keyed;
use super::language::Language;
use super::preparation::{AgreedPoint, Information, Planning};
use super::reader::Placed;
use super::text::{Line, Paragraph};
use crate::calendar::{Country, Milestone};

table! {
    /// The inspection: which youth offending team, when the fieldwork is, and which dates were set by hand.
    pub struct InspectionFile "" {
        /// The inspected youth offending team.
        pub yot "yot": Yot = "[yot]",
        /// The languages of the documents. If you leave it out: Welsh and English in Wales, English in England. If there are
        /// two, neither version of a document comes without the other.
        pub languages "languages": Vec<Placed<Language>> = "[\"welsh\", \"english\"]",
        /// The offices where fieldwork takes place; most inspections have one (guidance §11.4).
        pub sites "site": Vec<Site> = "[[site]]",
        /// The fieldwork week.
        pub fieldwork "fieldwork": Fieldwork = "[fieldwork]",
        /// How many cases of each tier are inspected, where that is not the programme's usual split.
        pub sample "sample": Option<Sample> = "[sample]",
        /// Dates set by hand, each with its reason, and the days on which things were done. Leave a date out and it is worked
        /// out from the fieldwork week.
        pub dates "dates": Keyed<Milestone, HandDate> = "[dates.announcement]",
        /// The planning meeting.
        pub planning "planning": Option<Planning> = "[planning]",
        /// What was agreed in the planning meeting.
        pub agreed "agreed": Vec<AgreedPoint> = "[[agreed]]",
        /// The information in advance.
        pub information "information": Vec<Information> = "[[information]]",
        /// The calendar file that is sent with the dates.
        pub calendar "calendar": Option<CalendarRevision> = "[calendar]",
        /// Arrangements that changed after people had been told of them.
        pub changes "change": Vec<ArrangementChange> = "[[change]]",
        /// Warnings that somebody has looked at and put to rest.
        pub settled "settled": Vec<Settled> = "[[settled]]",
    }
}

table! {
    /// A warning that somebody has looked at: `check` counts it apart and shows it no more. An error cannot be settled.
    pub struct Settled "settled" {
        /// The code of the warning.
        pub code "code": Line = "\"SQS0405\"",
        /// Where it is: the file, and after a colon the key, a list counted from 1.
        pub place "at": Line = "\"report.toml: summary[2]\"",
        /// Words of the warning, or of the sentence that it points at, where the key alone would settle too much; never a
        /// child's name.
        pub about "about": Option<Line> = "\"which we visited in\"",
        /// Why it is all right.
        pub reason "reason": Paragraph = "\"the month\"",
    }
}

table! {
    /// The calendar file, `timeline.ics`.
    pub struct CalendarRevision "calendar" {
        /// How often dates have moved since the calendar file was first sent: raise it by one when one moves again, so that
        /// the calendars of those who have the file take the new date. A date that is set by hand for the first time needs
        /// no raise.
        pub revision "revision": Placed<u32> = "1",
    }
}

table! {
    /// The inspected youth offending team (YOT).
    pub struct Yot "yot" {
        /// Full name of the team, as letters give it.
        pub name "name": Line = "\"Aberford Youth Offending Team\"",
        /// Full name of the team in Welsh, as Welsh letters give it.
        pub name_welsh "name-welsh": Option<Line> = "\"Tîm Troseddau Ieuenctid Rhyd-y-tŵr\"",
        /// Name of the area, for titles; where it is left out, the first authority's name is taken.
        pub area "area": Option<Line> = "\"Aberford\"",
        /// Name of the area in Welsh.
        pub area_welsh "area-welsh": Option<Line> = "\"Rhyd-y-tŵr\"",
        /// The Welsh for 'in' and the area: the whole phrase, since the first letter of the name may change after 'in'.
        pub in_area_welsh "in-area-welsh": Option<Line> = "\"yn Rhyd-y-tŵr\"",
        /// Country: decides who is written to, the languages of the documents and the date of publication.
        pub country "country": Placed<Country> = "\"england\"",
        /// The local authorities that the team serves. A team can serve several.
        pub authorities "authorities": Vec<Line> = "[\"Aberford City Council\"]",
        /// The same authorities by their Welsh names, in the same order.
        pub authorities_welsh "authorities-welsh": Vec<Line> = "[\"Cyngor Bwrdeistref Sirol Rhyd-y-tŵr\"]",
        /// Name of the team's case management system.
        pub case_system "case-system": Option<Line> = "\"Childview\"",
        /// The part after the `@` in the e-mail addresses of the team and its authorities. `sqspack check` may warn of any
        /// other address.
        pub domains "domains": Vec<Line> = "[\"aberford.example\"]",
    }
}

table! {
    /// An office where fieldwork takes place.
    pub struct Site "site" {
        /// Name of the office, as the schedule gives it.
        pub name "name": Line = "\"Millgate House\"",
        /// Name of the office in Welsh.
        pub name_welsh "name-welsh": Option<Line> = "\"Tŷ Glan-yr-afon\"",
        /// Whom people can ask about this office.
        pub contact "contact": Option<Line> = "\"Jo Lark\"",
        /// E-mail address of that person; a message about this office goes there.
        pub email "email": Option<Email> = "\"jo.lark@aberford.example\"",
        /// The room in which interviews are held.
        pub room "room": Option<Line> = "\"Meeting room 2\"",
        /// The room in Welsh.
        pub room_welsh "room-welsh": Option<Line> = "\"Ystafell gyfarfod 2\"",
        /// Postal address, one entry for each line.
        pub address "address": Vec<Line> = "[\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]",
        /// Postal address in Welsh, one entry for each line.
        pub address_welsh "address-welsh": Vec<Line> = "[\"3 Stryd y Bont\", \"Rhyd-y-tŵr\", \"RT1 4YO\"]",
    }
}

table! {
    /// The fieldwork week (guidance §3.3).
    pub struct Fieldwork "fieldwork" {
        /// The Monday on which fieldwork starts, or the Tuesday after a Monday that is a bank holiday.
        pub starts "starts": Placed<NaiveDate> = "2027-01-18",
        /// The last day of fieldwork, where it is not the Wednesday of the same week.
        pub ends "ends": Option<Placed<NaiveDate>> = "2027-01-21",
    }
}

table! {
    /// How many cases of each tier are inspected (guidance §11.7).
    pub struct Sample "sample" {
        /// Number of first tier cases.
        pub first_tier "first-tier": Placed<u32> = "4",
        /// Number of community cases.
        pub community "community": Placed<u32> = "10",
        /// Number of custodial cases.
        pub custodial "custodial": Placed<u32> = "6",
        /// Why the split differs from the programme's.
        pub reason "reason": Paragraph = "\"too few recent custodial sentences\"",
    }
}

table! {
    /// A date that was set by hand, and when it was done.
    pub struct HandDate "dates" {
        /// The day, where it is set by hand.
        pub on "on": Option<Placed<NaiveDate>> = "2026-12-30",
        /// The time of day, where it is not the usual one.
        pub time "at": Option<Placed<NaiveTime>> = "10:00:00",
        /// Why the day was set by hand.
        pub reason "reason": Option<Paragraph> = "\"office closed on 31 December\"",
        /// The same reason in Welsh, for the Welsh timeline.
        pub reason_welsh "reason-welsh": Option<Paragraph> = "\"y swyddfa ar gau ar 31 Rhagfyr\"",
        /// The day on which it was really done.
        pub done "done": Option<Placed<NaiveDate>> = "2026-12-30",
    }
}
