//! How long the choice of a sample takes, proven to be the best in every goal: 500 cases to 47, and 90 to 20. Beside the seconds stands
//! how often the same long-list could be parsed as TOML meanwhile. And the memory of `sqspack sample propose`.
//!
//! `cargo bench --bench sample`. Each list and its parse are measured in turns, in one process. How long a choice takes depends on
//! the list, so there are several, and the slowest counts.

#[path = "common/mod.rs"]
#[allow(dead_code, reason = "shared with the other benches")]
mod common;
#[path = "../tests/common/random.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod random;

use std::fs;
use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Duration;

use common::parts::ended;
use common::peak::peak;
use common::program::{Bench, ONE, machine, repository};
use common::table::{Row, line, ratio, summary};
use common::timing::{in_turns, timed};
use common::{Result, program, table, timing};
use random::Random;
use sqspack::facts::{self, Facts};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Record};
use sqspack::sample::{Question, choose, explain_goals};
use sqspack::selection::listed;
use sqspack::workspace::Workspace;

/// Lists of each size.
const LISTS: u64 = 8;
const ROUNDS: usize = 5;

/// A size of list and sample, and the seconds that a choice may take.
struct Size {
    rows: usize,
    managers: usize,
    quotas: [u32; 3],
    most_seconds: f64,
}

const SIZES: [Size; 2] = [
    Size { rows: 500, managers: 40, quotas: [9, 24, 14], most_seconds: 0.5 },
    Size { rows: 90, managers: 18, quotas: [4, 10, 6], most_seconds: 0.2 },
];

impl Size {
    fn name(&self) -> String {
        format!("{} cases to {}", self.rows, self.quotas.iter().sum::<u32>())
    }
}

fn main() -> ExitCode {
    ended(measure())
}

fn measure() -> Result<()> {
    println!("{}", machine());
    let mut rows = Vec::new();
    for size in &SIZES {
        rows.extend(of_size(size)?);
    }
    summary(&rows);
    program::take_away();
    Ok(())
}

/// The figures of a size: the slowest of its lists.
fn of_size(size: &Size) -> Result<Vec<Row>> {
    let mut slowest: Option<(Duration, f64)> = None;
    let (mut explained, mut kilobytes) = (Duration::ZERO, 0);
    for seed in 0..LISTS {
        let files = Files::of(size, seed);
        let question = files.question()?;
        let [parse, choice] = in_turns(
            ROUNDS,
            true,
            [&mut || Ok(timed(|| Ok(black_box(files.children.parse::<toml::Table>()?)))?.1), &mut || {
                Ok(timed(|| proven(&question))?.1)
            }],
        )?;
        line(&format!("{}, list {seed}: parsed as TOML", size.name()), &parse);
        line(&format!("{}, list {seed}: chosen", size.name()), &choice);
        if slowest.is_none_or(|(time, _)| time < choice.median()) {
            slowest = Some((choice.median(), ratio(&choice, &parse)));
        }
        let chosen = choose(&question).map_err(|why| format!("no sample: {why:?}"))?;
        let (_, time) = timed(|| explain_goals(&question, &chosen).map_err(|why| format!("{why:?}").into()))?;
        explained = explained.max(time);
        kilobytes = kilobytes.max(files.memory()?);
    }
    let (time, times) = slowest.ok_or("no list was measured")?;
    let name = size.name();
    let megabytes = kilobytes as f64 * 1024.0 / 1e6;
    Ok(vec![
        Row::below(format!("{name}, proven: seconds"), time.as_secs_f64(), size.most_seconds),
        Row::report(format!("{name}: times as long as parsing the list"), format!("{times:.1}")),
        Row::report(format!("{name}: seconds for what stood in the way"), format!("{:.2}", explained.as_secs_f64())),
        Row::report(format!("{name}: peak memory of `sqspack sample propose`"), format!("{megabytes:.0} MB")),
    ])
}

