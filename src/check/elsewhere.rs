//! Contacts against those of the other inspections: somebody who has another address there, and a list that was copied and never
//! changed.

use std::collections::BTreeMap;

use crate::problem::{Problem, code};
use crate::record::{Contact, Record, Role, domain_of};

use super::names::{folded, is_same_name};

/// Roles of those who belong to one YOT and its authorities; a police commissioner or an inspectorate has several.
const OF_ONE_YOT: [Role; 5] = [
    Role::YotManager,
    Role::ChiefExecutive,
    Role::BoardChair,
    Role::DirectorOfChildrensServices,
    Role::DirectorOfSocialServices,
];

/// Those of one YOT who are enough to tell that a list was copied.
const COPIED: usize = 3;

/// Warns in each record of what the records before it tell otherwise.
pub fn compared(records: &[&Record]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, record) in records.iter().enumerate() {
        for other in &records[..index] {
            match copied(record, other) {
                Some(problem) => problems.push(problem),
                None => problems.extend(other_addresses(record, other)),
            }
        }
    }
    problems
}

/// A list of contacts that is still that of another YOT, told once at the first of them.
fn copied(record: &Record, other: &Record) -> Option<Problem> {
    let (yot, other_yot) = (&record.inspection.yot.name, &other.inspection.yot.name);
    if yot.is_empty() || other_yot.is_empty() || is_same_name(yot, other_yot) || shares_authority(record, other) {
        return None;
    }
    let of_one_yot = |contact: &&Contact| contact.roles.iter().any(|role| OF_ONE_YOT.contains(&role.value));
    let theirs: Vec<&Contact> = other.contacts.contacts.iter().filter(of_one_yot).collect();
    let is_theirs = |contact: &&Contact| {
        theirs
            .iter()
            .any(|one| is_same_name(&one.name, &contact.name) && one.email == contact.email && one.email.is_some())
    };
    let same: Vec<&Contact> = record.contacts.contacts.iter().filter(of_one_yot).filter(is_theirs).collect();
    let first = same.first().filter(|_| same.len() >= COPIED)?;
    let message = format!("{} people who lead this YOT are those of `{}`: {}", same.len(), other.folder, &***other_yot);
    let help = "the file was perhaps copied: put in the people of this YOT, or take out those who are not confirmed";
    let problem = Problem::new(code::COPIED_CONTACTS, record.place(&first.name.at), message, help);
    let theirs = theirs.iter().find(|one| is_same_name(&one.name, &first.name))?;
    Some(problem.with_related(other.place(&theirs.name.at), "the same person there"))
}

fn shares_authority(record: &Record, other: &Record) -> bool {
    let theirs = &other.inspection.yot.authorities;
    record.inspection.yot.authorities.iter().any(|one| theirs.iter().any(|other| is_same_name(one, other)))
}

/// People with one name and one body, or one domain, whose address is spelled otherwise in another record.
fn other_addresses(record: &Record, other: &Record) -> Vec<Problem> {
    let mut theirs: BTreeMap<String, &Contact> = BTreeMap::new();
    for contact in other.contacts.contacts.iter().filter(|contact| !contact.name.is_empty()) {
        theirs.entry(folded(&contact.name)).or_insert(contact);
    }
    let ours = record.contacts.contacts.iter().filter_map(|contact| {
        let known = theirs.get(&folded(&contact.name))?;
        let (email, other_email) = (contact.email.as_ref()?, known.email.as_ref()?);
        let has_same_body = match (&contact.organisation, &known.organisation) {
            (Some(one), Some(other)) => is_same_name(one, other),
            _ => domain_of(email).eq_ignore_ascii_case(domain_of(other_email)),
        };
        if !has_same_body || email.eq_ignore_ascii_case(other_email) {
            return None;
        }
        let message =
            format!("`{}` has the address `{}` here and another in `{}`", contact.name, &***email, other.folder);
        let help = "ask which of the two is right, and type it in both; settle it if the person has two";
        let problem = Problem::new(code::OTHER_ADDRESS, record.place(&email.at), message, help);
        Some(problem.with_related(other.place(&other_email.at), "the other address"))
    });
    ours.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::across;
    use crate::check::tests::TestRecord;
    use crate::record::FileKind::{Contacts, Inspection};

    /// A second inspection, in another week.
    fn other(name: &str, authority: &str) -> TestRecord {
        TestRecord::sound()
            .change(Inspection, "2027-02-01", "2027-03-01")
            .change(Inspection, "Aberford Youth Offending Team", name)
            .change(Inspection, "[\"Aberford City Council\"]", &format!("[\"{authority}\"]"))
    }

    fn told(second: &TestRecord) -> Vec<&'static str> {
        let (first, second) = (TestRecord::sound().record("a"), second.record("b"));
        let told = across([&first, &second]);
        assert!(told.iter().all(|one| one.place.file.path == "inspections/b/contacts.toml"), "{told:?}");
        told.iter().map(|one| one.code.id).collect()
    }

    #[test]
    fn contacts_of_another_yot_are_told_once_and_a_second_inspection_of_the_same_has_them_by_right() {
        assert_eq!(told(&other("Brackdale Youth Justice Service", "Brackdale Council")), [code::COPIED_CONTACTS.id]);
        assert_eq!(told(&other("Aberford Youth Offending Team", "Aberford City Council")), [""; 0]);
        assert_eq!(told(&other("Aberford and Westmere Youth Justice", "Aberford City Council")), [""; 0]);
        let own = other("Brackdale Youth Justice Service", "Brackdale Council").with(Contacts, "# nobody yet\n");
        assert_eq!(told(&own), [""; 0]);
    }

    #[test]
    fn one_person_with_two_addresses_in_two_records_is_told_in_the_later() {
        let again = other("Aberford Youth Offending Team", "Aberford City Council");
        let spelled = |email: &str| again.clone().change(Contacts, "helen.marsh@aberford.example", email);
        assert_eq!(told(&spelled("h.marsh@aberford.example")), [code::OTHER_ADDRESS.id]);
        assert_eq!(told(&spelled("Helen.Marsh@aberford.example")), [""; 0]);
        assert_eq!(told(&spelled("helen.marsh@elsewhere.example")), [""; 0], "perhaps another person of the name");
    }
}
