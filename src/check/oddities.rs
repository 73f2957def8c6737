//! Texts that are in the right form, and that a document would print oddly: a name turned round, a salutation without its greeting,
//! an address in one line, a word that stands for what is not known.

use crate::problem::code;
use crate::record::{FileKind, Line, has_ending, is_placeholder};

use super::context::Context;
use super::people::{people, sharing};
use super::{Finding, Findings};

/// No text says that it is not known: a document would print that. The children's file is not meant, in which a list that came back
/// says what it says.
pub fn say_nothing_of_what_is_not_known(context: &Context<'_>, findings: &mut Findings) {
    let texts = context.record.texts.iter().filter(|(at, _)| !at.file.is_private());
    for (at, text) in texts.filter(|(_, text)| is_placeholder(text)) {
        let message = format!("`{text}` says that something is not known, and a document would print it");
        let help = "take the line out until it is known; if a name is needed, put a `#` before every line of its group \
                    until then";
        findings.add(Finding::new(code::PLACEHOLDER, at, message, help));
    }
}

/// Letters behind a name that follow a comma.
const BEHIND_NAMES: [&str; 12] = ["obe", "mbe", "cbe", "qpm", "kpm", "kc", "jp", "dl", "phd", "ma", "jr", "dbe"];

/// A name stands as people say it: letters are addressed to `Marsh, Helen` otherwise.
pub fn name_people_as_they_are_called(context: &Context<'_>, findings: &mut Findings) {
    for person in people(context.record).filter(|person| context.is_sound(&person.name.at)) {
        let Some((family, first)) = person.name.split_once(',').map(|(family, first)| (family.trim(), first.trim()))
        else {
            continue;
        };
        let is_letters = first.split([' ', ',']).any(|word| BEHIND_NAMES.contains(&word.to_lowercase().as_str()));
        let are_words = |text: &str, most| (1..=most).contains(&text.split_whitespace().count());
        if is_letters || !are_words(family, 3) || !are_words(first, 3) || first.contains(',') {
            continue;
        }
        let message = format!("`{}` has the family name first, and a letter would be addressed so", person.name);
        let help = format!("type: `name = \"{first} {family}\"`");
        findings.add(Finding::new(code::NAME_TURNED, &person.name.at, message, help));
    }
}

/// A salutation is the whole of it, with its greeting.
pub fn greet_whom_they_address(context: &Context<'_>, findings: &mut Findings) {
    const ENGLISH: [&str; 6] = ["dear", "good", "hello", "hi", "to", "madam"];
    const WELSH: [&str; 6] = ["annwyl", "anwyl", "f’annwyl", "f'annwyl", "bore", "prynhawn"];
    let mut look = |line: Option<&Line>, key: &str, greeting: &str, known: &[&str]| {
        let Some(line) = line.filter(|line| context.is_sound(&line.at)) else { return };
        let first = line.split([' ', ',']).next().unwrap_or_default().to_lowercase();
        if known.contains(&first.as_str()) || first.is_empty() {
            return;
        }
        let message = format!("`{}` has no greeting, and a letter would begin so", &***line);
        let help = format!("type: `{key} = \"{greeting} {}\"`", &***line);
        findings.add(Finding::new(code::NO_GREETING, &line.at, message, help));
    };
    for contact in &context.record.contacts.contacts {
        look(contact.salutation.as_ref(), "salutation", "Dear", &ENGLISH);
        look(contact.salutation_welsh.as_ref(), "salutation-welsh", "Annwyl", &WELSH);
    }
}

/// A postal address has an entry for each line.
pub fn write_addresses_in_lines(context: &Context<'_>, findings: &mut Findings) {
    let mut look = |key: &str, lines: &[Line]| {
        let [only] = lines else { return };
        let parts: Vec<&str> = only.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() < 3 || !context.is_sound(&only.at) {
            return;
        }
        let parts: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
        let help = format!("type: `{key} = [{}]`", parts.join(", "));
        findings.add(Finding::new(code::ADDRESS_IN_ONE_LINE, &only.at, "the whole address stands in one line", help));
    };
    for contact in &context.record.contacts.contacts {
        look("address", &contact.address);
        look("address-welsh", &contact.address_welsh);
    }
    for site in &context.record.inspection.sites {
        look("address", &site.address);
        look("address-welsh", &site.address_welsh);
    }
}

/// An e-mail address has an ending: `ann@aberford` reaches nobody outside the council.
pub fn have_whole_email_addresses(context: &Context<'_>, findings: &mut Findings) {
    for email in people(context.record).filter_map(|person| person.email) {
        if context.is_sound(&email.at) && !has_ending(email) {
            let message = format!("`{}` has no ending, such as `.gov.uk`", &***email);
            let help = "type the whole address, as it stands in a message that came from there";
            findings.add(Finding::new(code::EMAIL_WITHOUT_ENDING, &email.at, message, help));
        }
    }
}

