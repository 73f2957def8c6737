//! The children's file under another name, while a watcher is at work.

use std::fs;

use sqspack::watch::{Mode, Report, ReportKind};

use crate::tiny::Tiny;
use crate::watching::{Watching, timing};

const A: &str = "2027-01-harrowdale";

#[test]
fn a_copy_of_the_childrens_file_that_appears_makes_the_pack_stale_until_it_is_gone() {
    for mode in [Mode::Events, Mode::Poll] {
        let tiny = Tiny::with(&[A]);
        let watching = Watching::start(&tiny, mode, timing());
        for name in ["children.private.toml.txt", "children.private - Copy.toml", "children.private.toml~"] {
            let path = format!("inspections/{A}/{name}");
            tiny.write(&path, "[[child]]\nfamily-name = \"Quillon\"\nfirst-names = \"Zoe\"\n");
            let is = |kind| move |report: &Report| report.kind == kind && report.inspection.as_deref() == Some(A);
            let stale = watching.wait(is(ReportKind::Stale));
            let problems = &stale.last().expect("a report").problems;
            assert_eq!(problems[0].code.id, "SQS0406", "{name}: {problems:?}");
            fs::remove_file(tiny.path(&path)).expect("removed");
            watching.wait(is(ReportKind::Mended));
        }
    }
}
