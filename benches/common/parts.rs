//! The parts of a bench, and what the command line asks of them.

use std::process::ExitCode;

use crate::Result;
use crate::table::{Row, summary};

/// A part of a bench.
pub struct Part {
    /// Its name on the command line.
    pub name: &'static str,
    /// How many rounds it takes unless told.
    pub rounds: usize,
    /// The rounds themselves.
    pub measure: fn(usize) -> Result<Vec<Row>>,
}

/// Measures the parts that the command line names; `usual` where it names none.
pub fn run(parts: &[Part], usual: &[&str]) -> ExitCode {
    let measured = measure(parts, usual);
    crate::program::take_away();
    ended(measured)
}

/// How a bench ends; what went wrong is said.
pub fn ended(measured: Result<()>) -> ExitCode {
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(parts: &[Part], usual: &[&str]) -> Result<()> {
    let (mut wanted, rounds) = arguments(parts)?;
    if wanted.is_empty() {
        wanted.extend(usual.iter().map(|name| (*name).to_owned()));
    }
    println!("{}", crate::program::machine());
    let mut rows = Vec::new();
    for part in parts.iter().filter(|part| wanted.iter().any(|name| name == part.name)) {
        rows.extend((part.measure)(rounds.unwrap_or(part.rounds))?);
    }
    summary(&rows);
    Ok(())
}

/// The parts that are named, and the number of rounds. Cargo adds `--bench` on its own account.
fn arguments(parts: &[Part]) -> Result<(Vec<String>, Option<usize>)> {
    let mut wanted = Vec::new();
    let mut rounds = None;
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    while let Some(word) = words.next() {
        if word == "--rounds" {
            let number = words.next().ok_or("`--rounds` wants a number")?;
            rounds = Some(number.parse().map_err(|_| format!("`{number}` is no number of rounds"))?);
        } else if parts.iter().any(|part| part.name == word) {
            wanted.push(word);
        } else {
            let names: Vec<_> = parts.iter().map(|part| part.name).collect();
            return Err(format!("there is no part `{word}`; the parts are {}", names.join(", ")).into());
        }
    }
    if rounds == Some(0) {
        return Err("`--rounds` wants 1 or more".into());
    }
    Ok((wanted, rounds))
}
