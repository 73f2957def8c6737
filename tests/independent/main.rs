//! The figures about the findings against another computation, in another language, that knows docs/findings.md and nothing of the
//! program (`figures.py`).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};
use sqspack::facts::{FindingsFigures, Tally};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Record, Settings, SettingsFile, read_file};

#[path = "../common/random.rs"]
mod random;
use random::Random;

/// How many findings are compared.
const FINDINGS: usize = 200;
const QUESTIONS: [&str; 4] = ["court-report", "harm-plan", "barriers", "compliance"];
const TIERS: [&str; 3] = ["first-tier", "community", "custodial"];
/// Cases by tier, as teams of several sizes have them. No two tiers are alike: which of two would be left out is no figure.
const SIZES: [[usize; 3]; 5] = [[4, 10, 6], [3, 7, 4], [2, 6, 3], [5, 9, 4], [0, 8, 5]];

/// One inspection's texts, as a person would type them.
struct Typed {
    cases: String,
    findings: String,
    settings: String,
}

impl Typed {
    fn new(random: &mut Random) -> Self {
        let sizes = SIZES[random.below(SIZES.len())];
        let tiers = TIERS.iter().zip(sizes).flat_map(|(tier, size)| vec![*tier; size]);
        let ids: Vec<(String, &str)> = tiers.enumerate().map(|(at, tier)| (format!("AB{:02}", at + 1), tier)).collect();
        let case = |(id, tier): &(String, &str)| format!("[[case]]\nid = \"{id}\"\ntier = \"{tier}\"\n");
        // One question is answered mostly in one way, another rarely arises: so that every rule has work.
        let leaning: Vec<usize> = QUESTIONS.iter().map(|_| random.below(4)).collect();
        let mut findings = String::new();
        for (id, _) in &ids {
            if random.below(60) == 0 {
                continue;
            }
            findings.push_str(&format!("[[assessment]]\ncase = \"{id}\"\n[assessment.answers]\n"));
            for (question, leaning) in QUESTIONS.iter().zip(&leaning) {
                let answer = match (leaning, random.below(12)) {
                    (_, 11) if random.below(8) == 0 => continue,
                    (0, 0..=5) | (1, 0..=9) | (2, 0..=3) | (3, 0) => "yes",
                    (0, _) | (1, _) | (2, 4..=7) | (3, 1..=10) => "no",
                    _ => "not-applicable",
                };
                findings.push_str(&format!("{question} = \"{answer}\"\n"));
            }
        }
        let question =
            |id: &&str| format!("[[question]]\nid = \"{id}\"\ntheme = \"protecting-the-public\"\ntext = \"x\"\n");
        let least = 2 + random.below(3);
        let settings =
            format!("[programme]\nsmallest-number = {least}\n\n{}", QUESTIONS.iter().map(question).collect::<String>());
        Self { cases: ids.iter().map(case).collect(), findings, settings }
    }

    /// The same for the other computation: the texts as JSON, and what the answers mean.
    fn json(&self) -> Value {
        let table =
            |text: &str| -> Value { serde_json::to_value(text.parse::<toml::Table>().expect("TOML")).expect("JSON") };
        let (cases, mut findings, settings) = (table(&self.cases), table(&self.findings), table(&self.settings));
        json!({
            "cases": cases["case"],
            "assessments": findings["assessment"].take(),
            "questions": QUESTIONS,
            "least": settings["programme"]["smallest-number"],
            "answers": [
                { "id": "yes", "means": "for" },
                { "id": "no", "means": "against" },
                { "id": "not-applicable", "means": "neither" },
            ],
        })
    }

    /// What the program makes of them, in the form of the other's answer.
    fn figures(&self) -> Value {
        let source =
            |file: FileKind, text: &str| (file, Arc::new(SourceFile::new(file.name().to_owned(), text.to_owned())));
        let inspection = "[yot]\nname = \"Aberford\"\ncountry = \"england\"\n\n[fieldwork]\nstarts = 2027-01-18\n";
        let sources = [
            source(FileKind::Inspection, inspection),
            source(FileKind::Cases, &self.cases),
            source(FileKind::Findings, &self.findings),
        ];
        let (record, _) = Record::read("2027-01-aberford", sources.into());
        let (file, ..) = read_file(FileKind::Settings, &self.settings, SettingsFile::read_table).expect("TOML");
        let settings = Settings::new(file);
        let figures = FindingsFigures::of(&record, &settings).expect("figures");
        let shown = |tally: &Option<Tally>| tally.map(|one| json!([one.met, one.unmet, one.neither, one.per_cent()]));
        let questions: BTreeMap<String, Value> = figures
            .questions
            .iter()
            .map(|one| {
                let tiers: Vec<_> = one.tiers.iter().map(shown).collect();
                (one.question.id.to_string(), json!({ "all": shown(&one.all), "tiers": tiers }))
            })
            .collect();
        json!({ "missing": figures.missing, "figures": questions })
    }
}

#[test]
fn the_figures_of_200_random_findings_are_those_of_an_independent_computation() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/figures.py");
    let python = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut python) = python else {
        assert!(std::env::var_os("SQSPACK_NEEDS_PYTHON").is_none(), "python3 is not here");
        println!("left out: python3 is not here, which works out the figures independently");
        return;
    };
    let mut random = Random(20_270_118);
    let all: Vec<Typed> = (0..FINDINGS).map(|_| Typed::new(&mut random)).collect();
    let lines: String = all.iter().map(|typed| format!("{}\n", typed.json())).collect();
    python.stdin.take().expect("an input").write_all(lines.as_bytes()).expect("written");
    let output = python.wait_with_output().expect("an end");
    assert!(output.status.success());
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), FINDINGS);
    let (mut totals, mut tiers, mut hidden_tiers) = (0, 0, 0);
    for (typed, answer) in all.iter().zip(&answers) {
        let own = typed.figures();
        assert_eq!(own, *answer, "{}\n{}\n{}", typed.settings, typed.cases, typed.findings);
        for one in QUESTIONS.map(|question| &own["figures"][question]) {
            totals += usize::from(!one["all"].is_null());
            let shown = one["tiers"].as_array().expect("tiers").iter().filter(|tier| !tier.is_null()).count();
            tiers += shown;
            hidden_tiers += usize::from(!one["all"].is_null() && shown < TIERS.len());
        }
    }
    assert!(
        totals > 150 && tiers > 40 && hidden_tiers > 100,
        "{totals} totals, {tiers} tiers, {hidden_tiers} with a hidden one"
    );
    assert!(totals < FINDINGS * QUESTIONS.len() - 100, "{totals}: some totals are hidden");
}
