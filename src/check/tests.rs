//! What the tests of the rules stand on: a sound record in TOML, of which each test changes one thing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check;
use crate::facts::{Facts, holidays};
use crate::problem::{Code, Problem, SourceFile};
use crate::record::{FileKind, Record, Sources, read_file};
use crate::record::{Settings, SettingsFile};

const INSPECTION: &str = r#"# The inspection
[yot]
name = "Aberford Youth Offending Team"
country = "england"
authorities = ["Aberford City Council"]

[[site]]
name = "Millgate House"

[fieldwork]
starts = 2027-02-01
"#;

const TEAM: &str = r#"# The team
[lead-inspector]
name = "Ruth Calder"
dbs-checked = 2025-03-14

[[inspector]]
name = "Priya Nair"
dbs-checked = 2024-11-05

[support-officer]
name = "Colin Ashworth"
email = "colin.ashworth@hmip.example"
telephone = "0161 496 0123"

[[local-assessor]]
name = "Dev Chaudhry"
home-yot = "Elmbridge Vale Youth Justice Service"
with = "Priya Nair"
dbs-checked = 2025-06-02
"#;

const CONTACTS: &str = r#"# Who is written to
[[contact]]
name = "Helen Marsh"
roles = ["yot-manager"]
email = "helen.marsh@aberford.example"

[[contact]]
name = "Owen Blake"
roles = ["chief-executive"]
organisation = "Aberford City Council" # chief executive
email = "owen.blake@aberford.example"

[[contact]]
name = "Ines Duarte"
roles = ["board-chair"]
email = "ines.duarte@aberford.example"

[[contact]]
name = "Tom Hale"
roles = ["director-of-childrens-services"]
email = "tom.hale@aberford.example"

[[contact]]
name = "Petra Lund"
roles = ["police-and-crime-commissioner"]
email = "office@pcc.example"

[[contact]]
name = "Keith Umpleby"
roles = ["strategic-manager"]
email = "keith.umpleby@police.example"

[[contact]]
name = "Councillor Hetty Beaumont"
roles = ["elected-member-children", "elected-member-crime"]
email = "hetty.beaumont@aberford.example"

[[contact]]
name = "Eleanor Voss"
roles = ["inspectorate"]
email = "eleanor.voss@ofsted.example"

[[contact]]
name = "Carys Holt"
roles = ["youth-justice-board"]
email = "carys.holt@yjb.example"
"#;

const CASE_MANAGERS: &str = r#"# The cases
[[case-manager]]
name = "Mared Ellis"
email = "mared.ellis@aberford.example"
site = "Millgate House"

[[case-manager]]
name = "Joan Price"
email = "joan.price@aberford.example"

[[case-manager]]
name = "Sam Okoro"
email = "sam.okoro@aberford.example"
"#;

/// Twenty cases: each page of the schedule has a case manager of its own, so that no two meet.
fn cases() -> String {
    let pages = [("LI", 7, "Mared Ellis"), ("AI", 7, "Joan Price"), ("LA", 6, "Sam Okoro")];
    let slots = pages.iter().flat_map(|(label, count, manager)| (1..=*count).map(move |slot| (label, slot, manager)));
    let case = |(index, (label, slot, manager)): (usize, (&&str, i32, &&str))| {
        let number = index + 1;
        let tier = match number {
            1..=4 => "\"first-tier\"",
            5 => "\"community\" # fifth",
            6..=14 => "\"community\"",
            _ => "\"custodial\"",
        };
        format!(
            "\n[[case]]\nid = \"AB{number:02}\"\ntier = {tier}\ncase-manager = \"{manager}\"\nslot = \"{label} {slot}\"\n"
        )
    };
    slots.enumerate().map(case).collect()
}

/// The files of a record and the settings of its workspace.
#[derive(Clone)]
pub struct TestRecord {
    files: BTreeMap<FileKind, String>,
    settings: String,
}

impl TestRecord {
    /// An English inspection with three in the team and all 20 cases scheduled, in which nothing is wrong.
    pub fn sound() -> Self {
        let cases = format!("{CASE_MANAGERS}{}", cases());
        let files = [
            (FileKind::Inspection, INSPECTION.to_owned()),
            (FileKind::Team, TEAM.to_owned()),
            (FileKind::Contacts, CONTACTS.to_owned()),
            (FileKind::Cases, cases),
        ];
        Self { files: files.into(), settings: String::new() }
    }

    /// With the one occurrence of a text replaced.
    pub fn change(mut self, file: FileKind, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(&file).expect("the file is there");
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {}", file.name());
        *text = text.replace(from, to);
        self
    }

    /// With every occurrence of a text replaced, of which there has to be one.
    pub fn change_all(mut self, file: FileKind, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(&file).expect("the file is there");
        assert!(text.contains(from), "{from:?} in {}", file.name());
        *text = text.replace(from, to);
        self
    }

