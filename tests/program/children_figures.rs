//! How well the search for children does with common names: seeded lists, realistic prose, planted forms.
//!
//! The names come from `tests/data/names.txt`, whose head tells their source, and the prose from `tests/data/prose.txt`.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use chrono::{Datelike, Days, NaiveDate};
use sqspack::check::check;
use sqspack::facts::{Facts, holidays};
use sqspack::problem::{Problem, SourceFile, code};
use sqspack::record::{FileKind, Record, Settings, SettingsFile, Sources, read_file};
use sqspack::search::Terms;

use crate::random::Random;
use crate::support::{Tree, Workspace, demonstrations, repository};

/// The children in each list.
const CHILDREN: usize = 47;

/// Lists that are tried: a few, or all where `SQSPACK_FIGURES` is set, which takes minutes.
fn lists() -> u64 {
    if std::env::var_os("SQSPACK_FIGURES").is_some() { 300 } else { 12 }
}

/// Planted forms that are tried: each way once, or 200 where `SQSPACK_FIGURES` is set.
fn forms() -> usize {
    if std::env::var_os("SQSPACK_FIGURES").is_some() { 200 } else { 50 }
}

/// The demonstrations, each a folder of records in this repository.
const DEMONSTRATIONS: [&str; 3] = [
    "inspections/2027-01-aberford",
    "inspections/2027-02-rhyd-y-twr",
    "examples/largest-team/inspections/2027-07-wendmoor-and-harsley",
];

/// One of a list.
fn one_of<'a>(random: &mut Random, list: &'a [String]) -> &'a str {
    &list[random.below(list.len())]
}

/// First names and family names.
fn names() -> &'static (Vec<String>, Vec<String>) {
    static NAMES: OnceLock<(Vec<String>, Vec<String>)> = OnceLock::new();
    NAMES.get_or_init(|| {
        let text = std::fs::read_to_string(repository("tests/data/names.txt")).expect("the list of names");
        let part = |heading: &str| {
            let lines = text.lines().skip_while(|line| *line != heading).skip(1);
            let names = lines.take_while(|line| !line.starts_with('['));
            names.filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        (part("[first]"), part("[family]"))
    })
}

struct Child {
    first: String,
    family: String,
    born: NaiveDate,
    id: String,
}

fn list(seed: u64) -> Vec<Child> {
    let mut random = Random(seed.wrapping_mul(0x5851_f42d_4c95_7f2d));
    let (first, family) = names();
    let child = |_| Child {
        first: match random.below(5) {
            0 => format!("{} {}", one_of(&mut random, first), one_of(&mut random, first)),
            _ => one_of(&mut random, first).to_owned(),
        },
        family: match random.below(15) {
            0 => format!("{}-{}", one_of(&mut random, family), one_of(&mut random, family)),
            _ => one_of(&mut random, family).to_owned(),
        },
        born: NaiveDate::from_ymd_opt(2009, 2, 1).expect("a day") + Days::new(random.below(2200) as u64),
        id: format!("{:07}", 10_000 + random.below(90_000)),
    };
    (0..CHILDREN).map(child).collect()
}

fn private(children: &[Child]) -> String {
    let entry = |child: &Child| {
        format!(
            "[[child]]\nsystem-id = \"{}\"\nfamily-name = \"{}\"\nfirst-names = \"{}\"\ndate-of-birth = {}\n",
            child.id, child.family, child.first, child.born
        )
    };
    children.iter().map(entry).collect()
}

/// The files of a demonstration, with other children and more prose.
fn sources(folder: &str, children: &str, prose: &[&str]) -> Sources {
    let mut sources = Sources::new();
    for kind in FileKind::RECORD {
        let path = repository(folder).join(kind.name());
        let text = match kind {
            FileKind::Children => children.to_owned(),
            FileKind::Report => {
                let quoted: Vec<String> = prose.iter().map(|text| toml::Value::from(*text).to_string()).collect();
                let own = std::fs::read_to_string(&path).unwrap_or_default();
                let own = own
                    .replace("\n# operational-management", "\n# ")
                    .replace("\noperational-management", "\nserving-elsewhere");
                let own = if own.contains("serving-elsewhere") { String::new() } else { own };
                format!("operational-management = [{}]\n{own}", quoted.join(", "))
            }
            _ => match std::fs::read_to_string(&path) {
                Ok(text) => text,
                Err(_) => continue,
            },
        };
        let make = if kind.is_private() { SourceFile::private } else { SourceFile::new };
        sources.insert(kind, Arc::new(make(format!("inspections/a/{}", kind.name()), text)));
    }
    sources
}

fn record(folder: &str, children: &str, prose: &[&str]) -> (Record, Vec<Problem>) {
    Record::read("a", sources(folder, children, prose))
}

/// What the program says of children's data in a record.
fn said(record: &Record, found: Vec<Problem>) -> Vec<Problem> {
    let (file, _, _) = read_file(FileKind::Settings, "", SettingsFile::read_table).expect("TOML");
    let settings = Settings::new(file);
    let holidays = holidays(&settings);
    let facts = Facts::new(record, &settings, &holidays);
    let (mut problems, _) = check(record, &facts, &settings, &holidays, &|_| true, found);
    problems.retain(|problem| problem.code.id.starts_with("SQS04"));
    problems
}

