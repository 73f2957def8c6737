//! Damaged files: the demonstrations' files and the program's templates with bytes and words changed, lost or doubled. Whatever
//! reads them says what is wrong, and never panics.
//!
//! The targets are those of `fuzz/`. `SQSPACK_DAMAGED` says how many records are damaged, and `SQSPACK_SEED` where chance begins.

mod common;
#[path = "common/random.rs"]
mod random;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Sources};
use sqspack::template::Templates;
use sqspack::translation::export;

use random::Random;

/// Pieces that readers trip over.
const PIECES: [&str; 22] = [
    "\"",
    "'''",
    "[",
    "]]",
    "{",
    "}",
    "=",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{e0041}",
    "é",
    "0001-01-01",
    "9999-12-31",
    "1e999",
    "-9223372036854775808",
    "{% if",
    "{{",
    "#",
    "$",
    "\\",
];

/// Damages a file in one to four places.
fn damage(bytes: &mut Vec<u8>, chance: &mut Random) {
    for _ in 0..=chance.below(4) {
        let from = chance.below(bytes.len() + 1);
        let to = (from + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 => drop(bytes.drain(from..to)),
            1 => bytes.truncate(from),
            2 => bytes.splice(from..from, PIECES[chance.below(PIECES.len())].bytes()).for_each(drop),
            3 => bytes.splice(from..to, PIECES[chance.below(PIECES.len())].bytes()).for_each(drop),
            4 => {
                let again = bytes[from..to].to_vec();
                let at = chance.below(bytes.len() + 1);
                bytes.splice(at..at, again).for_each(drop);
            }
            _ => bytes[from..to].iter_mut().for_each(|byte| *byte = u8::try_from(chance.below(256)).unwrap()),
        }
    }
}

/// Changes what one to four lines of a record say, so that most can still be read: a value becomes that of another line, a day one that
/// no inspection has, and lines and whole tables are lost or doubled.
fn alter(text: &str, chance: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=chance.below(4) {
        if lines.is_empty() {
            break;
        }
        let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
        match chance.below(5) {
            0 => drop(lines.remove(one)),
            1 => {
                let value = lines[other].split_once(" = ").map(|(_, value)| value.to_owned());
                if let Some(((key, _), value)) = lines[one].split_once(" = ").zip(value) {
                    lines[one] = format!("{key} = {value}");
                }
            }
            2 => {
                let day = ["0001-01-01", "1999-02-28", "2027-12-25", "9999-12-31"][chance.below(4)];
                if let Some((key, value)) = lines[one].split_once(" = ")
                    && value.len() == day.len()
                    && value.as_bytes()[4] == b'-'
                {
                    lines[one] = format!("{key} = {day}");
                }
            }
            3 => lines.drain(one..=one.max(end_of_table(&lines, one))).for_each(drop),
            _ => {
                let table = lines[one..=one.max(end_of_table(&lines, one))].to_vec();
                lines.splice(other..other, table).for_each(drop);
            }
        }
    }
    lines.join("\n")
}

/// The last line before the next table.
fn end_of_table(lines: &[String], from: usize) -> usize {
    let next = lines.iter().skip(from + 1).position(|line| line.starts_with('['));
    next.map_or(lines.len() - 1, |after| from + after)
}

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

fn chance() -> Random {
    Random(number("SQSPACK_SEED", 14) as u64)
}

/// The sound files of each record in the repository.
fn records() -> Vec<Sources> {
    let of = |folder: &std::path::Path| -> Sources {
        let file = |kind: FileKind| {
            let text = fs::read_to_string(folder.join(kind.name())).ok()?;
            Some((kind, Arc::new(SourceFile::new(format!("inspections/a/{}", kind.name()), text))))
        };
        FileKind::RECORD.into_iter().filter_map(file).collect()
    };
    let mut folders: Vec<_> =
        common::record_files().into_iter().filter_map(|path| Some(path.parent()?.to_owned())).collect();
    folders.dedup();
    folders.iter().map(|folder| of(folder)).filter(|record| !record.is_empty()).collect()
}

