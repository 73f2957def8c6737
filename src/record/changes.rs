//! `[[change]]` of `inspection.toml`: arrangements that changed after people had been told of them.

use chrono::NaiveDate;

use super::declare::{choice, table};
use super::email::Email;
use super::reader::Placed;
use super::text::{Line, Paragraph};

table! {
    /// An arrangement that changed after people had been told of it. Only the people whom it affects get a message.
    pub struct ArrangementChange "change" {
        /// What has changed.
        pub what "what": Placed<ChangeKind> = "\"inspector-replaced\"",
        /// The day on which it was decided.
        pub decided "decided": Placed<NaiveDate> = "2027-01-12",
        /// If fieldwork is postponed: the first day that people were told.
        pub from_day "from-day": Option<Placed<NaiveDate>> = "2027-01-11",
        /// If fieldwork is postponed: the new first day, the same as in `[fieldwork]`. Leave it out while there is none.
        pub to_day "to-day": Option<Placed<NaiveDate>> = "2027-01-18",
        /// Who was to inspect, or the office that the team was to work in.
        pub from "from": Option<Line> = "\"Owen Hartley\"",
        /// The office in Welsh.
        pub from_welsh "from-welsh": Option<Line> = "\"Tŷ Glan-yr-afon\"",
        /// E-mail address of the person who was to inspect, or of the former office's contact. They get the message too.
        pub from_email "from-email": Option<Email> = "\"owen.hartley@hmip.example\"",
        /// The former office's contact, if the office is no longer a `[[site]]`.
        pub from_contact "from-contact": Option<Line> = "\"Jo Lark\"",
        /// Who inspects instead, as in `team.toml`, or the office instead, as in `[[site]]`.
        pub to "to": Option<Line> = "\"Priya Nair\"",
        /// The reason, in words that everybody who gets the message may read.
        pub reason "reason": Option<Paragraph> = "\"Mr Hartley is needed in another inspection\"",
        /// The same reason in Welsh.
        pub reason_welsh "reason-welsh": Option<Paragraph> = "\"mae angen Mr Hartley ar arolygiad arall\"",
        /// The day on which the messages went out. Once you set it, the pack no longer holds them.
        pub told "told": Option<Placed<NaiveDate>> = "2027-01-12",
    }
}

impl ArrangementChange {
    /// The new first day of fieldwork, where it is postponed to a day that is known.
    pub fn postponed_to(&self) -> Option<&Placed<NaiveDate>> {
        self.to_day.as_ref().filter(|_| self.what.value == ChangeKind::FieldworkPostponed)
    }
}

choice! {
    /// The arrangements that can change after people were told of them.
    pub enum ChangeKind "a kind of change" {
        /// Fieldwork begins on another day, or on a day that is not known yet.
        FieldworkPostponed = "fieldwork-postponed",
        /// Somebody else inspects in the place of a member of the team.
        InspectorReplaced = "inspector-replaced",
        /// The team, or a part of it, works in another office.
        SiteChanged = "site-changed",
    }
}
