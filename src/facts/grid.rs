//! The grid of guidance §12 and Appendix B as data: what stands at which time on whose page.
//!
//! A day is a list of beginnings. Each activity lasts until the next begins and the last until the grid ends, so that a day
//! can have neither a gap nor an overlap.

use super::TeamRole;

/// First minute of the day that the grid shows: 9am.
pub const DAY_STARTS: u16 = at(9, 0);
/// Minute at which the grid ends: 6pm.
pub const DAY_ENDS: u16 = at(18, 0);

/// What fills a stretch of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// On the way to the YOT; inspectors are on site from about 1pm (guidance §12.1).
    TravelOut,
    /// Briefing on IT, health and safety, for the whole team (guidance §12.2).
    Briefing,
    /// A short break.
    Break,
    /// The lead inspector meets the YOT manager (guidance §12.3 and §12.5).
    Manager,
    /// An inspector and their local assessor meet before the first case.
    Partner,
    /// A case of the member's own, of two hours (guidance §10.4).
    Case,
    /// The local assessor sits in on the first case of their inspector.
    Observe,
    /// Lunch.
    Lunch,
    /// Lunch of the lead inspector, with time for what else a lead inspector has to do.
    LeadLunch,
    /// The inspector checks the local assessor's work with them.
    QualityCheck,
    /// The team puts together what it has found.
    Debrief,
    /// An inspector and their local assessor close their work.
    PartnerDebrief,
    /// On the way home.
    TravelHome,
    /// Nothing: the YOT can count on the time being unused.
    Free,
}

/// A stretch of a day, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First minute.
    pub from: u16,
    /// Minute at which it ends.
    pub to: u16,
    /// What fills it.
    pub activity: Activity,
}

/// A time into which a case can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Number on the member's page, from 1: the 3 of `LI 3`.
    pub number: usize,
    /// Day of fieldwork, from 0 for the first.
    pub day: usize,
    /// First minute, after midnight.
    pub from: u16,
    /// Minute at which it ends.
    pub to: u16,
}

type Beginnings = [(u16, Activity)];

const LEAD_FIRST_DAY: &Beginnings = &[
    (at(9, 0), Activity::TravelOut),
    (at(13, 30), Activity::Briefing),
    (at(14, 0), Activity::Break),
    (at(14, 15), Activity::Manager),
    (at(14, 45), Activity::Break),
    (at(15, 0), Activity::Case),
    (at(17, 0), Activity::Free),
];

const LEAD_MIDDLE_DAY: &Beginnings = &[
    (at(9, 0), Activity::Case),
    (at(11, 0), Activity::Break),
    (at(11, 30), Activity::Case),
    (at(13, 30), Activity::LeadLunch),
    (at(15, 0), Activity::Case),
    (at(17, 0), Activity::Free),
];

const LEAD_LAST_DAY: &Beginnings = &[
    (at(9, 0), Activity::Case),
    (at(11, 0), Activity::Break),
    (at(11, 15), Activity::Case),
    (at(13, 15), Activity::Lunch),
    (at(13, 45), Activity::Case),
    (at(15, 45), Activity::Break),
    (at(16, 0), Activity::Debrief),
    (at(16, 30), Activity::Manager),
    (at(17, 0), Activity::TravelHome),
];

const INSPECTOR_FIRST_DAY: &Beginnings = &[
    (at(9, 0), Activity::TravelOut),
    (at(13, 30), Activity::Briefing),
    (at(14, 0), Activity::Break),
    (at(14, 15), Activity::Partner),
    (at(14, 45), Activity::Break),
    (at(15, 0), Activity::Case),
    (at(17, 0), Activity::Free),
];

const ASSESSOR_FIRST_DAY: &Beginnings = &[
    (at(9, 0), Activity::TravelOut),
    (at(13, 30), Activity::Briefing),
    (at(14, 0), Activity::Break),
    (at(14, 15), Activity::Partner),
    (at(14, 45), Activity::Break),
    (at(15, 0), Activity::Observe),
    (at(17, 0), Activity::Free),
];

const MIDDLE_DAY: &Beginnings = &[
    (at(9, 0), Activity::Case),
    (at(11, 0), Activity::Break),
    (at(11, 15), Activity::Case),
    (at(13, 15), Activity::Lunch),
    (at(13, 45), Activity::QualityCheck),
    (at(14, 45), Activity::Break),
    (at(15, 0), Activity::Case),
    (at(17, 0), Activity::Free),
];

