//! Whom a change touches (guidance §10.1, §11 and §12): whoever was told what has changed, and nobody else.

use super::progress::done_on;
use super::{Booking, Facts, SentTwice, TeamRole, is_same_name, site_on_day};
use crate::calendar::Milestone;
use crate::record::{ArrangementChange, CaseManager, ChangeKind, Line, Record, Role};

/// Those who get the announcement, and with it copies of the confirmation letter (guidance §2 and §10.1).
pub const ANNOUNCED_TO: [Role; 6] = [
    Role::YotManager,
    Role::ChiefExecutive,
    Role::BoardChair,
    Role::DirectorOfChildrensServices,
    Role::DirectorOfSocialServices,
    Role::StrategicManager,
];

/// Somebody whom a change can touch, by the place in their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touchable {
    /// A contact.
    Contact(usize),
    /// A member of the team.
    Member(usize),
    /// A case manager.
    CaseManager(usize),
    /// Who is asked about an office of the inspection.
    Site(usize),
    /// Whoever has lost their part by a change: the inspector who is replaced, or who was asked about the office before.
    Former(usize),
}

impl<'r> Facts<'r> {
    /// The changes of which nobody has been told yet.
    pub fn open_changes(record: &'r Record) -> impl Iterator<Item = &'r ArrangementChange> {
        record.inspection.changes.iter().filter(|change| change.told.is_none())
    }

    /// Everybody whom a change could touch, each in one part: contacts, then the team, then the case managers who have been
    /// invited, as they are once the schedule is final or was sent as final, then those who are asked about an office, then
    /// those who have lost their part. The support officer sends the messages.
    pub fn touchable(&self, record: &Record) -> Vec<Touchable> {
        let is_invited = SentTwice::Schedule.is_final(record) || done_on(record, Milestone::FinalSchedule).is_some();
        let invited = if is_invited { record.cases.case_managers.len() } else { 0 };
        let contacts = (0..record.contacts.contacts.len()).map(Touchable::Contact);
        let members = (0..self.roster.members.len()).map(Touchable::Member);
        let sites = &record.inspection.sites;
        let sites = (0..sites.len()).filter(|site| sites[*site].contact.is_some() && sites[*site].email.is_some());
        let former = record.inspection.changes.iter().enumerate().filter(|(_, change)| has_former(change));
        contacts
            .chain(members)
            .chain((0..invited).map(Touchable::CaseManager))
            .chain(sites.map(Touchable::Site))
            .chain(former.map(|(change, _)| Touchable::Former(change)))
            .collect()
    }

    /// Whether a change touches somebody.
    pub fn is_touched(&self, record: &Record, who: Touchable, change: &ArrangementChange) -> bool {
        match who {
            Touchable::Contact(contact) => {
                let told = if self.is_for_all(change) { &ANNOUNCED_TO[..] } else { &[Role::YotManager] };
                let contact = &record.contacts.contacts[contact];
                contact.roles.iter().any(|held| told.contains(&held.value))
            }
            Touchable::Member(member) => match (change.what.value, &change.to) {
                (ChangeKind::SiteChanged, Some(site)) => self.works_at(record, member, site),
                (ChangeKind::SiteChanged, None) => false,
                (ChangeKind::FieldworkPostponed | ChangeKind::InspectorReplaced, _) => true,
            },
            Touchable::CaseManager(manager) => {
                !self.touched_interviews(record, &record.cases.case_managers[manager], change).is_empty()
            }
            Touchable::Site(site) => {
                let is_own = |name: &Option<Line>| {
                    name.as_ref().is_some_and(|name| is_same_name(name, &record.inspection.sites[site].name))
                };
                match change.what.value {
                    ChangeKind::FieldworkPostponed => true,
                    ChangeKind::SiteChanged => is_own(&change.from) || is_own(&change.to),
                    ChangeKind::InspectorReplaced => false,
                }
            }
            Touchable::Former(own) => std::ptr::eq(&record.inspection.changes[own], change),
        }
    }

    /// The interviews of a case manager that a change touches.
    pub fn touched_interviews(
        &self,
        record: &Record,
        manager: &CaseManager,
        change: &ArrangementChange,
    ) -> Vec<&Booking<'r>> {
        let to = |name: &str| change.to.as_ref().is_some_and(|to| is_same_name(to, name));
        let touches = |booking: &&Booking<'r>| {
            let member = self.schedule.members[booking.member].member;
            let member = member.and_then(|index| self.roster.members.get(index));
            match change.what.value {
                ChangeKind::FieldworkPostponed => true,
                ChangeKind::InspectorReplaced => member.is_some_and(|member| to(member.name)),
                ChangeKind::SiteChanged => {
                    member.is_some_and(|member| to(site_on_day(record, member, booking.slot.day)))
                }
            }
        };
        let is_own =
            |booking: &&Booking<'r>| booking.case.interviewee().is_some_and(|name| is_same_name(name, &manager.name));
        self.schedule.bookings.iter().filter(is_own).filter(touches).collect()
    }

    /// Whether everybody is told to whom the inspection was announced: of other days, and of another lead inspector, whom the
    /// announcement names as the person to turn to.
    fn is_for_all(&self, change: &ArrangementChange) -> bool {
        let is_lead = |name: &str| {
            let lead = self.roster.members.iter().find(|member| member.role == TeamRole::LeadInspector);
            lead.is_some_and(|lead| is_same_name(lead.name, name))
        };
        match change.what.value {
            ChangeKind::FieldworkPostponed => true,
            ChangeKind::InspectorReplaced => change.to.as_ref().is_some_and(|to| is_lead(to)),
            ChangeKind::SiteChanged => false,
        }
    }

    fn works_at(&self, record: &Record, member: usize, site: &str) -> bool {
        let member = &self.roster.members[member];
        (0..self.fieldwork.len()).any(|day| is_same_name(site_on_day(record, member, day), site))
    }
}

/// Whether somebody has lost their part by a change. An inspector who is replaced always has; nobody need be asked about
/// an office.
fn has_former(change: &ArrangementChange) -> bool {
    match change.what.value {
        ChangeKind::InspectorReplaced => change.from.is_some(),
        ChangeKind::SiteChanged => change.from_email.is_some() && change.from_contact.is_some(),
        ChangeKind::FieldworkPostponed => false,
    }
}
