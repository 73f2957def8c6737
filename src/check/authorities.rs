//! The local authorities that the YOT serves, and their chief executives.

use std::collections::BTreeSet;

use crate::problem::code;
use crate::record::reader::list;
use crate::record::{Contact, Role};

use super::context::Context;
use super::names::{as_str, folded, suggestion};
use super::{Finding, Findings};

/// A YOT serves at least one authority.
pub fn are_listed(context: &Context<'_>, findings: &mut Findings) {
    let yot = &context.record.inspection.yot;
    if yot.authorities.is_empty() && context.is_sound(&yot.name.at) {
        let message = format!("no local authority is listed that `{}` serves", yot.name);
        let help = "add a line `authorities = [\"Aberford City Council\"]` with the full name of each";
        findings.add(Finding::new(code::MISSING_KEY, &yot.name.at, message, help));
    }
}

/// A chief executive is that of one of the YOT's authorities, and where there are several the record says of which.
pub fn of_chief_executives_are_the_yots(context: &Context<'_>, findings: &mut Findings) {
    let authorities = &context.record.inspection.yot.authorities;
    let names: Vec<&str> = authorities.iter().map(as_str).collect();
    if names.is_empty() || authorities.iter().any(|authority| !context.is_sound(&authority.at)) {
        return;
    }
    let known: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    for contact in chief_executives(context) {
        match &contact.organisation {
            Some(organisation) if !known.contains(&folded(organisation)) => {
                let message = format!("`{}` is not an authority that the YOT serves", organisation);
                let help = suggestion(organisation, &names, "the YOT serves");
                let finding = Finding::new(code::UNKNOWN_AUTHORITY, &organisation.at, message, help);
                findings.add(finding.with(&authorities[0].at, "the authorities that the YOT serves"));
            }
            None if names.len() > 1 => {
                let message =
                    format!("the record does not say of which authority `{}` is the chief executive", contact.name);
                let help = format!("add a line `organisation = \"{}\"`; the YOT serves {}", names[0], list(&names));
                findings.add(Finding::new(code::MISSING_KEY, &contact.name.at, message, help));
            }
            _ => {}
        }
    }
}

/// Each authority's chief executive is among the contacts, once there is any.
pub fn have_a_chief_executive(context: &Context<'_>, findings: &mut Findings) {
    let authorities = &context.record.inspection.yot.authorities;
    let organisations: Option<BTreeSet<String>> =
        chief_executives(context).map(|contact| Some(folded(contact.organisation.as_ref()?))).collect();
    // A chief executive of no named authority may be anyone's: there the missing name is what is said.
    let Some(organisations) = organisations.filter(|known| !known.is_empty()) else { return };
    for authority in authorities.iter().filter(|authority| !organisations.contains(&folded(authority))) {
        let message = format!("the chief executive of `{}` is not among the contacts", authority);
        let help =
            format!("add a `[[contact]]` with `roles = [\"chief-executive\"]` and `organisation = \"{}\"`", authority);
        findings.add(Finding::new(code::AUTHORITY_UNCOVERED, &authority.at, message, help));
    }
}

fn chief_executives<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Contact> {
    let is_one = |contact: &&Contact| contact.roles.iter().any(|role| role.value == Role::ChiefExecutive);
    context.record.contacts.contacts.iter().filter(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Contacts, Inspection};

    fn of_two_authorities() -> TestRecord {
        let both = "authorities = [\n\"Aberford City Council\",\n\"Westmere Borough Council\",\n]";
        TestRecord::sound().change(Inspection, "authorities = [\"Aberford City Council\"]", both)
    }

    #[test]
    fn a_yot_serves_an_authority() {
        let files = TestRecord::sound().change(Inspection, "authorities = [\"Aberford City Council\"]\n", "");
        assert_found(&files, &[(code::MISSING_KEY, "name = \"Aberford Youth Offending Team\"")]);
    }

    #[test]
    fn a_chief_executive_of_another_authority_is_refused_with_the_name_that_was_meant() {
        let from = "organisation = \"Aberford City Council\" # chief executive";
        let files = TestRecord::sound().change(Contacts, from, "organisation = \"Aberfrod City Council\"");
        let problems = assert_found(
            &files,
            &[
                (code::UNKNOWN_AUTHORITY, "organisation = \"Aberfrod City Council\""),
                (code::AUTHORITY_UNCOVERED, "authorities = [\"Aberford City Council\"]"),
            ],
        );
        assert_eq!(problems[0].help, "did you mean `Aberford City Council`?");
    }

    #[test]
    fn an_authority_whose_chief_executive_is_missing_is_warned_of() {
        assert_found(&of_two_authorities(), &[(code::AUTHORITY_UNCOVERED, "\"Westmere Borough Council\",")]);
        let other = "[[contact]]\nname = \"Ravi Pell\"\nroles = [\"chief-executive\"]\n\
                     organisation = \"Westmere Borough Council\"\nemail = \"ravi.pell@westmere.example\"\n";
        assert_found(&of_two_authorities().append(Contacts, other), &[]);
    }

    #[test]
    fn with_several_authorities_a_chief_executive_is_said_to_be_that_of_one() {
        let line = "organisation = \"Aberford City Council\" # chief executive\n";
        let files = of_two_authorities().change(Contacts, line, "");
        assert_found(&files, &[(code::MISSING_KEY, "name = \"Owen Blake\"")]);
        assert_found(&TestRecord::sound().change(Contacts, line, ""), &[]);
    }
}
