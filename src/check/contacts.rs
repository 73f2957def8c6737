//! Who is written to (guidance §10.1).

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Country;
use crate::problem::code;
use crate::record::reader::list;
use crate::record::{Contact, FileKind, Role};

use super::context::{Context, whole};
use super::names::{folded, is_same_name};
use super::{Finding, Findings};

/// The roles to which the announcement is sent, with what an officer calls them (guidance §10.1).
fn needed(country: Country) -> [(Role, &'static str); 4] {
    let director = match country {
        Country::England => (Role::DirectorOfChildrensServices, "director of children's services"),
        Country::Wales => (Role::DirectorOfSocialServices, "director of social services"),
    };
    [
        (Role::YotManager, "YOT manager"),
        (Role::ChiefExecutive, "chief executive"),
        (Role::BoardChair, "chair of the management board"),
        director,
    ]
}

/// Whether the announcement is sent to this role.
pub fn is_announced_to(role: Role, country: Country) -> bool {
    needed(country).iter().any(|(needed, _)| *needed == role)
}

/// The role that the other country has in the place of one that this country lacks.
fn counterpart(role: Role, country: Country) -> Option<Role> {
    match (role, country) {
        (Role::DirectorOfChildrensServices, Country::Wales) => Some(Role::DirectorOfSocialServices),
        (Role::DirectorOfSocialServices, Country::England) => Some(Role::DirectorOfChildrensServices),
        _ => None,
    }
}

/// Somebody holds each role that the announcement is sent to, once there are contacts at all. The inspection goes ahead
/// without (guidance §2), so a vacant post stops nothing: a document that needs its holder waits. If a role is mistyped,
/// nobody can tell which is missing.
pub fn hold_every_role_that_is_written_to(context: &Context<'_>, findings: &mut Findings) {
    let contacts = &context.record.contacts.contacts;
    let Some(country) = context.country() else { return };
    let held = contacts.iter().flat_map(|contact| &contact.roles);
    if contacts.is_empty() || held.clone().any(|role| !context.is_sound(&role.at)) {
        return;
    }
    for (role, words) in needed(country) {
        if held.clone().any(|held| held.value == role || counterpart(held.value, country) == Some(role)) {
            continue;
        }
        let message = format!("nobody among the contacts is the {words}, to whom the announcement is sent");
        let help = format!(
            "add a `[[contact]]` with `roles = [\"{0}\"]`, or put `\"{0}\"` among the roles of whoever holds it too or \
             stands in",
            role.word()
        );
        findings.add(Finding::new(code::VACANT_ROLE, &whole(FileKind::Contacts), message, help));
    }
}

/// Roles to which a copy goes: of the letter at once (guidance §2), of the report later (guidance §3.5).
const COPIED: [(Role, &str); 6] = [
    (Role::StrategicManager, "strategic manager"),
    (Role::ElectedMemberChildren, "elected member for children's services"),
    (Role::ElectedMemberCrime, "elected member for crime and disorder"),
    (Role::PoliceAndCrimeCommissioner, "police and crime commissioner"),
    (Role::Inspectorate, "partner inspectorate"),
    (Role::YouthJusticeBoard, "Youth Justice Board"),
];

/// Somebody holds each role to which a copy goes. Strategic managers get the letter, so they are missed once there are
/// contacts. The others are asked for in the planning meeting (guidance §10.4), so they are missed once there are cases
/// or findings.
pub fn hold_every_role_that_gets_a_copy(context: &Context<'_>, findings: &mut Findings) {
    let record = context.record;
    let contacts = &record.contacts.contacts;
    let held = contacts.iter().flat_map(|contact| &contact.roles);
    // Whoever has no role yet may be meant for any, and another rule says so.
    let unclear = contacts.iter().any(|contact| contact.roles.is_empty());
    if contacts.is_empty() || unclear || held.clone().any(|role| !context.is_sound(&role.at)) {
        return;
    }
    let planned = !record.cases.cases.is_empty() || !record.report.summary.is_empty();
    for (role, words) in COPIED {
        let letter = role == Role::StrategicManager;
        if !(letter || planned) || held.clone().any(|held| held.value == role) {
            continue;
        }
        let what = if letter { "letter" } else { "report" };
        let message = format!("no contact has the role of {words}, to which a copy of the {what} goes");
        let help = format!("add a `[[contact]]` with `roles = [\"{}\"]`", role.word());
        findings.add(Finding::new(code::NOT_COPIED, &whole(FileKind::Contacts), message, help));
    }
}

/// No more people hold a post than it has places: one YOT manager, one chair, and for each authority one chief executive
/// and one director. The letter goes to the first YOT manager listed, who may have left.
pub fn hold_no_post_together(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    let authorities = context.record.inspection.yot.authorities.len().max(1);
    for (role, words) in needed(country) {
        let places = if matches!(role, Role::YotManager | Role::BoardChair) { 1 } else { authorities };
        let holders = context.record.contacts.contacts.iter().filter_map(|contact| {
            let held = contact.roles.iter().find(|held| held.value == role && context.is_sound(&held.at))?;
            Some((contact, held))
        });
        // Whoever is listed twice is one person, of whom is told elsewhere.
        let mut names = BTreeSet::new();
        let holders: Vec<_> = holders.filter(|(contact, _)| names.insert(folded(&contact.name))).collect();
        let Some((last, held)) = holders.get(places) else { continue };
        let (first, _) = holders[0];
        let message = format!("`{}` is the {words}, and so is `{}`", last.name, first.name);
        let help = format!(
            "take `\"{}\"` out of the roles of whoever has left; a deputy is a `\"strategic-manager\"`",
            role.word()
        );
        let finding = Finding::new(code::HELD_TWICE, &held.at, message, help);
        findings.add(finding.with(&first.name.at, "listed here first"));
    }
}

/// England has no director of social services, and Wales none of children's services.
pub fn have_no_role_of_the_other_country(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    for role in context.record.contacts.contacts.iter().flat_map(|contact| &contact.roles) {
        let Some(instead) = counterpart(role.value, country).filter(|_| context.is_sound(&role.at)) else { continue };
        let here = match country {
            Country::England => "England",
            Country::Wales => "Wales",
        };
        let message = format!("`{}` is not a role in {here}", role.word());
        let help = format!("type `\"{}\"`", instead.word());
        let finding = Finding::new(code::ROLE_OF_OTHER_COUNTRY, &role.at, message, help);
        findings.add(finding.with(&context.record.inspection.yot.country.at, "the country of the inspection"));
    }
}

/// Whoever the announcement is sent to has an e-mail address, and so has whoever gets a copy with it. Without one the
/// message waits, or goes without the copy; everything else is made.
pub fn can_be_written_to(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    let needed = needed(country);
    for contact in context.record.contacts.contacts.iter().filter(|contact| contact.email.is_none()) {
        let sound = || contact.roles.iter().filter(|role| context.is_sound(&role.at));
        let role = needed.iter().find(|(role, _)| sound().any(|held| held.value == *role));
        let message = match role {
            Some((_, words)) => {
                format!("`{}` is the {words} and has no e-mail address, so that the announcement waits", contact.name)
            }
            None if sound().any(|held| held.value == Role::StrategicManager) => {
                format!(
                    "`{}` is a strategic manager and has no e-mail address, so that no copy goes there",
                    contact.name
                )
            }
            None => continue,
        };
        let help = "add a line `email = \"first.last@council.example\"`";
        findings.add(Finding::new(code::NO_EMAIL, &contact.name.at, message, help));
    }
}

/// A contact without a role would be written to by no document.
pub fn have_a_role(context: &Context<'_>, findings: &mut Findings) {
    for contact in context.record.contacts.contacts.iter().filter(|contact| contact.roles.is_empty()) {
        let message = format!("`{}` has no role, so that no document goes to this person", contact.name);
        let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        let help = format!("add a line `roles = [\"strategic-manager\"]`; the roles are {}", list(&words));
        findings.add(Finding::new(code::NO_ROLE, &contact.name.at, message, help));
    }
}

/// Somebody with several roles is listed once; otherwise the person gets the same message twice. Two people may share a
/// mailbox, or one of them be the other's assistant; they are worth a look.
pub fn are_listed_once(context: &Context<'_>, findings: &mut Findings) {
    let contacts = &context.record.contacts.contacts;
    // The first contact of each name in an organisation, and of each address. What reading has complained of is neither.
    let (mut names, mut addresses) = (BTreeMap::new(), BTreeMap::new());
    let blocks = repeated_blocks(contacts);
    for (index, contact) in contacts.iter().enumerate() {
        let organisation = contact.organisation.as_ref().map(|organisation| folded(organisation));
        let name = context.is_sound(&contact.name.at).then(|| (folded(&contact.name), organisation));
        let address =
            contact.email.as_ref().filter(|email| context.is_sound(&email.at)).map(|email| email.to_lowercase());
        let by_name = name.map(|name| *names.entry(name).or_insert(index));
        let by_address = address.map(|address| *addresses.entry(address).or_insert(index));
        let first = by_name.into_iter().chain(by_address).min().filter(|first| *first < index);
        let Some(first) = first else { continue };
        if told_of_block(index, first, &blocks, contacts, findings) {
            continue;
        }
        let first = &contacts[first];
        let same_name = is_same_name(&first.name, &contact.name);
        let (at, message) = match &contact.email {
            Some(email) if !same_name => {
                (&email.at, format!("`{}` has the e-mail address of `{}`", contact.name, first.name))
            }
            _ => (&contact.name.at, format!("`{}` is listed twice", contact.name)),
        };
        let help = if same_name {
            let mut roles: Vec<String> = Vec::new();
            for role in first.roles.iter().chain(&contact.roles).map(|role| format!("\"{}\"", role.word())) {
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            format!("list the person once, with `roles = [{}]`", roles.join(", "))
        } else {
            "check that both read this mailbox, or type each person's own address".to_owned()
        };
        let code = if same_name { code::DUPLICATE_PERSON } else { code::SHARED_MAILBOX };
        let finding = Finding::new(code, at, message, help);
        findings.add(finding.with(&first.name.at, "listed here first"));
    }
}

/// Entries that repeat others one by one, from which on they are one slip: a text that was pasted twice.
const PASTED: usize = 3;

/// The blocks of contacts that repeat the ones before them, in their order: where each begins, and how many it has.
fn repeated_blocks(contacts: &[Contact]) -> BTreeMap<usize, usize> {
    let mut firsts = BTreeMap::new();
    let mut blocks: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open: Option<(usize, usize)> = None;
    for (index, contact) in contacts.iter().enumerate() {
        let first = *firsts.entry(folded(&contact.name)).or_insert(index);
        let goes_on = open.filter(|(begin, of)| first < index && first == of + (index - begin));
        open = goes_on.or((first < index).then_some((index, first)));
        if let Some((begin, _)) = open {
            *blocks.entry(begin).or_default() += 1;
        }
    }
    blocks.retain(|_, length| *length >= PASTED);
    blocks
}

/// Tells once of a block that was pasted twice, and says whether an entry is in one.
fn told_of_block(
    index: usize,
    first: usize,
    blocks: &BTreeMap<usize, usize>,
    contacts: &[Contact],
    findings: &mut Findings,
) -> bool {
    let block = blocks.range(..=index).next_back().filter(|(begin, length)| index < *begin + *length);
    let Some((begin, length)) = block else { return false };
    if *begin == index {
        let message =
            format!("these {length} people are listed above already, in the same order: the text is here twice");
        let help = format!("take out everything from here to the end of `{}`", contacts[begin + length - 1].name);
        let finding = Finding::new(code::DUPLICATE_PERSON, &contacts[index].name.at, message, help);
        findings.add(finding.with(&contacts[first].name.at, "listed here first"));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use FileKind::{Contacts, Inspection};

    #[test]
    fn nobody_in_a_role_that_the_announcement_is_sent_to_is_said_at_the_start_of_the_file() {
        for role in ["yot-manager", "chief-executive", "board-chair", "director-of-childrens-services"] {
            let files = TestRecord::sound().change(Contacts, &format!("\"{role}\""), "\"strategic-manager\"");
            let problems = assert_found(&files, &[(code::VACANT_ROLE, "# Who is written to")]);
            assert!(problems[0].help.contains(&format!("`roles = [\"{role}\"]`")), "{}", problems[0].help);
        }
    }

    #[test]
    fn contacts_that_are_not_there_yet_are_no_error() {
        assert_found(&TestRecord::sound().without(Contacts), &[]);
        assert_found(&TestRecord::sound().with(Contacts, "# nobody yet\n"), &[]);
    }

    #[test]
    fn a_mistyped_role_is_complained_of_once_and_nobody_is_called_missing_for_it() {
        let files = TestRecord::sound().change(Contacts, "\"chief-executive\"", "\"cheif-executive\"");
        assert_found(&files, &[(code::UNKNOWN_CHOICE, "roles = [\"cheif-executive\"]")]);
        let files = TestRecord::sound().change(Contacts, "[\"chief-executive\"]", "\"chief-executive\"");
        assert_found(&files, &[(code::WRONG_TYPE, "roles = \"chief-executive\"")]);
    }

    #[test]
    fn a_role_of_the_other_country_is_refused_and_its_counterpart_named() {
        let to = "\"director-of-social-services\"";
        let files = TestRecord::sound().change(Contacts, "\"director-of-childrens-services\"", to);
        let line = "roles = [\"director-of-social-services\"]";
        let problems = assert_found(&files, &[(code::ROLE_OF_OTHER_COUNTRY, line)]);
        assert_eq!(problems[0].help, "type `\"director-of-childrens-services\"`");
        let files = files.change(Inspection, "# The inspection", "languages = [\"english\"]");
        let wales = files.change(Inspection, "\"england\"", "\"wales\"");
        assert_found(&wales, &[(code::WELSH_LEFT_OUT, "languages = [\"english\"]")]);
    }

    #[test]
    fn a_mistyped_country_makes_no_role_wrong() {
        let files = TestRecord::sound().change(Inspection, "\"england\"", "\"walse\"").change(
            Contacts,
            "\"director-of-childrens-services\"",
            "\"director-of-social-services\"",
        );
        assert_found(&files, &[(code::UNKNOWN_CHOICE, "country = \"walse\"")]);
    }

    #[test]
    fn somebody_the_announcement_is_sent_to_needs_an_address_and_somebody_else_does_not() {
        let files = TestRecord::sound().change(Contacts, "email = \"ines.duarte@aberford.example\"\n", "");
        let problems = assert_found(&files, &[(code::NO_EMAIL, "name = \"Ines Duarte\"")]);
        assert!(!problems[0].is_error(), "the message waits, and the rest is made");
        let files = TestRecord::sound().change(Contacts, "email = \"keith.umpleby@police.example\"\n", "");
        assert_found(&files, &[(code::NO_EMAIL, "name = \"Keith Umpleby\"")]);
        assert_found(&TestRecord::sound().change(Contacts, "email = \"office@pcc.example\"\n", ""), &[]);
    }

    #[test]
    fn a_contact_without_a_role_is_warned_of() {
        let files =
            TestRecord::sound().change(Contacts, "roles = [\"police-and-crime-commissioner\"]\n", "roles = []\n");
        assert_found(&files, &[(code::NO_ROLE, "name = \"Petra Lund\"")]);
    }

    #[test]
    fn a_person_listed_twice_is_found_by_name_and_by_address() {
        let again = "[[contact]]\nname = \"petra lund\" # again\nroles = [\"report-copy\"]\n";
        let files = TestRecord::sound().append(Contacts, again);
        let problems = assert_found(&files, &[(code::DUPLICATE_PERSON, "name = \"petra lund\" # again")]);
        assert_eq!(
            problems[0].help,
            "list the person once, with `roles = [\"police-and-crime-commissioner\", \"report-copy\"]`"
        );
        assert_eq!(problems[0].related.len(), 1);
        let files = TestRecord::sound().change(Contacts, "\"office@pcc.example\"", "\"Ines.Duarte@aberford.example\"");
        assert_found(&files, &[(code::SHARED_MAILBOX, "email = \"Ines.Duarte@aberford.example\"")]);
    }

    #[test]
    fn a_vacant_post_and_a_shared_mailbox_stop_no_pack() {
        use crate::problem::Severity;
        let vacant = ["yot-manager", "chief-executive", "board-chair", "director-of-childrens-services"];
        for role in vacant {
            let files = TestRecord::sound().change(Contacts, &format!("\"{role}\""), "\"report-copy\"");
            assert!(files.problems().iter().all(|problem| problem.code.severity == Severity::Warning), "{role}");
        }
        let one = "[[contact]]\nname = \"Helen Marsh\"\nroles = [\"yot-manager\"]\nemail = \"h@a.example\"\n";
        let assistant = "[[contact]]\nname = \"Jo Lark\"\nroles = [\"report-copy\"]\nemail = \"h@a.example\"\n";
        let files = TestRecord::sound().with(Contacts, &format!("{one}{assistant}"));
        assert!(files.problems().iter().all(|problem| problem.code.severity == Severity::Warning));
    }

    #[test]
    fn every_role_that_gets_a_copy_and_that_nobody_holds_is_told() {
        for (role, words) in COPIED {
            let files = TestRecord::sound().change(Contacts, &format!("\"{}\"", role.word()), "\"report-copy\"");
            let problems = assert_found(&files, &[(code::NOT_COPIED, "# Who is written to")]);
            assert!(problems[0].message.contains(words), "{}", problems[0].message);
            let begun = files.without(FileKind::Cases).problems();
            assert_eq!(!begun.is_empty(), role == Role::StrategicManager, "{words}: only the letter goes at once");
        }
    }

    #[test]
    fn a_second_person_in_any_post_of_one_is_told_and_a_joint_yot_has_two_of_some() {
        for (role, words) in needed(Country::England) {
            let second = format!(
                "[[contact]]\nname = \"Jo Lark\"\nroles = [\"{}\"] # second\norganisation = \"Aberford City Council\"\n\
                 email = \"jo.lark@aberford.example\"\n",
                role.word()
            );
            let files = TestRecord::sound().append(Contacts, &second);
            let line = format!("roles = [\"{}\"] # second", role.word());
            let problems = assert_found(&files, &[(code::HELD_TWICE, &line)]);
            assert!(problems[0].message.contains(words), "{}", problems[0].message);
        }
    }

    #[test]
    fn contacts_that_were_pasted_twice_are_told_once() {
        let files = TestRecord::sound();
        let text = files.record("a").sources[&Contacts].text.clone();
        let found = files.append(Contacts, &text[text.find("[[contact]]").unwrap()..]).problems();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.contains("the text is here twice"), "{found:?}");
    }

    #[test]
    fn people_of_one_name_in_two_bodies_are_two_people() {
        let again = "[[contact]]\nname = \"Petra Lund\"\norganisation = \"Elmbridge\"\nroles = [\"report-copy\"]\n";
        assert_found(&TestRecord::sound().append(Contacts, again), &[]);
    }
}
