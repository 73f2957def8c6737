//! What happens to the machine under a watcher: its clock jumps, folders go and come back, edits come in a flood.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use sqspack::watch::{Mode, Report, ReportKind};

use crate::files::files;
use crate::fresh::Fresh;
use crate::tiny::{Tiny, contacts, team};
use crate::watching::{Watching, timing};

const A: &str = "2027-01-harrowdale";
const B: &str = "2027-02-wendmoor";

/// Saves of the burst. For a longer one: `SQSPACK_WATCH_BURST=5000 cargo test --test watch burst`.
const BURST: usize = 500;

fn is(kind: ReportKind, inspection: &str) -> impl Fn(&Report) -> bool {
    move |report| report.kind == kind && report.inspection.as_deref() == Some(inspection)
}

/// Whether the message of an inspection holds a text.
fn says(tiny: &Tiny, inspection: &str, text: &str) -> bool {
    let message = fs::read_to_string(tiny.path(&format!("packs/{inspection}/2-sample/message.eml")));
    message.is_ok_and(|message| message.contains(text))
}

#[test]
fn saves_are_built_whichever_way_the_clock_jumps() {
    let (day, year) = (Duration::from_hours(24), Duration::from_hours(24 * 365));
    let now = SystemTime::now();
    for mode in [Mode::Events, Mode::Poll] {
        let tiny = Tiny::with(&[A]);
        let watching = Watching::start(&tiny, mode, timing());
        let path = tiny.path(&format!("inspections/{A}/team.toml"));
        // The names are of one length, so that only the time tells one save from the other.
        for (time, name) in
            [(now + day, "Priya Nair"), (now - 20 * year, "Petra Noon"), (now + 20 * year, "Percy Nunn")]
        {
            fs::write(&path, team(name)).expect("written");
            File::options().append(true).open(&path).and_then(|file| file.set_modified(time)).expect("set");
            watching.wait(|report| is(ReportKind::Built, A)(report) && says(&tiny, A, name));
        }
    }
}

#[test]
fn the_folder_of_all_inspections_may_go_and_come_back_and_lost_packs_are_made_again() {
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let (packs, away) = (files(&tiny.path("packs")), tiny.path("away"));
    fs::rename(tiny.path("inspections"), &away).expect("moved away");
    watching.wait(is(ReportKind::Gone, A));
    fs::rename(&away, tiny.path("inspections")).expect("moved back");
    for name in ["Priya Nair", "Ruth Calder"] {
        tiny.write(&format!("inspections/{A}/team.toml"), &team(name));
        watching.wait(|report| report.inspection.as_deref() == Some(A) && says(&tiny, A, name));
    }
    fs::rename(tiny.path("packs"), &away).expect("moved away");
    // A scan may be at work at that moment, so that either may be the first.
    let documents = files(&away.join(A)).keys().filter(|path| !path.ends_with("manifest.json")).count();
    let is_whole = |report: &Report| report.kind == ReportKind::Built && report.written.len() == documents;
    let mut made_again = 0;
    while made_again < 2 {
        made_again += watching.wait(is_whole).iter().filter(|report| is_whole(report)).count();
    }
    assert_eq!(files(&tiny.path("packs")), packs);
}

#[test]
fn a_burst_of_saves_leads_to_few_builds_and_the_last_of_each_file_counts() {
    let saves = env::var("SQSPACK_WATCH_BURST").map_or(BURST, |value| value.parse().expect("a number"));
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    for save in 0..saves {
        let inspection = [A, B][save % 2];
        tiny.write(&format!("inspections/{inspection}/contacts.toml"), &contacts(&[format!("Helen Marsh {save}")]));
    }
    for inspection in [A, B] {
        tiny.write(&format!("inspections/{inspection}/team.toml"), &team("Last of All"));
    }
    let mut builds = 0;
    let mut is_last = BTreeMap::from([(A, false), (B, false)]);
    while is_last.values().any(|is_last| !is_last) {
        builds += watching.wait(|report| report.kind == ReportKind::Built).len();
        is_last.iter_mut().for_each(|(inspection, is_last)| *is_last = says(&tiny, inspection, "Last of All"));
    }
    assert!(builds < saves / 2, "{builds} builds of {saves} saves");
    for (inspection, pack) in Fresh::default().packs(tiny.root()).expect("good settings") {
        assert_eq!(Some(files(&tiny.path("packs").join(&inspection))), pack, "{inspection}");
    }
}