/// Two people of whom one at least is no contact have an address each: the link to the survey goes to the case manager's. Two
/// contacts are the matter of a rule of its own.
pub fn have_an_email_address_each(context: &Context<'_>, findings: &mut Findings) {
    for (person, first) in sharing(people(context.record).filter(|person| {
        person.email.is_some_and(|email| context.is_sound(&email.at)) && context.is_sound(&person.name.at)
    })) {
        let is_contact = |file: FileKind| file == FileKind::Contacts;
        let Some(email) = person.email.filter(|_| !(is_contact(person.file) && is_contact(first.file))) else {
            continue;
        };
        let message = format!("`{}` has the e-mail address of `{}`", person.name, first.name);
        let help = "check that both read this mailbox, or type each person's own address";
        let finding = Finding::new(code::SHARED_MAILBOX, &email.at, message, help);
        findings.add(finding.with(&first.name.at, "listed here first"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use FileKind::{Cases, Contacts, Inspection};

    const MANAGER: &str = "[[contact]]\nname = \"Jo Lark\"\nroles = [\"report-copy\"]\n";

    fn with(lines: &str) -> TestRecord {
        TestRecord::sound().append(Contacts, &format!("{MANAGER}{lines}"))
    }

    #[test]
    fn a_word_that_stands_for_what_is_not_known_is_asked_about_wherever_it_is_typed() {
        assert_found(&with("telephone = \"TBC\"\n"), &[(code::PLACEHOLDER, "telephone = \"TBC\"")]);
        assert_found(&with("title = \"n/a\"\n"), &[(code::PLACEHOLDER, "title = \"n/a\"")]);
        assert_found(&with("title = \"Head of N/A services\"\n"), &[]);
        let files =
            TestRecord::sound().change(Inspection, "# The inspection", "# The inspection\n[[site]]\nname = \"???\"\n");
        assert!(files.problems().iter().any(|problem| problem.code == code::PLACEHOLDER));
    }

    #[test]
    fn a_name_turned_round_is_shown_as_it_is_said_and_letters_behind_a_name_are_none() {
        let named = |name: &str| TestRecord::sound().append(Contacts, &MANAGER.replace("Jo Lark", name));
        let found = assert_found(&named("Lark, Jo"), &[(code::NAME_TURNED, "name = \"Lark, Jo\"")]);
        assert_eq!(found[0].help, "type: `name = \"Jo Lark\"`");
        for name in ["Jo Lark, OBE", "Jo Lark", "Lark, Jo, of the council"] {
            assert_found(&named(name), &[]);
        }
    }

    #[test]
    fn a_salutation_without_its_greeting_and_an_address_in_one_line_are_shown_as_they_should_be() {
        let found =
            assert_found(&with("salutation = \"Ms Lark\"\n"), &[(code::NO_GREETING, "salutation = \"Ms Lark\"")]);
        assert_eq!(found[0].help, "type: `salutation = \"Dear Ms Lark\"`");
        assert_found(&with("salutation = \"Good morning, Ms Lark\"\n"), &[]);
        let line = "address = [\"12 Millgate, Aberford, AB1 2CD\"]";
        let found = assert_found(&with(line), &[(code::ADDRESS_IN_ONE_LINE, line)]);
        assert_eq!(found[0].help, "type: `address = [\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]`");
        assert_found(&with("address = [\"Rhyd, Aberford\"]"), &[]);
    }

    #[test]
    fn an_email_address_without_an_ending_and_one_of_two_people_are_asked_about() {
        let line = "email = \"jo.lark@aberford\"";
        assert_found(&with(line), &[(code::EMAIL_WITHOUT_ENDING, line)]);
        let manager = |name: &str, email: &str| format!("\n[[case-manager]]\nname = \"{name}\"\nemail = \"{email}\"\n");
        let managers = manager("Ann Bell", "office@yot.example") + &manager("Ben Ash", "Office@yot.example");
        let shared = |files: TestRecord| {
            files.problems().into_iter().filter(|problem| problem.code == code::SHARED_MAILBOX).count()
        };
        assert_eq!(shared(TestRecord::sound().append(Cases, &managers)), 1);
        assert_eq!(shared(TestRecord::sound().append(Cases, &managers.replace("Ben Ash", "Ann Bell"))), 0);
        let both = with("email = \"jo.lark@aberford.example\"")
            .append(Cases, &manager("Ann Bell", "jo.lark@aberford.example"));
        assert_eq!(shared(both), 1);
    }
}
