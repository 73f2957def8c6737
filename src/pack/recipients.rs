//! Who a message goes to, and in which languages.

use std::collections::HashSet;

use serde_json::Value;

use crate::calendar::Country;
use crate::record::{Language, Preference, Role, unmarked};
use crate::template::Document;

/// Who gets a message.
#[derive(Clone, Debug)]
pub struct Readers<P> {
    /// Those to whom it is addressed.
    pub to: Vec<P>,
    /// Those who get a copy.
    pub cc: Vec<P>,
}

/// The people who get a message, each once however many roles they hold: name and e-mail address.
pub fn recipients(document: &Document, view: &Value, here: Country) -> Readers<(String, String)> {
    let text = |person: &Value, key: &str| unmarked(person[key].as_str().unwrap_or_default()).into_owned();
    let pair = |person: &Value| (text(person, "name"), text(person, "email"));
    let readers = readers(document, view, here);
    Readers { to: readers.to.into_iter().map(pair).collect(), cc: readers.cc.into_iter().map(pair).collect() }
}

/// The names of those to whom a message is to be addressed and who have no address, each once.
pub fn without_address(document: &Document, view: &Value, here: Country) -> Vec<String> {
    let (mut names, mut told) = (Vec::new(), HashSet::new());
    for role in document.to.roles(here) {
        for holder in view["roles"][role.word().replace('-', "_")].as_array().into_iter().flatten() {
            let name = unmarked(holder["name"].as_str().unwrap_or_default()).into_owned();
            if holder["email"].as_str().unwrap_or_default().is_empty() && told.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names
}

/// The contacts who get a message, each address once: whoever it is addressed to gets no copy.
fn readers<'v>(document: &Document, view: &'v Value, here: Country) -> Readers<&'v Value> {
    let to = holders(document.to.roles(here), view, &[]);
    let cc = holders(document.cc.roles(here), view, &to);
    Readers { to, cc }
}

/// The contacts with these roles who have an address that is not `known` yet, each address once.
fn holders<'v>(roles: &[Role], view: &'v Value, known: &[&Value]) -> Vec<&'v Value> {
    let email = |person: &Value| person["email"].as_str().unwrap_or_default().to_ascii_lowercase();
    let mut people: Vec<&Value> = Vec::new();
    let mut addresses: HashSet<String> = known.iter().map(|known| email(known)).collect();
    for role in roles {
        for holder in view["roles"][role.word().replace('-', "_")].as_array().into_iter().flatten() {
            if !email(holder).is_empty() && addresses.insert(email(holder)) {
                people.push(holder);
            }
        }
    }
    people
}

/// The languages of a message: those that its one reader wants, else all of the inspection's.
pub fn message_languages(document: &Document, view: &Value, here: Country, all: &[Language]) -> Vec<Language> {
    let readers = readers(document, view, here);
    let wanted: Vec<Language> = match (readers.to.as_slice(), readers.cc.as_slice()) {
        ([person], []) => {
            let preference = Preference::ALL.iter().find(|one| Some(one.word()) == person["language"].as_str());
            all.iter().copied().filter(|language| preference.is_none_or(|one| one.wants(*language))).collect()
        }
        _ => Vec::new(),
    };
    if wanted.is_empty() { all.to_vec() } else { wanted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Catalogue;

    #[test]
    fn a_copy_goes_to_whoever_is_no_recipient_and_has_an_address_each_once() {
        let entry = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1\"\nformat = \"eml\"\nmarking = \"OFFICIAL\"\n\
            audience = \"YOT\"\nto.england = [\"yot-manager\"]\ncc.england = [\"strategic-manager\", \"yot-manager\"]\n";
        let catalogue = Catalogue::read(entry).expect("a catalogue");
        let person = |name: &str, email: &str| serde_json::json!({ "name": name, "email": email, "language": "welsh" });
        let view = serde_json::json!({ "roles": {
            "yot_manager": [person("Ann", "ann@aberford.example")],
            "strategic_manager": [
                person("Ann", "Ann@aberford.example"), person("Ben", "ben@aberford.example"),
                person("Cai", ""), person("Ben", "ben@aberford.example"),
            ],
        } });
        let found = recipients(&catalogue.documents[0], &view, Country::England);
        let pair = |name: &str| (name.to_owned(), format!("{}@aberford.example", name.to_lowercase()));
        assert_eq!((found.to, found.cc), (vec![pair("Ann")], vec![pair("Ben")]));
        assert_eq!(without_address(&catalogue.documents[0], &view, Country::England), [""; 0], "a copy may be missing");
        let nobody = serde_json::json!({ "roles": { "yot_manager": [person("Ann", ""), person("Ann", "")] } });
        assert_eq!(without_address(&catalogue.documents[0], &nobody, Country::England), ["Ann"]);
        let both = [Language::English, Language::Welsh];
        let languages = |document: &Document| message_languages(document, &view, Country::England, &both);
        assert_eq!(languages(&catalogue.documents[0]), both);
        let alone = Document { cc: Default::default(), ..catalogue.documents[0].clone() };
        assert_eq!(languages(&alone), [Language::Welsh]);
    }
}
