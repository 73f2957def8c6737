//! Who a message goes to, and in which languages.

use std::collections::HashSet;

use serde_json::Value;

use crate::calendar::Country;
use crate::record::{Language, Preference, Role, unmarked};
use crate::template::{Document, Per, Recipient};

/// Somebody who gets a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageReader {
    /// Name.
    pub name: String,
    /// The address to which the message goes: for secure mail the one that is marked as secure.
    pub address: String,
    /// Why the person gets it: whom the catalogue names, or nothing where the message is made for the person.
    pub because: Option<Recipient>,
    /// The language in which the person wants to be written to, where the record says so.
    preference: Option<Preference>,
}

/// Who gets a message, each address once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    /// Those to whom it is addressed.
    pub to: Vec<MessageReader>,
    /// Those who get a copy that everybody sees.
    pub cc: Vec<MessageReader>,
    /// Those who get a copy of which nobody else knows.
    pub bcc: Vec<MessageReader>,
}

impl Readers {
    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = &MessageReader> {
        self.to.iter().chain(&self.cc).chain(&self.bcc)
    }
}

/// The people who get a message, each once however many roles they hold: whoever it is addressed to gets no copy. A message
/// that is made for somebody goes to them alone.
pub fn recipients(document: &Document, item: Option<&Value>, view: &Value, here: Country) -> Readers {
    if document.per != Per::Inspection {
        let to = item.and_then(|item| reader(item, document, None)).into_iter().collect();
        return Readers { to, ..Readers::default() };
    }
    let mut known = HashSet::new();
    let mut of = |named: &[Recipient]| -> Vec<MessageReader> {
        let people = named.iter().flat_map(|recipient| {
            people(*recipient, view).into_iter().filter_map(|person| reader(&person, document, Some(*recipient)))
        });
        people.filter(|reader| known.insert(reader.address.to_ascii_lowercase())).collect()
    };
    Readers { to: of(document.to.of(here)), cc: of(document.cc.of(here)), bcc: of(document.bcc.of(here)) }
}

/// Who gets the answers to a message, where the catalogue says so and the record knows somebody.
pub fn answered_to(document: &Document, view: &Value) -> Option<MessageReader> {
    let recipient = document.reply_to?;
    // An answer goes where the person reads ordinary mail, unless the message went by secure mail.
    people(recipient, view).iter().find_map(|person| reader(person, document, Some(recipient)))
}

/// The names of those to whom a message is to be addressed and who have no address for it, each once and with what is missing.
pub fn without_address(document: &Document, view: &Value, here: Country) -> Vec<String> {
    let mut told = HashSet::new();
    let lacking = document.to.of(here).iter().flat_map(|recipient| {
        let file = match recipient {
            Recipient::Contact(_) => "contacts.toml",
            Recipient::Office => "`[office]` in sqspack.toml",
            _ => "team.toml",
        };
        people(*recipient, view).into_iter().filter_map(move |person| {
            reader(&person, document, None).is_none().then(|| lacks_address(document, &text(&person, "name"), file))
        })
    });
    lacking.filter(|words| told.insert(words.clone())).collect()
}

/// What a message waits for, where somebody has no address for it.
pub fn lacks_address(document: &Document, name: &str, file: &str) -> String {
    if document.secure {
        format!(
            "an address of {name} for secure mail (`secure-email` in {file}, or its domain in `[domains]` in sqspack.toml)"
        )
    } else {
        format!("an e-mail address of {name} ({file})")
    }
}

/// Whether a person or place of the view has an address to which a message can go.
pub fn has_address(document: &Document, item: &Value) -> bool {
    reader(item, document, None).is_some()
}

/// The contacts of the view who hold a role.
pub fn with_role(view: &Value, role: Role) -> &Value {
    &view["roles"][role.word().replace('-', "_")]
}

/// The people of the view whom the catalogue means.
fn people(recipient: Recipient, view: &Value) -> Vec<Value> {
    let team = &view["team"];
    let all = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let members = |role: &str| all(&team["members"]).into_iter().filter(|one| one["role"] == role).collect();
    let one = |person: &Value| if person.is_object() { vec![person.clone()] } else { Vec::new() };
    match recipient {
        Recipient::Contact(role) => all(with_role(view, role)),
        Recipient::LeadInspector => one(&team["lead_inspector"]),
        Recipient::Inspectors => members("inspector"),
        Recipient::LocalAssessors => members("local-assessor"),
        Recipient::Members => all(&team["members"]),
        Recipient::SupportOfficer => one(&team["support_officer"]),
        Recipient::Office => {
            let office = &view["office"];
            vec![serde_json::json!({
                "name": office["inspectorate"], "email": office["email"], "secure_email": office["secure_email"],
            })]
        }
    }
}

/// Somebody as a reader of a message; nobody without an address that may carry it. At a site somebody reads it who is named
/// beside it.
fn reader(person: &Value, document: &Document, because: Option<Recipient>) -> Option<MessageReader> {
    let address = text(person, if document.secure { "secure_email" } else { "email" });
    let contact = text(person, "contact");
    let name = if contact.is_empty() { text(person, "name") } else { contact };
    let preference = Preference::ALL.iter().copied().find(|one| Some(one.word()) == person["language"].as_str());
    (!address.is_empty()).then_some(MessageReader { name, address, because, preference })
}

fn text(person: &Value, key: &str) -> String {
    unmarked(person[key].as_str().unwrap_or_default()).into_owned()
}

