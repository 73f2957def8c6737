//! Where each fact in a document comes from.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::origin::Origins;
use crate::calendar::Country;
use crate::template::{Document, Format, Recipient, Templates};
use crate::template::{Path, Segment, named, shown};
use crate::view::View;

/// A fact of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The part of the view that holds it: `yot.name`.
    pub fact: String,
    /// The person whose fact it is, if it is a person's.
    pub person: Option<String>,
    /// What it says; nothing for a whole group, which reaches the document as data.
    pub value: Option<String>,
    /// Where it comes from: file and line each, or a few words.
    pub places: Vec<String>,
    /// How it follows from there.
    pub how: String,
}

/// Where each fact of a document comes from, in the order in which its templates print them. Leaves out what a template names
/// and the record does not hold yet.
pub fn facts(document: &Document, templates: &Templates, view: &View, origins: &Origins<'_>) -> Vec<Fact> {
    let view = serde_json::to_value(view).unwrap_or_default();
    let named = paths(document, templates);
    let mut told = BTreeSet::new();
    let mut facts = Vec::new();
    for (path, value) in found(&named, &view) {
        let is_data = named.iter().any(|(named, is_data)| *is_data && *named == path);
        let Some(value) = displayed(value, is_data) else { continue };
        let fact = shown(&path);
        if told.insert(fact.clone()) {
            let origin = origins.of(&path, &view);
            let person = person(&path, &view);
            facts.push(Fact { fact, person, value, places: origin.places, how: origin.how });
        }
    }
    facts
}

/// For a person: two lines for each fact.
pub fn text(document: &str, facts: &[Fact]) -> String {
    let mut text = format!("{document}: {} facts\n", facts.len());
    for Fact { fact, person, value, places, how } in facts {
        let person = person.as_ref().filter(|person| Some(*person) != value.as_ref());
        let person = person.map(|person| format!(" ({person})")).unwrap_or_default();
        let value = value.as_ref().map(|value| format!(" = {}", shortened(value))).unwrap_or_default();
        text.push_str(&format!("  {fact}{person}{value}\n    {}: {how}\n", places.join(", ")));
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

/// The parts of the view that reach a document, each with whether it does so whole, as data. A message begins with the people
/// whom it goes to; then come the templates, each followed by those that it includes; then the data of the layout.
fn paths(document: &Document, templates: &Templates) -> Vec<(Path, bool)> {
    let field = |name: &str| Segment::Field(name.to_owned());
    let mut paths: Vec<(Path, bool)> = Vec::new();
    if document.format == Format::Eml {
        let named =
            |country: &Country| [&document.to, &document.cc, &document.bcc].map(|list| list.of(*country)).concat();
        for recipient in Country::ALL.iter().flat_map(named) {
            let holders = match recipient {
                Recipient::Contact(role) => vec![field("roles"), field(&role.word().replace('-', "_")), Segment::Each],
                Recipient::LeadInspector => vec![field("team"), field("lead_inspector")],
                Recipient::SupportOfficer => vec![field("team"), field("support_officer")],
                Recipient::Office => vec![field("office")],
                Recipient::Members | Recipient::Inspectors | Recipient::LocalAssessors => {
                    vec![field("team"), field("members"), Segment::Each]
                }
            };
            let keys: &[&str] = if recipient == Recipient::Office { &["email"] } else { &["name", "email"] };
            paths.extend(keys.iter().map(|key| ([&holders[..], &[field(key)]].concat(), false)));
        }
    }
    let mut left: Vec<String> =
        document.format.parts().iter().rev().map(|part| format!("{}/en{part}", document.id)).collect();
    let mut seen = BTreeSet::new();
    while let Some(template) = left.pop() {
        if seen.insert(template.clone()) {
            let named = named(&templates.text(&template));
            left.extend(named.includes.into_iter().rev());
            paths.extend(named.paths.into_iter().map(|(path, _)| (path, false)));
        }
    }
    let data = document.data.iter().map(|part| part.split('.').map(field).collect::<Path>());
    paths.extend(data.map(|path| (path, true)));
    paths
}

/// The values at the paths, each with its own path, in reading order: a loop prints everything about its first entry, then
/// everything about the second.
fn found<'v>(paths: &[(Path, bool)], view: &'v Value) -> Vec<(Path, &'v Value)> {
    let paths: Vec<&[Segment]> = paths.iter().map(|(path, _)| path.as_slice()).collect();
    let mut found = Vec::new();
    walk(&paths, &[], view, &mut found);
    found
}

fn walk<'v>(paths: &[&[Segment]], so_far: &[Segment], value: &'v Value, found: &mut Vec<(Path, &'v Value)>) {
    let mut left = paths;
    while let Some((path, rest)) = left.split_first() {
        let each = path.iter().position(|step| *step == Segment::Each);
        let (before, is_loop) = each.map_or((*path, false), |at| (&path[..at], true));
        let loops_over = |other: &&&[Segment]| {
            other.len() > before.len() && other[before.len()] == Segment::Each && other.starts_with(before)
        };
        let of_the_loop = if is_loop { left.iter().take_while(loops_over).count() } else { 1 };
        let here = [so_far, before].concat();
        let there = at(before, value);
        if !is_loop {
            found.extend(there.map(|value| (here, value)));
            left = rest;
            continue;
        }
        let (looped, after) = left.split_at(of_the_loop);
        let inner: Vec<&[Segment]> = looped.iter().map(|path| &path[before.len() + 1..]).collect();
        for (number, entry) in there.and_then(Value::as_array).into_iter().flatten().enumerate() {
            walk(&inner, &[&here[..], &[Segment::Entry(number)]].concat(), entry, found);
        }
        left = after;
    }
}

/// The value at a path without loops.
fn at<'v>(path: &[Segment], value: &'v Value) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| match step {
        Segment::Field(name) => value.get(name),
        Segment::Entry(number) => value.get(number),
        Segment::Each => None,
    })
}

