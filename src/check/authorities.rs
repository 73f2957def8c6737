//! The local authorities that the YOT serves, and their chief executives.

use std::collections::BTreeSet;

use crate::facts::{holders, served};
use crate::problem::code;
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

/// A chief executive is that of one of the YOT's authorities. If there are several, the record says of which.
pub fn of_chief_executives_are_the_yots(context: &Context<'_>, findings: &mut Findings) {
    let authorities = &context.record.inspection.yot.authorities;
    let names: Vec<&str> = authorities.iter().map(as_str).collect();
    if names.is_empty() || authorities.iter().any(|authority| !context.is_sound(&authority.at)) {
        return;
    }
    let known: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
    for contact in holders(context.record, Role::ChiefExecutive) {
        for authority in served(contact).filter(|authority| !known.contains(&folded(authority))) {
            let message = format!("`{authority}` is not an authority that the YOT serves");
            let help = suggestion(authority, &names, "the YOT serves");
            let help = format!("{help}; one person for several is `authorities = [{}]`", quoted(&names));
            let finding = Finding::new(code::UNKNOWN_AUTHORITY, &authority.at, message, help);
            findings.add(finding.with(&authorities[0].at, "the authorities that the YOT serves"));
        }
    }
}

/// Each authority has its chief executive and its director among the contacts, once anybody holds the post. One person
/// can serve several authorities.
pub fn have_their_chiefs(context: &Context<'_>, findings: &mut Findings) {
    let authorities = &context.record.inspection.yot.authorities;
    let names: Vec<&str> = authorities.iter().map(as_str).collect();
    let several = authorities.iter().map(|name| folded(name)).collect::<BTreeSet<_>>().len() > 1;
    if authorities.iter().any(|authority| !context.is_sound(&authority.at)) {
        return;
    }
    for (role, words) in POSTS {
        let holders: Vec<&Contact> = holders(context.record, role).collect();
        // A YOT of one authority says of whom its director is by having no other.
        if holders.is_empty() || (role != Role::ChiefExecutive && !several) {
            continue;
        }
        let vague: Vec<&&Contact> = holders.iter().filter(|contact| served(contact).next().is_none()).collect();
        for contact in vague.iter().filter(|_| several) {
            let message = format!("the record does not say which authority has `{}` as its {words}", contact.name);
            let help = format!(
                "add a line `organisation = \"{}\"`, or `authorities = [{}]` for several",
                names[0],
                quoted(&names)
            );
            findings.add(Finding::new(code::AUTHORITY_UNCOVERED, &contact.name.at, message, help));
        }
        if !vague.is_empty() {
            continue;
        }
        let covered: BTreeSet<String> =
            holders.iter().flat_map(|contact| served(contact)).map(|name| folded(name)).collect();
        for authority in authorities.iter().filter(|authority| !covered.contains(&folded(authority))) {
            let message = format!("the {words} of `{authority}` is not among the contacts");
            let help = format!(
                "add a `[[contact]]` with `roles = [\"{}\"]` and `organisation = \"{authority}\"`; one person for several \
                 is `authorities = [{}]`",
                role.word(),
                quoted(&names)
            );
            findings.add(Finding::new(code::AUTHORITY_UNCOVERED, &authority.at, message, help));
        }
    }
}

/// The posts that each authority has.
const POSTS: [(Role, &str); 3] = [
    (Role::ChiefExecutive, "chief executive"),
    (Role::DirectorOfChildrensServices, "director of children's services"),
    (Role::DirectorOfSocialServices, "director of social services"),
];

/// Names that a list in a message has.
const SHOWN: usize = 12;

/// Names as a list in TOML has them; of many, the first.
fn quoted(names: &[&str]) -> String {
    let further = (names.len() > SHOWN).then(|| "…".to_owned());
    let shown = names.iter().take(SHOWN).map(|name| format!("\"{name}\""));
    shown.chain(further).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Contacts, Inspection};

    fn of_two_authorities() -> TestRecord {
        let both = "authorities = [\n\"Aberford City Council\",\n\"Westmere Borough Council\",\n]";
        let director = "email = \"tom.hale@aberford.example\"";
        let serves = "authorities = [\"Aberford City Council\", \"Westmere Borough Council\"]";
        TestRecord::sound().change(Inspection, "authorities = [\"Aberford City Council\"]", both).change(
            Contacts,
            director,
            &format!("{director}\n{serves}"),
        )
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
        assert!(problems[0].help.starts_with("did you mean `Aberford City Council`?"), "{}", problems[0].help);
    }

    #[test]
    fn an_authority_whose_chief_executive_is_missing_is_warned_of() {
        assert_found(&of_two_authorities(), &[(code::AUTHORITY_UNCOVERED, "\"Westmere Borough Council\",")]);
        let other = "[[contact]]\nname = \"Ravi Pell\"\nroles = [\"chief-executive\"]\n\
                     organisation = \"Westmere Borough Council\"\nemail = \"ravi.pell@westmere.example\"\n";
        assert_found(&of_two_authorities().append(Contacts, other), &[]);
    }

    #[test]
    fn one_chief_executive_may_serve_both_authorities_and_so_may_one_director() {
        let both = "authorities = [\"Aberford City Council\", \"Westmere Borough Council\"]";
        let chief = "organisation = \"Aberford City Council\" # chief executive";
        let chief_of_both = of_two_authorities().change(Contacts, chief, both);
        assert_found(&chief_of_both, &[]);
        let director =
            of_two_authorities().change(Contacts, both, "organisation = \"Aberford City Council\" # director");
        let director = director.change(Contacts, chief, both);
        let line = "\"Westmere Borough Council\",";
        let problems = assert_found(&director, &[(code::AUTHORITY_UNCOVERED, line)]);
        assert!(problems[0].message.starts_with("the director of children's services of `Westmere"));
    }

    #[test]
    fn with_several_authorities_a_chief_executive_is_said_to_be_that_of_one() {
        let line = "organisation = \"Aberford City Council\" # chief executive\n";
        let files = of_two_authorities().change(Contacts, line, "");
        let problems = assert_found(&files, &[(code::AUTHORITY_UNCOVERED, "name = \"Owen Blake\"")]);
        assert!(problems[0].help.contains("`authorities = ["), "{}", problems[0].help);
        assert_found(&TestRecord::sound().change(Contacts, line, ""), &[]);
    }
}
