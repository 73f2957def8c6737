//! Names that are written in two ways, and names that stand in another list than the one in which they are looked for.

use std::collections::BTreeMap;

use crate::problem::code;
use crate::record::{Line, Record};

use super::context::Context;
use super::names::folded;
use super::{Finding, Findings};

/// The lists in which people stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Team,
    Contacts,
    CaseManagers,
    /// Names that refer to a person in another list.
    Meant,
}

/// Reports a name that means the same person as an earlier name but is spelled differently: documents would call one person by
/// two names. It passes over two entries of one list, because another rule reports that somebody is listed twice.
pub fn of_every_name_is_one(context: &Context<'_>, findings: &mut Findings) {
    let mut firsts: BTreeMap<String, (List, &Line)> = BTreeMap::new();
    let mut told: BTreeMap<&str, ()> = BTreeMap::new();
    for (list, name) in people(context.record).filter(|(_, name)| context.is_sound(&name.at)) {
        let (first_list, first) = *firsts.entry(folded(name)).or_insert((list, name));
        let is_listed_twice = first_list == list && list != List::Meant;
        if first.value == name.value || is_listed_twice || told.insert(name, ()).is_some() {
            continue;
        }
        let message = format!("`{name}` is written `{first}` elsewhere, and both count as one person");
        let help = format!("type the name in one way everywhere: `{first}` or `{name}`");
        let finding = Finding::new(code::WRITTEN_IN_TWO_WAYS, &name.at, message, help);
        findings.add(finding.with(&first.at, "written like this here"));
    }
}

/// Everybody whom the record names, lists before those who are only meant.
fn people(record: &Record) -> impl Iterator<Item = (List, &Line)> {
    let team = &record.team;
    let inspectors = team.lead_inspector.iter().chain(&team.inspectors).map(|person| &person.name);
    let assessors = team.local_assessors.iter().map(|person| &person.name);
    let officer = team.support_officer.iter().map(|person| &person.name);
    let contacts = record.contacts.contacts.iter().map(|person| (List::Contacts, &person.name));
    let managers = &record.cases.case_managers;
    let line_managers = managers.iter().filter_map(|person| person.line_manager.as_ref());
    let partners = team.local_assessors.iter().filter_map(|person| person.with.as_ref());
    let of_cases = record.cases.cases.iter().filter_map(|case| case.case_manager.as_ref());
    let meant = line_managers.chain(partners).chain(of_cases).map(|name| (List::Meant, name));
    let team = inspectors.chain(assessors).chain(officer).map(|name| (List::Team, name));
    team.chain(contacts).chain(managers.iter().map(|person| (List::CaseManagers, &person.name))).chain(meant)
}

/// Who stands in which list, for rules that look for somebody in one and find them in another.
pub struct Lists<'r>(BTreeMap<String, (&'static str, &'r Line)>);

impl<'r> Lists<'r> {
    /// The lists of a record.
    pub fn of(record: &'r Record) -> Self {
        let mut lists = BTreeMap::new();
        for (list, name) in people(record) {
            let words = match list {
                List::Team => "in the team (`team.toml`)",
                List::Contacts => "among the contacts (`contacts.toml`)",
                List::CaseManagers => "among the case managers (`cases.toml`)",
                List::Meant => continue,
            };
            lists.entry(folded(name)).or_insert((words, name));
        }
        Self(lists)
    }

    /// In which list somebody stands first: a few words for a message, with the place.
    pub fn find(&self, name: &str) -> Option<(&'static str, &'r Line)> {
        self.0.get(&folded(name)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Contacts, Team};

    #[test]
    fn one_person_in_two_spellings_is_warned_of_once_and_no_rule_takes_them_for_two() {
        for (listed, typed) in
            [("Mared O'Kelly", "Mared O’Kelly"), ("Siôn Ellis", "Sion Ellis"), ("Ann Lloyd-Ellis", "ann Lloyd–Ellis")]
        {
            let files = TestRecord::sound().change_all(Cases, "Mared Ellis", typed);
            let files = files.change(Cases, &format!("name = \"{typed}\""), &format!("name = \"{listed}\""));
            let found = files.problems();
            // The tests' own font has no curly signs.
            let found: Vec<_> =
                found.into_iter().filter(|problem| problem.code != code::UNSHOWABLE_CHARACTER).collect();
            let said: Vec<_> = found.iter().map(|problem| (problem.code, problem.message.as_str())).collect();
            let message = format!("`{typed}` is written `{listed}` elsewhere, and both count as one person");
            assert_eq!(said, [(code::WRITTEN_IN_TWO_WAYS, message.as_str())]);
        }
    }

    #[test]
    fn a_no_break_space_in_a_name_makes_no_other_name_of_it() {
        let line = "slot = \"LI 3\"";
        let files = TestRecord::sound().change(
            Cases,
            &format!("case-manager = \"Mared Ellis\"\n{line}"),
            &format!("case-manager = \"Mared\u{a0} Ellis \"\n{line}"),
        );
        assert_found(&files, &[]);
    }

    #[test]
    fn the_inspector_of_an_assessor_is_found_in_another_spelling() {
        let files = TestRecord::sound().change(Team, "with = \"Priya Nair\"", "with = \"Priya Naïr\"");
        assert_found(&files, &[(code::WRITTEN_IN_TWO_WAYS, "with = \"Priya Naïr\"")]);
    }

    #[test]
    fn a_name_that_stands_in_another_list_says_so() {
        let line = "slot = \"LI 3\"";
        let files = TestRecord::sound().change(
            Cases,
            &format!("case-manager = \"Mared Ellis\"\n{line}"),
            &format!("case-manager = \"Tom Hale\"\n{line}"),
        );
        let found = assert_found(&files, &[(code::UNKNOWN_CASE_MANAGER, "case-manager = \"Tom Hale\"")]);
        assert!(found[0].message.contains("among the contacts"), "{}", found[0].message);
        assert_eq!(found[0].related[0].0.line_column().0, files.line_of(Contacts, "name = \"Tom Hale\""));
        let files = TestRecord::sound().change(Team, "with = \"Priya Nair\"", "with = \"Joan Price\"");
        let found = assert_found(&files, &[(code::UNKNOWN_PARTNER, "with = \"Joan Price\"")]);
        assert!(found[0].message.contains("among the case managers"), "{}", found[0].message);
    }
}
