//! The same record gives the same pack, however an editor, git or a Mac has stored its files.

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::support::{Workspace, demonstrations};

/// A way to store a text that says the same.
type Stored = fn(&str) -> String;

const WAYS: [(&str, Stored); 4] = [
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("letters and accents apart", |text| text.nfd().collect()),
    ("a byte order mark", |text| format!("\u{feff}{text}")),
    ("all three", |text| format!("\u{feff}{}", text.nfd().collect::<String>().replace('\n', "\r\n"))),
];

/// A copy of a workspace as it is, packs included, with the times of its files.
fn copied(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::copy(entry.path(), &place).unwrap();
            let changed = entry.metadata().unwrap().modified().unwrap();
            fs::File::options().append(true).open(place).unwrap().set_modified(changed).unwrap();
        }
    }
}

#[test]
fn line_ends_composition_and_byte_order_mark_change_no_document_no_fingerprint_and_no_word_of_status() {
    for (demonstration, inspection) in demonstrations() {
        let before = demonstration.pack(inspection);
        let said = demonstration.run(["status", "--on", "2026-12-01"]).out;
        for (way, stored) in WAYS {
            let workspace = Workspace::bare();
            copied(demonstration.root(), workspace.root());
            let record = fs::read_dir(workspace.path("inspections").join(inspection)).unwrap().flatten();
            let files = record.map(|entry| entry.path()).chain([workspace.path("sqspack.toml")]);
            for file in files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
                let text = fs::read_to_string(&file).unwrap();
                fs::write(&file, stored(&text)).unwrap();
            }
            let status = workspace.run(["status", "--on", "2026-12-01"]);
            assert_eq!(status.out, said, "{inspection} with {way}");
            let built = workspace.run(["build", "--format", "json"]);
            assert_eq!(built.code, 0, "{}", built.err);
            assert_eq!(built.json()[0]["written"], serde_json::json!([]), "{inspection} with {way}");
            assert!(workspace.pack(inspection).contents() == before.contents(), "{inspection} with {way}");
        }
    }
}

#[test]
fn a_new_workspace_tells_git_to_keep_one_kind_of_line_end() {
    let workspace = Workspace::bare();
    let fixed =
        ["--yot", "A YOT", "--country", "england", "--authority", "Aberford Council", "--fieldwork", "2027-01-18"];
    workspace.run([&["new"][..], &fixed].concat()).well();
    let rules = fs::read_to_string(workspace.path(".gitattributes")).unwrap();
    assert!(rules.lines().any(|line| line == "*.toml text eol=lf"), "{rules}");
}
