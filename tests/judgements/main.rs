//! Judgement sheets as inspectors send them back, one fault each, from the sheet to the record.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use sqspack::facts::{self, Facts};
use sqspack::judgements::{self, AskedOfCases, Judgements};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Language, Record};
use sqspack::returned::{ImportChange, ReturnReport, Take};
use sqspack::template::Templates;
use sqspack::workspace::Workspace;

mod again;
mod files;
mod one_fault;
mod properties;
mod sheets;
#[path = "../longlist/workbooks.rs"]
#[allow(dead_code, reason = "shared with the tests of the long-list")]
mod workbooks;

const FOLDER: &str = "2027-01-aberford";
const WELSH_FOLDER: &str = "2027-02-rhyd-y-twr";

fn templates() -> &'static Templates {
    static TEMPLATES: OnceLock<Templates> = OnceLock::new();
    TEMPLATES.get_or_init(|| Templates::embedded().expect("templates"))
}

fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace"))
}

fn record(folder: &'static str) -> &'static Record {
    static RECORDS: [OnceLock<Record>; 2] = [const { OnceLock::new() }; 2];
    RECORDS[usize::from(folder == WELSH_FOLDER)].get_or_init(|| workspace().read(folder).0)
}

/// Does something with what is asked about the cases of a demonstration.
fn with_asked<T>(folder: &'static str, work: impl FnOnce(&AskedOfCases<'_>) -> T) -> T {
    let holidays = facts::holidays(&workspace().settings);
    let facts = Facts::new(record(folder), &workspace().settings, &holidays);
    work(&AskedOfCases::new(record(folder), &facts, &workspace().settings))
}

struct Imported {
    text: String,
    changes: Vec<ImportChange>,
    report: ReturnReport,
    read: Judgements,
}

/// Imports files into a text of `findings.toml`, and reads the record again with what comes out.
fn import_into(folder: &'static str, files: &[Vec<u8>], text: &str, take: &[&str]) -> Imported {
    with_asked(folder, |asked| {
        let files: Vec<_> = files.iter().cloned().map(Ok).collect();
        let read = judgements::read(&files, asked);
        let take = Take(take.iter().map(|name| (*name).to_owned()).collect());
        let merged = judgements::merge(&read, text, &take, asked).expect("merged");
        let mut sources = record(folder).sources.clone();
        let file = FileKind::Findings;
        sources.insert(file, Arc::new(SourceFile::new(file.name().to_owned(), merged.text.clone())));
        let (_, found) = Record::read(folder, sources);
        assert!(found.is_empty(), "{found:?}\n{}", merged.text);
        let phrases = templates().phrases(Language::English).expect("English");
        let report = judgements::report(&read, &merged.doubts, asked, phrases);
        Imported { text: merged.text, changes: merged.changes, report, read }
    })
}

fn import(file: Vec<u8>) -> Imported {
    import_into(FOLDER, &[file], "", &[])
}

/// The questions, each as the end of its code and its place.
fn asked(report: &ReturnReport) -> Vec<String> {
    let place = |query: &sqspack::returned::Query| {
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{} {}!{}", &query.code.id[5..], part(&query.sheet), part(&query.cell))
    };
    report.problems.iter().map(place).collect()
}
