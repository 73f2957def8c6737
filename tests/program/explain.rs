//! `explain` leads from a fact of a document to the line of the record that says it.

use std::fs;

use crate::support::{Workspace, repository};

/// The documents of the program's catalogue.
fn documents() -> Vec<String> {
    let catalogue = fs::read_to_string(repository("templates/catalogue.toml")).unwrap();
    let catalogue: toml::Table = catalogue.parse().unwrap();
    let documents = catalogue["document"].as_array().unwrap().iter();
    documents.map(|document| document["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_fact_that_stands_in_the_record_is_found_in_the_line_that_explain_names() {
    let workspace = Workspace::aberford();
    let mut compared = 0;
    for document in documents() {
        let facts = workspace.run(["explain", Workspace::ABERFORD, &document, "--format", "json"]).well().json();
        for fact in facts.as_array().unwrap() {
            let name = fact["fact"].as_str().unwrap();
            // A figure against another is in no line: the view compares the two.
            let is_compared = name.starts_with("report.reoffending.against_");
            let Some(value) = fact["value"].as_str() else { continue };
            if fact["how"] != "as it stands there" || is_compared {
                continue;
            }
            for place in fact["places"].as_array().unwrap() {
                let Some((file, number)) = place.as_str().unwrap().rsplit_once(".toml:") else { continue };
                let text = fs::read_to_string(workspace.path(&format!("{file}.toml"))).unwrap();
                let line = text.lines().nth(number.parse::<usize>().unwrap() - 1).unwrap();
                // Documents put dates and times in words.
                let typed = line.split_once("= ").map_or(line, |(_, typed)| typed);
                if typed.parse::<toml::value::Datetime>().is_ok() {
                    continue;
                }
                // They also put apostrophes as print does, and telephone numbers in one piece.
                let value = value.replace('’', "'").replace('\u{a0}', " ");
                let line = &line.replace('’', "'");
                let start: String = value.lines().next().unwrap_or_default().chars().take(20).collect();
                assert!(line.contains(&start), "{document}: {name} = {value:?} is not in {place}: {line}");
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn a_fact_moves_with_the_line_that_says_it() {
    let workspace = Workspace::aberford();
    let place = || {
        let facts =
            workspace.run(["explain", Workspace::ABERFORD, "confirmation-letter", "--format", "json"]).well().json();
        let fact = facts.as_array().unwrap().iter().find(|fact| fact["fact"] == "yot.name").unwrap().clone();
        let place = fact["places"][0].as_str().unwrap().rsplit_once(':').unwrap().1.parse::<usize>().unwrap();
        (fact["value"].as_str().unwrap().to_owned(), place)
    };
    let (name, line) = place();
    workspace.edit("inspection.toml", &name, "Aberford Youth Justice Service");
    workspace.edit("inspection.toml", "[yot]", "# A line more.\n[yot]");
    assert_eq!(place(), ("Aberford Youth Justice Service".to_owned(), line + 1));
}

#[test]
fn a_masked_explanation_names_nobody_and_leads_to_the_same_lines() {
    let workspace = Workspace::aberford();
    let told = |document: &str, masked: bool| {
        let asked = ["explain", Workspace::ABERFORD, document, "--format", "json"];
        let asked = [&asked[..], if masked { &["--masked"][..] } else { &[] }].concat();
        workspace.run(asked).well()
    };
    for document in ["confirmation-letter", "schedule", "announcement-email", "report", "long-list-due"] {
        let (plain, masked) = (told(document, false), told(document, true));
        for name in ["Helen", "helen", "Marsh", "Calder", "Aberford", "aberford", "900111"] {
            assert!(!masked.out.contains(name), "{document}, {name}: {}", masked.out);
        }
        let lines = |out: &str| -> Vec<String> {
            out.split(".toml:").skip(1).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect()
        };
        // A title and a body that say the same are told once, and their stand-ins are two.
        let (plain, masked) = (lines(&plain.out), lines(&masked.out));
        assert!(!plain.is_empty() || document == "long-list-due");
        assert!(plain.iter().all(|line| masked.contains(line)), "{document}: {plain:?} {masked:?}");
    }
    let list = workspace.run(["explain", Workspace::ABERFORD, "--masked"]).well().out;
    assert!(!list.contains("aberford"), "{list}");
}

#[test]
fn a_fact_that_names_a_child_is_not_shown() {
    let workspace = Workspace::aberford();
    // Somebody else may be greeted so: it is told, and stops nothing.
    workspace.edit("contacts.toml", "salutation = \"Dear Ms Marsh\"", "salutation = \"Dear Zebulon Quillfeather\"");
    let run = workspace.run(["explain", Workspace::ABERFORD, "confirmation-letter"]);
    assert!(!format!("{}{}", run.out, run.err).contains("Quillfeather"), "{}{}", run.out, run.err);
    assert!(run.out.contains("it names a child"), "{}", run.out);
}
