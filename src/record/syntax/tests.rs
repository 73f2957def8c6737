use std::collections::BTreeSet;

use super::*;
use crate::record::{ContactsFile, FileKind, read_file};

fn complaints(file: FileKind, text: &str) -> Vec<Finding> {
    read_file(file, text, ContactsFile::read_table)
        .map_or_else(|complaints| complaints, |(_, _, complaints)| complaints)
}

#[test]
fn every_slip_of_a_file_is_complained_of_once_with_help_and_without_a_programmers_word() {
    let text = "name = Helen\nwhen = \ntitle = \"ok\"\na = 'it's'\nb = [1 2]\n= 3\nc = \"\\q\"\nd = {\n[x\n\"\"\n";
    let found = complaints(FileKind::Contacts, text);
    assert!(found.len() >= 5, "{found:?}");
    for complaint in found {
        assert!(!complaint.help.is_empty());
        let said = format!("{} {}", complaint.message, complaint.help);
        for word in ["TOML", "string", "literal", "unquoted", "expected", "parse"] {
            assert!(!said.contains(word), "{said}");
        }
    }
}

/// What a key takes, as far as it makes a difference to how a slip is mended.
type Kind = ([String; 6], bool);

/// A key of each kind of value, with the headings above it. A group whose keys are data is none of them.
fn keys(schema: &Value, path: &str, headings: &str, known: &mut BTreeSet<Kind>, found: &mut Vec<(String, String)>) {
    for (key, value) in schema["properties"].as_object().unwrap() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        if value.get("properties").is_some() {
            keys(value, &path, &format!("{headings}[{path}]\n"), known, found);
        } else if value["items"].get("properties").is_some() {
            keys(&value["items"], &path, &format!("{headings}[[{path}]]\n"), known, found);
        } else if value["type"] != "object" {
            // One key of each kind: they are read and mended alike.
            let items = &value["items"];
            let kind =
                [&value["type"], &value["format"], &items["type"], &items["format"], &items["oneOf"], &value["oneOf"]];
            let kind = kind.map(|part| part.as_str().map_or_else(|| part.is_array().to_string(), str::to_owned));
            let several = value["examples"][0].as_array().is_some_and(|entries| entries.len() > 1);
            if known.insert((kind, several)) {
                found.push((headings.to_owned(), key.clone()));
            }
        }
    }
}

fn read_as(file: FileKind, text: &str) -> Vec<Finding> {
    fn of<T>(read: crate::record::read_file::FileRead<T>) -> Vec<Finding> {
        read.map_or_else(|complaints| complaints, |(_, _, complaints)| complaints)
    }
    match file {
        FileKind::Inspection => of(read_file(file, text, crate::record::InspectionFile::read_table)),
        FileKind::Team => of(read_file(file, text, crate::record::TeamFile::read_table)),
        FileKind::Contacts => of(read_file(file, text, ContactsFile::read_table)),
        FileKind::Cases => of(read_file(file, text, crate::record::CasesFile::read_table)),
        FileKind::Findings => of(read_file(file, text, crate::record::FindingsFile::read_table)),
        FileKind::Concerns => of(read_file(file, text, crate::record::ConcernsFile::read_table)),
        FileKind::Complaints => of(read_file(file, text, crate::record::ComplaintsFile::read_table)),
        FileKind::Accuracy => of(read_file(file, text, crate::record::AccuracyFile::read_table)),
        FileKind::Report | FileKind::ReportDraft => of(read_file(file, text, crate::record::ReportFile::read_table)),
        FileKind::Issued => of(read_file(file, text, crate::record::IssuedFile::read_table)),
        FileKind::Destroyed => of(read_file(file, text, crate::record::DestroyedFile::read_table)),
        FileKind::Children => of(read_file(file, text, crate::record::ChildrenFile::read_table)),
        FileKind::Settings => of(read_file(file, text, crate::record::SettingsFile::read_table)),
    }
}

