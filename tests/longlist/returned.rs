//! The sheets of the demonstrations' packs as they come back, filled by LibreOffice and openpyxl (`files/make.py`).

use std::collections::BTreeMap;
use std::fs;

use sqspack::pack::Rendered;
use sqspack::publish::WorkspaceInputs;
use sqspack::record::FileKind;
use sqspack::render::workbook;
use sqspack::template::OwnFiles;

use super::*;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/longlist/files").join(name)).expect("a file")
}

fn root() -> Workspace {
    Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace")
}

/// Imports a file into a demonstration's whole record.
fn into_record(name: &str, folder: &str) -> (Record, ReturnReport, Vec<ImportChange>) {
    let workspace = root();
    let (record, _) = workspace.read(folder);
    let text = |kind: FileKind| record.sources[&kind].text.to_string();
    let list = longlist::read(&file(name), facts::monday_of(record.inspection.fieldwork.starts.value), words())
        .expect("a list");
    assert!(!list.is_newer);
    let merged =
        longlist::merge(&list, &text(FileKind::Children), &text(FileKind::Cases), &Take::default()).expect("merged");
    let mut sources = record.sources.clone();
    for (kind, text) in [(FileKind::Children, merged.children), (FileKind::Cases, merged.cases)] {
        sources.insert(kind, Arc::new(SourceFile::new(kind.name().to_owned(), text)));
    }
    let (record, found) = Record::read(folder, sources);
    assert!(found.is_empty(), "{found:?}");
    let holidays = facts::holidays(&workspace.settings);
    let phrases = templates().phrases(Language::English).expect("English");
    let words = QuestionWords { phrases, language: Language::English };
    let report = longlist::report(&record, &Facts::new(&record, &workspace.settings, &holidays), words);
    assert_eq!(unsaid(&file(name)), Vec::<String>::new());
    (record, report, merged.changes)
}

fn kept(report: &ReturnReport) -> Vec<(Option<&'static str>, usize)> {
    report.sheets.iter().map(|sheet| (sheet.tier, sheet.kept)).collect()
}

#[test]
fn a_list_of_70_cases_goes_from_the_sheet_to_the_record_of_the_demonstration() {
    let (record, report, changes) = into_record("aberford-libreoffice.xlsx", "2027-01-aberford");
    assert_eq!(kept(&report), [(Some("first-tier"), 16), (Some("community"), 36), (Some("custodial"), 18), (None, 11)]);
    let children = &record.children.children;
    assert_eq!((children.len(), children.iter().filter(|child| child.id.is_some()).count()), (70, 20));
    assert_eq!(changes.iter().filter(|change| matches!(change, ImportChange::New(_))).count(), 50);
    let expected = ["06 First tier!S11", "07 Community!E43", "05 Community!A45", "17 Custodial!Y10"];
    assert_eq!(asked(&report), expected);
}

#[test]
fn a_welsh_list_is_read_by_its_fields_though_a_heading_and_a_tab_have_names_of_the_offices_own() {
    let (record, report, _) = into_record("rhyd-y-twr-libreoffice.xlsx", "2027-02-rhyd-y-twr");
    assert_eq!(kept(&report), [(Some("first-tier"), 4), (Some("community"), 10), (Some("custodial"), 6), (None, 10)]);
    assert_eq!(record.children.children.len(), 20);
    assert!(asked(&report).contains(&"12 Achosion y llys!A11".to_owned()), "{:?}", asked(&report));
}

#[test]
fn what_openpyxl_writes_is_read() {
    let (_, report, changes) = into_record("aberford-openpyxl.xlsx", "2027-01-aberford");
    assert_eq!(kept(&report), [(Some("first-tier"), 1), (Some("community"), 1), (Some("custodial"), 1), (None, 0)]);
    assert_eq!(changes.iter().filter(|change| matches!(change, ImportChange::New(_))).count(), 3);
}

#[test]
fn every_sheet_that_is_sent_says_what_it_is_and_every_column_has_a_field_that_is_known() {
    let workspace = root();
    let inputs = WorkspaceInputs::open(workspace, OwnFiles::default()).expect("templates");
    let mut sheets = BTreeMap::new();
    for folder in ["2027-01-aberford", "2027-02-rhyd-y-twr"] {
        let (record, _) = inputs.workspace.read(folder);
        for file in inputs.plan(&record).expect("phrases").files {
            if file.deliverable.document.id != "case-sample-spreadsheet" {
                continue;
            }
            let path = file.deliverable.path.clone();
            let Ok(Rendered::Document(document)) = Rendered::new(file, &inputs.templates) else { panic!("{path}") };
            let sqspack::pack::Source::Workbook { text, properties, .. } = document.source else { panic!("{path}") };
            let list = longlist::read(&workbook::render(&text, &properties).expect("made").bytes, monday(), words())
                .expect("a list");
            assert!(!list.is_newer);
            let columns: Vec<usize> = list.sheets.iter().map(|sheet| sheet.columns.len()).collect();
            assert_eq!(columns, [23, 23, 26, 5], "{path}");
            let tiers: Vec<_> = list.sheets.iter().map(|sheet| sheet.tier.map(|tier| tier.name())).collect();
            assert_eq!(tiers, [Some("first-tier"), Some("community"), Some("custodial"), None], "{path}");
            assert!(list.sheets.iter().all(|sheet| sheet.questions.is_empty()), "{path}");
            let newer = text.replace("'case-sample', '1'", "'case-sample', '2'");
            let made = workbook::render(&newer, &properties).expect("made").bytes;
            assert!(longlist::read(&made, monday(), words()).expect("a list").is_newer);
            sheets.insert(path, list.sheets.len());
        }
    }
    assert_eq!(sheets.len(), 3);
}
