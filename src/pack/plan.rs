//! The plan: which documents a record calls for, and what the others wait for.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::deliverable::{Deliverable, template, title};
use super::file_names::{file_names, list_word};
use super::recipients::{message_languages, recipients, without_address};
use crate::calendar::Country;
use crate::facts::{Facts, country};
use crate::record::{Language, Record};
use crate::template::{Document, Format, Per, Templates};
use crate::view::document_date;

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

/// Plans a pack. `views` are the inspection's views as JSON, one for each of its languages, in order. What a document
/// needs is looked up in the first, and for one that may name children in `naming`.
pub fn plan<'t>(
    templates: &'t Templates,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, Value)],
    naming: &Value,
) -> Plan<'t> {
    let mut plan = Plan::default();
    let Some((_, view)) = views.first() else { return plan };
    let here = country(record);
    let is_called_for = |document: &&Document| {
        let by = document.called_for_by.as_deref();
        document.country.is_none_or(|only| only == here) && by.is_none_or(|part| has(document, part, (view, naming)))
    };
    for document in templates.catalogue.documents.iter().filter(is_called_for) {
        let waits_for = waits_for(document, templates, (view, naming), here);
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
fn waits_for(document: &Document, templates: &Templates, views: (&Value, &Value), here: Country) -> Vec<String> {
    let describe = |need: &str| templates.catalogue.needs.get(need).cloned().unwrap_or_else(|| format!("`{need}`"));
    let missing = document.needs.iter().filter(|need| !has(document, need, views)).map(|need| describe(need));
    let view = views.0;
    let is_message = document.format == Format::Eml;
    let unreachable = if is_message { without_address(document, view, here) } else { Vec::new() };
    let nobody = is_message && unreachable.is_empty() && recipients(document, view, here).to.is_empty();
    let addresses = unreachable.into_iter().map(|name| format!("an e-mail address of {name} (contacts.toml)"));
    missing.chain(addresses).chain(nobody.then(|| describe("recipients"))).collect()
}

/// Whether what a document's templates see has a part that is not empty; children count for a document that may name them.
fn has(document: &Document, part: &str, (view, naming): (&Value, &Value)) -> bool {
    is_there(view, part) || (document.names_children && is_there(naming, part))
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

/// What a document lacks in each language in which it is due: a template, or its title where it is due in several.
fn missing(document: &Document, templates: &Templates, views: &[(Language, Value)]) -> Vec<Missing> {
    let path = |language: Language, part: &str| template(document, language, part);
    let has = |language: Language| document.format.parts().iter().all(|part| templates.has(&path(language, part)));
    let mut missing = Vec::new();
    for (language, _) in views {
        let mut lacks =
            |what: String| missing.push(Missing { document: document.id.clone(), language: *language, what });
        for part in document.format.parts().iter().filter(|part| !templates.has(&path(*language, part))) {
            lacks(path(*language, part));
        }
        if views.len() > 1 && has(*language) && document.lacks_title(*language) {
            lacks(format!("title.{}", language.tag()));
        }
    }
    missing
}

fn deliverables<'t>(
    document: &'t Document,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, Value)],
) -> Vec<Deliverable<'t>> {
    let all: Vec<Language> = views.iter().map(|(language, _)| *language).collect();
    let items: Vec<_> = views.iter().map(|(_, view)| items(document.per, view)).collect();
    let count = items[0].as_ref().map_or(1, Vec::len);
    let language_sets: Vec<Vec<Language>> = match document.format {
        Format::Eml => vec![message_languages(document, &views[0].1, country(record), &all)],
        Format::Pdf | Format::Xlsx | Format::Ics => all.iter().map(|language| vec![*language]).collect(),
    };
    let draft = document.as_draft(record);
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
            draft,
            language,
            second: languages.get(1).map(|language| (*language, item(*language))),
            pair: other.map(|other| path(*other)),
            title: title(document, draft, language).unwrap_or(&document.id).to_owned(),
            ident: format!("{}/{}{suffix}/{}", record.folder, document.id, tags.join("-")),
            path: path(language),
            date: document_date(facts, draft.map_or(document.milestone, |draft| draft.milestone)),
            item: item(language),
        }
    };
    (0..count).flat_map(|index| language_sets.iter().map(move |set| (index, set))).map(|(i, set)| one(i, set)).collect()
}

/// The people or places that get a document each, with a name for its file; nothing where one document is for all.
fn items(per: Per, view: &Value) -> Option<Vec<(String, Value)>> {
    let (list, key) = match per {
        Per::Inspection => return None,
        Per::Inspector => (&view["team"]["members"], "name"),
        Per::Contact => (&view["contacts"], "name"),
        Per::CaseManager => (&view["case_managers"], "name"),
        Per::Site => (&view["yot"]["sites"], "name"),
    };
    let items: Vec<&Value> = list.as_array().into_iter().flatten().collect();
    let names = file_names(&items, key, list_word(per));
    Some(names.into_iter().zip(items.into_iter().cloned()).collect())
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
    fn a_part_of_the_view_that_is_null_or_empty_is_not_there() {
        let view = serde_json::json!({ "a": { "b": [1] }, "n": null, "e": [], "t": "" });
        assert!(is_there(&view, "a.b"));
        for path in ["n", "e", "t", "a.c", "z.z"] {
            assert!(!is_there(&view, path), "{path}");
        }
    }
}
