//! The findings, from the judgements on the cases to the charts for the YOT manager.

use crate::support::{Workspace, pdf::Pdf, standards};

const FOLDER: &str = Workspace::RHYD_Y_TWR;

#[test]
fn the_charts_come_once_every_case_is_judged_and_show_no_small_number_in_either_language() {
    let workspace = Workspace::with(FOLDER).and_findings(FOLDER);
    let path = format!("inspections/{FOLDER}/findings.toml");
    let whole = std::fs::read_to_string(workspace.path(&path)).unwrap();

    // One judgement is missing: it is counted, and the charts wait.
    workspace.write_at(&path, &whole.replacen("harm-plan = \"no\"\n", "", 1));
    let outcome = workspace.run(["build", FOLDER, "--format", "json"]).well().json();
    assert!(outcome.to_string().contains("an answer to each question about each case (findings.toml)"), "{outcome}");
    let board = workspace.run(["status", FOLDER, "--on", "2027-03-01"]).well();
    assert!(board.out.contains("299 of 300 judgements on the cases; 1 still missing"), "{}", board.out);
    assert!(!workspace.path(&format!("packs/{FOLDER}/4-report/charts.en.pdf")).exists());

    workspace.write_at(&path, &whole);
    workspace.run(["build", FOLDER]).well();
    let pack = workspace.pack(FOLDER);
    for (language, shown, hidden, marking) in [
        ("en", "12 of 20 (60%)", "not shown", "OFFICIAL-SENSITIVE"),
        ("cy", "12 o 20 (60%)", "heb ei ddangos", "SWYDDOGOL-SENSITIF"),
    ] {
        let bytes = pack.bytes(&format!("4-report/charts.{language}.pdf"));
        standards::assert_accessible_and_archivable(bytes);
        let pdf = Pdf::read(bytes);
        assert!(pdf.info("Keywords").contains(marking), "{}", pdf.info("Keywords"));
        // A narrow cell breaks its line anywhere.
        let words = pdf.words().split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [shown, hidden] {
            assert!(words.contains(part), "{part}: {words}");
        }
        // A first tier case of four could be worked out, and so could the case of whoever knows the others.
        assert!(!words.contains("of 4 (") && !words.contains("o 4 ("), "{words}");
        assert!(!words.contains("RT0") && !words.contains("RT1") && !words.contains("RT2"), "no case: {words}");
    }
    // They are for the YOT manager alone: no message but their own carries them.
    let messages = pack.paths().into_iter().filter(|path| path.ends_with(".eml"));
    for path in messages.filter(|path| *path != "4-report/charts-message.eml") {
        assert!(!String::from_utf8_lossy(pack.bytes(path)).contains("charts."), "{path}");
    }
}
