//! Who gets the published report (guidance §3.5).

use std::collections::BTreeSet;

use super::names::folded;
use crate::record::{Contact, Line, Record, Role};

/// Those who get a copy of the report, in order. The chair is not among them: the report is addressed to the chair.
pub const REPORT_COPIES: [Role; 11] = [
    Role::ChiefExecutive,
    Role::ElectedMemberChildren,
    Role::ElectedMemberCrime,
    Role::DirectorOfChildrensServices,
    Role::DirectorOfSocialServices,
    Role::YotManager,
    Role::StrategicManager,
    Role::PoliceAndCrimeCommissioner,
    Role::Inspectorate,
    Role::YouthJusticeBoard,
    Role::ReportCopy,
];

/// Those without whom nobody can say that the report has gone to all whom the guidance names. Which managers are key ones, the
/// YOT says.
const NEEDED: [Role; 7] = [
    Role::BoardChair,
    Role::ChiefExecutive,
    Role::ElectedMemberChildren,
    Role::ElectedMemberCrime,
    Role::PoliceAndCrimeCommissioner,
    Role::Inspectorate,
    Role::YouthJusticeBoard,
];

/// The posts that every local authority has for itself.
const OF_EACH_AUTHORITY: [Role; 3] = [Role::ChiefExecutive, Role::ElectedMemberChildren, Role::ElectedMemberCrime];

/// Somebody who gets the report by the guidance and whom the record does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingReader<'r> {
    /// What the person is.
    pub role: Role,
    /// The authority for which nobody is named, where the YOT serves several.
    pub authority: Option<&'r Line>,
}

/// Those who get the report by the guidance and whom the record does not name: the chair, the chief executive and the elected
/// members of every authority, the commissioner, the partner inspectorates, the Youth Justice Board.
pub fn missing_readers(record: &Record) -> Vec<MissingReader<'_>> {
    let authorities = &record.inspection.yot.authorities;
    let mut missing = Vec::new();
    for role in NEEDED {
        let holders: Vec<&Contact> = holders(record, role).collect();
        if holders.is_empty() {
            missing.push(MissingReader { role, authority: None });
        } else if OF_EACH_AUTHORITY.contains(&role) && authorities.len() > 1 {
            let covered: BTreeSet<String> =
                holders.iter().flat_map(|contact| served(contact)).map(|name| folded(name)).collect();
            let open = authorities.iter().filter(|authority| !covered.contains(&folded(authority)));
            missing.extend(open.map(|authority| MissingReader { role, authority: Some(authority) }));
        }
    }
    missing
}

/// Those who get the report by the guidance and can be reached neither by e-mail nor by post.
pub fn unreachable_readers(record: &Record) -> impl Iterator<Item = &Contact> {
    let gets_it = |contact: &&Contact| {
        contact.roles.iter().any(|role| role.value == Role::BoardChair || REPORT_COPIES.contains(&role.value))
    };
    let contacts = record.contacts.contacts.iter().filter(gets_it);
    contacts.filter(|contact| contact.email.is_none() && contact.address.is_empty())
}

/// The contacts with a role.
pub fn holders(record: &Record, role: Role) -> impl Iterator<Item = &Contact> {
    let is_one = move |contact: &&Contact| contact.roles.iter().any(|held| held.value == role);
    record.contacts.contacts.iter().filter(is_one)
}

/// The authorities that a contact serves: those listed, else the organisation.
pub fn served(contact: &Contact) -> impl Iterator<Item = &Line> {
    let organisation = contact.organisation.as_ref().filter(|_| contact.authorities.is_empty());
    contact.authorities.iter().chain(organisation)
}
