//! Everybody whom a record lists, with their addresses.

use std::collections::BTreeMap;

use crate::record::{ChangeKind, Email, FileKind, Line, Record};

use super::names::{folded, is_same_name};

/// Somebody who is listed.
#[derive(Clone, Copy)]
pub struct ListedPerson<'r> {
    /// The file of the list.
    pub file: FileKind,
    /// The name.
    pub name: &'r Line,
    /// The address, where it is known.
    pub email: Option<&'r Email>,
}

/// Everybody: the team, the contacts, the case managers, those who are asked about an office, those who have lost their part.
pub fn people(record: &Record) -> impl Iterator<Item = ListedPerson<'_>> {
    let person = |file, name, email| ListedPerson { file, name, email };
    let team = &record.team;
    let inspectors = team.lead_inspector.iter().chain(&team.inspectors);
    let inspectors = inspectors.map(move |one| person(FileKind::Team, &one.name, one.email.as_ref()));
    let assessors = team.local_assessors.iter().map(move |one| person(FileKind::Team, &one.name, one.email.as_ref()));
    let officer = team.support_officer.iter().map(move |one| person(FileKind::Team, &one.name, Some(&one.email)));
    let contacts = record.contacts.contacts.iter();
    let contacts = contacts.map(move |one| person(FileKind::Contacts, &one.name, one.email.as_ref()));
    let managers = record.cases.case_managers.iter();
    let managers = managers.map(move |one| person(FileKind::Cases, &one.name, one.email.as_ref()));
    let sites = record.inspection.sites.iter();
    let sites =
        sites.filter_map(move |one| Some(person(FileKind::Inspection, one.contact.as_ref()?, one.email.as_ref())));
    let former = record.inspection.changes.iter().filter_map(move |change| {
        let (file, name) = match change.what.value {
            ChangeKind::InspectorReplaced => (FileKind::Team, change.from.as_ref()?),
            ChangeKind::SiteChanged => (FileKind::Inspection, change.from_contact.as_ref()?),
            ChangeKind::FieldworkPostponed => return None,
        };
        Some(person(file, name, change.from_email.as_ref()))
    });
    inspectors.chain(assessors).chain(officer).chain(contacts).chain(managers).chain(sites).chain(former)
}

/// Those who have the address of somebody else who is listed before them, each with the first who has it.
pub fn sharing<'r>(people: impl Iterator<Item = ListedPerson<'r>>) -> Vec<(ListedPerson<'r>, ListedPerson<'r>)> {
    let mut firsts: BTreeMap<String, ListedPerson<'r>> = BTreeMap::new();
    let mut sharing = Vec::new();
    for person in people {
        let Some(email) = person.email else { continue };
        let first = *firsts.entry(email.to_lowercase()).or_insert(person);
        if !is_same_name(first.name, person.name) {
            sharing.push((person, first));
        }
    }
    sharing
}

/// The one of the listed names that somebody means by a part of it, by an initial, or turned round: `M Ellis`, `Ellis, Mared`.
pub fn likely_person<'n>(typed: &str, names: &[&'n str]) -> Option<&'n str> {
    let turned = typed.split_once(',').map(|(family, first)| folded(&format!("{} {}", first.trim(), family.trim())));
    if let Some(turned) = turned {
        return names.iter().copied().find(|name| folded(name) == turned);
    }
    let word = |word: &str| folded(word).trim().to_owned();
    let words: Vec<String> = typed.split([' ', '.']).map(word).filter(|word| !word.is_empty()).collect();
    let fits = |name: &&str| {
        let parts: Vec<String> = name.split_whitespace().map(word).collect();
        match (words.as_slice(), parts.first(), parts.last()) {
            ([word], ..) => parts.contains(word),
            ([first, family], Some(own), Some(last)) => {
                family == last && first.chars().count() == 1 && own.starts_with(first.as_str())
            }
            _ => false,
        }
    };
    let mut fitting = names.iter().copied().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// The listed names that stand in one text, where there are several: `Mared Ellis / Tom Ridley`.
pub fn several<'n>(typed: &str, names: &[&'n str]) -> Vec<&'n str> {
    let parts = typed.split(['/', ',', ';', '&', '+']).flat_map(|part| part.split(" and "));
    let known = |part: &str| names.iter().copied().find(|name| is_same_name(name, part.trim()));
    let found: Vec<&str> = parts.map(known).collect::<Option<_>>().unwrap_or_default();
    if found.len() > 1 { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_told_by_an_initial_a_part_of_the_name_or_the_name_turned_round_where_it_fits_one_alone() {
        let names = ["Mared Ellis", "Tom Ridley", "Owen Ellis"];
        for typed in ["M Ellis", "M. Ellis", "Ellis, Mared", "mared"] {
            assert_eq!(likely_person(typed, &names), Some("Mared Ellis"), "{typed}");
        }
        for typed in ["Ellis", "J Ellis", "Ridley, Mared", ""] {
            assert_eq!(likely_person(typed, &names), None, "{typed}");
        }
        assert_eq!(several("Mared Ellis / Tom Ridley", &names), ["Mared Ellis", "Tom Ridley"]);
        assert!(several("Mared Ellis / Jo Lark", &names).is_empty() && several("Mared Ellis", &names).is_empty());
    }
}