#[test]
fn a_line_typed_as_the_help_shows_it_needs_no_second_help_whatever_its_key() {
    const TYPED: &[&str] = &[
        "yes",
        "No",
        "TRUE",
        "\"yes\"",
        "Helen Marsh",
        "“Helen Marsh”",
        "'Pat O'Dwyer'",
        "\"Helen",
        "18/01/2027",
        "“18/01/2027”",
        "\"18 January 2027\"",
        "2027-01-18",
        "01632 960145",
        "\"20\"",
        "20",
        "1.30pm",
        "\"13:30\"",
        "yot-manager",
        "“yot-manager, board-chair”",
        "\"yot-manager; board-chair\"",
        "[yot-manager]",
        "18/01/2027, 19/01/2027",
        "[2027-01-19 2027-01-20]",
        "[\"19/01/2027\", \"20/01/2027\"]",
        "18th of January, 2027",
        "31 February 2027",
        "\"31/02/2027\"",
        "18-20 January 2027",
        "8 March",
        "soon",
        "0930",
        "half past nine",
        "25:00",
        "41.2%",
        "37,5",
        "n/a",
        "England",
        "YOT Manager",
        "mailto:helen.marsh@aberford.example",
        "\"helen.marsh(at)aberford.example\"",
        "Helen Marsh <helen.marsh@aberford.example>",
        "[helen.marsh@aberford.example](mailto:helen.marsh@aberford.example)",
        "Aberford Council, Brack Council",
        "\"Aberford Council\", \"Brack Council\"",
        "\"01632 960145\" / \"07700 900145\"",
        "['a', 'b']",
        "“Timely, and sound.”",
        "[\"One, \"two\".\", Three, four.\"]",
    ];
    let (mut tried, mut wrong) = (0, Vec::new());
    for file in FileKind::ALL.into_iter().filter(|file| !file.is_private()) {
        let mut all = Vec::new();
        keys(&crate::record::schema(file).to_value(), "", "", &mut BTreeSet::new(), &mut all);
        for (headings, key) in all {
            for typed in TYPED {
                let line = format!("{key} = {typed}");
                let text = format!("{headings}{line}\n");
                let forms = |text: &str| -> Vec<Finding> {
                    let codes = [code::SYNTAX, code::WRONG_TYPE, code::UNKNOWN_CHOICE, code::NOT_AN_EMAIL];
                    let of_form = |found: &Finding| codes.contains(&found.code);
                    read_as(file, text).into_iter().filter(of_form).collect()
                };
                let found = forms(&text);
                let of_one_line = found.iter().filter(|found| found.code != code::UNKNOWN_CHOICE).count();
                if of_one_line > 1 {
                    wrong.push(format!("{text}{found:?}"));
                }
                let Some(first) = found.first() else { continue };
                let shown = first.help.split('`').find(|part| part.starts_with(&format!("{key} = ")));
                let Some(shown) = shown else { continue };
                tried += 1;
                let after = forms(&text.replace(&line, shown));
                if !after.is_empty() {
                    wrong.push(format!("{text}{}\n{after:?}", first.help));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(tried > 500, "{tried}");
}

#[test]
fn a_slip_in_the_childrens_file_is_named_without_a_word_of_the_line() {
    for text in
        ["[[child]]\nfamily-name = “Zebulon”\n", "family-name = Zebulon\n", "<<<<<<< a\nZebulon\n=======\n>>>>>>> b\n"]
    {
        let found = complaints(FileKind::Children, text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(!format!("{} {}", found[0].message, found[0].help).contains("Zebulon"), "{found:?}");
    }
}

#[test]
fn keys_below_a_heading_that_is_still_commented_out_give_one_complaint_at_that_heading() {
    for before in ["", "[[contact]]\nname = \"Ann\"\n\n"] {
        let text = format!("{before}#[[contact]]\nname = \"Ben\"\nroles = []\n");
        let found = complaints(FileKind::Contacts, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(&text[found[0].at.start..found[0].at.end], "#[[contact]]");
        assert_eq!(found[0].help, "delete the `#` before it: `[[contact]]`");
    }
}

#[test]
fn a_text_that_goes_on_in_the_next_line_is_one_complaint_from_its_beginning_to_its_end() {
    for (text, whole) in [
        ("name = \"1 Weir Lane\nHarrowdale\"\n", "\"1 Weir Lane\nHarrowdale\""),
        ("name = [\"a\", \"One.\r\nTwo.\r\nThree.\"]\r\n", "\"One.\r\nTwo.\r\nThree.\""),
    ] {
        let found = complaints(FileKind::Contacts, text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(&text[found[0].at.start..found[0].at.end], whole);
    }
    let found = complaints(FileKind::Contacts, "[[contact]]\nname = \"Ann\nroles = [\"x\"]\n");
    assert!(found[0].message.contains("at the end of this text is missing"), "{found:?}");
}

#[test]
fn lines_that_end_in_carriage_returns_alone_are_one_complaint() {
    assert_eq!(complaints(FileKind::Contacts, "[[contact]]\rname = \"Ann\"\r\rroles = []\r").len(), 1);
    assert!(complaints(FileKind::Contacts, "[[contact]]\r\nname = \"Ann\"\r\nroles = []\r\n").is_empty());
}

#[test]
fn a_heading_in_another_form_is_told_and_what_stands_below_it_is_read_at_its_place() {
    for heading in ["[feildwork]", "[[fieldwork]]", "[Fieldwork]"] {
        let text = format!("[yot]\nname = \"A\"\ncountry = \"england\"\n{heading}\nstarts = \"soon\"\n");
        let (_, _, found) =
            read_file(FileKind::Inspection, &text, crate::record::InspectionFile::read_table).expect("read");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].help.contains("`[fieldwork]`"), "{found:?}");
        assert_eq!(&text[found[1].at.start..found[1].at.end], "\"soon\"");
    }
}
