//! The plan: which documents a record calls for, and what the others wait for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::calendar::Country;
use crate::facts::{Facts, country};
use crate::record::{Language, Preference, Record, Role, unmarked};
use crate::template::{Document, Format, Per, Templates};
use crate::view::document_date;

/// A file that the pack is to hold.
#[derive(Clone, Debug)]
pub struct Deliverable<'t> {
    /// The document in the catalogue.
    pub document: &'t Document,
    /// Language of its words; of a message in two, that of the first.
    pub language: Language,
    /// The second language of a message to several people, with what it is about in that language.
    pub second: Option<(Language, Option<Value>)>,
    /// Path of the same document in the other language, where it is due in both.
    pub pair: Option<String>,
    /// Its title in that language.
    pub title: String,
    /// Path in the pack: `1-announcement/confirmation-letter.pdf`.
    pub path: String,
    /// The date that it bears.
    pub date: NaiveDate,
    /// Whom or what it is about, where there is one for each of several.
    pub item: Option<Value>,
    /// What it is, the same for every version of it.
    pub ident: String,
}

impl Deliverable<'_> {
    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Path of one of its templates: `confirmation-letter/en.typ`.
    pub fn template(&self, part: &str) -> String {
        template(self.document, self.language, part)
    }

    /// Its languages, in order.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        std::iter::once(self.language).chain(self.second.as_ref().map(|(language, _)| *language))
    }

    /// The tags of its languages with something between them: `en`, `cy en`.
    pub fn tags(&self, between: &str) -> String {
        self.languages().map(Language::tag).collect::<Vec<_>>().join(between)
    }
}

/// Path of a document's template in a language.
fn template(document: &Document, language: Language, part: &str) -> String {
    format!("{}/{}{part}", document.id, language.tag())
}

/// A document that is due in a language in which the templates do not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub document: String,
    /// The language.
    pub language: Language,
    /// What is not there: `confirmation-letter/cy.typ`, or `title.cy` of the catalogue.
    pub what: String,
}

/// A document that is not made yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its id.
    pub document: String,
    /// What it waits for, in words.
    pub waits_for: Vec<String>,
}

/// What the pack is to hold.
#[derive(Debug, Default)]
pub struct Plan<'t> {
    /// The files, in the order of the catalogue.
    pub deliverables: Vec<Deliverable<'t>>,
    /// What is not made yet.
    pub waiting: Vec<Waiting>,
    /// What cannot be made in a language in which it is due.
    pub missing: Vec<Missing>,
}

/// Plans a pack. `views` are the inspection's views as JSON, one for each of its languages, in order; the catalogue's
/// needs are looked up in the first.
pub fn plan<'t>(
    templates: &'t Templates,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, &Value)],
) -> Plan<'t> {
    let mut plan = Plan::default();
    let Some((_, view)) = views.first() else { return plan };
    let here = country(record);
    for document in
        templates.catalogue.documents.iter().filter(|document| document.country.is_none_or(|only| only == here))
    {
        let waits_for = waits_for(document, templates, view, here);
        if waits_for.is_empty() {
            let missing = missing(document, templates, views);
            if missing.is_empty() {
                plan.deliverables.extend(deliverables(document, record, facts, views));
            }
            plan.missing.extend(missing);
        } else {
            plan.waiting.push(Waiting { document: document.id.clone(), waits_for });
        }
    }
    hold_back_messages(&mut plan);
    plan
}

/// What a document waits for. A message needs somebody to go to as well.
fn waits_for(document: &Document, templates: &Templates, view: &Value, here: Country) -> Vec<String> {
    let words = |need: &str| templates.catalogue.needs.get(need).cloned().unwrap_or_else(|| format!("`{need}`"));
    let missing = document.needs.iter().filter(|need| !is_there(view, need)).map(|need| words(need));
    let nobody = document.format == Format::Eml && readers(document, view, here).to.is_empty();
    missing.chain(nobody.then(|| words("recipients"))).collect()
}

/// Whether a part of the view is there and not empty.
fn is_there(view: &Value, path: &str) -> bool {
    match path.split('.').try_fold(view, |value, key| value.get(key)) {
        None | Some(Value::Null) => false,
        Some(Value::Array(values)) => !values.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    }
}

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
    for role in roles {
        for holder in view["roles"][role.word().replace('-', "_")].as_array().into_iter().flatten() {
            let is_known = people.iter().chain(known).any(|known| email(known) == email(holder));
            if !email(holder).is_empty() && !is_known {
                people.push(holder);
            }
        }
    }
    people
}

