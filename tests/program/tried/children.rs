//! Names of children in other spellings than the record's, and names that are words or other people's.

use std::fs;

use super::told;
use crate::support::Workspace;

/// What `check` says of a sentence in the report, the first child having a name.
fn told_of(family: &str, first: &str, sentence: &str) -> Vec<(String, String)> {
    let workspace = Workspace::aberford().without_draft();
    workspace.edit("children.private.toml", "\"Quillfeather\"", &format!("\"{family}\""));
    workspace.edit("children.private.toml", "first-names = \"Zebulon\"", &format!("first-names = \"{first}\""));
    workspace.edit("report.toml", "summary = [\n", &format!("summary = [\n  \"{sentence}\",\n"));
    told(&workspace)
}

#[test]
fn a_childs_name_in_another_spelling_stops_the_pack() {
    for (family, typed) in [("Llŷrwen", "Llyrwen"), ("O'Brienne", "OBrienne"), ("O’Brienne", "O'Brienne")] {
        let found = told_of(family, "Zebulon", &format!("We met {typed} at home."));
        let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["SQS0402"], "{typed}: {found:?}");
        assert!(!found[0].1.contains(typed), "{found:?}");
    }
}

#[test]
fn a_childs_first_name_that_is_a_word_or_another_persons_is_asked_about() {
    for (first, sentence) in
        [("Will Zebulon", "It was late. Will was late too."), ("Grace Zebulon", "It was late. Grace was late too.")]
    {
        let found = told_of("Quillfeather", first, sentence);
        assert!(found.iter().any(|(code, _)| code == "SQS0405"), "{first}: {found:?}");
    }
    // The contact Imogen Thwaite may be named; who is called Imogen alone is asked about.
    let found = told_of("Quillfeather", "Imogen Zebulon", "We met Imogen at home, and later Imogen Thwaite.");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_childrens_file_under_windows_own_second_ending_stops_the_pack_and_names_nobody() {
    let workspace = Workspace::aberford().without_draft();
    workspace.edit("report.toml", "summary = [\n", "summary = [\n  \"We met Quillfeather at home.\",\n");
    let file = workspace.record("children.private.toml");
    fs::rename(&file, file.with_extension("toml.txt")).unwrap();
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("children.private.toml.txt") && !run.err.contains("Quillfeather"), "{}", run.err);
}
