use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::template::Templates;
use crate::workspace::rehearsal::{Trouble, rehearse};

const FOLDER: &str = "2027-01-aberford";

const LEDGER: &str = r#"[[issue]]
id = "2027-01-11-1"
on = 2027-01-11
by = "Colin Ashworth"
how = "secure-email"
commit = "6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5"
record = "a"
program = "b"
previous = []
hash = "c"
to = []

[[issue.file]]
document = "selected-case-sample"
path = "2-sample/selected-case-sample.pdf"
sha256 = "d"
salted = true

[[issue.file]]
document = "schedule"
path = "2-sample/schedule.pdf"
sha256 = "e"
"#;

/// Files with children in them, by their paths.
const COPIES: [&str; 8] = [
    "inspections/2027-01-aberford/children.private.toml",
    "inspections/2027-01-aberford/children.private.toml.age",
    "inspections/2027-01-aberford/.children.private.toml.swp",
    "inspections/2027-01-aberford/old/children.private.toml",
    "packs/2027-01-aberford/2-sample/selected-case-sample.pdf",
    "packs/2027-01-aberford/3-fieldwork/print-pack-priya-nair.pdf",
    "issued/2027-01-aberford/2027-01-11-1/2-sample-selected-case-sample.pdf",
    "issued/2027-01-aberford/2027-01-11-1/salt",
];

/// Files that stay.
const OTHERS: [&str; 4] = [
    "inspections/2027-01-aberford/cases.toml",
    "packs/2027-01-aberford/2-sample/schedule.pdf",
    "issued/2027-01-aberford/2027-01-11-1/2-sample-schedule.pdf",
    "issued/2027-01-aberford/2027-01-11-1/entry.toml",
];

fn write(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

fn workspace() -> (TempDir, Workspace) {
    let root = tempfile::tempdir().unwrap();
    for path in COPIES {
        write(root.path(), path, "Zebulon Quillfeather");
    }
    for path in OTHERS {
        write(root.path(), path, if path.ends_with("entry.toml") { LEDGER } else { "" });
    }
    write(root.path(), "sqspack.toml", "");
    write(root.path(), "inspections/2027-01-aberford/issued.toml", LEDGER);
    // A child's file has to be one that can be read.
    write(root.path(), COPIES[0], "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n");
    let workspace = Workspace::open(root.path()).unwrap();
    Scratch::make(&workspace).unwrap();
    (root, workspace)
}

fn catalogue() -> Catalogue {
    Templates::catalogue_of(Path::new("/nowhere"), Path::new("/nowhere/templates")).unwrap()
}

fn said() -> NewDestruction {
    NewDestruction {
        on: NaiveDate::from_ymd_opt(2027, 7, 5).unwrap(),
        by: "Colin Ashworth".to_owned(),
        rule: "section 4".to_owned(),
    }
}

/// Begins a destruction, or goes on with the one that was begun, as the command does.
fn run(workspace: &Workspace, catalogue: &Catalogue) -> io::Result<()> {
    let (record, _) = workspace.read(FOLDER);
    let scratch = Scratch::make(workspace)?;
    if let Some(begun) = Destruction::unfinished(workspace, FOLDER) {
        return begun.finish(workspace, &scratch, &record, catalogue);
    }
    let copies = Copies::of(workspace, &record, catalogue)?;
    let new = Destruction::new(&record, &copies, said()).map_err(io::Error::other)?;
    new.begin(&scratch, FOLDER)?;
    new.finish(workspace, &scratch, &record, catalogue)
}

/// Every file of the record, the pack and what was issued, with its text.
fn found(root: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let of = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        Some((path, fs::read_to_string(entry.path()).ok()?))
    };
    files.filter_map(of).filter(|(path, _)| !path.starts_with(".sqspack") && !path.contains("/.sqspack-")).collect()
}

