//! The findings of several published inspections together.

use std::collections::BTreeMap;
use std::fs;

use crate::support::pdf::Pdf;
use crate::support::{Workspace, copy_folder, repository};

const FOLDER: &str = Workspace::RHYD_Y_TWR;

/// A workspace with so many inspections that have the findings of the Welsh demonstration, are final and were published a month
/// after each other.
pub fn published(number: usize) -> Workspace {
    let workspace = Workspace::with(FOLDER).and_findings(FOLDER);
    let inspections = workspace.path("inspections");
    let text = fs::read_to_string(inspections.join(FOLDER).join("inspection.toml")).expect("a record");
    for index in 0..number {
        let name = format!("2027-{:02}-team", index + 3);
        copy_folder(&inspections.join(FOLDER), &inspections.join(&name));
        let done = format!("{text}\n[dates.publication]\ndone = 2027-{:02}-14\n", index + 4);
        fs::write(inspections.join(&name).join("inspection.toml"), done).expect("written");
        fs::write(inspections.join(&name).join("report.toml"), "state = \"final\"\n").expect("written");
    }
    workspace
}

/// Counts the answers `yes` and `no` of a question in the demonstration, with nothing of the program but a reader of TOML.
fn counted(question: &str) -> [usize; 2] {
    let text = fs::read_to_string(repository("inspections").join(FOLDER).join("findings.toml")).expect("findings");
    let table: toml::Table = text.parse().expect("TOML");
    let answers =
        table["assessment"].as_array().expect("assessments").iter().map(|one| one["answers"][question].clone());
    let answers: Vec<String> = answers.filter_map(|answer| Some(answer.as_str()?.to_owned())).collect();
    ["yes", "no"].map(|word| answers.iter().filter(|answer| *answer == word).count())
}

/// The rows of all cases, by question: cases for the work, and cases in which the question arises.
fn rows(csv: &str) -> BTreeMap<String, (String, String)> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = csv.lines().skip(1).map(cells).filter(|row| row[3] == "all");
    rows.map(|row| (row[1].clone(), (row[4].clone(), row[5].clone()))).collect()
}

#[test]
fn the_figures_of_three_inspections_are_the_sum_of_their_answers() {
    let workspace = published(3);
    let csv = workspace.run(["aggregate", "--format", "csv"]);
    let rows = rows(&csv.out);
    let mut shown = 0;
    for (question, (met, of)) in &rows {
        let [yes, no] = counted(question).map(|number| 3 * number);
        if met.is_empty() {
            assert!(yes < 3 || no < 3 || yes + no < 60, "{question}: {yes} {no}");
        } else {
            assert_eq!((met, of), (&yes.to_string(), &(yes + no).to_string()), "{question}");
            shown += 1;
        }
    }
    assert!(shown > 5, "{rows:?}");
}

#[test]
fn the_page_names_no_yot_and_no_case_and_is_the_same_bytes_again() {
    let workspace = published(3);
    let made = || workspace.command(["aggregate", "--format", "pdf"]).output().expect("the program starts").stdout;
    let pdf = made();
    assert_eq!(pdf, made());
    let words = Pdf::read(&pdf).text();
    assert!(words.contains("Inspections3") && words.contains("Cases60"), "{words}");
    for name in ["Rhyd", "Llanh", "RT0", "RT1", "RT2", "Tudor", "team"] {
        assert!(!words.contains(name), "{name}: {words}");
    }
}

#[test]
fn fewer_than_three_inspections_are_not_put_together() {
    let two = published(2).run(["aggregate"]);
    assert_eq!(two.code, 2);
    assert!(two.err.contains("only 2 published inspections have all judgements"), "{}", two.err);
    let workspace = published(4);
    assert_eq!(workspace.run(["aggregate"]).code, 0);
    assert_eq!(workspace.run(["aggregate", "--from", "2027-05-01"]).code, 0);
    assert_eq!(workspace.run(["aggregate", "--from", "2027-06-01"]).code, 2, "two were published from then on");
    assert_eq!(workspace.run(["aggregate", "--to", "2027-05-31"]).code, 2);
}

#[test]
fn an_inspection_counts_once_it_is_final_published_and_judged() {
    let workspace = published(3);
    let path = |file: &str| workspace.path(&format!("inspections/2027-04-team/{file}"));
    let whole = fs::read_to_string(path("findings.toml")).expect("findings");
    let start = whole.rfind("[[assessment]]").expect("an assessment");
    fs::write(path("findings.toml"), &whole[..start]).expect("written");
    let run = workspace.run(["aggregate"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("published inspections with a judgement missing, which are left out: 1"), "{}", run.err);
    fs::write(path("findings.toml"), whole).expect("written");
    fs::write(path("report.toml"), "state = \"draft\"\n").expect("written");
    assert_eq!(workspace.run(["aggregate"]).code, 2);
}
