//! What the watcher promises, each promise by itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread::{self, sleep};
use std::time::{Duration, SystemTime};

use sqspack::publish::Lock;
use sqspack::watch::{Hint, Mode, Report, ReportKind, Timing};
use sqspack::workspace::Workspace;

use crate::files::files;
use crate::tiny::{Tiny, catalogue, contacts, note, team};
use crate::watching::{Watching, lines, timing};

const A: &str = "2027-01-harrowdale";
const B: &str = "2027-02-wendmoor";

/// Longer than a watcher needs to notice something. Tests wait so long to see that it notices nothing.
const A_WHILE: Duration = Duration::from_millis(400);

fn is(kind: ReportKind, inspection: &str) -> impl Fn(&Report) -> bool {
    move |report| report.kind == kind && report.inspection.as_deref() == Some(inspection)
}

/// The times of a pack's files.
fn times(tiny: &Tiny, inspection: &str) -> BTreeMap<String, SystemTime> {
    let pack = tiny.path("packs").join(inspection);
    let time = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).expect("a time");
    files(&pack).into_keys().map(|path| (path.clone(), time(&pack.join(path)))).collect()
}

fn kinds(reports: &[Report]) -> Vec<ReportKind> {
    reports.iter().map(|report| report.kind).collect()
}

#[test]
fn a_save_writes_the_documents_that_it_affects_and_leaves_the_others_as_they_lie() {
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let (before, other) = (times(&tiny, A), times(&tiny, B));
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    let reports = watching.wait(is(ReportKind::Built, A));
    let report = reports.last().expect("a report");
    assert_eq!(report.written, ["2-sample/message.eml"]);
    assert_eq!(report.unchanged, ["1-announcement/timeline.ics", "1-announcement/note.pdf"]);
    let after = times(&tiny, A);
    assert_eq!(after["1-announcement/note.pdf"], before["1-announcement/note.pdf"]);
    assert_ne!(after["2-sample/message.eml"], before["2-sample/message.eml"]);
    assert_eq!(times(&tiny, B), other);
}

#[test]
fn a_record_with_an_error_keeps_its_last_good_pack_and_is_named_until_it_is_mended() {
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let before = times(&tiny, A);
    tiny.write(&format!("inspections/{A}/team.toml"), "[lead-inspector]\nname = 7\n");
    let stale = watching.wait(is(ReportKind::Stale, A)).pop().expect("a report");
    assert_eq!(stale.first_error().as_deref(), Some(&*format!("inspections/{A}/team.toml:2")));
    tiny.write(&format!("inspections/{B}/team.toml"), &team("Priya Nair"));
    watching.wait(is(ReportKind::Built, B));
    assert_eq!(times(&tiny, A), before, "the pack of a broken record is left alone");
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Ruth Calder"));
    let mended = watching.wait(is(ReportKind::Mended, A)).pop().expect("a report");
    assert_eq!(mended.unchanged.len(), 3, "{}", mended.line());
    assert_eq!(times(&tiny, A), before, "what is as it was is not written again");
}

#[test]
fn an_error_that_lasts_less_than_the_grace_period_is_not_reported() {
    let tiny = Tiny::with(&[A]);
    let long = Timing { grace: Duration::from_secs(30), ..timing() };
    let watching = Watching::start(&tiny, Mode::Events, long);
    tiny.write(&format!("inspections/{A}/team.toml"), "[lead-inspector\n");
    sleep(A_WHILE);
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    assert_eq!(kinds(&watching.wait(is(ReportKind::Built, A))), [ReportKind::Built]);
}

#[test]
fn an_emptied_file_keeps_its_documents_for_the_grace_period() {
    let tiny = Tiny::with(&[A]);
    let long = Timing { grace: Duration::from_secs(30), ..timing() };
    let watching = Watching::start(&tiny, Mode::Events, long);
    let before = times(&tiny, A);
    tiny.write(&format!("inspections/{A}/contacts.toml"), "");
    sleep(A_WHILE);
    assert_eq!(times(&tiny, A), before);
    tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&["Helen Marsh", "Samir Haddad"]));
    sleep(A_WHILE);
    assert_eq!(kinds(&watching.reports()), []);
    assert_eq!(times(&tiny, A), before);
}

#[test]
fn a_warning_about_the_settings_is_reported_and_the_packs_are_built() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let closure =
        "[[closure]]\nfrom = 2027-03-08\nto = 2027-03-09\nname = \"move\"\ninspection = \"2027-09-nowhere\"\n";
    tiny.write("sqspack.toml", closure);
    let warned = watching.wait(|report| report.kind == ReportKind::Note).pop().expect("a report");
    assert_eq!(warned.line(), "sqspack.toml: 1 warning");
    assert_eq!(warned.problems[0].code.id, "SQS0314");
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    watching.wait(|report| is(ReportKind::Built, A)(report) && !report.written.is_empty());
}