/// The prose, with the first contact of a demonstration as the head of its service.
fn prose(folder: &str) -> Vec<String> {
    let contacts = std::fs::read_to_string(repository(folder).join("contacts.toml")).expect("contacts");
    let contacts: toml::Table = contacts.parse().expect("TOML");
    let head = contacts["contact"][0]["name"].as_str().expect("a name");
    let text = std::fs::read_to_string(repository("tests/data/prose.txt")).expect("the prose");
    text.split("\n\n").map(|text| text.trim().replace("{head}", head)).collect()
}

/// The words of the packs' files, as a reader sees them, each with its inspection: who may be named in one is nobody in another. What names children names those of the demonstrations, which may be born on
/// the day of one in a list.
fn finished() -> &'static Vec<(&'static str, String)> {
    static FINISHED: OnceLock<Vec<(&str, String)>> = OnceLock::new();
    FINISHED.get_or_init(|| {
        let mut texts = Vec::new();
        for (workspace, inspection) in demonstrations() {
            let manifest = workspace.manifest(inspection);
            let names_children = |path: &str| {
                manifest
                    .iter()
                    .any(|file| file["path"] == path && file["names_children"] == serde_json::Value::Bool(true))
            };
            for (path, bytes) in workspace.pack(inspection).contents() {
                if names_children(path) {
                    continue;
                }
                if path.ends_with(".pdf") {
                    texts.push((*inspection, crate::support::pdf::Pdf::read(bytes).words()));
                } else if path.ends_with(".ics") {
                    // What the format says of zones and days is the program's, and no text of anybody.
                    let text = String::from_utf8_lossy(bytes).replace("\r\n ", "");
                    let is_read =
                        |line: &&str| ["SUMMARY", "DESCRIPTION", "LOCATION"].iter().any(|name| line.starts_with(name));
                    texts.push((*inspection, text.lines().filter(is_read).collect::<Vec<_>>().join("\n")));
                }
            }
        }
        texts
    })
}

/// The shortest lines of a text that are found to name a child.
fn found_in(text: &str, terms: &Terms) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let windows = (1..6).flat_map(|count| lines.windows(count).map(|window| window.join("\n")));
    windows.filter(|window| !terms.find(window).is_empty()).min_by_key(String::len).unwrap_or_default()
}

#[test]
fn lists_of_common_names_stop_no_pack_and_seldom_ask() {
    let (mut stopped, mut questions) = (Vec::new(), 0_u64);
    for seed in 0..lists() {
        let children = list(seed);
        let private = private(&children);
        let folder = DEMONSTRATIONS[usize::try_from(seed % 3).expect("a small number")];
        let prose = prose(folder);
        let prose: Vec<&str> = prose.iter().map(String::as_str).collect();
        let (record, found) = record(folder, &private, &prose);
        for problem in said(&record, found) {
            let at = &problem.place;
            let line = &at.file.text[at.span.clone()];
            if problem.is_error() {
                stopped.push(format!("list {seed}: {} {line}", problem.message));
            } else if std::env::var_os("SHOW").is_some() {
                println!("list {seed}: {} {} {line}", problem.code.id, problem.message);
            }
            questions += u64::from(!problem.is_error());
        }
        let terms = Terms::new(&record);
        for (_, text) in finished().iter().filter(|(inspection, _)| folder.ends_with(inspection)) {
            for hit in terms.find(text) {
                let child = &record.sources[&FileKind::Children].text[hit.at.start..hit.at.end];
                stopped.push(format!("list {seed}: {} {child}, in {:?}", hit.what.words(), found_in(text, &terms)));
            }
        }
    }
    println!("{questions} questions in {} lists", lists());
    assert_eq!(stopped, Vec::<String>::new());
    assert!(questions * 2 < lists(), "{questions} questions");
}

