//! The schemas that stand in the repository, and the record's files held against them as an editor does it.

use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq};
use sqspack::record::{self, FileKind};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with a file in the repository; `SNAPSHOTS=overwrite cargo test` writes it anew.
fn assert_is_file(text: String, path: &str) {
    assert_data_eq!(text, Data::read_from(&root().join(path), Some(snapbox::data::DataFormat::Text)).raw());
}

fn printed(file: FileKind) -> String {
    format!("{:#}\n", record::schema(file).to_value())
}

#[test]
fn the_schemas_in_the_repository_are_those_that_the_program_prints() {
    for file in FileKind::ALL {
        assert_is_file(printed(file), &format!("schema/{}", file.schema_name()));
    }
}

#[test]
fn every_schema_is_valid_itself_and_has_neither_references_nor_null() {
    for file in FileKind::ALL {
        let schema = record::schema(file).to_value();
        assert!(jsonschema::meta::is_valid(&schema), "{}", file.name());
        let text = printed(file);
        assert!(!text.contains("$ref") && !text.contains("null"), "{}", file.name());
    }
}
