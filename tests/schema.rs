//! The schemas that stand in the repository, and the record's files held against them as an editor does it.

mod common;

use snapbox::{Data, assert_data_eq, data::DataFormat};
use sqspack::record::{self, FileKind};
use sqspack::scaffold;

#[test]
fn the_schemas_in_the_repository_are_those_that_the_program_prints() {
    for (path, text) in scaffold::schemas() {
        // `SNAPSHOTS=overwrite cargo test` writes them anew.
        assert_data_eq!(text, Data::read_from(&common::root().join(path), Some(DataFormat::Text)).raw());
    }
}

#[test]
fn every_schema_is_valid_itself_and_has_neither_references_nor_null() {
    for file in FileKind::ALL {
        let schema = record::schema(file).to_value();
        assert!(jsonschema::meta::is_valid(&schema), "{}", file.name());
        let text = record::schema_text(file);
        assert!(!text.contains("$ref") && !text.contains("null"), "{}", file.name());
    }
}

#[test]
fn every_file_of_the_demonstrations_is_valid_against_the_schema_that_it_names() {
    let files = common::record_files();
    assert!(files.len() > 25, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a file of a record");
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a schema's name");
        assert!(path.parent().expect("a folder").join(named).is_file(), "{}: {named}", path.display());
        let kind = FileKind::ALL.into_iter().find(|kind| named.ends_with(&format!("schema/{}", kind.schema_name())));
        let schema = record::schema(kind.expect("a schema of the record")).to_value();
        let value = toml::Value::Table(toml::from_str(&text).expect("TOML"));
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        let errors: Vec<_> = validator.iter_errors(&record::to_json(&value)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn a_schema_refuses_what_the_record_refuses() {
    let refused = |file, text: &str| {
        let value = toml::Value::Table(toml::from_str(text).expect("TOML"));
        !jsonschema::is_valid(&record::schema(file).to_value(), &record::to_json(&value))
    };
    let case = "[[case]]\nid = \"AB01\"\ntier = ";
    assert!(refused(FileKind::Cases, &format!("{case}\"comunity\"")));
    assert!(refused(FileKind::Cases, &format!("{case}\"community\"\nslott = \"LI 1\"")));
    assert!(refused(FileKind::Cases, "[[case]]\nid = \"AB01\""));
    assert!(refused(FileKind::Cases, &format!("{case}7")));
    assert!(!refused(FileKind::Cases, &format!("{case}\"community\"")));
}
