//! The selected cases and the case managers who present them.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::problem::code;
use crate::record::{Case, CaseManager};

use super::context::Context;
use super::names::{as_str, folded, folded_id, repeated, suggestion};
use super::people::{likely_person, several};
use super::spelling::Lists;
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
    let lists = LazyCell::new(|| Lists::of(context.record));
    for name in context.record.cases.cases.iter().filter_map(|case| case.case_manager.as_ref()) {
        if listed.contains(&folded(name)) {
            continue;
        }
        let other = lists.find(name);
        let message = match other {
            Some((list, _)) => format!("`{name}` stands {list}, and is not listed as a case manager"),
            None => format!("`{name}` is not listed as a case manager"),
        };
        let add = format!("add a `[[case-manager]]` with `name = \"{}\"`", name);
        let both: Vec<String> =
            several(name, &names).iter().map(|name| format!("`case-manager = \"{name}\"`")).collect();
        let help = match names.as_slice() {
            [] => add,
            _ if !both.is_empty() => format!("a case has one case manager: type {}", both.join(" or ")),
            names if likely_person(name, names).is_some() => {
                format!("did you mean `{}`?", likely_person(name, names).unwrap_or_default())
            }
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

/// The link to the feedback survey goes to each case manager by e-mail (guidance §11.8).
pub fn reach_case_managers_by_email(context: &Context<'_>, findings: &mut Findings) {
    for manager in context.record.cases.case_managers.iter().filter(|manager| manager.email.is_none()) {
        let message = format!("`{}` has no e-mail address, to which the link to the survey goes", manager.name);
        let help = "add a line `email = \"first.last@council.example\"`";
        findings.add(Finding::new(code::NO_SURVEY_ADDRESS, &manager.name.at, message, help));
    }
}

/// By how many cases two case managers may differ before one has many and the other few.
const UNEVEN: usize = 2;

/// Each case manager presents a case where that is possible, and none presents many while others have few (guidance
/// §10.4). While the cases are still being typed, nobody can tell.
pub fn are_shared_evenly(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let planned = cases.len() >= context.facts.split.total() as usize;
    if cases.is_empty() || !(planned || cases.iter().any(|case| case.slot.is_some())) {
        return;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in cases.iter().filter_map(|case| case.case_manager.as_ref()) {
        *counts.entry(folded(name)).or_default() += 1;
    }
    let of = |manager: &CaseManager| counts.get(&folded(&manager.name)).copied().unwrap_or_default();
    let managers = &context.record.cases.case_managers;
    let listed: BTreeSet<String> = managers.iter().map(|manager| folded(&manager.name)).collect();
    // A name that is not listed may be a slip for any of them, and another rule says so.
    if counts.keys().any(|name| !listed.contains(name)) {
        return;
    }
    let (Some(busiest), Some(idlest)) =
        (managers.iter().max_by_key(|one| of(one)), managers.iter().min_by_key(|one| of(one)))
    else {
        return;
    };
    for manager in managers.iter().filter(|manager| context.is_sound(&manager.name.at)) {
        let most = context.settings.cases_per_manager() as usize;
        let (message, help) = match of(manager) {
            0 if of(busiest) > 1 => (
                format!("`{}` presents no case, and `{}` presents {}", manager.name, busiest.name, of(busiest)),
                "choose a case of this case manager, or take the entry out if there is none on the long-list"
                    .to_owned(),
            ),
            own if own > most && own > of(idlest) + UNEVEN => (
                format!("`{}` presents {own} cases, and `{}` presents {}", manager.name, idlest.name, of(idlest)),
                format!(
                    "choose cases of others; the limit of {most} is `cases-per-manager` in `[programme]` of sqspack.toml"
                ),
            ),
            _ => continue,
        };
        findings.add(Finding::new(code::UNEVEN_CASES, &manager.name.at, message, help));
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
        let files =
            TestRecord::sound().append(Cases, "[[case-manager]]\nname = \"mared ellis\"\nemail = \"m@a.example\"\n");
        assert_found(&files, &[(code::DUPLICATE_PERSON, "name = \"mared ellis\"")]);
    }

    #[test]
    fn a_case_manager_without_an_address_is_told_each_at_their_name() {
        for name in ["Mared Ellis", "Joan Price", "Sam Okoro"] {
            let email = format!("email = \"{}@aberford.example\"\n", name.to_lowercase().replace(' ', "."));
            let line = format!("name = \"{name}\"");
            assert_found(&TestRecord::sound().change(Cases, &email, ""), &[(code::NO_SURVEY_ADDRESS, &line)]);
        }
    }

    #[test]
    fn a_case_manager_with_none_and_one_with_many_are_told_and_an_even_share_is_not() {
        let fourth = "[[case-manager]]\nname = \"Gill Shaw\"\nemail = \"gill.shaw@aberford.example\"\n";
        let files = TestRecord::sound().append(Cases, fourth);
        let lines = ["Mared Ellis", "Joan Price", "Sam Okoro", "Gill Shaw"].map(|name| format!("name = \"{name}\""));
        let expected: Vec<_> = lines.iter().map(|line| (code::UNEVEN_CASES, line.as_str())).collect();
        let problems = assert_found(&files, &expected);
        assert_eq!(problems[0].message, "`Mared Ellis` presents 7 cases, and `Gill Shaw` presents 0");
        assert_eq!(problems[3].message, "`Gill Shaw` presents no case, and `Joan Price` presents 7");
        let many = files.settings("[programme]\ncases-per-manager = 7\n");
        assert_found(&many, &expected[3..]);
        assert_found(&TestRecord::sound(), &[]);
    }

    #[test]
    fn while_cases_are_typed_nobody_is_said_to_have_none() {
        let one = "[[case-manager]]\nname = \"Mared Ellis\"\nemail = \"m@a.example\"\n\
                   [[case-manager]]\nname = \"Sam Okoro\"\nemail = \"s@a.example\"\n";
        let case = |id| format!("[[case]]\nid = \"{id}\"\ntier = \"community\"\ncase-manager = \"Mared Ellis\"\n");
        let files = TestRecord::sound().with(Cases, &format!("{one}{}{}", case("A1"), case("A2")));
        assert!(files.problems().iter().all(|problem| problem.code != code::UNEVEN_CASES));
    }

    #[test]
    fn a_case_without_a_case_manager_is_inspected_from_its_records() {
        let files =
            TestRecord::sound().change(Cases, "case-manager = \"Mared Ellis\"\nslot = \"LI 4\"", "slot = \"LI 4\"");
        assert_found(&files, &[]);
    }
}
