//! Files from outside that never end or take all memory: each ends in a message, and changes nothing.

use std::io::{Cursor, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Run, Tree, Workspace};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Memory that no reading of a file may need, in kilobytes: half of what templates may take.
const MEMORY: u32 = 2 * 1024 * 1024;

/// A limit of processor time and more, on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(900);

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with these rows in a sheet that is listed so many times, and these shared texts.
fn workbook(rows: &str, sheets: usize, shared: &str) -> Vec<u8> {
    let kind = |kind: &str| format!("Type=\"{RELATIONSHIPS}/{kind}\"");
    let listed = |number: usize| format!("<sheet name=\"Community {number}\" sheetId=\"{number}\" r:id=\"r1\"/>");
    let listed: String = (1..=sheets).map(listed).collect();
    archive(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" {} Target=\"xl/workbook.xml\"/></Relationships>",
                kind("officeDocument")
            ),
        ),
        (
            "xl/workbook.xml",
            &format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" {} Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" {} Target=\"sharedStrings.xml\"/></Relationships>",
                kind("worksheet"),
                kind("sharedStrings")
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", shared),
    ])
}

fn shared(count: u64, texts: &str) -> String {
    format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"{count}\">{texts}</sst>")
}

fn text(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// An archive whose list of parts says another size of its largest one.
fn lying(mut archive: Vec<u8>, real: usize, said: u32) -> Vec<u8> {
    let real = u32::try_from(real).unwrap().to_le_bytes();
    let places: Vec<usize> =
        archive.windows(4).enumerate().filter(|(_, bytes)| *bytes == real).map(|(at, _)| at).collect();
    assert!(places.len() >= 2, "its own head and the list at the end");
    for at in places {
        archive[at..at + 4].copy_from_slice(&said.to_le_bytes());
    }
    archive
}

/// Runs a command that reads a file, with little memory: it has to end by itself, in time, with a message, and to change nothing
/// but what is to be asked about the list.
fn refused(workspace: &Workspace, command: &[&str], file: &str, bytes: &[u8]) -> Run {
    std::fs::write(workspace.path(file), bytes).unwrap();
    let kept = || -> Vec<Tree> {
        let of = |path: &str| Tree::of(&workspace.path(path));
        let mut trees = [
            of("inspections"),
            of("templates"),
            Tree(of("").0.into_iter().filter(|(path, _)| path == "sqspack.toml").collect()),
        ];
        trees[0].0.retain(|path, _| !path.ends_with("/children.private.toml"));
        trees.into()
    };
    let before = kept();
    let folder = if command[0] == "longlist" { &[Workspace::ABERFORD][..] } else { &[] };
    let run = workspace.command([command, &[file], folder].concat());
    let mut bounded = Command::new("sh");
    bounded
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"")])
        .arg(run.get_program())
        .args(run.get_args());
    let start = Instant::now();
    let run: Run = bounded.output().unwrap().into();
    assert!(start.elapsed() < PATIENCE, "{command:?}, {file}: {:?}", start.elapsed());
    assert!([1, 2].contains(&run.code) && !run.err.is_empty(), "{command:?}, {file}: {}{}", run.out, run.err);
    assert!(!run.err.contains("has a fault"), "{command:?}, {file}: {}", run.err);
    assert!(before == kept(), "{command:?}, {file}");
    run
}

#[cfg(unix)]
#[test]
fn a_workbook_that_never_ends_or_takes_all_memory_is_refused_in_words() {
    let far = text("A1", "x") + "</row><row r=\"1048576\">" + &text("XFD1048576", "x");
    let far = workbook(&format!("<row r=\"1\">{far}</row>"), 1, &shared(0, ""));
    let long = "x".repeat(3_000_000);
    let rows: String =
        (1..=20_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let unpacked = 200_000_000;
    let bomb = archive(&[("xl/workbook.xml", &" ".repeat(unpacked))]);
    let cells = "<c/>".repeat(1_000_000);
    for (name, bytes) in [
        ("one cell far out", far),
        ("a size that is no size", workbook("", 1, &shared(100_000_000_000, ""))),
        ("one text in 20,000 cells", workbook(&rows, 1, &shared(1, &format!("<si><t>x{long}</t></si>")))),
        ("one part in 100,000 sheets", workbook(&format!("<row r=\"1\">{cells}</row>"), 100_000, &shared(0, ""))),
        ("more than 1.5 GB by its own list", lying(bomb.clone(), unpacked, 1_600_000_000)),
        ("more than its own list says", lying(bomb, unpacked, 1_000)),
    ] {
        let workspace = Workspace::aberford();
        assert!(bytes.len() < 2_000_000, "{name}: {}", bytes.len());
        for command in [["translations", "import"].as_slice(), &["longlist", "import"]] {
            let run = refused(&workspace, command, "returned.xlsx", &bytes);
            println!("{name}, {}: {}", command[0], run.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_list_of_bank_holidays_that_nests_without_end_or_is_as_long_as_a_disk_is_refused_in_words() {
    let events = |name: &str, count: usize| {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}", format!("BEGIN:{name}\r\n").repeat(count))
    };
    let closed =
        |count: usize| format!("{}{}END:VCALENDAR\r\n", events("VEVENT", count), "END:VEVENT\r\n".repeat(count));
    let long = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{}\r\n", "x".repeat(4_000_000));
    for (name, text) in [
        ("events within events", closed(20_000)),
        ("events within events, never closed", events("VEVENT", 200_000)),
        ("parts of many names", events("X", 200_000)),
        ("one endless line", long),
        ("one endless line in pieces", format!("BEGIN:VCALENDAR\r\nX:{}", "x\r\n ".repeat(1_000_000))),
        ("lists within lists", "[".repeat(2_000_000)),
        ("groups within groups", "{\"england-and-wales\":".repeat(100_000)),
    ] {
        let run = refused(&Workspace::empty(), &["holidays", "import"], "list.txt", text.as_bytes());
        println!("{name}: {}", run.err.lines().next().unwrap_or_default());
    }
}