#[test]
fn its_own_output_never_triggers_it() {
    let tiny = Tiny::with(&[A]);
    // `packs/` is among the folders that are watched, so that what it writes comes back to it as events.
    let watching = Watching::start(&tiny, Mode::Events, timing());
    sleep(A_WHILE);
    assert_eq!(kinds(&watching.reports()), [], "the first build has triggered another one");
    tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&["Patrick Osei"]));
    watching.wait(is(ReportKind::Built, A));
    let after = times(&tiny, A);
    for _ in 0..20 {
        watching.hint(Hint::Changed);
    }
    sleep(A_WHILE);
    assert_eq!(lines(&watching.reports()), [""; 0], "a build has triggered another one");
    assert_eq!(times(&tiny, A), after);
    assert!(watching.is_idle());
}

#[test]
fn a_document_that_cannot_be_replaced_is_named_and_tried_again() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    // As where a program holds the file open on Windows, nothing can take its place.
    let path = tiny.path(&format!("packs/{A}/1-announcement/note.pdf"));
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("in its place");
    tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&["Patrick Osei"]));
    let held = watching.wait(is(ReportKind::Held, A)).pop().expect("a report");
    let words = format!("`packs/{A}/1-announcement/note.pdf` is a folder, and has to be a file");
    assert!(held.message.contains(&words), "{}", held.message);
    let (_, behind) = held.message.split_once("; as before: ").expect("what is behind");
    let (note, message) = behind.split_once("), ").expect("two files, each with its moment");
    assert!(note.starts_with("1-announcement/note.pdf (since "), "{behind}");
    assert!(message.starts_with("2-sample/message.eml (since "), "{behind}");
    assert!(message.ends_with(')') && behind.matches(" (since ").count() == 2, "no other is as before: {behind}");
    assert_eq!(held.written, [""; 0], "the message carries what could not be written");
    sleep(A_WHILE);
    assert_eq!(lines(&watching.reports()), [""; 0], "it is named once");
    fs::remove_dir(&path).expect("let go");
    let mended = watching.wait(is(ReportKind::Mended, A)).pop().expect("a report");
    assert_eq!(mended.written, ["1-announcement/note.pdf", "2-sample/message.eml"]);
}

#[test]
fn one_hint_leads_to_a_scan_of_everything() {
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Given, timing());
    for inspection in [A, B] {
        tiny.write(&format!("inspections/{inspection}/team.toml"), &team("Priya Nair"));
    }
    watching.hint(Hint::Changed);
    let reports = watching.wait(is(ReportKind::Built, B));
    assert_eq!(kinds(&reports), [ReportKind::Built, ReportKind::Built], "{:?}", lines(&reports));
}

#[test]
fn an_edit_to_a_record_comes_before_the_packs_that_only_a_template_calls_for() {
    let names: Vec<String> = (0..20).map(|number| format!("2027-{number:02}-thrane")).collect();
    let tiny = Tiny::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let watching = Watching::start(&tiny, Mode::Given, timing());
    tiny.write("templates/note/en.typ", &note("Dear"));
    tiny.write(&format!("inspections/{}/team.toml", names[19]), &team("Priya Nair"));
    watching.hint(Hint::Changed);
    let reports = watching.wait(is(ReportKind::Built, &names[19]));
    assert!(reports.len() <= 8, "it is in the first batch: {:?}", lines(&reports));
}

#[test]
fn a_change_without_an_event_is_found_and_the_watcher_polls_from_then_on() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Given, Timing { rescan: Duration::from_millis(100), ..timing() });
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    let reports = watching.wait(is(ReportKind::Built, A));
    let is_explained = |report: &Report| report.message.contains("without an event; all files are scanned every 20 ms");
    assert!(reports.iter().any(is_explained), "{:?}", lines(&reports));
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Ruth Calder"));
    watching.wait(is(ReportKind::Built, A));
}

#[test]
fn where_no_more_folders_can_be_watched_it_polls_and_says_so() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Given, timing());
    watching.hint(Hint::Unreliable("the system watches no more folders".to_owned()));
    let note = watching.wait(|report| report.kind == ReportKind::Note).pop().expect("a report");
    assert!(note.message.contains("no more folders") && note.message.contains("every 20 ms"), "{}", note.message);
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    watching.wait(is(ReportKind::Built, A));
}