/// How people write a child's name, date of birth and ID, each way in a sentence.
fn planted(child: &Child, way: usize) -> String {
    let Child { first, family, born, id } = child;
    let one = first.split(' ').next().expect("a first name");
    let initial = one.chars().next().expect("a letter");
    let half = family.split('-').next_back().expect("a family name");
    let (day, month, year) = (born.day(), born.month(), born.year());
    let ordinal = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const WELSH: [&str; 12] = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ];
    let (name, welsh) = (MONTHS[born.month0() as usize], WELSH[born.month0() as usize]);
    let short = &name[..3];
    let said = match way % 50 {
        0 => format!("{one} {family}"),
        1 => format!("{family}, {one}"),
        2 => format!("{one} {half}"),
        3 => format!("{initial}. {family}"),
        4 => format!("{initial} {family}"),
        5 => format!("{family}, {initial}."),
        6 => format!("{one} {family}'s"),
        7 => format!("{one} {family}’s"),
        8 => format!("{} {}", one.to_uppercase(), family.to_uppercase()),
        9 => format!("{family} {one}"),
        10 => format!("{family} ({one})"),
        11 => format!("{one} J. {family}"),
        12 => format!("{one}\n{family}"),
        13 => format!("{}.{}@school.example", one.to_lowercase(), family.to_lowercase()),
        14 => format!("{}_{}", one, family),
        15 => format!("{one}{family}"),
        16 => format!("{one}-{family}"),
        17 => format!("{first} {family}"),
        18 => format!("{one} {}", family.replace('-', " ")),
        19 => format!("{one} {}", family.replace('-', "")),
        20 => born.to_string(),
        21 => format!("{day:02}/{month:02}/{year}"),
        22 => format!("{day}/{month}/{year}"),
        23 => format!("{day:02}.{month:02}.{:02}", year % 100),
        24 => format!("{day}.{month}.{year}"),
        25 => format!("{day}-{month}-{year}"),
        26 => format!("{day} {name} {year}"),
        27 => format!("{day}{ordinal} {name} {year}"),
        28 => format!("{day}{ordinal} of {name}, {year}"),
        29 => format!("{day} {short} {:02}", year % 100),
        30 => format!("{day} {short} '{:02}", year % 100),
        31 => format!("{name} {day}, {year}"),
        32 => format!("{short} {day}{ordinal} {year}"),
        33 => format!("{day} {welsh} {year}"),
        34 => format!("{month:02}/{day:02}/{year}"),
        35 => format!("{day:02}{month:02}{year}"),
        36 => format!("{year}{month:02}{day:02}"),
        37 => format!("{day}-{short}-{year}"),
        38 => format!("{day}{short}{year}"),
        39 => format!("{year}/{month}/{day}"),
        40 => id.clone(),
        41 => id.trim_start_matches('0').to_owned(),
        42 => format!("{} {}", &id[..3], &id[3..]),
        43 => format!("{}-{}", &id[..4], &id[4..]),
        44 => format!("CV{}", id.trim_start_matches('0')).replace("CV", "no. "),
        45 => format!("DOB {day:02}/{month:02}/{:02}", year % 100),
        46 => format!("the {half} family"),
        47 => format!("{one}’s"),
        48 => format!("a boy called {one}"),
        _ => format!("the {half}s"),
    };
    format!("When we came, the plan for {said} was late and nobody had asked why.")
}

#[test]
fn of_200_planted_forms_at_least_195_are_found() {
    let mut missed = Vec::new();
    for way in 0..forms() {
        let children = list(1000 + way as u64);
        let text = planted(&children[way % CHILDREN], way);
        let (record, found) = record(DEMONSTRATIONS[0], &private(&children), &[text.as_str()]);
        if said(&record, found).is_empty() {
            let Child { first, family, .. } = &children[way % CHILDREN];
            missed.push(format!("way {} ({first} {family}): {text}", way % 50));
        }
    }
    println!("{} of {} missed: {missed:#?}", missed.len(), forms());
    assert!(missed.len() * 40 <= forms(), "{missed:#?}");
}

#[test]
fn no_message_of_the_search_quotes_what_it_found() {
    for way in (0..50_usize).step_by(3) {
        let children = list(2000 + way as u64);
        let child = &children[way % CHILDREN];
        let text = planted(child, way);
        let (record, found) = record(DEMONSTRATIONS[0], &private(&children), &[text.as_str()]);
        let problems: Vec<Problem> =
            said(&record, found).into_iter().filter(|problem| problem.code.id == code::CHILD_NAMED.id).collect();
        let shown = format!("{}{}", sqspack::problem::render(&problems, false), sqspack::problem::to_json(&problems));
        assert!(!shown.contains("When we came"), "{shown}");
    }
}

#[test]
fn the_search_takes_at_most_a_twentieth_of_a_cold_build() {
    if std::env::var_os("SQSPACK_FIGURES").is_none() {
        return;
    }
    let least = |work: &dyn Fn()| {
        let time = || {
            let start = Instant::now();
            work();
            start.elapsed()
        };
        (0..5).map(|_| time()).min().expect("five")
    };
    let children = private(&list(1));
    let workspace = Workspace::aberford();
    workspace.write("children.private.toml", &children);
    let build = least(&|| {
        for made in ["packs", ".sqspack"] {
            std::fs::remove_dir_all(workspace.path(made)).ok();
        }
        // The search below has one thread, and in the build each worker searches what it makes.
        let run = workspace.command(["build"]).env("RAYON_NUM_THREADS", "1").output().expect("it runs");
        assert!(run.status.success(), "{run:?}");
    });
    let (record, _) = record(DEMONSTRATIONS[0], &children, &[]);
    let texts: Vec<String> = Tree::of(&workspace.path("packs"))
        .contents()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".pdf"))
        .map(|(_, bytes)| crate::support::pdf::Pdf::read(bytes).text())
        .collect();
    // Once for the rules and once for the files.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let search = least(&|| {
        one.install(|| {
            let (rules, files) = (Terms::new(&record), Terms::new(&record));
            record.texts.iter().for_each(|(_, text)| drop(rules.in_prose(text, false)));
            texts.iter().for_each(|text| drop(files.find(text)));
        });
    });
    println!("search {search:?}, cold build {build:?}");
    assert!(search * 20 <= build, "{search:?} of {build:?}");
}
