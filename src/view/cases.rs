//! The selected cases and the case managers as templates see them.

use std::collections::BTreeMap;

use super::people::{optional, text};
use super::wording::unbroken;
use super::{CaseManagerView, CaseView, PlacedCaseView, ScheduleChangesView, SelectedView, ViewBuilder};
use crate::calendar::Tier;
use crate::facts::{folded, is_same_name, managers_by_name};
use crate::record::{Case, CaseManager, Line};

impl ViewBuilder<'_> {
    /// How many cases of each tier have been selected; no tier without one.
    pub(super) fn selected(&self) -> Vec<SelectedView> {
        let of = |tier: &Tier| self.record.cases.cases.iter().filter(|case| case.tier.value == *tier).count();
        let view = |tier: &Tier| SelectedView {
            tier: tier.name().to_owned(),
            name: self.phrases.tier(tier.name()),
            count: u32::try_from(of(tier)).unwrap_or(u32::MAX),
        };
        Tier::ALL.iter().map(view).filter(|selected| selected.count > 0).collect()
    }

    pub(super) fn cases(&self) -> Vec<CaseView> {
        let managers = managers_by_name(&self.record.cases);
        let case = |case: &Case| CaseView {
            id: case.id.to_string(),
            tier: case.tier.name().to_owned(),
            tier_name: self.phrases.tier(case.tier.name()),
            case_manager: as_listed(case, &managers).map(text).unwrap_or_default(),
            slot: optional(&case.slot),
        };
        let mut cases: Vec<CaseView> = self.record.cases.cases.iter().map(case).collect();
        cases.sort_by(|one, other| one.id.cmp(&other.id));
        cases
    }

    pub(super) fn case_managers(
        &self,
        placed: &[PlacedCaseView],
        changes: Option<&ScheduleChangesView>,
    ) -> Vec<CaseManagerView> {
        let cases = &self.record.cases;
        let presents =
            |case: &&Case, name: &Line| case.case_manager.as_ref().is_some_and(|manager| is_same_name(manager, name));
        let mut interviews: BTreeMap<&str, Vec<PlacedCaseView>> = BTreeMap::new();
        for case in placed {
            interviews.entry(&case.case_manager).or_default().push(case.clone());
        }
        let address = |manager: &CaseManager| manager.email.as_ref().map(|email| email.to_string()).unwrap_or_default();
        let manager = |manager: &CaseManager| CaseManagerView {
            name: text(&manager.name),
            secure_email: self.settings.secure_address(None, &address(manager)),
            email: address(manager),
            telephone: unbroken(&optional(&manager.telephone)),
            site: manager.site.as_ref().map(|site| self.site_name(site)).unwrap_or_default(),
            language: manager.language.as_ref().map(|language| language.value.word().to_owned()).unwrap_or_default(),
            line_manager: optional(&manager.line_manager),
            cases: cases
                .cases
                .iter()
                .filter(|case| presents(case, &manager.name))
                .map(|case| case.id.to_string())
                .collect(),
            interviews: interviews.get(text(&manager.name).as_str()).cloned().unwrap_or_default(),
            lost_interviews: changes.map(|changes| changes.lost_by(&text(&manager.name))).unwrap_or_default(),
        };
        cases.case_managers.iter().map(manager).collect()
    }
}

/// The case manager who is interviewed about a case, as the list of case managers writes the name.
pub(super) fn as_listed<'r>(case: &'r Case, managers: &BTreeMap<String, &'r CaseManager>) -> Option<&'r Line> {
    case.interviewee().map(|name| listed_name(name, managers))
}

/// A name of a case manager as their list writes it.
pub(super) fn listed_name<'r>(name: &'r Line, managers: &BTreeMap<String, &'r CaseManager>) -> &'r Line {
    managers.get(&folded(name)).map_or(name, |manager| &manager.name)
}