/// The languages of a message: those that its one reader wants, else all of the inspection's.
fn message_languages(document: &Document, view: &Value, here: Country, all: &[Language]) -> Vec<Language> {
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

/// The languages of which a document that is due in several lacks a template or its title. One of which there is no
/// template at all is left alone.
fn missing(document: &Document, templates: &Templates, views: &[(Language, &Value)]) -> Vec<Missing> {
    let path = |language: Language, part: &str| template(document, language, part);
    let has = |language: Language| document.format.parts().iter().all(|part| templates.has(&path(language, part)));
    let mut missing = Vec::new();
    for (language, _) in views {
        let mut lacks =
            |what: String| missing.push(Missing { document: document.id.clone(), language: *language, what });
        for part in document.format.parts().iter().filter(|part| !templates.has(&path(*language, part))) {
            lacks(path(*language, part));
        }
        if views.len() > 1 && has(*language) && !document.title.contains_key(language.tag()) {
            lacks(format!("title.{}", language.tag()));
        }
    }
    missing
}

fn deliverables<'t>(
    document: &'t Document,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, &Value)],
) -> Vec<Deliverable<'t>> {
    let all: Vec<Language> = views.iter().map(|(language, _)| *language).collect();
    let items: Vec<_> = views.iter().map(|(_, view)| items(document.per, view)).collect();
    let count = items[0].as_ref().map_or(1, Vec::len);
    let language_sets: Vec<Vec<Language>> = match document.format {
        Format::Eml => vec![message_languages(document, views[0].1, country(record), &all)],
        Format::Pdf | Format::Xlsx | Format::Ics => all.iter().map(|language| vec![*language]).collect(),
    };
    let one = |index: usize, languages: &[Language]| {
        let suffix = items[0].as_ref().map_or(String::new(), |items| format!("-{}", items[index].0));
        let item = |language: Language| {
            let items = items[all.iter().position(|other| *other == language)?].as_ref();
            items.and_then(|items| items.get(index)).map(|(_, item)| item.clone())
        };
        let language = languages[0];
        let path = |language: Language| {
            let tag = if language_sets.len() > 1 { format!(".{}", language.tag()) } else { String::new() };
            format!("{}/{}{suffix}{tag}.{}", document.stage, document.file(), document.format.extension())
        };
        let other = all.iter().find(|other| **other != language && language_sets.len() > 1);
        let tags: Vec<&str> = languages.iter().map(|language| language.tag()).collect();
        Deliverable {
            document,
            language,
            second: languages.get(1).map(|language| (*language, item(*language))),
            pair: other.map(|other| path(*other)),
            title: document.title.get(language.tag()).cloned().unwrap_or_else(|| document.id.clone()),
            ident: format!("{}/{}{suffix}/{}", record.folder, document.id, tags.join("-")),
            path: path(language),
            date: document_date(facts, document.milestone),
            item: item(language),
        }
    };
    (0..count).flat_map(|index| language_sets.iter().map(move |set| (index, set))).map(|(i, set)| one(i, set)).collect()
}

/// Those for each of whom there is a document of its own, with a name for the file; none where there is one for all.
fn items(per: Per, view: &Value) -> Option<Vec<(String, Value)>> {
    let (list, key) = match per {
        Per::Inspection => return None,
        Per::Inspector => (&view["team"]["members"], "name"),
        Per::Contact => (&view["contacts"], "name"),
        Per::CaseManager => (&view["case_managers"], "name"),
        Per::Site => (&view["yot"]["sites"], "name"),
    };
    let named = list.as_array().into_iter().flatten().enumerate();
    Some(named.map(|(index, item)| (slug(index + 1, item[key].as_str().unwrap_or_default()), item.clone())).collect())
}

/// A name as a part of a file name: a number that keeps it apart from others, then letters and digits alone.
fn slug(number: usize, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).take(6).collect();
    let name: String = words.join("-").chars().take(40).collect();
    if name.is_empty() { format!("{number:02}") } else { format!("{number:02}-{name}") }
}

/// Takes out messages whose attachments are not all made.
fn hold_back_messages(plan: &mut Plan<'_>) {
    let made: Vec<String> = plan.deliverables.iter().map(|deliverable| deliverable.document.id.clone()).collect();
    let missing = |document: &Document| -> Vec<String> {
        document
            .attach
            .iter()
            .filter(|attached| !made.contains(attached))
            .map(|id| format!("its attachment `{id}`"))
            .collect()
    };
    let mut held = Vec::new();
    plan.deliverables.retain(|deliverable| {
        let waits_for = missing(deliverable.document);
        let keep = waits_for.is_empty();
        if !keep {
            held.push(Waiting { document: deliverable.document.id.clone(), waits_for });
        }
        keep
    });
    plan.waiting.extend(held);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Catalogue;

    #[test]
    fn a_name_becomes_a_part_of_a_file_name_that_leads_nowhere() {
        assert_eq!(slug(3, "Priya Nair"), "03-priya-nair");
        assert_eq!(slug(1, "../../etc/passwd"), "01-etc-passwd");
        assert_eq!(slug(2, "ŵŷ"), "02");
    }

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
        let both = [Language::English, Language::Welsh];
        let languages = |document: &Document| message_languages(document, &view, Country::England, &both);
        assert_eq!(languages(&catalogue.documents[0]), both);
        let alone = Document { cc: Default::default(), ..catalogue.documents[0].clone() };
        assert_eq!(languages(&alone), [Language::Welsh]);
    }

    #[test]
    fn a_part_of_the_view_that_is_null_or_empty_is_not_there() {
        let view = serde_json::json!({ "a": { "b": [1] }, "n": null, "e": [], "t": "" });
        assert!(is_there(&view, "a.b"));
        for path in ["n", "e", "t", "a.c", "z.z"] {
            assert!(!is_there(&view, path), "{path}");
        }
    }
}