/// The languages of a message: those that its one reader wants, else all of the inspection's.
pub fn message_languages(
    document: &Document,
    item: Option<&Value>,
    view: &Value,
    here: Country,
    all: &[Language],
) -> Vec<Language> {
    let readers = recipients(document, item, view, here);
    let mut every = readers.all();
    let wanted: Vec<Language> = match (every.next(), every.next()) {
        (Some(reader), None) => {
            all.iter().copied().filter(|language| reader.preference.is_none_or(|one| one.wants(*language))).collect()
        }
        _ => Vec::new(),
    };
    if wanted.is_empty() { all.to_vec() } else { wanted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Catalogue;

    fn catalogue(keys: &str) -> Document {
        let entry =
            "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1\"\nformat = \"eml\"\naudience = \"YOT\"\n";
        let mut catalogue = Catalogue::read(&format!("{entry}{keys}")).expect("a catalogue");
        catalogue.documents.remove(0)
    }

    fn person(name: &str, email: &str) -> Value {
        serde_json::json!({ "name": name, "email": email, "language": "welsh" })
    }

    fn addresses(readers: &[MessageReader]) -> Vec<&str> {
        readers.iter().map(|reader| reader.address.as_str()).collect()
    }

    #[test]
    fn a_copy_goes_to_whoever_is_no_recipient_and_has_an_address_each_once() {
        let document = catalogue(
            "marking = \"OFFICIAL\"\nto.england = [\"yot-manager\"]\ncc.england = [\"strategic-manager\", \"yot-manager\"]\n\
             bcc.england = [\"report-copy\", \"strategic-manager\"]\nsee-each-other = true\n",
        );
        let view = serde_json::json!({ "roles": {
            "yot_manager": [person("Ann", "ann@aberford.example")],
            "strategic_manager": [
                person("Ann", "Ann@aberford.example"), person("Ben", "ben@aberford.example"),
                person("Cai", ""), person("Ben", "ben@aberford.example"),
            ],
            "report_copy": [person("Dai", "dai@aberford.example")],
        } });
        let found = recipients(&document, None, &view, Country::England);
        assert_eq!(addresses(&found.to), ["ann@aberford.example"]);
        assert_eq!(addresses(&found.cc), ["ben@aberford.example"]);
        assert_eq!(addresses(&found.bcc), ["dai@aberford.example"]);
        assert_eq!(without_address(&document, &view, Country::England), [""; 0], "a copy may be missing");
        let nobody = serde_json::json!({ "roles": { "yot_manager": [person("Ann", ""), person("Ann", "")] } });
        let waits = without_address(&document, &nobody, Country::England);
        assert_eq!(waits, ["an e-mail address of Ann (contacts.toml)"]);
        let both = [Language::English, Language::Welsh];
        let languages = |document: &Document| message_languages(document, None, &view, Country::England, &both);
        assert_eq!(languages(&document), both);
        let copied = Document { cc: Default::default(), ..document.clone() };
        assert_eq!(languages(&copied), both, "whoever gets a hidden copy reads it too");
        assert_eq!(languages(&Document { bcc: Default::default(), ..copied }), [Language::Welsh]);
    }

    #[test]
    fn a_message_goes_to_those_of_the_team_whom_the_catalogue_names() {
        let member = |name: &str, role: &str| serde_json::json!({ "name": name, "role": role, "email": format!("{name}@h.example") });
        let view = serde_json::json!({
            "team": {
                "members": [member("lead", "lead-inspector"), member("second", "inspector"), member("local", "local-assessor")],
                "lead_inspector": member("lead", "lead-inspector"),
                "support_officer": member("officer", "support-officer"),
            },
            "office": { "inspectorate": "HMI Probation", "email": "office@h.example" },
            "roles": {},
        });
        for (words, expected) in [
            ("\"team.lead_inspector\"", "lead"),
            ("\"team.inspectors\"", "second"),
            ("\"team.local_assessors\"", "local"),
            ("\"team.members\", \"team.lead_inspector\"", "lead second local"),
            ("\"team.support_officer\", \"office\"", "officer office"),
        ] {
            for keys in [format!("to = [{words}]\n"), format!("to.wales = [{words}]\n")] {
                let document = catalogue(&format!("marking = \"OFFICIAL\"\n{keys}"));
                let found = recipients(&document, None, &view, Country::Wales);
                let expected: Vec<String> = expected.split(' ').map(|name| format!("{name}@h.example")).collect();
                assert_eq!(addresses(&found.to), expected);
            }
        }
        let document = catalogue("marking = \"OFFICIAL\"\nto = [\"office\"]\nreply-to = \"team.lead_inspector\"\n");
        assert_eq!(answered_to(&document, &view).expect("somebody").address, "lead@h.example");
    }

    #[test]
    fn secure_mail_goes_to_an_address_that_is_marked_as_secure_or_waits() {
        let document = catalogue("marking = \"OFFICIAL-SENSITIVE\"\nsecure = true\nto = [\"yot-manager\"]\n");
        let view = |secure: &str| {
            let ann = serde_json::json!({ "name": "Ann", "email": "ann@aberford.example", "secure_email": secure });
            serde_json::json!({ "roles": { "yot_manager": [ann] } })
        };
        let safe = view("ann@aberford.secure.example");
        let found = recipients(&document, None, &safe, Country::England);
        assert_eq!(addresses(&found.to), ["ann@aberford.secure.example"]);
        assert!(without_address(&document, &safe, Country::England).is_empty());
        let open = view("");
        assert_eq!(recipients(&document, None, &open, Country::England), Readers::default());
        assert!(without_address(&document, &open, Country::England)[0].contains("an address of Ann for secure mail"));
    }
}