#[test]
fn polling_sees_two_saves_of_the_same_length_within_a_second() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Poll, timing());
    let message = tiny.path(&format!("packs/{A}/2-sample/message.eml"));
    let path = tiny.path(&format!("inspections/{A}/team.toml"));
    let time = fs::metadata(&path).and_then(|about| about.modified()).expect("a time");
    for name in ["Priya Nair", "Petra Noon"] {
        // As on a file system whose clock stands still in between.
        fs::write(&path, team(name)).expect("written");
        fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(time)).expect("set back");
        watching.wait(is(ReportKind::Built, A));
        assert!(fs::read_to_string(&message).expect("text").contains(name), "{name}");
    }
}

#[test]
fn a_folder_that_is_gone_is_named_its_pack_kept_and_both_fit_when_it_is_back() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let before = times(&tiny, A);
    fs::rename(tiny.path("inspections").join(A), tiny.path("away")).expect("moved");
    watching.wait(is(ReportKind::Gone, A));
    assert_eq!(times(&tiny, A), before);
    fs::rename(tiny.path("away"), tiny.path("inspections").join(A)).expect("moved");
    watching.wait(is(ReportKind::Built, A));
    assert_eq!(times(&tiny, A), before);
}

#[test]
fn a_document_that_somebody_has_changed_stays_if_the_record_no_longer_calls_for_it() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    tiny.write(&format!("inspections/{A}/team.toml"), "[lead-inspector\n");
    watching.wait(is(ReportKind::Stale, A));
    tiny.write(&format!("packs/{A}/2-sample/message.eml"), "changed by hand");
    fs::remove_file(tiny.path(&format!("inspections/{A}/contacts.toml"))).expect("removed");
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Ruth Calder"));
    watching.wait(|report| report.removed == ["1-announcement/note.pdf"]);
    assert_eq!(files(&tiny.path(&format!("packs/{A}")))["2-sample/message.eml"], b"changed by hand");
}

#[test]
fn a_pack_without_an_inspection_is_named_at_the_start() {
    let tiny = Tiny::with(&[A]);
    tiny.write("packs/2026-11-forgotten/manifest.json", "{\"files\": []}\n");
    let watching = Watching::start(&tiny, Mode::Events, timing());
    watching.wait(is(ReportKind::Orphan, "2026-11-forgotten"));
    assert!(tiny.path("packs/2026-11-forgotten/manifest.json").exists());
}

#[test]
fn a_broken_catalogue_is_reported_once_for_all_and_so_is_its_mending() {
    let tiny = Tiny::with(&[A, B]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let before = (times(&tiny, A), times(&tiny, B));
    tiny.write("templates/catalogue.toml", "= nonsense\n");
    let stale = watching.wait(|report| report.kind == ReportKind::Stale).pop().expect("a report");
    assert_eq!(stale.first_error().as_deref(), Some("templates/catalogue.toml:1"));
    assert_eq!(stale.inspection, None);
    assert_eq!((times(&tiny, A), times(&tiny, B)), before);
    tiny.write("templates/catalogue.toml", &catalogue("YOT"));
    watching.wait(|report| report.kind == ReportKind::Mended && report.inspection.is_none());
    let reports = watching.wait(is(ReportKind::Built, B));
    assert!(reports.iter().all(|report| report.unchanged.len() == 3), "{:?}", lines(&reports));
    assert_eq!((times(&tiny, A), times(&tiny, B)), before);
}

#[test]
fn a_workspace_that_is_moved_away_and_back_is_watched_again() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let away = tiny.root().with_extension("away");
    fs::rename(tiny.root(), &away).expect("moved");
    watching.wait(|report| report.kind == ReportKind::Stale && report.inspection.is_none());
    fs::rename(&away, tiny.root()).expect("moved back");
    watching.wait(|report| report.kind == ReportKind::Mended && report.inspection.is_none());
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    watching.wait(|report| report.written == ["2-sample/message.eml"]);
}

#[test]
fn the_workspace_is_locked_only_while_something_is_built() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    let workspace = Workspace::open(tiny.root()).expect("a workspace");
    let (taken, is_taken) = channel();
    let (release, wait) = channel::<()>();
    let other = thread::spawn(move || {
        let lock = Lock::take(&workspace, || ()).expect("a lock");
        taken.send(()).expect("somebody waits");
        wait.recv().ok();
        drop(lock);
    });
    is_taken.recv_timeout(Duration::from_secs(20)).expect("the watcher does not hold it");
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    let note = watching.wait(|report| report.kind == ReportKind::Note).pop().expect("a report");
    assert!(note.message.contains("another build"), "{}", note.message);
    release.send(()).expect("it waits");
    watching.wait(is(ReportKind::Built, A));
    other.join().expect("no panic");
}
