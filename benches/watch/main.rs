//! How fast `sqspack watch` is, and how much memory and processor time it takes.
//!
//! `cargo bench --bench watch` measures the time from a save to the PDF; `soak` and `idle` are asked for by name, since they take
//! some ten minutes each: `cargo bench --bench watch -- soak`. `--rounds N` says how often. `docs/performance.md` says what the
//! figures mean.

#[path = "../speed/program.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod program;
#[path = "../speed/table.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod table;
#[path = "../speed/timing.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod timing;
#[path = "../speed/typst_tool.rs"]
#[allow(dead_code, reason = "shared with the other bench")]
mod typst_tool;

mod alone;
mod edits;
mod idle;
mod latency;
mod soak;
mod typst_watch;
mod watching;

use std::error::Error;
use std::process::ExitCode;

use table::Row;

/// The program's own allocator, so that what is measured in this process runs as it does there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong, in words.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A part of the bench: its name, how many rounds it takes unless told, and the rounds themselves.
type Part = (&'static str, usize, fn(usize) -> Result<Vec<Row>>);

const PARTS: [Part; 3] =
    [("latency", 61, latency::measure), ("soak", 10_000, soak::measure), ("idle", 60, idle::measure)];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let (wanted, rounds) = arguments()?;
    println!("{}", program::machine());
    let mut rows = Vec::new();
    for (name, usual, measure) in PARTS {
        if wanted.contains(&name) {
            rows.extend(measure(rounds.unwrap_or(usual))?);
        }
    }
    table::summary(&rows);
    Ok(())
}

/// The parts that are wanted, where none is named the first, and the number of rounds. Cargo adds `--bench` on its own account.
fn arguments() -> Result<(Vec<&'static str>, Option<usize>)> {
    let mut wanted = Vec::new();
    let mut rounds = None;
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        if word == "--rounds" {
            let number = words.next().ok_or("`--rounds` wants a number")?;
            rounds = Some(number.parse().map_err(|_| format!("`{number}` is no number of rounds"))?);
        } else if let Some((name, ..)) = PARTS.iter().find(|(name, ..)| *name == word) {
            wanted.push(*name);
        } else {
            let names: Vec<_> = PARTS.iter().map(|(name, ..)| *name).collect();
            return Err(format!("there is no part `{word}`; the parts are {}", names.join(", ")).into());
        }
    }
    if rounds == Some(0) {
        return Err("`--rounds` wants 1 or more".into());
    }
    if wanted.is_empty() {
        wanted.push(PARTS[0].0);
    }
    Ok((wanted, rounds))
}
