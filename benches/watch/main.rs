//! How fast `sqspack watch` is, and how much memory and processor time it takes.
//!
//! `cargo bench --bench watch` measures the time from a save to the PDF; `soak` and `idle` are asked for by name, since they take
//! some ten minutes each: `cargo bench --bench watch -- soak`. `--rounds N` says how often. `docs/performance.md` says what the
//! figures mean.

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod common;

mod alone;
mod arrival;
mod edits;
mod idle;
mod latency;
mod soak;
mod typst_watch;
mod watching;

use std::process::ExitCode;

use common::parts::{Part, run};
use common::{Result, program, table, timing, typst_tool};

/// The program's own allocator, so that what is measured in this process runs as it does there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PARTS: [Part; 3] = [
    Part { name: "latency", rounds: 61, measure: latency::measure },
    Part { name: "soak", rounds: 10_000, measure: soak::measure },
    Part { name: "idle", rounds: 60, measure: idle::measure },
];

fn main() -> ExitCode {
    run(&PARTS, &["latency"])
}
