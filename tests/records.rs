//! The records in the repository, and those that `new` writes, read without a word of complaint.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use sqspack::calendar::{BankHolidays, Country, Milestone, notices};
use sqspack::facts::{Facts, holidays};
use sqspack::problem::{Problem, SourceFile, render};
use sqspack::record::{FileKind, Record, Sources, normalise, single_spaced};
use sqspack::scaffold::{self, Answers, NewFile, Person, SiteAnswer};
use sqspack::workspace::Workspace;

/// Every inspection in the repository, with its workspace.
fn inspections() -> Vec<(Workspace, Record)> {
    let mut inspections = Vec::new();
    for root in common::workspaces() {
        let workspace = Workspace::open(&root).expect("a workspace");
        assert_silent(&workspace.problems);
        for folder in workspace.folders().expect("folders") {
            let (record, problems) = workspace.read(&folder);
            assert_silent(&problems);
            inspections.push((workspace.clone(), record));
        }
    }
    inspections
}

fn assert_silent(problems: &[Problem]) {
    assert!(problems.is_empty(), "{}", render(problems, false));
}

#[test]
fn a_new_record_in_england_says_nothing_of_welsh_and_one_in_wales_shows_its_keys() {
    let files = |country| scaffold::inspection(&Answers { country, ..answers() }, &BankHolidays::new()).expect("files");
    let all = |country| files(country).into_iter().map(|(_, text)| text).collect::<String>();
    let (english, welsh) = (all(Country::England), all(Country::Wales));
    assert!(!english.to_lowercase().contains("welsh"), "{english}");
    assert!(welsh.contains("#in-area-welsh =") && welsh.contains("#languages ="), "{welsh}");
}

#[test]
fn every_record_in_the_repository_reads_without_a_problem() {
    let folders: Vec<String> = inspections().into_iter().map(|(_, record)| record.folder).collect();
    assert_eq!(
        folders,
        [
            "2027-01-aberford",
            "2027-02-rhyd-y-twr",
            "2027-09-isle-of-thrane",
            "2027-07-wendmoor-and-harsley",
            "2016-04-brackshire"
        ]
    );
}

#[test]
fn every_schedule_in_the_repository_fills_each_slot_of_its_team_once() {
    let mut totals = Vec::new();
    for (workspace, record) in inspections().iter().filter(|(_, record)| !record.cases.cases.is_empty()) {
        let holidays = holidays(&workspace.settings);
        let facts = Facts::new(record, &workspace.settings, &holidays);
        let slots: BTreeSet<_> =
            facts.schedule.bookings.iter().map(|booking| (booking.member, booking.slot.number)).collect();
        assert_eq!(slots.len(), record.cases.cases.len(), "{}", record.folder);
        assert_eq!(slots.len(), facts.split.total() as usize, "{}", record.folder);
        totals.push(slots.len());
    }
    assert_eq!(totals, [20, 20, 14, 47]);
}

#[test]
fn only_easter_leaves_a_date_that_a_person_must_look_at() {
    for (workspace, record) in inspections() {
        let holidays = holidays(&workspace.settings);
        let facts = Facts::new(&record, &workspace.settings, &holidays);
        let noticed: Vec<_> = facts
            .timeline
            .entries()
            .iter()
            .filter(|entry| !notices(entry, &holidays).is_empty())
            .map(|entry| entry.milestone)
            .collect();
        let expected = if record.folder == "2016-04-brackshire" { vec![Milestone::Announcement] } else { Vec::new() };
        assert_eq!(noticed, expected, "{}", record.folder);
    }
}

#[test]
fn no_word_of_a_childs_name_stands_anywhere_else_in_its_record() {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase).collect()
    };
    let mut children = 0;
    for (_, record) in inspections() {
        let open = record.sources.iter().filter(|(kind, _)| !kind.is_private());
        let elsewhere: BTreeSet<String> = open.flat_map(|(_, source)| words(&source.text)).collect();
        for child in &record.children.children {
            let name = words(&format!("{} {}", &**child.first_names, &**child.family_name));
            assert!(name.is_disjoint(&elsewhere), "{name:?}");
            children += 1;
        }
    }
    assert_eq!(children, 40);
}

/// The files of an inspection as they would be read.
fn read(folder: &str, files: &[NewFile]) -> (Record, Vec<Problem>) {
    let of = |kind: FileKind| {
        let (path, text) = files.iter().find(|(path, _)| path.ends_with(&format!("/{}", kind.name())))?;
        Some((kind, Arc::new(SourceFile::new(path.clone(), text.clone()))))
    };
    Record::read(folder, FileKind::RECORD.into_iter().filter_map(of).collect::<Sources>())
}

fn person() -> Person {
    let (name, email, telephone) = ("Ruth Calder", "ruth.calder@hmip.example", "0161 496 0111");
    Person { name: name.to_owned(), email: email.to_owned(), telephone: telephone.to_owned() }
}

fn answers() -> Answers {
    Answers {
        folder: "2027-01-aberford".to_owned(),
        yot_name: "Aberford Youth Offending Team".to_owned(),
        area: Some("Aberford".to_owned()),
        country: Country::England,
        authorities: vec!["Aberford City Council".to_owned()],
        fieldwork_starts: NaiveDate::from_ymd_opt(2027, 1, 18).expect("a day"),
        lead_inspector: Some(person()),
        support_officer: Some(person()),
        site: Some(SiteAnswer { name: "Millgate House".to_owned(), address: vec!["12 Millgate".to_owned()] }),
    }
}

