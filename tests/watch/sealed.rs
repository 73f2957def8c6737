//! The sealed children's file, while a watcher is at work.

use std::fs;

use sqspack::sealing::{Passphrase, seal};
use sqspack::watch::{Mode, Report, ReportKind};
use sqspack::workspace::keyring;

use crate::tiny::{Tiny, note};
use crate::watching::{Watching, timing};

const A: &str = "2027-01-harrowdale";

fn is(kind: ReportKind) -> impl Fn(&Report) -> bool {
    move |report| report.kind == kind && report.inspection.as_deref() == Some(A)
}

#[test]
fn the_watcher_opens_each_version_of_a_sealed_file_with_the_passphrase_that_it_was_given_once() {
    let passphrase = Passphrase::generate().expect("chance");
    let sealed = |name: &str| {
        seal(&format!("[[child]]\nfamily-name = \"{name}\"\nfirst-names = \"Zoe\"\n"), &passphrase).expect("sealed")
    };
    let (other, named) = (sealed("Orrowick"), sealed("Quillon"));
    let tiny = Tiny::with(&[A]);
    let path = tiny.path(&format!("inspections/{A}/children.private.toml.age"));
    tiny.write("templates/note/en.typ", &note("Zoe Quillon is not at"));
    fs::write(&path, &other).expect("written");
    keyring::offer(vec![passphrase]);
    let watching = Watching::start(&tiny, Mode::Events, timing());
    fs::write(&path, &named).expect("written");
    let stale = watching.wait(is(ReportKind::Stale));
    let problems = &stale.last().expect("a report").problems;
    assert_eq!(problems[0].code.id, "SQS0402", "{problems:?}");
    fs::write(&path, &other).expect("written");
    watching.wait(is(ReportKind::Mended));
    let mut damaged = other.clone();
    *damaged.last_mut().expect("a byte") ^= 1;
    fs::write(&path, &damaged).expect("written");
    let stale = watching.wait(is(ReportKind::Stale));
    assert_eq!(stale.last().expect("a report").problems[0].code.id, "SQS1352");
}