    /// With lines put into a file, group by group: a key that is there already is replaced, an entry of a list added.
    pub fn merge(mut self, file: FileKind, lines: &str) -> Self {
        let parse = |text: &str| text.parse::<toml::Table>().expect("TOML");
        let mut table = parse(self.files.get(&file).map_or("", String::as_str));
        merge(&mut table, parse(lines));
        self.files.insert(file, toml::to_string(&table).expect("TOML"));
        self
    }

    /// With a file's whole text.
    pub fn with(mut self, file: FileKind, text: &str) -> Self {
        self.files.insert(file, text.to_owned());
        self
    }

    /// With a text at the end of a file.
    pub fn append(&self, file: FileKind, text: &str) -> Self {
        let mut files = self.clone();
        files.files.entry(file).or_default().push_str(text);
        files
    }

    /// Without a file.
    pub fn without(mut self, file: FileKind) -> Self {
        self.files.remove(&file);
        self
    }

    /// With cases that have no slots yet.
    pub fn without_slots(mut self) -> Self {
        let text = self.files.get_mut(&FileKind::Cases).expect("the file is there");
        *text = text.lines().filter(|line| !line.starts_with("slot")).map(|line| format!("{line}\n")).collect();
        self
    }

    /// In a workspace with these settings.
    pub fn settings(mut self, text: &str) -> Self {
        text.clone_into(&mut self.settings);
        self
    }

    /// Number of the line that reads so.
    pub fn line_of(&self, file: FileKind, line: &str) -> usize {
        let lines = self.files[&file].lines();
        lines.enumerate().find(|(_, text)| *text == line).map(|(index, _)| index + 1).expect("the line is there")
    }

    /// The record of these files, in a folder.
    pub fn record(&self, folder: &str) -> Record {
        Record::read(folder, self.sources(folder)).0
    }

    fn sources(&self, folder: &str) -> Sources {
        let source = |(kind, text): (&FileKind, &String)| {
            let path = format!("inspections/{folder}/{}", kind.name());
            let make = if kind.is_private() { SourceFile::private } else { SourceFile::new };
            (*kind, Arc::new(make(path, text.clone())))
        };
        self.files.iter().map(source).collect()
    }

    fn read_settings(&self) -> Settings {
        let read = read_file(FileKind::Settings, &self.settings, SettingsFile::read_table);
        let (file, _, complaints) = read.unwrap_or_else(|complaints| panic!("{complaints:?}"));
        assert!(complaints.is_empty(), "{complaints:?}");
        Settings::new(file)
    }

    /// Looks at what follows from the record.
    pub fn facts<R>(&self, look: impl FnOnce(&Facts<'_>) -> R) -> R {
        let (record, settings) = (self.record("a"), self.read_settings());
        look(&Facts::new(&record, &settings, &holidays(&settings)))
    }

    /// Everything that is wrong with the record.
    pub fn problems(&self) -> Vec<Problem> {
        let (record, found) = Record::read("a", self.sources("a"));
        let settings = self.read_settings();
        let holidays = holidays(&settings);
        let facts = Facts::new(&record, &settings, &holidays);
        let showable = |character: char| u32::from(character) < 0x2000;
        check(&record, &facts, &settings, &holidays, &showable, found).0
    }
}

fn merge(into: &mut toml::Table, from: toml::Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(known)), toml::Value::Table(new)) => merge(known, new),
            (Some(toml::Value::Array(known)), toml::Value::Array(new)) if new.iter().any(toml::Value::is_table) => {
                known.extend(new);
            }
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

/// Finds just these problems, in their order, each at the line that reads so; their wording follows the rules.
pub fn assert_found(files: &TestRecord, expected: &[(Code, &str)]) -> Vec<Problem> {
    let problems = files.problems();
    let line = |problem: &Problem| {
        let text = problem.place.file.text.lines().nth(problem.place.line_column().0 - 1);
        text.unwrap_or_default().to_owned()
    };
    let found: Vec<_> = problems.iter().map(|problem| (problem.code.id, line(problem))).collect();
    let expected: Vec<_> = expected.iter().map(|(code, line)| (code.id, (*line).to_owned())).collect();
    assert_eq!(found, expected, "{}", crate::problem::render(&problems, false));
    problems.iter().for_each(assert_wording);
    problems
}

fn assert_wording(problem: &Problem) {
    let Problem { message, help, .. } = problem;
    for text in [message, help].into_iter().chain(problem.related.iter().map(|(_, words)| words)) {
        let first = text.chars().next().expect("there are words");
        assert!(!first.is_uppercase(), "{text}");
        assert!(!text.ends_with('.') && text.trim() == text && !text.contains("  "), "{text}");
        assert_eq!(text.matches('`').count() % 2, 0, "{text}");
    }
}

#[test]
fn a_sound_record_has_no_problem() {
    assert_found(&TestRecord::sound(), &[]);
}

#[test]
fn a_record_that_has_just_begun_has_no_problem() {
    let begun = TestRecord::sound().without(FileKind::Team).without(FileKind::Contacts).without(FileKind::Cases);
    assert_found(&begun, &[]);
}

