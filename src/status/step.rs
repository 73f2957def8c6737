//! How far an inspection is, in the steps of the officer's work.

use crate::calendar::Milestone;

/// A step of the officer's work: everything up to something that goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Until the inspection is announced.
    Announcement,
    /// Until the selected sample and the schedule have gone out.
    Sample,
    /// Until the team arrives.
    Fieldwork,
    /// Until the YOT has the draft report.
    Draft,
    /// Until the report is published.
    Publication,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Announcement, Self::Sample, Self::Fieldwork, Self::Draft, Self::Publication];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::Sample => "sample",
            Self::Fieldwork => "fieldwork",
            Self::Draft => "draft",
            Self::Publication => "publication",
        }
    }

    /// The milestone that ends it.
    pub fn until(self) -> Milestone {
        match self {
            Self::Announcement => Milestone::Announcement,
            Self::Sample => Milestone::SampleSent,
            Self::Fieldwork => Milestone::FieldworkStart,
            Self::Draft => Milestone::DraftReportSent,
            Self::Publication => Milestone::Publication,
        }
    }

    /// The step in which an inspection is whose latest milestone that was done is this one; nothing once all are behind it.
    pub fn after(latest: Option<Milestone>) -> Option<Self> {
        Self::ALL.into_iter().find(|step| latest.is_none_or(|latest| latest < step.until()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inspection_is_in_the_first_step_whose_end_is_still_to_come() {
        assert_eq!(Step::after(None), Some(Step::Announcement));
        assert_eq!(Step::after(Some(Milestone::Announcement)), Some(Step::Sample));
        assert_eq!(Step::after(Some(Milestone::LongListDue)), Some(Step::Sample));
        assert_eq!(Step::after(Some(Milestone::FinalSchedule)), Some(Step::Fieldwork));
        assert_eq!(Step::after(Some(Milestone::Translation)), Some(Step::Publication));
        assert_eq!(Step::after(Some(Milestone::Publication)), None);
        assert!(Step::ALL.is_sorted_by_key(|step| step.until()));
    }
}