const LAST_DAY: &Beginnings = &[
    (at(9, 0), Activity::Case),
    (at(11, 0), Activity::Break),
    (at(11, 15), Activity::Case),
    (at(13, 15), Activity::Lunch),
    (at(13, 45), Activity::Case),
    (at(15, 45), Activity::Break),
    (at(16, 0), Activity::Debrief),
    (at(16, 30), Activity::PartnerDebrief),
    (at(17, 0), Activity::TravelHome),
];

impl Slot {
    /// Whether somebody cannot be in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.day == other.day && self.from < other.to && other.from < self.to
    }
}

/// What fills a day of fieldwork on a member's page, in order, from [`DAY_STARTS`] to [`DAY_ENDS`]; empty on a day
/// without fieldwork.
///
/// `day` counts from 0 for the first, a Monday as a rule. Where fieldwork has more than three days, the days between the first and the last
/// are all like the Tuesday of Appendix B.
pub fn stretches(role: TeamRole, day: usize, fieldwork_days: usize) -> impl Iterator<Item = Stretch> {
    let beginnings = beginnings(role, day, fieldwork_days);
    let ends = beginnings.iter().skip(1).map(|(from, _)| *from).chain([DAY_ENDS]);
    beginnings.iter().zip(ends).map(|(&(from, activity), to)| Stretch { from, to, activity })
}

/// The case slots on a page, in order: with three days of fieldwork 7 for an inspector and 6 for a local assessor
/// (guidance Appendix B), and 3 more for each further day.
pub fn slots(role: TeamRole, fieldwork_days: usize) -> Vec<Slot> {
    (0..fieldwork_days)
        .flat_map(|day| stretches(role, day, fieldwork_days).map(move |stretch| (day, stretch)))
        .filter(|(_, stretch)| stretch.activity == Activity::Case)
        .enumerate()
        .map(|(index, (day, stretch))| Slot { number: index + 1, day, from: stretch.from, to: stretch.to })
        .collect()
}

fn beginnings(role: TeamRole, day: usize, fieldwork_days: usize) -> &'static Beginnings {
    let (first, last) = (day == 0, day + 1 == fieldwork_days);
    match role {
        _ if day >= fieldwork_days => &[],
        TeamRole::LeadInspector if first => LEAD_FIRST_DAY,
        TeamRole::LeadInspector if last => LEAD_LAST_DAY,
        TeamRole::LeadInspector => LEAD_MIDDLE_DAY,
        TeamRole::Inspector if first => INSPECTOR_FIRST_DAY,
        TeamRole::LocalAssessor if first => ASSESSOR_FIRST_DAY,
        TeamRole::Inspector | TeamRole::LocalAssessor if last => LAST_DAY,
        TeamRole::Inspector | TeamRole::LocalAssessor => MIDDLE_DAY,
    }
}

const fn at(hour: u16, minute: u16) -> u16 {
    hour * 60 + minute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_days_have_seven_slots_for_an_inspector_and_six_for_a_local_assessor_and_a_fourth_day_adds_three() {
        let roles = [TeamRole::LeadInspector, TeamRole::Inspector, TeamRole::LocalAssessor];
        assert_eq!(roles.map(|role| slots(role, 3).len()), [7, 7, 6]);
        assert_eq!(roles.map(|role| slots(role, 4).len()), [10, 10, 9]);
    }

    #[test]
    fn the_lead_inspectors_third_case_begins_a_quarter_of_an_hour_after_everybody_elses() {
        let third = |role| slots(role, 3)[2];
        assert_eq!(third(TeamRole::LeadInspector), Slot { number: 3, day: 1, from: 690, to: 810 });
        assert_eq!(third(TeamRole::Inspector), Slot { number: 3, day: 1, from: 675, to: 795 });
        assert!(third(TeamRole::LeadInspector).overlaps(&third(TeamRole::Inspector)));
    }

    #[test]
    fn slots_that_follow_each_other_do_not_overlap() {
        for role in [TeamRole::LeadInspector, TeamRole::Inspector, TeamRole::LocalAssessor] {
            let slots = slots(role, 4);
            assert!(slots.windows(2).all(|pair| !pair[0].overlaps(&pair[1])), "{role:?}");
        }
    }

    #[test]
    fn the_same_hours_on_two_days_do_not_overlap() {
        let slots = slots(TeamRole::Inspector, 3);
        let (tuesday, wednesday) = (slots[1], slots[4]);
        assert_eq!((tuesday.from, tuesday.day, wednesday.day), (wednesday.from, 1, 2));
        assert!(!tuesday.overlaps(&wednesday));
    }
}