/// The choice, if it is proven in every goal.
fn proven(question: &Question) -> Result<()> {
    let choice = choose(question).map_err(|why| format!("no sample: {why:?}"))?;
    match choice.goals.iter().find(|reached| reached.bound < reached.value) {
        Some(open) => Err(format!("`{}` is not proven", open.goal.word()).into()),
        None => Ok(()),
    }
}

/// The files of a record with a long-list.
struct Files {
    inspection: String,
    cases: String,
    children: String,
}

impl Files {
    fn of(size: &Size, seed: u64) -> Self {
        let mut random = Random(seed + 1);
        let manager = |number: usize| format!("Ada Pryor{}", letters(number));
        let cases = (0..size.managers).map(|number| format!("[[case-manager]]\nname = \"{}\"\n\n", manager(number)));
        let children = (0..size.rows).map(|number| row(&mut random, number, &manager(number % size.managers)));
        let [first, community, custodial] = size.quotas;
        let plan = format!(
            "\n[sample]\nfirst-tier = {first}\ncommunity = {community}\ncustodial = {custodial}\nreason = \"measured\"\n"
        );
        let path = repository().join("inspections").join(ONE).join(FileKind::Inspection.name());
        let inspection = fs::read_to_string(path).unwrap_or_default() + &plan;
        Self { inspection, cases: cases.collect(), children: children.collect() }
    }

    fn texts(&self) -> [(FileKind, &str); 3] {
        [(FileKind::Inspection, &self.inspection), (FileKind::Cases, &self.cases), (FileKind::Children, &self.children)]
    }

    fn question(&self) -> Result<Question> {
        let workspace = Workspace::open(repository())?;
        let mut sources = workspace.read(ONE).0.sources;
        for (kind, text) in self.texts() {
            sources.insert(kind, Arc::new(SourceFile::new(kind.name().to_owned(), text.to_owned())));
        }
        let (record, _) = Record::read(ONE, sources);
        let holidays = facts::holidays(&workspace.settings);
        let facts = Facts::new(&record, &workspace.settings, &holidays);
        Ok(listed(&record, &facts, &workspace.settings).0.question)
    }

    /// The most memory that the command holds.
    fn memory(&self) -> Result<u64> {
        let bench = Bench::one()?;
        for (kind, text) in self.texts() {
            fs::write(bench.path().join("inspections").join(ONE).join(kind.name()), text)?;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(bench.path()).args(["sample", "propose", ONE]);
        peak(&mut command)
    }
}

/// A number as letters.
fn letters(number: usize) -> String {
    [number / 26, number % 26].iter().map(|part| char::from(b'a' + *part as u8)).collect()
}

/// A row of the list.
fn row(random: &mut Random, number: usize, manager: &str) -> String {
    let mut one_of = |words: &[&str]| words[random.below(words.len())].to_owned();
    let tier = one_of(&["first-tier", "community", "community", "custodial"]);
    let gender = one_of(&["male", "male", "male", "male", "female"]);
    let ethnicity = one_of(&["W1", "W1", "W1", "W2", "M1", "B1", "A1", "O9"]);
    let level = one_of(&["low", "medium", "medium", "high", "very high"]);
    let year = one_of(&["2009", "2010", "2011", "2012"]);
    let month = one_of(&["07", "08", "09", "10"]);
    format!(
        "[[child]]\nreference = \"L{:03}\"\nrow = \"Community!{}\"\nsystem-id = \"77{number:05}\"\nfamily-name = \"Quillfeather{}\"\n\
         first-names = \"Zebulon\"\ngender = \"{gender}\"\ndate-of-birth = {year}-03-{:02}\nethnicity = \"{ethnicity}\"\n\
         tier = \"{tier}\"\norder = \"youth rehabilitation order\"\nsentenced = 2026-{month}-{:02}\nsentence-length = \"12 months\"\n\
         scaled-approach = \"standard\"\nvulnerability = \"{level}\"\nrosh = \"medium\"\nlooked-after = false\n\
         child-protection = false\ncase-manager = \"{manager}\"\noffice = \"Millgate House\"\n\n",
        number + 1,
        number + 5,
        letters(number),
        1 + number % 28,
        1 + number % 27,
    )
}
