//! What the team still lacks when fieldwork is near (guidance §11): told to the team, and to nobody else.

use std::collections::BTreeSet;

use super::information::{InformationState, RequestedItem, information};
use super::{Facts, folded, folded_id};
use crate::record::{Record, Role, Site};

/// Something that is still open, with whom or what it is about.
#[derive(Clone, Debug)]
pub enum OpenPoint<'r> {
    /// A selected case without a slot, by its HMIP ID.
    NoSlot(&'r str),
    /// No office is named.
    NoSite,
    /// An office without an address.
    NoAddress(&'r Site),
    /// An office without a room for the interviews (guidance §11.2).
    NoRoom(&'r Site),
    /// The case management system is not named.
    NoCaseSystem,
    /// A YOT manager or member of the team who cannot be rung.
    NoTelephone(&'r str),
    /// A case manager to whom the survey cannot go (guidance §11.8).
    NoEmail(&'r str),
    /// An item of the information in advance that is still to come (guidance §10.2).
    NotReceived(RequestedItem<'r>),
}

impl OpenPoint<'_> {
    /// The name of its words in the phrases.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoSlot(_) => "no-slot",
            Self::NoSite => "no-site",
            Self::NoAddress(_) => "no-address",
            Self::NoRoom(_) => "no-room",
            Self::NoCaseSystem => "no-case-system",
            Self::NoTelephone(_) => "no-telephone",
            Self::NoEmail(_) => "no-email",
            Self::NotReceived(_) => "not-received",
        }
    }
}

impl<'r> Facts<'r> {
    /// What is still open: cases, offices, access, people, information in advance. Nothing until cases are selected.
    pub fn open_points(&self, record: &'r Record) -> Vec<OpenPoint<'r>> {
        if record.cases.cases.is_empty() {
            return Vec::new();
        }
        let booked: BTreeSet<String> =
            self.schedule.bookings.iter().map(|booking| folded_id(&booking.case.id)).collect();
        let ids = record.cases.cases.iter().map(|case| &**case.id);
        let unplaced = ids.filter(|id| !booked.contains(&folded_id(id)));
        let mut points: Vec<OpenPoint<'r>> = unplaced.map(OpenPoint::NoSlot).collect();
        let sites = &record.inspection.sites;
        points.extend(sites.is_empty().then_some(OpenPoint::NoSite));
        points.extend(sites.iter().filter(|site| site.address.is_empty()).map(OpenPoint::NoAddress));
        points.extend(sites.iter().filter(|site| site.room.is_none()).map(OpenPoint::NoRoom));
        points.extend(record.inspection.yot.case_system.is_none().then_some(OpenPoint::NoCaseSystem));
        let managers = record.contacts.contacts.iter();
        let managers = managers.filter(|contact| contact.roles.iter().any(|role| role.value == Role::YotManager));
        let unreachable = managers.filter(|manager| manager.telephone.is_none());
        points.extend(unreachable.map(|manager| OpenPoint::NoTelephone(&manager.name)));
        let silent = self.roster.members.iter().filter(|member| member.telephone.is_empty());
        points.extend(silent.map(|member| OpenPoint::NoTelephone(member.name)));
        let interviewees = self.schedule.bookings.iter().filter_map(|booking| booking.case.interviewee());
        let interviewed: BTreeSet<String> = interviewees.map(|name| folded(name)).collect();
        let managers = record.cases.case_managers.iter();
        let without =
            managers.filter(|manager| manager.email.is_none() && interviewed.contains(&folded(&manager.name)));
        points.extend(without.map(|manager| OpenPoint::NoEmail(&manager.name)));
        let awaited = information(record).unwrap_or_default().into_iter();
        let awaited = awaited.filter(|item| item.answer == InformationState::Open);
        points.extend(awaited.map(OpenPoint::NotReceived));
        points
    }
}
