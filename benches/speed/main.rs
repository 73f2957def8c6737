//! How fast the program is, as ratios that are measured in one run.
//!
//! `cargo bench` measures everything; `cargo bench -- cold` or `cold idle first documents throughput memory` a part of it, and
//! `--rounds N` says how often. What is compared runs in turns, so that whatever else the machine does slows both alike.
//! `docs/performance.md` says what the figures mean.

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod common;

mod cold;
mod documents;
mod idle;
mod memory;
mod throughput;
mod typst_alone;

use std::process::ExitCode;

use common::parts::{Part, run};
use common::{Result, peak, program, table, timing, typst_tool};

/// The program's allocator, so that Typst alone is measured with the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PARTS: [Part; 6] = [
    Part { name: "cold", rounds: 41, measure: cold::measure },
    Part { name: "first", rounds: 41, measure: cold::measure_first },
    Part { name: "documents", rounds: 21, measure: documents::measure },
    Part { name: "idle", rounds: 41, measure: idle::measure },
    Part { name: "throughput", rounds: 3, measure: throughput::measure },
    Part { name: "memory", rounds: 3, measure: memory::measure },
];

fn main() -> ExitCode {
    run(&PARTS, &PARTS.each_ref().map(|part| part.name))
}
