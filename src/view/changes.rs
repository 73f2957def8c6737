//! What has changed of what people were told, for each whom it touches, and what is still open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::people::{in_language, paragraph_in, text};
use super::wording::curly;
use super::{ContactView, MemberView, PlacedCaseView, SiteView, ViewBuilder};
use crate::facts::{Facts, OpenPoint, Touchable, is_same_name};
use crate::phrases::DateView;
use crate::record::{ArrangementChange, ChangeKind, Language, Placed, Role};

/// Somebody whom a change touches.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TouchedView {
    /// Name.
    pub name: String,
    /// `contact`, `member` of the team, `case-manager`, `site` of whoever is asked about an office, or `former` of whoever
    /// has lost their part by the change.
    pub kind: &'static str,
    /// Whether it is the YOT manager.
    pub is_yot_manager: bool,
    /// E-mail address, or empty.
    pub email: String,
    /// `welsh`, `english`, `both`, or empty: the language in which the person is written to.
    pub language: String,
    /// The whole salutation: `Dear Ms Marsh`.
    pub salutation: String,
    /// The changes that touch the person and have not been told yet, in the order of the record.
    pub changes: Vec<ChangeView>,
}

/// Something that has changed of what people were told.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeView {
    /// `fieldwork-postponed`, `inspector-replaced` or `site-changed`.
    pub what: &'static str,
    /// The day on which it was decided.
    pub decided: DateView,
    /// The day, person or office before.
    pub was: String,
    /// The day, person or office now; empty where it is not known yet.
    pub now: String,
    /// Role of the new inspector in words: `Assistant inspector`; else empty.
    pub role_name: String,
    /// The new office; its texts are empty where another thing has changed.
    pub site: SiteView,
    /// Why, in the words of the record, or empty.
    pub reason: String,
    /// Of a case manager: the interviews that it touches, as they are now.
    pub interviews: Vec<PlacedCaseView>,
}

