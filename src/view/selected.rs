//! The selected cases with their children, by the inspector who inspects each.

use super::CaseView;
use super::naming::{InspectorCasesView, Naming, SelectedCaseView};
use super::people::{role_word, text};
use crate::facts::folded_id;
use crate::record::Child;

impl Naming<'_> {
    /// The selected cases with their children: those of each inspector in the order of their slots, in the order of the schedule's
    /// pages; then those without a slot by HMIP ID. Nothing while no selected case has its child.
    pub(super) fn selected_cases(&self) -> Vec<InspectorCasesView> {
        let mut cases: Vec<(Option<(usize, usize)>, SelectedCaseView)> =
            self.cases.iter().map(|case| (self.place(case), self.selected_case(case))).collect();
        if cases.iter().all(|(_, case)| case.child.is_none()) {
            return Vec::new();
        }
        // Stable: cases without a slot stay in the order of their IDs.
        cases.sort_by_key(|(place, _)| (place.is_none(), *place));
        let mut groups: Vec<(Option<usize>, InspectorCasesView)> = Vec::new();
        for (place, case) in cases {
            let member = place.map(|(member, _)| member);
            match groups.last_mut().filter(|(of, _)| *of == member) {
                Some((_, group)) => group.cases.push(case),
                None => groups.push((member, InspectorCasesView { cases: vec![case], ..self.inspector(member) })),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Whose slot a case is in, and which of that person's.
    fn place(&self, case: &CaseView) -> Option<(usize, usize)> {
        let bookings = &self.facts.schedule.bookings;
        let booking = bookings.iter().find(|booking| folded_id(&booking.case.id) == folded_id(&case.id))?;
        let member = self.facts.schedule.members[booking.member].member?;
        Some((member, booking.slot.number))
    }

    fn inspector(&self, member: Option<usize>) -> InspectorCasesView {
        let member = member.map(|member| &self.facts.roster.members[member]);
        InspectorCasesView {
            name: member.map(|member| text(member.name)).unwrap_or_default(),
            role_name: member.map(|member| self.phrases.team_role(role_word(member.role))).unwrap_or_default(),
            cases: Vec::new(),
        }
    }

    fn selected_case(&self, case: &CaseView) -> SelectedCaseView {
        let is_its = |child: &&Child| child.id.as_ref().is_some_and(|id| folded_id(id) == folded_id(&case.id));
        SelectedCaseView {
            id: case.id.clone(),
            tier_name: case.tier_name.clone(),
            case_manager: case.case_manager.clone(),
            child: self.record.children.children.iter().find(is_its).map(|child| self.child(child)),
        }
    }
}
