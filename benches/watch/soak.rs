//! Memory over thousands of saves with distinct data, failures among them.

use std::fs;
use std::time::{Duration, Instant};

use crate::Result;
use crate::edits::{self, File};
use crate::program::{Bench, ONE, repository};
use crate::table::{Row, heading};
use crate::watching::Watching;

/// After so many saves, memory must stay level.
const LEVEL: usize = 500;
/// One in so many saves fails.
const FAILS: usize = 20;
/// A line is printed every so many saves.
const PRINT: usize = 500;
/// The layout that fails now and then, in the workspace's own version.
const LAYOUT: &str = "templates/layout/letter.typ";

/// Every save puts another name in the record: mostly the contact's, which one letter prints, else that of the whole YOT, which is
/// in everything. What fails is in turns the record, and the layout once the letter has been laid out up to its end.
pub fn measure(saves: usize) -> Result<Vec<Row>> {
    let bench = Bench::one()?;
    let [contacts, inspection] = ["contacts.toml", "inspection.toml"].map(|name| File::of(&bench, name));
    let (contacts, inspection) = (contacts?, inspection?);
    let (watching, _) = Watching::start(bench.path(), &[])?;
    heading(&format!("memory over {saves} saves, one in {FAILS} of which fails"));
    let start = Instant::now();
    let (mut level, mut highest) = (0, 0);
    for save in 1..=saves {
        if save.is_multiple_of(FAILS) {
            fail(&bench, &contacts, &watching, save / FAILS)?;
        } else if save.is_multiple_of(4) {
            inspection.save("Aberford Youth Offending Team", &format!("Aberford {} Team", edits::name(save)))?;
            watching.wait("built")?;
        } else {
            contacts.save(edits::NAME, &edits::name(save))?;
            watching.wait("built")?;
        }
        let memory = resident(watching.id())?;
        if save == LEVEL.min(saves) {
            level = memory;
        }
        if save > LEVEL {
            highest = highest.max(memory);
        }
        if save.is_multiple_of(PRINT) {
            println!("  {save:>6} saves  {:>7.1} MB  {:>6.0} s", megabytes(memory), start.elapsed().as_secs_f64());
        }
    }
    let last = resident(watching.id())?;
    let growth = |memory: u64| memory as f64 / level as f64;
    Ok(vec![
        Row::below(format!("memory after {saves} saves, times that after {LEVEL}"), growth(last), 1.1),
        Row::report("its highest in between, likewise", format!("{:.3}", growth(highest))),
        Row::report("memory in the end", format!("{:.0} MB", megabytes(last))),
    ])
}

/// A record that cannot be read, or a layout that cannot be laid out, and its mending.
fn fail(bench: &Bench, contacts: &File, watching: &Watching, number: usize) -> Result<()> {
    if number.is_multiple_of(2) {
        contacts.save_with(&format!("= nonsense {number}"))?;
        watching.wait("stale")?;
        contacts.save(edits::NAME, &edits::name(number))?;
    } else {
        let layout = bench.path().join(LAYOUT);
        let text = fs::read_to_string(repository().join(LAYOUT))?;
        fs::create_dir_all(layout.parent().ok_or("a folder")?)?;
        fs::write(&layout, text.replace("  body", &format!("  body\n  panic(\"{number}\")")))?;
        watching.wait("stale")?;
        fs::write(&layout, format!("{text}// {number}\n"))?;
    }
    watching.wait("mended")?;
    // What came with it is reported before the next save.
    std::thread::sleep(Duration::from_millis(50));
    Ok(())
}

/// Resident memory of a process, in kibibytes.
fn resident(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))
        .map_err(|_| format!("this system does not say how much memory {ONE} takes: leave the part `soak` out"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()).ok_or("no figure for resident memory")?;
    Ok(kibibytes.parse()?)
}

fn megabytes(kibibytes: u64) -> f64 {
    kibibytes as f64 * 1024.0 / 1e6
}