impl ViewBuilder<'_> {
    /// Those whom a change touches that has not been told yet: each address once, and each of those without one.
    pub(super) fn touched(
        &self,
        contacts: &[ContactView],
        members: &[MemberView],
        placed: &[PlacedCaseView],
    ) -> Vec<TouchedView> {
        let changes: Vec<&ArrangementChange> = Facts::open_changes(self.record).collect();
        let mut by_address: BTreeMap<String, usize> = BTreeMap::new();
        // With the place of each change in the record, so that somebody with two parts is told of it once.
        let mut touched: Vec<(TouchedView, BTreeMap<usize, ChangeView>)> = Vec::new();
        let all = if changes.is_empty() { Vec::new() } else { self.facts.touchable(self.record) };
        for who in all {
            let is_own = |(_, change): &(usize, &&ArrangementChange)| self.facts.is_touched(self.record, who, change);
            let own = changes.iter().enumerate().filter(is_own);
            let own: Vec<_> = own.map(|(at, change)| (at, self.change(change, who, members, placed))).collect();
            if own.is_empty() {
                continue;
            }
            let person = self.touched_person(who, contacts, members);
            let next = touched.len();
            let index = match person.email.as_str() {
                "" => next,
                email => *by_address.entry(email.to_ascii_lowercase()).or_insert(next),
            };
            if index == next {
                touched.push((person, BTreeMap::new()));
            }
            for (at, change) in own {
                touched[index].1.entry(at).or_insert(change);
            }
        }
        let whole = |(person, changes): (TouchedView, BTreeMap<usize, ChangeView>)| TouchedView {
            changes: changes.into_values().collect(),
            ..person
        };
        touched.into_iter().map(whole).collect()
    }

    fn touched_person(&self, who: Touchable, contacts: &[ContactView], members: &[MemberView]) -> TouchedView {
        let (kind, name, email, language, salutation) = match who {
            Touchable::Contact(contact) => {
                let ContactView { name, email, language, salutation, .. } = contacts[contact].clone();
                ("contact", name, email, language, Some(salutation))
            }
            Touchable::Member(member) => {
                ("member", members[member].name.clone(), members[member].email.clone(), String::new(), None)
            }
            Touchable::CaseManager(manager) => {
                let manager = &self.record.cases.case_managers[manager];
                let language = manager.language.as_ref().map(|language| language.value.word().to_owned());
                let email = manager.email.as_ref().map(ToString::to_string);
                let (language, email) = (language.unwrap_or_default(), email.unwrap_or_default());
                ("case-manager", text(&manager.name), email, language, None)
            }
            Touchable::Site(site) => {
                let SiteView { contact, email, .. } = self.site(&self.record.inspection.sites[site]);
                ("site", contact, email, String::new(), None)
            }
            Touchable::Former(change) => {
                let change = &self.record.inspection.changes[change];
                let name = match change.what.value {
                    ChangeKind::SiteChanged => &change.from_contact,
                    ChangeKind::InspectorReplaced | ChangeKind::FieldworkPostponed => &change.from,
                };
                let email = change.from_email.as_ref().map(ToString::to_string).unwrap_or_default();
                ("former", name.as_ref().map(text).unwrap_or_default(), email, String::new(), None)
            }
        };
        let is_yot_manager = match who {
            Touchable::Contact(contact) => contacts[contact].roles.iter().any(|role| role == Role::YotManager.word()),
            Touchable::Member(_) | Touchable::CaseManager(_) | Touchable::Site(_) | Touchable::Former(_) => false,
        };
        let salutation = salutation.unwrap_or_else(|| self.phrases.salutation(&name));
        TouchedView { name, kind, is_yot_manager, email, language, salutation, changes: Vec::new() }
    }

    fn change(
        &self,
        change: &ArrangementChange,
        who: Touchable,
        members: &[MemberView],
        placed: &[PlacedCaseView],
    ) -> ChangeView {
        let day = |day: &Option<Placed<NaiveDate>>| {
            day.as_ref().map(|day| self.phrases.date(day.value).full).unwrap_or_default()
        };
        let site = change
            .to
            .as_ref()
            .filter(|_| change.what.value == ChangeKind::SiteChanged)
            .and_then(|to| self.record.inspection.sites.iter().find(|site| is_same_name(&site.name, to)));
        let site = site.map(|site| self.site(site)).unwrap_or_default();
        let now = change.to.as_ref().map(text).unwrap_or_default();
        let (was, now) = match change.what.value {
            ChangeKind::FieldworkPostponed => (day(&change.from_day), day(&change.to_day)),
            ChangeKind::InspectorReplaced => (change.from.as_ref().map(text).unwrap_or_default(), now),
            ChangeKind::SiteChanged => {
                let was = change.from.as_ref().map(|from| in_language(self.language, from, &change.from_welsh));
                (was.unwrap_or_default(), if site.name.is_empty() { now } else { site.name.clone() })
            }
        };
        let member = members
            .iter()
            .find(|member| change.what.value == ChangeKind::InspectorReplaced && is_same_name(&member.name, &now));
        let reason = match (&change.reason, &change.reason_welsh) {
            (Some(english), welsh) => paragraph_in(self.language, english, welsh),
            (None, Some(welsh)) if self.language == Language::Welsh => curly(welsh),
            (None, _) => String::new(),
        };
        ChangeView {
            what: change.what.value.word(),
            decided: self.phrases.date(change.decided.value),
            role_name: member.map(|member| member.role_name.clone()).unwrap_or_default(),
            interviews: self.touched_interviews(change, who, placed),
            was,
            now,
            site,
            reason,
        }
    }

    /// The interviews of a case manager that a change touches. Once fieldwork is postponed, and nobody has been told yet, all of
    /// them get new times, so the same message can list none.
    fn touched_interviews(
        &self,
        change: &ArrangementChange,
        who: Touchable,
        placed: &[PlacedCaseView],
    ) -> Vec<PlacedCaseView> {
        let Touchable::CaseManager(manager) = who else { return Vec::new() };
        let is_postponed = |change: &ArrangementChange| change.what.value == ChangeKind::FieldworkPostponed;
        if Facts::open_changes(self.record).any(is_postponed) {
            return Vec::new();
        }
        let manager = &self.record.cases.case_managers[manager];
        let touched = self.facts.touched_interviews(self.record, manager, change);
        let is_touched = |case: &&PlacedCaseView| touched.iter().any(|booking| **booking.case.id == *case.case_id);
        placed.iter().filter(is_touched).cloned().collect()
    }

    /// What is still open, in words.
    pub(super) fn open_points(&self) -> Vec<String> {
        let words = |point: &OpenPoint<'_>| {
            let name = match point {
                OpenPoint::NoSlot(id) => (*id).to_owned(),
                OpenPoint::NoSite | OpenPoint::NoCaseSystem => String::new(),
                OpenPoint::NoAddress(site) | OpenPoint::NoRoom(site) => self.site_name(&site.name),
                OpenPoint::NoTelephone(name) | OpenPoint::NoEmail(name) => curly(name),
                OpenPoint::NotReceived(item) => self.item_of_information(item).name,
            };
            self.phrases.open_point(point.name(), &name)
        };
        self.facts.open_points(self.record).iter().map(words).collect()
    }
}
