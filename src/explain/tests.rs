use serde_json::Value;

use super::origin::Origins;
use crate::calendar::Milestone;
use crate::facts::{Facts, holidays};
use crate::record::Language;
use crate::template::{Path, Segment, Templates, shown};
use crate::view::{DocumentView, View, ViewBuilder};
use crate::workspace::Workspace;

/// Every field of the view, by its schema; the first entry of each list and the first key of each map stand for all.
fn fields(schema: &Value, all: &Value, value: &Value, path: &Path, found: &mut Vec<Path>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
        return fields(&all["$defs"][name], all, value, path, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let choice = choices.iter().find(|choice| choice["type"] != "null").expect("a type");
        return fields(choice, all, value, path, found);
    }
    let with = |step: Segment| [path.as_slice(), &[step]].concat();
    if let Some(properties) = schema["properties"].as_object() {
        for (name, property) in properties {
            fields(property, all, &value[name], &with(Segment::Field(name.clone())), found);
        }
    } else if schema["additionalProperties"].is_object() {
        let keys = value.as_object().expect("a map").keys();
        for name in keys {
            fields(&schema["additionalProperties"], all, &value[name], &with(Segment::Field(name.clone())), found);
        }
    } else if schema["items"].is_object() {
        fields(&schema["items"], all, &value[0], &with(Segment::Entry(0)), found);
    } else {
        found.push(path.clone());
    }
}

fn at<'v>(path: &[Segment], view: &'v Value) -> &'v Value {
    path.iter().fold(view, |value, step| match step {
        Segment::Field(name) => &value[name.as_str()],
        Segment::Entry(number) => &value[*number],
        Segment::Each => value,
    })
}

fn with_view<T>(item: &dyn Fn(&View) -> Value, ask: impl Fn(&Origins<'_>, &Value) -> T) -> T {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::open(root).expect("a workspace");
    let (record, _) = workspace.read("2027-01-aberford");
    let templates = Templates::embedded().expect("templates");
    let holidays = holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let phrases = templates.phrases(Language::English).expect("English");
    let settings = &workspace.settings;
    let language = Language::English;
    let builder = ViewBuilder { record: &record, facts: &facts, settings, phrases, language, sample: None };
    let date = facts.timeline.announced();
    let document = DocumentView {
        id: "letter".to_owned(),
        title: "Letter".to_owned(),
        file: "letter.pdf".to_owned(),
        marking: "OFFICIAL".to_owned(),
        is_draft: false,
        changed: None,
        date: phrases.date(date),
        attachments: Vec::new(),
    };
    let mut view = builder.view(document, date);
    view.file.item = Some(item(&view));
    let origins = Origins { record: &record, facts: &facts, workspace: &workspace, dated_by: Milestone::Announcement };
    ask(&origins, &serde_json::to_value(&view).expect("a view"))
}

#[test]
fn every_field_of_the_view_has_an_origin_and_what_stands_in_a_line_stands_there() {
    let schema = schemars::schema_for!(View).to_value();
    with_view(&|_| Value::Null, |origins, view| {
        let mut all = Vec::new();
        fields(&schema, &schema, view, &Path::new(), &mut all);
        assert!(all.len() > 150, "{}", all.len());
        for path in all {
            let name = shown(&path);
            let origin = origins.known(&path, view).unwrap_or_else(|| panic!("explain does not know {name}"));
            assert!(!origin.places.is_empty() && !origin.how.is_empty(), "{name}: {origin:?}");
            assert!(!origin.places.iter().any(|place| place.ends_with(".toml:0")), "{name}: {origin:?}");
            let Some(value) = at(&path, view).as_str().filter(|_| origin.how == "as it stands there") else { continue };
            for place in &origin.places {
                let Some((file, line)) = place.rsplit_once(':') else { continue };
                let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
                let text = std::fs::read_to_string(root.join(file)).expect("a file of the record");
                let line = text.lines().nth(line.parse::<usize>().expect("a number") - 1).expect("a line");
                let typed = line.split_once("= ").map_or(line, |(_, typed)| typed);
                // Documents put dates and times in words.
                let is_date = typed.parse::<toml::value::Datetime>().is_ok();
                // Documents have curly apostrophes, and spaces at which a telephone number does not break.
                let line = line.replace('\'', "’");
                let start: String =
                    value.replace('\u{a0}', " ").lines().next().unwrap_or_default().chars().take(20).collect();
                assert!(is_date || line.contains(&start), "{name} = {value:?} is not in {place}: {line}");
            }
        }
    });
}

#[test]
fn a_document_for_one_of_several_is_traced_to_the_entry_that_it_is_made_for() {
    type Pick = fn(&View) -> Value;
    let picks: [(Pick, &str, &str); 4] = [
        (|view| serde_json::to_value(&view.team.members[1]).unwrap_or_default(), "email", "team.toml"),
        (|view| serde_json::to_value(&view.contacts[2]).unwrap_or_default(), "title", "contacts.toml"),
        (|view| serde_json::to_value(&view.case_managers[3]).unwrap_or_default(), "email", "cases.toml"),
        (|view| serde_json::to_value(&view.yot.sites[0]).unwrap_or_default(), "name", "inspection.toml"),
    ];
    for (pick, key, file) in picks {
        with_view(&pick, |origins, view| {
            let path = [Segment::Field("item".to_owned()), Segment::Field(key.to_owned())];
            let origin = origins.of(&path, view);
            let value = view["item"][key].as_str().expect("a text");
            assert_eq!(origin.how, "as it stands there");
            let (path, line) = origin.places[0].rsplit_once(':').expect("a line");
            assert!(path.ends_with(file), "{origin:?}");
            let text =
                std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("text");
            assert!(text.lines().nth(line.parse::<usize>().expect("a number") - 1).expect("a line").contains(value));
        });
    }
}
