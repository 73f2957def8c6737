//! Where each fact in a document comes from.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::origin::Origins;
use crate::template::{Document, Format, Templates};
use crate::template::{Path, Step, named, shown};
use crate::view::View;

/// A fact of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The part of the view that holds it: `yot.name`.
    pub fact: String,
    /// What it says; nothing for a whole group, which reaches the document as data.
    pub value: Option<String>,
    /// Where it comes from: file and line each, or a few words.
    pub places: Vec<String>,
    /// How it follows from there.
    pub how: String,
}

/// Where each fact of a document comes from, in the order in which its templates name them. What a template names and the
/// record does not hold yet is left out.
pub fn facts(document: &Document, templates: &Templates, view: &View, origins: &Origins<'_>) -> Vec<Fact> {
    let view = serde_json::to_value(view).unwrap_or_default();
    let mut told = BTreeSet::new();
    let mut facts = Vec::new();
    for (path, as_data) in paths(document, templates) {
        for (path, value) in found(&path, &view) {
            let Some(value) = displayed(value, as_data) else { continue };
            let fact = shown(&path);
            if told.insert(fact.clone()) {
                let origin = origins.of(&path, &view);
                facts.push(Fact { fact, value, places: origin.places, how: origin.how });
            }
        }
    }
    facts
}

/// For a person: a line a fact.
pub fn text(document: &str, facts: &[Fact]) -> String {
    let mut text = format!("{document}: {} facts\n", facts.len());
    for Fact { fact, value, places, how } in facts {
        let value = value.as_ref().map(|value| format!(" = {}", shortened(value))).unwrap_or_default();
        text.push_str(&format!("  {fact}{value}\n    {}: {how}\n", places.join(", ")));
    }
    text
}

fn shortened(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(70) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The parts of the view that a document's templates name, those that they include among them, and those that reach
/// its layout as data. A message also goes to people.
fn paths(document: &Document, templates: &Templates) -> Vec<(Path, bool)> {
    let mut left: Vec<String> =
        document.format.parts().iter().map(|part| format!("{}/en{part}", document.id)).collect();
    let mut seen = BTreeSet::new();
    let mut paths = Vec::new();
    while let Some(template) = left.pop() {
        if seen.insert(template.clone()) {
            let named = named(&templates.text(&template));
            left.extend(named.includes);
            paths.extend(named.paths.into_iter().map(|(path, _)| (path, false)));
        }
    }
    let field = |name: &str| Step::Field(name.to_owned());
    let data = document.data.iter().map(|part| part.split('.').map(field).collect::<Path>());
    paths.extend(data.map(|path| (path, true)));
    if document.format == Format::Eml {
        for role in crate::calendar::Country::ALL
            .iter()
            .flat_map(|country| document.to.roles(*country).iter().chain(document.cc.roles(*country)))
        {
            let holders = [field("roles"), field(&role.word().replace('-', "_")), Step::Each];
            paths.extend(["name", "email"].map(|key| ([&holders[..], &[field(key)]].concat(), false)));
        }
    }
    paths
}

/// The values at a path, each with its own path: one for each entry of a list.
fn found<'v>(path: &[Step], view: &'v Value) -> Vec<(Path, &'v Value)> {
    let mut found = vec![(Vec::new(), view)];
    for step in path {
        let mut next = Vec::new();
        for (so_far, value) in found {
            let further = |step: Step| [&so_far[..], &[step]].concat();
            match step {
                Step::Field(name) => next.extend(value.get(name).map(|value| (further(step.clone()), value))),
                Step::Entry(number) => next.extend(value.get(number).map(|value| (further(step.clone()), value))),
                Step::Each => {
                    let entries = value.as_array().into_iter().flatten().enumerate();
                    next.extend(entries.map(|(number, value)| (further(Step::Entry(number)), value)));
                }
            }
        }
        found = next;
    }
    found
}

/// A value as it is told; none for what says nothing. A group says something only where all of it reaches the document.
fn displayed(value: &Value, as_data: bool) -> Option<Option<String>> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| Some(text.clone())),
        Value::Bool(_) | Value::Number(_) => Some(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => as_data.then_some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Milestone;
    use crate::facts::{Facts, holidays};
    use crate::record::Language;
    use crate::view::{DocumentView, ViewBuilder};
    use crate::workspace::Workspace;

    fn explained(id: &str) -> Vec<Fact> {
        let workspace = Workspace::open(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace");
        let (record, _) = workspace.read("2027-01-aberford");
        let templates = Templates::embedded().expect("templates");
        let holidays = holidays(&workspace.settings);
        let settled = Facts::new(&record, &workspace.settings, &holidays);
        let phrases = templates.phrases(Language::English).expect("English");
        let builder = ViewBuilder {
            record: &record,
            facts: &settled,
            settings: &workspace.settings,
            phrases,
            language: Language::English,
        };
        let document = templates.catalogue.documents.iter().find(|document| document.id == id).expect("a document");
        let date = settled.timeline.announced();
        let about = DocumentView {
            id: id.to_owned(),
            title: String::new(),
            file: String::new(),
            marking: document.marking.clone(),
            date: phrases.date(date),
            attachments: Vec::new(),
        };
        let origins =
            Origins { record: &record, facts: &settled, workspace: &workspace, dated_by: Milestone::Announcement };
        facts(document, &templates, &builder.view(about, date), &origins)
    }

    fn line_of(file: &str, line: &str) -> String {
        let path = format!("inspections/2027-01-aberford/{file}");
        let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("read");
        let index = text.lines().position(|other| other.starts_with(line)).expect("the line");
        format!("{path}:{}", index + 1)
    }

    #[test]
    fn the_letters_facts_are_traced_to_the_lines_that_say_them() {
        let facts = explained("confirmation-letter");
        let of = |name: &str| facts.iter().find(|fact| fact.fact == name).expect(name);
        assert_eq!(of("yot.name").places, [line_of("inspection.toml", "name =")]);
        assert_eq!(of("yot.name").value.as_deref(), Some("Aberford Youth Offending Team"));
        assert_eq!(of("office.email").places, ["sqspack.toml:9"]);
        assert_eq!(of("document.date.iso").places, [line_of("inspection.toml", "on =")]);
        let lead = of("team.lead_inspector.name");
        assert_eq!(lead.places, [line_of("team.toml", "name =")]);
        let due = facts.iter().find(|fact| fact.fact.starts_with("dates.long_list_due")).expect("a date");
        assert_eq!(due.places, [line_of("inspection.toml", "starts =")]);
        assert!(due.how.starts_with("worked out from the start of fieldwork"), "{}", due.how);
    }

    #[test]
    fn a_date_set_by_hand_is_traced_to_its_line() {
        let facts = explained("announcement-email");
        let named = facts.iter().filter(|fact| fact.fact.starts_with("dates.announcement.date")).collect::<Vec<_>>();
        assert!(!named.is_empty());
        assert!(named.iter().all(|fact| fact.places == [line_of("inspection.toml", "on =")]), "{named:?}");
        assert!(facts.iter().any(|fact| fact.fact == "roles.yot_manager[0].email"), "who it goes to");
    }

    #[test]
    fn every_fact_of_every_document_has_a_place_and_says_how_it_follows() {
        for document in &Templates::embedded().expect("templates").catalogue.documents {
            let facts = explained(&document.id);
            assert!(facts.len() > 5, "{}: {}", document.id, facts.len());
            for fact in facts {
                assert!(!fact.places.is_empty() && !fact.how.is_empty(), "{fact:?}");
                assert!(fact.places.iter().all(|place| !place.ends_with(".toml:0")), "{fact:?}");
            }
        }
    }
}
