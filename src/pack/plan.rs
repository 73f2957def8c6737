//! The plan: which documents a record calls for, and what the others wait for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Document, Format, Per, Templates};
use crate::calendar::Country;
use crate::facts::{Facts, country};
use crate::record::Record;
use crate::view::document_date;

/// A file that the pack is to hold.
#[derive(Clone, Debug)]
pub struct Deliverable<'t> {
    /// The document in the catalogue.
    pub document: &'t Document,
    /// Language of its words.
    pub language: &'static str,
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
        format!("{}/{}{part}", self.document.id, self.language)
    }
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
}

/// Plans a pack. `view` is the inspection's view as JSON, in which the catalogue's needs are looked up.
pub fn plan<'t>(templates: &'t Templates, record: &Record, facts: &Facts<'_>, view: &Value) -> Plan<'t> {
    let mut plan = Plan::default();
    let here = country(record);
    for document in
        templates.catalogue.documents.iter().filter(|document| document.country.is_none_or(|only| only == here))
    {
        let waits_for = waits_for(document, templates, view, here);
        if waits_for.is_empty() {
            plan.deliverables.extend(deliverables(document, templates, record, facts, view));
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
    let nobody = document.format == Format::Eml && recipients(document, view, here).is_empty();
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

/// The people that a message goes to, each once however many roles they hold: name and e-mail address.
pub fn recipients(document: &Document, view: &Value, here: Country) -> Vec<(String, String)> {
    let mut people: Vec<(String, String)> = Vec::new();
    for role in document.to.roles(here) {
        let holders = view["roles"][role.word().replace('-', "_")].as_array().into_iter().flatten();
        for holder in holders {
            let text = |key: &str| holder[key].as_str().unwrap_or_default().to_owned();
            let (name, email) = (text("name"), text("email"));
            if !email.is_empty() && !people.iter().any(|(_, known)| known.eq_ignore_ascii_case(&email)) {
                people.push((name, email));
            }
        }
    }
    people
}

fn deliverables<'t>(
    document: &'t Document,
    templates: &Templates,
    record: &Record,
    facts: &Facts<'_>,
    view: &Value,
) -> Vec<Deliverable<'t>> {
    let language = "en";
    let exists = document.format.parts().iter().all(|part| templates.has(&format!("{}/{language}{part}", document.id)));
    if !exists {
        return Vec::new();
    }
    let date = document_date(facts, document.milestone);
    let title = document.title.get(language).cloned().unwrap_or_else(|| document.id.clone());
    let one = |item: Option<(String, Value)>| {
        let (suffix, item) = item.map_or((String::new(), None), |(slug, item)| (format!("-{slug}"), Some(item)));
        let name = format!("{}{suffix}.{}", document.id, document.format.extension());
        Deliverable {
            document,
            language,
            title: title.clone(),
            ident: format!("{}/{}{suffix}/{language}", record.folder, document.id),
            path: format!("{}/{name}", document.stage),
            date,
            item,
        }
    };
    match items(document.per, view) {
        None => vec![one(None)],
        Some(items) => items.into_iter().map(|item| one(Some(item))).collect(),
    }
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

    #[test]
    fn a_name_becomes_a_part_of_a_file_name_that_leads_nowhere() {
        assert_eq!(slug(3, "Priya Nair"), "03-priya-nair");
        assert_eq!(slug(1, "../../etc/passwd"), "01-etc-passwd");
        assert_eq!(slug(2, "ŵŷ"), "02");
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
