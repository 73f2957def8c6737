//! The milestones of an inspection and where the guidance's timeline puts them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{days_after, days_before};

/// The country of the inspected YOT, which decides about translation and the date of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Country {
    /// England.
    England,
    /// Wales.
    Wales,
}

impl Country {
    /// Both countries.
    pub const ALL: [Self; 2] = [Self::England, Self::Wales];

    /// The country as records and output write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Wales => "wales",
        }
    }
}

/// A day of an inspection that somebody has to keep, in the order of the guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// The lead inspector telephones the YOT manager, and the confirmation follows on the same day (guidance §10.1).
    Announcement,
    /// The planning meeting by telephone (guidance §10.4).
    PlanningMeeting,
    /// The YOT returns the long-list of cases (guidance §10.2).
    LongListDue,
    /// HMI Probation sends the selected sample and the schedule (guidance §10.4).
    SampleSent,
    /// The YOT has sent the information in advance (guidance §10.2).
    InformationDue,
    /// HMI Probation sends the final schedule (guidance §15).
    FinalSchedule,
    /// The team arrives (guidance §15).
    FieldworkStart,
    /// The team leaves (guidance §15).
    FieldworkEnd,
    /// The lead inspector gives interim feedback by telephone (guidance §14.2).
    InterimFeedback,
    /// The draft report is edited and its quality assured (guidance §15).
    ReportEdited,
    /// The YOT manager gets the draft report (guidance §14.3).
    DraftReportSent,
    /// The YOT has returned factual inaccuracies (guidance §14.3).
    FactualAccuracyDue,
    /// The report goes to the translators, in Wales only (guidance §15).
    Translation,
    /// The report is published (guidance §14.4).
    Publication,
}

impl Milestone {
    /// All milestones, in the order of the guidance.
    pub const ALL: [Self; 14] = [
        Self::Announcement,
        Self::PlanningMeeting,
        Self::LongListDue,
        Self::SampleSent,
        Self::InformationDue,
        Self::FinalSchedule,
        Self::FieldworkStart,
        Self::FieldworkEnd,
        Self::InterimFeedback,
        Self::ReportEdited,
        Self::DraftReportSent,
        Self::FactualAccuracyDue,
        Self::Translation,
        Self::Publication,
    ];

    /// Its name in records and in the `timeline` command: `long-list-due`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::PlanningMeeting => "planning-meeting",
            Self::LongListDue => "long-list-due",
            Self::SampleSent => "sample-sent",
            Self::InformationDue => "information-due",
            Self::FinalSchedule => "final-schedule",
            Self::FieldworkStart => "fieldwork-start",
            Self::FieldworkEnd => "fieldwork-end",
            Self::InterimFeedback => "interim-feedback",
            Self::ReportEdited => "report-edited",
            Self::DraftReportSent => "draft-report-sent",
            Self::FactualAccuracyDue => "factual-accuracy-due",
            Self::Translation => "translation",
            Self::Publication => "publication",
        }
    }

    /// The milestone of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|milestone| milestone.name() == name)
    }

    /// Whether an inspection in this country has the milestone.
    pub fn applies_to(self, country: Country) -> bool {
        self != Self::Translation || country == Country::Wales
    }

    /// Whether it consists of sending messages, so that it is done once they have gone. A reminder of a day, or an invitation to
    /// one, is not that day.
    pub fn is_a_sending(self) -> bool {
        matches!(
            self,
            Self::Announcement
                | Self::SampleSent
                | Self::FinalSchedule
                | Self::DraftReportSent
                | Self::Translation
                | Self::Publication
        )
    }

    /// The paragraph of the guidance that sets the day: `10.2`.
    pub fn paragraph(self) -> &'static str {
        match self {
            Self::Announcement => "10.1",
            Self::LongListDue | Self::InformationDue => "10.2",
            Self::PlanningMeeting | Self::SampleSent => "10.4",
            Self::InterimFeedback => "14.2",
            Self::DraftReportSent | Self::FactualAccuracyDue => "14.3",
            Self::Publication => "14.4",
            Self::FinalSchedule
            | Self::FieldworkStart
            | Self::FieldworkEnd
            | Self::ReportEdited
            | Self::Translation => "15",
        }
    }

    /// Its part of the day in the guidance, where that names no hour.
    pub fn day_part(self) -> Option<DayPart> {
        match self {
            Self::InterimFeedback => Some(DayPart::Afternoon),
            Self::DraftReportSent => Some(DayPart::CloseOfBusiness),
            _ => None,
        }
    }

    /// The working day that is taken if its weekday is none (guidance §10.2, §10.4 and §15). A milestone that has
    /// nothing here stays on its weekday, and a person decides.
    pub(super) fn instead(self) -> Option<Instead> {
        match self {
            Self::PlanningMeeting => Some(Instead::Next),
            Self::InformationDue | Self::FinalSchedule => Some(Instead::Previous),
            _ => None,
        }
    }

    /// Its week in the guidance's timeline, 0 being that of fieldwork; none for the two ends of fieldwork, which the
    /// record gives.
    pub(super) fn week(self, country: Country) -> Option<i8> {
        if self == Self::Translation { Some(2) } else { self.nominal_day(country).map(|day| day.week) }
    }

    /// Its day in the guidance's timeline; none for the two ends of fieldwork, which the record gives, and for the
    /// translation, which has a week alone.
    pub(super) fn nominal_day(self, country: Country) -> Option<NominalDay> {
        let (week, weekday) = match self {
            Self::Announcement => (-3, Weekday::Fri),
            Self::PlanningMeeting => (-2, Weekday::Mon),
            Self::LongListDue => (-2, Weekday::Thu),
            Self::SampleSent | Self::InformationDue => (-1, Weekday::Mon),
            Self::FinalSchedule => (-1, Weekday::Thu),
            Self::FieldworkStart | Self::FieldworkEnd | Self::Translation => return None,
            Self::InterimFeedback => (0, Weekday::Fri),
            Self::ReportEdited => (1, Weekday::Mon),
            Self::DraftReportSent => (1, Weekday::Wed),
            Self::FactualAccuracyDue => (2, Weekday::Mon),
            Self::Publication if country == Country::Wales => (5, Weekday::Wed),
            Self::Publication => (3, Weekday::Wed),
        };
        Some(NominalDay { week, weekday })
    }
}