#[test]
fn no_damage_to_a_record_makes_the_program_panic() {
    let (records, mut chance) = (records(), chance());
    let damaged = number("SQSPACK_DAMAGED", 300);
    for _ in 0..damaged {
        let beside = &records[chance.below(records.len())];
        let kind = chance.below(FileKind::RECORD.len());
        let text = beside.get(&FileKind::RECORD[kind]).map(|file| file.text.clone()).unwrap_or_default();
        let mut bytes = text.into_bytes();
        damage(&mut bytes, &mut chance);
        bytes.insert(0, u8::try_from(kind).unwrap());
        targets::record(&bytes, beside);
    }
    println!("{damaged} damaged records, 0 panics");
}

#[test]
fn no_record_that_says_something_else_makes_the_program_panic() {
    let (records, mut chance) = (records(), chance());
    for _ in 0..number("SQSPACK_DAMAGED", 300) {
        let beside = &records[chance.below(records.len())];
        let kinds: Vec<usize> =
            (0..FileKind::RECORD.len()).filter(|kind| beside.contains_key(&FileKind::RECORD[*kind])).collect();
        let kind = kinds[chance.below(kinds.len())];
        let mut bytes = vec![u8::try_from(kind).unwrap()];
        bytes.extend(alter(&beside[&FileKind::RECORD[kind]].text, &mut chance).bytes());
        targets::record(&bytes, beside);
    }
}

#[test]
fn no_damage_to_settings_manifests_templates_or_sheets_makes_the_program_panic() {
    let mut chance = chance();
    let settings = fs::read(common::root().join("sqspack.toml")).unwrap();
    let manifest = br#"{"files":[{"path":"1-announcement/a.pdf","document":"a","language":"en","audience":"a","marking":"a","pages":1,"sha256":"0","fingerprint":"0"}],"waiting":[],"inputs":"0"}"#;
    let templates = walkdir::WalkDir::new(common::root().join("templates")).sort_by_file_name().into_iter().flatten();
    let templates = templates.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "typ"));
    let templates: Vec<Vec<u8>> = templates.map(|entry| fs::read(entry.path()).unwrap()).collect();
    let sheet = export(&Templates::embedded().unwrap()).unwrap();
    for _ in 0..number("SQSPACK_DAMAGED", 300) {
        for (sound, target) in [
            (&settings[..], targets::manifest as fn(&[u8])),
            (&manifest[..], targets::manifest),
            (&templates[chance.below(templates.len())], targets::template),
            (&sheet, targets::sheet),
        ] {
            let mut bytes = sound.to_vec();
            damage(&mut bytes, &mut chance);
            target(&bytes);
        }
    }
}

/// A workbook with one of its parts damaged, and packed again.
fn damaged_inside(file: &[u8], chance: &mut Random) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let unlucky = chance.below(archive.len());
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        // The sheets hold what is read; the other parts are damaged seldom.
        if index == unlucky || (name.contains("worksheets/") && chance.below(2) == 0) {
            damage(&mut bytes, chance);
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn no_damage_to_a_list_that_came_back_makes_the_program_panic_or_lose_a_row() {
    let mut chance = chance();
    let files = common::root().join("tests/longlist/files");
    let lists: Vec<Vec<u8>> = ["aberford-libreoffice.xlsx", "aberford-openpyxl.xlsx", "rhyd-y-twr-libreoffice.xlsx"]
        .iter()
        .map(|name| fs::read(files.join(name)).unwrap())
        .collect();
    for number in 0..number("SQSPACK_DAMAGED", 300) / 10 {
        let sound = &lists[number % lists.len()];
        targets::sheet(&damaged_inside(sound, &mut chance));
        let mut bytes = sound.clone();
        damage(&mut bytes, &mut chance);
        targets::sheet(&bytes);
    }
}