/// The name of the person whose field a path leads to: people alone have a name and an e-mail address.
fn person(path: &[Segment], view: &Value) -> Option<String> {
    let holders = (1..=path.len()).rev().filter_map(|end| at(&path[..end], view));
    // A site has an address too, of whoever is asked about it.
    let mut people = holders.filter(|value| value.get("email").is_some() && value.get("contact").is_none());
    people.find_map(|person| Some(person.get("name")?.as_str()?.to_owned()))
}

/// A value as the program tells it; none for what says nothing. A group says something only where all of it reaches the document.
fn displayed(value: &Value, is_data: bool) -> Option<Option<String>> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| Some(text.clone())),
        Value::Bool(_) | Value::Number(_) => Some(Some(value.to_string())),
        Value::Array(_) | Value::Object(_) => is_data.then_some(None),
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
            sample: None,
        };
        let document = templates.catalogue.documents.iter().find(|document| document.id == id).expect("a document");
        let date = settled.timeline.announced();
        let about = DocumentView {
            id: id.to_owned(),
            title: String::new(),
            file: String::new(),
            marking: document.marking.clone(),
            is_draft: false,
            changed: None,
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
    fn facts_come_as_the_document_is_read_person_by_person() {
        let view = serde_json::json!({
            "yot": { "name": "A" },
            "contacts": [{ "name": "B", "lines": ["b1", "b2"], "email": "b@" }, { "name": "C", "lines": ["c1"], "email": "" }],
        });
        let template = "{{ yot.name }}{% for c in contacts %}{{ c.name }}{% for l in c.lines %}{{ l }}{% endfor %}\
                        {{ c.email }}{% endfor %}{{ contacts[0].email }}";
        let paths: Vec<(Path, bool)> = named(template).paths.into_iter().map(|(path, _)| (path, false)).collect();
        let read: Vec<&str> = found(&paths, &view).iter().filter_map(|(_, value)| value.as_str()).collect();
        assert_eq!(read, ["A", "B", "b1", "b2", "b@", "C", "c1", "", "b@"]);
    }

    #[test]
    fn a_message_begins_with_whom_it_goes_to_and_a_person_s_fact_names_the_person() {
        let facts = explained("announcement-email");
        assert!(facts[0].fact.starts_with("roles."), "{:?}", facts[0]);
        let email = facts.iter().find(|fact| fact.fact == "roles.yot_manager[0].email").expect("an address");
        assert_eq!(email.person.as_deref(), Some("Helen Marsh"));
        assert!(text("announcement-email", &facts).contains("roles.yot_manager[0].email (Helen Marsh) = "));
        assert!(facts.iter().filter(|fact| fact.fact.starts_with("yot.")).all(|fact| fact.person.is_none()));
    }

    #[test]
    fn every_fact_of_every_document_has_a_place_and_says_how_it_follows() {
        for document in &Templates::embedded().expect("templates").catalogue.documents {
            let facts = explained(&document.id);
            assert!(facts.len() > 3, "{}: {}", document.id, facts.len());
            for fact in facts {
                assert!(!fact.places.is_empty() && !fact.how.is_empty(), "{fact:?}");
                assert!(fact.places.iter().all(|place| !place.ends_with(".toml:0")), "{fact:?}");
            }
        }
    }
}
