use std::sync::Arc;

use super::*;
use crate::problem::SourceFile;
use crate::record::{FileKind, Sources};

fn record(children: &str, contacts: &str) -> Record {
    let inspection = "[yot]\nname = \"Aberford YOT\"\ncountry = \"england\"\n[fieldwork]\nstarts = 2027-01-18\n";
    let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
    let sources: Sources = [
        file(FileKind::Inspection, inspection),
        file(FileKind::Contacts, contacts),
        (FileKind::Children, Arc::new(SourceFile::private(FileKind::Children.name(), children))),
    ]
    .into();
    Record::read("test", sources).0
}

const CHILD: &str = "[[child]]\nfamily-name = \"Ŵynne-Tarrant\"\nfirst-names = \"Zephyr Odo\"\nsystem-id = \"CV/40213\"\ndate-of-birth = 2010-01-31\n";

fn terms(contacts: &str) -> Terms {
    Terms::new(&record(CHILD, contacts), &[])
}

#[test]
fn a_name_is_found_whole_apart_and_over_a_line_break_in_any_case() {
    for text in ["Zephyr Odo Ŵynne-Tarrant", "ŵynne‑tarrant", "said Zephyr\nOdo.", "ŴYNNE TARRANT, Z", "about Zephyr"]
    {
        assert_eq!(terms("").find(text).first().map(|hit| hit.what), Some(What::Name), "{text}");
    }
}

#[test]
fn part_of_another_word_is_no_name() {
    assert!(terms("").find("Zephyrs blow; Wynne; tarrants; 402131").is_empty());
}

#[test]
fn a_date_of_birth_is_found_in_every_form_that_people_write() {
    for text in
        ["2010-01-31", "31/01/2010", "31.1.2010", "31 January 2010", "31 Ionawr 2010", "31 Jan 2010", "31012010"]
    {
        assert_eq!(terms("").find(text).first().map(|hit| hit.what), Some(What::DateOfBirth), "{text}");
    }
}

#[test]
fn a_system_id_is_found_however_it_is_punctuated() {
    assert_eq!(terms("").find("see CV 40213")[0].what, What::SystemId);
}

#[test]
fn a_name_that_an_adult_bears_is_said_to_be_unsearchable_and_the_full_name_is_still_found() {
    let contacts = "[[contact]]\nname = \"Odo Zephyr\"\n";
    let record = record(CHILD, contacts);
    let terms = Terms::new(&record, &[]);
    assert_eq!(terms.warnings(&record).len(), 1);
    assert!(terms.find("Odo Zephyr will attend").is_empty());
    assert_eq!(terms.find("Zephyr Odo Wynne Tarrant Ŵynne-Tarrant").len(), 1);
}

#[test]
fn a_word_of_the_templates_is_said_to_be_unsearchable() {
    let record = record("[[child]]\nfamily-name = \"Young\"\nfirst-names = \"Quillon\"\n", "");
    let terms = Terms::new(&record, &["young"]);
    assert_eq!(terms.warnings(&record).len(), 1);
    assert!(terms.find("children and young people").is_empty());
    assert_eq!(terms.find("Quillon Young").len(), 2);
}

#[test]
fn no_warning_or_hit_quotes_the_child() {
    let record = record(CHILD, "[[contact]]\nname = \"Odo Zephyr\"\n");
    let shown = crate::problem::render(&Terms::new(&record, &[]).warnings(&record), false);
    assert!(!shown.contains("Zephyr"), "{shown}");
}
