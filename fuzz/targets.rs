//! What is fuzzed: texts and files that come from people, in the hands of whatever reads them first. None may panic.
//!
//! `tests/damage.rs` runs these functions over the demonstrations' files with damage done to them, `fuzz/fuzz_targets` over whatever the
//! fuzzer thinks of.

use std::sync::Arc;

use sqspack::check::check;
use sqspack::facts::{Facts, holidays};
use sqspack::problem::{SourceFile, render, to_json};
use sqspack::publish::Manifest;
use sqspack::record::{FileKind, Record, Settings, SettingsFile, Sources, read_file};
use sqspack::render::{fonts, ics};
use sqspack::template::{lint_typst, named, tags};
use sqspack::workbook_reader::find_table;
use sqspack::workspace::feed::Feed;

/// A file of a record: the first byte says which, and the others are its text. It is read and checked beside sound files.
pub fn record(data: &[u8], beside: &Sources) {
    let Some((kind, text)) = data.split_first() else { return };
    let kind = FileKind::RECORD[usize::from(*kind) % FileKind::RECORD.len()];
    let text = String::from_utf8_lossy(text);
    let mut sources = beside.clone();
    sources.insert(kind, Arc::new(SourceFile::new(format!("inspections/a/{}", kind.name()), text.as_ref())));
    let (record, found) = Record::read("a", sources);
    let settings = settings("");
    let holidays = holidays(&settings);
    let facts = Facts::new(&record, &settings, &holidays);
    let problems = check(&record, &facts, &settings, &holidays, &|sign| fonts::shows(sign), found);
    drop((render(&problems, false), to_json(&problems)));
}

/// The settings that a text gives; those of an empty file where it gives none.
fn settings(text: &str) -> Settings {
    let read = read_file(FileKind::Settings, text, SettingsFile::read_table);
    let (file, ..) =
        read.or_else(|_| read_file(FileKind::Settings, "", SettingsFile::read_table)).expect("an empty file");
    Settings::new(file)
}

/// A workbook from outside.
pub fn sheet(data: &[u8]) {
    drop(find_table(data, &["document", "English", "Welsh"]));
}

/// A manifest, a calendar file, a list of bank holidays, and the settings.
pub fn manifest(data: &[u8]) {
    let manifest = Manifest::read(data);
    assert_eq!(Manifest::read(&manifest.to_bytes()), manifest);
    drop(ics::read(data));
    let text = String::from_utf8_lossy(data);
    if let Ok(feed) = Feed::read(&text) {
        drop(feed.put_into(&text));
    }
    drop(holidays(&settings(&text)));
}

/// A template, as it is read before anybody lays it out.
pub fn template(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    drop((tags(&text), named(&text), lint_typst(&text)));
}
