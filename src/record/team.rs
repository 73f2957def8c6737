//! `team.toml`: who inspects, and who supports them.

use chrono::NaiveDate;

use super::cases::Unavailable;
use super::declare::table;
use super::email::Email;
use super::reader::Placed;
use super::text::Line;
use super::working_times::WorkingTime;

table! {
    /// The inspection team (guidance §11.1).
    pub struct TeamFile "" {
        /// The lead inspector, who has the first page of the schedule (slots `LI 1` to `LI 7`).
        pub lead_inspector "lead-inspector": Option<Inspector> = "[lead-inspector]",
        /// Further inspectors of HMI Probation, in the order of their schedule pages (`AI 1`, or `AI1 1`, `AI2 1` where
        /// there are several).
        pub inspectors "inspector": Vec<Inspector> = "[[inspector]]",
        /// Local assessors from other YOTs, in the order of their schedule pages (`LA 1`, or `LA1 1`, `LA2 1`).
        pub local_assessors "local-assessor": Vec<LocalAssessor> = "[[local-assessor]]",
        /// The support services officer in the office, the YOT's named contact.
        pub support_officer "support-officer": Option<SupportOfficer> = "[support-officer]",
    }
}

table! {
    /// An inspector of HMI Probation.
    pub struct Inspector "inspector" {
        /// Name.
        pub name "name": Line = "\"Ruth Calder\"",
        /// Title, where it is not 'Lead inspector' or 'Assistant inspector'.
        pub title "title": Option<Line> = "\"Lead inspector\"",
        /// The same title in Welsh.
        pub title_welsh "title-welsh": Option<Line> = "\"Arolygydd arweiniol\"",
        /// E-mail address.
        pub email "email": Option<Email> = "\"ruth.calder@hmip.example\"",
        /// Telephone number.
        pub telephone "telephone": Option<Line> = "\"0161 496 0111\"",
        /// Date of the last enhanced DBS check; it counts for three years.
        pub dbs_checked "dbs-checked": Option<Placed<NaiveDate>> = "2025-03-14",
        /// The office where the person works: one for the whole week, or one for each day of fieldwork. Where it is left
        /// out, the first site is taken.
        pub sites "sites": Vec<Line> = "[\"Millgate House\"]",
        /// Days on which the person cannot inspect.
        pub away "away": Vec<Placed<NaiveDate>> = "[2027-01-19]",
        /// Hours at which the person cannot inspect.
        pub unavailable "unavailable": Vec<Unavailable> = "[{ on = 2027-01-19, from = 13:00:00, to = 17:00:00 }]",
        /// Days, or mornings and afternoons, on which the person works, if not on all.
        pub works "works": Vec<Placed<WorkingTime>> = "[\"monday\", \"tuesday morning\"]",
    }
}

table! {
    /// A local assessor: a volunteer from another YOT (guidance §4).
    pub struct LocalAssessor "local-assessor" {
        /// Name.
        pub name "name": Line = "\"Dev Chaudhry\"",
        /// The YOT that the assessor comes from; never the inspected one.
        pub home_yot "home-yot": Line = "\"Elmbridge Vale Youth Justice Service\"",
        /// The same YOT by its Welsh name.
        pub home_yot_welsh "home-yot-welsh": Option<Line> = "\"Gwasanaeth Cyfiawnder Ieuenctid Glannau Menwyr\"",
        /// The inspector who supervises the assessor; where it is left out, assessors and further inspectors are paired in
        /// their order.
        pub with "with": Option<Line> = "\"Priya Nair\"",
        /// E-mail address.
        pub email "email": Option<Email> = "\"dev.chaudhry@elmbridge-vale.example\"",
        /// Telephone number.
        pub telephone "telephone": Option<Line> = "\"01632 960222\"",
        /// Date of the last enhanced DBS check; it counts for three years.
        pub dbs_checked "dbs-checked": Option<Placed<NaiveDate>> = "2025-06-02",
        /// The office where the person works, as for an inspector.
        pub sites "sites": Vec<Line> = "[\"Millgate House\"]",
        /// Days on which the person cannot inspect.
        pub away "away": Vec<Placed<NaiveDate>> = "[2027-01-19]",
        /// Hours at which the person cannot inspect.
        pub unavailable "unavailable": Vec<Unavailable> = "[{ on = 2027-01-19, from = 13:00:00, to = 17:00:00 }]",
        /// Days, or mornings and afternoons, on which the person works, if not on all.
        pub works "works": Vec<Placed<WorkingTime>> = "[\"monday\", \"tuesday morning\"]",
    }
}

table! {
    /// The support services officer (guidance §10.3).
    pub struct SupportOfficer "support-officer" {
        /// Name.
        pub name "name": Line = "\"Colin Ashworth\"",
        /// Title, where it is not 'Support services officer'.
        pub title "title": Option<Line> = "\"Support services officer\"",
        /// The same title in Welsh.
        pub title_welsh "title-welsh": Option<Line> = "\"Swyddog gwasanaethau cymorth\"",
        /// E-mail address.
        pub email "email": Email = "\"colin.ashworth@hmip.example\"",
        /// Telephone number.
        pub telephone "telephone": Line = "\"0161 496 0123\"",
    }
}