#[test]
fn what_is_wrong_is_told_in_one_run_over_all_files() {
    use crate::problem::code;
    let files = TestRecord::sound()
        .change(FileKind::Inspection, "starts = 2027-02-01", "starts = 2027-02-02")
        .change(FileKind::Team, "dbs-checked = 2025-03-14", "dbs-checked = 2023-03-14")
        .change(FileKind::Contacts, "\"yot-manager\"", "\"report-copy\"")
        .change(FileKind::Contacts, "\"office@pcc.example\"", "\"office at pcc\"")
        .change(FileKind::Cases, "slot = \"LI 7\"", "slot = \"LI 6\" # again")
        .change(FileKind::Cases, "slot = \"LA 6\"\n", "");
    assert_found(
        &files,
        &[
            (code::SLOT_TAKEN, "slot = \"LI 6\" # again"),
            (code::NOT_SCHEDULED, "id = \"AB20\""),
            (code::VACANT_ROLE, "# Who is written to"),
            (code::NOT_AN_EMAIL, "email = \"office at pcc\""),
            (code::NOT_A_MONDAY, "starts = 2027-02-02"),
            (code::DBS_TOO_OLD, "dbs-checked = 2023-03-14"),
        ],
    );
}

#[test]
fn a_file_that_is_no_toml_silences_only_the_rules_that_need_it() {
    use crate::problem::code;
    let files = TestRecord::sound().with(FileKind::Inspection, "[yot\n").change(
        FileKind::Cases,
        "slot = \"LI 7\"",
        "slot = \"LI 6\" # again",
    );
    let found: Vec<_> = files.problems().iter().map(|problem| problem.code.id).collect();
    assert_eq!(found, [code::SLOT_TAKEN.id, code::SYNTAX.id]);
}

#[test]
fn nothing_is_said_twice_of_a_value_that_is_missing_or_wrong() {
    use crate::problem::code;
    let files = TestRecord::sound().change(FileKind::Inspection, "starts = 2027-02-01\n", "");
    assert_found(&files, &[(code::MISSING_KEY, "[fieldwork]")]);
    let files = TestRecord::sound().change(FileKind::Cases, "id = \"AB07\"\n", "").change(
        FileKind::Cases,
        "id = \"AB08\"\n",
        "",
    );
    assert_found(&files, &[(code::MISSING_KEY, "[[case]]"), (code::MISSING_KEY, "[[case]]")]);
    let files = TestRecord::sound().change(FileKind::Team, "name = \"Priya Nair\"\n", "");
    let found = files.problems();
    assert_eq!(found.iter().filter(|problem| problem.code == code::MISSING_KEY).count(), 1, "{found:?}");
}

#[test]
fn whatever_line_is_missing_or_wrong_every_message_follows_the_rules() {
    let sound = TestRecord::sound();
    let mut told = 0;
    for (kind, text) in &sound.files {
        let lines: Vec<&str> = text.lines().collect();
        for index in 0..lines.len() {
            for instead in [String::new(), lines[index].replace('=', "= 7 #"), lines[index].replacen('"', "\"x", 1)] {
                let mut changed = lines.clone();
                changed[index] = &instead;
                let problems = sound.clone().with(*kind, &changed.join("\n")).problems();
                problems.iter().filter(|problem| problem.code != crate::problem::code::SYNTAX).for_each(assert_wording);
                told += problems.len();
            }
        }
    }
    assert!(told > 300, "{told}");
}

#[test]
fn the_first_and_the_last_year_of_a_record_are_worked_out() {
    use crate::problem::code;
    for (starts, expected) in [("1990-01-01", code::OUT_OF_RANGE), ("2100-12-31", code::NOT_A_MONDAY)] {
        // Without a team, no other date shows that the year is a slip.
        let sound = TestRecord::sound().without(FileKind::Team);
        let problems = sound.change(FileKind::Inspection, "2027-02-01", starts).problems();
        assert!(problems.iter().any(|problem| problem.code == expected), "{starts}: {problems:?}");
    }
}

#[test]
fn a_text_and_a_list_beyond_their_limits_are_told_once_and_nothing_runs_over_them() {
    use crate::problem::code::TOO_LONG;
    let name = format!("name = \"{}\"", "a".repeat(1_000_000));
    let long = TestRecord::sound().change(FileKind::Team, "name = \"Priya Nair\"", &name).problems();
    assert_eq!(long.iter().filter(|problem| problem.code == TOO_LONG).count(), 1);
    let listed = format!("authorities = [{}]", "\"Aberford City Council\", ".repeat(13_000));
    let from = "authorities = [\"Aberford City Council\"]";
    let long = TestRecord::sound().change(FileKind::Inspection, from, &listed).problems();
    assert_eq!(long.iter().map(|problem| problem.code.id).collect::<Vec<_>>(), [TOO_LONG.id]);
    let nested = format!("authorities = {}{}", "[".repeat(13_000), "]".repeat(13_000));
    let nested = TestRecord::sound().change(FileKind::Inspection, from, &nested).problems();
    assert!(nested.iter().all(|problem| problem.code == crate::problem::code::SYNTAX) && !nested.is_empty());
}
