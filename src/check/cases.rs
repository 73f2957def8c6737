//! The selected cases and the case managers who present them.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::code;
use crate::record::Case;

use super::context::Context;
use super::names::{as_str, folded, folded_id, repeated, suggestion};
use super::spelling::elsewhere;
use super::{Finding, Findings};

/// No two cases have one ID, which is all that tells them apart in the schedule; a case with two slots is scheduled twice.
pub fn have_an_id_each(context: &Context<'_>, findings: &mut Findings) {
    let mut firsts: BTreeMap<String, &Case> = BTreeMap::new();
    for case in context.record.cases.cases.iter().filter(|case| !case.id.is_empty()) {
        let first = *firsts.entry(folded_id(&case.id)).or_insert(case);
        if std::ptr::eq(first, case) {
            continue;
        }
        let finding = match (&first.slot, &case.slot) {
            (Some(one), Some(other)) if folded_id(one) != folded_id(other) => {
                let message = format!("`{}` is scheduled twice: in `{}` and in `{}`", case.id, one, other);
                let help = "take one of the two `[[case]]` entries out, or type the other case's `id`";
                Finding::new(code::SCHEDULED_TWICE, &other.at, message, help).with(&one.at, "scheduled here first")
            }
            _ => {
                let message = format!("two cases have the ID `{}`", case.id);
                let help = "type the other case's own ID, or take one of the two `[[case]]` entries out";
                Finding::new(code::DUPLICATE_ID, &case.id.at, message, help).with(&first.id.at, "used here first")
            }
        };
        findings.add(finding);
    }
}

/// Whoever is to be interviewed about a case is listed as a case manager, by the same name.
pub fn name_case_managers_who_are_listed(context: &Context<'_>, findings: &mut Findings) {
    let managers = &context.record.cases.case_managers;
    let names: Vec<&str> = managers.iter().map(|manager| as_str(&manager.name)).collect();
    let listed: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    for name in context.record.cases.cases.iter().filter_map(|case| case.case_manager.as_ref()) {
        if listed.contains(&folded(name)) {
            continue;
        }
        let other = elsewhere(context.record, name);
        let message = match other {
            Some((list, _)) => format!("`{name}` stands {list}, and is not listed as a case manager"),
            None => format!("`{name}` is not listed as a case manager"),
        };
        let add = format!("add a `[[case-manager]]` with `name = \"{}\"`", name);
        let help = match names.as_slice() {
            [] => add,
            _ if other.is_some() => add,
            names => suggestion(name, names, &format!("{add}, or name one of")),
        };
        let finding = Finding::new(code::UNKNOWN_CASE_MANAGER, &name.at, message, help);
        findings.add(match other {
            Some((_, line)) => finding.with(&line.at, "the same name here"),
            None => finding,
        });
    }
}

/// No case manager is listed twice.
pub fn list_every_case_manager_once(context: &Context<'_>, findings: &mut Findings) {
    let names = context.record.cases.case_managers.iter().map(|manager| &manager.name);
    for (name, first) in repeated(names, folded, context) {
        let message = format!("the case manager `{}` is listed twice", name);
        let help = "list each case manager once, with all days away in one `away = […]`";
        let finding = Finding::new(code::DUPLICATE_PERSON, &name.at, message, help);
        findings.add(finding.with(&first.at, "listed here first"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Cases;

    #[test]
    fn an_id_used_twice_is_found_whatever_its_capitals_and_spaces() {
        let files = TestRecord::sound().change(Cases, "\"AB07\"\ntier", "\"ab 06\"\ntier").change(
            Cases,
            "slot = \"LI 7\"\n",
            "",
        );
        let problems = assert_found(&files, &[(code::DUPLICATE_ID, "id = \"ab 06\"")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Cases, "id = \"AB06\""));
    }

    #[test]
    fn a_case_with_two_slots_is_scheduled_twice() {
        let files = TestRecord::sound().change(Cases, "id = \"AB07\"", "id = \"AB06\" # again");
        assert_found(&files, &[(code::SCHEDULED_TWICE, "slot = \"LI 7\"")]);
    }

    #[test]
    fn a_case_manager_who_is_not_listed_is_refused_with_the_name_that_was_meant() {
        let files = TestRecord::sound().change(Cases, "name = \"Mared Ellis\"", "name = \"Mared Elis\"");
        let found = files.problems();
        assert_eq!(found.len(), 7, "{found:?}");
        assert!(found.iter().all(|problem| problem.code == code::UNKNOWN_CASE_MANAGER));
        assert!(found.iter().all(|problem| problem.help == "did you mean `Mared Elis`?"));
    }

    #[test]
    fn without_any_case_managers_the_help_is_the_group_to_add() {
        let text = "[[case]]\nid = \"AB01\"\ntier = \"community\"\ncase-manager = \"Mared Ellis\"\n";
        let problems = TestRecord::sound().with(Cases, text).problems();
        let unknown = problems.iter().find(|problem| problem.code == code::UNKNOWN_CASE_MANAGER);
        assert_eq!(unknown.expect("found").help, "add a `[[case-manager]]` with `name = \"Mared Ellis\"`");
    }

    #[test]
    fn a_case_manager_listed_twice_is_found() {
        let files = TestRecord::sound().append(Cases, "[[case-manager]]\nname = \"mared ellis\"\n");
        assert_found(&files, &[(code::DUPLICATE_PERSON, "name = \"mared ellis\"")]);
    }

    #[test]
    fn a_case_without_a_case_manager_is_inspected_from_its_records() {
        let files =
            TestRecord::sound().change(Cases, "case-manager = \"Mared Ellis\"\nslot = \"LI 4\"", "slot = \"LI 4\"");
        assert_found(&files, &[]);
    }
}
