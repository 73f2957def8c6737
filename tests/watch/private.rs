//! The children's file under another name, while a watcher is at work.

use std::fs;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use sqspack::watch::{Mode, Report, ReportKind, Timing};

use crate::tiny::Tiny;
use crate::watching::{Watching, lines, timing};

const A: &str = "2027-01-harrowdale";

fn is(kind: ReportKind) -> impl Fn(&Report) -> bool {
    move |report| report.kind == kind && report.inspection.as_deref() == Some(A)
}

#[test]
fn a_copy_of_the_childrens_file_that_appears_makes_the_pack_stale_until_it_is_gone() {
    for mode in [Mode::Events, Mode::Poll] {
        let tiny = Tiny::with(&[A]);
        let watching = Watching::start(&tiny, mode, timing());
        for name in ["children.private.toml.txt", "children.private - Copy.toml", "children.private.toml~"] {
            let path = format!("inspections/{A}/{name}");
            tiny.write(&path, "[[child]]\nfamily-name = \"Quillon\"\nfirst-names = \"Zoe\"\n");
            let stale = watching.wait(is(ReportKind::Stale));
            let problems = &stale.last().expect("a report").problems;
            assert_eq!(problems[0].code.id, "SQS0406", "{name}: {problems:?}");
            fs::remove_file(tiny.path(&path)).expect("removed");
            watching.wait(is(ReportKind::Mended));
        }
    }
}

#[test]
fn a_childrens_file_that_git_begins_to_track_makes_the_pack_stale_until_it_tracks_it_no_more() {
    for mode in [Mode::Events, Mode::Poll] {
        let tiny = Tiny::with(&[A]);
        let git = |arguments: &[&str]| {
            let run = Command::new("git").arg("-C").arg(tiny.root()).args(arguments).output().expect("git is at hand");
            assert!(run.status.success(), "{arguments:?}: {run:?}");
        };
        let path = format!("inspections/{A}/children.private.toml");
        tiny.write(&path, "[[child]]\nfamily-name = \"Quillon\"\nfirst-names = \"Zoe\"\n");
        tiny.write(".gitignore", "*children*private*\n");
        git(&["init", "--quiet"]);
        let watching = Watching::start(&tiny, mode, Timing { rescan: Duration::from_millis(200), ..timing() });
        for _ in 0..2 {
            git(&["add", "--force", &path]);
            let stale = watching.wait(is(ReportKind::Stale));
            let problems = &stale.last().expect("a report").problems;
            assert_eq!(problems[0].code.id, "SQS0407", "{problems:?}");
            git(&["rm", "--quiet", "--cached", &path]);
            watching.wait(is(ReportKind::Mended));
        }
        // Whose children are invented is taken from the settings as they are now.
        git(&["add", "--force", &path]);
        watching.wait(is(ReportKind::Stale));
        tiny.write("sqspack.toml", &format!("[guard]\ninvented = [\"{A}\"]\n"));
        watching.wait(is(ReportKind::Mended));
        sleep(Duration::from_secs(1));
        // It builds nothing again, and what git does is no sign that events are lost.
        assert_eq!(lines(&watching.reports()), [""; 0], "{mode:?}");
    }
}

#[test]
fn a_childrens_file_that_git_stops_ignoring_is_told_at_the_next_rebuild_at_the_latest() {
    for mode in [Mode::Events, Mode::Poll] {
        for list in
            [format!("inspections/{A}/.gitignore"), "inspections/.gitignore".to_owned(), ".git/info/exclude".to_owned()]
        {
            let tiny = Tiny::with(&[A]);
            let path = format!("inspections/{A}/children.private.toml");
            tiny.write(&path, "[[child]]\nfamily-name = \"Quillon\"\nfirst-names = \"Zoe\"\n");
            let run = Command::new("git").args(["init", "--quiet"]).arg(tiny.root()).output().expect("git is at hand");
            assert!(run.status.success(), "{run:?}");
            tiny.write(&list, "*children*private*\n");
            // No scan but for a change.
            let watching = Watching::start(&tiny, mode, Timing { rescan: Duration::from_secs(600), ..timing() });
            tiny.write(&list, "# nothing\n");
            let inspection = format!("inspections/{A}/inspection.toml");
            let text = fs::read_to_string(tiny.path(&inspection)).expect("readable");
            tiny.write(&inspection, &(text + "\n# saved\n"));
            let is_told = |report: &Report| report.problems.iter().any(|problem| problem.code.id == "SQS0414");
            watching.wait(is_told);
        }
    }
}
