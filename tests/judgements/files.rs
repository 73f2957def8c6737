//! The sheets of the demonstrations' packs as they come back, filled in by LibreOffice and openpyxl (`files/fill.py`).

use std::fs;

use sqspack::pack::{Rendered, Source};
use sqspack::publish::WorkspaceInputs;
use sqspack::record::{Assessment, FileKind};
use sqspack::render::workbook;
use sqspack::template::OwnFiles;

use super::*;

/// The files in `files` whose names begin and end so.
fn filled(begins: &str, ends: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judgements/files");
    let mut names: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    names.sort();
    let is_meant = |path: &&std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(begins) && name.ends_with(ends)
    };
    names.iter().filter(is_meant).map(|path| fs::read(path).expect("a file")).collect()
}

/// A case: its HMIP ID, who and what is said of it beside the answers, and each question with its answer.
type Judged = (String, Vec<Option<String>>, Vec<(String, String)>);

/// What is judged of each case: who was there, and the answers in order of their questions.
fn judged(assessments: &[Assessment]) -> Vec<Judged> {
    let mut all: Vec<_> = assessments
        .iter()
        .map(|one| {
            let people = [&one.assessed_by, &one.interviewed_by, &one.without];
            let mut answers: Vec<_> =
                one.answers.0.iter().map(|one| (one.question.value.clone(), one.answer.to_string())).collect();
            answers.sort();
            let people = people.iter().map(|name| name.as_ref().map(ToString::to_string)).collect();
            (one.case.to_string(), people, answers)
        })
        .collect();
    all.sort();
    all
}

/// Imports files into a record without findings, and reads what is written.
fn into_record(folder: &'static str, files: &[Vec<u8>]) -> (Vec<Assessment>, Imported) {
    let imported = import_into(folder, files, "", &[]);
    let mut sources = record(folder).sources.clone();
    let source = SourceFile::new(FileKind::Findings.name().to_owned(), imported.text.clone());
    sources.insert(FileKind::Findings, Arc::new(source));
    (Record::read(folder, sources).0.findings.assessments, imported)
}

#[test]
fn the_sheets_of_three_inspectors_filled_in_with_libreoffice_give_the_findings_of_the_demonstration() {
    for (folder, begins) in [(FOLDER, "aberford"), (WELSH_FOLDER, "rhyd")] {
        let files = filled(begins, "-libreoffice.xlsx");
        assert_eq!(files.len(), 3, "{folder}");
        let (found, imported) = into_record(folder, &files);
        assert_eq!(judged(&found), judged(&record(folder).findings.assessments), "{folder}");
        assert_eq!(asked(&imported.report), Vec::<String>::new(), "{folder}");
        let counts: Vec<(usize, usize)> = imported.report.sheets.iter().map(|sheet| (sheet.rows, sheet.kept)).collect();
        assert_eq!(counts.iter().map(|(rows, _)| rows).sum::<usize>(), 20, "{folder}");
        assert!(counts.iter().all(|(rows, kept)| rows == kept), "{counts:?}");
    }
}

#[test]
fn what_openpyxl_writes_is_read() {
    let files = filled("aberford", "-openpyxl.xlsx");
    let (found, imported) = into_record(FOLDER, &files);
    assert_eq!((files.len(), found.len()), (1, 7));
    let all = judged(&record(FOLDER).findings.assessments);
    assert!(judged(&found).iter().all(|one| all.contains(one)));
    assert_eq!(asked(&imported.report), Vec::<String>::new());
}

#[test]
fn every_sheet_that_the_pack_makes_is_read_as_empty_and_has_each_column_and_each_case_once() {
    let inputs = WorkspaceInputs::open(
        Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace"),
        OwnFiles::default(),
    )
    .expect("templates");
    let mut made = 0;
    for (folder, questions, languages) in [(FOLDER, 13, 1), (WELSH_FOLDER, 15, 2)] {
        let mut cases = Vec::new();
        for file in inputs.plan(record(folder)).expect("phrases").files {
            if file.deliverable.document.id != "judgement-sheet" {
                continue;
            }
            let path = file.deliverable.path.clone();
            let Ok(Rendered::Document(document)) = Rendered::new(file, &inputs.templates) else { panic!("{path}") };
            let Source::Workbook { text, properties, .. } = document.source else { panic!("{path}") };
            let bytes = workbook::render(&text, &properties).expect("made").bytes;
            let imported = import_into(folder, &[bytes], "", &[]);
            let [sheet] = imported.read.sheets.as_slice() else { panic!("{path}") };
            assert_eq!(sheet.columns.len(), 5 + questions, "{path}");
            assert!(sheet.doubts.iter().all(|doubt| doubt.code.id == "SQS1707"), "{path}: {:?}", sheet.doubts);
            assert_eq!(sheet.doubts.len(), sheet.rows, "{path}");
            assert!(["li", "ai", "la"].contains(&sheet.owner.as_str()), "{path}: {}", sheet.owner);
            for case in &record(folder).cases.cases {
                cases.extend(text.contains(&format!("cells = [\"{}\"", *case.id)).then(|| case.id.to_string()));
            }
            made += 1;
        }
        cases.sort();
        let mut all: Vec<String> = record(folder).cases.cases.iter().map(|case| case.id.to_string()).collect();
        all = all.into_iter().flat_map(|case| vec![case; languages]).collect();
        all.sort();
        assert_eq!(cases, all, "{folder}");
    }
    assert_eq!(made, 9);
}
