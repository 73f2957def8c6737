//! What is fuzzed: texts and files that come from people, in the hands of whatever reads them first. None may panic.
//!
//! `tests/damage.rs` runs these functions over the demonstrations' files with damage done to them, `fuzz/fuzz_targets` over whatever the
//! fuzzer thinks of.

use std::sync::{Arc, LazyLock, OnceLock};

use sqspack::check::check;
use sqspack::facts::{Facts, holidays};
use sqspack::longlist::{self, ListWords};
use sqspack::pack::PlannedPack;
use sqspack::problem::{Problem, SourceFile, render, to_json};
use sqspack::publish::Manifest;
use sqspack::record::{
    CasesFile, ChildrenFile, FileKind, Language, Record, Settings, SettingsFile, Sources, read_file,
};
use sqspack::render::{fonts, ics};
use sqspack::returned::Take;
use sqspack::template::{Templates, lint_typst, named, tags};
use sqspack::workbook_reader::find_table;
use sqspack::workspace::feed::Feed;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::embedded().expect("templates"));

/// A file of a record: the first byte says which, and the others are its text. It is read and checked beside sound files; and the
/// pack is planned whatever the check finds: [`WorkspaceInputs::views`](sqspack::publish::WorkspaceInputs::views) does so.
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
    if !found.iter().any(Problem::is_error) {
        drop(PlannedPack::new(&record, &facts, &settings, &TEMPLATES));
    }
    let (problems, _) = check(&record, &facts, &settings, &holidays, &|sign| fonts::shows(sign), found);
    drop((render(&problems, false), to_json(&problems)));
}

/// The settings that a text gives; those of an empty file where it gives none.
fn settings(text: &str) -> Settings {
    let read = read_file(FileKind::Settings, text, SettingsFile::read_table);
    let (file, ..) =
        read.or_else(|_| read_file(FileKind::Settings, "", SettingsFile::read_table)).expect("an empty file");
    Settings::new(file)
}

/// A workbook from outside: a translator's, or the list of a YOT, of which no row may be lost without a word, and which has to give
/// a record that can be read.
pub fn sheet(data: &[u8]) {
    drop(find_table(data, &["document", "English", "Welsh"]));
    let phrases = |language: &Language| TEMPLATES.phrases(*language).expect("phrases");
    static WORDS: OnceLock<ListWords> = OnceLock::new();
    let words = WORDS.get_or_init(|| ListWords::new(&Language::ALL.iter().map(phrases).collect::<Vec<_>>()));
    let Ok(list) = longlist::read(data, "2027-01-18".parse().expect("a day"), words) else { return };
    for sheet in &list.sheets {
        let asked = |about: &str| sheet.questions.iter().filter(|question| question.about == about).count();
        let is_unread = sheet.kept.is_empty() && asked("sheet") > 0;
        assert!(is_unread || sheet.rows == sheet.kept.len() + asked("row"), "{}", sheet.name);
    }
    let merged = longlist::merge(&list, "", "", &Take::default()).expect("texts without a word");
    let children = read_file(FileKind::Children, &merged.children, ChildrenFile::read_table);
    let cases = read_file(FileKind::Cases, &merged.cases, CasesFile::read_table);
    for found in [children.map(|(.., found)| found), cases.map(|(.., found)| found)] {
        let found = found.unwrap_or_else(|found| found);
        assert!(found.is_empty(), "{found:?}\n{}\n{}", merged.children, merged.cases);
    }
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