#[test]
fn at_whatever_step_the_disk_fails_or_the_program_is_killed_the_next_run_ends_as_one_that_nothing_hindered() {
    let catalogue = catalogue();
    let (root, office) = workspace();
    let before = found(root.path());
    run(&office, &catalogue).unwrap();
    let after = found(root.path());
    assert!(COPIES.iter().all(|path| before.contains_key(*path) && !after.contains_key(*path)), "{after:?}");
    assert!(OTHERS.iter().all(|path| after.contains_key(*path)), "{after:?}");
    assert!(after.values().all(|text| !text.contains("Quillfeather")));
    let (mut steps, mut noted) = (0, 0);
    for step in 0.. {
        let mut came = false;
        for trouble in [Trouble::At(step, io::ErrorKind::StorageFull), Trouble::From(step)] {
            let (root, office) = workspace();
            let (ended, failed) = rehearse(trouble, || run(&office, &catalogue));
            let begun = Destruction::unfinished(&office, FOLDER);
            let is_done = found(root.path()) == after;
            assert!(ended.is_err() || is_done, "{trouble:?}");
            // Nothing is taken away before the note is there, and the note goes once all is done.
            assert!(begun.is_some() || is_done || found(root.path()) == before, "{trouble:?}");
            noted += usize::from(begun.is_some());
            if let Some(begun) = &begun {
                assert_eq!((begun.copies, begun.by.as_str(), begun.rule.as_str()), (8, "Colin Ashworth", "section 4"));
            }
            if begun.is_some() || !is_done {
                run(&office, &catalogue).unwrap();
            }
            assert_eq!(found(root.path()), after, "{trouble:?}");
            assert_eq!(Destruction::unfinished(&office, FOLDER), None, "{trouble:?}");
            came |= failed;
        }
        if !came {
            break;
        }
        steps += 1;
    }
    assert!(steps > 20 && noted > 30, "{steps} {noted}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn whatever_byte_of_the_note_is_changed_it_is_believed_no_more(at in 0_usize..10_000, by in 1_u8..=255) {
        let (root, office) = workspace();
        let (record, _) = office.read(FOLDER);
        let copies = Copies::of(&office, &record, &catalogue()).unwrap();
        let new = Destruction::new(&record, &copies, said()).unwrap();
        new.begin(&Scratch::make(&office).unwrap(), FOLDER).unwrap();
        prop_assert_eq!(Destruction::unfinished(&office, FOLDER), Some(new));
        let place = root.path().join(".sqspack/destroying-2027-01-aberford");
        let mut bytes = fs::read(&place).unwrap();
        let at = at % bytes.len();
        // The line break after the seal is no part of what is sealed.
        prop_assume!(at != 64);
        bytes[at] ^= by;
        fs::write(&place, bytes).unwrap();
        prop_assert_eq!(Destruction::unfinished(&office, FOLDER), None);
    }
}

#[test]
fn a_name_of_a_child_or_something_that_is_no_line_is_not_noted() {
    let (_root, office) = workspace();
    let (record, _) = office.read(FOLDER);
    let new = |said| Destruction::new(&record, &Copies::default(), said);
    assert!(new(said()).is_ok());
    for rule in ["asked for by Zebulon Quillfeather", ""] {
        assert!(new(NewDestruction { rule: rule.to_owned(), ..said() }).is_err(), "{rule}");
    }
    assert!(new(NewDestruction { on: NaiveDate::from_ymd_opt(1027, 7, 5).unwrap(), ..said() }).is_err());
}

#[test]
fn a_further_entry_has_a_name_of_its_own_and_leaves_every_byte_before_it() {
    let (root, office) = workspace();
    let catalogue = catalogue();
    let place = root.path().join("inspections/2027-01-aberford/destroyed.toml");
    let mut before = String::new();
    for number in 1..4 {
        run(&office, &catalogue).unwrap();
        let text = fs::read_to_string(&place).unwrap();
        assert!(text.starts_with(&before) && text.contains(&format!("id = \"2027-07-05-{number}\"")), "{text}");
        before = text;
        write(root.path(), COPIES[5], "back");
    }
}
