//! `docs/view.md`, the reference for whoever writes templates, made from the view's own schema so that it cannot be out of
//! date.

use serde_json::Value;

use super::{ChildrenView, View};

const INTRODUCTION: &str = "\
# What templates see

This page is made from the program: `SNAPSHOTS=overwrite cargo test --lib view::reference` writes it anew. `sqspack schema
view` prints the same as JSON Schema. How templates are written stands in [templates.md](templates.md).

A value marked 'or nothing' can be missing: ask for it with `{% if addressee %}`. Text that the record does not have is
empty, and so is a list, and `{% if %}` counts both as no. A group 'by name' is reached by its name:
`{{ dates.long_list_due.when }}`.
";

/// The whole page.
fn page() -> String {
    let schema = schemars::schema_for!(View).to_value();
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n## At the top\n\n");
    page.push_str(&table(&schema));
    page.push_str(&groups(&schema));
    let naming = schemars::schema_for!(ChildrenView).to_value();
    page.push_str("\n## Beside it, in a document that may name children\n\n");
    page.push_str("Only an entry with `names-children = true` sees this ([templates.md](templates.md)).\n\n");
    page.push_str(&table(&naming));
    let known = |name: &String| schema["$defs"].get(name).is_some();
    let defs = naming["$defs"].as_object().into_iter().flatten().filter(|(name, _)| !known(name));
    let own: serde_json::Map<String, Value> = defs.map(|(name, group)| (name.clone(), group.clone())).collect();
    page.push_str(&groups(&serde_json::json!({ "$defs": own })));
    page
}

fn groups(schema: &Value) -> String {
    let defs = schema["$defs"].as_object().into_iter().flatten();
    defs.map(|(name, group)| format!("\n## {}\n\n{}\n\n{}", title(name), description(group), table(group))).collect()
}

fn table(group: &Value) -> String {
    let mut table = String::from("| name | what it is | kind |\n| --- | --- | --- |\n");
    for (name, value) in group["properties"].as_object().into_iter().flatten() {
        table.push_str(&format!("| `{name}` | {} | {} |\n", description(value), kind(value)));
    }
    table
}

/// The description on one line of a table.
fn description(value: &Value) -> String {
    value["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}

/// What stands behind a name, with a link to its group.
fn kind(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        let title = title(name);
        return format!("[{title}](#{})", title.replace(' ', "-"));
    }
    if let Some(either) = value["anyOf"].as_array() {
        let one = either.iter().find(|one| one["type"] != "null").map(kind).unwrap_or_default();
        return format!("{one} or nothing");
    }
    match value["type"].as_str() {
        Some("string") => "text".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("array") => format!("list of {}", kind(&value["items"])),
        Some("object") => format!("by name: {}", kind(&value["additionalProperties"])),
        _ => "one of those, or nothing".to_owned(),
    }
}

/// `ContactView` is a `contact`, `SchedulePage` a `schedule page`.
fn title(name: &str) -> String {
    let mut title = String::new();
    for character in name.trim_end_matches("View").chars() {
        if character.is_uppercase() && !title.is_empty() {
            title.push(' ');
        }
        title.extend(character.to_lowercase());
    }
    title
}

#[test]
fn the_reference_says_what_the_view_holds() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/view.md");
    snapbox::assert_data_eq!(
        page(),
        snapbox::Data::read_from(path.as_ref(), Some(snapbox::data::DataFormat::Text)).raw()
    );
}

#[test]
fn everything_in_the_view_is_described() {
    for schema in [schemars::schema_for!(View), schemars::schema_for!(ChildrenView)].map(schemars::Schema::to_value) {
        let defs = schema["$defs"].as_object().into_iter().flat_map(|defs| defs.values());
        for (name, value) in
            std::iter::once(&schema).chain(defs).filter_map(|group| group["properties"].as_object()).flatten()
        {
            assert!(!description(value).is_empty(), "{name}");
        }
    }
}