/// A part of the day that the guidance names in the place of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayPart {
    /// In the afternoon (guidance §14.2).
    Afternoon,
    /// By close of business (guidance §14.3).
    CloseOfBusiness,
}

impl DayPart {
    /// Every part of the day that the guidance names.
    pub const ALL: [Self; 2] = [Self::Afternoon, Self::CloseOfBusiness];

    /// The part as output and `templates/phrases` write it: `close-of-business`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Afternoon => "afternoon",
            Self::CloseOfBusiness => "close-of-business",
        }
    }
}

/// The working day that takes the place of a bank holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instead {
    /// The next one.
    Next,
    /// The one before.
    Previous,
}

/// A weekday of a week in the guidance's timeline, week 0 being that of fieldwork (guidance §15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NominalDay {
    /// Weeks after that of fieldwork; negative before it.
    pub week: i8,
    /// Day of that week.
    pub weekday: Weekday,
}

impl NominalDay {
    /// The date of this place where fieldwork starts on the given day. Weeks begin on a Monday, also where fieldwork
    /// wrongly does not.
    pub fn date(self, fieldwork_starts: NaiveDate) -> NaiveDate {
        let into_week = i64::from(fieldwork_starts.weekday().num_days_from_monday());
        let days = 7 * i64::from(self.week) + i64::from(self.weekday.num_days_from_monday()) - into_week;
        let shift = if days < 0 { days_before } else { days_after };
        shift(fieldwork_starts, days.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{BankHolidays, Inputs, Timeline, day};
    use super::*;

    #[test]
    fn every_milestone_is_found_by_its_name_and_no_other_name_is() {
        for milestone in Milestone::ALL {
            assert_eq!(Milestone::from_name(milestone.name()), Some(milestone));
        }
        assert_eq!(Milestone::from_name("Announcement"), None);
    }

    #[test]
    fn the_list_of_all_is_in_the_order_of_the_guidance() {
        assert!(Milestone::ALL.is_sorted());
        assert_eq!(Milestone::ALL.last(), Some(&Milestone::Publication));
    }

    #[test]
    fn translation_is_for_wales_alone_and_the_rest_for_both() {
        let milestones = |country| {
            let inputs = Inputs::new(day("2027-01-18"), day("2027-01-20"), country);
            let timeline = Timeline::compute(&inputs, &BankHolidays::new());
            timeline.entries().iter().map(|entry| entry.milestone).collect::<BTreeSet<_>>()
        };
        let (england, wales) = (milestones(Country::England), milestones(Country::Wales));
        assert_eq!(wales.difference(&england).collect::<Vec<_>>(), [&Milestone::Translation]);
        assert_eq!((england.len(), wales.len()), (13, 14), "England has every other one, and Wales all");
    }

    #[test]
    fn a_place_is_counted_from_the_monday_of_the_fieldwork_week() {
        let friday = NominalDay { week: -3, weekday: Weekday::Fri };
        for starts in ["2016-04-04", "2016-04-06", "2016-04-10"] {
            assert_eq!(friday.date(day(starts)), day("2016-03-18"), "{starts}");
        }
        let wednesday = NominalDay { week: 5, weekday: Weekday::Wed };
        assert_eq!(wednesday.date(day("2016-04-04")), day("2016-05-11"));
    }

    #[test]
    fn a_place_beyond_the_last_date_there_is_stays_at_it() {
        assert_eq!(NominalDay { week: 5, weekday: Weekday::Wed }.date(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(NominalDay { week: -3, weekday: Weekday::Fri }.date(NaiveDate::MIN), NaiveDate::MIN);
    }
}
