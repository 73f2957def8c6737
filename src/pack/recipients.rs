//! Who a message goes to, and in which languages.

use serde_json::Value;

use crate::calendar::Country;
use crate::record::{Language, Preference};
use crate::template::Document;

/// The people that a message goes to, each once however many roles they hold: name and e-mail address.
pub fn recipients(document: &Document, view: &Value, here: Country) -> Vec<(String, String)> {
    let text = |person: &Value, key: &str| person[key].as_str().unwrap_or_default().to_owned();
    addressed(document, view, here).into_iter().map(|person| (text(person, "name"), text(person, "email"))).collect()
}

/// The contacts that a message goes to, each address once.
fn addressed<'v>(document: &Document, view: &'v Value, here: Country) -> Vec<&'v Value> {
    let email = |person: &Value| person["email"].as_str().unwrap_or_default().to_ascii_lowercase();
    let mut people: Vec<&Value> = Vec::new();
    for role in document.to.roles(here) {
        for holder in view["roles"][role.word().replace('-', "_")].as_array().into_iter().flatten() {
            if !email(holder).is_empty() && !people.iter().any(|known| email(known) == email(holder)) {
                people.push(holder);
            }
        }
    }
    people
}

/// The languages of a message: those that its one reader wants, else all of the inspection's.
pub fn message_languages(document: &Document, view: &Value, here: Country, all: &[Language]) -> Vec<Language> {
    let wanted: Vec<Language> = match addressed(document, view, here).as_slice() {
        [person] => {
            let preference = Preference::ALL.iter().find(|one| Some(one.word()) == person["language"].as_str());
            all.iter().copied().filter(|language| preference.is_none_or(|one| one.wants(*language))).collect()
        }
        _ => Vec::new(),
    };
    if wanted.is_empty() { all.to_vec() } else { wanted }
}
