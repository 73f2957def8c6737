//! What the watcher promises, each promise by itself.

use sqspack::watch::Mode;

use crate::tiny::Tiny;
use crate::watching::{Watching, timing};

const A: &str = "2027-01-harrowdale";

#[test]
fn probe() {
    let tiny = Tiny::with(&[A]);
    let watching = Watching::start(&tiny, Mode::Proved, timing());
    watching.wait(|pass| {
        println!("{} {}", pass.line(), sqspack::problem::render(&pass.problems, false));
        pass.event == sqspack::watch::Event::Stale
    });
}
