//! The times into which cases are put (guidance §12 and Appendix B).

use super::TeamRole;

/// Minutes that a case takes (guidance §10.4).
const LENGTH: u16 = 120;

/// A time into which a case can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Number on the member's page, from 1: the 3 of `LI 3`.
    pub number: usize,
    /// Day of fieldwork, from 0 for the Monday.
    pub day: usize,
    /// First minute, after midnight.
    pub from: u16,
    /// Minute at which it ends.
    pub to: u16,
}

impl Slot {
    /// Whether somebody cannot be in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.day == other.day && self.from < other.to && other.from < self.to
    }
}

/// The slots on a page, in order: with three days of fieldwork 7 for an inspector and 6 for a local assessor, who sits in
/// on the inspector's case on Monday. Each further day is like the Tuesday.
pub fn slots(role: TeamRole, fieldwork_days: usize) -> Vec<Slot> {
    (0..fieldwork_days)
        .flat_map(|day| beginnings(role, day, fieldwork_days).iter().map(move |from| (day, *from)))
        .enumerate()
        .map(|(index, (day, from))| Slot { number: index + 1, day, from, to: from + LENGTH })
        .collect()
}

/// When the cases of a day begin.
fn beginnings(role: TeamRole, day: usize, fieldwork_days: usize) -> &'static [u16] {
    const FIRST: &[u16] = &[at(15, 0)];
    const LEAD_MIDDLE: &[u16] = &[at(9, 0), at(11, 30), at(15, 0)];
    const MIDDLE: &[u16] = &[at(9, 0), at(11, 15), at(15, 0)];
    const LAST: &[u16] = &[at(9, 0), at(11, 15), at(13, 45)];
    match role {
        TeamRole::LocalAssessor if day == 0 => &[],
        _ if day == 0 => FIRST,
        _ if day + 1 == fieldwork_days => LAST,
        TeamRole::LeadInspector => LEAD_MIDDLE,
        _ => MIDDLE,
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
