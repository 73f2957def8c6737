//! `contacts.toml`: who is written to, and in which roles.

use super::declare::{choice, table};
use super::email::Email;
use super::language::Preference;
use super::reader::Placed;
use super::text::Line;

table! {
    /// The people outside HMI Probation who are written to.
    pub struct ContactsFile "" {
        /// A person. Somebody with several roles is listed once, with all of them.
        pub contacts "contact": Vec<Contact> = "[[contact]]",
    }
}

table! {
    /// Somebody who is written to.
    pub struct Contact "contact" {
        /// Name.
        pub name "name": Line = "\"Helen Marsh\"",
        /// The same name in Welsh, where a title in it has its own Welsh.
        pub name_welsh "name-welsh": Option<Line> = "\"Y Cynghorydd Helen Marsh\"",
        /// Title of the person's post, as it really is.
        pub title "title": Option<Line> = "\"Head of Youth Justice\"",
        /// The same title in Welsh.
        pub title_welsh "title-welsh": Option<Line> = "\"Pennaeth Cyfiawnder Ieuenctid\"",
        /// The person's roles in this inspection; somebody with several gets one message.
        pub roles "roles": Vec<Placed<Role>> = "[\"yot-manager\"]",
        /// If a chief executive or director serves several authorities of the YOT: those authorities.
        pub authorities "authorities": Vec<Line> = "[\"Aberford City Council\", \"Westmere Borough Council\"]",
        /// The authority or body that the person works for.
        pub organisation "organisation": Option<Line> = "\"Aberford City Council\"",
        /// The same authority or body by its Welsh name.
        pub organisation_welsh "organisation-welsh": Option<Line> = "\"Cyngor Sir Bro Llanhŷl\"",
        /// E-mail address.
        pub email "email": Option<Email> = "\"helen.marsh@aberford.example\"",
        /// The person's address for secure mail, where that is another: what is marked OFFICIAL-SENSITIVE goes there alone.
        pub secure_email "secure-email": Option<Email> = "\"helen.marsh@aberford.secure.example\"",
        /// Telephone number.
        pub telephone "telephone": Option<Line> = "\"01632 960145\"",
        /// Postal address, one entry for each line.
        pub address "address": Vec<Line> = "[\"Town Hall\", \"Aberford\", \"AB1 1AA\"]",
        /// Postal address in Welsh, one entry for each line, where it is not the same.
        pub address_welsh "address-welsh": Vec<Line> = "[\"Neuadd y Sir\", \"Rhyd-y-tŵr\", \"RT1 1AA\"]",
        /// The whole salutation, where it is not 'Dear' and the name.
        pub salutation "salutation": Option<Line> = "\"Dear Ms Marsh\"",
        /// The whole salutation in Welsh, where it is not 'Annwyl' and the name.
        pub salutation_welsh "salutation-welsh": Option<Line> = "\"Annwyl Ms Marsh\"",
        /// The language of messages that go to this person alone. A message to several people is in every language of the
        /// inspection.
        pub language "language": Option<Placed<Preference>> = "\"both\"",
    }
}

choice! {
    /// What a contact is to the inspection.
    pub enum Role "a role" {
        /// The head of the YOT, whatever the post is called.
        YotManager = "yot-manager",
        /// Chief executive of a local authority that the YOT serves.
        ChiefExecutive = "chief-executive",
        /// Chair of the YOT's management board.
        BoardChair = "board-chair",
        /// England: the director of children's services.
        DirectorOfChildrensServices = "director-of-childrens-services",
        /// Wales: the director of social services.
        DirectorOfSocialServices = "director-of-social-services",
        /// A strategic manager who gets copies of the letter and the report.
        StrategicManager = "strategic-manager",
        /// Elected member with responsibility for children's services.
        ElectedMemberChildren = "elected-member-children",
        /// Elected member with responsibility for crime and disorder.
        ElectedMemberCrime = "elected-member-crime",
        /// The police and crime commissioner.
        PoliceAndCrimeCommissioner = "police-and-crime-commissioner",
        /// A partner inspectorate that gets a copy of the report.
        Inspectorate = "inspectorate",
        /// The Youth Justice Board, or YJB Cymru.
        YouthJusticeBoard = "youth-justice-board",
        /// Somebody else who gets a copy of the report.
        ReportCopy = "report-copy",
    }
}