#[test]
fn a_new_workspace_with_a_new_inspection_reads_without_a_problem() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in
        scaffold::workspace().into_iter().chain(scaffold::inspection(&answers(), &BankHolidays::new()).expect("files"))
    {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let workspace = Workspace::open(folder.path()).expect("a workspace");
    assert_silent(&workspace.problems);
    let (record, problems) = workspace.read("2027-01-aberford");
    assert_silent(&problems);
    assert_eq!(&**record.inspection.yot.name, "Aberford Youth Offending Team");
    assert_eq!(&**record.team.lead_inspector.expect("a lead inspector").email.expect("an address"), person().email);
}

#[test]
fn every_commented_example_can_be_used_as_it_stands() {
    let spare = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', ':']) => rest.to_owned(),
        _ => line.to_owned(),
    };
    // What follows in `contacts.toml` is to be filled in, and complained of until it is.
    let uncommented = |text: &str| {
        let examples = text.split("# The announcement goes to").next().unwrap_or_default();
        examples.lines().map(spare).collect::<Vec<_>>().join("\n")
    };
    let files = scaffold::inspection(&answers(), &BankHolidays::new()).expect("files");
    let files: Vec<NewFile> = files.into_iter().map(|(path, text)| (path, uncommented(&text))).collect();
    let (record, problems) = read("2027-01-aberford", &files);
    assert_silent(&problems);
    assert_eq!((record.cases.cases.len(), record.contacts.contacts.len()), (1, 1));
    assert!(record.inspection.sample.is_some() && record.report.commentary.is_some());
}

#[test]
fn the_people_to_fill_in_are_complained_of_until_they_are_and_then_read() {
    let filled = |name: &str, email: &str| -> Vec<NewFile> {
        let fill = |text: &str| {
            let stubs = text.split_once("# The announcement goes to").map_or("", |(_, stubs)| stubs);
            let lines = stubs.lines().skip(1).map(|line| line.trim_start_matches('#'));
            let lines = lines.map(|line| match line {
                "name = \"\"" => format!("name = \"{name}\""),
                "email = \"\"" => format!("email = \"{email}\""),
                "telephone = \"\"" => String::new(),
                line => line.to_owned(),
            });
            lines.collect::<Vec<_>>().join("\n")
        };
        let mut files = scaffold::inspection(&answers(), &BankHolidays::new()).expect("files");
        files.iter_mut().filter(|(path, _)| path.ends_with("contacts.toml")).for_each(|(_, text)| *text = fill(text));
        files
    };
    assert_eq!(read("a", &filled("", "")).1.len(), 8);
    let (record, problems) = read("a", &filled("Helen Marsh", "helen.marsh@aberford.example"));
    assert_silent(&problems);
    assert_eq!(record.contacts.contacts.len(), 4);
}

/// Text as it might be typed or pasted, with what means something to TOML.
fn text() -> impl Strategy<Value = String> {
    let hostile = prop::sample::select(vec![
        "\"]\n[yot]\nname = \"x",
        "a\" # b",
        "\\u0000 \\",
        "'''",
        "\"\"\"",
        "\u{feff}x",
        "x\r",
        "a\tb",
        "\u{85}",
        "\u{2028}",
        "{country}",
        "🙂",
    ]);
    prop_oneof![4 => "\\PC{1,40}", 2 => any::<String>(), 2 => hostile.prop_map(str::to_owned)]
}

fn anybody() -> impl Strategy<Value = Person> {
    let email = prop_oneof![9 => "[a-z]{1,8}@[a-z]{1,8}\\.example", 1 => text()];
    (text(), email, text()).prop_map(|(name, email, telephone)| Person { name, email, telephone })
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let who = (prop::option::of(anybody()), prop::option::of(anybody()));
    let place = prop::option::of((text(), prop::collection::vec(text(), 0..3)));
    let yot = (text(), prop::option::of(text()), prop::collection::vec(text(), 1..3), any::<bool>());
    (yot, who, place, 0_u64..3000).prop_map(|((yot_name, area, authorities, wales), (lead, officer), place, week)| {
        Answers {
            yot_name,
            area,
            country: if wales { Country::Wales } else { Country::England },
            authorities,
            fieldwork_starts: answers().fieldwork_starts + Days::new(7 * week),
            lead_inspector: lead,
            support_officer: officer,
            site: place.map(|(name, address)| SiteAnswer { name, address }),
            ..answers()
        }
    })
}

/// How often each text is there.
fn count(texts: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    texts.for_each(|text| *counts.entry(text).or_default() += 1);
    counts
}

/// Every text that the answers hold.
fn given(answers: &Answers) -> Vec<&str> {
    let people = [&answers.lead_inspector, &answers.support_officer].into_iter().flatten();
    let people = people.flat_map(|person| [&person.name, &person.email, &person.telephone]);
    let site = answers.site.iter().flat_map(|site| std::iter::once(&site.name).chain(&site.address));
    let yot = std::iter::once(&answers.yot_name).chain(&answers.area).chain(&answers.authorities);
    let texts = yot.chain(people).chain(site).map(String::as_str);
    texts.chain([answers.country.name()]).collect()
}

proptest! {
    #[test]
    fn what_is_answered_is_refused_or_read_back_as_it_was_and_changes_nothing_else(answers in any_answers()) {
        let Ok(files) = scaffold::inspection(&answers, &BankHolidays::new()) else { return Ok(()) };
        let (record, problems) = read(&answers.folder, &files);
        prop_assert!(problems.is_empty(), "{}", render(&problems, false));
        let texts = count(record.texts.iter().map(|(_, text)| text.clone()));
        prop_assert_eq!(texts, count(given(&answers).into_iter().map(|text| single_spaced(&normalise(text)))));
        prop_assert_eq!(record.inspection.fieldwork.starts.value, answers.fieldwork_starts);
    }
}
