//! How fast the program is, as ratios that are measured in one run.
//!
//! `cargo bench` measures everything; `cargo bench -- cold` or `cold idle first documents throughput memory` a part of it, and
//! `--rounds N` says how often. What is compared runs in turns, so that whatever else the machine does slows both alike.
//! `docs/performance.md` says what the figures mean.

mod cold;
mod documents;
mod idle;
mod memory;
mod program;
mod table;
mod throughput;
mod timing;
mod typst_alone;
mod typst_tool;

use std::error::Error;
use std::process::ExitCode;

use table::Row;

/// The program's allocator, so that Typst alone is measured with the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong, in words; a bench has nobody to sort errors for.
type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A part of the bench: its name, how many rounds it takes unless told, and the rounds themselves.
type Part = (&'static str, usize, fn(usize) -> Result<Vec<Row>>);

const PARTS: [Part; 6] = [
    ("cold", 41, cold::measure),
    ("first", 41, cold::measure_first),
    ("documents", 21, documents::measure),
    ("idle", 41, idle::measure),
    ("throughput", 3, throughput::measure),
    ("memory", 3, memory::measure),
];

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
        if wanted.is_empty() || wanted.iter().any(|word| word == name) {
            rows.extend(measure(rounds.unwrap_or(usual))?);
        }
    }
    table::summary(&rows);
    Ok(())
}

/// The parts that are wanted, none meaning all, and the number of rounds. Cargo adds `--bench` on its own account.
fn arguments() -> Result<(Vec<String>, Option<usize>)> {
    let mut wanted = Vec::new();
    let mut rounds = None;
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        if word == "--rounds" {
            let number = words.next().ok_or("`--rounds` wants a number")?;
            rounds = Some(number.parse().map_err(|_| format!("`{number}` is no number of rounds"))?);
        } else if PARTS.iter().any(|(name, ..)| *name == word) {
            wanted.push(word);
        } else {
            let names: Vec<_> = PARTS.iter().map(|(name, ..)| *name).collect();
            return Err(format!("there is no part `{word}`; the parts are {}", names.join(", ")).into());
        }
    }
    if rounds == Some(0) {
        return Err("`--rounds` wants 1 or more".into());
    }
    Ok((wanted, rounds))
}
